"""Item banks: what a question may say, checked before anybody has to answer it.

A bank is one YAML file under ``seeds/<case>/quizzes/``. The models here refuse what would leave a
reader alone (an option without feedback, a question without an answer); :meth:`Bank.check` looks
up what only the article can tell (sentences and quotations). :func:`view` turns an item into the
plain, one-language dictionary that the front end, the fallback and the scoring work on.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal, Protocol

from markupsafe import Markup, escape
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Language = Literal["en", "de"]
Kebab = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


# --- texts ------------------------------------------------------------------------------------


def _by_language(value: Any) -> Any:
    if isinstance(value, str):
        # A ValueError, not a TypeError: pydantic reports only the former with its place.
        raise ValueError("a text is a map by language: write {en: …} instead of the bare text")  # noqa: TRY004
    if not isinstance(value, Mapping):
        return value
    if "en" not in value:
        raise ValueError("the English text is missing: add it under `en:`")
    for lang, text in value.items():
        if isinstance(text, str) and not text.strip():
            raise ValueError(f"the text under `{lang}:` is empty: write it or leave `{lang}:` out")
    return value


Text = Annotated[dict[Language, str], BeforeValidator(_by_language)]
"""A reader-facing string by language, English always among them."""


def reading(text: Mapping[Any, str], lang: str) -> str:
    """A text in one language, in English where it is not translated."""
    return text.get(lang, text["en"])


_INLINE = re.compile(
    r"\[(?P<text>[^\[\]]+)\]\{(?P<lang>[a-z]{2,3})\}"
    r"|\*(?P<em>[^* \t\r\n](?:[^*]*[^* \t\r\n])?)\*"
)


def inline(text: str) -> Markup:
    """HTML of an item text: ``[Worte]{de}`` and ``*emphasis*``; everything else is plain text.

    The front end has the same rules (``inline`` in ``_common.js``); one table of cases tests both.
    """
    html = Markup("")
    at = 0
    for match in _INLINE.finditer(text):
        html += escape(text[at : match.start()])
        at = match.end()
        if match["em"] is not None:
            html += Markup("<em>{}</em>").format(inline(match["em"]))
        else:
            html += Markup('<span lang="{}">{}</span>').format(match["lang"], inline(match["text"]))
    return html + escape(text[at:])


# --- the models -------------------------------------------------------------------------------


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _bare_quote(value: Any) -> Any:
    return {"quote": value} if isinstance(value, str) else value


class Quote(_Model):
    """Words of the passage; ``nth`` (from 1) where they occur more than once."""

    quote: str = Field(min_length=1)
    nth: int | None = Field(default=None, ge=1)


Words = Annotated[Quote, BeforeValidator(_bare_quote, json_schema_input_type=str | Quote)]


class Passage(_Model):
    """What a question is about: sentences of the article, or a passage written for the book.

    ``original`` names the language of a made-up passage that is shown in that language with a
    translation below; without it the passage is shown in the reader's language only.
    """

    sentences: list[str] | None = Field(default=None, min_length=1)
    made_up: Text | None = None
    original: Language | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Passage:
        if (self.sentences is None) == (self.made_up is None):
            raise ValueError(
                "give either `sentences:` (ids in the article) or `made_up:` (a new text)"
            )
        if self.original and self.original not in (self.made_up or {}):
            raise ValueError(f"`original: {self.original}` needs a made-up text in that language")
        return self


class Option(_Model):
    """One answer to choose. ``says_signal``: choosing it means “there is a problem here”."""

    id: Kebab
    text: Text
    correct: bool = False
    feedback: Text
    words: list[Words] = []
    says_signal: bool = False


class Labelled(_Model):
    """A category, or one side of a pair."""

    id: Kebab
    text: Text


class Statement(_Model):
    """Something to put into a category; its feedback is one text or one text per category."""

    id: Kebab
    text: Text
    category: str
    feedback: Annotated[dict[str, Any], Field(min_length=1)]
    words: list[Words] = []

    @model_validator(mode="after")
    def _feedback_is_text(self) -> Statement:
        per_category = {"": self.feedback} if "en" in self.feedback else self.feedback
        for category, text in per_category.items():
            where = f" for category `{category}`" if category else ""
            if not isinstance(text, dict) or not isinstance(text.get("en"), str):
                raise ValueError(f"feedback{where} is a map by language: write {{en: …}}")  # noqa: TRY004
        return self


class Target(Quote):
    """Words to mark, with a remark of their own where that helps."""

    feedback: Text | None = None


TargetField = Annotated[Target, BeforeValidator(_bare_quote, json_schema_input_type=str | Target)]


class Decoy(Quote):
    """Words that look right and are not, with what is tempting about them."""

    feedback: Text


class Pair(_Model):
    """The right partner of one entry on the left."""

    left: str
    right: str
    feedback: Text


class Entry(_Model):
    """One step of an order; the bank lists the steps in the right order."""

    id: Kebab
    text: Text
    feedback: Text


class Tolerance(_Model):
    """How far from the answer still counts: in the answer's unit, or as a share of it."""

    absolute: float | None = Field(default=None, ge=0)
    relative: float | None = Field(default=None, gt=0, lt=1)

    @model_validator(mode="after")
    def _one_of_two(self) -> Tolerance:
        if (self.absolute is None) == (self.relative is None):
            raise ValueError("give either `absolute:` or `relative:` (0.1 means ten per cent)")
        return self


class Bands(_Model):
    """Feedback to an estimate."""

    close: Text
    too_low: Text
    too_high: Text


class _Item(_Model):
    id: Kebab
    chapter: Kebab
    aim: Kebab
    prompt: Text
    passage: Passage | None = None
    confidence: bool = True

    def quotes(self) -> Iterator[tuple[str, Quote]]:
        """Quotations from the passage, each with the field it stands in."""
        yield from ()


def _unique(kind: str, ids: Iterable[str]) -> None:
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise ValueError(f"{kind} ids must differ, but these stand twice: {', '.join(twice)}")


class _Choice(_Item):
    options: list[Option] = Field(min_length=2)

    @model_validator(mode="after")
    def _ids(self) -> _Choice:
        _unique("option", (option.id for option in self.options))
        return self

    def quotes(self) -> Iterator[tuple[str, Quote]]:
        for option in self.options:
            for words in option.words:
                yield f"options.{option.id}.words", words


class Single(_Choice):
    """One right option among several.

    With ``signal`` set the item counts for d-prime: true where there is a problem to find, false
    where the passage is sound; the options that mean “problem” carry ``says_signal: true``.
    """

    type: Literal["single"]
    signal: bool | None = None

    @model_validator(mode="after")
    def _one_right(self) -> Single:
        right = [option for option in self.options if option.correct]
        if len(right) != 1:
            raise ValueError(
                f"{len(right)} options are marked `correct: true`: a single choice has exactly one"
                " (use `type: multiple` for several)"
            )
        says = {option.says_signal for option in self.options}
        if self.signal is None:
            if True in says:
                raise ValueError("`says_signal` needs `signal: true` or `signal: false`")
        elif says != {True, False}:
            raise ValueError(
                "a signal item needs both kinds of options: some with `says_signal: true`, some not"
            )
        elif right[0].says_signal != self.signal:
            raise ValueError(
                f"`signal` is {str(self.signal).lower()}, but the correct option `{right[0].id}`"
                " says the opposite: change one of them"
            )
        return self


class Multiple(_Choice):
    """Several options may be right; each is a decision of its own."""

    type: Literal["multiple"]

    @model_validator(mode="after")
    def _some_right(self) -> Multiple:
        if not any(option.correct for option in self.options):
            raise ValueError("no option is marked `correct: true`: mark at least one")
        if any(option.says_signal for option in self.options):
            raise ValueError("`says_signal` works in `type: single` only: remove it here")
        return self


class Classify(_Item):
    """Statements to put into categories."""

    type: Literal["classify"]
    categories: list[Labelled] = Field(min_length=2)
    statements: list[Statement] = Field(min_length=2)

    @model_validator(mode="after")
    def _fits(self) -> Classify:
        names = [category.id for category in self.categories]
        _unique("category", names)
        _unique("statement", (statement.id for statement in self.statements))
        if "en" in names or "de" in names:
            raise ValueError("`en` and `de` mean languages: call the category something else")
        for statement in self.statements:
            if statement.category not in names:
                raise ValueError(
                    f"statement `{statement.id}` names the category `{statement.category}`,"
                    f" which does not exist: use one of {', '.join(names)}"
                )
            if "en" not in statement.feedback and set(statement.feedback) != set(names):
                raise ValueError(
                    f"statement `{statement.id}`: give one feedback, or one for each of"
                    f" {', '.join(names)}"
                )
        return self

    def quotes(self) -> Iterator[tuple[str, Quote]]:
        """As in the other items."""
        for statement in self.statements:
            for words in statement.words:
                yield f"statements.{statement.id}.words", words


class Mark(_Item):
    """Words of the passage to mark: of the original, or of the translation into ``language``."""

    type: Literal["mark"]
    passage: Passage
    language: Language | None = None
    targets: list[TargetField] = Field(min_length=1)
    decoys: list[Decoy] = []
    feedback: Text
    otherwise: Text

    def quotes(self) -> Iterator[tuple[str, Quote]]:
        """As in the other items."""
        yield from (("targets", target) for target in self.targets)
        yield from (("decoys", decoy) for decoy in self.decoys)


class Match(_Item):
    """Each entry on the left gets its partner; a partner may serve twice or not at all."""

    type: Literal["match"]
    left: list[Labelled] = Field(min_length=2)
    right: list[Labelled] = Field(min_length=2)
    pairs: list[Pair]

    @model_validator(mode="after")
    def _fits(self) -> Match:
        left = [entry.id for entry in self.left]
        right = [entry.id for entry in self.right]
        _unique("left", left)
        _unique("right", right)
        _unique("pair", (pair.left for pair in self.pairs))
        for pair in self.pairs:
            if pair.left not in left or pair.right not in right:
                raise ValueError(
                    f"the pair {pair.left} → {pair.right} names an entry that does not exist"
                )
        missing = set(left) - {pair.left for pair in self.pairs}
        if missing:
            raise ValueError(f"no pair for {', '.join(sorted(missing))}: add one under `pairs:`")
        return self


class Order(_Item):
    """Entries to bring into order."""

    type: Literal["order"]
    entries: list[Entry] = Field(min_length=2)

    @model_validator(mode="after")
    def _ids(self) -> Order:
        _unique("entry", (entry.id for entry in self.entries))
        return self


class Estimate(_Item):
    """A number to estimate."""

    type: Literal["estimate"]
    answer: float
    tolerance: Tolerance
    unit: Text | None = None
    feedback: Bands


class Reflect(_Item):
    """A question to think about in writing; nobody scores it but the reader."""

    type: Literal["reflect"]
    confidence: bool = False
    model_answer: Text
    look_for: list[Text] = Field(min_length=1)

    @model_validator(mode="after")
    def _no_confidence(self) -> Reflect:
        if self.confidence:
            raise ValueError("a reflection is not scored: leave `confidence` out")
        return self


Item = Annotated[
    Single | Multiple | Classify | Mark | Match | Order | Estimate | Reflect,
    Field(discriminator="type"),
]


@dataclass(frozen=True)
class Problem:
    """What is wrong in a bank, where, and what to do about it."""

    entry: str
    field: str
    problem: str
    remedy: str


class Bank(_Model):
    """The questions of one chapter or theme, and what each of them is there for.

    ``aims`` says what a reader can do who answers well, by the id that items name in ``aim``.
    """

    id: Kebab
    title: Text
    aims: dict[Kebab, Text] = Field(min_length=1)
    items: list[Item] = Field(min_length=1)

    def __repr__(self) -> str:
        return f"<bank {self.id}: {len(self.items)} questions>"

    __str__ = __repr__

    @model_validator(mode="after")
    def _ids(self) -> Bank:
        _unique("item", (item.id for item in self.items))
        return self

    @model_validator(mode="after")
    def _aims(self) -> Bank:
        for item in self.items:
            if item.aim not in self.aims:
                raise ValueError(
                    f"item `{item.id}` has the aim `{item.aim}`, which does not stand in `aims`:"
                    f" add it there, or choose one of {', '.join(self.aims)}"
                )
        if untested := sorted(set(self.aims) - {item.aim for item in self.items}):
            raise ValueError(
                f"no item has the aim {', '.join(untested)}: add an item, or remove the aim"
            )
        return self

    def check(self, sentences: Mapping[str, str | Mapping[str, str]]) -> list[Problem]:
        """Problems that only the article can show: sentences and quotations that are not there.

        ``sentences`` maps a sentence id to its text, or to its texts by language where quotations
        from a translation are to be found as well.
        """
        return [problem for item in self.items for problem in _check_item(item, sentences)]


def duplicates(banks: Iterable[Bank]) -> list[Problem]:
    """Items whose id an earlier bank has used: answers are kept by id, so ids must differ."""
    seen: dict[str, str] = {}
    found = []
    for bank in banks:
        for item in bank.items:
            if item.id in seen:
                found.append(
                    Problem(
                        f"{bank.id}: {item.id}",
                        "id",
                        f"the id `{item.id}` stands in the bank `{seen[item.id]}` already",
                        "give one of the two questions another id",
                    )
                )
            seen.setdefault(item.id, bank.id)
    return found


def _check_item(item: _Item, sentences: Mapping[str, str | Mapping[str, str]]) -> Iterator[Problem]:
    columns: dict[str, str] = {}  # the passage by language
    passage = item.passage
    if passage and passage.made_up:
        columns = {str(lang): text for lang, text in passage.made_up.items()}
    elif passage and passage.sentences:
        unknown = [name for name in passage.sentences if name not in sentences]
        for name in unknown:
            yield Problem(
                item.id,
                "passage.sentences",
                f"the article has no sentence `{name}`",
                "use an id like p3s2: second sentence of the third paragraph",
            )
        if unknown:
            return
        texts = [sentences[name] for name in passage.sentences]
        by_lang = [{"": text} if isinstance(text, str) else dict(text) for text in texts]
        columns = {lang: " ".join(text.get(lang, "") for text in by_lang) for lang in by_lang[0]}
    if isinstance(item, Mark) and item.language:
        if item.language not in columns:
            yield Problem(
                item.id,
                "language",
                f"words are to be marked in `{item.language}`, which the passage does not have",
                f"choose one of {', '.join(columns)}, or leave `language:` out",
            )
            return
        columns = {item.language: columns[item.language]}
    for field, words in item.quotes():
        yield from _check_words(item.id, field, words, list(columns.values()))


def _check_words(item_id: str, field: str, words: Quote, texts: Sequence[str]) -> Iterator[Problem]:
    counts = [count for text in texts if (count := text.count(words.quote))]
    if not counts:
        yield Problem(
            item_id,
            field,
            f"the words “{words.quote}” do not occur in the passage",
            "copy them letter by letter from the passage"
            if texts
            else "give the item a passage or leave the words out",
        )
    elif max(counts) > 1 and words.nth is None:
        yield Problem(
            item_id,
            field,
            f"the words “{words.quote}” occur {max(counts)} times in the passage",
            "quote more words, or say which one: {quote: …, nth: 2}",
        )
    elif words.nth is not None and words.nth > max(counts):
        yield Problem(
            item_id,
            field,
            f"`nth: {words.nth}`, but “{words.quote}” occurs only {max(counts)} times",
            "count again",
        )


# --- what the front end gets ------------------------------------------------------------------


class SentenceLike(Protocol):
    """A sentence of a case."""

    @property
    def text(self) -> str:
        """The sentence as it stands in the article."""
        ...

    @property
    def translation(self) -> Mapping[Any, str]:
        """Its translations by language."""
        ...


class CaseLike(Protocol):
    """What a case must offer so that its questions can be shown."""

    @property
    def quizzes(self) -> Mapping[str, Bank]:
        """Item banks by id."""
        ...

    @property
    def sentences(self) -> Mapping[str, SentenceLike]:
        """The article's sentences by id, in order."""
        ...


def passages_of(
    case: CaseLike, items: Iterable[_Item], language: str = "de"
) -> dict[str, dict[str, str]]:
    """The sentences that the items quote, as ``{id: {"id", "before", "de", "en", …}}``.

    ``before`` is the id of the sentence that stands before it in the article, if there is one.
    """
    wanted = {name for item in items if item.passage for name in item.passage.sentences or ()}
    before = {second: first for first, second in pairwise(case.sentences)}
    return {
        name: {
            "id": name,
            "before": before.get(name, ""),
            **case.sentences[name].translation,
            language: case.sentences[name].text,
        }
        for name in sorted(wanted)
    }


def view(
    item: _Item,
    passages: Mapping[str, Mapping[str, str]] | None = None,
    lang: str = "en",
    original: str = "de",
) -> dict[str, Any]:
    """An item in one language, as plain data: what front end, fallback and scoring work on.

    ``passages`` maps sentence ids to ``{"id", "de", "en", …}``; ``original`` is the article's
    language. Entries to order and partners to match are shuffled, always in the same way.
    """
    shown: dict[str, Any] = _plain(item, lang)
    shown["passage"] = _passage_view(item.passage, passages or {}, lang, original)
    if shown["passage"]:
        shown["passage"] |= _arranged(item, shown["passage"])
    if isinstance(item, Order):
        shown["right"] = [entry.id for entry in item.entries]
        shown["entries"] = _shuffled(item.id, shown["entries"])
    elif isinstance(item, Match):
        shown["right"] = _shuffled(item.id, shown["right"])
    elif isinstance(item, Estimate):
        margin = item.tolerance.absolute
        if margin is None:
            margin = abs(item.answer) * (item.tolerance.relative or 0)
        shown.update(low=item.answer - margin, high=item.answer + margin)
        del shown["tolerance"]
    for bookkeeping in ("chapter", "aim", "language"):
        shown.pop(bookkeeping, None)
    return shown


def _arranged(item: _Item, passage: Mapping[str, Any]) -> dict[str, Any]:
    """Which text stands first: the translation, for readers who know the article by it.

    Where words or forms of the original are the point (words to mark, a made-up German sentence),
    the original does. Words to mark are looked for in ``text``, so it becomes the translation
    where they are to be marked there.
    """
    text, translation = passage["text"], passage["translation"]
    if not translation:
        return {}
    if isinstance(item, Mark) and item.language == translation[0]["lang"]:
        return {"text": translation, "translation": text, "second": "original"}
    if passage["made_up"] or isinstance(item, Mark):
        return {"second": "translation"}
    return {"translation_first": True, "second": "original"}


def bank_schema() -> dict[str, Any]:
    """JSON Schema of an item bank."""
    return Bank.model_json_schema()


def _plain(value: Any, lang: str) -> Any:
    """Models as dictionaries, texts in one language (English where it is not translated)."""
    if isinstance(value, BaseModel):
        fields = {name: _plain(getattr(value, name), lang) for name in type(value).model_fields}
        return {name: field for name, field in fields.items() if field not in (None, [])}
    if isinstance(value, dict):
        if "en" in value:
            return reading(value, lang)
        return {key: _plain(text, lang) for key, text in value.items()}
    if isinstance(value, list):
        return [_plain(entry, lang) for entry in value]
    return value


def _passage_view(
    passage: Passage | None,
    passages: Mapping[str, Mapping[str, str]],
    lang: str,
    original: str,
) -> dict[str, Any] | None:
    if passage is None:
        return None
    rows: Sequence[Mapping[str, str]]
    if passage.made_up is not None:
        rows = [{str(key): text for key, text in passage.made_up.items()}]
        original = passage.original or (lang if lang in passage.made_up else "en")
    else:
        names = passage.sentences or []
        missing = [name for name in names if name not in passages]
        if missing:
            raise KeyError(f"no text given for the sentences {', '.join(missing)}")
        rows = [passages[name] for name in names]
    reading = lang if all(lang in row for row in rows) else "en"
    translated = reading != original and all(reading in row for row in rows)
    return {
        "made_up": passage.made_up is not None,
        "text": _parts(rows, original),
        "translation": _parts(rows, reading) if translated else [],
    }


def _parts(rows: Sequence[Mapping[str, str]], lang: str) -> list[dict[str, Any]]:
    """The sentences in one language; ``gap`` stands where some before it are left out."""
    parts: list[dict[str, Any]] = [{"lang": lang, "text": row[lang]} for row in rows]
    for part, (first, second) in zip(parts[1:], pairwise(rows), strict=True):
        if second.get("before", first["id"]) != first["id"]:
            part["gap"] = True
    return parts


def quoted(item: Mapping[str, Any], words: str) -> Markup:
    """Words of a viewed item's passage in quotation marks, in the language they stand there in."""
    text, translation = item["passage"]["text"], item["passage"]["translation"]
    whole = " ".join(part["text"] for part in text)
    [part] = text[:1] if words in whole or not translation else translation[:1]
    return Markup('<q lang="{}">{}</q>').format(part["lang"], words.removesuffix("."))


def _shuffled(seed: str, entries: list[Any]) -> list[Any]:
    """The entries in an order that is the same in every build and never the right one."""
    mixed = list(entries)
    random.Random(seed).shuffle(mixed)  # noqa: S311 (nothing secret)
    return mixed if mixed != entries else [*mixed[1:], mixed[0]]

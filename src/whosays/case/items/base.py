"""What the types of questions have in common: passage, options, and what they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Annotated, Any, ClassVar, Literal, NotRequired

from pydantic import BeforeValidator, Field, model_validator
from typing_extensions import TypedDict

from whosays.case.records import Kebab, Quote, QuoteField, Record, as_quote
from whosays.words import Words
from whosays.words.said import Language, Localized

Made = dict[str, Any]
"""An item in one language, as plain data (:func:`whosays.views.questions.view`).

Its type says which keys it has: the ``shape`` of the type of question.
"""


class Part(TypedDict):
    """A sentence of a passage in one language; before one with a ``gap`` others are left out."""

    lang: str
    text: str
    gap: NotRequired[bool]


class PassageView(TypedDict):
    """A passage: what words are marked in or quoted from, and the same in another language.

    ``first`` says which of the two stands first, text or translation; ``second`` is a word of the
    interface for the other.
    """

    made_up: bool
    text: list[Part]
    translation: list[Part]
    first: str
    second: str


class Stretch(TypedDict):
    """Words in a part of a column (text or translation), from ``start`` to ``end``.

    Counted in UTF-16 code units, as JavaScript does; the end is exclusive.
    """

    column: str
    part: int
    start: int
    end: int


class Quoted(TypedDict):
    """Quoted words, in the language of the column that shows them, and where they stand."""

    quote: str
    lang: str
    at: list[Stretch]


class Fits(TypedDict, total=False):
    """What a stored choice has to be to fit a question, which may have been rewritten since.

    One of the ids in ``one``, some of those in ``some``, all of those in ``all`` in any order, for
    each of ``keys`` one of ``values``, places of words below ``words``, a ``number`` or a ``text``.
    Ids that the question had before are in ``former``, those of its options in ``renamed``, with
    the present ones.
    """

    one: list[str]
    some: list[str]
    all: list[str]
    keys: list[str]
    values: list[str]
    words: int
    kind: Literal["number", "text"]
    former: list[str]
    renamed: dict[str, str]


class ItemView(TypedDict):
    """What the plain form of every item has."""

    id: str
    type: str
    prompt: str
    passage: PassageView | None
    confidence: bool
    fits: Fits


class LabelledView(TypedDict):
    """A category, or one side of a pair."""

    id: str
    text: str


class EntryView(LabelledView):
    """One step of an order."""

    feedback: str


class OptionView(LabelledView):
    """One answer to choose."""

    correct: bool
    feedback: str
    says_signal: bool
    words: NotRequired[list[Quoted]]


class ChoiceView(ItemView):
    """Options to choose from."""

    options: list[OptionView]


class Line(TypedDict, total=False):
    """One answer with its reason, for the key: texts are marked up as item texts are.

    ``state`` is right or wrong; ``label`` stands before everything; ``subject`` is what is
    answered and ``answer`` with what; ``quoted`` says that the subject is quoted from the passage;
    ``words`` are quotations to look at.
    """

    state: str
    label: str
    subject: str
    quoted: Mapping[str, Any]
    answer: str
    text: str
    words: Sequence[Mapping[str, Any]]


class Block(TypedDict, total=False):
    """A part of the key: a paragraph (``label`` and ``text``), or a list of lines."""

    label: str
    text: str
    lines: list[Line]
    ordered: bool


class Paper(TypedDict, total=False):
    """What is printed under a prompt: a hint, what there is to choose from, a gap, empty lines.

    ``hint`` names a word of the interface. The texts of ``lined`` have a line each to write a
    letter on, those of ``boxed`` a box for a number. ``lettered`` has a label, a word of the
    interface as well or none, and texts with letters.
    """

    hint: str
    lined: list[str]
    boxed: list[str]
    lettered: tuple[str, list[str]]
    gap: str
    lines: int


class Passage(Record):
    """What a question is about: sentences of the article, or a passage written for the book.

    ``original`` names the language of a made-up passage that is shown in that language with a
    translation below; without it the passage is shown in the reader's language only.
    """

    sentences: list[str] | None = Field(default=None, min_length=1)
    made_up: Localized | None = None
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


class Labelled(Record):
    """A category, or one side of a pair; ``was`` are ids under which it was chosen before."""

    id: Kebab
    was: list[Kebab] = Field([])
    text: Localized


class Entry(Labelled):
    """One step of an order; the bank lists the steps in the right order."""

    feedback: Localized


class Option(Labelled):
    """One answer to choose. ``says_signal``: choosing it means “there is a problem here”."""

    correct: bool = False
    feedback: Localized
    words: list[QuoteField] = Field([])
    says_signal: bool = False


class Target(Quote):
    """Words to mark, with a remark of their own where that helps."""

    feedback: Localized | None = None


TargetField = Annotated[Target, BeforeValidator(as_quote, json_schema_input_type=str | Target)]


class Decoy(Quote):
    """Words that look right and are not, with what is tempting about them."""

    feedback: Localized


class Item(Record):
    """A question. Each type of question is a subclass in a module of its own.

    ``was`` are ids under which it was answered before: what readers have stored is carried over.
    """

    id: Kebab
    was: list[Kebab] = Field([])
    type: str
    chapter: Kebab
    aim: Kebab
    prompt: Localized
    passage: Passage | None = None
    confidence: bool = True

    shape: ClassVar[Any] = ItemView
    """What keys the plain form of this type has, and of which types their values are."""

    scored: ClassVar[bool] = True
    """Whether an answer is right or wrong; else nobody scores it but the reader."""

    @model_validator(mode="after")
    def _former_ids(self) -> Item:
        options = self._options()
        present = {option.id for option in options}
        unique("former option", (name for option in options for name in option.was))
        for option in options:
            if taken := present.intersection(option.was):
                raise ValueError(
                    f"`was` of `{option.id}` names `{min(taken)}`, which still stands here: an old"
                    " answer would mean two things; remove it from `was`"
                )
        return self

    def _parts(self) -> Iterator[tuple[str, Any]]:
        """What stands in its lists, each with the name of the list."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            yield from ((name, part) for part in value) if isinstance(value, list) else ()

    def _options(self) -> list[Labelled]:
        return [part for _, part in self._parts() if isinstance(part, Labelled)]

    def renamed(self) -> dict[str, str]:
        """Ids of its options by those that they had before."""
        return {name: option.id for option in self._options() for name in option.was}

    def quotes(self) -> Iterator[tuple[str, Quote]]:
        """Quotations from the passage, each with the field it stands in."""
        for name, part in self._parts():
            if isinstance(part, Quote):
                yield name, part
            for words in getattr(part, "words", ()):
                yield f"{name}.{part.id}.words", words

    def marked_in(self, article: str) -> str | None:  # noqa: ARG002 - as others
        """The language of the text that words are marked in; None where none are.

        ``article`` is the article's language.
        """
        return None

    def arranged(self, made: Made, words: Words) -> Made:  # noqa: ARG002 - as others
        """What the type changes in its plain form: an order that gives nothing away, say."""
        return made

    @classmethod
    def points(cls, made: Made, choice: Any) -> float | None:
        """Share of the item that is right, from 0 to 1; None where nobody scores it."""
        raise NotImplementedError

    @classmethod
    def fits(cls, made: Made) -> Fits:
        """What a stored choice has to be."""
        raise NotImplementedError

    @classmethod
    def chance(cls, made: Made) -> float:  # noqa: ARG003 - as others
        """How likely somebody has it wholly right who chooses at random; 0 where nobody could."""
        return 0.0

    @classmethod
    def paper(cls, made: Made) -> Paper:
        """What is printed under the prompt."""
        raise NotImplementedError

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:
        """What is printed as the answer."""
        raise NotImplementedError


class Choice(Item):
    """Options to choose from; one or several of them are right."""

    options: list[Option] = Field(min_length=2)

    shape: ClassVar[Any] = ChoiceView

    @model_validator(mode="after")
    def _ids(self) -> Choice:
        unique("option", (option.id for option in self.options))
        return self

    @classmethod
    def paper(cls, made: Made) -> Paper:
        """The options."""
        return {"lettered": ("", texts(made["options"]))}

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:  # noqa: ARG003 - as others
        """Every option with its reason."""
        return [
            {
                "lines": [
                    {
                        "state": "right" if option["correct"] else "wrong",
                        "label": letter(place),
                        "subject": option["text"],
                        "text": option["feedback"],
                        "words": option.get("words", []),
                    }
                    for place, option in enumerate(made["options"])
                ]
            }
        ]


class Assign(Item):
    """Entries that get an answer each, of those that there are for all of them."""

    entries_in: ClassVar[str]
    answers_in: ClassVar[str]
    """The fields that list them."""

    @classmethod
    def fits(cls, made: Made) -> Fits:
        """An answer for each entry."""
        return {"keys": ids(made[cls.entries_in]), "values": ids(made[cls.answers_in])}

    @classmethod
    def chance(cls, made: Made) -> float:
        """One answer of all, for each entry."""
        return float(len(made[cls.answers_in]) ** -len(made[cls.entries_in]))

    @classmethod
    def paper(cls, made: Made) -> Paper:
        """The entries with a line each, and the answers with letters."""
        return {
            "lined": texts(made[cls.entries_in]),
            "lettered": ("choose_from", texts(made[cls.answers_in])),
        }


def unique(kind: str, ids: Iterable[str]) -> None:
    """Raise ValueError where an id stands twice."""
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise ValueError(f"{kind} ids must differ, but these stand twice: {', '.join(twice)}")


def letter(place: int) -> str:
    """The letter that names what stands in this place: A for the first."""
    return ascii_uppercase[place]


def ids(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids of entries in plain form."""
    return [entry["id"] for entry in entries]


def texts(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """The texts of entries in plain form."""
    return [entry["text"] for entry in entries]


def named(entries: Iterable[Mapping[str, Any]], name: str) -> str:
    """Text of the entry with this id."""
    return str(next(entry["text"] for entry in entries if entry["id"] == name))


def share(decisions: Iterable[bool]) -> float:
    """Share of the decisions that are right."""
    made = list(decisions)
    return sum(made) / len(made)


def marked_words(made: Made, choice: Collection[int]) -> tuple[list[int], list[int], list[int]]:
    """Targets found and missed, and words marked that belong to no target.

    A target counts as found when one of its words is marked: nobody should fail over an article.
    """
    targets = [set(target["positions"]) for target in made["targets"]]
    found = [n for n, target in enumerate(targets) if target & set(choice)]
    missed = [n for n, target in enumerate(targets) if not target & set(choice)]
    extra = [word for word in choice if not any(word in target for target in targets)]
    return found, missed, extra

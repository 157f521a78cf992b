"""A case as tables: one pandas DataFrame each, made when asked for.

Columns are those of the exported CSV files. Texts by language are given in one language
(English unless told); lists are joined by `` | ``, parts of a discontinuous span by `` … ``; what
is absent is an empty string in text columns and NaN in number columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Protocol

import pandas as pd

from whosays.arguments import need_case, need_language
from whosays.case import Case
from whosays.disputes import NO_ANSWER, Cell, Question, from_annotation
from whosays.models import Attribution, AuthorVoice, Localized
from whosays.quiz import Item, reading
from whosays.vocabulary import MadeBy

SEPARATOR = " | "
GAP = " … "


class Table(Protocol):
    """What makes a table from a case, texts in one language."""

    def __call__(self, case: Case, lang: str = "en") -> pd.DataFrame:
        """The table. TypeError if no case was given, ValueError for a language without words."""
        ...


def _checked(make: Callable[[Case, str], pd.DataFrame]) -> Table:
    """``make``, which refuses what is no case or no language there is."""

    @wraps(make)
    def checked(case: Case, lang: str = "en") -> pd.DataFrame:
        need_case(case)
        need_language(lang, case)
        return make(case, lang)

    return checked


def _in(words: Localized | None, lang: str) -> str:
    return "" if words is None else words.get(lang, words["en"])


def _words(case: Case, entry: str, field: str) -> str:
    """Quoted words as they stand in the article, parts of a discontinuous span joined by ``…``."""
    return GAP.join(span.text(case.text) for span in case.spans.get((entry, field), ()))


def _translated(entry: Attribution | AuthorVoice, part: str, lang: str) -> str:
    """The same words in the translation; ``part`` is cue or content, of an attribution."""
    known = entry.translated.get(lang) or entry.translated.get("en")
    if known is None:
        return ""
    return GAP.join(known if isinstance(known, list) else getattr(known, part))


def _frame(rows: Iterable[Mapping[str, Any]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns)


@_checked
def sentences(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per sentence; ``start`` and ``end`` in code points of article.txt, end exclusive."""
    rows = (
        {
            "id": s.id,
            "paragraph": s.paragraph,
            "start": s.span.start,
            "end": s.span.end,
            "text": s.text,
            "translation": _in(s.translation, lang),
            "note": _in(s.note, lang),
        }
        for s in case.sentences.values()
    )
    columns = ["id", "paragraph", "start", "end", "text", "translation", "note"]
    return _frame(rows, columns)


@_checked
def attributions(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per attribution relation and sentence it runs through.

    ``source_chain`` goes from the author to the source, joined by ``>``.
    """
    columns = [
        "id", "sentence", "source", "source_chain", "stwr", "medium", "mood", "evidential", "cue",
        "cue_class", "content", "parent", "continues", "other_moods", "mention",
        "cue_translation", "content_translation", "channel", "said_on", "rationale",
    ]  # fmt: skip
    rows = (
        {
            "id": a.id,
            "sentence": sentence,
            "source": a.source,
            "source_chain": ">".join(case.chain(a)),
            "stwr": a.stwr,
            "medium": a.medium,
            "mood": a.mood,
            "other_moods": SEPARATOR.join(a.other_moods),
            "evidential": a.evidential,
            "cue": _words(case, a.id, "cue"),
            "cue_class": a.cue_class,
            "content": _words(case, a.id, "content"),
            "parent": a.parent or "",
            "continues": a.continues or "",
            "mention": _words(case, a.id, "mention"),
            "cue_translation": _translated(a, "cue", lang),
            "content_translation": _translated(a, "content", lang),
            "channel": _in(a.channel, lang),
            "said_on": a.said_on.date.isoformat() if a.said_on else "",
            "rationale": _in(a.rationale, lang),
        }
        for a in case.annotation.attributions
        for sentence in a.sentence
    )
    return _frame(rows, columns)


@_checked
def author_voice(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per stretch in the author's own voice and sentence it runs through."""
    rows = (
        {
            "id": v.id,
            "sentence": sentence,
            "function": v.function,
            "text": _words(case, v.id, "quote"),
            "translation": _translated(v, "quote", lang),
            "rationale": _in(v.rationale, lang),
        }
        for v in case.annotation.author_voice
        for sentence in v.sentence
    )
    return _frame(rows, ["id", "sentence", "function", "text", "translation", "rationale"])


@_checked
def claims(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per claim; ``factuality`` lists ``holder=value``."""
    columns = [
        "id", "proposition", "type", "uttered_by", "value", "low", "high", "bound", "unit",
        "counted", "region", "as_of", "quantity_words", "factuality", "checkable", "reason",
        "rationale",
    ]  # fmt: skip
    rows = []
    for c in case.annotation.claims:
        q = c.quantity
        rows.append(
            {
                "id": c.id,
                "proposition": _in(c.proposition, lang),
                "type": c.type,
                "uttered_by": SEPARATOR.join(c.uttered_by),
                "value": q.value if q else None,
                "low": q.low if q else None,
                "high": q.high if q else None,
                "bound": q.bound if q else "",
                "unit": _in(q.unit, lang) if q else "",
                "counted": (q.counted or "") if q else "",
                "region": (q.region or "") if q else "",
                "as_of": (q.as_of or "") if q else "",
                "quantity_words": _words(case, c.id, "quantity"),
                "factuality": SEPARATOR.join(f"{s.holder}={s.value}" for s in c.factuality),
                "checkable": c.checkable,
                "reason": _in(c.reason, lang),
                "rationale": _in(c.rationale, lang),
            }
        )
    return _numbers(_frame(rows, columns), "value", "low", "high")


@_checked
def relations(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per relation between two claims."""
    rows = (
        {
            "id": r.id,
            "from_claim": r.from_claim,
            "to_claim": r.to_claim,
            "type": r.type,
            "made_by": r.made_by,
            "marker_sentence": r.marker.sentence if r.marker else "",
            "marker": _words(case, r.id, "marker"),
            "rationale": _in(r.rationale, lang),
        }
        for r in case.annotation.relations
    )
    columns = ["id", "from_claim", "to_claim", "type", "made_by", "marker_sentence", "marker",
               "rationale"]  # fmt: skip
    return _frame(rows, columns)


@_checked
def sources(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per source, with the number of attribution relations that have it."""
    used = [a.source for a in case.annotation.attributions]
    rows = (
        {
            "id": s.id,
            "name": _in(s.name, lang),
            "kind": s.kind,
            "naming": s.naming,
            "stake": s.stake,
            "attributions": used.count(s.id),
            "rationale": _in(s.rationale, lang),
        }
        for s in case.annotation.sources
    )
    columns = ["id", "name", "kind", "naming", "stake", "attributions", "rationale"]
    return _frame(rows, columns)


@_checked
def framing(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per framing word and sentence it stands in."""
    rows = (
        {
            "id": f.id,
            "sentence": sentence,
            "text": _words(case, f.id, "quote"),
            "whose": f.whose,
            "alternatives": SEPARATOR.join(_in(a, lang) for a in f.alternatives),
            "rationale": _in(f.rationale, lang),
        }
        for f in case.annotation.framing
        for sentence in f.sentence
    )
    return _frame(rows, ["id", "sentence", "text", "whose", "alternatives", "rationale"])


@_checked
def estimates(case: Case, lang: str = "en") -> pd.DataFrame:  # noqa: ARG001 - one signature for all
    """One row per statement on the same question published elsewhere, in order of date."""
    return _outside(case.estimates, ["low", "high", "point"])


@_checked
def own_figures(case: Case, lang: str = "en") -> pd.DataFrame:
    """The article's own counts of soldiers, in columns of :func:`estimates`."""
    rows = []
    for c in case.annotation.claims:
        q = c.quantity
        if q is None or q.counted is None or q.unit["en"] != "soldiers":
            continue
        attribution = case.attributions[c.uttered_by[0]]
        rows.append(
            {
                "id": c.id,
                "source": _in(case.sources[attribution.source].name, lang),
                "low": q.low,
                "high": q.high,
                "point": q.value,
                "bound": q.bound,
                "counted": q.counted,
                "region": q.region or "",
                "wording": _words(case, attribution.id, "content"),
            }
        )
    columns = ["id", "source", "low", "high", "point", "bound", "counted", "region", "wording"]
    return _numbers(_frame(rows, columns), "low", "high", "point")


@_checked
def coverage(case: Case, lang: str = "en") -> pd.DataFrame:  # noqa: ARG001 - one signature for all
    """One row per wording of the article's claims in another outlet."""
    return _outside(case.coverage, [])


def _outside(rows: Iterable[Any], numbers: list[str]) -> pd.DataFrame:
    rows = list(rows)
    columns = list(type(rows[0]).model_fields) if rows else []
    data = [row.model_dump(mode="json") for row in rows]
    frame = _frame(data, columns)
    texts = [name for name in columns if name not in numbers]
    return _numbers(frame.assign(**{name: frame[name].fillna("") for name in texts}), *numbers)


def _numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.astype(dict.fromkeys((c for c in columns if c in frame), "float64"))


@_checked
def disputes(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per relation between two voices on a dispute board, in the order of the boards.

    ``question`` and its ``text``; ``first`` and ``second``, ids of the two voices on that board,
    with their names; ``type``, or ``no_answer`` where one of them does not speak to the question;
    ``relation``, the id in :func:`relations` where the annotation gives it, else empty. Not among
    the exported tables.
    """
    columns = ["question", "text", "first", "first_name", "second", "second_name", "type",
               "made_by", "relation", "rationale"]  # fmt: skip
    rows = (
        {
            "question": question.id,
            "text": _in(question.text, lang),
            "first": a.id,
            "first_name": _voice(case, a, lang),
            "second": b.id,
            "second_name": _voice(case, b, lang),
            **found,
        }
        for question in case.disputes.questions
        for a, b in question.pairs()
        for found in _between(case, question, a, b, lang)
    )
    return _frame(rows, columns)


def _voice(case: Case, cell: Cell, lang: str) -> str:
    return _in(cell.name or case.sources[str(cell.source)].name, lang)


def _between(
    case: Case, question: Question, a: Cell, b: Cell, lang: str
) -> Iterator[dict[str, str]]:
    """How two voices on a board stand to each other; the board's own relations come first."""
    silent = [_in(cell.no_answer, lang) for cell in (a, b) if cell.no_answer]
    if silent:
        yield _relation_row(NO_ANSWER, " ".join(silent))
        return
    own = [each for each in question.relations if set(each.between) == {a.id, b.id}]
    for each in own:
        yield _relation_row(each.type, _in(each.rationale, lang))
    for known in () if own else from_annotation(case, a, b):
        rationale = _in(known.rationale, lang)
        yield _relation_row(known.type, rationale, known.made_by, known.id)


def _relation_row(
    type_: str, rationale: str, made_by: str = MadeBy.ANNOTATOR, relation: str = ""
) -> dict[str, str]:
    return {"type": type_, "made_by": made_by, "relation": relation, "rationale": rationale}


@_checked
def questions(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per quiz question, without answers: id, bank, chapter, type, aim, made_up, prompt.

    ``aim`` says what a reader can do who answers well; ``made_up`` is True where the passage was
    written for the book. Not among the exported tables.
    """
    rows = (
        {
            "id": item.id,
            "bank": name,
            "chapter": item.chapter,
            "type": item.type,
            "aim": reading(bank.aims[item.aim], lang),
            "made_up": _is_made_up(item),
            "prompt": reading(item.prompt, lang),
        }
        for name, bank in case.quizzes.items()
        for item in bank.items
    )
    return _frame(rows, ["id", "bank", "chapter", "type", "aim", "made_up", "prompt"])


def _is_made_up(item: Item) -> bool:
    return item.passage is not None and item.passage.made_up is not None


@_checked
def question_sets(case: Case, lang: str = "en") -> pd.DataFrame:
    """One row per item bank, with headings in words for a page.

    How many questions it has, how many of these on made-up texts, and how many ask whether there
    is a problem where there is one, and where there is none.
    """
    rows = []
    for bank in case.quizzes.values():
        signals = [getattr(item, "signal", None) for item in bank.items]
        rows.append(
            {
                "Set": reading(bank.title, lang),
                "Questions": len(bank.items),
                "On new texts": sum(map(_is_made_up, bank.items)),
                "With a problem": signals.count(True),
                "Sound": signals.count(False),
            }
        )
    return _frame(rows, ["Set", "Questions", "On new texts", "With a problem", "Sound"])


TABLES: dict[str, Table] = {
    "sentences": sentences,
    "attributions": attributions,
    "author_voice": author_voice,
    "claims": claims,
    "relations": relations,
    "sources": sources,
    "framing": framing,
    "estimates": estimates,
    "coverage": coverage,
}
"""Every table that is exported, by the name of its CSV file."""


def sizes(case: Case) -> pd.DataFrame:
    """How many entries of each kind the case holds. Columns: what, entries."""
    need_case(case)
    rows = [
        {"what": name.replace("_", " "), "entries": table(case, "en")["id"].nunique()}
        for name, table in TABLES.items()
    ]
    items = sum(len(bank.items) for bank in case.quizzes.values())
    return pd.DataFrame([*rows, {"what": "quiz items", "entries": items}])

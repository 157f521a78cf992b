"""A case as tables: one pandas DataFrame each, made when asked for.

Columns are those of the exported CSV files; one that is named as a field of an entry shows that,
unless its table says otherwise. Texts by language are given in one language
(English unless told); lists are joined by `` | ``, parts of a discontinuous span by `` … ``; days
are dates (``rows["date"].dt.year``). What is absent is an empty string in text columns, NaN in
number columns and NaT in columns of days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import pandas as pd

from whosays.case.annotation import Attribution, AuthorVoice, Framing, OutsideRow
from whosays.case.asked import of_case
from whosays.case.case import Case
from whosays.case.disputes import NO_ANSWER, Cell, Question
from whosays.case.items import Item
from whosays.case.names import short_names
from whosays.case.places import place_of
from whosays.case.records import Record
from whosays.case.vocabulary import MadeBy, verb
from whosays.tables.case_table import CaseTable
from whosays.tables.columns import SEPARATOR, columns
from whosays.words.said import FALLBACK, is_by_language

GAP = " … "
CHAIN = " › "  # noqa: RUF001 - as the Reader writes it
_NUMBERS = ("value", "low", "high", "point")
_DAY = "datetime64[s]"


Table = Callable[[Case], pd.DataFrame]
"""What makes a table from a case, texts in the reader's language."""


def _words(case: Case, entry: str, field: str) -> str:
    """Quoted words as they stand in the article, parts of a discontinuous span joined by ``…``."""
    return GAP.join(span.text(case.text) for span in case.spans.get((entry, field), ()))


def _translated(case: Case, entry: Attribution | AuthorVoice | Framing, part: str) -> str:
    """The same words in the translation; ``part`` is cue or content, of an attribution."""
    known = entry.translated.get(case.lang) or entry.translated.get(FALLBACK)
    if known is None:
        return ""
    return GAP.join(known if isinstance(known, list) else getattr(known, part))


def _fields(case: Case, entry: Record) -> dict[str, Any]:
    """The fields of an entry as cells, texts in the reader's language.

    What is absent is an empty text, but for a number.
    """
    cells = {name: case.said(each) if is_by_language(each) else each for name, each in entry}
    return {n: "" if each is None and n not in _NUMBERS else each for n, each in cells.items()}


def _frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A table of these rows; what is of a vocabulary is a plain text, not ``ClaimType.EVENT``."""
    plain = [
        {name: each.value if isinstance(each, StrEnum) else each for name, each in row.items()}
        for row in rows
    ]
    return CaseTable(plain, columns=list(columns))


def _table(rows: Iterable[Mapping[str, Any]], name: str) -> pd.DataFrame:
    """An exported table, with the columns that :mod:`whosays.tables.columns` declares for it."""
    declared = columns(name)
    frame = _frame(rows, [column.name for column in declared])
    numbers = [column.name for column in declared if column.type == "number"]
    days = [column.name for column in declared if column.type == "date"]
    return _numbers(frame, *numbers).astype(dict.fromkeys(days, _DAY))


@of_case
def sentences(case: Case) -> pd.DataFrame:
    """One row per sentence; ``start`` and ``end`` in code points of article.txt, end exclusive.

    >>> first = tables.sentences(case).iloc[0]
    >>> case.text[first["start"] : first["end"]] == first["text"]
    True
    """
    rows = (
        {
            "id": s.id,
            "paragraph": s.paragraph,
            "start": s.span.start,
            "end": s.span.end,
            "text": s.text,
            "translation": s.translation.get(case.lang, s.translation.get(FALLBACK, "")),
            "place": s.place,
            "note": case.said(s.note),
        }
        for s in case.sentences.values()
    )
    return _table(rows, "sentences")


@of_case
def attributions(case: Case) -> pd.DataFrame:
    """One row per attribution relation and sentence it runs through.

    ``source_chain`` goes from the author to the source, joined by ``>``; ``chain`` gives the names
    of those after the author.

    >>> said = tables.attributions(case)
    >>> said[said["speaker"] == "HUR"]["stwr"].unique().tolist()
    ['indirect', 'indirect_free_indirect']
    """
    names = short_names(case)
    rows = (
        {
            **_fields(case, a),
            "sentence": sentence,
            "source_chain": ">".join(case.chain(a)),
            "other_moods": SEPARATOR.join(a.other_moods),
            "cue": _words(case, a.id, "cue"),
            "content": _words(case, a.id, "content"),
            "place": place_of(sentence),
            "speaker": names[a.source],
            "chain": CHAIN.join(names[source] for source in case.chain(a)[1:]),
            "verb": verb(a.mood),
            "mention": _words(case, a.id, "mention"),
            "cue_translation": _translated(case, a, "cue"),
            "content_translation": _translated(case, a, "content"),
            "said_on": a.said_on.date.isoformat() if a.said_on else None,
        }
        for a in case.annotation.attributions
        for sentence in a.sentence
    )
    return _table(rows, "attributions")


@of_case
def author_voice(case: Case) -> pd.DataFrame:
    """One row per stretch in the author's own voice and sentence it runs through.

    >>> tables.author_voice(case)["function"].unique().tolist()
    ['background', 'prediction', 'contrast']
    """
    rows = (
        {
            **_fields(case, v),
            "sentence": sentence,
            "place": place_of(sentence),
            "text": _words(case, v.id, "quote"),
            "translation": _translated(case, v, "quote"),
        }
        for v in case.annotation.author_voice
        for sentence in v.sentence
    )
    return _table(rows, "author_voice")


@of_case
def claims(case: Case) -> pd.DataFrame:
    """One row per claim; ``factuality`` lists ``holder=value``, and :func:`factuality` has rows.

    ``speaker`` says whose it is, by short names joined by `` | ``; :func:`utterances` has a row for
    each. ``value``, ``low`` and ``high`` are in ``unit``.

    >>> claims = tables.claims(case).set_index("id")
    >>> claims.loc["c28", ["type", "uttered_by", "speaker", "checkable"]].tolist()
    ['quantity', 'a23', 'HUR', 'in_principle']
    """
    names = short_names(case)
    rows = (
        {
            **(_fields(case, c.quantity) if c.quantity else _NO_FIGURE),
            **_fields(case, c),
            "uttered_by": SEPARATOR.join(c.uttered_by),
            "speaker": SEPARATOR.join(
                dict.fromkeys(names[case.speaker(entry).id] for entry in c.uttered_by)
            ),
            "place": SEPARATOR.join(_places(case, c.uttered_by)),
            "quantity_words": _words(case, c.id, "quantity"),
            "factuality": SEPARATOR.join(f"{s.holder}={s.value}" for s in c.factuality),
        }
        for c in case.annotation.claims
    )
    return _table(rows, "claims")


_NO_FIGURE = dict.fromkeys(("bound", "unit", "counted", "region", "as_of"), "")


@of_case
def factuality(case: Case) -> pd.DataFrame:
    """How certain a claim is for whom: one row per claim and holder.

    ``claim``, its id in :func:`claims`, with its ``proposition``; ``holder``, the id of the source
    that presents it so, with its short name as ``speaker``; ``value``, one of FactBank's, such as
    CT+ or Uu. Not among the exported tables: there a claim has all of these in one cell.

    >>> held = tables.factuality(case)
    >>> held[held["claim"] == "c28"][["holder", "value"]].to_numpy().tolist()
    [['hur', 'PR+']]
    """
    names = short_names(case)
    rows = (
        {
            "claim": claim.id,
            "proposition": case.said(claim.proposition),
            "holder": held.holder,
            "speaker": names[held.holder],
            "value": held.value,
        }
        for claim in case.annotation.claims
        for held in claim.factuality
    )
    return _frame(rows, ["claim", "proposition", "holder", "speaker", "value"])


@of_case
def utterances(case: Case) -> pd.DataFrame:
    """Which claims are whose: one row per claim and who puts it forward, the author included.

    ``claim``, its id in :func:`claims`, with its ``proposition``; ``uttered_by``, the id of one
    attribution or stretch of the author's voice, and its ``place``; ``source``, the id of who
    answers for it there, and ``speaker``, the short name. A claim that several put forward has as
    many rows, and none is without one. Not among the exported tables.

    >>> said = tables.utterances(case)
    >>> said[said["source"] == "usa"]["claim"].tolist()
    ['c33', 'c33', 'c34']
    >>> len(set(said["claim"])) == len(tables.claims(case))
    True
    """
    names = short_names(case)
    rows = (
        {
            "claim": claim.id,
            "proposition": case.said(claim.proposition),
            "uttered_by": entry,
            "place": SEPARATOR.join(_places(case, [entry])),
            "source": case.speaker(entry).id,
            "speaker": names[case.speaker(entry).id],
        }
        for claim in case.annotation.claims
        for entry in claim.uttered_by
    )
    return _frame(rows, ["claim", "proposition", "uttered_by", "place", "source", "speaker"])


def _places(case: Case, uttered_by: Iterable[str]) -> list[str]:
    """Sentences of these attributions and stretches, in the order of the text."""
    named = {name for entry in uttered_by for name in case.utterance(entry).sentence}
    return [sentence.place for sentence in case.sentences.values() if sentence.id in named]


@of_case
def relations(case: Case) -> pd.DataFrame:
    """One row per relation between two claims.

    >>> tables.relations(case).loc[0, ["from_claim", "type", "to_claim", "made_by"]].tolist()
    ['c33', 'contrasts', 'c28', 'author']
    """
    rows = (
        {
            **_fields(case, r),
            "marker_sentence": r.marker.sentence if r.marker else "",
            "marker": _words(case, r.id, "marker"),
        }
        for r in case.annotation.relations
    )
    return _table(rows, "relations")


@of_case
def sources(case: Case) -> pd.DataFrame:
    """One row per source, with the number of attribution relations that have it.

    >>> tables.sources(case).set_index("id").loc["kyiv", ["naming", "stake"]].tolist()
    ['metonym', 'party']
    """
    used = [a.source for a in case.annotation.attributions]
    rows = ({**_fields(case, s), "attributions": used.count(s.id)} for s in case.annotation.sources)
    return _table(rows, "sources")


@of_case
def framing(case: Case) -> pd.DataFrame:
    """One row per framing word and sentence it stands in.

    >>> tables.framing(case).loc[0, ["id", "place", "text", "whose"]].tolist()
    ['f01', '1.1', 'Kremlchef', 'author']
    """
    rows = (
        {
            **_fields(case, f),
            "sentence": sentence,
            "place": place_of(sentence),
            "text": _words(case, f.id, "quote"),
            "translation": _translated(case, f, "quote"),
            "alternatives": SEPARATOR.join(case.said(a) for a in f.alternatives),
        }
        for f in case.annotation.framing
        for sentence in f.sentence
    )
    return _table(rows, "framing")


@of_case
def estimates(case: Case) -> pd.DataFrame:
    """One row per statement on the same question published elsewhere, in order of date.

    ``low``, ``high`` and ``point`` are in ``case.counts.unit``; which of them is given follows from
    ``bound``. ``counted`` is one of ``case.counts.kinds``, or empty for a denial.

    >>> rows = tables.estimates(case)
    >>> rows[rows["date"] < "2024-10-18"][["source", "bound", "counted"]].to_numpy().tolist()
    [['Russia', 'denial', ''], ['Ukraine', 'exact', 'planned']]
    >>> rows["date"].dt.year.unique().tolist()
    [2024, 2025, 2026]
    """
    return _table(_outside(case, case.estimates), "estimates")


@of_case
def own_figures(case: Case) -> pd.DataFrame:
    """The article's own counts in the unit of ``counts.yml``, in columns of :func:`estimates`.

    What is counted in another unit, such as boats among passengers, belongs on no axis with them.

    >>> tables.own_figures(case)[["point", "bound", "counted"]].to_numpy().tolist()
    [[12000.0, 'approx', 'present'], [3000.0, 'exact', 'known']]
    """
    unit, readers = case.counting.unit if case.counting else None, case.article.readers
    rows = []
    for c in case.annotation.claims:
        q = c.quantity
        if q is None or q.counted is None or unit is None or q.unit[readers] != unit[readers]:
            continue
        said = case.utterance(c.uttered_by[0])
        rows.append(
            {
                **_fields(case, q),
                "id": c.id,
                "source": case.said(case.speaker(said.id).name),
                "point": q.value,
                "wording": _words(
                    case, said.id, "content" if isinstance(said, Attribution) else "quote"
                ),
            }
        )
    columns = ["id", "source", "low", "high", "point", "bound", "counted", "region", "wording"]
    return _numbers(_frame(rows, columns), "low", "high", "point")


@of_case
def coverage(case: Case) -> pd.DataFrame:
    """One row per wording of the article's claims in another outlet.

    >>> rows = tables.coverage(case)
    >>> rows[rows["claim"] == "the US figure"]["language"].unique().tolist()
    ['de', 'en']
    """
    return _table(_outside(case, case.coverage), "coverage")


def _outside(case: Case, rows: Iterable[OutsideRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        translation = row.translation.get(case.lang, row.translation.get(FALLBACK, ""))
        yield {**_fields(case, row), "translation": translation}


def _numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.astype(dict.fromkeys((c for c in columns if c in frame), "float64"))


@of_case
def disputes(case: Case) -> pd.DataFrame:
    """One row per relation between two voices on a dispute board, in the order of the boards.

    ``question`` and its ``text``; ``first`` and ``second``, ids of the two voices on that board,
    with their names; ``type``, or ``no_answer`` where one of them does not speak to the question;
    ``relation``, the id in :func:`relations` where the annotation gives it, else empty. Not among
    the exported tables.

    >>> rows = tables.disputes(case)
    >>> rows[rows["question"] == "how-many"].loc[0, ["first", "second", "type"]].tolist()
    ['hur', 'usa', 'contrasts']
    """
    columns = ["question", "text", "first", "first_name", "second", "second_name", "type",
               "made_by", "relation", "rationale"]  # fmt: skip
    rows = (
        {
            "question": question.id,
            "text": case.said(question.text),
            "first": a.id,
            "first_name": _voice(case, a),
            "second": b.id,
            "second_name": _voice(case, b),
            "made_by": MadeBy.ANNOTATOR,
            "relation": "",
            **found,
        }
        for question in case.disputes.questions
        for a, b in question.pairs()
        for found in _between(case, question, a, b)
    )
    return _frame(rows, columns)


def _voice(case: Case, cell: Cell) -> str:
    return case.said(cell.name or case.sources[str(cell.source)].name)


def _between(case: Case, question: Question, a: Cell, b: Cell) -> Iterator[dict[str, Any]]:
    """How two voices on a board stand to each other; the board's own relations come first."""
    silent = [case.said(cell.no_answer) for cell in (a, b) if cell.no_answer]
    if silent:
        yield {"type": NO_ANSWER, "rationale": " ".join(silent)}
        return
    own = [each for each in question.relations if set(each.between) == {a.id, b.id}]
    yield from (_fields(case, each) for each in own)
    for known in () if own else case.related(a, b):
        yield {**_fields(case, known), "relation": known.id}


@of_case
def questions(case: Case) -> pd.DataFrame:
    """One row per quiz question, without answers: id, bank, chapter, type, aim, made_up, prompt.

    ``aim`` says what a reader can do who answers well; ``made_up`` is True where the passage was
    written for the book. Not among the exported tables.

    >>> tables.questions(case).set_index("id").loc["numbers-guess", ["bank", "type"]].tolist()
    ['numbers', 'single']
    """
    rows = (
        {
            "id": item.id,
            "bank": name,
            "chapter": item.chapter,
            "type": item.type,
            "aim": case.said(bank.aims[item.aim]),
            "made_up": _is_made_up(item),
            "prompt": case.said(item.prompt),
        }
        for name, bank in case.quizzes.items()
        for item in bank.items
    )
    return _frame(rows, ["id", "bank", "chapter", "type", "aim", "made_up", "prompt"])


def _is_made_up(item: Item) -> bool:
    return item.passage is not None and item.passage.made_up is not None


@of_case
def question_sets(case: Case) -> pd.DataFrame:
    """One row per item bank: its title and how many questions it has.

    ``on_new_texts`` of these are on made-up texts; ``with_a_problem`` ask whether there is one
    where there is, ``sound`` where there is none.

    >>> tables.question_sets(case).columns.tolist()
    ['set', 'questions', 'on_new_texts', 'with_a_problem', 'sound']
    """
    rows = []
    for bank in case.quizzes.values():
        signals = [getattr(item, "signal", None) for item in bank.items]
        rows.append(
            {
                "set": case.said(bank.title),
                "questions": len(bank.items),
                "on_new_texts": sum(map(_is_made_up, bank.items)),
                "with_a_problem": signals.count(True),
                "sound": signals.count(False),
            }
        )
    return _frame(rows, ["set", "questions", "on_new_texts", "with_a_problem", "sound"])


TABLES: dict[str, Table] = {
    table.__name__: table
    for table in (
        *(sentences, attributions, author_voice, claims, relations),
        *(sources, framing, estimates, coverage),
    )
}
"""Every table that is exported, by the name of its CSV file."""


@of_case
def sizes(case: Case) -> pd.DataFrame:
    """How many entries of each kind the case holds.

    Columns: ``what``, the name of a table or ``questions``, and ``entries``.

    >>> tables.sizes(case)["what"].tolist()
    ['sentences', 'attributions', 'author_voice', 'claims', ..., 'questions']
    """
    rows = [
        {"what": name, "entries": table(case)["id"].nunique()} for name, table in TABLES.items()
    ]
    items = sum(len(bank.items) for bank in case.quizzes.values())
    return _frame([*rows, {"what": "questions", "entries": items}], ["what", "entries"])

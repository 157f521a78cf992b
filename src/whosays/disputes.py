"""Questions on which sources differ, or only seem to: the model, its check, and the board.

``disputes.yml`` of a case lists questions. A question has cells: what somebody says to it (claims
of the article, a row of estimates.csv or of coverage.csv), or why somebody gives no answer. Every
two cells that answer stand in a relation with a reason. Where both are claims that annotation.yml
relates, the relation is taken from there; else disputes.yml gives it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, model_validator

from whosays.errors import Problem
from whosays.models import (
    Attribution,
    AuthorVoice,
    Claim,
    Estimate,
    Id,
    Localized,
    OutsideRow,
    Record,
    Relation,
)
from whosays.spans import Span
from whosays.strings import strings_for
from whosays.vocabulary import MadeBy, RelationType
from whosays.yaml_source import Path, YamlSource

if TYPE_CHECKING:
    from whosays.case import Case

FILE = "disputes.yml"

NO_ANSWER = "no_answer"

KINDS = {
    RelationType.AGREES: "agreement",
    RelationType.REFINES: "agreement",
    RelationType.CONTRADICTS: "contradiction",
    RelationType.DIFFERENT_QUANTITY: "different_quantity",
    RelationType.DIFFERENT_TIME: "different_time",
    RelationType.SUPERSEDES: "different_time",
    RelationType.COMPATIBLE_BOUND: "bound",
    RelationType.DENIES: "denial",
    RelationType.DECLINES_TO_DENY: "denial",
}
"""What a reader guesses: coarser than the relations of the annotation."""

CONTRAST = "contrast"
"""Two claims that the article's author sets against each other: no answer to how they stand."""


# --- the model --------------------------------------------------------------------------------


class Cell(Record):
    """What one source says to a question, or that it does not answer."""

    id: Id
    source: Id | None = Field(None, description="A source of the article.")
    claims: list[Id] = Field([], description="Claims of the article, made by the source.")
    estimate: Id | None = Field(None, description="A row of estimates.csv.")
    coverage: Id | None = Field(None, description="A row of coverage.csv.")
    name: Localized | None = Field(None, description="Who it is, for a row from outside.")
    says: Localized | None = Field(None, description="What a row from outside comes to say.")
    no_answer: Localized | None = Field(None, description="Why the source gives no answer.")
    counted: Localized | None = Field(
        None, description="What is counted, where the claim's own value is too coarse."
    )
    as_of: Localized | None = Field(None, description="The claim's words for its day, translated.")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [self.claims, self.estimate, self.coverage, self.no_answer]
        if sum(bool(entry) for entry in given) != 1:
            raise ValueError("a cell needs one of claims, estimate, coverage and no_answer")
        if self.estimate or self.coverage:
            if self.source or not (self.name and self.says):
                raise ValueError("a row from outside has name and says, and no source")
        elif not self.source or self.name or self.says:
            raise ValueError("a cell of the article has a source, and neither name nor says")
        return self


class CellRelation(Record):
    """How two cells of a question stand to each other."""

    between: Annotated[list[Id], Field(min_length=2, max_length=2)]
    type: RelationType
    rationale: Localized


class Question(Record):
    """A question with the cells that answer it, or do not."""

    id: Id
    text: Localized
    cells: Annotated[list[Cell], Field(min_length=2)]
    relations: list[CellRelation] = Field([], description="Those annotation.yml does not give.")

    def pairs(self) -> Iterator[tuple[Cell, Cell]]:
        """Every two cells, in the order of the file."""
        return itertools.combinations(self.cells, 2)


class Disputes(Record):
    """``disputes.yml``."""

    questions: list[Question]


NO_DISPUTES = Disputes(questions=[])
"""What a case without the file has."""


# --- the check --------------------------------------------------------------------------------


def check_disputes(case: Case, source: YamlSource) -> Iterator[Problem]:
    """What the file alone cannot show: ids that are not there, pairs without a relation."""
    ids = [question.id for question in case.disputes.questions]
    for name in _twice(ids):
        line = source.line_of(("questions", ids.index(name)))
        yield Problem(FILE, "the id stands more than once.", _OWN_ID, name, "id", line)
    for number, question in enumerate(case.disputes.questions):
        place: Path = ("questions", number)
        for at, cell in enumerate(question.cells):
            yield from _unknown_ids(case, cell, source, (*place, "cells", at))
        yield from _pair_problems(case, question, source, place)


_OWN_ID = "Give each its own."


def _twice(ids: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


def _unknown_ids(case: Case, cell: Cell, source: YamlSource, path: Path) -> Iterator[Problem]:
    named: list[tuple[str, str | None, Iterable[str]]] = [
        ("source", cell.source, case.sources),
        ("estimate", cell.estimate, [row.id for row in case.estimates]),
        ("coverage", cell.coverage, [row.id for row in case.coverage]),
        *(("claims", claim, case.claims) for claim in cell.claims),
    ]
    for field, name, known in named:
        if name is not None and name not in known:
            remedy = f"Use one that is there ({', '.join(known)})."
            line = source.line_of((*path, field))
            yield Problem(FILE, f"there is no '{name}'.", remedy, cell.id, field, line)


def _pair_problems(
    case: Case, question: Question, source: YamlSource, place: Path
) -> Iterator[Problem]:
    line = source.line_of(place)
    for name in _twice(cell.id for cell in question.cells):
        problem = f"the question {question.id} has more than one cell of this id."
        yield Problem(FILE, problem, _OWN_ID, name, "id", line)
    pairs = {frozenset((a.id, b.id)): (a, b) for a, b in question.pairs()}
    seen: set[frozenset[str]] = set()
    for number, relation in enumerate(question.relations):
        key = frozenset(relation.between)
        fault = _relation_fault(case, pairs.get(key), twice=key in seen)
        seen.add(key)
        if fault:
            at = source.line_of((*place, "relations", number))
            yield Problem(FILE, *fault, " and ".join(relation.between), "between", at)
    for key, (a, b) in pairs.items():
        if not (a.no_answer or b.no_answer or key in seen or from_annotation(case, a, b)):
            problem = f"nothing says how {a.id} and {b.id} stand to each other."
            remedy = "Add a relation between them, with its rationale."
            yield Problem(FILE, problem, remedy, question.id, "relations", line)


def _relation_fault(
    case: Case, pair: tuple[Cell, Cell] | None, *, twice: bool
) -> tuple[str, str] | None:
    """What is wrong with a relation, and the remedy."""
    if pair is None:
        return "these are not two cells of this question.", "Name two ids from its cells."
    if twice:
        return "these two are related already.", "Keep one of the entries."
    if pair[0].no_answer or pair[1].no_answer:
        return "one of the two gives no answer.", "Remove the relation: it is no_answer by itself."
    found = from_annotation(case, *pair)
    if found:
        ids = ", ".join(relation.id for relation in found)
        return f"annotation.yml relates them already ({ids}).", "Remove it here."
    return None


def from_annotation(case: Case, a: Cell, b: Cell) -> list[Relation]:
    """Relations of annotation.yml between claims of the two cells."""
    return [
        relation
        for relation in case.annotation.relations
        if (relation.from_claim in a.claims and relation.to_claim in b.claims)
        or (relation.from_claim in b.claims and relation.to_claim in a.claims)
    ]


# --- the board --------------------------------------------------------------------------------


def board(case: Case, question_id: str | None = None, lang: str = "en") -> list[dict[str, Any]]:
    """Questions with their cells and relations as plain data in one language.

    A question is ``{id, text, cells, pairs}``; ``pairs`` maps two cell ids, joined by a space in
    the order of the cells, to a list of relations ``{kind, type, by, marker, rationale}``. Raises
    KeyError, naming what there is, for a question that does not exist.
    """
    questions = {question.id: question for question in case.disputes.questions}
    if question_id is not None and question_id not in questions:
        there = ", ".join(questions) or "none"
        raise KeyError(f"no question {question_id!r} in {case.id}; there are: {there}")
    chosen = questions.values() if question_id is None else [questions[question_id]]
    builder = _Board(case, lang)
    return [builder.question(question) for question in chosen]


def _excerpt(text: str, spans: Iterable[Span]) -> str:
    """The stretches of a text in its order, what lies between them as an ellipsis."""
    shown, end = "", None
    for span in sorted(spans):
        if end is not None:
            gap = text[end : span.start]
            shown += " … " if any(map(str.isalnum, gap)) else gap
        shown += span.text(text)
        end = span.end
    return " ".join(shown.split())


class _Board:
    """Puts the cells of a case into words of one language."""

    def __init__(self, case: Case, lang: str) -> None:
        self.case = case
        self.lang = lang
        self.words = strings_for("dispute", lang)
        self.estimates = {row.id: row for row in case.estimates}
        self.coverage = {row.id: row for row in case.coverage}

    def question(self, question: Question) -> dict[str, Any]:
        return {
            "id": question.id,
            "text": self.said(question.text),
            "cells": [self.cell(cell) for cell in question.cells],
            "pairs": {f"{a.id} {b.id}": self.pair(question, a, b) for a, b in question.pairs()},
        }

    def said(self, words: Localized | None) -> str:
        return words.get(self.lang, words["en"]) if words else ""

    # --- cells ---

    def cell(self, cell: Cell) -> dict[str, Any]:
        """One cell; what does not apply is empty."""
        name = cell.name or self.case.sources[str(cell.source)].name
        seen: dict[str, Any] = {
            "id": cell.id,
            "name": self.said(name),
            "says": [],
            "figure": "",
            "counted": "",
            "as_of": self.said(cell.as_of),
            "as_of_words": "",
            "when": "",
            "no_answer": self.said(cell.no_answer),
            "url": "",
            "read_on": "",
        }
        if cell.claims:
            seen |= self._from_claims([self.case.claims[name] for name in cell.claims])
            if cell.counted:
                seen["counted"] = self.said(cell.counted)
            return seen
        if cell.estimate:
            return seen | self._from_outside(cell, self.estimates[cell.estimate])
        if cell.coverage:
            return seen | self._from_outside(cell, self.coverage[cell.coverage])
        return seen

    def _from_claims(self, claims: Sequence[Claim]) -> dict[str, Any]:
        quantity = next((claim.quantity for claim in claims if claim.quantity), None)
        parts: dict[str, Any] = {"says": self._says(claims)}
        days = {day: None for claim in claims for day in self._days(claim)}
        parts["when"] = ", ".join(days)
        if quantity:
            figure = self.figure(quantity.bound, quantity.value, quantity.low, quantity.high)
            parts["figure"] = f"{figure} {self.said(quantity.unit)}"
            parts["counted"] = self.counted(quantity.counted, quantity.region)
            parts["as_of_words"] = quantity.as_of or ""
        return parts

    def _says(self, claims: Sequence[Claim]) -> list[dict[str, Any]]:
        """Propositions with the words they stand on; neighbours on the same words are one."""
        found: list[dict[str, Any]] = []
        for claim in claims:
            entry = self._utterance(claim.uttered_by[0])
            if found and found[-1]["id"] == entry.id:
                found[-1]["texts"].append(self.said(claim.proposition))
                continue
            label = ".".join(re.findall(r"\d+", entry.sentence[0]))
            found.append(
                {
                    "id": entry.id,
                    "texts": [self.said(claim.proposition)],
                    "words": self._words(entry),
                    "place": self.words["in_article"].replace("{label}", label),
                }
            )
        return found

    def _words(self, entry: Attribution | AuthorVoice) -> list[dict[str, str]]:
        """What the text says, cue included: translated where that is known, and in the original."""
        fields = ("cue", "content", "quote")
        spans = [s for field in fields for s in self.case.spans.get((entry.id, field), ())]
        original = self.case.article.language
        words = [{"lang": original, "text": _excerpt(self.case.text, spans)}]
        parts = entry.translated.get(self.lang)
        if parts is not None:
            whole = " ".join(
                self.said(self.case.sentences[name].translation) for name in entry.sentence
            )
            quotes = parts if isinstance(parts, list) else [*parts.cue, *parts.content]
            places = [Span(at, at + len(q)) for q in quotes if (at := whole.find(q)) >= 0]
            words.insert(0, {"lang": self.lang, "text": _excerpt(whole, places)})
        return words

    def _utterance(self, entry: str) -> Attribution | AuthorVoice:
        voices = {voice.id: voice for voice in self.case.annotation.author_voice}
        return self.case.attributions.get(entry) or voices[entry]

    def _days(self, claim: Claim) -> Iterator[str]:
        for entry in claim.uttered_by:
            said = self._utterance(entry)
            if isinstance(said, Attribution) and said.said_on:
                yield self.day(said.said_on.date)

    def _from_outside(self, cell: Cell, row: OutsideRow) -> dict[str, Any]:
        lang = getattr(row, "language", "en")
        parts: dict[str, Any] = {
            "says": [
                {
                    "texts": [self.said(cell.says)],
                    "words": [{"lang": lang, "text": row.wording}],
                    "place": self.words["outside"].replace("{outlet}", row.outlet),
                }
            ],
            "when": self.day(row.date),
            "url": row.url,
            "read_on": self.words["read_on"].replace("{day}", self.day(row.read_on)),
        }
        if isinstance(row, Estimate):
            parts["figure"] = self.figure(row.bound, row.point, row.low, row.high)
            parts["counted"] = self.counted(row.counted, row.region)
        return parts

    def figure(self, bound: str, value: float | None, low: float | None, high: float | None) -> str:
        """A figure with its bound, for example "at least 3,000"; no figure for a presence."""
        text = self.words[f"bound_{bound}"]
        for name, number in (("value", value), ("low", low), ("high", high)):
            shown = "" if number is None else f"{number:,.0f}"
            text = text.replace(f"{{{name}}}", shown.replace(",", self.words["thousands"]))
        return text

    def counted(self, counted: str | None, region: str | None) -> str:
        """What is counted, and where; empty where nothing is."""
        if not counted:
            return ""
        names = [f"counted_{counted}", f"region_{region}" if region else ""]
        return ", ".join(self.words.get(name, name.partition("_")[2]) for name in names if name)

    def day(self, day: Any) -> str:
        """A date as the language writes it."""
        month = self.words["months"].split()[day.month - 1]
        return self.words["date"].format(day=day.day, month=month, year=day.year)

    # --- relations ---

    def pair(self, question: Question, a: Cell, b: Cell) -> list[dict[str, Any]]:
        """Relations of two cells; that a source does not answer is one, too."""
        silent = [self.said(cell.no_answer) for cell in (a, b) if cell.no_answer]
        if silent:
            reason = " ".join(silent)
            return [self._relation(NO_ANSWER, NO_ANSWER, reason)]
        own = [
            self._relation(KINDS[r.type], r.type, self.said(r.rationale))
            for r in question.relations
            if set(r.between) == {a.id, b.id}
        ]
        return own or [self._from_text(relation) for relation in from_annotation(self.case, a, b)]

    def _from_text(self, relation: Relation) -> dict[str, Any]:
        """A relation of the annotation."""
        kind, type_ = KINDS[relation.type], str(relation.type)
        if relation.type is RelationType.CONTRADICTS and relation.made_by is MadeBy.AUTHOR:
            kind = type_ = CONTRAST
        return self._relation(
            kind,
            type_,
            self.said(relation.rationale),
            by=relation.made_by,
            marker=self._marker(relation),
        )

    def _marker(self, relation: Relation) -> list[dict[str, str]]:
        """The words that make a relation, translated where an entry on them is."""
        spans = self.case.spans.get((relation.id, "marker"), ())
        if not spans:
            return []
        words = [{"lang": self.case.article.language, "text": _excerpt(self.case.text, spans)}]
        notes = self.case.annotation
        entries: list[Attribution | AuthorVoice] = [*notes.author_voice, *notes.attributions]
        for entry in entries:
            field = "quote" if isinstance(entry, AuthorVoice) else "cue"
            known = entry.translated.get(self.lang)
            if known and set(spans) <= set(self.case.spans.get((entry.id, field), ())):
                text = " … ".join(known if isinstance(known, list) else known.cue)
                return [{"lang": self.lang, "text": text}, *words]
        return words

    def _relation(
        self,
        kind: str,
        type_: str,
        rationale: str,
        *,
        by: str = "annotator",
        marker: Sequence[dict[str, str]] = (),
    ) -> dict[str, Any]:
        return {"kind": kind, "type": type_, "by": by, "marker": [*marker], "rationale": rationale}

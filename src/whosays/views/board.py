"""What a dispute board shows: questions, what each voice says to them, how two voices relate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from whosays.case.annotation import (
    Attribution,
    AuthorVoice,
    Claim,
    CoverageRow,
    Estimate,
    OutsideRow,
    Relation,
)
from whosays.case.case import Case, Entries
from whosays.case.disputes import NO_ANSWER, Cell, Question
from whosays.case.places import place_of, translated_text
from whosays.case.spans import Span
from whosays.case.vocabulary import RelationType
from whosays.words.said import FALLBACK

CONTRAST = "contrast"
"""Two claims that a word in the text sets against each other: no answer to how they stand."""

KINDS = {
    RelationType.AGREES: "agreement",
    RelationType.REFINES: "agreement",
    RelationType.CONTRADICTS: "contradiction",
    RelationType.CONTRASTS: CONTRAST,
    RelationType.DIFFERENT_QUANTITY: "different_quantity",
    RelationType.DIFFERENT_TIME: "different_time",
    RelationType.SUPERSEDES: "different_time",
    RelationType.COMPATIBLE_BOUND: "bound",
    RelationType.DENIES: "denial",
    RelationType.DECLINES_TO_DENY: "denial",
}
"""The kind of a relation: coarser than the relations of the annotation."""

GUESSES = (*dict.fromkeys(kind for kind in KINDS.values() if kind != CONTRAST), NO_ANSWER)
"""The kinds that a reader can guess."""


class Wording(TypedDict):
    """Words in the language they stand in."""

    lang: str
    text: str


class Says(TypedDict):
    """What a voice says: in our words, in its own, and where these stand."""

    id: NotRequired[str]
    texts: list[str]
    words: list[Wording]
    place: str


class CellView(TypedDict):
    """A voice on a question; what does not apply is empty."""

    id: str
    name: str
    says: list[Says]
    figure: str
    counted: str
    as_of: str
    as_of_words: str
    when: str
    no_answer: str
    url: str
    read_on: str


class RelationView(TypedDict):
    """How two voices stand to each other: coarse kind, type, who says so, in what words, why."""

    kind: str
    type: str
    by: str
    marker: list[Wording]
    rationale: str


class QuestionView(TypedDict):
    """A question; ``pairs`` has the relations of two cells by their ids, joined by a space."""

    id: str
    text: str
    cells: list[CellView]
    pairs: dict[str, list[RelationView]]


def board(case: Case, question_id: str | None = None) -> list[QuestionView]:
    """Questions with their cells and relations as plain data in the reader's language.

    Raises KeyError, naming what there is, for a question that does not exist.
    """
    questions = Entries("question", case.disputes.questions)
    chosen = questions.values() if question_id is None else [questions[question_id]]
    builder = _Board(case)
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

    def __init__(self, case: Case) -> None:
        self.case = case
        self.said = case.said
        self.words = case.words.of("dispute")
        self.estimates = {row.id: row for row in case.estimates}
        self.coverage = {row.id: row for row in case.coverage}

    def question(self, question: Question) -> QuestionView:
        return {
            "id": question.id,
            "text": self.said(question.text),
            "cells": [self.cell(cell) for cell in question.cells],
            "pairs": {f"{a.id} {b.id}": self.pair(question, a, b) for a, b in question.pairs()},
        }

    # --- cells ---

    def cell(self, cell: Cell) -> CellView:
        """One cell; what does not apply is empty."""
        name = cell.name or self.case.sources[str(cell.source)].name
        seen: CellView = {
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
            return self._from_claims(cell, [self.case.claims[name] for name in cell.claims], seen)
        if cell.estimate:
            return self._from_outside(cell, self.estimates[cell.estimate], seen)
        if cell.coverage:
            return self._from_outside(cell, self.coverage[cell.coverage], seen)
        return seen

    def _from_claims(self, cell: Cell, claims: Sequence[Claim], seen: CellView) -> CellView:
        quantity = next((claim.quantity for claim in claims if claim.quantity), None)
        days = {day: None for claim in claims for day in self._days(claim)}
        when = self.case.words.listed(list(days))
        made: CellView = {**seen, "says": self._says(claims), "when": when}
        if quantity:
            figure = self.case.words.figure(
                quantity.bound, quantity.value, quantity.low, quantity.high
            )
            made["figure"] = f"{figure} {self.said(quantity.unit)}"
            made["counted"] = self.case.counts.phrase(quantity.counted, quantity.region)
            made["as_of_words"] = quantity.as_of or ""
        if cell.counted:
            made["counted"] = self.said(cell.counted)
        return made

    def _says(self, claims: Sequence[Claim]) -> list[Says]:
        """Propositions with the words they stand on; neighbours on the same words are one."""
        found: list[Says] = []
        for claim in claims:
            entry = self.case.utterance(claim.uttered_by[0])
            if found and found[-1].get("id") == entry.id:
                found[-1]["texts"].append(self.said(claim.proposition))
                continue
            label = place_of(entry.sentence[0])
            found.append(
                {
                    "id": entry.id,
                    "texts": [self.said(claim.proposition)],
                    "words": self._words(entry),
                    "place": self.words["in_article"].replace("{label}", label),
                }
            )
        return found

    def _words(self, entry: Attribution | AuthorVoice) -> list[Wording]:
        """What the text says, cue included: translated where that is known, and in the original."""
        fields = ("cue", "content", "quote")
        spans = [s for field in fields for s in self.case.spans.get((entry.id, field), ())]
        original = self.case.article.language
        words: list[Wording] = [{"lang": original, "text": _excerpt(self.case.text, spans)}]
        lang = self.case.lang
        if lang in entry.translated:
            whole = translated_text(self.case.sentences, entry.sentence, lang)
            known = [self.case.translated.get((entry.id, field, lang), ()) for field in fields]
            places = [span for spans in known for span in spans]
            words.insert(0, {"lang": lang, "text": _excerpt(whole, places)})
        return words

    def _days(self, claim: Claim) -> Iterator[str]:
        for entry in claim.uttered_by:
            said = self.case.utterance(entry)
            if isinstance(said, Attribution) and said.said_on:
                yield self.case.words.day(said.said_on.date)

    def _from_outside(self, cell: Cell, row: OutsideRow, seen: CellView) -> CellView:
        lang = row.language if isinstance(row, CoverageRow) else FALLBACK
        made: CellView = {
            **seen,
            "says": [
                {
                    "texts": [self.said(cell.says)],
                    "words": [{"lang": lang, "text": row.wording}],
                    "place": self.words["outside"].replace("{outlet}", row.outlet),
                }
            ],
            "when": self.case.words.day(row.date),
            "url": row.url,
            "read_on": self.words["read_on"].replace("{day}", self.case.words.day(row.read_on)),
        }
        if isinstance(row, Estimate):
            made["figure"] = self.case.words.figure(row.bound, row.point, row.low, row.high)
            made["counted"] = self.case.counts.phrase(row.counted, row.region)
        return made

    # --- relations ---

    def pair(self, question: Question, a: Cell, b: Cell) -> list[RelationView]:
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
        return own or [self._from_text(relation) for relation in self.case.related(a, b)]

    def _from_text(self, relation: Relation) -> RelationView:
        """A relation of the annotation."""
        return self._relation(
            KINDS[relation.type],
            relation.type,
            self.said(relation.rationale),
            by=relation.made_by,
            marker=self._marker(relation),
        )

    def _marker(self, relation: Relation) -> list[Wording]:
        """The words that make a relation, translated where an entry on them is."""
        spans = self.case.spans.get((relation.id, "marker"), ())
        if not spans:
            return []
        words: list[Wording] = [
            {"lang": self.case.article.language, "text": _excerpt(self.case.text, spans)}
        ]
        notes = self.case.annotation
        entries: list[Attribution | AuthorVoice] = [*notes.author_voice, *notes.attributions]
        for entry in entries:
            field = "quote" if isinstance(entry, AuthorVoice) else "cue"
            known = entry.translated.get(self.case.lang)
            if known and set(spans) <= set(self.case.spans.get((entry.id, field), ())):
                text = " … ".join(known if isinstance(known, list) else known.cue)
                return [{"lang": self.case.lang, "text": text}, *words]
        return words

    def _relation(
        self,
        kind: str,
        type_: str,
        rationale: str,
        *,
        by: str = "annotator",
        marker: Sequence[Wording] = (),
    ) -> RelationView:
        return {"kind": kind, "type": type_, "by": by, "marker": [*marker], "rationale": rationale}

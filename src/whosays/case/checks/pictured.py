"""What pictures.yml alone cannot show: rows that are not there, words in no wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from whosays.case.annotation import CoverageRow, Estimate
from whosays.case.case import Case
from whosays.case.pictured import Answer, Copy, Quoted, Wordings
from whosays.case.places import PlacedSentence, paragraph_spans
from whosays.case.spans import SpanError, find_all
from whosays.case.vocabulary import EstimateBound, Position
from whosays.errors import Report, instead_of
from whosays.words import Words
from whosays.words.said import FALLBACK

Found = TypeVar("Found")


def check_pictured(case: Case, report: Report) -> None:
    """Report what does not fit between pictures.yml and the other files."""
    for wordings in case.pictured.wordings:
        _check_wordings(case, wordings, _Entry(report, wordings.id))
    for copy in case.pictured.copies:
        _check_copy(case, copy, _Entry(report, copy.id))
    for answer in case.pictured.answers:
        _check_answer(case, answer, _Entry(report, answer.id))


@dataclass(frozen=True)
class _Entry:
    """An entry of the file, on which problems are reported."""

    report: Report
    id: str

    def __call__(self, problem: str, remedy: str, field: str) -> None:
        self.report(problem, remedy, self.id, field)

    def known(
        self, what: str, name: str | None, there: Mapping[str, Found], field: str
    ) -> Found | None:
        """What has this name; where nothing has it, that is reported."""
        if name is not None and name in there:
            return there[name]
        self(f"there is no {what} '{name}'.", instead_of(name, there), field)
        return None

    def check_words(self, texts: Mapping[str, str], own: str, words: Quoted, field: str) -> None:
        """Report words that are not in the text of their language, and none in its own (first)."""
        if own not in words:
            problem = f"the words are not given in the language of the wording ({own})."
            self(problem, "Copy them from it.", field)
        for lang, quotes in words.items():
            if lang not in texts:
                problem = f"there is no wording in this language ({lang})."
                self(problem, f"Give the words in {' or '.join(texts)} only.", field)
                continue
            try:
                find_all(quotes, texts[lang], where=f"the wording ({lang})")
            except SpanError as error:
                self(str(error), error.remedy, field)


def _texts(place: PlacedSentence | CoverageRow | Estimate) -> tuple[str, dict[str, str]]:
    """The language that a wording is in, and its text in this one and in those it is translated to.

    Words for a figure are given in English, or in our English.
    """
    if isinstance(place, Estimate):
        return FALLBACK, {**place.translation, FALLBACK: place.wording}
    text = place.text if isinstance(place, PlacedSentence) else place.wording
    return place.language, {place.language: text, **place.translation}


# --- wordings ---------------------------------------------------------------------------------


def _check_wordings(case: Case, wordings: Wordings, entry: _Entry) -> None:
    rows = {row.id: row for row in case.coverage if row.claim == wordings.claim}
    places: Mapping[str, PlacedSentence | CoverageRow] = {**case.sentences, **rows}
    start = entry.known(f"wording of '{wordings.claim}'", wordings.start, rows, "start")
    if start is not None:
        own, texts = _texts(start)
        for number, part in enumerate(wordings.parts):
            entry.check_words(texts, own, part.words, f"parts.{number}.words")
    for number, other in enumerate(wordings.others):
        field = f"others.{number}"
        place = entry.known(f"wording of '{wordings.claim}'", other.place, places, field)
        if place is not None:
            own, texts = _texts(place)
            for fate, found in other.quoted().items():
                for name, words in found.items():
                    entry.check_words(texts, own, words, f"{field}.{fate}.{name}")
    shown = {wordings.start, *(other.place for other in wordings.others)}
    for name in rows:
        if name not in shown:
            problem = f"nothing says what became of the parts in {name}."
            entry(problem, "Add it: coverage.csv has it under this claim.", "others")


# --- copies -----------------------------------------------------------------------------------


def _check_copy(case: Case, copy: Copy, entry: _Entry) -> None:
    findings = {each.url: each for each in case.article.known if each.url is not None}
    finding = entry.known("finding in article.yml with the address", copy.url, findings, "url")
    paragraphs = paragraph_spans(case.sentences)
    for number in copy.paragraphs:
        if number not in paragraphs:
            remedy = f"There are 1 to {len(paragraphs)}."
            entry(f"there is no paragraph {number}.", remedy, "paragraphs")
    there = [paragraphs[number] for number in copy.paragraphs if number in paragraphs]
    for field, shared, longest in (
        ("first", copy.first, len(case.text) - len(case.article.preamble)),
        ("characters", copy.characters, sum(span.end - span.start for span in there)),
    ):
        if shared is None:
            continue
        if shared > longest:
            problem = f"{shared} characters are more than the text has there."
            entry(problem, f"It has {longest}.", field)
        written = Words(case.article.readers).number(shared)
        if finding is not None and written not in finding.statement[case.article.readers]:
            problem = f"the finding with this address in article.yml does not name {written}."
            entry(problem, "Let both give the same number.", field)
    for name in copy.sentences:
        entry.known("sentence", name, case.sentences, "sentences")
    rows = {row.id: row for row in case.coverage}
    for row in copy.added.values():
        entry.known("row of coverage.csv", row, rows, "added")


# --- answers ----------------------------------------------------------------------------------


def _check_answer(case: Case, answer: Answer, entry: _Entry) -> None:
    places: dict[str, Mapping[str, PlacedSentence | CoverageRow | Estimate]] = {
        "sentence": case.sentences,
        "coverage": {row.id: row for row in case.coverage},
        "estimate": {row.id: row for row in case.estimates},
    }
    field, name = answer.place
    place = entry.known(field, name, places[field], field)
    if place is not None:
        own, texts = _texts(place)
        entry.check_words(texts, own, answer.words, "words")
        denies = answer.position is Position.DENIES
        if isinstance(place, Estimate) and denies != (place.bound is EstimateBound.DENIAL):
            problem = f"estimates.csv has the bound {place.bound} for {name}."
            entry(problem, "Let both say whether it is a denial.", "position")

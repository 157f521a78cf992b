"""A case as read: the text, the annotation, and where each quotation stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from whosays.case.annotation import (
    Annotation,
    Article,
    Attribution,
    AuthorVoice,
    Claim,
    CoverageRow,
    Estimate,
    Relation,
    Source,
)
from whosays.case.counts import Counting, Counts, counts_in
from whosays.case.disputes import Cell, Disputes, Question
from whosays.case.examples import Examples
from whosays.case.items import Bank
from whosays.case.pictured import Pictured
from whosays.case.places import PlacedSentence, SpanKey, TranslatedKey, sentence_id
from whosays.case.plans import Plans
from whosays.case.readings import Reading
from whosays.case.spans import Span
from whosays.case.vocabulary import VOCABULARIES, Verb
from whosays.errors import UnknownNameError, WrongTypeError, shown, there_are, unknown
from whosays.words import Words
from whosays.words.said import filled, gaps

AUTHOR = "author"
"""Id of the source that every chain begins with: whoever wrote the article."""

Entry = TypeVar(
    "Entry",
    bound=PlacedSentence | Source | Attribution | AuthorVoice | Claim | Relation | Bank | Question,
)


class Entries(dict[str, Entry]):
    """Entries of one kind by id; for an id that is not there, KeyError with those that are."""

    def __init__(self, what: str, entries: Iterable[Entry]) -> None:
        self.what = what
        super().__init__({entry.id: entry for entry in entries})

    def __missing__(self, name: str) -> Entry:
        raise unknown(self.what, name, self)

    def __repr__(self) -> str:
        return f"<{self.what} by id: {', '.join(self)}>"


@dataclass(frozen=True)
class Case:
    """One article with everything the book knows about it, for readers of one language.

    Made by :func:`whosays.read_case`, which has checked it: every id that is named exists and
    every quotation has its place, in ``spans`` of the article and in ``translated`` of the
    translations.
    """

    folder: Path
    article: Article
    text: str
    sentences: Mapping[str, PlacedSentence]
    annotation: Annotation
    spans: Mapping[SpanKey, tuple[Span, ...]]
    translated: Mapping[TranslatedKey, tuple[Span, ...]]
    estimates: tuple[Estimate, ...]
    coverage: tuple[CoverageRow, ...]
    quizzes: Mapping[str, Bank]
    disputes: Disputes
    counting: Counting | None
    """What the case counts, in all languages; ``counts`` has it in the reader's."""
    examples: Examples
    lessons: Mapping[str, Mapping[str, str]]
    """Texts of lessons by name and language."""
    pictured: Pictured
    plans: Plans
    readings: tuple[Reading, ...]
    settled: Mapping[str, Mapping[str, str]]
    """By unit and language, why the gold stays where the last readings differ from it."""
    lang: str
    """The reader's language."""

    def __repr__(self) -> str:
        # All of it would be longer than the book, and a notebook stores what it shows.
        items = sum(len(bank.items) for bank in self.quizzes.values())
        return (
            f"<case {self.id}: {len(self.sentences)} sentences,"
            f" {len(self.sources)} sources, {len(self.attributions)} attributions,"
            f" {len(self.claims)} claims, {items} quiz items>"
        )

    @property
    def id(self) -> str:
        """The case's name, for example ``kursk-2024``."""
        return self.article.id

    @cached_property
    def words(self) -> Words:
        """How things are said in the reader's language."""
        return Words(self.lang)

    def said(self, text: Mapping[str, str] | None) -> str:
        """A text by language in the reader's, else in English; empty where there is none."""
        return self.words.said(text)

    def value(self, column: str, value: str) -> str:
        """What a value of a column of the tables is called in the reader's language."""
        own = {"counted": self.counts.names, "region": self.counts.regions}.get(column, {})
        return own.get(value) or self.words.value(column, value)

    def caption(self, name: str, **values: str) -> str:
        """A text of a lesson (``lessons.yml``), such as ``case.caption("claims.in-sentence")``.

        What stands in braces in it is given by name; it is put into words as in a table where the
        name is that of a column: ``case.caption("claims.chosen", checkable="in_principle")``.
        The id of a source becomes its name. KeyError, with the nearest name or all there are, for a
        name that is not there and for a value that its column does not have; TypeError where
        something in braces was not given.

        >>> case.caption("claims.chosen", checkable="in_principle")
        'Could it be checked? in principle'
        """
        if name not in self.lessons:
            raise unknown("text of a lesson", name, self.lessons)
        words = {column: self._captioned(column, value) for column, value in values.items()}
        text = self.said(self.lessons[name])
        # Not str.format: other braces than those around a name are as good as any character.
        for needed in gaps(text):
            if needed not in words:
                raise WrongTypeError(
                    f"the text {name!r} has a gap to fill: write"
                    f" case.caption({name!r}, {needed}=…), with a value of that column"
                )
        return filled(text, words)

    def _captioned(self, column: str, value: str) -> str:
        """A value as a caption has it; a source goes by its name there, which tables give by id."""
        known = self._coded(column)
        if known and value not in known:
            raise UnknownNameError(
                f"no row has {shown(value)} in the column {column}; {there_are(value, known)}"
            )
        if column == "source":
            return self.said(self.sources[value].name)
        return self.value(column, value)

    def _coded(self, column: str) -> Collection[str]:
        """What may stand in a column; empty where that is open."""
        own = {"source": self.sources, "verb": [*Verb], "counted": self.counts.kinds}
        return own.get(column) or [*VOCABULARIES.get(column, ())]

    @cached_property
    def counts(self) -> Counts:
        """Unit, kinds of count and regions in the reader's words; empty without counts.yml."""
        return counts_in(self.counting, self.words)

    @property
    def kinds_counted(self) -> tuple[str, ...]:
        """Ids of the kinds of count that the case's published statements have, in order."""
        found = {each.counted for each in self.estimates}
        return tuple(each for each in self.counts.kinds if each in found)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return Entries("source", self.annotation.sources)

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """Attribution relations by id."""
        return Entries("attribution", self.annotation.attributions)

    @cached_property
    def voices(self) -> dict[str, AuthorVoice]:
        """Stretches of the author's voice by id."""
        return Entries("stretch of author's voice", self.annotation.author_voice)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return Entries("claim", self.annotation.claims)

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """Relations between claims by id."""
        return Entries("relation", self.annotation.relations)

    def utterance(self, name: str) -> Attribution | AuthorVoice:
        """The attribution or stretch of author's voice that puts a claim forward."""
        return self.attributions[name] if name in self.attributions else self.voices[name]

    def speaker(self, name: str) -> Source:
        """Who puts a claim forward in an attribution or a stretch of author's voice."""
        said = self.utterance(name)
        return self.sources[said.source if isinstance(said, Attribution) else AUTHOR]

    def sentence(self, name: str) -> PlacedSentence:
        """The sentence with this id (``p3s2``), or at this place (``"3.2"``).

        KeyError with the ids there are if there is none, TypeError for what is no text, because
        3.10 as a number would be 3.1.
        """
        if not isinstance(name, str):
            raise WrongTypeError(
                f"name a sentence in quotation marks, such as '3.2' or 'p3s2', not {shown(name)}"
            )
        try:
            return self.sentences[sentence_id(name)]
        except KeyError:
            raise unknown("sentence", name, self.sentences) from None

    def chain(self, attribution: Attribution | str) -> tuple[str, ...]:
        """Source ids from the outermost (the author) to the one whose content it is.

        The attribution may be given by its id; KeyError with the ids there are if there is none.
        """
        if isinstance(attribution, str):
            attribution = self.attributions[attribution]
        chain = [attribution.source]
        while attribution.parent is not None:
            attribution = self.attributions[attribution.parent]
            chain.append(attribution.source)
        return (AUTHOR, *reversed(chain))

    def related(self, a: Cell, b: Cell) -> list[Relation]:
        """Relations of the annotation between claims of two cells of a board."""
        return [
            relation
            for relation in self.annotation.relations
            if (relation.from_claim in a.claims and relation.to_claim in b.claims)
            or (relation.from_claim in b.claims and relation.to_claim in a.claims)
        ]

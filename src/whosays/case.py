"""A case as read: the text, the annotation, and where each quotation stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from whosays.arguments import sentence_id as id_of
from whosays.arguments import unknown
from whosays.disputes import NO_DISPUTES, Disputes
from whosays.models import (
    Annotation,
    Article,
    Attribution,
    Claim,
    CoverageRow,
    Estimate,
    Localized,
    Source,
)
from whosays.quiz import Bank
from whosays.spans import Span

AUTHOR = "author"
"""Id of the source that every chain begins with: whoever wrote the article."""


@dataclass(frozen=True)
class PlacedSentence:
    """A sentence with its place: paragraph from 1, offsets in code points, end exclusive."""

    id: str
    paragraph: int
    span: Span
    text: str
    translation: Localized
    note: Localized | None


Entry = TypeVar("Entry", bound=Source | Attribution | Claim)


class Entries(dict[str, Entry]):
    """Entries of one kind by id; for an id that is not there, KeyError with those that are."""

    def __init__(self, what: str, entries: Iterable[Entry]) -> None:
        self.what = what
        super().__init__({entry.id: entry for entry in entries})

    def __missing__(self, name: str) -> Entry:
        raise unknown(self.what, name, self)


SpanKey = tuple[str, str]
"""Entry id and field, for example ``("a04", "content")``."""


@dataclass(frozen=True)
class Case:
    """One article with everything the book knows about it.

    Made by :func:`whosays.read_case`, which has checked it: every id that is named exists and
    every quotation has its place in ``spans``.
    """

    folder: Path
    article: Article
    text: str
    sentences: Mapping[str, PlacedSentence]
    annotation: Annotation
    spans: Mapping[SpanKey, tuple[Span, ...]]
    estimates: tuple[Estimate, ...]
    coverage: tuple[CoverageRow, ...]
    quizzes: Mapping[str, Bank]
    disputes: Disputes = NO_DISPUTES

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
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return Entries("source", self.annotation.sources)

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """Attribution relations by id."""
        return Entries("attribution", self.annotation.attributions)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return Entries("claim", self.annotation.claims)

    def sentence(self, sentence_id: str) -> PlacedSentence:
        """The sentence with this id (``p3s2``), or at this place (``"3.2"``).

        KeyError with the ids there are if there is none, TypeError for what is no text.
        """
        try:
            return self.sentences[id_of(sentence_id)]
        except KeyError:
            raise unknown("sentence", sentence_id, self.sentences) from None

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

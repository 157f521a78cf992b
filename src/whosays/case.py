"""A case as read: the text, the annotation, and where each quotation stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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

    @property
    def id(self) -> str:
        """The case's name, for example ``kursk-2024``."""
        return self.article.id

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.annotation.sources}

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """Attribution relations by id."""
        return {attribution.id: attribution for attribution in self.annotation.attributions}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.annotation.claims}

    def sentence(self, sentence_id: str) -> PlacedSentence:
        """The sentence with this id; KeyError with the ids there are if there is none."""
        try:
            return self.sentences[sentence_id]
        except KeyError:
            known = ", ".join(self.sentences)
            raise KeyError(
                f"no sentence {sentence_id!r} in {self.id}; there are: {known}"
            ) from None

    def chain(self, attribution: Attribution) -> tuple[str, ...]:
        """Source ids from the outermost (the author) to the one whose content it is."""
        chain = [attribution.source]
        while attribution.parent is not None:
            attribution = self.attributions[attribution.parent]
            chain.append(attribution.source)
        return (AUTHOR, *reversed(chain))

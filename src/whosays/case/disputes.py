"""Questions on which sources differ, or only seem to.

``disputes.yml`` of a case lists questions. A question has cells: what somebody says to it (claims
of the article, a row of estimates.csv or of coverage.csv), or why somebody gives no answer. Every
two cells that answer stand in a relation with a reason. Where both are claims that annotation.yml
relates, the relation is taken from there; else disputes.yml gives it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from whosays.case.annotation import Id
from whosays.case.records import Record
from whosays.case.vocabulary import RelationType
from whosays.words.said import Localized

NO_ANSWER = "no_answer"
"""Stands where a relation would, if one of the two does not speak to the question."""


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

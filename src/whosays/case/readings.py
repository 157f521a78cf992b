"""Independent readings of a case: ``readings.csv`` and ``settled.yml``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, RootModel, StringConstraints

from whosays.case.records import Row
from whosays.words.said import Localized, Text


class Layer(StrEnum):
    """What was read independently, in the order of the guidelines."""

    SOURCE = "source"
    STWR = "stwr"
    MEDIUM = "medium"
    MOOD = "mood"
    EVIDENTIAL = "evidential"
    CUE_CLASS = "cue_class"
    AUTHOR_VOICE = "author_voice"
    RELATIONS = "relations"
    TYPE = "type"
    CHECKABLE = "checkable"
    FACTUALITY = "factuality"
    BOUND = "bound"
    RELATION = "relation"
    MADE_BY = "made_by"


class Reading(Row):
    """``readings.csv``: what one reader wrote in one round for one unit."""

    round: Annotated[int, Field(ge=1, le=1000)] = Field(description="Number of the round, from 1.")
    reader: Text = Field(description="Who read, as a letter.")
    layer: Layer = Field(description="What was read.")
    unit: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="A sentence, a claim, or a pair of claims joined by a hyphen."
    )
    value: Text = Field(description="What the reader wrote.")

    @property
    def key(self) -> str:
        """Round, reader, layer and unit."""
        return f"{self.round} {self.reader} {self.layer} {self.unit}"


class Settled(RootModel[dict[str, Localized]]):
    """``settled.yml``: by unit, why the gold stays where the last readings differ from it."""

"""A number to estimate."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, NotRequired

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from whosays.case.items.base import Block, Fits, Item, ItemView, Made, Paper
from whosays.case.records import MOST_FIGURE, Record
from whosays.words import Words
from whosays.words.said import Localized


class Tolerance(Record):
    """How far from the answer still counts: in the answer's unit, or as a share of it."""

    absolute: float | None = Field(default=None, ge=0, le=MOST_FIGURE)
    relative: float | None = Field(default=None, gt=0, lt=1)

    @model_validator(mode="after")
    def _one_of_two(self) -> Tolerance:
        if (self.absolute is None) == (self.relative is None):
            raise ValueError("give either `absolute:` or `relative:` (0.1 means ten per cent)")
        return self


class Bands(Record):
    """Feedback to an estimate."""

    close: Localized
    too_low: Localized
    too_high: Localized


class BandsView(TypedDict):
    """Feedback to an estimate."""

    close: str
    too_low: str
    too_high: str


class EstimateView(ItemView):
    """A number to estimate, in plain form; from ``low`` to ``high`` is close.

    ``shown`` is the answer in words, with its unit.
    """

    answer: float
    shown: str
    low: float
    high: float
    unit: NotRequired[str]
    feedback: BandsView


class Estimate(Item):
    """A number to estimate."""

    type: Literal["estimate"]
    answer: Annotated[float, Field(ge=-MOST_FIGURE, le=MOST_FIGURE)]
    tolerance: Tolerance
    unit: Localized | None = None
    feedback: Bands

    shape: ClassVar[Any] = EstimateView

    def arranged(self, made: Made, words: Words) -> Made:
        """What counts as close is given by its two ends, and the answer in words as well."""
        margin = self.tolerance.absolute
        if margin is None:
            margin = abs(self.answer) * (self.tolerance.relative or 0)
        rest = {name: value for name, value in made.items() if name != "tolerance"}
        shown = f"{words.number(self.answer, places=6)} {made.get('unit', '')}".strip()
        return {
            **rest,
            "shown": shown,
            "low": self.answer - margin,
            "high": self.answer + margin,
        }

    @classmethod
    def fits(cls, made: Made) -> Fits:  # noqa: ARG003 - as others
        """A number."""
        return {"kind": "number"}

    @classmethod
    def points(cls, made: Made, choice: Any) -> float:
        """1 between the two ends, else 0."""
        return float(made["low"] <= choice <= made["high"])

    @classmethod
    def paper(cls, made: Made) -> Paper:
        """A gap for the number, and its unit."""
        return {"gap": made.get("unit", "")}

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:
        """The number, and what is said to an estimate beside it."""
        t = words.of("quiz")
        return [
            {"label": made["shown"]},
            {
                "lines": [
                    {"label": t[f"band_{band}"], "text": made["feedback"][band]}
                    for band in ("close", "too_low", "too_high")
                ]
            },
        ]

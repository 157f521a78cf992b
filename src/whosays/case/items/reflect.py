"""A question to think about in writing."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from whosays.case.items.base import Block, Fits, Item, ItemView, Made, Paper
from whosays.words import Words
from whosays.words.said import Localized


class ReflectView(ItemView):
    """A question to think about, in plain form."""

    model_answer: str
    look_for: list[str]


class Reflect(Item):
    """A question to think about in writing; nobody scores it but the reader."""

    type: Literal["reflect"]
    confidence: bool = False
    model_answer: Localized
    look_for: list[Localized] = Field(min_length=1)

    scored: ClassVar[bool] = False

    shape: ClassVar[Any] = ReflectView

    @model_validator(mode="after")
    def _no_confidence(self) -> Reflect:
        if self.confidence:
            raise ValueError("a reflection is not scored: leave `confidence` out")
        return self

    @classmethod
    def fits(cls, made: Made) -> Fits:  # noqa: ARG003 - as others
        """A text."""
        return {"kind": "text"}

    @classmethod
    def points(cls, made: Made, choice: Any) -> None:  # noqa: ARG003 - as others
        """Nobody scores it."""
        return

    @classmethod
    def paper(cls, made: Made) -> Paper:  # noqa: ARG003 - as others
        """Lines to write on."""
        return {"lines": 3}

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:
        """A model answer, and what to look for in one's own."""
        t = words.of("quiz")
        return [
            {"label": t["model_answer"], "text": made["model_answer"]},
            {"text": t["look_for"]},
            {"lines": [{"subject": entry} for entry in made["look_for"]]},
        ]

"""Several options may be right."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from whosays.case.items.base import Choice, Fits, Made, Paper, ids, share


class Multiple(Choice):
    """Several options may be right; each is a decision of its own."""

    type: Literal["multiple"]

    @model_validator(mode="after")
    def _some_right(self) -> Multiple:
        if not any(option.correct for option in self.options):
            raise ValueError("no option is marked `correct: true`: mark at least one")
        if any(option.says_signal for option in self.options):
            raise ValueError("`says_signal` works in `type: single` only: remove it here")
        return self

    @classmethod
    def fits(cls, made: Made) -> Fits:
        """Some of the options."""
        return {"some": ids(made["options"])}

    @classmethod
    def chance(cls, made: Made) -> float:
        """One selection of all but the empty one."""
        selections: int = 2 ** len(made["options"]) - 1
        return 1 / selections

    @classmethod
    def points(cls, made: Made, choice: Any) -> float:
        """Share of the options that were rightly chosen, or rightly left."""
        return share(option["correct"] == (option["id"] in choice) for option in made["options"])

    @classmethod
    def paper(cls, made: Made) -> Paper:
        """The options, and that more than one may be right."""
        return {"hint": "hint_multiple", **super().paper(made)}

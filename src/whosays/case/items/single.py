"""One right option among several."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, NotRequired

from pydantic import model_validator

from whosays.case.items.base import Choice, ChoiceView, Fits, Made, ids


class SingleView(ChoiceView):
    """A single choice in plain form."""

    signal: NotRequired[bool]


class Single(Choice):
    """One right option among several.

    With ``signal`` set the item counts for d-prime: true where there is a problem to find, false
    where the passage is sound; the options that mean “problem” carry ``says_signal: true``.
    """

    type: Literal["single"]
    signal: bool | None = None

    shape: ClassVar[Any] = SingleView

    @model_validator(mode="after")
    def _one_right(self) -> Single:
        right = [option for option in self.options if option.correct]
        if len(right) != 1:
            raise ValueError(
                f"{len(right)} options are marked `correct: true`: a single choice has exactly one"
                " (use `type: multiple` for several)"
            )
        says = {option.says_signal for option in self.options}
        if self.signal is None:
            if True in says:
                raise ValueError("`says_signal` needs `signal: true` or `signal: false`")
        elif says != {True, False}:
            raise ValueError(
                "a signal item needs both kinds of options: some with `says_signal: true`, some not"
            )
        elif right[0].says_signal != self.signal:
            raise ValueError(
                f"`signal` is {str(self.signal).lower()}, but the correct option `{right[0].id}`"
                " says the opposite: change one of them"
            )
        return self

    @classmethod
    def fits(cls, made: Made) -> Fits:
        """One of the options."""
        return {"one": ids(made["options"])}

    @classmethod
    def chance(cls, made: Made) -> float:
        """One option of all."""
        return 1 / len(made["options"])

    @classmethod
    def points(cls, made: Made, choice: Any) -> float:
        """1 for the right option, else 0."""
        return float(any(o["correct"] for o in made["options"] if o["id"] == choice))

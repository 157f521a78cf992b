"""Axes for one set of figures: from zero, cut, or logarithmic, and where they are labelled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = ("zero", "cut", "log")
_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """An axis from ``start`` to ``end``. A logarithmic one has no zero."""

    kind: str
    start: float
    end: float

    def part(self, value: float) -> float:
        """Where a value is on the axis, from 0 at its start to 1 at its end."""
        along = math.log if self.kind == "log" else float
        start, end = along(self.start), along(self.end)
        return (along(value) - start) / (end - start)

    def ticks(self) -> list[float]:
        """Where the axis is labelled, in order; a cut axis says where it starts."""
        if self.kind == "log":
            decades = range(math.floor(math.log10(self.start)), math.ceil(math.log10(self.end)))
            every = [step * 10.0**decade for decade in decades for step in (1, 2, 5)]
            return [t for t in [*every, 10.0**decades.stop] if self.start <= t <= self.end]
        step = self._step()
        first, last = math.floor(self.start / step), math.ceil(self.end / step)
        later = (round(step * at, 9) for at in range(first, last + 1))  # 0.95, no 0.950…01
        return [self.start, *(tick for tick in later if self.start < tick <= self.end)]

    def _step(self) -> float:
        """The smallest of 1, 2, 2.5, 5, 10 … that needs at most so many steps.

        What is counted comes in whole numbers, so steps are whole where the axis is longer than 1.
        """
        length = self.end - self.start
        decade = 10.0 ** math.floor(math.log10(length / _TICKS))
        steps = [step * decade for step in (1, 2, 2.5, 5, 10)]
        if length >= 1:
            steps = [step for step in steps if step % 1 == 0] or [1.0]
        return next(step for step in steps if length <= step * _TICKS)


def scale_for(kind: str, values: Sequence[float]) -> Scale:
    """The axis of a kind for these figures, all greater than zero.

    A cut axis starts as close below the smallest as careless charts do.
    """
    low, high = min(values), max(values)
    if kind == "zero":
        return Scale(kind, 0, high)
    if kind == "log":
        return Scale(kind, _below(low / 1.4, (1, 2, 5)), high)
    below = max((high - low) / 4, low / 20)
    return Scale(kind, round_down(max(low - below, low * 2 / 3)), high)


def round_down(value: float) -> float:
    """The next lower number with at most two figures, the second of which is 0 or 5."""
    step: float = 10 ** math.floor(math.log10(value)) / 2
    return math.floor(value / step) * step


def _below(value: float, steps: Sequence[int]) -> float:
    decade = 10 ** math.floor(math.log10(value))
    return float(max(step for step in steps if step * decade <= value) * decade)

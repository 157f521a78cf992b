"""Axes for one set of figures: from zero, cut, or logarithmic, with their ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

KINDS = ("zero", "cut", "log")
_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """An axis from ``start`` to ``end``. A logarithmic one has no zero."""

    kind: str
    start: float
    end: float

    def ticks(self) -> list[float]:
        """Where the axis is labelled; a cut axis says where it starts."""
        if self.kind == "log":
            decades = range(math.floor(math.log10(self.start)), math.ceil(math.log10(self.end)))
            every = [step * 10**decade for decade in decades for step in (1, 2, 5)]
            return [tick for tick in [*every, 10**decades.stop] if self.start <= tick <= self.end]
        found = MaxNLocator(_TICKS, integer=True, steps=[1, 2, 2.5, 5, 10])
        later = [float(tick) for tick in found.tick_values(self.start, self.end)]
        return [self.start, *(tick for tick in later if self.start < tick <= self.end)]


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


__all__ = ["KINDS", "Scale", "round_down", "scale_for"]

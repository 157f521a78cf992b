"""Charts of differing estimates: what they say, and matplotlib figures that show it.

``charts.estimates(case, rows, title=…)`` draws one. matplotlib is loaded when it is asked for.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    if name == "estimates":
        # What a chart says in words is used without a drawing, and without matplotlib.
        from whosays.charts.drawing import estimates  # noqa: PLC0415

        return estimates
    raise AttributeError(f"module 'whosays.charts' has no attribute {name!r}")


__all__ = ["estimates"]


def __dir__() -> list[str]:
    """With what is loaded only when it is asked for, which nobody could find otherwise."""
    return sorted(__all__)

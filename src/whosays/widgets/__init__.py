"""The widgets of the book. Each works on the built page without a kernel.

Those that draw or count with tables are loaded when they are asked for: a page with a quiz does
not wait for pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from whosays.widgets.annotator import annotator
from whosays.widgets.card import card
from whosays.widgets.classroom import classroom
from whosays.widgets.owntext import own_text
from whosays.widgets.quiz import quiz, review
from whosays.widgets.reader import reader
from whosays.widgets.results import results
from whosays.widgets.wipe import wipe

_LATER = {
    "axis_exercise": "whosays.widgets.axis",
    "chart_lab": "whosays.widgets.chartlab",
    "dispute_board": "whosays.widgets.dispute",
}
"""Names that are loaded when they are asked for, with the module each stands in."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'whosays.widgets' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [  # noqa: PLE0604 - they are names
    "annotator",
    "card",
    "classroom",
    "own_text",
    "quiz",
    "reader",
    "results",
    "review",
    "wipe",
    *_LATER,
]

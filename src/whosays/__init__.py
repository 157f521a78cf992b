"""Read one news article claim by claim: who says it, in what words, and where sources differ.

What a lesson needs is here and in :mod:`whosays.widgets`. All of it is loaded when it is asked for,
so that a page with a quiz does not wait for pandas or matplotlib, and a command that is interrupted
while it loads (:mod:`whosays.cli`) can still say so.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for editors, which complete names without running anything
    from whosays import charts, pictures, tables
    from whosays.case.case import Case
    from whosays.case.read import read_case
    from whosays.errors import CaseError, Problem
    from whosays.export.downloads import Downloads
    from whosays.export.lesson_cards import LessonCards
    from whosays.export.lesson_plan import LessonPlan
    from whosays.measures import readings
    from whosays.measures.answers import read_results
    from whosays.tables.columns import data_dictionary
    from whosays.tables.html import TableView
    from whosays.views import lists
    from whosays.views.classroom import ClassResults, made_up_class, read_class
    from whosays.views.guidelines import GuidelineTable
    from whosays.views.passages import passage

__version__ = "0.1.0"

if sys.platform == "emscripten":
    from whosays.browser import load_on_import

    load_on_import()

_MODULES = {
    "charts": "whosays.charts",
    "lists": "whosays.views.lists",
    "pictures": "whosays.pictures",
    "readings": "whosays.measures.readings",
    "tables": "whosays.tables",
}
"""Modules that a lesson uses by their name."""

_LATER = {
    "Case": "whosays.case.case",
    "CaseError": "whosays.errors",
    "ClassResults": "whosays.views.classroom",
    "Downloads": "whosays.export.downloads",
    "GuidelineTable": "whosays.views.guidelines",
    "LessonCards": "whosays.export.lesson_cards",
    "LessonPlan": "whosays.export.lesson_plan",
    "Problem": "whosays.errors",
    "QuestionFiles": "whosays.export.question_files",
    "TableView": "whosays.tables.html",
    "data_dictionary": "whosays.tables.columns",
    "made_up_class": "whosays.views.classroom",
    "passage": "whosays.views.passages",
    "read_case": "whosays.case.read",
    "read_class": "whosays.views.classroom",
    "read_results": "whosays.measures.answers",
}
"""Names that are loaded when they are asked for, with the module each stands in."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    if name in _MODULES:
        return import_module(_MODULES[name])
    raise AttributeError(f"module 'whosays' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


__all__ = [
    "Case",
    "CaseError",
    "ClassResults",
    "Downloads",
    "GuidelineTable",
    "LessonCards",
    "LessonPlan",
    "Problem",
    "QuestionFiles",
    "TableView",
    "charts",
    "data_dictionary",
    "lists",
    "made_up_class",
    "passage",
    "pictures",
    "read_case",
    "read_class",
    "read_results",
    "readings",
    "tables",
]

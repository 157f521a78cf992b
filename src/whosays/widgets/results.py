"""“My results”: what this browser keeps of the answers, to look at, take along and delete."""

from __future__ import annotations

from typing import Any

import traitlets

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.widgets._answers import answers_front_end
from whosays.widgets._base import Widget, front_end


class Results(Widget):
    """The reader's own answers: result, days to come back, save, load, delete.

    ``questions`` says which questions there are (``{"id", "set"}``, the set being the title of
    their bank). ``records`` (by item id) and ``annotations`` (by case and sentence) are what is
    stored, for a live kernel to read.
    """

    _esm = front_end("results", ".js", "_answers", "_marks")
    _css = answers_front_end("results", ".css")
    stem = "results"

    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    records = traitlets.Dict().tag(sync=True)
    annotations = traitlets.Dict().tag(sync=True)

    def fallback_context(self) -> dict[str, Any]:
        """Nothing but words: without JavaScript nothing is stored."""
        return {}


def results(case: Case) -> Results:
    """“My results” for all questions of a case.

    Raises TypeError where no case was given.
    """
    need_case(case)
    questions = [
        {"id": item.id, "set": case.said(bank.title)}
        for bank in case.quizzes.values()
        for item in bank.items
    ]
    return Results(questions=questions, lang=case.lang)

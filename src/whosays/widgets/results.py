"""“My results”: what this browser keeps of the answers, to look at, take along and delete."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets
from typing_extensions import TypedDict

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.measures.answers import Record, SentenceMarks
from whosays.widgets._answers import answers_front_end
from whosays.widgets._base import Widget, front_end


class QuestionName(TypedDict):
    """A question by its id, and the title of the bank it is from."""

    id: str
    set: str


class Results(Widget):
    """The reader's own answers: result, days to come back, save, load, delete.

    ``questions`` says which questions there are. ``records`` (by item id) and ``annotations`` (by
    case and sentence) are what is stored, for a live kernel to read.
    """

    _esm = front_end("results", ".js", "_answers", "_marks")
    _css = answers_front_end("results", ".css")
    stem = "results"
    contract: ClassVar[dict[str, Any]] = {
        "questions": list[QuestionName],
        "records": dict[str, Record],
        "annotations": dict[str, SentenceMarks],
    }

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
    return Results(questions=questions, lang=case.lang, anchor="results")

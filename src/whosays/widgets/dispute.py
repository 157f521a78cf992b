"""The dispute board: questions, what each source says to them, and how two answers relate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import traitlets

from whosays.case.asked import listed, of_case
from whosays.case.case import Case
from whosays.errors import WrongValueError, unknown
from whosays.views.board import GUESSES, QuestionView, board
from whosays.widgets._base import Widget, front_end


class DisputeBoard(Widget):
    """Questions with the voices that answer them, two of which a reader sets side by side.

    ``questions`` is what there is to see (:func:`whosays.views.board.board`). ``choices`` is what
    the reader has done, by question id: ``{chosen, guess, shown}`` with the ids of one or two
    cells, a kind of relation or "", and whether the relation is shown.
    """

    _esm = front_end("dispute", ".js")
    _css = front_end("dispute", ".css")
    stem = "dispute"
    content = ("questions", "question")
    contract: ClassVar[dict[str, Any]] = {"questions": list[QuestionView]}

    case_id = traitlets.Unicode().tag(sync=True)
    original = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    kinds = traitlets.List(traitlets.Unicode(), [*GUESSES]).tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)


@of_case
def dispute_board(
    case: Case, board_id: str | None = None, *, first: tuple[str, str] | None = None
) -> DisputeBoard:
    """All questions of the case's ``disputes.yml``, or the one named.

    ``first`` names the two voices of that question that are chosen to begin with, until the reader
    chooses others. Raises KeyError, naming what there is, for a question or a voice that does not
    exist, ValueError for ``first`` without a question or with less or more than two voices and for
    a case without any question, and TypeError where no case was given.

    >>> dispute_board(case, "how-many", first=("hur", "usa"))
    <DisputeBoard of 1 question: run this cell in a notebook to use it>
    """
    questions = board(case, board_id)
    if not questions:
        raise WrongValueError(
            f"{case.id} has no question for a board; write one into its disputes.yml, or leave the"
            " board out"
        )
    return DisputeBoard(
        case_id=case.id,
        original=case.article.language,
        questions=questions,
        choices=_begun(questions, first) if first is not None else {},
        lang=case.lang,
    )


def _begun(questions: Sequence[QuestionView], first: tuple[str, str]) -> dict[str, Any]:
    """Choices with which two voices of the only question are chosen."""
    voices = listed(first)
    if len(questions) != 1 or len(set(voices)) != 2:  # noqa: PLR2004 - a pair is two
        raise WrongValueError(
            "first takes two voices of the one question that is shown, such as"
            ' dispute_board(case, "how-many", first=("hur", "usa"))'
        )
    known = [cell["id"] for cell in questions[0]["cells"]]
    for voice in voices:
        if voice not in known:
            raise unknown("voice", voice, known)
    return {questions[0]["id"]: {"chosen": voices, "guess": "", "shown": False}}

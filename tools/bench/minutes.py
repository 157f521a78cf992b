"""How long the lessons take, beside what they say."""

from __future__ import annotations

from collections.abc import Iterator

from tools.bench.tables import NONE, table
from tools.bench.workspace import Workspace
from tools.minutes import SECONDS_A_QUESTION, TOLERANCE, WORDS_A_MINUTE, lessons

HEADER = ("page", "words", "reading", "stated", "questions", "answering", "stated", "agree")


def minutes_section(_workspace: Workspace) -> Iterator[str]:
    """Minutes: to read and to answer the questions, measured and stated."""
    rows = [
        (
            each.name,
            f"{each.words:,}",
            _minutes(each.measured.read, 1),
            _minutes(each.stated.read),
            f"{each.questions}",
            _minutes(each.measured.questions, 1),
            _minutes(each.stated.questions),
            "yes" if each.agrees else "no",
        )
        for each in lessons()
    ]
    yield table(HEADER, rows)
    yield f"Measured as words / {WORDS_A_MINUTE} and {SECONDS_A_QUESTION} s a question. They agree"
    yield f"within {TOLERANCE:.0%}, or within half a minute, since a page states whole ones."


def _minutes(value: float | None, digits: int = 0) -> str:
    return NONE if value is None else f"{value:.{digits}f}"

"""What is wrong with a case, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it stands, what is wrong, what to do.

    ``file`` is relative to the case folder, ``line`` counts from 1, ``entry`` is the id of the
    entry (or its place, such as ``attributions[3]``) and ``field`` the field within it.
    """

    file: str
    problem: str
    remedy: str
    entry: str | None = None
    field: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        entry = f", entry {_in_line(self.entry, _NAME)}" if self.entry else ""
        field = f", field {_in_line(self.field, _NAME)}" if self.field else ""
        problem, remedy = _in_line(self.problem, _SENTENCE), _in_line(self.remedy, _SENTENCE)
        return f"{place}{entry}{field}: {problem} {remedy}"


_NAME, _SENTENCE = 80, 400


def _in_line(words: str, limit: int) -> str:
    """The words in one line of bearable length: a message may name what a damaged file holds."""
    shown = "".join(c if c.isprintable() else " " for c in words)
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"


class CaseError(Exception):
    """A case cannot be read; ``problems`` says why, one entry per thing to mend."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the problems, and no traceback."""
        return ["This case cannot be read. What to mend:", *map(str, self.problems)]

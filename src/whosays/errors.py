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
        entry = f", entry {self.entry}" if self.entry else ""
        field = f", field {self.field}" if self.field else ""
        return f"{place}{entry}{field}: {self.problem} {self.remedy}"


class CaseError(Exception):
    """A case cannot be read; ``problems`` says why, one entry per thing to mend."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the problems, and no traceback."""
        return ["This case cannot be read. What to mend:", *map(str, self.problems)]

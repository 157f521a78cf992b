"""What is wrong with a case, or with a call, said so that who wrote it can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from traitlets import TraitError


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


class CallError(Exception):
    """Something was asked for that is not there; the text says what is wrong and what to do.

    A notebook shows that text and no traceback: the way through the package helps nobody who
    mistyped a name. Each kind is the builtin error that a caller would expect as well.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        # A KeyError would show the text in quotation marks.
        return self.text

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback."""
        return [self.text]


class UnknownNameError(CallError, KeyError):
    """Nothing has this id or name."""


class WrongValueError(CallError, ValueError):
    """A value of the right kind that does not do here."""


class WrongTypeError(CallError, TypeError):
    """A value of another kind than is needed."""


class WrongChoiceError(WrongValueError, TraitError):
    """A value that a widget does not offer."""

"""What is wrong with a case, or with a call, said so that who wrote it can mend it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol


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
        file = in_line(self.file, _PATH)
        place = file if self.line is None else f"{file}, line {self.line}"
        entry = f", entry {in_line(self.entry, _NAME)}" if self.entry else ""
        field = f", field {in_line(self.field, _NAME)}" if self.field else ""
        problem, remedy = in_line(self.problem, _SENTENCE), in_line(self.remedy, _SENTENCE)
        return f"{place}{entry}{field}: {problem} {remedy}"


_NAME, _PATH, _SENTENCE = 80, 240, 400


def in_line(words: object, limit: int = _PATH) -> str:
    r"""The words in one line of bearable length, without what a terminal would take for an order.

    A message may name what a damaged file holds, and a file may have any name. White space becomes
    a space, another character that is not printed its number: ``\x1b``. What is too long is cut in
    its middle, because a path ends in what tells it from others.
    """
    shown = "".join(_printable(each) for each in str(words))
    if len(shown) <= limit:
        return shown
    end = limit // 4
    return f"{shown[: limit - end - 1]}…{shown[-end:]}"


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else character.encode("unicode_escape").decode()


class CaseError(Exception):
    """A case cannot be read; ``problems`` says why, one entry per thing to mend."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the problems, and no traceback."""
        return ["This case cannot be read. What to mend:", *map(str, self.problems)]


class Lines(Protocol):
    """A file that knows on which line its parts stand."""

    def line_of_entry(self, entry: str | None, field: str | None) -> int | None:
        """Line (from 1) of a field of the entry with this id, or of what is nearest to it."""
        ...


@dataclass
class Report:
    """Collects what is to be mended in a file, with the line on which each entry stands.

    A check is handed one and calls it for each problem; :meth:`on` gives one for another file
    that collects into the same list.
    """

    file: str
    lines: Lines | None = None
    problems: list[Problem] = field(default_factory=list)

    def __call__(
        self,
        problem: str,
        remedy: str,
        entry: str | None = None,
        field: str | None = None,
        line: int | None = None,
    ) -> None:
        """Take down a problem; the line is looked up where it is not given."""
        if line is None and (entry or field):
            line = self.line_of(entry, field)
        self.problems.append(Problem(self.file, problem, remedy, entry, field, line))

    def line_of(self, entry: str | None, field: str | None) -> int | None:
        """Line (from 1) on which a field of an entry stands, where that is known."""
        return None if self.lines is None else self.lines.line_of_entry(entry, field)

    def on(self, file: str, lines: Lines | None = None) -> Report:
        """A report on another file, whose problems join these."""
        return Report(file, lines, self.problems)

    def refuse(
        self,
        problem: str,
        remedy: str,
        entry: str | None = None,
        field: str | None = None,
        line: int | None = None,
    ) -> CaseError:
        """The error that ends the reading here, with all that was taken down so far."""
        self(problem, remedy, entry, field, line)
        return CaseError(self.problems)

    def stop(self) -> None:
        """Raise CaseError if there is anything to mend."""
        if self.problems:
            raise CaseError(self.problems)


class CallError(Exception):
    """Something was asked for that is not there; the text says what is wrong and what to do.

    A notebook shows that text and no traceback: the way through the package helps nobody who
    mistyped a name. Each kind is the builtin error that a caller would expect as well.
    """

    def __str__(self) -> str:
        # A KeyError would show the text in quotation marks.
        return str(self.args[0])

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback."""
        return [str(self)]


class UnknownNameError(CallError, KeyError):
    """Nothing has this id or name."""


class WrongValueError(CallError, ValueError):
    """A value of the right kind that does not do here."""


class WrongTypeError(CallError, TypeError):
    """A value of another kind than is needed."""


class MissingExtraError(CallError, ImportError):
    """A part of the package needs a library that is installed only when it is asked for."""

    def __init__(self, what: str, library: str | None, extra: str) -> None:
        super().__init__(
            f"{what} needs {library}, which is not installed."
            f" Install it with: python -m pip install 'whosays[{extra}]'"
        )


# --- what there is instead --------------------------------------------------------------------

_TELLING = 6
"""An id shorter than this (e09, p3s2) is a number: what looks like it is not what was meant."""


def there_are(name: object, known: Collection[object]) -> str:
    """What to do about a name that is not among those known: the nearest, or all there are."""
    names = [str(each) for each in known]
    near = [each for each in names if each.casefold() == str(name).casefold()]
    if not near and len(str(name)) >= _TELLING:
        near = get_close_matches(str(name), names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names) or 'none'}"


def instead_of(name: object, known: Collection[object]) -> str:
    """As :func:`there_are`, as a sentence: the remedy of a problem."""
    text = there_are(name, known)
    return f"{text[:1].upper()}{text[1:]}."


def unknown(what: str, name: object, known: Collection[object]) -> UnknownNameError:
    """The error for a name that is not among those known, for example ``no claim 'c99'``."""
    return UnknownNameError(f"no {what} {shown(name)}; {there_are(name, known)}")


def shown(given: object) -> str:
    """A value in a message: a name as it was typed, of anything else what it is."""
    if given is None or isinstance(given, str | int | float):
        return repr(given)[:80]
    return f"a {type(given).__name__}"

"""YAML read as text with line numbers.

Every scalar stays the text its author wrote (``no`` is not false, ``12.000`` is not twelve): the
models give it a type. So a value can always be shown as it stands in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from whosays.errors import CaseError, Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 40
_NULL = ("", "~", "null")

Path = tuple[str | int, ...]


@dataclass
class YamlSource:
    """The data of a YAML file and the line (from 1) on which each part begins."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int | None:
        """Line of the entry at ``path``, or of the nearest entry around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


@dataclass
class _Open:
    """A list or mapping that the parser is inside of."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


def _refuse(file: str, mark: Any, problem: str, remedy: str) -> CaseError:
    line = None if mark is None else mark.line + 1
    return CaseError([Problem(file, problem, remedy, line=line)])


def parse_yaml(text: str, file: str) -> YamlSource:
    """Read YAML from ``text``; ``file`` names it in errors.

    Raises :class:`CaseError` for YAML that does not parse, for a key given twice, for anchors and
    aliases (they make an entry depend on a distant one) and for nesting without reason.
    """
    source = YamlSource()
    stack: list[_Open] = []
    documents = 0

    def place(value: Any, mark: Any) -> Path:
        """Put a value where the parser stands; returns its path."""
        if not stack:
            source.data = value
            source.lines[()] = mark.line + 1
            return ()
        top = stack[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
        else:
            assert top.key is not None  # noqa: S101 - the parser sends a key before its value
            path = (*top.path, top.key)
            top.value[top.key] = value
            top.key = None
        source.lines.setdefault(path, mark.line + 1)
        return path

    try:
        for event in yaml.parse(text, Loader=_LOADER):
            mark = event.start_mark
            wants_key = bool(stack) and isinstance(stack[-1].value, dict) and stack[-1].key is None
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _refuse(
                    file, mark, "anchors (&) and aliases (*) are not used here.",
                    "Write the value out; put text that begins with & or * in quotation marks.",
                )  # fmt: skip
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refuse(
                        file, mark, "a second document begins here (---).",
                        "Keep one document in a file.",
                    )  # fmt: skip
            elif isinstance(event, yaml.ScalarEvent):
                if wants_key:
                    top = stack[-1]
                    if event.value in top.value:
                        raise _refuse(
                            file, mark, f"the key {event.value!r} stands twice.",
                            "Keep one of the two.",
                        )  # fmt: skip
                    top.key = event.value
                    source.lines[(*top.path, event.value)] = mark.line + 1
                else:
                    plain = event.style in (None, "")
                    place(None if plain and event.value in _NULL else event.value, mark)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if wants_key:
                    raise _refuse(
                        file, mark, "a list or mapping stands where a key is expected.",
                        "Use plain words as keys.",
                    )  # fmt: skip
                if len(stack) >= _MAX_DEPTH:
                    raise _refuse(
                        file, mark, f"entries are nested more than {_MAX_DEPTH} deep.",
                        "Check the indentation and the brackets.",
                    )  # fmt: skip
                value: dict[str, Any] | list[Any] = (
                    {} if isinstance(event, yaml.MappingStartEvent) else []
                )
                stack.append(_Open(value, place(value, mark)))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
    except yaml.MarkedYAMLError as error:
        raise _refuse(
            file,
            error.problem_mark or error.context_mark,
            f"this is not valid YAML ({error.problem or error.context}).",
            "Check indentation, colons and quotation marks on and above this line.",
        ) from error
    except yaml.YAMLError as error:
        position = getattr(error, "position", None)
        line = None if position is None else text.count("\n", 0, position) + 1
        raise CaseError(
            [Problem(file, f"this is not valid YAML ({str(error).splitlines()[0]}).",
                     "Remove the character that YAML does not allow.", line=line)]
        ) from error  # fmt: skip
    return source

"""YAML read as text with line numbers.

Every scalar stays the text its author wrote (``no`` is not false, ``12.000`` is not twelve): the
models give it a type. So a value can always be shown as it stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from whosays.errors import Report

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

    def line_of_entry(self, entry: str | None, field: str | None) -> int | None:
        """Line of a field of the entry with this id, wherever in the file it stands.

        Without an entry the field is one of the file's own; None where there is no such entry.
        """
        path = () if entry is None else self._entries.get(entry)
        return None if path is None else self.line_of(self._inside(path, field or ""))

    def _inside(self, path: Path, field: str) -> Path:
        """The path of a field below ``path``; in a list its parts are numbers or ids."""
        value = self.data
        for part in path:
            value = value[part]
        for name in field.split("."):
            step: str | int = int(name) if name.isdecimal() else name
            if isinstance(value, list):
                ids = [entry.get("id") if isinstance(entry, dict) else None for entry in value]
                step = ids.index(name) if name in ids else step
                value = value[step] if isinstance(step, int) and step < len(value) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
            path = (*path, step)
        return path

    @cached_property
    def _entries(self) -> dict[str, Path]:
        """Where each id stands, the first of each; what lies in an entry comes before it."""
        found: dict[str, Path] = {}

        def find(value: Any, path: Path) -> None:
            for name, part in parts(value):
                find(part, (*path, name))
            if path and isinstance(value, dict) and isinstance(value.get("id"), str):
                found.setdefault(value["id"], path)

        find(self.data, ())
        return found


def parts(value: Any) -> Iterable[tuple[str | int, Any]]:
    """What a mapping or list holds by name or number; nothing for anything else."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


@dataclass
class _Open:
    """A list or mapping that the parser is inside of."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None

    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None


class _Builder:
    """Builds data and line numbers from parser events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.source = YamlSource()
        self.stack: list[_Open] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take one event of ``yaml.parse``."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(
                event,
                "anchors (&) and aliases (*) are not used here.",
                "Write the value out; put text that begins with & or * in quotation marks.",
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(
                    event, "a second document begins here (---).", "Keep one document in a file."
                )
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()

    def _refuse(self, event: Any, problem: str, remedy: str) -> None:
        line = event.start_mark.line + 1
        raise Report(self.file).refuse(problem, remedy, line=line)

    def _scalar(self, event: Any) -> None:
        if self.stack and self.stack[-1].wants_key():
            top = self.stack[-1]
            if event.value in top.value:
                self._refuse(
                    event, f"the key {event.value!r} stands twice.", "Keep one of the two."
                )
            top.key = event.value
            self.source.lines[(*top.path, event.value)] = event.start_mark.line + 1
            return
        plain = event.style in {None, ""}
        self._place(None if plain and event.value in _NULL else event.value, event)

    def _open(self, event: Any) -> None:
        if self.stack and self.stack[-1].wants_key():
            self._refuse(
                event,
                "a list or mapping stands where a key is expected.",
                "Use plain words as keys; put text with brackets in quotation marks.",
            )
        if len(self.stack) >= _MAX_DEPTH:
            self._refuse(
                event,
                f"entries are nested more than {_MAX_DEPTH} deep.",
                "Check the indentation and the brackets.",
            )
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(value, self._place(value, event)))

    def _place(self, value: Any, event: Any) -> Path:
        """Put a value where the parser stands; returns its path."""
        path: Path = ()
        if not self.stack:
            self.source.data = value
        else:
            top = self.stack[-1]
            if isinstance(top.value, list):
                path = (*top.path, len(top.value))
                top.value.append(value)
            else:
                path = (*top.path, str(top.key))
                top.value[str(top.key)] = value
                top.key = None
        self.source.lines.setdefault(path, event.start_mark.line + 1)
        return path


def parse_yaml(text: str, file: str) -> YamlSource:
    """Read YAML from ``text``; ``file`` names it in errors.

    Raises :class:`CaseError` for YAML that does not parse, for a key given twice, for anchors and
    aliases (they make an entry depend on a distant one) and for nesting without reason.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Report(file).refuse(
            f"this is not valid YAML ({error.problem or error.context}).",
            "Check indentation, colons and quotation marks on and above this line.",
            line=None if mark is None else mark.line + 1,
        ) from error
    except yaml.YAMLError as error:
        position = getattr(error, "position", None)
        raise Report(file).refuse(
            f"this is not valid YAML ({str(error).splitlines()[0]}).",
            "Remove the character that YAML does not allow.",
            line=None if position is None else text.count("\n", 0, position) + 1,
        ) from error
    return builder.source

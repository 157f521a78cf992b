"""From the text of a file to models, each mistake of form with its line and a remedy."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from whosays.case.records import Row
from whosays.case.yaml_source import Path as YamlPath
from whosays.case.yaml_source import YamlSource
from whosays.errors import CaseError, Report
from whosays.words.said import FALLBACK, READERS

Model = TypeVar("Model", bound=BaseModel)
AnyRow = TypeVar("AnyRow", bound=Row)

_REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Correct its name or remove it.",
    "enum": "Use one of these values.",
    "literal_error": "Use one of these values.",
    "string_pattern_mismatch": "Correct its form.",
    "less_than_equal": "Write a smaller number, in another unit if need be.",
    "greater_than_equal": "Write a larger number.",
    "finite_number": "Write a smaller number, in another unit if need be.",
    "float_parsing": "Write a plain number such as 12000 or 0.5, without separators or words.",
    "int_parsing": "Write a whole number such as 2.",
}


def read_model(model: type[Model], source: YamlSource, file: str, readers: str = FALLBACK) -> Model:
    """The model that the data of a file make; CaseError, with the file's name, if they do not.

    ``readers`` is the language that every text has to be in.
    """
    try:
        return model.model_validate(source.data, context={READERS: readers})
    except ValidationError as error:
        report = Report(file, source)
        for detail in error.errors(include_url=False):
            path = _path_in(source.data, detail["loc"])
            entry, field = _entry_and_field(source.data, path, detail["loc"])
            report(*_message(detail), entry, field, source.line_of(path))
        raise CaseError(report.problems) from None


def _message(detail: Any) -> tuple[str, str]:
    kind = detail["type"]
    if kind == "missing":
        return "this field is missing.", _REMEDIES[kind]
    if kind == "extra_forbidden":
        return "this field is not known.", _REMEDIES[kind]
    if kind == "value_error":
        text = str(detail["ctx"]["error"])
        problem, _, remedy = text.partition("; ")
        if remedy:
            return problem + ".", remedy[:1].upper() + remedy[1:] + "."
        return text + ".", "Correct it."
    shown = _shorten(detail["input"])
    reason = detail["msg"][:1].lower() + detail["msg"][1:]
    return f"{shown} does not fit: {reason}.", _REMEDIES.get(kind, "Correct the value.")


def _shorten(value: Any, limit: int = 60) -> str:
    shown = repr(value)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _path_in(data: Any, loc: Iterable[str | int]) -> YamlPath:
    """The part of a pydantic location that exists in the data (unions add parts of their own)."""
    path: list[str | int] = []
    for part in loc:
        inside = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if inside:
            data = data[part]
            path.append(part)
    return tuple(path)


def _entry_and_field(
    data: Any, path: YamlPath, loc: tuple[str | int, ...]
) -> tuple[str | None, str | None]:
    """Id of the innermost entry with one on the way, and what is left of the path as a field."""
    entry, start = None, 0
    for depth, part in enumerate(path, 1):
        data = data[part]
        if isinstance(data, dict) and isinstance(data.get("id"), str) and depth > 1:
            entry, start = data["id"], depth
        elif isinstance(part, int) and entry is None:
            entry, start = ".".join(map(str, path[: depth - 1])) + f"[{part}]", depth
    named = list(path[start:])
    if loc and loc[-1] not in path and isinstance(loc[-1], str):
        named.append(loc[-1])
    return entry, ".".join(map(str, named)) or None


def read_rows(model: type[AnyRow], text: str, file: str) -> tuple[AnyRow, ...]:
    """The rows of a table given as CSV text; CaseError, with the file's name, if they do not."""
    report = Report(file)
    lines = _by_line(text, report)
    _, header = next(lines, (1, []))
    _check_header(model, header, report)
    rows: list[AnyRow] = []
    seen: dict[str, int] = {}
    for line, cells in lines:
        if cells:
            row = _csv_row(model, header, cells, report, line)
            if row.key in seen:
                raise report.refuse(*_twice(row, seen[row.key]), line)
            seen[row.key] = line
            rows.append(row)
    return tuple(rows)


def _by_line(text: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """The rows of CSV text, the header first, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise report.refuse(
            f"this is not valid CSV ({error}).",
            "Check the quotation marks on this line; one that is not closed takes in what follows.",
            line=reader.line_num,
        ) from error


class RowLines:
    """On which line of a table, given as valid CSV text, the row with an id begins."""

    def __init__(self, text: str) -> None:
        lines = _by_line(text, Report(""))
        at = next(lines)[1].index("id")
        self._lines = {cells[at]: line for line, cells in lines if cells}

    def line_of_entry(self, entry: str | None, _field: str | None) -> int | None:
        """Line (from 1) of a row; None where there is no such row."""
        return self._lines.get(entry or "")


def _twice(row: Row, line: int) -> tuple[str, str, str, str | None]:
    """Problem, remedy, entry and field for a row whose key stands on that line already."""
    if hasattr(row, "id"):
        remedy = "Give each row an id of its own."
        return f"the id stands already on line {line}.", remedy, row.key, "id"
    return f"the same stands already on line {line}.", "Keep one of the two rows.", row.key, None


def _check_header(model: type[Row], header: list[str], report: Report) -> None:
    """Refuse a header that lacks a column, or has one that is not known or stands twice.

    A column in one of the languages (``translation_de``) may be there or not.
    """
    known = model.columns()
    columns = f"The columns are: {', '.join(known)}."
    for name in known:
        if name not in header:
            report("this column is missing.", columns, field=name, line=1)
    for name in dict.fromkeys(header):
        if (name not in known and model.language_of(name) is None) or header.count(name) > 1:
            report("this column is not known or stands twice.", columns, field=name, line=1)
    report.stop()


def _csv_row(
    model: type[AnyRow], header: list[str], cells: list[str], report: Report, line: int
) -> AnyRow:
    if len(cells) != len(header):
        raise report.refuse(
            f"there are {len(cells)} cells, the header has {len(header)}.",
            "Put a cell that holds a comma into quotation marks.",
            cells[0] or None,
            line=line,
        )
    data: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        lang = model.language_of(name)
        if lang is None:
            data[name] = cell if cell != "" else None
        elif cell:
            data.setdefault("translation", {})[lang] = cell
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            field = ".".join(map(str, detail["loc"])) or None
            report(*_message(detail), data.get("id"), field, line)
        raise CaseError(report.problems) from None

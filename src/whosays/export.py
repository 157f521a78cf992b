"""Write a case for others to use: tables, linked data, JSON Schemas, and what describes them.

The same case gives the same bytes, whenever and wherever it is exported.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from whosays import datapackage, jsonld
from whosays.case import Case
from whosays.columns import Column, columns
from whosays.errors import CaseError, Problem
from whosays.schemas import schemas
from whosays.tables import TABLES


def export_case(case: Case, folder: Path, lang: str = "en") -> list[Path]:
    """Write everything into ``folder``; returns the files in the order of writing.

    The folder is made if need be; files of the same name are replaced, others left alone. Texts by
    language are given in ``lang`` in the tables, in all languages in ``annotation.jsonld``.
    OSError where the folder cannot be written to.
    """
    written = []
    for name, content in render(case, lang).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written


def render(case: Case, lang: str = "en") -> dict[str, bytes]:
    """All files by their path below the folder, without writing them."""
    files = {f"{name}.csv": _csv(case, name, lang) for name in TABLES}
    files[jsonld.FILE] = jsonld.dump_jsonld(case).encode("utf-8")
    for name, schema in schemas().items():
        files[f"schemas/{name}.schema.json"] = _json(schema)
    return {**files, datapackage.FILE: _json(datapackage.datapackage(case, files, lang))}


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _csv(case: Case, name: str, lang: str) -> bytes:
    """A table as CSV: UTF-8, comma, header row.

    Texts stand in quotation marks throughout: a carriage return alone would otherwise end a row
    for some readers.
    """
    names = [column.name for column in columns(name, lang)]
    # A table without rows does not know its columns.
    table = TABLES[name](case, lang).reindex(columns=names)
    text: str = table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return text.encode("utf-8")


# --- reading back -----------------------------------------------------------------------------


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The exported tables in a folder, equal to those of :mod:`whosays.tables`.

    Numbers are numbers again and absent ones NaN; dates stay text, as they are there. Raises
    :class:`~whosays.errors.CaseError` for a file that is missing or that does not hold its columns.
    """
    return {name: _read_table(Path(folder), name) for name in TABLES}


def _read_table(folder: Path, name: str) -> pd.DataFrame:
    file = f"{name}.csv"
    try:
        text = (folder / file).read_bytes().decode("utf-8")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise CaseError([Problem(file, "the table cannot be read.", _REMEDY)]) from error
    described = columns(name)
    if header != [column.name for column in described]:
        raise CaseError([Problem(file, "its columns are not those of this version.", _REMEDY)])
    try:
        cells = [[_cell(*pair) for pair in zip(described, row, strict=True)] for row in rows]
    except ValueError as error:
        raise CaseError([Problem(file, f"a row does not fit ({error}).", _REMEDY)]) from error
    frame = pd.DataFrame(cells, columns=header)
    return frame.astype({c.name: _DTYPES[c.type] for c in described if c.type in _DTYPES})


_REMEDY = "Export the case again with `whosays export`."
_DTYPES = {"integer": "int64", "number": "float64"}


def _cell(column: Column, cell: str) -> str | int | float | None:
    """A cell's text as a value of its column's type; an empty one is None in number columns."""
    if column.type == "integer":
        return int(cell)
    if column.type == "number":
        return float(cell) if cell else None
    return cell

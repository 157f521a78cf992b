"""The exported tables, read as their columns are described: the oracle of the CSV files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from whosays.tables.columns import Column, columns
from whosays.tables.frames import TABLES

_DTYPES = {"integer": "int64", "number": "float64", "date": "datetime64[s]"}


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Numbers are numbers again and absent ones NaN; days are dates, as they are in the tables."""
    return {name: _read_table(folder, name) for name in TABLES}


def _read_table(folder: Path, name: str) -> pd.DataFrame:
    text = (folder / f"{name}.csv").read_bytes().decode("utf-8")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    described = columns(name)
    assert header == [column.name for column in described]
    cells = [[_cell(*pair) for pair in zip(described, row, strict=True)] for row in rows]
    frame = pd.DataFrame(cells, columns=header)
    return frame.astype({c.name: _DTYPES[c.type] for c in described if c.type in _DTYPES})


def _cell(column: Column, cell: str) -> str | int | float | None:
    """A cell's text as a value of its column's type; an empty one is None in number columns."""
    if column.type == "integer":
        return int(cell)
    if column.type == "number":
        return float(cell) if cell else None
    return cell

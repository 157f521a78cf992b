"""The tables as CSV: UTF-8, comma, header row."""

from __future__ import annotations

import csv

from whosays.case.case import Case
from whosays.tables.columns import columns
from whosays.tables.frames import TABLES


def files(case: Case) -> dict[str, bytes]:
    """One file a table."""
    return {f"{name}.csv": _csv(case, name) for name in TABLES}


def _csv(case: Case, name: str) -> bytes:
    """A table; texts stand in quotation marks throughout.

    A carriage return alone would otherwise end a row for some readers.
    """
    names = [column.name for column in columns(name)]
    text: str = TABLES[name](case)[names].to_csv(
        index=False,
        lineterminator="\n",
        quoting=csv.QUOTE_NONNUMERIC,
        date_format="%Y-%m-%d",
    )
    return text.encode("utf-8")

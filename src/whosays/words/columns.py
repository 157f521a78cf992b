"""What tables and their columns are called and hold (``columns.yml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TypedDict

from whosays.words.packaged import FOLDER, read_packaged
from whosays.words.said import said

_NUMBERED = re.compile(r"(?P<name>\w+)_(?P<number>[0-9]+)")


class TableTexts(TypedDict):
    """What a table holds, and what its columns do that no model describes, by language."""

    about: dict[str, str]
    columns: dict[str, dict[str, str]]


class ColumnTexts(TypedDict):
    """All of ``columns.yml``: a heading for each name of a column, and the texts of each table."""

    headings: dict[str, dict[str, str]]
    tables: dict[str, TableTexts]


@cache
def texts() -> ColumnTexts:
    """All of the file."""
    found: ColumnTexts = read_packaged(FOLDER / "columns.yml")
    return found


def heading(name: str, lang: str) -> str:
    """How a column of this name is headed, in any table; its name where nothing is written.

    A name that ends in a number (``alpha_round_2``) has the heading of what stands before it.
    """
    known = texts()["headings"]
    if name in known:
        return said(known[name], lang)
    numbered = _NUMBERED.fullmatch(name)
    if numbered and numbered["name"] in known:
        return said(known[numbered["name"]], lang).format(number=numbered["number"])
    return name

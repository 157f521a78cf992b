"""A table as part of a page: with a caption, scrolled by keyboard where it is wide."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd
from markupsafe import Markup

from whosays.figures import html_table


def scrolling(label: str, table: Markup) -> Markup:
    """``table`` in a region that scrolls sideways and can be reached by keyboard."""
    return Markup(
        '<div class="ws-table" tabindex="0" role="region" aria-label="{}">{}</div>'
    ).format(label, table)


@dataclass(frozen=True)
class TableView:
    """A DataFrame with a caption; shows itself in a notebook. Its first column heads the rows."""

    frame: pd.DataFrame
    caption: str

    def _repr_html_(self) -> str:
        header = [str(name) for name in self.frame.columns]
        rows: list[list[Markup | str]] = [
            [_cell(value) for value in row] for row in self.frame.itertuples(index=False)
        ]
        return str(scrolling(self.caption, html_table(self.caption, header, rows)))


def _cell(value: Any) -> str:
    """Two places for a fraction, a dash for what is not defined, words for codes."""
    if isinstance(value, StrEnum):
        return value.replace("_", " ")
    if isinstance(value, float):
        return "\N{EN DASH}" if math.isnan(value) else f"{value:.2f}"
    return str(value)

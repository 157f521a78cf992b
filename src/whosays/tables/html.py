"""A table as part of a page: with a caption, scrolled by keyboard where it is wide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.errors import WrongTypeError
from whosays.tables.columns import SEPARATOR

Cell = Markup | str


def scrolling(label: str, table: Markup, *, stacks: bool = False) -> Markup:
    """``table`` in a region that scrolls sideways and can be reached by keyboard.

    One that ``stacks`` has its cells one below the other on a phone (``site.body``).
    """
    return Markup(
        '<div class="ws-table{}" tabindex="0" role="region" aria-label="{}">{}</div>'
    ).format(" ws-stacks" if stacks else "", label, table)


def table_html(
    caption: str,
    header: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    numbers: Collection[int] = (),
    no_rows: str = "",
) -> Markup:
    """A table; the first cell of each row is its heading, and without rows it says ``no_rows``.

    ``numbers`` are the places of the columns that hold numbers and stand to the right. How a cell
    stands is said in the cell, because that is where JupyterLab says it: all to the right. The site
    takes it out of its pages (``site.body``): its style sheet says it once.
    """
    sides = ["right" if at in numbers else "left" for at in range(len(header))]
    head = _row(header, sides, ["col" if cell else "" for cell in header])
    scopes = ["row", *[""] * len(header)]
    body = [_row(row, sides, scopes) for row in rows] or [_no_rows(len(header), no_rows)]
    return Markup("<table>{}<thead>{}</thead><tbody>{}</tbody></table>").format(
        Markup("<caption>{}</caption>").format(caption) if caption else "",
        head,
        Markup("").join(body),
    )


def _row(cells: Sequence[Cell], sides: Iterable[str], scopes: Iterable[str]) -> Markup:
    """A row of a table; a cell with a scope is a heading."""
    heading = Markup('<th scope="{scope}" style="text-align:{side}">{cell}</th>')
    plain = Markup('<td style="text-align:{side}">{cell}</td>')
    made = (
        (heading if scope else plain).format(scope=scope, side=side, cell=cell)
        for cell, side, scope in zip(cells, sides, scopes, strict=False)
    )
    return Markup("<tr>{}</tr>").format(Markup("").join(made))


def _no_rows(width: int, words: str) -> Markup:
    cell = Markup('<tr><td colspan="{}" style="text-align:left">{}</td></tr>')
    return cell.format(max(width, 1), words)


@dataclass(frozen=True)
class TableView:
    """A DataFrame or Series of a case with a caption; shows itself in a notebook.

    Its first column heads the rows. An index comes before it, unless the rows are only numbered.

    Headings and values are written for the case's reader: the column ``checkable`` is headed
    "could it be checked?", and ``in_principle`` in it is shown as "in principle". A column is known
    by its name, so a table may be cut, counted and joined before it is shown. Filter by the form
    that stands in the data: ``rows["checkable"] == "in_principle"``. ``verbatim`` shows everything
    as it stands there.

    Raises TypeError where no case was given, or anything else than a DataFrame or Series.

    >>> TableView(case, tables.sources(case)[["name", "naming"]], "Sources")
    <table 'Sources': 13 rows, 2 columns>
    """

    case: Case
    frame: pd.DataFrame | pd.Series = None  # type: ignore[assignment] # refused below
    caption: str = ""
    verbatim: bool = False

    def __post_init__(self) -> None:
        need_case(self.case)
        if not isinstance(self.frame, pd.DataFrame | pd.Series):
            raise WrongTypeError(
                "a TableView shows a table (DataFrame) or a column of one (Series),"
                f" not a {type(self.frame).__name__}"
            )

    def __repr__(self) -> str:
        title = f" {self.caption!r}" if self.caption else ""
        rows, columns = self._columns().shape
        return f"<table{title}: {rows} rows, {columns} columns>"

    def _repr_html_(self) -> str:
        frame = self._columns()
        kinds = [frame.iloc[:, at].dtype for at in range(frame.shape[1])]
        t = self.case.words.of("tables")
        table = table_html(
            self.caption,
            [self._heading(name) for name in frame.columns],
            [
                [self._cell(name, value) for name, value in zip(frame.columns, row, strict=True)]
                for row in frame.itertuples(index=False)
            ],
            numbers={at for at, kind in enumerate(kinds) if _is_number(kind)},
            no_rows=t["no_rows"],
        )
        return str(scrolling(self.caption or t["region"], table))

    def _columns(self) -> pd.DataFrame:
        """All that is shown, as columns: first the index, where it says something."""
        shown = self.frame
        if isinstance(shown, pd.Series):
            shown = shown.to_frame("value" if shown.name is None else shown.name)
        index = shown.index
        if index.nlevels == 1 and index.name is None and pd.api.types.is_integer_dtype(index.dtype):
            return shown
        names = ["" if name is None else name for name in index.names]
        # Put together by place: an index may have the name of a column.
        labels = pd.DataFrame(
            {at: index.get_level_values(at) for at in range(index.nlevels)}, index=index
        )
        whole = pd.concat([labels.reset_index(drop=True), shown.reset_index(drop=True)], axis=1)
        whole.columns = pd.Index([*names, *shown.columns], dtype=object, tupleize_cols=False)
        return whole

    def _heading(self, name: Any) -> str:
        """The heading of a column. Where columns were made from values, it is a value's name."""
        parts = name if isinstance(name, tuple) else (name,)
        made_from = getattr(self.frame, "columns", pd.Index([])).names
        # What stands before the columns of a table, its index, was not made from values.
        levels = made_from if len(parts) == len(made_from) else [None] * len(parts)
        pairs = zip(levels, parts, strict=True)
        return ", ".join(self._part(level, str(part)) for level, part in pairs if part != "")

    def _part(self, made_from: Any, name: str) -> str:
        if self.verbatim:
            return name
        value = name if made_from is None else self.case.value(str(made_from), name)
        return self.case.words.heading(name) if value == name else value

    def _cell(self, column: Any, value: Any) -> str:
        """Two places for a fraction, a dash for what is not defined, words for values."""
        if pd.api.types.is_scalar(value) and pd.isna(value):
            return "\N{EN DASH}"
        if isinstance(value, dt.date):
            return value.isoformat()[:10]
        if isinstance(value, float):
            return f"{value:.2f}" if self.verbatim else self.case.words.fixed(value)
        text = str(value)
        if self.verbatim:
            return text
        if isinstance(value, bool):
            text = text.lower()
        return SEPARATOR.join(self.case.value(str(column), v) for v in text.split(SEPARATOR))


def _is_number(kind: Any) -> bool:
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)

"""Statements as a chart takes them: a table of figures, checked once before anything is drawn.

A reader may put rows of their own below those of ``tables.estimates``. What they leave out is
filled in where that adds nothing; what cannot be drawn as it stands is refused, each mistake in
one line with its column, its row and what may stand there.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Hashable, Iterator, Mapping
from numbers import Real
from typing import Any

import pandas as pd

from whosays.case.annotation import FIGURE_OF
from whosays.errors import WrongTypeError, WrongValueError, shown

NEEDED = ("date", "source", "counted")
"""Columns that nothing can stand in for."""

TEXTS = ("speaker", "wording", "outlet", "url", "title", "region", "counted_as_worded", "scope")
"""Columns that may be left out, or empty."""

FIGURES = ("low", "high", "point")

DROPPED = ("at_least", "up_to")
"""Bounds that a careless report drops; "about" and ranges it tends to keep."""

_MOST = 6
"""So many mistakes are shown; who mends these sees the rest."""

_Row = Mapping[Hashable, Any]


# --- what a row says ---


def value_of(row: pd.Series) -> float:
    """The number that a mark points to: the figure, or the bound; NaN where none was given.

    Of a range it is the upper end.
    """
    return next((float(row[name]) for name in ("point", "high", "low") if pd.notna(row[name])),
                math.nan)  # fmt: skip


def values_of(rows: pd.DataFrame) -> list[float]:
    """The numbers that the marks of these rows point to, in their order."""
    values = rows["point"].fillna(rows["high"]).fillna(rows["low"])
    return [float(value) for value in values.dropna()]


def parts(
    frame: pd.DataFrame, own: pd.DataFrame | None, kinds: Collection[str]
) -> list[tuple[str, pd.DataFrame]]:
    """Name and rows of each part of a chart in order, empty parts left out.

    The article's own figures come first, as "article"; then the kinds of count, each in order of
    date; last, as "", the denials, which count nothing.
    """
    found = [] if own is None else [("article", own)]
    for counted in (*kinds, ""):
        rows = frame[frame["counted"] == counted].sort_values("date", kind="stable")
        found.append((counted, rows))
    return [(name, rows) for name, rows in found if not rows.empty]


# --- checking ---


def checked(
    frame: pd.DataFrame, kinds: Collection[str], drawn: Collection[str] | None = None
) -> pd.DataFrame:
    """The statements with every column that a chart needs, in their order, numbered from 0.

    ``date``, ``source``, ``counted`` (one of ``kinds``) and at least one of ``low``, ``high`` and
    ``point`` have to be there; days may be dates, timestamps or text (2025-03-01). ``bound`` is
    exact where it is left out and ``point`` is given; other texts are empty where left out, and ids
    are made. ``drawn`` are the kinds to name where there is no row, all if left out. Raises
    ValueError, naming each mistake, and TypeError for what is no table.
    """
    _need_table(frame, kinds if drawn is None else drawn)
    rows = [_filled(row) for row in frame.to_dict("records")]
    named = [_name(label, row) for label, row in zip(frame.index, rows, strict=True)]
    _refuse([
        (column, name, text)
        for name, row in zip(named, rows, strict=True)
        for column, text in _mistakes(row, kinds)
    ])  # fmt: skip
    texts = {name: [row[name] for row in rows] for name in (*NEEDED, "bound", *TEXTS)}
    numbers = {name: pd.Series([row[name] for row in rows], dtype="float64") for name in FIGURES}
    return frame.reset_index(drop=True).assign(**texts, **numbers, id=_ids(rows))


def span_of(rows: pd.DataFrame) -> str:
    """The first and the last id of checked rows: a name for what shows them."""
    return f"{rows['id'].iloc[0]}-{rows['id'].iloc[-1]}" if len(rows) else "empty"


def _need_table(frame: object, kinds: Collection[str]) -> None:
    if isinstance(frame, pd.Series):
        raise WrongTypeError("This is one row or column, not a table: write rows.iloc[[0]], say.")
    if not isinstance(frame, pd.DataFrame):
        raise WrongTypeError(
            f"The statements are a table such as tables.estimates(case), not {shown(frame)}."
        )
    if frame.empty:
        raise WrongValueError(
            "There is nothing to draw: the table has no rows. Loosen the filter, or write what it"
            f" compares with as the data have it; in the column counted: {', '.join(kinds)}."
        )
    missing = [name for name in NEEDED if name not in frame]
    if not any(name in frame for name in FIGURES):
        missing.append("point (or low, high)")
    if missing:
        raise WrongValueError(
            f"The table has no column {', '.join(missing)}. Add it;"
            " tables.estimates(case) shows what the columns hold."
        )


def _refuse(mistakes: list[tuple[str, str, str]]) -> None:
    """Raise what is wrong, a line each; the same in several rows is one mistake."""
    rows: dict[tuple[str, str], list[str]] = {}
    for column, row, text in mistakes:
        rows.setdefault((column, text), []).append(row)
    lines = []
    for (column, text), (first, *others) in rows.items():
        more = f" and {len(others)} more" if others else ""
        lines.append(f"Column {column}, {first}{more}: {text}")
    if len(lines) > _MOST:
        lines[_MOST:] = [f"Mistakes not shown: {len(lines) - _MOST}."]
    if lines:
        raise WrongValueError("\n".join(lines))


def _name(label: Hashable, row: _Row) -> str:
    """A row as pandas shows it, with its source: numbers repeat where tables were joined."""
    source = row["source"][:40]
    return f"row {label} ({source})" if source else f"row {label}"


def _filled(row: _Row) -> dict[Hashable, Any]:
    """The row with empty texts, NaN figures and ISO days; what is wrong stays as it is."""
    texts = ("id", "source", "counted", "bound", *TEXTS)
    filled = dict(row) | {name: "" if _absent(row.get(name)) else str(row[name]) for name in texts}
    filled |= {name: math.nan if _absent(row.get(name)) else row[name] for name in FIGURES}
    filled["date"] = "" if _absent(row["date"]) else _iso(row["date"]) or row["date"]
    if not (filled["bound"] or _absent(filled["point"])):
        filled["bound"] = "exact"
    if filled["url"] and not filled["outlet"]:
        filled["outlet"] = filled["title"] or re.sub(r"https?://([^/?#]*).*", r"\1", filled["url"])
    return filled


def _absent(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _iso(day: Any) -> str:
    """A day as text, 2025-03-01; empty for what is no day."""
    if isinstance(day, dt.date):
        return day.isoformat()[:10]
    try:
        return dt.datetime.fromisoformat(day).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _ids(rows: list[dict[Hashable, Any]]) -> list[str]:
    """Ids of the rows; where one is missing or stands twice, one is made."""
    found: dict[str, None] = {}
    for at, row in enumerate(rows):
        own = row["id"]
        found[own if own and own not in found else f"row-{at}"] = None
    return list(found)


def _mistakes(row: _Row, kinds: Collection[str]) -> Iterator[tuple[str, str]]:
    """Column and mistake, with what to do, for all that cannot be drawn as it stands."""
    counted, url = row["counted"], row["url"]
    if not row["source"]:
        yield "source", "it is empty. Write who the figure is from."
    if not _iso(row["date"]):
        yield "date", f"{_shown(row['date'], 'no day')}. Write the day as 2025-03-01."
    if url and not re.match("https?://", url):
        remedy = "Write an address with https://, or leave it empty."
        yield "url", f"{_shown(url, 'no web address')}. {remedy}"
    if counted not in kinds and (counted or row["bound"] != "denial"):
        wrong = _shown(counted, "nothing that is counted here")
        yield "counted", f"{wrong}. Use one of: {', '.join(kinds)}; a denial has none."
    given = {name: row[name] for name in FIGURES if not _absent(row[name])}
    wrong_figures = [name for name, value in given.items() if not _is_figure(value)]
    for name in wrong_figures:
        is_text = isinstance(given[name], str)
        what = _shown(given[name], "text, not a number" if is_text else "no figure")
        yield name, f"{what}. Write a number above 0, without quotation marks: 5000."
    if row["bound"] not in FIGURE_OF:
        yield "bound", f"{_shown(row['bound'], 'no bound')}. Use one of: {', '.join(FIGURE_OF)}."
    elif not wrong_figures:
        yield from _misplaced(row["bound"], given)


def _misplaced(bound: str, given: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """A figure in a column that its bound does not have, and limits in the wrong order."""
    needs = FIGURE_OF[bound]
    if tuple(given) != needs:
        places = f"has its figure in {_listed(needs)}; here it is in {_listed(given)}"
        yield "bound", f"{bound!r} {places}. Move the figure, or use another bound."
    elif bound == "range" and given["low"] > given["high"]:
        yield "low", "it is above high. Exchange the two."


def _listed(columns: Collection[str]) -> str:
    return " and ".join(columns) or "no column"


def _is_figure(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    return math.isfinite(value) and float(value) > 0


def _shown(value: object, what: str) -> str:
    return f"{str(value)[:60]!r} is {what}" if value != "" else "it is empty"

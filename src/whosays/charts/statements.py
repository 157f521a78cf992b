"""Statements as a chart takes them: a table of figures, checked once before anything is drawn.

A reader may put rows of their own below those of ``tables.estimates``. What they leave out is
filled in where that adds nothing; what cannot be drawn as it stands is refused, each mistake in
one line with its column, its row and what may stand there.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from numbers import Real
from typing import Any

import pandas as pd

from whosays.errors import WrongTypeError, WrongValueError

NEEDED = ("date", "source", "counted")
"""Columns that nothing can stand in for."""

TEXTS = ("speaker", "wording", "outlet", "url", "title", "region", "counted_as_worded", "scope")
"""Columns that may be left out, or empty."""

FIGURES = ("low", "high", "point")

FIGURE_OF = {
    "exact": {"point"},
    "approx": {"point"},
    "at_least": {"low"},
    "up_to": {"high"},
    "range": {"low", "high"},
    "presence_only": set[str](),
    "denial": set[str](),
}
"""The columns in which a statement with this bound has its figure."""

_MOST = 6
"""So many mistakes are shown; who mends these sees the rest."""

_Row = Mapping[Hashable, Any]


def checked(frame: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """The statements with every column that a chart needs, in their order, numbered from 0.

    ``kinds`` are what they may count; a denial counts nothing.

    ``date``, ``source``, ``counted`` and at least one of ``low``, ``high`` and ``point`` have to be
    there; days may be dates, timestamps or text (2025-03-01). ``bound`` is exact where it is left
    out and ``point`` is given; other texts are empty where left out, and ids are made. Raises
    ValueError, naming each mistake, and TypeError for what is no table.
    """
    _need_table(frame)
    rows = [_filled(row) for row in frame.to_dict("records")]
    _refuse([
        (column, f"{_name(frame.index[at], row)}", text)
        for at, row in enumerate(rows)
        for column, text in _mistakes(row, kinds)
    ])  # fmt: skip
    columns = {name: [row[name] for row in rows] for name in ("date", "source", "counted", "bound")}
    numbers = {name: pd.Series([row[name] for row in rows], dtype="float64") for name in FIGURES}
    texts = {name: [row[name] for row in rows] for name in TEXTS}
    made = frame.reset_index(drop=True).assign(**columns, **texts, **numbers)
    return made.assign(id=_ids(rows))


def _need_table(frame: object) -> None:
    if isinstance(frame, pd.Series):
        raise WrongTypeError("This is one row or column, not a table: write rows.iloc[[0]], say.")
    if not isinstance(frame, pd.DataFrame):
        raise WrongTypeError(
            f"The statements are a table such as tables.estimates(case), not a"
            f" {type(frame).__name__}."
        )
    if frame.empty:
        raise WrongValueError("There is nothing to draw: the table has no rows. Loosen the filter.")
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
    lines = [
        f"Column {column}, {_together(where)}: {text}" for (column, text), where in rows.items()
    ]
    if len(lines) > _MOST:
        lines[_MOST:] = [f"Mistakes not shown: {len(lines) - _MOST}."]
    if lines:
        raise WrongValueError("\n".join(lines))


def _together(rows: list[str]) -> str:
    return rows[0] if len(rows) == 1 else f"{rows[0]} and {len(rows) - 1} more"


def _name(label: Hashable, row: _Row) -> str:
    """A row as pandas shows it, with its source: numbers repeat where tables were joined."""
    source = str(row["source"])[:40]
    return f"row {label} ({source})" if source else f"row {label}"


# --- filling in ---


def _filled(row: _Row) -> dict[Hashable, Any]:
    """The row with empty texts, NaN figures and ISO days; what is wrong stays as it is."""
    filled = dict(row)
    for name in ("id", "date", "source", "counted", "bound", *TEXTS):
        filled[name] = "" if _absent(row.get(name)) else row[name]
    for name in FIGURES:
        filled[name] = math.nan if _absent(row.get(name)) else row[name]
    for name in ("source", "counted", "bound", *TEXTS):
        filled[name] = str(filled[name])
    filled["date"] = _iso(filled["date"])
    if filled["bound"] == "" and not _absent(filled["point"]):
        filled["bound"] = "exact"
    if filled["url"] and not filled["outlet"]:
        filled["outlet"] = filled["title"] or re.sub(r"https?://([^/?#]*).*", r"\1", filled["url"])
    return filled


def _absent(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _iso(day: Any) -> Any:
    """A day as text, 2025-03-01; what is no day comes back as it is."""
    if isinstance(day, dt.datetime):
        return day.date().isoformat()
    if isinstance(day, dt.date):
        return day.isoformat()
    try:
        return dt.datetime.fromisoformat(day).date().isoformat()
    except (TypeError, ValueError):
        return day


def _ids(rows: list[dict[Hashable, Any]]) -> list[str]:
    """Ids of the rows; where one is missing or stands twice, one is made."""
    found: dict[str, None] = {}
    for at, row in enumerate(rows):
        own = str(row["id"])
        found[own if own and own not in found else f"row-{at}"] = None
    return list(found)


# --- what may stand there ---


def _mistakes(row: _Row, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Column and mistake, with what to do, for all that cannot be drawn as it stands."""
    if not row["source"]:
        yield "source", "it is empty. Write who the figure is from."
    if not _is_day(row["date"]):
        yield "date", f"{_shown(row['date'], 'no day')}. Write the day as 2025-03-01."
    if row["url"] and not re.match("https?://", row["url"]):
        wrong = _shown(row["url"], "no web address")
        yield "url", f"{wrong}. Write an address with https://, or leave it empty."
    if row["counted"] not in kinds and (row["counted"] or row["bound"] != "denial"):
        wrong = _shown(row["counted"], "nothing that is counted here")
        yield "counted", f"{wrong}. Use one of: {', '.join(kinds)}; a denial has none."
    yield from _wrong_figures(row)


def _wrong_figures(row: _Row) -> Iterator[tuple[str, str]]:
    """Figures that are no numbers, and then a bound that does not fit them."""
    wrong = [name for name in FIGURES if not (_absent(row[name]) or _is_figure(row[name]))]
    for name in wrong:
        is_text = isinstance(row[name], str)
        what = _shown(row[name], "text, not a number" if is_text else "no figure")
        yield name, f"{what}. Write a number above 0, without quotation marks: 5000."
    if row["bound"] not in FIGURE_OF:
        yield "bound", f"{_shown(row['bound'], 'no bound')}. Use one of: {', '.join(FIGURE_OF)}."
    elif not wrong:
        yield from _misplaced(row)


def _misplaced(row: _Row) -> Iterator[tuple[str, str]]:
    """A figure in a column that its bound does not have."""
    needs = [name for name in FIGURES if name in FIGURE_OF[row["bound"]]]
    has = [name for name in FIGURES if not _absent(row[name])]
    if has != needs:
        places = f"has its figure in {_listed(needs)}; here it is in {_listed(has)}"
        yield "bound", f"{row['bound']!r} {places}. Move the figure, or use another bound."
    elif row["low"] > row["high"]:
        yield "low", "it is above high. Exchange the two."


def _listed(columns: list[str]) -> str:
    return " and ".join(columns) or "no column"


def _is_day(day: object) -> bool:
    return isinstance(day, str) and day != "" and _is_iso(day)


def _is_iso(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _is_figure(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    return math.isfinite(value) and float(value) > 0


def _shown(value: object, what: str) -> str:
    return f"{str(value)[:60]!r} is {what}" if value != "" else "it is empty"


__all__ = ["FIGURES", "FIGURE_OF", "NEEDED", "TEXTS", "checked"]

"""What a chart of estimates says in words: figures, days and headings, and what misleads in it.

No drawing is needed for any of it, so nothing here loads matplotlib.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pandas as pd

from whosays.counts import Counts
from whosays.models import FIGURE_OF
from whosays.statements import DROPPED, values_of
from whosays.strings import strings_for
from whosays.ticks import Scale

_NAMED = 3
"""So many of the bounds that were dropped are named."""


# --- a row in words ---


def number(value: float, lang: str = "en", *, places: int = 0) -> str:
    """A figure with its thousands set apart: 10,900, or 10.900 in German.

    It has at most so many decimal places.
    """
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    t = strings_for("charts", lang)
    rest = rest.rstrip("0")
    return whole.replace(",", t["thousands"]) + (t["decimal"] + rest if rest else "")


def figure_words(row: pd.Series, lang: str = "en") -> str:
    """The figure of a row in words, for example "at least 3,000"."""
    words = strings_for("charts", lang)[f"bound_{row['bound']}"]
    given = {name: number(row[name], lang) for name in FIGURE_OF[row["bound"]]}
    return words.format(**given)


def day_words(date: str, lang: str = "en") -> str:
    """A day as in "23 Oct 2024"."""
    day = dt.date.fromisoformat(date)
    t = strings_for("charts", lang)
    return t["day"].format(day=day.day, month=t["months"].split()[day.month - 1], year=day.year)


def what_counted(row: pd.Series, counts: Counts, lang: str = "en") -> str:
    """What a statement counts, close to its words and with the place; else as the chart has it."""
    words = row["counted_as_worded"] or heading_of(row["counted"], counts, lang)
    return with_more(words, row["scope"])


def with_more(words: str, more: str) -> str:
    """Words with more in brackets behind them, if there is more."""
    return f"{words} ({more})" if more else words


# --- a part of the chart in words ---


def heading_of(part: str, counts: Counts, lang: str = "en") -> str:
    """Heading of a part of the chart: "article", or what its rows count; "" are denials."""
    if part in counts.kinds:
        return counts.headings[part]
    return strings_for("charts", lang)[f"part_{part or 'denied'}"]


def summary_of(parts: Iterable[tuple[str, pd.DataFrame]], counts: Counts, lang: str = "en") -> str:
    """What each part of a chart holds: how many statements and figures, and between what."""
    t = strings_for("charts", lang)
    said = []
    for part, rows in parts:
        values = values_of(rows)
        form = ("none", "one", "many")[min(len(set(values)), 2)]
        words = {
            "heading": heading_of(part, counts, lang),
            "count": len(rows),
            "figures": len(values),
            "low": number(min(values, default=0), lang),
            "high": number(max(values, default=0), lang),
        }
        said.append(t[f"summary_{form}"].format(**words))
    return " ".join(said)


# --- a drawing in words ---


def alt(rows: pd.DataFrame, scale: Scale, marks: str, lang: str = "en") -> str:
    """What is to be seen, for who does not see it: marks, axis, size."""
    t = strings_for("charts", lang)
    words = {
        "count": len(rows),
        "start": number(scale.start, lang),
        "largest": number(max(values_of(rows)), lang),
    }
    parts = (f"alt_{marks}", f"alt_{scale.kind}", "alt_largest")
    return " ".join(t[part].format(**words) for part in parts)


def note(rows: pd.DataFrame, scale: Scale, marks: str, lang: str = "en") -> str:
    """What the axis does to the reader; empty where it is honest, or shows a single figure."""
    t = strings_for("charts", lang)
    if scale.kind == "log":
        return t["note_log"]
    values = values_of(rows)
    low, high = min(values), max(values)
    if scale.kind == "zero" or low == high:
        return ""
    drawn = (high - scale.start) / (low - scale.start)
    return t[f"note_cut_{marks}"].format(
        drawn=number(drawn, lang, places=1), true=number(high / low, lang, places=1)
    )


def note_loose(rows: pd.DataFrame, lang: str = "en") -> str:
    """Which statements lose "at least" or "up to" in a careless report."""
    t = strings_for("charts", lang)
    lost = [
        f"{figure_words(row, lang)} ({row['source']})"
        for _, row in rows[rows["bound"].isin(DROPPED)].iterrows()
    ]
    if not lost:
        return t["note_loose_none"]
    more = [t["note_loose_more"].format(count=len(lost) - _NAMED)] if len(lost) > _NAMED else []
    return t["note_loose"].format(lost=", ".join([*lost[:_NAMED], *more]))


def sorts(rows: pd.DataFrame, counts: Counts, *, bounds: bool = True) -> list[str]:
    """The sorts of marks that these rows are drawn with, for the key."""
    found = set()
    for bound, counted in zip(rows["bound"], rows["counted"], strict=True):
        if not FIGURE_OF[bound]:
            continue
        point = FIGURE_OF[bound] == ("point",) or (not bounds and bound in DROPPED)
        if counted in counts.planned:
            found.add("planned")
        elif point:
            found.add("exact")
        if not point:
            found.add(bound)
    return [sort for sort in ("exact", "planned", *DROPPED, "range") if sort in found]


def captions(
    parts: list[tuple[str, pd.DataFrame]],
    ways: Iterable[tuple[Scale, str]],
    counts: Counts,
    lang: str = "en",
) -> dict[str, Any]:
    """All of it for one view of a chart; ``alts`` and ``notes`` by ``"{axis} {marks}"``."""
    rows = pd.concat([rows for _, rows in parts])
    ways = list(ways)
    return {
        "summary": summary_of(parts, counts, lang),
        "alts": {f"{scale.kind} {marks}": alt(rows, scale, marks, lang) for scale, marks in ways},
        "notes": {f"{scale.kind} {marks}": note(rows, scale, marks, lang) for scale, marks in ways},
        "loose": note_loose(rows, lang),
        "key": [sorts(rows, counts, bounds=False), sorts(rows, counts)],
    }


__all__ = [
    "alt", "captions", "day_words", "figure_words", "heading_of", "note", "note_loose", "number",
    "sorts", "summary_of", "what_counted", "with_more",
]  # fmt: skip

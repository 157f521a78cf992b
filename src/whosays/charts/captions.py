"""What a chart of estimates says in words: what is to be seen, and what misleads in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from whosays.case.counts import Counts
from whosays.charts import drawing as charts
from whosays.charts.scales import Scale
from whosays.words.interface import interface

DROPPED = ("at_least", "up_to")
"""Bounds that a careless report drops; "about" and ranges it tends to keep."""

_NAMED = 3
"""So many of the bounds that were dropped are named."""


def alt(rows: pd.DataFrame, scale: Scale, marks: str, lang: str = "en") -> str:
    """What is to be seen, for who does not see it: marks, axis, size."""
    t = interface("charts", lang)
    words = {
        "count": len(rows),
        "start": charts.number(scale.start, lang),
        "largest": charts.number(max(charts.values_of(rows)), lang),
    }
    parts = (f"alt_{marks}", f"alt_{scale.kind}", "alt_largest")
    return " ".join(t[part].format(**words) for part in parts)


def note(rows: pd.DataFrame, scale: Scale, marks: str, lang: str = "en") -> str:
    """What the axis does to the reader; empty where it is honest, or shows a single figure."""
    t = interface("charts", lang)
    if scale.kind == "log":
        return t["note_log"]
    values = charts.values_of(rows)
    low, high = min(values), max(values)
    if scale.kind == "zero" or low == high:
        return ""
    drawn = (high - scale.start) / (low - scale.start)
    return t[f"note_cut_{marks}"].format(
        drawn=charts.number(drawn, lang, places=1), true=charts.number(high / low, lang, places=1)
    )


def note_loose(rows: pd.DataFrame, lang: str = "en") -> str:
    """Which statements lose "at least" or "up to" in a careless report."""
    t = interface("charts", lang)
    lost = [
        f"{charts.figure_words(row, lang)} ({row['source']})"
        for _, row in rows[rows["bound"].isin(DROPPED)].iterrows()
    ]
    if not lost:
        return t["note_loose_none"]
    more = [t["note_loose_more"].format(count=len(lost) - _NAMED)] if len(lost) > _NAMED else []
    return t["note_loose"].format(lost=", ".join([*lost[:_NAMED], *more]))


def sorts(rows: pd.DataFrame, counts: Counts, *, bounds: bool = True) -> list[str]:
    """The sorts of marks that these rows are drawn with, for the key."""
    with_figure = rows[~rows["bound"].isin(charts.NO_FIGURE)]
    found = set()
    for _, row in with_figure.iterrows():
        point = row["bound"] in ("exact", "approx") or (not bounds and row["bound"] in DROPPED)
        if row["counted"] in counts.planned:
            found.add("planned")
        elif point:
            found.add("exact")
        if not point:
            found.add(row["bound"])
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
        "summary": charts.summary_of(parts, counts, lang),
        "alts": {f"{scale.kind} {marks}": alt(rows, scale, marks, lang) for scale, marks in ways},
        "notes": {f"{scale.kind} {marks}": note(rows, scale, marks, lang) for scale, marks in ways},
        "loose": note_loose(rows, lang),
        "key": [sorts(rows, counts, bounds=False), sorts(rows, counts)],
    }


__all__ = ["DROPPED", "alt", "captions", "note", "note_loose", "sorts"]

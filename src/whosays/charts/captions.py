"""What a chart of estimates says in words: figures, days and headings, and what misleads in it.

No drawing is needed for any of it, so nothing here loads matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from typing_extensions import TypedDict

from whosays.case.annotation import FIGURE_OF
from whosays.case.case import Case
from whosays.charts.statements import DROPPED, FIGURES, values_of
from whosays.charts.ticks import Scale
from whosays.words import Words

_NAMED = 3
"""So many of the bounds that were dropped are named."""


# --- a row in words ---


def figure_words(row: pd.Series, words: Words) -> str:
    """The figure of a row in words, for example "at least 3,000"."""
    given = {name: row[name] if name in FIGURE_OF[row["bound"]] else None for name in FIGURES}
    return words.figure(row["bound"], given["point"], given["low"], given["high"])


def what_counted(row: pd.Series, case: Case) -> str:
    """What a statement counts, close to its words and with the place; else as the chart has it."""
    words = row["counted_as_worded"] or heading_of(row["counted"], case)
    return with_more(words, row["scope"])


def with_more(words: str, more: str) -> str:
    """Words with more in brackets behind them, if there is more."""
    return f"{words} ({more})" if more else words


# --- a part of the chart in words ---


def heading_of(part: str, case: Case) -> str:
    """Heading of a part of the chart: "article", or what its rows count; "" are denials."""
    if part in case.counts.kinds:
        return case.counts.headings[part]
    return case.words.of("charts")[f"part_{part or 'denied'}"]


def summary_of(parts: Iterable[tuple[str, pd.DataFrame]], case: Case) -> str:
    """What each part of a chart holds: how many statements and figures, and between what."""
    t, number = case.words.of("charts"), case.words.number
    said = []
    for part, rows in parts:
        values = values_of(rows)
        form = ("none", "one", "many")[min(len(set(values)), 2)]
        known = {
            "heading": heading_of(part, case),
            "count": len(rows),
            "figures": len(values),
            "low": number(min(values, default=0)),
            "high": number(max(values, default=0)),
        }
        said.append(t[f"summary_{form}"].format(**known))
    return " ".join(said)


# --- a drawing in words ---


def alt(rows: pd.DataFrame, scale: Scale, marks: str, words: Words) -> str:
    """What is to be seen, for who does not see it: marks, axis, size."""
    t = words.of("charts")
    known = {
        "count": len(rows),
        "start": words.number(scale.start),
        "largest": words.number(max(values_of(rows))),
    }
    parts = (f"alt_{marks}", f"alt_{scale.kind}", "alt_largest")
    return " ".join(t[part].format(**known) for part in parts)


def note(rows: pd.DataFrame, scale: Scale, marks: str, words: Words) -> str:
    """What the axis does to the reader; empty where it is honest, or shows a single figure."""
    t = words.of("charts")
    if scale.kind == "log":
        return t["note_log"]
    values = values_of(rows)
    low, high = min(values), max(values)
    if scale.kind == "zero" or low == high:
        return ""
    drawn = (high - scale.start) / (low - scale.start)
    return t[f"note_cut_{marks}"].format(
        drawn=words.number(drawn, places=1), true=words.number(high / low, places=1)
    )


def note_loose(rows: pd.DataFrame, words: Words) -> str:
    """Which statements lose "at least" or "up to" in a careless report."""
    t = words.of("charts")
    lost = [
        f"{figure_words(row, words)} ({row['source']})"
        for _, row in rows[rows["bound"].isin(DROPPED)].iterrows()
    ]
    if not lost:
        return t["note_loose_none"]
    more = [t["note_loose_more"].format(count=len(lost) - _NAMED)] if len(lost) > _NAMED else []
    return t["note_loose"].format(lost=words.listed([*lost[:_NAMED], *more]))


def sorts(rows: pd.DataFrame, case: Case, *, bounds: bool = True) -> list[str]:
    """The sorts of marks that these rows are drawn with, for the key."""
    found = set()
    for bound, counted in zip(rows["bound"], rows["counted"], strict=True):
        if not FIGURE_OF[bound]:
            continue
        point = FIGURE_OF[bound] == ("point",) or (not bounds and bound in DROPPED)
        if counted in case.counts.planned:
            found.add("planned")
        elif point:
            found.add("exact")
        if not point:
            found.add(bound)
    return [sort for sort in ("exact", "planned", *DROPPED, "range") if sort in found]


class Caption(TypedDict):
    """The words around one view; ``alts`` and ``notes`` are by ``"{axis} {marks}"``.

    ``key`` names the sorts of marks without bounds, and with them.
    """

    summary: str
    alts: dict[str, str]
    notes: dict[str, str]
    loose: str
    key: list[list[str]]


def captions(
    parts: list[tuple[str, pd.DataFrame]], ways: Sequence[tuple[Scale, str]], case: Case
) -> Caption:
    """All of it for one view of a chart."""
    rows = pd.concat([rows for _, rows in parts])
    return {
        "summary": summary_of(parts, case),
        "alts": {
            f"{scale.kind} {marks}": alt(rows, scale, marks, case.words) for scale, marks in ways
        },
        "notes": {
            f"{scale.kind} {marks}": note(rows, scale, marks, case.words) for scale, marks in ways
        },
        "loose": note_loose(rows, case.words),
        "key": [sorts(rows, case, bounds=False), sorts(rows, case)],
    }

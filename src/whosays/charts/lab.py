"""A chart of estimates as plain data in one language, for a page that draws it itself.

What can be chosen multiplies (what is counted, axis, marks, bounds, words), so the page draws:
``chartlab.js`` gets numbers and words, and no shapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd
from typing_extensions import TypedDict

from whosays.case.case import Case
from whosays.charts.captions import Caption, captions, figure_words, heading_of, what_counted
from whosays.charts.statements import FIGURES, checked, parts, value_of, values_of
from whosays.charts.ticks import KINDS, Scale, scale_for
from whosays.errors import WrongValueError
from whosays.words import Words

MARKS = ("dots", "bars")
ALL = "all"

_Parts = list[tuple[str, pd.DataFrame]]


class RowView(TypedDict):
    """A statement in numbers, null where there is none, and in words.

    ``value`` is what the mark points to, ``loose`` the figure without its bound, ``what`` what is
    counted close to the source's words.
    """

    date: str
    source: str
    speaker: str
    bound: str
    counted: str
    wording: str
    outlet: str
    url: str
    low: float | None
    high: float | None
    point: float | None
    value: float | None
    planned: bool
    day: str
    figure: str
    loose: str
    what: str


class ScaleView(TypedDict):
    """An axis: where it starts and ends, and its ticks as pairs of value and label."""

    start: float
    end: float
    ticks: list[tuple[float, str]]


class ChoiceView(Caption):
    """A choice of what is counted: its parts with the ids of their rows, axes by kind, words."""

    name: str
    parts: list[tuple[str, list[str]]]
    scales: dict[str, ScaleView]


class LabView(TypedDict):
    """What a page draws from: rows by id, headings of the parts, and the views."""

    unit: str
    headings: dict[str, str]
    rows: dict[str, RowView]
    views: dict[str, ChoiceView]


def drawable(axis: str, marks: str) -> bool:
    """Whether these go together: a bar is measured from zero, and a log axis has none."""
    return not (axis == "log" and marks == "bars")


def drawing(case: Case, frame: pd.DataFrame, own: pd.DataFrame | None = None) -> LabView:
    """All that a page needs to draw ``frame`` in every way that can be chosen.

    ``rows`` hold a statement each by id, with ``low``, ``high``, ``point`` and ``value`` (what the
    mark points to) in ``unit``, null where there is none, the rest in words; ``headings`` those of
    the parts. ``views`` are the choices of what is counted: ``parts`` as pairs of a part and its
    rows' ids, ``scales`` by kind of axis with ``start``, ``end`` and ``ticks`` (pairs of value and
    label), and the words around the drawing (:func:`whosays.charts.captions.captions`).

    Raises ValueError if no row gives a figure, or a row does not fit
    (:func:`whosays.charts.statements.checked`).
    """
    frame = checked(frame, case.counts.kinds, case.kinds_counted)
    if not _has_figure(frame):
        raise WrongValueError("There is nothing to draw: no row gives a figure. Loosen the filter.")
    every = parts(frame, None if own is None else _filled(own, frame), case.counts.kinds)
    # Who reads the article takes a day without a year for one of its own.
    years = any(date[:4] not in case.article.as_of for date in frame["date"])
    return {
        "unit": case.counts.unit,
        "headings": {part: heading_of(part, case) for part, _ in every},
        "rows": {
            row["id"]: _record(row, case, years=years)
            for _, rows in every
            for _, row in rows.iterrows()
        },
        "views": {view: _choice(view, shown, case) for view, shown in _views(every, case)},
    }


def _has_figure(rows: pd.DataFrame) -> bool:
    return bool(rows[list(FIGURES)].notna().any(axis=None))


def _filled(own: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """The article's own figures with the columns they lack, empty."""
    return own.assign(**{name: "" for name in frame.columns if name not in own.columns})


def _views(every: _Parts, case: Case) -> Iterator[tuple[str, _Parts]]:
    """All parts, then each count that has a figure, with what the article counts alike."""
    yield ALL, every
    for counted in case.counts.kinds:
        shown = [(part, rows[rows["counted"] == counted]) for part, rows in every]
        shown = [(part, rows) for part, rows in shown if not rows.empty]
        if any(_has_figure(rows) for _, rows in shown):
            yield counted, shown


def _choice(view: str, shown: _Parts, case: Case) -> ChoiceView:
    rows = pd.concat([rows for _, rows in shown])
    values = [*values_of(rows), *rows["low"].dropna()]
    scales = [scale_for(kind, values) for kind in KINDS]
    ways = [(scale, marks) for scale in scales for marks in MARKS if drawable(scale.kind, marks)]
    return {
        "name": case.counts.names.get(view, ""),
        "parts": [(part, list(rows["id"])) for part, rows in shown],
        "scales": {scale.kind: _axis(scale, case.words) for scale in scales},
        **captions(shown, ways, case),
    }


def _axis(scale: Scale, words: Words) -> ScaleView:
    ticks = [(tick, words.number(tick, places=2)) for tick in scale.ticks()]
    steps = (ticks[::step] for step in range(1, len(ticks) + 1))
    shown = next(each for each in steps if _are_clear(scale, each))
    return {"start": scale.start, "end": scale.end, "ticks": shown}


SHORTEST = 220
"""Pixels of an axis on the narrowest screen."""
LETTER = 6.7
"""Pixels of a figure of a label, about, and none less."""


def _are_clear(scale: Scale, ticks: list[tuple[float, str]]) -> bool:
    """Whether labels keep apart: each in the middle of its tick, the first one behind it."""
    widths = [len(label) * LETTER for _, label in ticks]
    middles = [scale.part(tick) * SHORTEST for tick, _ in ticks]
    middles[0] += widths[0] / 2
    boxes = list(zip(middles, widths, strict=True))
    return all(
        at - width / 2 >= before + other / 2 + LETTER
        for (before, other), (at, width) in pairwise(boxes)
    )


def _record(row: pd.Series, case: Case, *, years: bool) -> RowView:
    """A row in numbers and words."""
    value = _number(value_of(row))
    day = case.words.day(row["date"], short=True) if row["date"] else ""
    return {
        "date": row["date"],
        "source": row["source"],
        "speaker": row["speaker"],
        "bound": row["bound"],
        "counted": row["counted"],
        "wording": row["wording"],
        "outlet": row["outlet"],
        "url": row["url"],
        "low": _number(row["low"]),
        "high": _number(row["high"]),
        "point": _number(row["point"]),
        "value": value,
        "planned": row["counted"] in case.counts.planned,
        "day": day if years else day.rpartition(" ")[0],
        "figure": figure_words(row, case.words),
        "loose": "" if value is None else case.words.number(value),
        "what": what_counted(row, case),
    }


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)

"""A chart of estimates in pieces, which a page lays together without a kernel.

What can be chosen multiplies: what is counted, axis, marks, bounds, words. So matplotlib draws each
row once for each way that it can look, on a strip of its own, and the page lays the strips of the
rows it shows below one another. The strips of all rows lie in one figure, one over the other, each
in a group with a name; :func:`whosays.charts.figure.pieces` takes them apart again.
"""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from whosays.case.counts import Counts
from whosays.charts import drawing as charts
from whosays.charts.captions import DROPPED, captions
from whosays.charts.figure import INK, INK_SOFT, STYLE, Shape, pieces
from whosays.charts.scales import KINDS, Scale, scale_for
from whosays.charts.statements import checked
from whosays.errors import WrongValueError

MARKS = ("dots", "bars")
ALL = "all"

_POINT = 1 / 72  # inches
_LETTER = 4.9  # points, of the letters beside and below the marks
_DAY = 34  # points, the column of days
_LINE = 11  # points, of the sources' words
_MOST_LINES = 4
_MIDDLE = 36  # points from the top of a strip to its middle


def drawable(axis: str, marks: str) -> bool:
    """Whether these go together: a bar is measured from zero, and a log axis has none."""
    return not (axis == "log" and marks == "bars")


def loose(row: pd.Series) -> pd.Series:
    """The row as a report without "at least" and "up to" would have it."""
    if row["bound"] not in DROPPED:
        return row
    return row.where(row.index != "bound", "exact").where(
        row.index != "point", charts.value_of(row)
    )


@dataclass(frozen=True)
class Layout:
    """Sizes in points; a narrow chart has the labels above the marks."""

    width: float
    narrow: bool
    left: float
    right: float

    @property
    def chars(self) -> int:
        """How many letters of a source's words fit into a line."""
        return int((self.width - (0 if self.narrow else self.left + 5)) / _LETTER)


def layouts(rows: Iterable[pd.Series], lang: str) -> dict[str, Layout]:
    """Sizes for a desktop page and a phone, with room for the longest label and figure."""
    rows = list(rows)
    after = max(len(charts.figure_words(row, lang)) for row in rows) * _LETTER * 1.08
    right = min(after + charts.REACH + 4, 130)
    left = min(max(len(row["source"]) for row in rows) * _LETTER + _DAY + 10, 160)
    return {
        "wide": Layout(461, narrow=False, left=left, right=461 - right),
        "narrow": Layout(260, narrow=True, left=5, right=260 - right),
    }


@dataclass
class Pieces:
    """Shapes without repetition: equal pieces and equal styles are kept once and counted."""

    shapes: list[list[Shape]] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def add(self, shapes: Iterable[Shape]) -> int:
        """Number of the piece."""
        return _index(
            self.shapes, [{**s, "style": _index(self.styles, s["style"])} for s in shapes]
        )


def _index(known: list[Any], value: Any) -> int:
    if value not in known:
        known.append(value)
    return known.index(value)


# --- drawing ---


@contextmanager
def _strips(layout: Layout, scale: Scale) -> Iterator[Axes]:
    """Axes as long as the data's part of a strip, y in points from the middle, downwards."""
    figure = Figure(figsize=(layout.width * _POINT, 2 * _MIDDLE * _POINT))
    width = layout.right - layout.left
    axes = figure.add_axes((layout.left / layout.width, 0, width / layout.width, 1))
    axes.axis("off")
    axes.set_xlim(scale.start, scale.end)
    if scale.kind == "log":
        axes.set_xscale("log")
    axes.set_ylim(_MIDDLE, -_MIDDLE)
    yield axes


@contextmanager
def _named(axes: Axes, gid: str) -> Iterator[None]:
    """Give what is drawn inside the name under which it is found again."""
    before = set(axes.get_children())
    yield
    for artist in axes.get_children():
        if artist not in before:
            for part in (artist, getattr(artist, "arrow_patch", None)):
                if part is not None:
                    part.set_gid(gid)


def _taken_apart(figure: Figure | Any) -> dict[str, list[Shape]]:
    with warnings.catch_warnings():
        # The page's fonts have the letters that matplotlib's own has not, such as Korean ones.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        return pieces(figure)


def draw_marks(
    rows: pd.DataFrame, layout: Layout, scale: Scale, counts: Counts, lang: str
) -> dict[str, list[Shape]]:
    """Marks of all rows on one axis, by ``"{row} {marks} {bounds}"``.

    Bounds are "true", or "false" where the row looks different without.
    """
    with _strips(layout, scale) as axes:
        for (_, row), marks, bounds in _ways(rows, scale.kind):
            with _named(axes, f"{row['id']} {marks} {str(bounds).lower()}"):
                shown = row if bounds else loose(row)
                bar = charts.Bar(scale.start, 11) if marks == "bars" else None
                planned = row["counted"] in counts.planned
                words = charts.figure_words(shown, lang)
                charts.draw_mark(axes, 0, shown, words, bar, planned=planned)
    return _taken_apart(axes.figure)


def _ways(rows: pd.DataFrame, axis: str) -> Iterator[tuple[Any, str, bool]]:
    for row in rows.iterrows():
        for marks in MARKS:
            if drawable(axis, marks):
                yield row, marks, True
                if row[1]["bound"] in DROPPED:
                    yield row, marks, False


def draw_ticks(layout: Layout, scale: Scale, lang: str) -> list[tuple[float, str]]:
    """Where an axis is labelled, in points from the left, and with what; no label on another."""
    found: list[tuple[float, str]] = []
    free = 0.0
    with _strips(layout, scale) as axes:
        for tick in scale.ticks():
            x = float(axes.transData.transform((tick, 0))[0]) * 72 / axes.figure.dpi
            words = charts.number(tick, lang)
            half = len(words) * _LETTER / 2
            # On a phone the first label starts at the axis, which is at the edge of the screen.
            before = 0 if layout.narrow and not found else half
            if not found or x - before > free:
                found.append((round(x, 1), words))
                free = x - before + 2 * half + _LETTER
    return found


def draw_texts(
    parts: list[tuple[str, pd.DataFrame]],
    layout: Layout,
    counts: Counts,
    lang: str,
    *,
    years: bool,
) -> dict[str, list[Shape]]:
    """Headings (by part), labels (``"{row} label"``) and words (``"{row} words"``)."""
    with _strips(layout, Scale("zero", 0, 1)) as axes:
        place: dict[str, Any] = {"xycoords": ("figure points", "data"), "parse_math": False,
                                 "va": "center", "annotation_clip": False}  # fmt: skip
        for part, rows in parts:
            heading = charts.heading_of(part, counts, lang)
            axes.annotate(heading, (0, 0), weight="bold", gid=part or "denied", **place)
            for _, row in rows.iterrows():
                with _named(axes, f"{row['id']} label"):
                    _draw_label(axes, row, layout, place, _day(row, lang, years=years))
                with _named(axes, f"{row['id']} words"):
                    x = 0 if layout.narrow else layout.left + 5
                    for number, line in enumerate(_lines(row["wording"], layout)):
                        axes.annotate(line, (x, number * _LINE), size=8.5, color=INK_SOFT, **place)
    return _taken_apart(axes.figure)


def _draw_label(
    axes: Axes, row: pd.Series, layout: Layout, place: dict[str, Any], day: str
) -> None:
    """Day and source; on a wide page a long name of a source takes two lines."""
    x: float = 0
    if day:
        axes.annotate(day, (0, 0), size=9, color=INK_SOFT, **place)
        x = _beside_day(day, layout)
    lines = _label_lines(row["source"], x, layout)
    for number, line in enumerate(lines):
        y = (number - (len(lines) - 1) / 2) * _LINE
        axes.annotate(line, (x, y), size=9, color=INK, **place)


def _beside_day(day: str, layout: Layout) -> float:
    if not day:
        return 0
    return len(day) * _LETTER + 6 if layout.narrow else _DAY


def _label_lines(source: str, x: float, layout: Layout) -> list[str]:
    room = (layout.width if layout.narrow else layout.left - 6) - x
    most = 1 if layout.narrow else 2
    return textwrap.wrap(source, int(room / _LETTER), max_lines=most, placeholder=" …")


def _day(row: pd.Series, lang: str, *, years: bool) -> str:
    if not row["date"]:
        return ""
    words = charts.day_words(row["date"], lang)
    return words if years else words.rpartition(" ")[0]


def _lines(wording: str, layout: Layout) -> list[str]:
    return textwrap.wrap(wording, layout.chars, max_lines=_MOST_LINES, placeholder=" …",
                         break_on_hyphens=False)  # fmt: skip


# --- the chart as a page gets it ---


def drawing(
    frame: pd.DataFrame, own: pd.DataFrame | None, *, counts: Counts, lang: str = "en"
) -> dict[str, Any]:
    """All that a page needs to show ``frame`` in every way that can be chosen.

    ``views`` are the choices of what is counted; ``layouts`` hold, for a desktop page and a phone,
    numbers of ``pieces``. Raises ValueError if no row gives a figure, or a row does not fit
    (:func:`whosays.charts.statements.checked`).
    """
    frame = checked(frame, counts.kinds)
    if not _has_figure(frame):
        raise WrongValueError("There is nothing to draw: no row gives a figure. Loosen the filter.")
    parts = charts.parts(frame, None if own is None else _filled(own, frame), counts.kinds)
    rows = pd.concat([rows for _, rows in parts])
    views = dict(_views(parts, counts.kinds))
    found = Pieces()
    with mpl.rc_context(STYLE):
        drawn = {
            name: _laid_out(parts, views, layout, found, counts, lang)
            for name, layout in layouts((row for _, row in rows.iterrows()), lang).items()
        }
        key = {gid: found.add(shapes) for gid, shapes in _draw_key().items()}
    return {
        "rows": {row["id"]: _record(row, counts, lang) for _, row in rows.iterrows()},
        "headings": {part or "denied": charts.heading_of(part, counts, lang) for part, _ in parts},
        "views": {
            view: {
                "parts": [[part or "denied", list(rows["id"])] for part, rows in shown],
                **captions(shown, _scale_ways(shown), counts, lang),
            }
            for view, shown in views.items()
        },
        "unit": counts.unit,
        "middle": _MIDDLE,
        "layouts": drawn,
        "key": key,
        "pieces": found.shapes,
        "styles": found.styles,
    }


def _has_figure(rows: pd.DataFrame) -> bool:
    return bool(rows[["point", "low", "high"]].notna().any(axis=None))


_Parts = list[tuple[str, pd.DataFrame]]


def _filled(own: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """The article's own figures with the columns they lack, empty."""
    return own.assign(**{name: "" for name in frame.columns if name not in own.columns})


def _views(parts: _Parts, kinds: Iterable[str]) -> Iterator[tuple[str, _Parts]]:
    """All parts, then each count that has a figure, with what the article counts alike."""
    yield ALL, parts
    for counted in (*kinds, ""):
        shown = [(part, rows[rows["counted"] == counted]) for part, rows in parts]
        shown = [(part, rows) for part, rows in shown if not rows.empty]
        if any(_has_figure(rows) for _, rows in shown):
            yield counted, shown


def _scales(parts: _Parts) -> dict[str, Scale]:
    rows = pd.concat([rows for _, rows in parts])
    lows = [value for value in rows["low"] if pd.notna(value)]
    return {kind: scale_for(kind, [*charts.values_of(rows), *lows]) for kind in KINDS}


def _scale_ways(parts: _Parts) -> Iterator[tuple[Scale, str]]:
    for kind, scale in _scales(parts).items():
        yield from ((scale, marks) for marks in MARKS if drawable(kind, marks))


def _laid_out(
    parts: _Parts,
    views: dict[str, _Parts],
    layout: Layout,
    found: Pieces,
    counts: Counts,
    lang: str,
) -> dict[str, Any]:
    years = len({date[:4] for _, rows in parts for date in rows["date"] if date}) > 1
    texts = {
        gid: found.add(shapes)
        for gid, shapes in draw_texts(parts, layout, counts, lang, years=years).items()
    }
    # Of a row without words nothing is drawn, and the page asks for it all the same.
    silent = {f"{name} words" for _, rows in parts for name in rows["id"]} - set(texts)
    texts |= {gid: found.add([]) for gid in sorted(silent)}
    marks: dict[str, dict[str, int]] = {}
    ticks: dict[str, list[tuple[float, str]]] = {}
    for view, shown in views.items():
        rows = pd.concat([rows for _, rows in shown])
        for kind, scale in _scales(shown).items():
            drawn = draw_marks(rows, layout, scale, counts, lang)
            numbers = {gid: found.add(shapes) for gid, shapes in drawn.items()}
            alike = {f"{gid.removesuffix('true')}false": number for gid, number in numbers.items()}
            marks[f"{view} {kind}"] = {**alike, **numbers}
            ticks[f"{view} {kind}"] = draw_ticks(layout, scale, lang)
    return {
        "width": layout.width,
        "narrow": layout.narrow,
        "left": layout.left,
        "line": _LINE,
        "texts": texts,
        "lines": {
            row["id"]: _line_counts(row, layout, _day(row, lang, years=years))
            for _, rows in parts
            for _, row in rows.iterrows()
        },
        "marks": marks,
        "ticks": ticks,
    }


def _line_counts(row: pd.Series, layout: Layout, day: str) -> tuple[int, int]:
    """How many lines the label takes, and the source's words."""
    label = _label_lines(row["source"], _beside_day(day, layout), layout)
    return len(label), len(_lines(row["wording"], layout))


def _record(row: pd.Series, counts: Counts, lang: str) -> dict[str, Any]:
    """A row in words, for the table and for what is said about the chart."""
    value = charts.value_of(row)
    return {
        **{name: row[name] for name in ("date", "source", "speaker", "bound", "counted", "wording",
                                        "outlet", "url")},
        "value": None if pd.isna(value) else value,
        "figure": charts.figure_words(row, lang),
        "what": charts.what_counted(row, counts, lang),
    }  # fmt: skip


KEY = {
    "exact": {"point": 0.5, "bound": "exact"},
    "planned": {"point": 0.5, "bound": "exact"},
    "at_least": {"low": 0.2, "bound": "at_least"},
    "up_to": {"high": 0.8, "bound": "up_to"},
    "range": {"low": 0.1, "high": 0.9, "bound": "range"},
}
"""A mark of each sort, for the key beside the chart."""


def _draw_key() -> dict[str, list[Shape]]:
    with _strips(Layout(28, narrow=True, left=2, right=26), Scale("zero", 0, 1)) as axes:
        for name, sample in KEY.items():
            row = pd.Series({"point": None, "low": None, "high": None, **sample})
            for marks in MARKS:
                with _named(axes, f"{name} {marks}"):
                    charts.draw_mark(
                        axes,
                        0,
                        row,
                        "",
                        charts.Bar(0, 11) if marks == "bars" else None,
                        planned=name == "planned",
                    )
    return _taken_apart(axes.figure)


__all__ = ["ALL", "KEY", "MARKS", "drawable", "drawing", "loose"]

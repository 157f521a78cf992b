"""Charts of differing estimates.

A dot is a figure, an arrow without end is a bound ("at least", "up to"), a bar between two ends is
a range, a hollow mark is a plan. Nothing is averaged, and no error bar is drawn that no source
gave. What counts different things stands in different parts of the chart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from whosays.case.counts import Counts
from whosays.charts.figure import ACCENT, INK, INK_SOFT, PAPER, STYLE, Illustration, html_table
from whosays.charts.statements import checked
from whosays.words.interface import interface

NO_FIGURE = ("presence_only", "denial")
REACH = 16
"""How far the arrow of a bound reaches, in points: it says a direction, not an amount."""

_ROW = 0.3  # inches
_WIDE, _NARROW = 6.4, 3.6  # inches: the text column of a desktop page and of a phone
_DASHED = (0, (3, 2))


def number(value: float, lang: str = "en", *, places: int = 0) -> str:
    """A figure with its thousands set apart: 10,900, or 10.900 in German.

    It has at most so many decimal places.
    """
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    t = interface("charts", lang)
    rest = rest.rstrip("0")
    return whole.replace(",", t["thousands"]) + (t["decimal"] + rest if rest else "")


def figure_words(row: pd.Series, lang: str = "en") -> str:
    """The figure of a row in words, for example "at least 3,000"."""
    words = interface("charts", lang)[f"bound_{row['bound']}"]
    given = [name for name in ("point", "low", "high") if pd.notna(row[name])]
    return words.format(**{name: number(row[name], lang) for name in given})


def estimates(  # noqa: PLR0913 (all but the frame by name)
    frame: pd.DataFrame,
    *,
    title: str,
    counts: Counts,
    summary: str = "",
    own: pd.DataFrame | None = None,
    lang: str = "en",
) -> Illustration:
    """Chart the statements of ``frame`` (columns as in ``tables.estimates``).

    One row each, in parts by what is counted and then by date, on one axis from zero; the
    article's own figures (``tables.own_figures``) come first. ``summary`` says what there is to
    see, by default how many figures each part has; the alternative text is made from the data.

    A row of your own needs ``date``, ``source``, ``counted`` and a figure
    (:func:`whosays.charts.statements.checked`). Raises ValueError for an empty frame and for what does
    not fit, with column, row and what may stand there.
    """
    frame = checked(frame, counts.kinds)
    t = interface("charts", lang)
    shown = parts(frame, own, counts.kinds)
    named = [(heading_of(part, counts, lang), rows) for part, rows in shown]
    limit = max((value for _, rows in shown for value in values_of(rows)), default=0.0)
    listed = "; ".join(f"{heading}: {len(rows)}" for heading, rows in named)
    lines = [
        line
        for heading, rows in named
        for line in (_Line(heading), *(_Line(label(row, lang), row) for _, row in rows.iterrows()))
    ]
    with mpl.rc_context(STYLE):
        return Illustration(
            wide=_draw(lines, limit, _WIDE, counts, lang),
            narrow=_draw(lines, limit, _NARROW, counts, lang),
            title=title,
            alt=t["alt"].format(listed=listed, largest=number(limit, lang)),
            summary=summary or summary_of(shown, counts, lang),
            table=_table(shown, title, counts, lang),
            lang=lang,
        )


def summary_of(parts: Iterable[tuple[str, pd.DataFrame]], counts: Counts, lang: str = "en") -> str:
    """What each part of a chart holds: how many statements and figures, and between what."""
    t = interface("charts", lang)
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


def heading_of(part: str, counts: Counts, lang: str = "en") -> str:
    """Heading of a part of the chart: "article", or what its rows count."""
    if part in counts.headings:
        return counts.headings[part]
    return interface("charts", lang)[f"part_{part or 'denied'}"]


def parts(
    frame: pd.DataFrame, own: pd.DataFrame | None, kinds: Sequence[str]
) -> list[tuple[str, pd.DataFrame]]:
    """Name and rows of each part of the chart in order, empty parts left out."""
    found = [] if own is None else [("article", own)]
    for counted in (*kinds, ""):
        rows = frame[frame["counted"] == counted].sort_values("date", kind="stable")
        found.append((counted, rows))
    return [(name, rows) for name, rows in found if not rows.empty]


@dataclass(frozen=True)
class _Line:
    """A line of the chart: the heading of a part, or a statement."""

    label: str
    row: pd.Series | None = None


def label(row: pd.Series, lang: str = "en") -> str:
    """Day and source, as they stand beside a row; the article's own figures have no day."""
    return f"{day_words(row['date'], lang)}  {row['source']}" if "date" in row else row["source"]


def day_words(date: str, lang: str = "en") -> str:
    """A day as in "23 Oct 2024"."""
    day = dt.date.fromisoformat(date)
    t = interface("charts", lang)
    return t["day"].format(day=day.day, month=t["months"].split()[day.month - 1], year=day.year)


def _draw(lines: Sequence[_Line], limit: float, width: float, counts: Counts, lang: str) -> Figure:
    narrow = width < 5  # noqa: PLR2004 - between the two widths there are
    # On a phone a label stands above its mark, so a line takes twice the height.
    step = 2 if narrow else 1
    height = _ROW * step * len(lines) * (0.72 if narrow else 1) + 0.5
    figure = Figure(figsize=(width, height))
    left = 0.03 if narrow else 0.36
    axes = figure.add_axes((left, 0.42 / height, 0.97 - left, 1 - 0.5 / height))
    axes.set_xlim(0, (limit or 1) * (1.5 if narrow else 1.3))  # room for the figure in words
    axes.set_ylim(step * len(lines) - 0.5, -0.5 - (step - 1) / 2)
    for at, line in enumerate(lines):
        _draw_line(axes, at * step, line, counts, narrow, lang)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(mpl.ticker.MaxNLocator(4 if narrow else 6, integer=True))
    axes.xaxis.set_major_formatter(mpl.ticker.FuncFormatter(lambda x, _: number(x, lang)))
    axes.tick_params(length=0, labelsize=9)
    axes.grid(axis="x", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(counts.unit, size=9)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_position(("data", 0))
    return figure


def _draw_line(axes: Axes, at: float, line: _Line, counts: Counts, narrow: bool, lang: str) -> None:  # noqa: FBT001
    beside: dict[str, Any] = {
        "transform": axes.get_yaxis_transform(),
        "va": "center",
        "parse_math": False,
    }
    if line.row is None:
        axes.text(0 if narrow else -0.55, at + narrow * 0.5, line.label, weight="bold", **beside)
        return
    if narrow:
        axes.text(0, at - 0.35, line.label, color=INK_SOFT, size=9, **beside)
    else:
        axes.text(-0.02, at, line.label, ha="right", size=9.5, **beside)
    before = len(axes.lines)
    planned = line.row["counted"] in counts.planned
    draw_mark(axes, at + narrow * 0.5, line.row, figure_words(line.row, lang), planned=planned)
    for mark in axes.lines[before:]:
        mark.set_url(line.row.get("url") or None)


# --- marks ---


@dataclass(frozen=True)
class Bar:
    """How to draw a statement as a bar: from where on the axis, and how thick, in units of y."""

    start: float
    thickness: float


def value_of(row: pd.Series) -> float:
    """The number that a mark points to: the figure, or the bound; NaN where none was given.

    Of a range it is the upper end.
    """
    for name in ("point", "high", "low"):
        if pd.notna(row[name]):
            return float(row[name])
    return float("nan")


def values_of(rows: pd.DataFrame) -> list[float]:
    """The numbers that the marks of these rows point to, in their order."""
    values = (value_of(row) for _, row in rows.iterrows())
    return [value for value in values if pd.notna(value)]


def draw_mark(
    axes: Axes, y: float, row: pd.Series, words: str, bar: Bar | None = None, *, planned: bool
) -> None:
    """Draw one statement as a dot, or as a bar, with its figure in words behind it."""
    if row["bound"] in NO_FIGURE:
        axes.annotate(words, (0, y), (5, 0), xycoords=axes.get_yaxis_transform(),
                      textcoords="offset points", va="center", size=9, style="italic",
                      color=INK_SOFT, parse_math=False)  # fmt: skip
        return
    line: dict[str, Any] = {"color": ACCENT, "linewidth": 1.6}
    if planned:
        line["linestyle"] = _DASHED
    value, after = value_of(row), 7
    if bar is not None:
        _draw_bar(axes, y, row, bar, planned=planned)
    match row["bound"]:
        case "range":
            axes.plot([row["low"], value], [y, y], zorder=2, **line)
            _draw_ends(axes, y, row["low"], value)
        case "at_least" | "up_to":
            forward = row["bound"] == "at_least"
            after += REACH * forward
            axes.annotate("", (value, y), (REACH if forward else -REACH, 0), zorder=3,
                          textcoords="offset points", arrowprops={
                "arrowstyle": "<-", "shrinkA": 0, "shrinkB": 0, **line,
            })  # fmt: skip
            _draw_ends(axes, y, value)
        case _ if bar is None:
            axes.plot([value], [y], "o", markersize=6.5, markeredgewidth=1.4, zorder=3,
                      color=ACCENT, markerfacecolor=PAPER if planned else ACCENT)  # fmt: skip
    axes.annotate(words, (value, y), (after, 0), textcoords="offset points", va="center", size=9.5,
                  color=INK, zorder=4, parse_math=False,
                  bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})  # fmt: skip


def _draw_ends(axes: Axes, y: float, *ends: float) -> None:
    axes.plot(ends, [y] * len(ends), "|", color=ACCENT, markersize=8.5, markeredgewidth=1.6,
              zorder=3)  # fmt: skip


def _draw_bar(axes: Axes, y: float, row: pd.Series, bar: Bar, *, planned: bool) -> None:
    """Fill what the source vouches for; what lies below an upper bound only is pale."""
    value = value_of(row)
    if planned:
        axes.barh(y, value - bar.start, bar.thickness, bar.start, zorder=2, facecolor=PAPER,
                  edgecolor=ACCENT, linewidth=1.4)  # fmt: skip
        return
    sure = {"up_to": bar.start, "range": row["low"]}.get(row["bound"], value)
    for start, end, alpha in ((bar.start, sure, None), (sure, value, 0.25)):
        if start < end:
            axes.barh(y, end - start, bar.thickness, start, zorder=2, facecolor=ACCENT, alpha=alpha)


# --- table ---


def _table(parts: list[tuple[str, pd.DataFrame]], title: str, counts: Counts, lang: str) -> Markup:
    t = interface("charts", lang)
    rows: list[list[Markup | str]] = []
    for part, frame in parts:
        for _, row in frame.iterrows():
            figure = figure_words(row, lang)
            if part == "article":
                words = Markup('<q lang="de">{}</q>').format(row["wording"])
                heading = heading_of(part, counts, lang)
                rows.append([t["undated"], row["source"], figure, heading, words])
                continue
            source = with_more(row["source"], row["speaker"])
            rows.append(
                [row["date"], source, figure, what_counted(row, counts, lang), _published(row)]
            )
    header = [t[f"column_{name}"] for name in ("day", "who", "figure", "counted", "wording")]
    return html_table(title, header, rows)


def what_counted(row: pd.Series, counts: Counts, lang: str = "en") -> str:
    """What a statement counts, close to its words and with the place; else as the chart has it."""
    words = row["counted_as_worded"] or heading_of(row["counted"], counts, lang)
    return with_more(words, row["scope"])


def with_more(words: str, more: str) -> str:
    """Words with more in brackets behind them, if there is more."""
    return f"{words} ({more})" if more else words


def _published(row: pd.Series) -> Markup:
    """The words and where they stand; what is not known is left out."""
    where = escape(row["outlet"])
    if row["url"]:
        where = Markup('<a href="{}">{}</a>').format(row["url"], row["outlet"])
    return Markup(", ").join(part for part in (escape(row["wording"]), where) if part)


__all__ = [
    "NO_FIGURE", "Bar", "day_words", "draw_mark", "estimates", "figure_words",
    "heading_of", "label", "number", "parts", "summary_of", "value_of", "values_of",
    "what_counted", "with_more",
]  # fmt: skip

"""Charts of differing estimates, drawn by matplotlib to be read, printed and changed.

A dot is a figure, an arrow without end is a bound ("at least", "up to"), a line between two ends
is a range, a hollow mark is a plan. Nothing is averaged, and no error bar is drawn that no source
gave. What counts different things stands in different parts of the chart. ``chartlab.js`` draws
the same marks; a test holds both to it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from whosays.case.annotation import FIGURE_OF
from whosays.case.asked import of_case
from whosays.case.case import Case
from whosays.charts.captions import (
    figure_words,
    heading_of,
    summary_of,
    what_counted,
    with_more,
)
from whosays.charts.figure import ACCENT, INK, INK_SOFT, PAPER, STYLE, Illustration
from whosays.charts.statements import checked, parts, span_of, value_of, values_of
from whosays.charts.ticks import Scale
from whosays.tables.html import table_html

_REACH = 16
"""How far the arrow of a bound reaches, in points: it says a direction, not an amount."""

_ROW = 0.3  # inches
_WIDE, _NARROW = 6.4, 3.6  # inches: the text column of a desktop page and of a phone
_LETTER = 0.074  # inches, of the labels; the page's own font is hardly ever wider
_LABEL_WIDE, _LABEL_NARROW = 40, 46  # letters in a line
_LINE = 0.54  # of a row, from a line of a label to the next
_DASHED = (0, (3, 2))


@of_case
def estimates(
    case: Case,
    frame: pd.DataFrame,
    *,
    title: str,
    summary: str = "",
    own: pd.DataFrame | None = None,
) -> Illustration:
    """Chart the statements of ``frame`` (columns as in ``tables.estimates``).

    One row each, in parts by what is counted and then by date, on one axis from zero; the
    article's own figures (``tables.own_figures``), where they are given, come first. ``summary``
    says what there is to see, by default how many figures each part has; the alternative text is
    made from the data.

    A row of your own needs ``date``, ``source``, ``counted`` (one of ``case.counts.kinds``) and a
    figure (:func:`whosays.charts.statements.checked`). Raises ValueError for an empty frame and
    for what does not fit, with column, row and what may stand there, and TypeError where no case
    was given.

    >>> rows = tables.estimates(case)
    >>> charts.estimates(case, rows[rows["counted"] == "honoured"], title="Portraits")
    <chart 'Portraits': Dot chart. Each statement has a row of its own, grouped by what is ...>
    """
    t = case.words.of("charts")
    rows = checked(frame, case.counts.kinds, case.kinds_counted)
    shown = parts(rows, own, case.counts.kinds)
    named = [(heading_of(part, case), rows) for part, rows in shown]
    limit = max((value for _, rows in shown for value in values_of(rows)), default=0.0)
    listed = "; ".join(f"{heading}: {len(rows)}" for heading, rows in named)
    lines = [
        line
        for heading, rows in named
        for line in (_Line(heading), *(_statement_line(row, case) for _, row in rows.iterrows()))
    ]
    with mpl.rc_context(STYLE):
        return Illustration(
            wide=_draw(lines, limit, _WIDE, case),
            narrow=_draw(lines, limit, _NARROW, case),
            title=title,
            alt=t["alt"].format(listed=listed, largest=case.words.number(limit)),
            summary=summary or summary_of(shown, case),
            table=_table(shown, title, case),
            words=case.words,
            anchor=f"chart-{span_of(rows)}",
        )


@dataclass(frozen=True)
class _Line:
    """A line of the chart: the heading of a part, or a statement with its figure in words."""

    label: str
    row: pd.Series | None = None
    words: str = ""
    planned: bool = False


def _statement_line(row: pd.Series, case: Case) -> _Line:
    """Day and source stand beside a row; the article's own figures have no day."""
    day = f"{case.words.day(row['date'], short=True)}  " if "date" in row else ""
    planned = row["counted"] in case.counts.planned
    return _Line(f"{day}{row['source']}", row, figure_words(row, case.words), planned)


def _draw(lines: Sequence[_Line], limit: float, width: float, case: Case) -> Figure:
    narrow = width < 5  # noqa: PLR2004 - between the two widths there are
    # On a phone a label stands above its mark, so a line takes twice the height.
    step = 2 if narrow else 1
    height = _ROW * step * len(lines) * (0.72 if narrow else 1) + 0.5
    figure = Figure(figsize=(width, height))
    lines = [replace(line, label=_wrapped(line, narrow=narrow)) for line in lines]
    left = 0.03 if narrow else _room_for_labels(lines) / width
    axes = figure.add_axes((left, 0.42 / height, 0.97 - left, 1 - 0.5 / height))
    axes.set_xlim(0, _end_of_axis(lines, limit, (0.97 - left) * width))
    axes.set_ylim(step * len(lines) - 0.5, -0.5 - (step - 1) / 2)
    for at, line in enumerate(lines):
        _draw_line(axes, at * step, line, narrow=narrow)
    axes.set_yticks([])
    ticks = Scale("zero", 0, limit or 1).ticks()[::step]
    axes.set_xticks(ticks, [case.words.number(tick) for tick in ticks])
    axes.tick_params(length=0, labelsize=9)
    axes.grid(axis="x", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(case.counts.unit, size=9)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_position(("data", 0))
    return figure


def _wrapped(line: _Line, *, narrow: bool) -> str:
    """The label in two lines if it has to be, on a phone in one; the table has it whole."""
    if line.row is None:
        return line.label
    letters, most = (_LABEL_NARROW, 1) if narrow else (_LABEL_WIDE, 2)
    return textwrap.fill(line.label, letters, max_lines=most, placeholder=" …")


def _room_for_labels(lines: Sequence[_Line]) -> float:
    """Inches that the labels beside the marks take."""
    labels = [line.label for line in lines if line.row is not None]
    return max(len(part) for label in labels for part in label.split("\n")) * _LETTER + 0.1


def _end_of_axis(lines: Sequence[_Line], limit: float, length: float) -> float:
    """Where an axis of so many inches ends: each figure in words has room behind its mark."""
    ends = [limit or 1]
    for line in lines:
        if line.row is not None and FIGURE_OF[line.row["bound"]]:
            words = len(line.words) * _LETTER + _behind(line.row["bound"]) / 72
            ends.append(value_of(line.row) * length / max(length - words, length / 4))
    return max(ends)


def _behind(bound: str) -> float:
    """How far behind its number the words of a mark stand, in points."""
    return 7 + _REACH * (bound == "at_least")


def _draw_line(axes: Axes, at: float, line: _Line, *, narrow: bool) -> None:
    text: dict[str, Any] = {"va": "center", "parse_math": False}
    # From the edge of the figure, not of the axes.
    edge = mpl.transforms.blended_transform_factory(axes.figure.transFigure, axes.transData)
    if line.row is None:
        axes.text(0, at + narrow * 0.5, line.label, weight="bold", transform=edge, **text)
        return
    if narrow:
        axes.text(0, at - 0.35, line.label, color=INK_SOFT, size=9, transform=edge, **text)
    else:
        # A text each, since only then they end at the axis in every font.
        parts = line.label.split("\n")
        for n, part in enumerate(parts):
            axes.text(-0.02, at + (n - (len(parts) - 1) / 2) * _LINE, part, ha="right", size=9.5,
                      transform=axes.get_yaxis_transform(), **text)  # fmt: skip
    _draw_mark(axes, at + narrow * 0.5, line.row, line.words, planned=line.planned)


# --- marks ---


def _draw_mark(axes: Axes, y: float, row: pd.Series, words: str, *, planned: bool) -> None:
    """Draw one statement, with its figure in words behind it."""
    bound, value = row["bound"], value_of(row)
    if not FIGURE_OF[bound]:
        axes.annotate(words, (0, y), (5, 0), xycoords=axes.get_yaxis_transform(),
                      textcoords="offset points", va="center", size=9, style="italic",
                      color=INK_SOFT, parse_math=False)  # fmt: skip
        return
    line: dict[str, Any] = {"color": ACCENT, "linewidth": 1.6, "url": row.get("url") or None}
    ends = {**line, "markeredgewidth": line["linewidth"], "zorder": 3, "linestyle": "none"}
    tick = {**ends, "marker": "|", "markersize": 7, "markerfacecolor": "none"}
    if planned:
        line["linestyle"] = _DASHED
    match bound:
        case "range":
            axes.plot([row["low"], value], [y, y], zorder=3, **line)
            axes.plot([row["low"], value], [y, y], **tick)
        case "at_least" | "up_to":
            forward = bound == "at_least"
            axes.annotate("", (value, y), (_REACH if forward else -_REACH, 0), zorder=3,
                          textcoords="offset points", arrowprops={
                "arrowstyle": "<-", "connectionstyle": "arc", "shrinkA": 0, "shrinkB": 0, **line,
            })  # fmt: skip
            axes.plot([value], [y], **tick)
        case _:
            axes.plot([value], [y], marker="o", markersize=6.3, clip_on=False,
                      markerfacecolor=PAPER if planned else ACCENT, **ends)  # fmt: skip
    axes.annotate(words, (value, y), (_behind(bound), 0), textcoords="offset points",
                  va="center", size=9.5,
                  color=INK, zorder=4, parse_math=False,
                  bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})  # fmt: skip


# --- table ---


def _table(shown: list[tuple[str, pd.DataFrame]], title: str, case: Case) -> Markup:
    t = case.words.of("charts")
    rows: list[list[Markup | str]] = []
    for part, frame in shown:
        for _, row in frame.iterrows():
            figure = figure_words(row, case.words)
            if part == "article":
                words = Markup('<q lang="{}">{}</q>').format(case.article.language, row["wording"])
                what = heading_of(row["counted"], case)
                rows.append([t["undated"], row["source"], figure, what, words])
                continue
            source = with_more(row["source"], row["speaker"])
            what = what_counted(row, case)
            rows.append([row["date"], source, figure, what, _published(row)])
    header = [t[f"column_{name}"] for name in ("day", "who", "figure", "counted", "wording")]
    return table_html(title, header, rows)


def _published(row: pd.Series) -> Markup:
    """The words and where they stand; what is not known is left out."""
    where = escape(row["outlet"])
    if row["url"]:
        where = Markup('<a href="{}">{}</a>').format(row["url"], row["outlet"])
    return Markup(", ").join(part for part in (escape(row["wording"]), where) if part)

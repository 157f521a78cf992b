"""Charts of differing estimates.

A dot is a figure, an arrow without end is a bound ("at least", "up to"), a bar between two ends is
a range, a hollow mark is a plan. Nothing is averaged, and no error bar is drawn that no source
gave. What counts different things stands in different parts of the chart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from whosays.figures import ACCENT, INK, INK_SOFT, PAPER, STYLE, Illustration, html_table

COUNTED = {
    "planned": "Planned or expected, not yet there",
    "sent": "Sent",
    "training": "In training",
    "present": "There at the time",
    "in_combat": "In combat",
    "": "Said that there is nothing to count",
}
"""What the figures count, in the order of the chart, with the heading of each part."""

_NO_FIGURE = {"presence_only": "no figure given", "denial": "denied"}
_ROW = 0.3  # inches
_WIDE, _NARROW = 6.4, 3.6  # inches: the text column of a desktop page and of a phone


def figure_words(row: pd.Series) -> str:
    """The figure of a row in words, for example "at least 3,000"."""
    match row["bound"]:
        case "exact":
            return f"{row['point']:,.0f}"
        case "approx":
            return f"about {row['point']:,.0f}"
        case "at_least":
            return f"at least {row['low']:,.0f}"
        case "up_to":
            return f"up to {row['high']:,.0f}"
        case "range":
            return f"{row['low']:,.0f} to {row['high']:,.0f}"
    return _NO_FIGURE[row["bound"]]


def estimates(
    frame: pd.DataFrame, *, title: str, summary: str, own: pd.DataFrame | None = None
) -> Illustration:
    """Chart the statements of ``frame`` (columns as in ``tables.estimates``).

    One row each, in parts by what is counted and then by date, on one axis from zero; the
    article's own figures (``tables.own_figures``) come first. ``summary`` says what there is to
    see; the alternative text is made from the data. Raises ValueError for an empty frame.
    """
    if frame.empty:
        raise ValueError("There is nothing to draw: the table has no rows. Loosen the filter.")
    parts = _parts(frame, own)
    limit = float(frame[["low", "high", "point"]].to_numpy(float, na_value=0).max())
    listed = "; ".join(f"{heading.lower()}: {len(rows)}" for heading, rows in parts)
    alt = (
        f"Dot chart. Each statement has a row of its own, grouped by what is counted ({listed}). "
        f"The axis starts at zero; the largest figure is {limit:,.0f}."
    )
    lines = [
        line
        for heading, rows in parts
        for line in (_Line(heading), *(_Line(_label(row), row) for _, row in rows.iterrows()))
    ]
    with mpl.rc_context(STYLE):
        return Illustration(
            wide=_draw(lines, limit, _WIDE),
            narrow=_draw(lines, limit, _NARROW),
            title=title,
            alt=alt,
            summary=summary,
            table=_table(parts, title),
        )


def _parts(frame: pd.DataFrame, own: pd.DataFrame | None) -> list[tuple[str, pd.DataFrame]]:
    """Heading and rows of each part of the chart, empty parts left out."""
    parts = [] if own is None else [("In this article", own)]
    for counted, heading in COUNTED.items():
        rows = frame[frame["counted"] == counted].sort_values("date", kind="stable")
        parts.append((heading, rows))
    return [(heading, rows) for heading, rows in parts if not rows.empty]


@dataclass(frozen=True)
class _Line:
    """A line of the chart: the heading of a part, or a statement."""

    label: str
    row: pd.Series | None = None


def _label(row: pd.Series) -> str:
    if "date" not in row:
        return str(row["source"])
    day = dt.date.fromisoformat(row["date"])
    return f"{day.day} {day:%b %Y}  {row['source']}"


def _draw(lines: Sequence[_Line], limit: float, width: float) -> Figure:
    narrow = width < 5  # noqa: PLR2004 - between the two widths there are
    # On a phone a label stands above its mark, so a line takes twice the height.
    step = 2 if narrow else 1
    height = _ROW * step * len(lines) * (0.72 if narrow else 1) + 0.5
    figure = Figure(figsize=(width, height))
    left = 0.03 if narrow else 0.36
    axes = figure.add_axes((left, 0.42 / height, 0.97 - left, 1 - 0.5 / height))
    axes.set_xlim(0, limit * (1.5 if narrow else 1.3))  # room for the figure in words
    axes.set_ylim(step * len(lines) - 0.5, -0.5 - (step - 1) / 2)
    for number, line in enumerate(lines):
        at = number * step
        if line.row is None:
            axes.text(0 if narrow else -0.55, at + (step - 1) * 0.5, line.label, weight="bold",
                      va="center", transform=axes.get_yaxis_transform())  # fmt: skip
            continue
        if narrow:
            axes.text(0, at - 0.35, line.label, va="center", color=INK_SOFT, size=9)
        else:
            axes.text(-0.02, at, line.label, va="center", ha="right", size=9.5,
                      transform=axes.get_yaxis_transform())  # fmt: skip
        _mark(axes, at + (0.5 if narrow else 0), line.row, limit)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(mpl.ticker.MaxNLocator(4 if narrow else 6, integer=True))
    axes.xaxis.set_major_formatter(mpl.ticker.StrMethodFormatter("{x:,.0f}"))
    axes.tick_params(length=0, labelsize=9)
    axes.grid(axis="x", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel("soldiers", size=9)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_position(("data", 0))
    return figure


def _mark(axes: Axes, y: float, row: pd.Series, limit: float) -> None:
    """Draw one statement, linked to where it was published."""
    fill = PAPER if row["counted"] == "planned" else ACCENT
    dot: dict[str, Any] = {
        "marker": "o",
        "s": 42,
        "facecolor": fill,
        "edgecolor": ACCENT,
        "linewidth": 1.4,
    }
    end_of_bar: dict[str, Any] = {"marker": "|", "s": 70, "color": ACCENT, "linewidth": 1.6}
    reach = limit * 0.09
    match row["bound"]:
        case "exact" | "approx":
            artist, end = axes.scatter(row["point"], y, zorder=3, **dot), row["point"]
        case "range":
            axes.plot([row["low"], row["high"]], [y, y], color=ACCENT, linewidth=2, zorder=2)
            ends = [row["low"], row["high"]]
            artist, end = axes.scatter(ends, [y, y], **end_of_bar), row["high"]
        case "at_least" | "up_to":
            at_least = row["bound"] == "at_least"
            start = row["low"] if at_least else row["high"]
            tip = start + reach if at_least else start - reach
            axes.annotate("", (tip, y), (start, y), zorder=2, arrowprops={
                "arrowstyle": "->", "color": ACCENT, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0,
            })  # fmt: skip
            artist = axes.scatter(start, y, **end_of_bar)
            end = max(start, tip)
        case _:
            axes.text(0.01, y, figure_words(row), va="center", size=9, style="italic",
                      color=INK_SOFT, transform=axes.get_yaxis_transform())  # fmt: skip
            return
    if "url" in row:
        artist.set_urls([row["url"]] * 2)  # a range has two ends
    axes.text(end + limit * 0.025, y, figure_words(row), va="center", size=9.5, color=INK,
              bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}, zorder=4)  # fmt: skip


def _table(parts: list[tuple[str, pd.DataFrame]], title: str) -> Markup:
    rows: list[list[Markup | str]] = []
    for heading, frame in parts:
        for _, row in frame.iterrows():
            if "url" not in row:
                words = Markup('<q lang="de">{}</q>').format(row["wording"])
                rows.append(["in the article", row["source"], figure_words(row), heading, words])
                continue
            source = f"{row['source']} ({row['speaker']})"
            counted = f"{row['counted_as_worded']} ({row['scope']})"
            words = Markup('{}, <a href="{}">{}</a>').format(
                row["wording"], row["url"], row["outlet"]
            )
            rows.append([row["date"], source, figure_words(row), counted, words])
    header = ["Said on", "Who", "Figure", "What is counted", "Wording and outlet"]
    return html_table(title, header, rows)


__all__ = ["COUNTED", "estimates", "figure_words"]

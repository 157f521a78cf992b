"""A matplotlib figure as part of a page: for a phone, for the dark, and for who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

from markupsafe import Markup
from matplotlib.figure import Figure

from whosays.charts.svg import written
from whosays.words import Words

INK = "#1b1b1f"
INK_SOFT = "#55565c"
LINE = "#c9c9ce"
PAPER = "#fffffe"
ACCENT = "#1f5f8b"

CSS_NAMES = {
    INK: "--ws-ink",
    INK_SOFT: "--ws-ink-soft",
    LINE: "--ws-line",
    PAPER: "--ws-paper",
    ACCENT: "--ws-accent",
}
"""Colours a chart may use: the page replaces each by its own for light or dark."""

STYLE = {
    "text.parse_math": False,  # a unit may have dollar signs in it
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK_SOFT,
    "xtick.color": INK_SOFT,
    "ytick.color": INK,
    "grid.color": LINE,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    # Replaced by the page's own font; what matters is that every machine draws the same.
    "font.family": "DejaVu Sans",
}


_SHORT = 80
"""So many characters of a description stand in a console."""


@dataclass(frozen=True)
class Illustration:
    """A chart with all that a reader may need instead of it; shows itself in a notebook.

    ``wide`` and ``narrow`` draw the same for a desktop and for a phone: text in a drawing neither
    wraps nor moves, and labels that are beside the marks on the one are above them on the other.
    ``alt`` says in a sentence what is to be seen, ``summary`` what it means; ``table`` is HTML with
    the same data, ``words`` are the reader's; ``anchor`` is the id that a link leads to.
    """

    wide: Figure
    narrow: Figure
    title: str
    alt: str
    summary: str
    table: Markup
    words: Words
    anchor: str = ""

    def __repr__(self) -> str:
        return f"<chart {self.title!r}: {shorten(self.alt, _SHORT, placeholder=' …')}>"

    def _repr_html_(self) -> str:
        t = self.words.of("charts")
        drawn = Markup("").join(
            Markup(
                '<div class="ws-chart ws-chart-{name}" aria-hidden="true"{hidden}>{svg}</div>'
            ).format(name=name, hidden=hidden, svg=Markup(written(figure, CSS_NAMES)))  # noqa: S704 - our own SVG
            for name, figure, hidden in (
                ("wide", self.wide, ""),
                ("narrow", self.narrow, Markup(" hidden")),
            )
        )
        html = Markup(
            '<figure class="ws-figure"{named}>'
            '<figcaption class="ws-figure-title">{title}</figcaption>'
            '<p class="ws-figure-alt">{alt}</p>{drawn}<p class="ws-figure-alt">{summary}</p>'
            '<details class="ws-figure-table"><summary>{fold}</summary>'
            '<div tabindex="0" role="region" aria-label="{label}">'
            "{table}</div></details></figure>"
        ).format(
            named=Markup(' id="{}"').format(self.anchor) if self.anchor else "",
            title=self.title,
            alt=self.alt,
            drawn=drawn,
            summary=self.summary,
            table=self.table,
            fold=t["as_table"],
            label=t["table_of"].format(title=self.title),
        )
        return str(html)

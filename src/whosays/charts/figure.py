"""A matplotlib figure as part of a page: for a phone, for the dark, and for who cannot see it."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.figure import Figure

from whosays.words import Words

INK = "#1b1b1f"
INK_SOFT = "#55565c"
LINE = "#c9c9ce"
PAPER = "#fffffe"
ACCENT = "#1f5f8b"

_CSS_NAMES = {
    INK: "--ws-ink",
    INK_SOFT: "--ws-ink-soft",
    LINE: "--ws-line",
    PAPER: "--ws-paper",
    ACCENT: "--ws-accent",
}
"""Colours a chart may use: the page replaces each by its own for light or dark."""

STYLE = {
    "svg.fonttype": "none",  # text stays text: it can be searched, enlarged and read aloud
    "svg.hashsalt": "whosays",  # the same chart gives the same file
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


def svg(figure: Figure) -> str:
    """The figure as SVG for use inside a page: ids of its own, colours left to the page."""
    text = _drawn(figure)
    # By the drawing and not by counting, so that a build does not depend on what was drawn before.
    prefix = f"ws{hashlib.sha256(text.encode()).hexdigest()[:8]}-"
    text = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}\1"', text)
    text = re.sub(r'(href="#|url\(#)', rf"\1{prefix}", text)
    # The drawing is hidden from screen readers; its links stand in the table, for the keyboard too.
    text = text.replace("<a ", '<a tabindex="-1" ')
    text = re.sub(r'<svg ([^>]*?)width="[^"]*"', r"<svg \1", text, count=1)
    return re.sub(r'<svg ([^>]*?)height="[^"]*"', r"<svg \1", text, count=1)


def _drawn(figure: Figure) -> str:
    """What matplotlib makes of the figure, with colours and font left to the page."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "whosays"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    for colour, name in _CSS_NAMES.items():
        text = text.replace(colour, f"var({name}, {colour})")
    # The font comes from the page; its size stays.
    return re.sub(r"'DejaVu Sans'[^;\"]*", "var(--ws-sans, sans-serif)", text)


@dataclass(frozen=True)
class Illustration:
    """A chart with all that a reader may need instead of it; shows itself in a notebook.

    ``wide`` and ``narrow`` draw the same for a desktop and for a phone. ``alt`` says in a sentence
    what is to be seen, ``summary`` what it means; ``table`` is HTML with the same data, ``words``
    are the reader's; ``anchor`` is the id that a link leads to.
    """

    wide: Figure
    narrow: Figure
    title: str
    alt: str
    summary: str
    table: Markup
    words: Words
    anchor: str = ""

    def _repr_html_(self) -> str:
        t = self.words.of("charts")
        drawn = Markup("").join(
            Markup(
                '<div class="ws-chart ws-chart-{name}" aria-hidden="true"{hidden}>{svg}</div>'
            ).format(name=name, hidden=hidden, svg=Markup(svg(figure)))  # noqa: S704 - our own SVG
            for name, figure, hidden in (
                ("wide", self.wide, ""),
                ("narrow", self.narrow, Markup(" hidden")),
            )
        )
        html = Markup(
            '<figure class="ws-figure"{named}><div class="ws-figure-title">{title}</div>'
            '<p class="ws-figure-alt">{alt}</p>{drawn}'
            "<figcaption>{summary}</figcaption>"
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

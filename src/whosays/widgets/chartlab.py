"""The chart lab: one chart of estimates, drawn in every way that changes what it seems to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import pandas as pd
import traitlets

from whosays import tables
from whosays.case.asked import of_case
from whosays.case.case import Case
from whosays.charts.lab import ALL, MARKS, ChoiceView, LabView, drawable, drawing
from whosays.charts.statements import checked, span_of
from whosays.charts.ticks import KINDS
from whosays.widgets._base import Widget, WrongChoiceError, front_end

FIRST = {"counted": ALL, "axis": "zero", "marks": "dots", "bounds": True, "wording": False}

SAMPLES: dict[str, tuple[int, str, bool, str, str]] = {
    "exact": (12, "exact", False, "50%", ""),
    "planned": (12, "exact", True, "50%", ""),
    "at_least": (26, "at_least", False, "3.8%", ""),
    "up_to": (26, "up_to", False, "96.2%", ""),
    "range": (26, "range", False, "96.2%", "3.8%"),
}
"""Marks of the key: width in pixels, bound, whether planned, and where (as in chartlab.js)."""


class ChartLab(Widget):
    """A chart of published figures with switches for what misleads.

    ``chart`` holds numbers and words, from which the page draws
    (:func:`whosays.charts.lab.drawing`).
    The other traits are what the reader has chosen; a live kernel can read and set them:

    - ``counted``: "all", or what is counted in the frame, out of ``case.counts.kinds``;
    - ``axis``: "zero", "cut" or "log"; ``marks``: "dots" or "bars", but no bars on a log axis;
    - ``bounds``: True or False, whether "at least" and "up to" are shown; ``wording``: True or
      False, the sources' words;
    - ``frame``: a table, which draws all of it anew;
    - ``title``: text. Without one, or set to "", it has the first and last day of the frame.

    Any other name raises AttributeError, another value TraitError; both say what there is.
    """

    _esm = front_end("chartlab", ".js")
    _css = front_end("chartlab", ".css")
    stem = "chartlab"
    content = ("_rows", "statement")
    contract: ClassVar[dict[str, Any]] = {"chart": LabView}
    settable: ClassVar[dict[str, str]] = {
        "axis": "'zero', 'cut' or 'log'",
        "bounds": "True or False",
        "counted": "'all' or what is counted, out of case.counts.kinds",
        "frame": "a table",
        "marks": "'dots' or 'bars'",
        "title": "text",
        "wording": "True or False",
    }
    # A widget has a `log` of its own, for messages of the program.
    meant: ClassVar[dict[str, str]] = {
        "log": "axis",
        "scale": "axis",
        "bars": "marks",
        "dots": "marks",
        "words": "wording",
        "rows": "frame",
    }

    chart = traitlets.Dict().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    original = traitlets.Unicode().tag(sync=True)
    counted = traitlets.Unicode(ALL).tag(sync=True)
    axis = traitlets.Enum(KINDS, "zero").tag(sync=True)
    marks = traitlets.Enum(MARKS, "dots").tag(sync=True)
    bounds = traitlets.Bool(default_value=True).tag(sync=True)
    wording = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(self, case: Case, frame: pd.DataFrame | None = None, *, title: str = "") -> None:
        """Show ``frame`` (columns as in ``tables.estimates``; all of the case's unless given)."""
        super().__init__(lang=case.lang, original=case.article.language)
        words = case.words.of("charts")
        of_table = ("column", "table", "as_table", "undated")
        shared = {name: text for name, text in words.items() if name.startswith(of_table)}
        self.strings = {**self.strings, **shared}
        self._case = case
        self._own = tables.own_figures(case)
        self._given_title = title
        self._rows = pd.DataFrame()
        self.frame = tables.estimates(case) if frame is None else frame

    @property
    def frame(self) -> pd.DataFrame:
        """The statements that are shown. Set it, and the chart is drawn anew."""
        return self._frame

    @frame.setter
    def frame(self, frame: pd.DataFrame) -> None:
        chart = drawing(self._case, frame, self._own)
        self._frame, self._rows = frame, checked(frame, self._case.counts.kinds)
        self.anchor = f"lab-{span_of(self._rows)}"
        with self.hold_sync():
            if self.counted not in chart["views"]:
                self.counted = ALL
            self.chart = dict(chart)
            self.title = self._given_title

    @traitlets.validate("title")
    def _given_or_dated(self, proposal: dict[str, Any]) -> str:
        """A title that was given stays for other frames, too; the dated one goes with its frame."""
        self._given_title = str(proposal["value"])
        return self._given_title or self._dated_title()

    def _dated_title(self) -> str:
        dates = self._rows["date"]
        first, last = (self.words.day(date, short=True) for date in (dates.min(), dates.max()))
        return str(self.strings["title"]).format(first=first, last=last)

    @traitlets.validate("counted")
    def _known_view(self, proposal: dict[str, Any]) -> str:
        views = self.chart.get("views", {ALL: {}})
        if proposal["value"] not in views:
            raise WrongChoiceError(
                f"nothing counted as {proposal['value']!r} here; there are: {', '.join(views)}"
            )
        return str(proposal["value"])

    @traitlets.validate("axis", "marks")
    def _go_together(self, proposal: dict[str, Any]) -> str:
        chosen = {"axis": self.axis, "marks": self.marks, proposal["trait"].name: proposal["value"]}
        if not drawable(**chosen):
            raise WrongChoiceError(self.strings["reason_bars"])
        return str(proposal["value"])

    @classmethod
    def rests(cls, values: Mapping[str, Any]) -> bool:
        """It does as it is at first: all that is counted, dots from zero, with bounds."""
        return all(values[name] == value for name, value in FIRST.items())

    def fallback_context(self) -> dict[str, Any]:
        """The chart as it first stands, with its table, for the page without JavaScript."""
        chart = self.chart
        view = chart["views"][ALL]
        scale = view["scales"]["zero"]
        ids = [each for _, part in view["parts"] for each in part]

        def part(value: float | None) -> str:
            """Where a value is on the axis."""
            return "" if value is None else f"{value / scale['end']:.1%}"

        return {
            "view": view,
            "scale": scale,
            "part": part,
            "rows": [chart["rows"][each] for each in ids],
            "samples": SAMPLES,
            "counted": [
                (name, f"{each['name'] or self.strings['all']} ({_rows_in(each)})")
                for name, each in chart["views"].items()
            ],
        }


def _rows_in(view: ChoiceView) -> int:
    return sum(len(ids) for _, ids in view["parts"])


@of_case
def chart_lab(case: Case, frame: pd.DataFrame | None = None, *, title: str = "") -> ChartLab:
    """A chart of published figures to switch between honest and misleading ways of drawing it.

    ``frame`` has columns as ``tables.estimates``, for example its rows of one month; without it
    all of the case's rows are shown. A row of your own needs ``date``, ``source``, ``counted`` and
    a figure (:func:`whosays.charts.statements.checked`). Without ``title`` the days are the title.

    With Python running, set on what you get: ``axis`` ("zero", "cut", "log"), ``marks`` ("dots",
    "bars"), ``counted`` ("all", or a kind of count), ``bounds`` and ``wording`` (True, False),
    ``frame`` (a table) and ``title`` (:class:`ChartLab`). Raises ValueError where no row gives a
    figure, for a row that does not fit (naming column and row), and TypeError where no case was
    given.

    >>> rows = tables.estimates(case)
    >>> mine = chart_lab(case, rows[rows["counted"] == "in_combat"])
    >>> mine.axis = "log"
    >>> mine
    <ChartLab of 4 statements: run this cell in a notebook to use it>
    """
    return ChartLab(case, frame, title=title)

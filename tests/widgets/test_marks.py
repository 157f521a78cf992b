"""Two draw a statement, matplotlib for paper and the chart lab for the page: the same mark.

What is compared is read from the shapes themselves. In the page, a shape's place becomes a number
by the axis as a reader would use it: by its labelled lines.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from playwright.sync_api import Page

from tests.widgets.conftest import OpenWidget
from whosays import Case, charts, tables
from whosays.case.annotation import FIGURE_OF
from whosays.charts import figure as figures
from whosays.charts import statements
from whosays.charts.captions import figure_words
from whosays.charts.lab import LabView, drawing
from whosays.charts.ticks import KINDS
from whosays.widgets import chart_lab
from whosays.widgets.chartlab import ChartLab

OPEN = {"at_least": 1, "up_to": -1}
"""Bounds whose arrow has no end, and to which side it goes."""


@dataclass(frozen=True)
class Mark:
    """A statement as it is drawn. ``low`` is where a range begins; a plan is hollow or dashed."""

    kind: str
    low: float
    value: float
    planned: bool
    words: str


NOTHING = math.inf  # unlike NaN, it equals itself


def made_up(kinds: Iterable[str]) -> pd.DataFrame:
    """A statement of every bound for every kind of count, twice, with numbers of any size."""
    pick = random.Random(8)  # noqa: S311 (the same numbers every time)
    rows = []
    for kind, bound, _ in itertools.product(kinds, FIGURE_OF, range(2)):
        low = round(10 ** pick.uniform(0.5, 5))
        numbers = dict(zip(FIGURE_OF[bound], (low, low + pick.randint(1, 9999)), strict=False))
        rows.append({"date": "2025-03-01", "source": f"{kind} {bound}", "counted": kind,
                     "bound": bound, **numbers})  # fmt: skip
    return pd.DataFrame(rows)


def expected(case: Case, frame: pd.DataFrame) -> list[Mark]:
    """What the marks have to be, in the order of the chart."""
    found = []
    for _, rows in statements.parts(frame, None, case.counts.kinds):
        for _, row in rows.iterrows():
            kind = {"exact": "dot", "approx": "dot"}.get(row["bound"], row["bound"])
            has_figure = bool(FIGURE_OF[row["bound"]])
            low = row["low"] if kind == "range" else NOTHING
            value = statements.value_of(row) if has_figure else NOTHING
            planned = has_figure and row["counted"] in case.counts.planned
            kind = kind if has_figure else "none"
            found.append(Mark(kind, low, value, planned, figure_words(row, case.words)))
    return found


# --- matplotlib ---


def in_matplotlib(figure: Figure) -> list[Mark]:
    """The marks of a figure from above to below."""
    (axes,) = figure.axes
    said = [text for text in axes.texts if isinstance(text, Annotation) and text.get_text()]
    return [_artists(axes, text) for text in sorted(said, key=lambda text: text.xy[1])]


def _artists(axes: Any, said: Annotation) -> Mark:
    y = said.xy[1]
    lines = [line for line in axes.lines if line.get_ydata()[0] == y]
    ends = [float(x) for line in lines if line.get_marker() == "|" for x in line.get_xdata()]
    shapes = [line for line in lines if line.get_marker() != "|"]
    arrows = [text for text in axes.texts if isinstance(text, Annotation) and text.arrow_patch
              and text.xy[1] == y]  # fmt: skip
    words = said.get_text()
    if not shapes and not arrows:
        assert ends == []
        return Mark("none", NOTHING, NOTHING, planned=False, words=words)
    (shape,) = [*shapes, *arrows]
    if isinstance(shape, Annotation):
        kind = "at_least" if shape.xyann[0] > 0 else "up_to"
        assert ends == [shape.xy[0]]
        return Mark(kind, NOTHING, float(shape.xy[0]), _is_dashed(shape.arrow_patch), words)
    xs = [float(x) for x in shape.get_xdata()]
    if shape.get_marker() == "o":
        (value,) = xs
        return Mark("dot", NOTHING, value, shape.get_markerfacecolor() == figures.PAPER, words)
    assert ends == xs
    return Mark("range", *xs, planned=_is_dashed(shape), words=words)


def _is_dashed(artist: Any) -> bool:
    return artist.get_linestyle() not in ("-", "solid")


# --- the page ---

SHAPES = """() => {
  const chart = document.querySelector(".ws-chart");
  const paper = getComputedStyle(document.querySelector(".ws-lab")).backgroundColor;
  const all = (node, selector) => [...node.querySelectorAll(selector)];
  const isHollow = (shape) => getComputedStyle(shape).fill === paper;
  const isDashed = (shape) => getComputedStyle(shape).strokeDasharray !== "none";
  const percent = (shape, ...names) =>
    names.map((name) => Number(shape.getAttribute(name).match(/^([\\d.]+)%$/)[1]));
  const reach = (shaft) => Number(shaft.getAttribute("d").match(/h (-?[\\d.]+)$/)[1]);
  const along = (svg) => {
    const { left, right } = svg.getBoundingClientRect();
    return [left, right];
  };
  return {
    ruler: along(chart.querySelector(".ws-ruler")),
    plots: all(chart, ".ws-plot").filter((plot) => plot.checkVisibility()).map(along),
    labels: all(chart, ".ws-ruler > text[x]").map((label) => label.textContent),
    places: all(chart, ".ws-ruler > text[x]").flatMap((label) => percent(label, "x")),
    lines: all(chart, ".ws-ruler > line").flatMap((line) => percent(line, "x1")),
    marks: all(chart, ".ws-row").map((row) => ({
      id: row.querySelector("a")?.dataset.row,
      words: row.querySelector(".ws-number, .ws-silent").textContent,
      dots: all(row, ".ws-dot").map((dot) => [...percent(dot, "cx"), isHollow(dot)]),
      spans: all(row, ".ws-span").map((span) => [...percent(span, "x1", "x2"), isDashed(span)]),
      shafts: all(row, ".ws-shaft").map((shaft) => [
        ...percent(shaft.parentNode, "x"), reach(shaft), isDashed(shaft),
      ]),
      ends: all(row, ".ws-end").flatMap((end) => percent(end, "x1")),
      bars: all(row, ".ws-bar").map((bar) => [
        ...percent(bar, "x", "width"), isHollow(bar), getComputedStyle(bar).fillOpacity < 1,
      ]),
    })),
  };
}"""

ROUNDED = 0.2
"""Per cent of the axis: a place, a width and the last label's place are tenths of one each."""


class Axis:
    """Turns places in the drawing into numbers, by the first and the last of its labels."""

    def __init__(self, seen: dict[str, Any], kind: str) -> None:
        numbers = [float(label.replace(",", "")) for label in seen["labels"]]
        places = seen["places"]
        self.kind = kind
        self.ends = [(places[at], self._along(numbers[at])) for at in (0, -1)]
        assert places == [0, *seen["lines"]]
        for place, number in zip(places, numbers, strict=True):
            assert self.number(place) == self.near(number)
        # Marks and lines stand in drawings of their own, one exactly as long as the other.
        for plot in seen["plots"]:
            assert plot == pytest.approx(seen["ruler"], abs=2)

    def _along(self, number: float) -> float:
        return math.log(number) if self.kind == "log" else number

    def number(self, place: float) -> float:
        (first, low), (last, high) = self.ends
        found = low + (place - first) / (last - first) * (high - low)
        return math.exp(found) if self.kind == "log" else found

    def near(self, number: float) -> Any:
        """The number as exactly as it can be read from places that are rounded."""
        if number == NOTHING:
            return number
        (first, low), (last, high) = self.ends
        place = first + (self._along(number) - low) / (high - low) * (last - first)
        return pytest.approx(number, abs=self.number(place + ROUNDED) - number)


def in_page(page: Page, kind: str) -> tuple[list[Mark], Axis]:
    """The marks of the chart lab from above to below, drawn as dots, and their axis."""
    seen = page.evaluate(SHAPES)
    axis = Axis(seen, kind)
    return [_mark(each, axis) for each in seen["marks"]], axis


def _mark(seen: dict[str, Any], axis: Axis) -> Mark:
    assert seen["bars"] == []
    words, ends = seen["words"], [axis.number(end) for end in seen["ends"]]
    shapes = [(name, shape) for name in ("dots", "spans", "shafts") for shape in seen[name]]
    if not shapes:
        assert ends == []
        return Mark("none", NOTHING, NOTHING, planned=False, words=words)
    ((name, (place, *others, planned)),) = shapes
    value = axis.number(place)
    match name:
        case "dots":
            return Mark("dot", NOTHING, value, planned, words)
        case "spans":
            high = axis.number(others[-1])
            assert ends == [value, high]
            return Mark("range", value, high, planned, words)
        case _:
            assert ends == [value]
            kind = "at_least" if others[-1] > 0 else "up_to"
            return Mark(kind, NOTHING, value, planned, words)


# --- both ---


def about(marks: list[Mark], near: Callable[[float], Any] = pytest.approx) -> list[Any]:
    return [
        (mark.kind, near(mark.low), near(mark.value), mark.planned, mark.words) for mark in marks
    ]


def as_rows(marks: list[Mark]) -> list[Any]:
    return [(mark.kind, mark.low, mark.value, mark.planned, mark.words) for mark in marks]


@dataclass(frozen=True)
class Given:
    """Statements, the marks that they have to have, and what the page gets of them."""

    frame: pd.DataFrame
    marks: list[Mark]
    chart: LabView


@pytest.fixture(scope="module")
def every(kursk: Case) -> dict[str, Given]:
    kinds = kursk.counts.kinds
    frames = {"case": tables.estimates(kursk), "made up": made_up(kinds)}
    checked = {name: statements.checked(frame, kinds) for name, frame in frames.items()}
    return {
        name: Given(frame, expected(kursk, frame), drawing(kursk, frame))
        for name, frame in checked.items()
    }


@pytest.fixture(scope="module")
def lab(kursk: Case) -> ChartLab:
    return chart_lab(kursk)


def shown(page: Page, given: Given, kind: str = "zero", **choices: Any) -> Page:
    """The page with another frame and other choices, as live Python would set them."""
    for name, value in {"chart": given.chart, "axis": kind, **choices}.items():
        page.evaluate("([name, value]) => harness.model.set(name, value)", [name, value])
    return page


@pytest.mark.parametrize("name", ["case", "made up"])
def test_matplotlib_draws_the_marks(kursk: Case, every: dict[str, Given], name: str) -> None:
    wanted = every[name].marks
    assert {mark.kind for mark in wanted} == {"dot", "range", "at_least", "up_to", "none"}
    illustration = charts.estimates(kursk, every[name].frame, title="Marks")
    for figure in (illustration.wide, illustration.narrow):
        assert as_rows(in_matplotlib(figure)) == about(wanted)


@pytest.mark.parametrize("name", ["case", "made up"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_draws_the_same_marks(
    open_widget: OpenWidget, lab: ChartLab, every: dict[str, Given], width: int, name: str
) -> None:
    page = open_widget(lab, width=width)
    for kind in KINDS:
        drawn, axis = in_page(shown(page, every[name], kind), kind)
        assert as_rows(drawn) == about(every[name].marks, axis.near)


@pytest.mark.parametrize(
    "change",
    [
        {"value": 4000},
        {"bound": "up_to"},
        {"bound": "exact"},
        {"planned": True},
        {"value": None},
        {"figure": "3,000"},
    ],
    ids=str,
)
def test_a_mark_that_is_drawn_otherwise_is_noticed(
    open_widget: OpenWidget, lab: ChartLab, every: dict[str, Given], change: dict[str, Any]
) -> None:
    page = shown(open_widget(lab), every["case"])
    page.evaluate(
        """(change) => {
          const chart = harness.model.get("chart");
          Object.assign(chart.rows.e11, change);
          harness.model.set("chart", chart);
        }""",
        change,
    )
    drawn, axis = in_page(page, "zero")
    assert as_rows(drawn) != about(every["case"].marks, axis.near)


def test_bars_reach_their_figures_and_are_pale_where_nothing_is_sure(
    open_widget: OpenWidget, kursk: Case, lab: ChartLab, every: dict[str, Given]
) -> None:
    page = open_widget(lab)
    for given, kind in itertools.product(every.values(), ("zero", "cut")):
        seen = shown(page, given, kind, marks="bars").evaluate(SHAPES)
        axis, rows = Axis(seen, kind), {row["id"]: row for _, row in given.frame.iterrows()}
        start = axis.number(0)
        ids = [each for _, part in given.chart["views"]["all"]["parts"] for each in part]
        for name, each in zip(ids, seen["marks"], strict=True):
            row, value = rows[name], statements.value_of(rows[name])
            assert each["id"] == (name if FIGURE_OF[row["bound"]] else None)
            assert each["dots"] == []
            bars = [
                (axis.number(x), axis.number(x + width), hollow, pale)
                for x, width, hollow, pale in each["bars"]
            ]
            if not FIGURE_OF[row["bound"]]:
                wanted = []
            elif row["counted"] in kursk.counts.planned:
                wanted = [(start, value, True, False)]
            else:
                sure = {"range": row["low"], "up_to": start}.get(row["bound"], value)
                wanted = [(start, sure, False, False), (sure, value, False, True)]
            wanted = [bar for bar in wanted if bar[0] < bar[1]]
            assert bars == [(axis.near(a), axis.near(b), *look) for a, b, *look in wanted]


def test_without_bounds_floors_and_ceilings_are_dots_and_nothing_else_changes(
    open_widget: OpenWidget, lab: ChartLab, every: dict[str, Given]
) -> None:
    for given in every.values():
        page = shown(open_widget(lab), given, bounds=False)
        wanted = [
            Mark("dot", NOTHING, mark.value, mark.planned, f"{mark.value:,.0f}")
            if mark.kind in OPEN else mark
            for mark in given.marks
        ]  # fmt: skip
        drawn, axis = in_page(page, "zero")
        assert as_rows(drawn) == about(wanted, axis.near)

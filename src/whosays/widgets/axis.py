"""The misleading axis: estimate a ratio from cut bars, see the true one, repair the chart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any, ClassVar

import pandas as pd
import traitlets
from typing_extensions import TypedDict

from whosays import tables
from whosays.case.annotation import FIGURE_OF
from whosays.case.asked import listed, of_case
from whosays.case.case import Case
from whosays.charts.captions import figure_words, heading_of
from whosays.charts.statements import DROPPED, value_of
from whosays.errors import UnknownNameError, WrongValueError, there_are
from whosays.widgets._base import Widget, front_end
from whosays.words.numbers import conventions
from whosays.words.said import filled


class StatementView(TypedDict):
    """One of the two statements: a number, and all about it in words."""

    source: str
    speaker: str
    bound: str
    wording: str
    outlet: str
    url: str
    day: str
    value: float
    figure: str
    what: str
    limit: str


class AxisExercise(Widget):
    """Two figures for the same thing as bars on an axis that starts just below them.

    ``pair`` holds the two statements, the smaller first, and ``start`` where the axis is cut. A
    live kernel can read and set what the reader does: ``guess``, how many times as large the
    second figure seemed, and ``baseline``, where the axis starts now.
    """

    _esm = front_end("axis", ".js")
    _css = front_end("axis", ".css")
    stem = "axis"
    content = ("pair", "figure")
    contract: ClassVar[dict[str, Any]] = {"pair": list[StatementView]}

    pair = traitlets.List(traitlets.Dict(), minlen=2, maxlen=2).tag(sync=True)
    start = traitlets.Float().tag(sync=True)
    guess = traitlets.Float(default_value=None, allow_none=True).tag(sync=True)
    baseline = traitlets.Float().tag(sync=True)

    def __init__(self, case: Case, first: pd.Series, second: pd.Series) -> None:
        """Compare two rows of ``tables.estimates``; the figure of ``second`` is the larger."""
        low, high = value_of(first), value_of(second)
        # The first bar keeps as much as the two differ by: drawn, the second is twice as long.
        start = max(2 * low - high, low * 0.9)
        pair = [_statement(row, case) for row in (first, second)]
        super().__init__(
            pair=pair,
            start=start,
            baseline=start,
            lang=case.lang,
            anchor=f"axis-{first['id']}-{second['id']}",
        )
        number = case.words.number
        known = {
            "unit": case.counts.unit,
            "what": pair[0]["what"],
            "first": pair[0]["figure"],
            "second": pair[1]["figure"],
            "printed": number(start),
            "highest": number(self.highest),
            "distorted": number(self.drawn_ratio(start), places=2),
            "true": number(self.drawn_ratio(0), places=2),
            "percent": number((self.drawn_ratio(0) - 1) * 100, places=1),
        }
        how = conventions(case.lang)
        # Other names in braces wait for the reader's doing.
        self.strings = {
            **{name: filled(text, known) for name, text in self.strings.items()},
            "thousands": how["thousands"],
            "decimal": how["decimal"],
        }

    @traitlets.validate("baseline")
    def _below_both(self, proposal: dict[str, Any]) -> float:
        start = float(proposal["value"])
        if not 0 <= start < self.pair[0]["value"]:
            raise traitlets.TraitError(
                f"the axis starts at 0 or more and below {self.pair[0]['value']:,.0f}"
            )
        return start

    @traitlets.validate("guess")
    def _above_zero(self, proposal: dict[str, Any]) -> float | None:
        guess = proposal["value"]
        if guess is not None and not guess > 0:
            raise traitlets.TraitError("a ratio is greater than 0")
        return None if guess is None else float(guess)

    @property
    def highest(self) -> float:
        """The highest start of the axis that leaves something of the first bar."""
        first, second = (statement["value"] for statement in self.pair)
        return float(first - (second - first) / 10)

    def drawn_ratio(self, baseline: float | None = None) -> float:
        """How many times as long the second bar is, on the axis as it starts now or as told."""
        start = self.baseline if baseline is None else baseline
        first, second = (statement["value"] - start for statement in self.pair)
        return float(second / first)

    @classmethod
    def rests(cls, values: Mapping[str, Any]) -> bool:
        """It does before a guess, on the axis as printed."""
        return values["guess"] is None and values["baseline"] == values["start"]

    def fallback_context(self) -> dict[str, Any]:
        """The axis as it was printed, in words, and how numbers are written."""
        number = self.words.number
        alt_before = filled(self.strings["alt_before"], {"start": number(self.start)})
        return {"alt_before": alt_before, "number": number}


def _statement(row: pd.Series, case: Case) -> StatementView:
    t, figure = case.words.of("axis"), figure_words(row, case.words)
    return {
        "source": row["source"],
        "speaker": row["speaker"],
        "bound": row["bound"],
        "wording": row["wording"],
        "outlet": row["outlet"],
        "url": row["url"],
        "day": case.words.day(row["date"], short=True),
        "value": value_of(row),
        "figure": figure,
        "what": heading_of(row["counted"], case),
        "limit": t["bound"].format(figure=figure) if row["bound"] in DROPPED else "",
    }


def closest_pair(frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The two statements of the same thing in the same place that differ, and differ the least.

    Among equals, those said closest together in time. Raises WrongValueError where there are none.
    """
    has_one = frame["bound"].map(lambda bound: len(FIGURE_OF[bound]) == 1)
    figures = frame[has_one.astype(bool)]  # without rows, what is mapped is no mask by itself
    found = [
        tuple(sorted(two, key=value_of))
        for _, rows in figures.groupby(["counted", "region"])
        for two in combinations((row for _, row in rows.iterrows()), 2)
        if value_of(two[0]) != value_of(two[1])
    ]
    if not found:
        raise WrongValueError(
            "there are no two different figures for the same thing in the same place; add a row"
            " to estimates.csv, or leave this exercise out"
        )
    first, second = min(found, key=_distance)
    return first, second


def _distance(two: tuple[pd.Series, ...]) -> tuple[float, int, str]:
    first, second = two
    days = second["date"] - first["date"]
    ratio = value_of(second) / value_of(first)
    return ratio, abs(days.days), first["id"] + second["id"]


@of_case
def axis_exercise(case: Case, *, pair: tuple[str, str] | None = None) -> AxisExercise:
    """An exercise in reading, and then repairing, bars on a cut axis.

    ``pair`` names two statements of the case's estimates by id; without it, those are taken that
    count the same and differ the least. Raises KeyError for an id that does not exist, ValueError
    for less or more than two ids, for statements without a figure and for equal figures,
    and TypeError where no case was given.

    >>> axis_exercise(case, pair=("e17", "e20"))
    <AxisExercise of 2 figures: run this cell in a notebook to use it>
    """
    frame = tables.estimates(case)
    if pair is None:
        return AxisExercise(case, *closest_pair(frame))
    names = listed(pair)
    if len(names) != 2:  # noqa: PLR2004 - a pair is two
        raise WrongValueError(
            f"pair takes two ids, such as pair=('e17', 'e18'), and not {len(names)}:"
            f" {', '.join(map(str, names))}"
        )
    rows = {row["id"]: row for _, row in frame.iterrows()}
    if missing := [name for name in names if name not in rows]:
        raise UnknownNameError(
            f"no estimate {', '.join(map(str, missing))}; {there_are(missing[0], rows)}"
        )
    for name in names:
        if pd.isna(value_of(rows[name])):
            said = figure_words(rows[name], case.words)
            raise WrongValueError(f"{name} gives no figure ({said}); choose another for the pair")
    first, second = sorted((rows[name] for name in names), key=value_of)
    if not value_of(first) < value_of(second):
        raise WrongValueError(f"the two figures have to differ: {', '.join(names)}")
    return AxisExercise(case, first, second)

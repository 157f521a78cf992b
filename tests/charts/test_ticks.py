"""Axes start where they say, are labelled at round numbers and hold every figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.charts import ticks


def test_axis_from_zero_starts_at_zero_and_a_cut_one_close_below_the_smallest() -> None:
    assert ticks.scale_for("zero", [1500, 12000]) == ticks.Scale("zero", 0, 12000)
    assert ticks.scale_for("cut", [10000, 12000]).start == 9500
    assert ticks.scale_for("cut", [1500, 12000]).start == 1000
    assert ticks.scale_for("log", [1500, 12000]).start == 1000


@pytest.mark.parametrize(
    ("scale", "labelled"),
    [
        (ticks.Scale("zero", 0, 12000), [0, 2500, 5000, 7500, 10000]),
        (ticks.Scale("zero", 0, 10000), [0, 2000, 4000, 6000, 8000, 10000]),
        (ticks.Scale("zero", 0, 12), [0, 5, 10]),
        (ticks.Scale("zero", 0, 1), [0, 1]),
        (ticks.Scale("cut", 9500, 12000), [9500, 10000, 10500, 11000, 11500, 12000]),
        (ticks.Scale("cut", 1000, 12000), [1000, 2500, 5000, 7500, 10000]),
        (ticks.Scale("log", 1000, 12000), [1000, 2000, 5000, 10000]),
    ],
)
def test_an_axis_is_labelled_at_round_numbers_and_where_it_starts(
    scale: ticks.Scale, labelled: list[float]
) -> None:
    assert scale.ticks() == labelled


@pytest.mark.parametrize("kind", ticks.KINDS)
@given(values=st.lists(st.floats(0.01, 1e9), min_size=1, max_size=9))
def test_every_figure_lies_on_its_axis(kind: str, values: list[float]) -> None:
    scale = ticks.scale_for(kind, values)
    labelled = scale.ticks()
    assert scale.start < min(values)
    assert scale.end == max(values)
    assert (scale.start == 0) is (kind == "zero")
    assert labelled == sorted(set(labelled))
    assert all(scale.start <= tick <= scale.end for tick in labelled)
    if kind != "log":
        assert labelled[0] == scale.start
        assert len(labelled) <= 7

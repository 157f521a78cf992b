"""What is published about independent readings is computed, and every difference explained."""

from __future__ import annotations

import math

import pytest

from whosays import Case
from whosays.measures import readings
from whosays.measures.agreement import alpha


def test_every_reader_read_every_unit_once(kursk: Case) -> None:
    rows = readings.readings(kursk)
    assert not rows.duplicated(["round", "reader", "layer", "unit"]).any()
    assert (rows.groupby(["round", "layer"])["reader"].nunique() == 2).all()
    per_reader = rows.groupby(["round", "layer", "reader"])["unit"].nunique().unstack()
    assert per_reader.apply(lambda row: row.dropna().nunique() == 1, axis=1).all()
    sentences = rows[rows["layer"] == "stwr"]
    assert set(sentences["unit"]) == set(kursk.sentences)
    assert set(rows[rows["layer"] == "type"]["unit"]) == set(kursk.claims)


def test_the_layers_are_those_of_the_table(kursk: Case) -> None:
    assert set(readings.readings(kursk)["layer"]) == set(readings.LAYERS)


def test_no_alpha_is_published_without_its_interval(kursk: Case) -> None:
    table = readings.agreement(kursk)
    assert len(table) == 2 * len(readings.LAYERS)
    for _, row in table.iterrows():
        assert math.isnan(row["alpha"]) or row["low"] <= row["alpha"] <= row["high"] <= 1
        assert 0 <= row["as_gold"] <= 1


def test_alpha_is_that_of_the_two_readers(kursk: Case) -> None:
    rows = readings.readings(kursk)
    chosen = rows[(rows["round"] == 1) & (rows["layer"] == "mood")]
    by_reader = {
        name: list(part.sort_values("unit")["value"]) for name, part in chosen.groupby("reader")
    }
    pairs = list(zip(by_reader["A"], by_reader["B"], strict=True))
    table = readings.agreement(kursk).set_index(["round", "layer"])
    assert table.loc[(1, "mood"), "alpha"] == pytest.approx(alpha(pairs))


def test_every_remaining_difference_is_explained(kursk: Case) -> None:
    left = readings.differences(kursk)
    assert (left["reason"] != "").all()
    assert set(readings.settled(kursk)) == set(left["unit"])


def test_the_readers_agree_with_the_gold_on_nearly_every_sentence(kursk: Case) -> None:
    left = readings.differences(kursk)
    assert left["unit"].isin(list(kursk.sentences)).sum() == 0

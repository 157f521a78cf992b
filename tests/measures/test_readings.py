"""What is published about independent readings is computed, and every difference explained."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import KURSK, Edit, case_in, problems_of
from whosays import Case, TableView, read_case
from whosays.case.readings import Layer
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
    assert set(readings.readings(kursk)["layer"]) == set(Layer)


def test_no_alpha_is_published_without_its_interval(kursk: Case) -> None:
    table = readings.agreement(kursk)
    assert len(table) == 2 * len(Layer)
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
    assert set(kursk.settled) == set(left["unit"])


def test_differences_are_told_in_the_readers_words() -> None:
    told = {
        lang: set(readings.differences(case_in(KURSK, lang=lang))["gold"]) for lang in ("en", "de")
    }
    assert "contrasts, different quantity" in told["en"]
    assert "steht gegenüber, andere Größe" in told["de"]


def test_a_value_that_the_gold_leaves_open_counts_as_the_golds(kursk: Case) -> None:
    rows = readings.readings(kursk)
    last = rows[(rows["round"] == 2) & (rows["layer"] == "medium") & (rows["unit"] == "p7s1")]
    assert set(last["value"]) == {"thought"}
    assert readings.gold_values(kursk, "medium", "p7s1") == ["speech_or_thought"]
    assert not (readings.differences(kursk)["layer"] == "medium").any()


def test_the_readers_agree_with_the_gold_on_nearly_every_sentence(kursk: Case) -> None:
    left = readings.differences(kursk)
    assert left["unit"].isin(list(kursk.sentences)).sum() == 0


def test_rounds_stand_side_by_side_however_many_there_are(kursk: Case) -> None:
    rows = readings.published(kursk)
    assert list(rows.columns) == [
        "layer", "units", "alpha_round_1", "alpha_round_2", "as_gold_last"
    ]  # fmt: skip
    assert list(rows["layer"]) == list(Layer)
    third = [r.model_copy(update={"round": 3}) for r in kursk.readings if r.layer == "stwr"]
    more = replace(kursk, readings=(*kursk.readings, *third))
    shown = readings.published(more).set_index("layer")
    assert shown.loc["stwr", "alpha_round_3"] == "1.00 (1.00 to 1.00)"
    assert shown.loc["mood", "alpha_round_3"] == ""
    only = replace(kursk, readings=tuple(r for r in kursk.readings if r.round == 2))
    assert "alpha_round_1" not in readings.published(only)
    assert "Alpha, round 2" in TableView(only, readings.published(only))._repr_html_()


def test_readings_are_published_in_the_readers_language() -> None:
    rows = readings.published(case_in(KURSK, lang="de")).set_index("layer")
    assert rows.loc["stwr", "alpha_round_1"] == "1,00 (1,00 bis 1,00)"
    assert rows.loc["stwr", "as_gold_last"] == "100 %"


def test_a_case_does_without_readings(folder: Path) -> None:
    (folder / "readings.csv").unlink()
    (folder / "settled.yml").unlink()
    case = read_case(folder)
    assert readings.readings(case).empty
    assert readings.published(case).empty
    assert readings.differences(case).empty


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("readings.csv", "A,source,p1s1", "A,sauce,p1s1"), "'sauce' does not fit"),
        (("readings.csv", "A,stwr,p1s1", "A,source,p1s1"), "the same stands already on line 2"),
        (("settled.yml", "  en: >-", "  fr: >-"), "English (en:) is missing"),
    ],
)
def test_what_is_wrong_with_readings_is_reported(
    folder: Path, edit: Edit, change: tuple[str, str, str], said: str
) -> None:
    edit(*change)
    (problem,) = problems_of(folder)
    assert problem.file == change[0]
    assert said in problem.problem
    assert problem.line

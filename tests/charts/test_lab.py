"""The chart lab's numbers and words: every choice has them, and they say what the data say."""

from __future__ import annotations

import dataclasses
import json

import pandas as pd
import pytest

from tests.charts.made import VOTES
from whosays import Case, tables
from whosays.charts import ticks
from whosays.charts.lab import MARKS, ChoiceView, LabView, drawable, drawing


@pytest.fixture(scope="module")
def october(kursk: Case) -> pd.DataFrame:
    frame = tables.estimates(kursk)
    return frame[frame["date"] <= "2024-10-31"]


@pytest.fixture(scope="module")
def chart(kursk: Case, october: pd.DataFrame) -> LabView:
    return drawing(kursk, october, tables.own_figures(kursk))


def ids_of(view: ChoiceView) -> list[str]:
    return [each for _, ids in view["parts"] for each in ids]


def test_a_row_has_numbers_to_draw_and_words_to_read(chart: LabView) -> None:
    floor = chart["rows"]["e11"]
    numbers = ("low", "high", "point", "value")
    assert [floor[name] for name in numbers] == [3000, None, None, 3000]
    assert (floor["figure"], floor["loose"], floor["day"]) == ("at least 3,000", "3,000", "23 Oct")
    assert chart["rows"]["e01"]["value"] is None
    assert (chart["rows"]["e01"]["figure"], chart["rows"]["e01"]["loose"]) == ("denied", "")
    assert chart["rows"]["e02"]["planned"] is True
    assert floor["planned"] is False


def test_views_hold_what_they_count_and_all_holds_everything(
    chart: LabView, october: pd.DataFrame
) -> None:
    assert list(chart["views"]) == ["all", "planned", "sent", "training", "present", "known"]
    assert set(october["id"]) < set(ids_of(chart["views"]["all"]))
    for counted in ("planned", "sent", "training", "present", "known"):
        shown = ids_of(chart["views"][counted])
        assert {chart["rows"][name]["counted"] for name in shown} == {counted}
    assert chart["views"]["present"]["parts"][0][0] == "article"
    assert {part for part, _ in chart["views"]["all"]["parts"]} == set(chart["headings"])


def test_rows_of_a_part_stand_in_order_of_date(chart: LabView) -> None:
    for _, ids in chart["views"]["all"]["parts"]:
        days = [chart["rows"][name]["date"] for name in ids]
        assert days == sorted(days)


def test_every_way_to_draw_has_its_axis_and_its_words(kursk: Case, chart: LabView) -> None:
    ways = {f"{axis} {marks}" for axis in ticks.KINDS for marks in MARKS if drawable(axis, marks)}
    for view in chart["views"].values():
        assert list(view["scales"]) == list(ticks.KINDS)
        assert set(view["alts"]) == set(view["notes"]) == ways
        for scale in view["scales"].values():
            assert [label for _, label in scale["ticks"]] == [
                kursk.words.number(value) for value, _ in scale["ticks"]
            ]


def test_no_bars_go_with_a_logarithmic_axis() -> None:
    assert not drawable("log", "bars")
    assert drawable("cut", "bars")


def test_what_a_page_gets_is_plain_json_and_the_same_each_time(
    kursk: Case, october: pd.DataFrame
) -> None:
    first, second = (json.dumps(drawing(kursk, october.head(5)), allow_nan=False) for _ in "12")
    assert first == second


def test_a_day_goes_without_its_year_only_where_all_are_of_the_articles(
    kursk: Case, chart: LabView
) -> None:
    assert chart["rows"]["e02"]["day"] == "17 Oct"
    frame = tables.estimates(kursk)
    both = drawing(kursk, frame[frame["id"].isin(["e02", "e40"])])
    assert both["rows"]["e02"]["day"] == "17 Oct 2024"
    later = drawing(kursk, frame[frame["id"] == "e40"])
    assert later["rows"]["e40"]["day"] == "17 Jun 2025"


@pytest.mark.parametrize("rows", [[], ["e01", "e06"]])
def test_nothing_to_draw_is_refused_in_words(
    kursk: Case, october: pd.DataFrame, rows: list[str]
) -> None:
    with pytest.raises(ValueError, match="Loosen the filter"):
        drawing(kursk, october[october["id"].isin(rows)])


def test_another_article_counts_what_it_counts_in_its_own_words(kursk: Case) -> None:
    case = dataclasses.replace(kursk, counting=VOTES)
    rows = [
        {"date": "2025-03-01", "source": "Board", "counted": counted, "point": number}
        for counted, number in (("expected", 900), ("cast", 800))
    ]
    chart = drawing(case, pd.DataFrame(rows))
    assert [view["name"] for view in chart["views"].values()] == ["", "cast", "expected"]
    assert chart["headings"] == {"cast": "Votes cast", "expected": "Votes expected"}
    assert [row["planned"] for row in chart["rows"].values()] == [False, True]
    assert chart["views"]["all"]["key"][1] == ["exact", "planned"]
    assert chart["rows"]["row-1"]["what"] == "Votes cast"
    assert chart["unit"] == "votes"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("soldiers", "sent", "23 Oct")), ("de", ("Soldaten", "entsandt", "23. Okt."))],
)
def test_unit_names_and_days_are_in_the_readers_language(
    kursk: Case, october: pd.DataFrame, lang: str, words: tuple[str, ...]
) -> None:
    chart = drawing(dataclasses.replace(kursk, lang=lang), october)
    assert (chart["unit"], chart["views"]["sent"]["name"], chart["rows"]["e11"]["day"]) == words

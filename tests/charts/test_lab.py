"""The chart lab's numbers and words: every choice has them, and they say what the data say."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pandas as pd
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from whosays.counts import Counts, counts_for, unit_of
from whosays.drawing import MARKS, drawable, drawing

from whosays import Case, captions, tables, ticks
from whosays.widgets import axis_exercise, chart_lab
from whosays.widgets.axis import closest_pair
from whosays.widgets.chartlab import ChartLab

COUNTS = counts_for()
VOTES = Counts(
    headings={"cast": "Votes cast", "expected": "Votes expected"},
    names={"cast": "cast", "expected": "expected"},
    planned=frozenset({"expected"}),
)


@pytest.fixture(scope="module")
def october(kursk: Case) -> pd.DataFrame:
    frame = tables.estimates(kursk)
    return frame[frame["date"] <= "2024-10-31"]


@pytest.fixture(scope="module")
def chart(kursk: Case, october: pd.DataFrame) -> dict[str, Any]:
    return drawing(october, tables.own_figures(kursk), counts=COUNTS, unit="soldiers")


@pytest.fixture
def lab(kursk: Case, october: pd.DataFrame) -> ChartLab:
    return chart_lab(kursk, october[october["counted"].isin(["training", "planned"])])


def ids_of(view: dict[str, Any]) -> list[str]:
    return [each for _, ids in view["parts"] for each in ids]


# --- axes ---


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


# --- what a page gets ---


def test_a_row_has_numbers_to_draw_and_words_to_read(chart: dict[str, Any]) -> None:
    floor = chart["rows"]["e11"]
    numbers = ("low", "high", "point", "value")
    assert [floor[name] for name in numbers] == [3000, None, None, 3000]
    assert (floor["figure"], floor["loose"], floor["day"]) == ("at least 3,000", "3,000", "23 Oct")
    assert chart["rows"]["e01"]["value"] is None
    assert (chart["rows"]["e01"]["figure"], chart["rows"]["e01"]["loose"]) == ("denied", "")
    assert chart["rows"]["e02"]["planned"] is True
    assert floor["planned"] is False


def test_views_hold_what_they_count_and_all_holds_everything(
    chart: dict[str, Any], october: pd.DataFrame
) -> None:
    assert list(chart["views"]) == ["all", "planned", "sent", "training", "present"]
    assert set(october["id"]) < set(ids_of(chart["views"]["all"]))
    for counted in ("planned", "sent", "training", "present"):
        shown = ids_of(chart["views"][counted])
        assert {chart["rows"][name]["counted"] for name in shown} == {counted}
    assert chart["views"]["present"]["parts"][0][0] == "article"
    assert {part for part, _ in chart["views"]["all"]["parts"]} == set(chart["headings"])


def test_rows_of_a_part_stand_in_order_of_date(chart: dict[str, Any]) -> None:
    for _, ids in chart["views"]["all"]["parts"]:
        days = [chart["rows"][name]["date"] for name in ids]
        assert days == sorted(days)


def test_every_way_to_draw_has_its_axis_and_its_words(chart: dict[str, Any]) -> None:
    for view in chart["views"].values():
        assert list(view["scales"]) == list(ticks.KINDS)
        ways = {f"{axis} {marks}" for axis in ticks.KINDS for marks in MARKS
                if drawable(axis, marks)}  # fmt: skip
        assert set(view["alts"]) == set(view["notes"]) == ways
        for scale in view["scales"].values():
            assert [label for _, label in scale["ticks"]] == [
                captions.number(value) for value, _ in scale["ticks"]
            ]


def test_no_bars_go_with_a_logarithmic_axis() -> None:
    assert not drawable("log", "bars")
    assert drawable("cut", "bars")


def test_what_a_page_gets_is_plain_json_and_the_same_each_time(october: pd.DataFrame) -> None:
    first, second = (
        json.dumps(drawing(october.head(5), counts=COUNTS), allow_nan=False) for _ in range(2)
    )
    assert first == second


def test_years_are_shown_only_where_they_differ(kursk: Case, chart: dict[str, Any]) -> None:
    assert chart["rows"]["e02"]["day"] == "17 Oct"
    frame = tables.estimates(kursk)
    both = drawing(frame[frame["id"].isin(["e02", "e40"])], counts=COUNTS)
    assert both["rows"]["e02"]["day"] == "17 Oct 2024"


@pytest.mark.parametrize("rows", [[], ["e01", "e06"]])
def test_nothing_to_draw_is_refused_in_words(october: pd.DataFrame, rows: list[str]) -> None:
    with pytest.raises(ValueError, match="Loosen the filter"):
        drawing(october[october["id"].isin(rows)], counts=COUNTS)


def test_another_article_counts_what_it_counts_in_its_own_words() -> None:
    rows = [
        {"date": "2025-03-01", "source": "Board", "counted": counted, "point": number}
        for counted, number in (("expected", 900), ("cast", 800))
    ]
    chart = drawing(pd.DataFrame(rows), counts=VOTES, unit="votes")
    assert [view["name"] for view in chart["views"].values()] == ["", "cast", "expected"]
    assert chart["headings"] == VOTES.headings
    assert [row["planned"] for row in chart["rows"].values()] == [False, True]
    assert chart["views"]["all"]["key"][1] == ["exact", "planned"]
    assert chart["rows"]["row-1"]["what"] == "Votes cast"
    assert chart["unit"] == "votes"


def test_the_unit_is_that_of_the_case_in_each_language(kursk: Case) -> None:
    assert [unit_of(kursk, lang) for lang in ("en", "de")] == ["soldiers", "Soldaten"]
    assert chart_lab(kursk, lang="de").chart["unit"] == "Soldaten"


# --- captions ---


def test_summary_says_how_many_figures_between_what(chart: dict[str, Any]) -> None:
    assert chart["views"]["sent"]["summary"] == (
        "Sent: 8 figures from 1,500 to 12,000, in 10 statements."
    )
    assert chart["views"]["all"]["summary"].endswith("Denials: no figure (statements: 2).")


def test_a_cut_axis_is_called_misleading_in_numbers(chart: dict[str, Any]) -> None:
    notes = chart["views"]["training"]["notes"]
    assert "2 times as long as the shortest, and its figure is 1.1 times" in notes["cut bars"]
    assert "nearest" in notes["cut dots"]
    assert notes["zero bars"] == notes["zero dots"] == ""
    assert chart["views"]["training"]["alts"]["cut bars"] == (
        "Bar chart, statements: 3. The axis starts at 10,000, not at zero. "
        "The largest figure is 12,000."
    )


def test_what_was_dropped_is_named(chart: dict[str, Any]) -> None:
    assert "up to 8,000 (US State Dept), 2 more" in chart["views"]["all"]["loose"]
    assert "nothing was dropped" in chart["views"]["planned"]["loose"]


def test_the_key_has_the_sorts_that_are_drawn(chart: dict[str, Any]) -> None:
    assert chart["views"]["sent"]["key"] == [["exact"], ["exact", "at_least", "up_to"]]
    assert chart["views"]["planned"]["key"] == [["planned"], ["planned"]]
    every = pd.DataFrame(
        {"bound": ["range", "up_to", "denial"], "counted": ["sent", "planned", ""]}
    )
    assert captions.sorts(every, COUNTS) == ["planned", "up_to", "range"]


def test_numbers_have_the_separators_of_their_language() -> None:
    assert [captions.number(1234.56, lang, places=1) for lang in ("en", "de")] == [
        "1,234.6",
        "1.234,6",
    ]
    assert captions.number(2, places=1) == "2"
    assert captions.number(1000) == "1,000"


# --- the widget, from Python ---


def test_no_matplotlib_is_loaded_before_a_static_form_is_made(kursk: Case) -> None:
    code = """
import sys
from whosays import read_case
from whosays.widgets import chart_lab
lab = chart_lab(read_case(sys.argv[1]))
loaded = "matplotlib" in sys.modules
lab.fallback()
print(loaded, "matplotlib" in sys.modules)
"""
    run = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code, str(kursk.folder.resolve())],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["False", "True"]


def test_setting_the_frame_draws_anew_and_keeps_what_can_be_kept(
    lab: ChartLab, october: pd.DataFrame
) -> None:
    lab.counted = "training"
    lab.frame = october[october["counted"] == "training"]
    assert lab.counted == "training"
    assert set(lab.chart["views"]) == {"all", "training", "present"}
    lab.frame = october[october["counted"] == "planned"]
    assert lab.counted == "all"
    assert "17 Oct 2024 to 28 Oct 2024" in lab.title


def test_a_title_is_that_of_the_days_unless_one_is_given(
    lab: ChartLab, kursk: Case, october: pd.DataFrame
) -> None:
    lab.title = "Mine"
    lab.frame = october.head(5)
    assert lab.title == "Mine"
    lab.title = ""
    assert lab.title == "Who said how many, 10 Oct 2024 to 18 Oct 2024"
    given = chart_lab(kursk, october.head(5), title="October")
    given.frame = tables.estimates(kursk)
    assert given.title == "October"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("log", "Did you mean axis .'zero', 'cut' or 'log'"),
        ("scale", "Did you mean axis"),
        ("titel", "Did you mean title"),
        ("xyz", "There are: axis .* bounds .* title"),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_the_nearest(
    lab: ChartLab, name: str, message: str
) -> None:
    with pytest.raises(AttributeError, match=message):
        setattr(lab, name, "log")


def test_a_value_that_does_not_do_is_refused_with_those_that_do(lab: ChartLab) -> None:
    with pytest.raises(traitlets.TraitError, match="axis takes 'zero', 'cut' or 'log', not 'logg'"):
        lab.axis = "logg"
    with pytest.raises(traitlets.TraitError, match="bounds takes True or False, not 'yes'"):
        lab.bounds = "yes"


def test_what_can_be_set_is_what_is_said(lab: ChartLab) -> None:
    for name in lab.settable:
        setattr(lab, name, getattr(lab, name))
        assert f"``{name}``" in str(ChartLab.__doc__)
        assert f"``{name}``" in str(chart_lab.__doc__)


def test_title_and_language_are_named(kursk: Case, october: pd.DataFrame) -> None:
    with pytest.raises(TypeError):
        chart_lab(kursk, october, "All rows")  # type: ignore[misc]


def test_a_frame_without_figures_leaves_the_chart_as_it_is(
    lab: ChartLab, october: pd.DataFrame
) -> None:
    before = lab.chart
    with pytest.raises(ValueError, match="Loosen the filter"):
        lab.frame = october.head(0)
    assert lab.chart is before
    assert not lab.frame.empty


def test_combinations_without_meaning_are_refused_with_the_reason(lab: ChartLab) -> None:
    lab.axis = "log"
    with pytest.raises(traitlets.TraitError, match="no zero"):
        lab.marks = "bars"
    lab.axis, lab.marks = "cut", "bars"
    with pytest.raises(traitlets.TraitError, match="no zero"):
        lab.axis = "log"
    with pytest.raises(traitlets.TraitError, match="there are: all, planned"):
        lab.counted = "seen"


def test_fallback_has_chart_words_and_table_in_both_languages(
    kursk: Case, october: pd.DataFrame
) -> None:
    for lang, bound in (("en", "at least 3,000"), ("de", "mindestens 3.000")):
        page = html.fromstring(chart_lab(kursk, october, lang=lang).fallback())
        assert len(page.xpath("//tbody/tr")) == len(october) + 2
        assert bound in page.xpath("string(//table)")
        assert page.xpath("//q/@lang") == ["de", "de"]
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))


# --- the exercise ---


def test_the_pair_counts_the_same_in_the_same_place_and_hardly_differs(kursk: Case) -> None:
    first, second = closest_pair(tables.estimates(kursk))
    assert (first["id"], second["id"]) == ("e17", "e18")
    assert first[["counted", "region"]].equals(second[["counted", "region"]])


def test_ratios_come_from_the_data(kursk: Case) -> None:
    exercise = axis_exercise(kursk)
    assert exercise.start == 10800
    assert exercise.drawn_ratio() == 2
    assert exercise.drawn_ratio(0) == pytest.approx(11000 / 10900)
    exercise.baseline = 0
    assert exercise.drawn_ratio() == exercise.drawn_ratio(0)


def test_another_pair_can_be_named_in_any_order(kursk: Case) -> None:
    exercise = axis_exercise(kursk, pair=("e12", "e09"))
    assert [each["value"] for each in exercise.pair] == [3000, 12000]
    assert exercise.start == 2700
    with pytest.raises(KeyError, match="no estimate e99; there are: e01"):
        axis_exercise(kursk, pair=("e01", "e99"))
    with pytest.raises(ValueError, match="have to differ"):
        axis_exercise(kursk, pair=("e20", "e22"))


def test_impossible_states_are_refused(kursk: Case) -> None:
    exercise = axis_exercise(kursk)
    for name, value in (("baseline", 10900), ("baseline", -1), ("guess", 0)):
        with pytest.raises(traitlets.TraitError):
            setattr(exercise, name, value)


def test_without_two_differing_figures_there_is_no_exercise(october: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="no two different figures"):
        closest_pair(october.head(2))


def test_exercise_fallback_asks_and_folds_the_answer_away(kursk: Case) -> None:
    page = html.fromstring(axis_exercise(kursk).fallback())
    (fold,) = page.xpath("//details")
    answer = fold.text_content()
    fold.drop_tree()
    assert "How many times as large" in page.text_content()
    assert "at least 11,000" not in page.text_content()
    assert "The second number is 1.01 times the first, 0.9 % more" in answer
    assert "no point but a limit" in answer

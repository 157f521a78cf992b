"""The chart lab draws every combination, says what the data say, and nothing that they do not."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pandas as pd
import pytest
import traitlets
from lxml import html

from whosays import Case, tables
from whosays.charts import captions, scales, strips
from whosays.charts import drawing as charts
from whosays.widgets import axis_exercise, chart_lab
from whosays.widgets.axis import closest_pair
from whosays.widgets.chartlab import ChartLab


@pytest.fixture(scope="module")
def october(kursk: Case) -> pd.DataFrame:
    frame = tables.estimates(kursk)
    return frame[frame["date"] <= "2024-10-31"]


@pytest.fixture(scope="module")
def drawn(kursk: Case, october: pd.DataFrame) -> dict[str, Any]:
    return strips.drawing(october, tables.own_figures(kursk), unit="soldiers")


@pytest.fixture
def lab(kursk: Case, october: pd.DataFrame) -> ChartLab:
    return chart_lab(kursk, october[october["counted"].isin(["training", "planned"])])


def words(drawn: dict[str, Any], piece: int) -> str:
    return " ".join(shape["text"] for shape in drawn["pieces"][piece] if "text" in shape)


def ids_of(view: dict[str, Any]) -> list[str]:
    return [each for _, ids in view["parts"] for each in ids]


def one(bound: str, counted: str = "sent", **numbers: float) -> pd.Series:
    empty = {"low": float("nan"), "high": float("nan"), "point": float("nan")}
    return pd.Series({**empty, **numbers, "bound": bound, "counted": counted})


# --- axes ---


def test_axis_from_zero_starts_at_zero_and_a_cut_one_close_below_the_smallest() -> None:
    assert scales.scale_for("zero", [1500, 12000]) == scales.Scale("zero", 0, 12000)
    assert scales.scale_for("cut", [10000, 12000]).start == 9500
    assert scales.scale_for("cut", [1500, 12000]).start == 1000
    assert scales.scale_for("log", [1500, 12000]).start == 1000


@pytest.mark.parametrize("kind", scales.KINDS)
@pytest.mark.parametrize(
    "values", [[1, 1], [3000, 10000], [8000], [11000, 12000], [2, 100000], [0.5, 7]]
)
def test_every_figure_lies_on_its_axis(kind: str, values: list[float]) -> None:
    scale = scales.scale_for(kind, values)
    assert scale.start < min(values)
    assert scale.end == max(values)
    assert (scale.start == 0) is (kind == "zero")
    assert all(scale.start <= tick <= scale.end for tick in scale.ticks())


def test_a_cut_axis_says_where_it_starts() -> None:
    assert scales.scale_for("cut", [11000, 12000]).ticks()[0] == 10000


# --- what is drawn ---


def test_every_combination_has_every_row_and_its_words(
    drawn: dict[str, Any], october: pd.DataFrame
) -> None:
    rows = {row["id"]: row for _, row in october.iterrows()}
    for layout, view, axis, marks in itertools.product(
        drawn["layouts"].values(), drawn["views"], scales.KINDS, strips.MARKS
    ):
        if not strips.drawable(axis, marks):
            continue
        found = layout["marks"][f"{view} {axis}"]
        for name in set(ids_of(drawn["views"][view])) & set(rows):
            assert words(drawn, found[f"{name} {marks} true"]) == charts.figure_words(rows[name])


def test_no_bars_are_drawn_on_a_logarithmic_axis(drawn: dict[str, Any]) -> None:
    for layout in drawn["layouts"].values():
        assert not any("bars" in name for name in layout["marks"]["all log"])


def test_views_hold_what_they_count_and_all_holds_everything(
    drawn: dict[str, Any], october: pd.DataFrame
) -> None:
    assert list(drawn["views"]) == ["all", "planned", "sent", "training", "present"]
    assert set(october["id"]) < set(ids_of(drawn["views"]["all"]))
    for counted in ("planned", "sent", "training", "present"):
        shown = ids_of(drawn["views"][counted])
        assert {drawn["rows"][name]["counted"] for name in shown} == {counted}
    assert drawn["views"]["present"]["parts"][0][0] == "article"


def test_without_bounds_a_floor_looks_like_a_count(drawn: dict[str, Any]) -> None:
    marks = drawn["layouts"]["wide"]["marks"]["sent zero"]
    assert words(drawn, marks["e11 dots false"]) == "3,000"
    # The same mark as that of a source which gave no bound, in the same place.
    loose, exact = (
        [shape for shape in drawn["pieces"][marks[name]] if "d" in shape and "x" in shape]
        for name in ("e11 dots false", "e09 dots true")
    )
    assert loose == exact
    assert marks["e09 dots false"] == marks["e09 dots true"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (one("at_least", low=3000), one("exact", low=3000, point=3000)),
        (one("up_to", high=3000), one("exact", high=3000, point=3000)),
        (one("range", low=1, high=2), one("range", low=1, high=2)),
        (one("approx", point=5), one("approx", point=5)),
        (one("denial"), one("denial")),
    ],
)
def test_only_floors_and_ceilings_lose_their_bound(row: pd.Series, expected: pd.Series) -> None:
    pd.testing.assert_series_equal(strips.loose(row), expected, check_dtype=False)


def test_bars_are_as_long_as_their_figures_from_zero(drawn: dict[str, Any]) -> None:
    layout = drawn["layouts"]["wide"]
    marks = layout["marks"]["sent zero"]

    def length(name: str) -> float:
        path = next(shape["d"] for shape in drawn["pieces"][marks[f"{name} bars true"]])
        xs = [float(x) for x in re.findall(r"[ML] (\S+) ", path)]
        assert min(xs) == pytest.approx(layout["left"], abs=0.05)
        return max(xs) - min(xs)

    assert length("e12") / length("e09") == pytest.approx(4, rel=0.01)  # 12,000 and 3,000
    assert length("e12") / length("e05") == pytest.approx(8, rel=0.01)  # 12,000 and 1,500


def test_a_row_without_a_figure_has_words_and_no_mark(drawn: dict[str, Any]) -> None:
    for layout in drawn["layouts"].values():
        for axis in scales.KINDS:
            piece = layout["marks"][f"all {axis}"]["e01 dots true"]
            assert [set(shape) for shape in drawn["pieces"][piece]] == [{"style", "x", "y", "text"}]
            assert words(drawn, piece) == "denied"


def test_plans_are_hollow_as_dots_and_as_bars(drawn: dict[str, Any]) -> None:
    marks = drawn["layouts"]["wide"]["marks"]["planned zero"]
    for way in strips.MARKS:
        (mark, *_) = (s for s in drawn["pieces"][marks[f"e02 {way} true"]] if "d" in s)
        assert "fill: var(--ws-paper" in drawn["styles"][mark["style"]]


def test_an_upper_bound_fills_no_bar(drawn: dict[str, Any]) -> None:
    piece = drawn["layouts"]["wide"]["marks"]["sent zero"]["e21 bars true"]
    styles = [drawn["styles"][shape["style"]] for shape in drawn["pieces"][piece]]
    assert "opacity: 0.25" in styles[0]


def test_ticks_keep_clear_of_each_other(drawn: dict[str, Any]) -> None:
    for layout in drawn["layouts"].values():
        for ticks in layout["ticks"].values():
            assert len(ticks) >= 2
            for (x, _), (following, text) in itertools.pairwise(ticks):
                assert following - x >= len(text) * 4.9


def test_words_of_the_sources_are_wrapped_and_complete(
    drawn: dict[str, Any], october: pd.DataFrame
) -> None:
    for layout in drawn["layouts"].values():
        for _, row in october.iterrows():
            piece = layout["texts"][f"{row['id']} words"]
            assert words(drawn, piece) == " ".join(row["wording"].split())
            assert len(drawn["pieces"][piece]) == layout["lines"][row["id"]][1]


def test_the_same_data_give_the_same_pieces(october: pd.DataFrame) -> None:
    few = october.head(5)
    first, second = (json.dumps(strips.drawing(few, None)) for _ in range(2))
    assert first == second


def test_pieces_bring_no_ids_and_leave_colours_to_the_page(drawn: dict[str, Any]) -> None:
    keys = {key for piece in drawn["pieces"] for shape in piece for key in shape}
    assert keys == {"style", "d", "x", "y", "text"}
    assert len(drawn["pieces"]) == len({json.dumps(piece) for piece in drawn["pieces"]})
    assert not re.search(r"(?<!, )#[0-9a-f]{6}", " ".join(drawn["styles"]))


def test_summary_says_how_many_figures_between_what(drawn: dict[str, Any]) -> None:
    assert drawn["views"]["sent"]["summary"] == (
        "Sent: 8 figures from 1,500 to 12,000, in 10 statements."
    )
    assert drawn["views"]["all"]["summary"].endswith("Denials: no figure (statements: 2).")


def test_a_cut_axis_is_called_misleading_in_numbers(drawn: dict[str, Any]) -> None:
    notes = drawn["views"]["training"]["notes"]
    assert "2 times as long as the shortest, and its figure is 1.1 times" in notes["cut bars"]
    assert "nearest" in notes["cut dots"]
    assert notes["zero bars"] == notes["zero dots"] == ""
    assert "log bars" not in notes
    assert drawn["views"]["training"]["alts"]["cut bars"] == (
        "Bar chart, statements: 3. The axis starts at 10,000, not at zero. "
        "The largest figure is 12,000."
    )


def test_what_was_dropped_is_named(drawn: dict[str, Any]) -> None:
    assert "up to 8,000 (US State Dept), 2 more" in drawn["views"]["all"]["loose"]
    assert "nothing was dropped" in drawn["views"]["planned"]["loose"]


def test_the_key_has_the_sorts_that_are_drawn(drawn: dict[str, Any]) -> None:
    assert drawn["views"]["sent"]["key"] == [["exact"], ["exact", "at_least", "up_to"]]
    assert drawn["views"]["planned"]["key"] == [["planned"], ["planned"]]
    every = pd.DataFrame(
        [one("range", low=1, high=2), one("up_to", "planned", high=3), one("denial")]
    )
    assert captions.sorts(every) == ["planned", "up_to", "range"]


def test_numbers_have_the_separators_of_their_language() -> None:
    assert [charts.number(1234.56, lang, places=1) for lang in ("en", "de")] == [
        "1,234.6",
        "1.234,6",
    ]
    assert charts.number(2, places=1) == "2"
    assert charts.number(1000) == "1,000"


def test_data_with_formulas_and_foreign_letters_are_drawn_as_text(october: pd.DataFrame) -> None:
    frame = october.head(2).assign(source="$x_1$ <b>", wording="1만여명 $\\frac$ </script>")
    drawn = strips.drawing(frame, None)
    for layout in drawn["layouts"].values():
        assert words(drawn, layout["texts"]["e02 words"]) == "1만여명 $\\frac$ </script>"
        assert words(drawn, layout["texts"]["e02 label"]).endswith("$x_1$ <b>")


def test_years_are_shown_only_where_they_differ(kursk: Case, drawn: dict[str, Any]) -> None:
    assert "2024" not in words(drawn, drawn["layouts"]["wide"]["texts"]["e02 label"])
    frame = tables.estimates(kursk)
    both = strips.drawing(frame[frame["id"].isin(["e02", "e40"])], None)
    assert "17 Oct 2024" in words(both, both["layouts"]["wide"]["texts"]["e02 label"])


@pytest.mark.parametrize("rows", [[], ["e01", "e06"]])
def test_nothing_to_draw_is_refused_in_words(october: pd.DataFrame, rows: list[str]) -> None:
    with pytest.raises(ValueError, match="Loosen the filter"):
        strips.drawing(october[october["id"].isin(rows)], None)


# --- the widget, from Python ---


def test_setting_the_frame_draws_anew_and_keeps_what_can_be_kept(
    lab: ChartLab, october: pd.DataFrame
) -> None:
    lab.counted = "training"
    lab.frame = october[october["counted"] == "training"]
    assert lab.counted == "training"
    assert set(lab.drawing["views"]) == {"all", "training", "present"}
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
    before = lab.drawing
    with pytest.raises(ValueError, match="Loosen the filter"):
        lab.frame = october.head(0)
    assert lab.drawing is before
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

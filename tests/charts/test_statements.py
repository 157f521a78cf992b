"""Rows of a reader's own are drawn as they are meant, or refused with what to write instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from lxml import html

from whosays import Case, charts, tables
from whosays.case.annotation import FIGURE_OF
from whosays.charts import statements
from whosays.widgets import axis_exercise, chart_lab

KINDS = (
    "planned", "sent", "training", "present", "known", "in_combat",
    "casualties", "dead", "prisoners", "honoured",
)  # fmt: skip

OWN = {"date": "2025-03-01", "source": "My class", "counted": "sent", "point": 5000}

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"counted": "wished"}, "Column counted, row 2 .My class.: 'wished' .* Use one of: planned, s"),
    ({"counted": None}, "Column counted, row 2 .My class.: it is empty. Use one of: planned"),
    ({"bound": "atleast"}, "Column bound, .*'atleast' is no bound. Use one of: exact, approx"),
    ({"bound": "at_least"}, "'at_least' has its figure in low; here it is in point"),
    ({"bound": "denial"}, "'denial' has its figure in no column; here it is in point"),
    ({"bound": "range", "point": None, "low": 9, "high": 3}, "Column low, .*above high"),
    ({"point": None, "low": 9}, "Column bound, .*it is empty. Use one of: exact"),
    ({"point": "5000"}, "Column point, .*'5000' is text, not a number. Write a number above 0"),
    ({"point": 0}, "Column point, .*Write a number above 0"),
    ({"point": float("inf")}, "Column point"),
    ({"date": "1 March"}, "Column date, .*'1 March' is no day. Write the day as 2025-03-01"),
    ({"date": None}, "Column date, .*it is empty"),
    ({"source": None}, "Column source, row 2: it is empty. Write who"),
    ({"url": "javascript:alert(1)"}, "Column url, .*https://, or leave it empty"),
]


def checked(frame: pd.DataFrame) -> pd.DataFrame:
    return statements.checked(frame, KINDS)


@pytest.fixture(scope="module")
def some(kursk: Case) -> pd.DataFrame:
    """A row without a figure, and one with."""
    frame = tables.estimates(kursk)
    return frame[frame["id"].isin(["e01", "e09"])]


def with_own(frame: pd.DataFrame, **changes: Any) -> pd.DataFrame:
    return pd.DataFrame([*frame.to_dict("records"), {**OWN, **changes}])


@pytest.mark.parametrize(("changes", "message"), WRONG, ids=lambda value: str(value)[:30])
def test_each_mistake_is_one_line_with_column_row_and_remedy(
    kursk: Case, some: pd.DataFrame, changes: dict[str, Any], message: str
) -> None:
    rows = with_own(some, **changes)
    for draw in (checked, lambda frame: charts.estimates(kursk, frame, title="Mine")):
        with pytest.raises(ValueError, match=message) as error:
            draw(rows)
        assert len(str(error.value).splitlines()) == 1
    with pytest.raises(ValueError, match=message):
        chart_lab(kursk, rows)
    lab = chart_lab(kursk, some)
    with pytest.raises(ValueError, match=message):
        lab.frame = rows


def test_the_same_mistake_in_many_rows_is_named_once(some: pd.DataFrame) -> None:
    rows = some.assign(counted="wished", date="soon")
    with pytest.raises(ValueError, match=r"row 0 .* and 1 more") as error:
        checked(rows.reset_index(drop=True))
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize("name", ["date", "source", "counted"])
def test_a_column_that_is_missing_is_named(some: pd.DataFrame, name: str) -> None:
    with pytest.raises(ValueError, match=f"no column {name}"):
        checked(some.drop(columns=name))


def test_without_any_figures_there_is_nothing_to_place(some: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"no column point \(or low, high\)"):
        checked(some.drop(columns=["low", "high", "point"]))


@pytest.mark.parametrize("given", [[1], {"point": 1}, None, "rows"])
def test_what_is_no_table_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match="table"):
        checked(given)


def test_one_row_taken_from_a_table_is_no_table(some: pd.DataFrame) -> None:
    with pytest.raises(TypeError, match=r"iloc\[\[0\]\]"):
        checked(some.iloc[0])


@pytest.mark.parametrize(
    "day",
    [
        "2025-03-01",
        "2025-03-01 10:00",
        dt.date(2025, 3, 1),
        dt.datetime(2025, 3, 1, 10, tzinfo=dt.UTC),
        pd.Timestamp("2025-03-01"),
    ],
)
def test_days_may_be_dates_timestamps_or_text(some: pd.DataFrame, day: Any) -> None:
    assert list(checked(with_own(some, date=day))["date"])[-1] == "2025-03-01"


def test_a_column_of_timestamps_is_drawn(kursk: Case, some: pd.DataFrame) -> None:
    assert list(checked(some)["date"].str[:4]) == ["2024"] * len(some)
    assert "10 Oct 2024" in chart_lab(kursk, some).title


def test_the_kinds_are_those_of_the_case(kursk: Case) -> None:
    assert kursk.counts.kinds == KINDS


def test_what_may_be_left_out_is_filled_in() -> None:
    row = checked(pd.DataFrame([OWN])).iloc[0]
    assert row["bound"] == "exact"
    assert row["id"] == "row-0"
    assert row["point"] == 5000
    assert pd.isna(row["low"])
    assert (row[["speaker", "wording", "url", "title", "outlet"]] == "").all()


def test_an_address_has_words_to_stand_on() -> None:
    address = {"url": "https://example.org/a"}
    assert checked(pd.DataFrame([OWN | address]))["outlet"][0] == "example.org"
    assert checked(pd.DataFrame([OWN | address | {"title": "A"}]))["outlet"][0] == "A"


def test_ids_that_stand_twice_are_made_anew(some: pd.DataFrame) -> None:
    assert list(checked(with_own(some, id="e09"))["id"]) == ["e01", "e09", "row-2"]


def test_checking_changes_nothing_in_the_books_own_rows(kursk: Case) -> None:
    frame = tables.estimates(kursk)
    as_text = frame.assign(date=frame["date"].dt.strftime("%Y-%m-%d"))
    pd.testing.assert_frame_equal(checked(frame), as_text, check_like=True)
    pd.testing.assert_frame_equal(checked(checked(frame)), checked(frame))


@pytest.mark.parametrize(
    "page",
    [
        lambda kursk, frame: charts.estimates(kursk, frame, title="Mine")._repr_html_(),
        lambda kursk, frame: chart_lab(kursk, frame).fallback(),
    ],
)
def test_own_rows_say_no_more_than_was_given(
    kursk: Case, page: Callable[[Case, pd.DataFrame], str]
) -> None:
    table = html.fromstring(page(kursk, pd.DataFrame([OWN]))).xpath("//tbody/tr")[-1]
    cells = [cell.text_content() for cell in table]
    assert cells == ["2025-03-01", "My class", "5,000", "Sent", ""]


def test_the_lab_draws_own_rows_as_well(kursk: Case, some: pd.DataFrame) -> None:
    chart = chart_lab(kursk, with_own(some)).chart
    assert "row-2" in dict(chart["views"]["sent"]["parts"])["sent"]
    assert chart["rows"]["row-2"]["what"] == "Sent"
    assert chart["rows"]["row-2"]["speaker"] == ""


def test_another_article_may_count_something_else(some: pd.DataFrame) -> None:
    votes = pd.DataFrame([OWN | {"counted": "cast"}])
    assert list(statements.checked(votes, ["cast", "expected"])["counted"]) == ["cast"]
    with pytest.raises(ValueError, match="Use one of: cast, expected; a denial has none"):
        statements.checked(some, ["cast", "expected"])


@pytest.mark.parametrize("bound", FIGURE_OF)
def test_a_figure_stands_where_its_bound_has_it_and_nowhere_else(bound: str) -> None:
    columns = ("low", "high", "point")
    for given in ({}, {"point": 7}, {"low": 7}, {"high": 7}, {"low": 3, "high": 7}):
        row = pd.DataFrame([OWN | dict.fromkeys(columns) | {"bound": bound} | given])
        if set(given) == set(FIGURE_OF[bound]):
            assert statements.value_of(checked(row).iloc[0]) == 7 or not given
        else:
            with pytest.raises(ValueError, match=f"{bound}' has its figure in "):
                checked(row)


def test_without_a_summary_the_parts_are_counted(kursk: Case, some: pd.DataFrame) -> None:
    drawn = charts.estimates(kursk, with_own(some), title="Mine")
    assert "Sent: 2 figures from 3,000 to 5,000, in 2 statements." in drawn.summary


def test_the_articles_own_figures_are_on_the_axis(kursk: Case, some: pd.DataFrame) -> None:
    drawn = charts.estimates(kursk, some, own=tables.own_figures(kursk), title="Mine")
    assert drawn.wide.axes[0].get_xlim()[1] > 12000
    assert "the largest figure is 12,000" in drawn.alt


def test_a_pair_without_a_figure_is_refused_as_such(kursk: Case) -> None:
    with pytest.raises(ValueError, match="e01 gives no figure"):
        axis_exercise(kursk, pair=("e01", "e02"))


def test_a_notebook_shows_a_mistake_in_its_own_lines(
    kursk: Case, some: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = InteractiveShell()
    shell.push({"lab": chart_lab(kursk, some), "rows": with_own(some, counted="wished")})
    for cell in ("lab.frame = rows", "lab.scale = 'log'", "lab.axis = 'logg'"):
        shell.run_cell(cell)
        assert len(capsys.readouterr().out.strip().splitlines()) <= 2

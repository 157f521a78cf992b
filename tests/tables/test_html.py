"""A table on a page: what stands in it, and that it reads well without the site's styles."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from lxml import html

from whosays import Case, tables
from whosays.export.downloads import Downloads
from whosays.tables.columns import data_dictionary
from whosays.tables.html import NO_ROWS, TableView
from whosays.views.guidelines import GuidelineTable


def seen(view: Any) -> html.HtmlElement:
    return html.fromstring(view._repr_html_())


def texts(view: Any) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in seen(view).xpath("//tr")]


SOME = pd.DataFrame({"form": ["direct", "indirect"], "count": [1, 2]})


def test_rows_that_are_only_numbered_show_no_index() -> None:
    assert texts(TableView(SOME[SOME["count"] > 1], "x")) == [["form", "count"], ["indirect", "2"]]


def test_an_index_that_says_something_heads_the_rows() -> None:
    frame = pd.DataFrame({"type": ["event", "event", "cause"], "checkable": ["yes", "no", "yes"]})
    page = TableView(pd.crosstab(frame["type"], frame["checkable"]), "Types")
    assert texts(page) == [["type", "no", "yes"], ["cause", "0", "1"], ["event", "1", "1"]]
    assert [th.text for th in seen(page).xpath("//tbody//th")] == ["cause", "event"]
    unnamed = SOME.set_axis(["a", "b"])
    assert texts(TableView(unnamed))[0] == ["", "form", "count"]
    assert seen(TableView(unnamed)).xpath("//thead//th/text()") == ["form", "count"]


def test_an_index_may_have_the_name_of_a_column() -> None:
    assert texts(TableView(SOME.set_index("form", drop=False)))[1] == ["direct", "direct", "1"]


def test_an_index_of_several_levels_gives_several_columns() -> None:
    frame = pd.DataFrame({"a": ["x", "x"], "b": ["y", "z"], "n_all": [1, 2]})
    assert texts(TableView(frame.groupby(["a", "b"]).sum())) == [
        ["a", "b", "n all"],
        ["x", "y", "1"],
        ["x", "z", "2"],
    ]
    wide = frame.pivot_table(index="a", columns="b", aggfunc="sum")
    assert texts(TableView(wide))[0] == ["a", "n all, y", "n all, z"]


def test_a_series_is_a_table_of_one_column_and_its_index() -> None:
    counts = SOME["form"].value_counts()
    assert texts(TableView(counts)) == [["form", "count"], ["direct", "1"], ["indirect", "1"]]
    assert texts(TableView(pd.Series([1.5]))) == [["value"], ["1.50"]]


def test_a_caption_may_be_left_out() -> None:
    page = seen(TableView(SOME))
    assert page.xpath("//caption") == []
    assert page.xpath("//div/@aria-label") == ["Table"]
    assert seen(TableView(SOME, "Forms")).xpath("//caption/text()") == ["Forms"]


@pytest.mark.parametrize("frame", [SOME.head(0), SOME.head(0).set_index("form"), pd.DataFrame()])
def test_a_table_without_rows_says_what_to_look_at(frame: pd.DataFrame) -> None:
    assert texts(TableView(frame))[-1] == [NO_ROWS]


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    page = seen(TableView(SOME))
    assert [cell.get("style") for cell in page.xpath("//th|//td")] == [
        "text-align:left",
        "text-align:right",
    ] * 3


@pytest.mark.parametrize("make", [lambda c: GuidelineTable(c, "mood"), Downloads])
def test_other_tables_say_where_their_cells_stand_as_well(kursk: Case, make: Any) -> None:
    cells = seen(make(kursk)).xpath("//th|//td")
    assert all(cell.get("style") for cell in cells)


def test_codes_are_shown_as_words_wherever_they_come_from(kursk: Case) -> None:
    rows = tables.claims(kursk)
    chosen = rows[rows["checkable"] == "in_principle"][["id", "checkable", "uttered_by"]].head(1)
    header, row = texts(TableView(chosen))
    assert header == ["id", "checkable", "uttered by"]
    assert row[1] == "in principle"
    frame = pd.DataFrame(
        [["at_least", "author>fo_spokeswoman", "a_b | c_d", "https://a.b/c_d", "Say a_b so."]]
    )
    assert texts(TableView(frame))[1] == [
        "at least", "author>fo spokeswoman", "a b | c d", "https://a.b/c_d", "Say a_b so.",
    ]  # fmt: skip


def test_the_data_dictionary_can_be_shown_as_it_is_typed(kursk: Case) -> None:
    page = TableView(data_dictionary(kursk), "Data dictionary", verbatim=True)
    assert "source_chain" in {row[1] for row in texts(page)}
    assert texts(page)[0][-2] == "refers_to"


def test_what_is_absent_is_a_dash() -> None:
    frame = pd.DataFrame({"a": ["x", None], "b": [1.0, float("nan")], "c": [pd.NaT, pd.NaT]})
    assert texts(TableView(frame))[2] == ["–"] * 3  # noqa: RUF001


def test_text_stays_text() -> None:
    frame = pd.DataFrame({"<b>": ["<script>alert(1)</script>"]}, index=["<i>"])
    shown = TableView(frame, "<u>")._repr_html_()
    assert not any(f"<{tag}>" in shown for tag in ("b", "script", "i", "u"))

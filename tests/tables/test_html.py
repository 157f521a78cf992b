"""A table on a page: what stands in it, and that it reads well without the site's styles."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from lxml import html

from tests.conftest import KURSK, case_in
from whosays import Case, tables
from whosays.case.readings import Layer
from whosays.case.vocabulary import Verb
from whosays.export.downloads import Downloads
from whosays.measures import readings
from whosays.site.body import finish_body
from whosays.tables.columns import column_names, data_dictionary
from whosays.tables.frames import TABLES
from whosays.tables.html import TableView
from whosays.views.guidelines import VOCABULARIES, GuidelineTable
from whosays.words import columns
from whosays.words.interface import interface, table


def seen(view: Any) -> html.HtmlElement:
    return html.fromstring(view._repr_html_())


def texts(view: Any) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in seen(view).xpath("//tr")]


SOME = pd.DataFrame({"stwr": ["direct", "indirect"], "count": [1, 2]})


def test_rows_that_are_only_numbered_show_no_index(kursk: Case) -> None:
    assert texts(TableView(kursk, SOME[SOME["count"] > 1], "x")) == [
        ["form", "count"],
        ["indirect", "2"],
    ]


def test_an_index_that_says_something_heads_the_rows(kursk: Case) -> None:
    frame = pd.DataFrame({"type": ["event", "event", "cause"], "stake": ["party", "a", "party"]})
    page = TableView(kursk, pd.crosstab(frame["type"], frame["stake"]), "Types")
    assert texts(page) == [["type", "a", "party"], ["cause", "0", "1"], ["event", "1", "1"]]
    assert [th.text for th in seen(page).xpath("//tbody//th")] == ["cause", "event"]
    unnamed = SOME.set_axis(["a", "b"])
    assert texts(TableView(kursk, unnamed))[0] == ["", "form", "count"]
    assert seen(TableView(kursk, unnamed)).xpath("//thead//th/text()") == ["form", "count"]


def test_an_index_may_have_the_name_of_a_column(kursk: Case) -> None:
    rows = texts(TableView(kursk, SOME.set_index("stwr", drop=False)))
    assert rows[1] == ["direct", "direct", "1"]


def test_an_index_of_several_levels_gives_several_columns(kursk: Case) -> None:
    frame = pd.DataFrame({"a": ["x", "x"], "b": ["y", "z"], "n_all": [1, 2]})
    assert texts(TableView(kursk, frame.groupby(["a", "b"]).sum())) == [
        ["a", "b", "n_all"],
        ["x", "y", "1"],
        ["x", "z", "2"],
    ]
    wide = frame.pivot_table(index="a", columns="b", aggfunc="sum")
    assert texts(TableView(kursk, wide))[0] == ["a", "n_all, y", "n_all, z"]


def test_a_series_is_a_table_of_one_column_and_its_index(kursk: Case) -> None:
    counts = SOME["stwr"].value_counts()
    assert texts(TableView(kursk, counts)) == [
        ["form", "count"],
        ["direct", "1"],
        ["indirect", "1"],
    ]
    assert texts(TableView(kursk, pd.Series([1.5]))) == [["value"], ["1.50"]]


def test_a_caption_may_be_left_out(kursk: Case) -> None:
    page = seen(TableView(kursk, SOME))
    assert page.xpath("//caption") == []
    assert page.xpath("//div/@aria-label") == ["Table"]
    assert seen(TableView(kursk, SOME, "Forms")).xpath("//caption/text()") == ["Forms"]


@pytest.mark.parametrize("frame", [SOME.head(0), SOME.head(0).set_index("stwr"), pd.DataFrame()])
def test_a_table_without_rows_says_what_to_look_at(
    kursk: Case, german: Case, frame: pd.DataFrame
) -> None:
    assert texts(TableView(kursk, frame))[-1][0].startswith("No rows.")
    assert texts(TableView(german, frame))[-1][0].startswith("Keine Zeilen.")


def test_numbers_stand_to_the_right_and_words_to_the_left(kursk: Case) -> None:
    page = seen(TableView(kursk, SOME))
    assert [cell.get("style") for cell in page.xpath("//th|//td")] == [
        "text-align:left",
        "text-align:right",
    ] * 3


@pytest.mark.parametrize("make", [lambda c: GuidelineTable(c, "mood"), Downloads])
def test_other_tables_say_where_their_cells_stand_as_well(kursk: Case, make: Any) -> None:
    cells = seen(make(kursk)).xpath("//th|//td")
    assert all(cell.get("style") for cell in cells)


def test_on_a_page_the_style_sheet_says_where_cells_stand(kursk: Case) -> None:
    shown = str(TableView(kursk, SOME)._repr_html_())
    body = finish_body(shown, "book/page", interface("en", "site"))
    assert not body.select("[style]")
    assert [cell.text for cell in body.select(".site-number")] == ["count", "1", "2"]


# --- headings and values in the reader's language ---------------------------------------------


@pytest.fixture(scope="module")
def german() -> Case:
    return case_in(KURSK, lang="de")


CLAIM = pd.DataFrame({"proposition": ["x"], "checkable": ["in_principle"], "bound": ["approx"]})


def test_headings_and_values_are_written_for_the_reader(kursk: Case, german: Case) -> None:
    assert texts(TableView(kursk, CLAIM)) == [
        ["claim", "could it be checked?", "how exact"],
        ["x", "in principle", "approximate"],
    ]
    assert texts(TableView(german, CLAIM)) == [
        ["Behauptung", "Ließe es sich prüfen?", "wie genau"],
        ["x", "im Prinzip", "ungefähr"],
    ]


def test_columns_made_from_values_are_headed_by_them(kursk: Case, german: Case) -> None:
    rows = tables.claims(kursk)
    counts = pd.crosstab(rows["type"], rows["checkable"], margins=True, margins_name="all")
    assert texts(TableView(kursk, counts))[0] == ["type", "in principle", "no", "yes", "all"]
    assert texts(TableView(german, counts))[0] == ["Art", "im Prinzip", "nein", "ja", "alle"]
    assert [row[0] for row in texts(TableView(german, counts))][-1] == "alle"


def test_several_values_of_a_cell_are_each_put_into_words(kursk: Case) -> None:
    frame = pd.DataFrame({"other_moods": ["konj1 | none"], "made_up": [True], "source": ["a_b"]})
    assert texts(TableView(kursk, frame))[1] == ["Konjunktiv I | no verb of its own", "yes", "a_b"]


def test_a_name_that_nobody_has_written_stands_as_it_is(kursk: Case) -> None:
    frame = pd.DataFrame([["at_least", "author>fo_spokeswoman", "https://a.b/c_d"]])
    assert texts(TableView(kursk, frame))[1] == list(frame.iloc[0])


def test_a_fraction_is_written_as_the_language_does(kursk: Case, german: Case) -> None:
    frame = pd.DataFrame({"x": [0.5]})
    assert texts(TableView(kursk, frame))[1] == ["0.50"]
    assert texts(TableView(german, frame))[1] == ["0,50"]


def test_everything_can_be_shown_as_it_is_typed(german: Case) -> None:
    assert texts(TableView(german, CLAIM, verbatim=True)) == [
        ["proposition", "checkable", "bound"],
        ["x", "in_principle", "approx"],
    ]


def test_the_data_dictionary_names_columns_and_values_as_they_stand(kursk: Case) -> None:
    rows = texts(TableView(kursk, data_dictionary(kursk), "Data dictionary"))
    assert "source_chain" in {row[1] for row in rows}
    assert any("in_principle" in cell for row in rows for cell in row)
    assert rows[0][-2] == "refers to"


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_column_of_every_table_has_a_heading(lang: str) -> None:
    headings = columns.texts()["headings"]
    names = {name for names in column_names().values() for name in names}
    assert [name for name in sorted(names) if not headings.get(name, {}).get(lang)] == []


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_value_of_every_vocabulary_has_a_name(lang: str) -> None:
    names = table()["values"] | table()["terms"]
    fields = {("type" if f == "relation" else f): v for f, v in VOCABULARIES.items()} | {
        "layer": Layer,
        "verb": Verb,
        "what": [*TABLES, "questions"],
    }
    del fields["factuality"]  # FactBank's signs are the same in every language
    fields.pop("counted", None)  # a case says itself what it counts
    named = {name for name in names if lang in names[name]}
    assert {f"{f}_{v}" for f, values in fields.items() for v in values if v != "none"} <= named


@pytest.mark.parametrize("lang", ["en", "de"])
def test_counts_of_the_case_have_headings_and_names(lang: str) -> None:
    case = case_in(KURSK, lang=lang)
    for frame in (tables.sizes(case), tables.question_sets(case), readings.published(case)):
        shown = TableView(case, frame)
        assert not set(texts(shown)[0]) & {name for name in frame.columns if "_" in name}
    assert not any("_" in row[0] for row in texts(TableView(case, tables.sizes(case))))


# --- what stands in cells ---------------------------------------------------------------------


def test_what_is_absent_is_a_dash(kursk: Case) -> None:
    frame = pd.DataFrame({"a": ["x", None], "b": [1.0, float("nan")], "c": [pd.NaT, pd.NaT]})
    assert texts(TableView(kursk, frame))[2] == ["–"] * 3  # noqa: RUF001


def test_text_stays_text(kursk: Case) -> None:
    frame = pd.DataFrame({"<b>": ["<script>alert(1)</script>"]}, index=["<i>"])
    shown = TableView(kursk, frame, "<u>")._repr_html_()
    assert not any(f"<{tag}>" in shown for tag in ("b", "script", "i", "u"))


@pytest.mark.parametrize(("given", "said"), [((SOME,), "give the case first"), (("x",), "case")])
def test_a_table_without_its_case_says_what_to_write(given: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        TableView(*given, SOME)


def test_only_a_table_is_shown_as_one(kursk: Case) -> None:
    with pytest.raises(TypeError, match="not a list"):
        TableView(kursk, [1])  # type: ignore[arg-type]

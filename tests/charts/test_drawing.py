"""The chart says no more than the data, and says it to everybody."""

from __future__ import annotations

import dataclasses
import itertools
import re

import pandas as pd
import pytest
from lxml import html

from tests.charts.made import VOTES
from whosays import Case, charts, tables
from whosays.charts import figure as figures
from whosays.charts.captions import figure_words
from whosays.words import Words

TITLE = {"title": "Who said how many", "summary": "Different things are counted."}


@pytest.fixture
def october(kursk: Case) -> pd.DataFrame:
    frame = tables.estimates(kursk)
    return frame[frame["date"] <= "2024-10-31"]


@pytest.fixture
def page(kursk: Case, october: pd.DataFrame) -> html.HtmlElement:
    drawn = charts.estimates(kursk, october, own=tables.own_figures(kursk), **TITLE)
    return html.fromstring(drawn._repr_html_())


def marks(case: Case, frame: pd.DataFrame) -> list[str]:
    """What is written beside each mark of the wide drawing."""
    drawn = charts.estimates(case, frame, **TITLE)
    return [text.get_text() for text in drawn.wide.axes[0].texts]


@pytest.mark.parametrize(
    ("bound", "numbers", "words"),
    [
        ("exact", {"point": 3000}, "3,000"),
        ("approx", {"point": 3000}, "about 3,000"),
        ("at_least", {"low": 3000}, "at least 3,000"),
        ("up_to", {"high": 3000}, "up to 3,000"),
        ("range", {"low": 2000, "high": 3000}, "2,000 to 3,000"),
        ("presence_only", {}, "no figure given"),
        ("denial", {}, "denied"),
    ],
)
def test_a_figure_in_words_keeps_its_bound(
    bound: str, numbers: dict[str, float], words: str
) -> None:
    row = pd.Series({"low": None, "high": None, "point": None, **numbers, "bound": bound})
    assert figure_words(row, Words()) == words


def test_every_statement_has_a_row_and_its_words(kursk: Case, october: pd.DataFrame) -> None:
    shown = marks(kursk, october)
    for _, row in october.iterrows():
        assert figure_words(row, kursk.words) in shown
    assert len(shown) >= 2 * len(october)


def test_the_axis_starts_at_zero_and_holds_every_figure(kursk: Case, october: pd.DataFrame) -> None:
    drawn = charts.estimates(kursk, october, **TITLE)
    for figure in (drawn.wide, drawn.narrow):
        low, high = figure.axes[0].get_xlim()
        assert low == 0
        assert high >= october[["low", "high", "point"]].max(axis=None)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_all_words_have_room_in_the_figure(kursk: Case, lang: str) -> None:
    case = dataclasses.replace(kursk, lang=lang)
    frame, own = tables.estimates(case), tables.own_figures(case)
    name = "The parliamentary committee for the oversight of the intelligence services of a country"
    last = frame[frame["id"].isin(["e41", "e42", "e43"])].assign(source=name)
    for rows in (frame, frame[frame["date"] < "2024-10-25"], last):
        drawn = charts.estimates(case, rows, own=own, **TITLE)
        for figure in (drawn.wide, drawn.narrow):
            figure.draw_without_rendering()
            texts = [*figure.axes[0].texts, *figure.axes[0].get_xticklabels()]
            for text in texts:
                box = text.get_window_extent()
                assert box.x0 >= -1, text
                assert box.x1 <= figure.bbox.x1 + 1, text
            labels = [text.get_window_extent() for text in figure.axes[0].get_xticklabels()]
            assert all(a.x1 + 4 < b.x0 for a, b in itertools.pairwise(labels))


def test_no_dot_is_drawn_where_no_figure_was_given(kursk: Case, october: pd.DataFrame) -> None:
    without = october[october["bound"].isin(["presence_only", "denial"])]
    with_one = october[october["bound"] == "exact"].head(1)
    drawn = charts.estimates(kursk, pd.concat([without, with_one]), **TITLE)
    assert len(without) > 1
    assert len(drawn.wide.axes[0].lines) == 1


def test_plans_are_hollow_and_others_are_not(kursk: Case, october: pd.DataFrame) -> None:
    for counted, filled in (("planned", False), ("present", True)):
        rows = october[(october["counted"] == counted) & (october["bound"] != "presence_only")]
        drawn = charts.estimates(kursk, rows.head(1), **TITLE)
        (dot,) = drawn.wide.axes[0].lines
        is_paper = dot.get_markerfacecolor() == figures.PAPER
        assert is_paper is not filled


def test_another_article_has_its_own_counts_unit_and_language(kursk: Case) -> None:
    french = kursk.article.model_copy(update={"language": "fr"})
    case = dataclasses.replace(kursk, counting=VOTES, article=french)
    row = {"date": "2025-03-01", "source": "Board", "point": 800.0, "counted": "expected"}
    frame, limits = pd.DataFrame([row]), dict.fromkeys(("low", "high"), float("nan"))
    own = frame.drop(columns="date").assign(**limits, bound="exact", wording="huit cents voix")
    drawn = charts.estimates(case, frame, own=own, **TITLE)
    assert drawn.wide.axes[0].get_xlabel() == "votes"
    assert {dot.get_markerfacecolor() for dot in drawn.wide.axes[0].lines} == {figures.PAPER}
    assert drawn.alt.count("Votes expected: 1") == 1
    assert '<q lang="fr">huit cents voix</q>' in drawn.table
    with pytest.raises(ValueError, match="Use one of: cast, expected"):
        charts.estimates(case, frame.assign(counted="sent"), **TITLE)


@pytest.mark.parametrize(("lang", "unit"), [("en", "soldiers"), ("de", "Soldaten")])
def test_unit_and_days_are_in_the_readers_language(
    kursk: Case, october: pd.DataFrame, lang: str, unit: str
) -> None:
    case = dataclasses.replace(kursk, lang=lang)
    drawn = charts.estimates(case, october.head(1), **TITLE)
    (axes,) = drawn.wide.axes
    assert axes.get_xlabel() == unit
    day = case.words.day(october["date"].iloc[0], short=True)
    assert any(text.get_text().startswith(day) for text in axes.texts)


def test_the_articles_own_words_are_marked_as_being_in_its_language(
    page: html.HtmlElement, kursk: Case
) -> None:
    quoted = page.xpath("//table//q")
    assert {quote.get("lang") for quote in quoted} == {kursk.article.language}
    assert [quote.text for quote in quoted] == list(tables.own_figures(kursk)["wording"])


def test_the_table_has_every_row_with_wording_and_link(
    page: html.HtmlElement, october: pd.DataFrame
) -> None:
    links = page.xpath("//table//a/@href")
    assert sorted(links) == sorted(october["url"])
    text = page.xpath("string(//table)")
    assert all(" ".join(wording.split()) in text for wording in october["wording"])


def test_the_articles_own_figures_come_first(page: html.HtmlElement) -> None:
    first = page.xpath("//tbody/tr[1]")[0]
    assert first.xpath("th/text()") == ["in the article"]
    cells = [cell.text_content() for cell in first[:4]]
    assert cells[2:] == ["about 12,000", "There at the time"]


def test_the_alternative_text_counts_what_is_shown(page: html.HtmlElement) -> None:
    alt = page.xpath("//*[@class='ws-figure-alt']")[0].text_content()
    assert "In this article: 2" in alt
    assert "the largest figure is 12,000" in alt


def test_an_empty_table_is_refused_in_words(kursk: Case, october: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="Loosen the filter"):
        charts.estimates(kursk, october.head(0), **TITLE)


def test_drawings_share_no_id_and_leave_colours_to_the_page(page: html.HtmlElement) -> None:
    ids = page.xpath("//*[@id]/@id")
    assert len(ids) == len(set(ids))
    source = html.tostring(page, encoding="unicode")
    for reference in re.findall(r'(?:href="#|url\(#)([^")]+)', source):
        assert reference in ids
    assert "var(--ws-accent" in source
    assert not re.search(rf"(?<!, ){figures.ACCENT}", source)


def test_links_in_a_drawing_are_out_of_the_keyboards_way(page: html.HtmlElement) -> None:
    links = page.xpath("//*[local-name()='svg']//*[local-name()='a']")
    assert links
    assert all(link.get("tabindex") == "-1" for link in links)


def test_text_in_a_drawing_is_text(page: html.HtmlElement) -> None:
    drawn = page.xpath("//*[local-name()='svg']")[0]
    assert "at least 3,000" in "".join(drawn.itertext())


def test_the_same_data_gives_the_same_drawing(kursk: Case, october: pd.DataFrame) -> None:
    def bare(text: str) -> str:
        return re.sub(r"ws\d+-", "", text)

    first, second = (charts.estimates(kursk, october, **TITLE)._repr_html_() for _ in range(2))
    assert bare(first) == bare(second)

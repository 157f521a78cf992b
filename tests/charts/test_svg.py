"""A figure as SVG is what matplotlib drew, in as few bytes as it takes."""

from __future__ import annotations

import gzip
import io
import re

import matplotlib as mpl
import pandas as pd
import pytest
from lxml import etree, html
from matplotlib.figure import Figure

from whosays import Case, charts, tables
from whosays.charts.figure import CSS_NAMES, Illustration
from whosays.charts.svg import written

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def chart(kursk: Case) -> Illustration:
    own = tables.own_figures(kursk)
    return charts.estimates(kursk, tables.estimates(kursk), own=own, title="All")


@pytest.fixture(scope="module", params=["wide", "narrow"])
def figure(request: pytest.FixtureRequest, chart: Illustration) -> Figure:
    return getattr(chart, request.param)


def drawn(figure: Figure) -> html.HtmlElement:
    return html.fromstring(written(figure, CSS_NAMES))


def effective(element: html.HtmlElement, name: str) -> str | None:
    """An attribute's value, inherited from the nearest element that has it."""
    values = [each.get(name) for each in (element, *element.iterancestors())]
    return next((value for value in values if value is not None), None)


def by_matplotlib(figure: Figure) -> etree._Element:
    buffer = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg")
    return etree.fromstring(buffer.getvalue())


def test_words_stand_where_matplotlib_puts_them(figure: Figure) -> None:
    theirs = sorted(
        (each.text, float(each.get("x")), float(each.get("y")))
        for each in by_matplotlib(figure).iter(f"{SVG}text")
    )
    ours = sorted(
        (" ".join(each.text.split()), float(each.get("x")), float(each.get("y")))
        for each in drawn(figure).iter("text")
    )
    assert len(ours) == len(theirs) > 100
    for (words, *place), (their_words, *their_place) in zip(ours, theirs, strict=True):
        assert words == " ".join(their_words.split())
        assert place == pytest.approx(their_place, abs=0.051)


def test_dots_stand_where_matplotlib_puts_them(figure: Figure) -> None:
    marks = [each for each in by_matplotlib(figure).iter(f"{SVG}use") if each.get("x")]
    theirs = [(float(each.get("x")), float(each.get("y"))) for each in marks]
    dots = [(float(each.get("cx")), float(each.get("cy"))) for each in drawn(figure).iter("circle")]
    assert len(dots) > 30
    for dot in dots:
        assert any(dot == pytest.approx(their, abs=0.051) for their in theirs)


def test_words_keep_size_weight_and_colour_within_their_groups(figure: Figure) -> None:
    (axes,) = figure.axes
    ours = [
        (
            each.text,
            float(effective(each, "font-size") or 0),
            effective(each, "font-weight") == "700",
            str(effective(each, "fill")).rpartition(", ")[2].rstrip(")"),
            effective(each, "paint-order") == "stroke",
        )
        for each in drawn(figure).iter("text")
    ]
    artists = [
        (
            each.get_text(),
            each.get_fontsize(),
            each.get_fontweight() == "bold",
            each.get_color(),
            each.get_bbox_patch() is not None,
        )
        for each in (*axes.texts, *axes.get_xticklabels(), axes.xaxis.label)
        if each.get_text()
    ]
    assert sorted(ours) == sorted(artists)


def test_a_drawing_holds_no_more_than_it_shows(figure: Figure) -> None:
    text = re.sub(r'href="[^"]*"', "", written(figure, CSS_NAMES))
    assert not re.search(r"(?<![-\w])(id|style|class|clip-path|xlink:href|version)=", text)
    assert not re.search(r"<(style|defs|metadata|use|!)", text)
    assert not re.search(r"\d\.\d\d", text)
    assert all(len(group) for group in drawn(figure).iter("g"))


def test_a_statement_takes_few_bytes(figure: Figure) -> None:
    text = re.sub(r'href="[^"]*"', "", written(figure, CSS_NAMES))
    rows = len(figure.axes[0].texts) / 2
    assert len(text) < 240 * rows


def test_a_figure_with_its_table_is_small_on_the_wire(kursk: Case) -> None:
    """What the chapter on numbers shows: 21 statements, each with its words and its link."""
    rows = tables.estimates(kursk)
    october = rows[rows["date"] <= "2024-10-31"]
    shown = charts.estimates(kursk, october, own=tables.own_figures(kursk), title="October")
    assert len(gzip.compress(shown._repr_html_().encode(), 6)) < 5500


def test_a_statement_with_an_arrow_is_one_link(kursk: Case) -> None:
    rows = tables.estimates(kursk)
    one = rows[rows["bound"] == "at_least"].head(1)
    page = drawn(charts.estimates(kursk, one, title="One").wide)
    (link,) = page.iter("a")
    assert link.get("href") == one["url"].iloc[0]
    (line,) = link
    assert line.tag == "path"


@pytest.mark.parametrize("name", ["A & B <i>", '"quoted"', "a$b$c"])
def test_what_a_drawing_says_stays_text(kursk: Case, name: str) -> None:
    row = {"date": "2025-03-01", "source": name, "point": 800.0, "counted": "sent"}
    url = 'https://example.org/?a="1"&b=<2>'
    page = drawn(charts.estimates(kursk, pd.DataFrame([{**row, "url": url}]), title="One").wide)
    assert any(name in text.text for text in page.iter("text"))
    assert [link.get("href") for link in page.iter("a")] == [url]
    assert not list(page.iter("i"))


def test_a_figure_is_left_as_it_was() -> None:
    figure = Figure(dpi=150)
    written(figure, {})
    assert figure.dpi == 150

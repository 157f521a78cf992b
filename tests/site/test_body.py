"""A chapter's HTML, corrected."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from whosays.site import body as module
from whosays.site.body import Onward, finish_body
from whosays.words.interface import interface

WORDS = interface("site", "en")


def finished(html: str) -> BeautifulSoup:
    return finish_body(html, "book/page", WORDS)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the module warns of, as text."""
    found: list[str] = []
    monkeypatch.setattr(module, "warn", lambda _kind, text, _page: found.append(text))
    return found


def test_thebe_leaves_nothing() -> None:
    html = '<p>x</p><script type="text/x-thebe-config">{}</script><script>kernelName = 1</script>'
    assert str(finished(html)) == "<p>x</p>"


def test_a_bare_view_becomes_a_place_for_its_widget() -> None:
    view = '<script type="application/vnd.jupyter.widget-view+json">{"model_id": "abc"}</script>'
    (place,) = finished(view).select(".whosays-widget")
    assert place["data-widget-model"] == "abc"


def test_a_folded_cell_says_what_its_control_does() -> None:
    summary = finished(
        '<details class="admonition hide above-input"><summary aria-label="Toggle hidden content">'
        '<p class="collapsed admonition-title">Show code cell source</p>'
        '<p class="expanded admonition-title">Hide code cell source</p></summary></details>'
    ).summary
    assert summary is not None
    assert summary.get("aria-label") is None
    assert [span.text for span in summary.select("span")] == ["Show the code", "Hide the code"]


def test_code_to_be_changed_is_open_and_above_what_it_makes() -> None:
    page = finished(
        '<section><h2>Change</h2><div class="cell tag_change">'
        '<details class="hide above-input"><summary></summary></details><p>made</p></div></section>'
    )
    (code,) = page.select(".site-code")
    assert code.has_attr("open")
    assert code.find_next_sibling("p")
    assert code.find_previous("summary")


def order_of(html: str, *, onward: bool = True) -> list[str]:
    """Classes of what a finished lesson ends with, in the order of the page."""
    following = Onward("b.html", '<span class="section-number">2. </span>What <em>b</em> says')
    finished_page = finish_body(html, "book/a", WORDS, following if onward else None)
    page = BeautifulSoup(str(finished_page), "html.parser")
    ends = page.select(".site-next, details.admonition, .site-switch, section.site-run")
    return [str((each.get("class") or [""])[0]) for each in ends]


BOX = '<div class="admonition dropdown"><p class="admonition-title">For teachers</p></div>'
CHANGE = '<section><h2>Change</h2><div class="cell tag_change"></div></section>'


@pytest.mark.parametrize(
    ("end", "order"),
    [
        (BOX + CHANGE, ["site-next", "admonition", "site-switch", "site-run"]),
        (CHANGE, ["site-next", "site-switch", "site-run"]),
        (BOX, ["site-next", "admonition"]),
        (f"{BOX}<section><h2>Practice</h2></section>", ["admonition", "site-next"]),
        ("", ["site-next"]),
    ],
    ids=["all", "no box", "no Python", "a box in the middle", "nothing"],
)
def test_a_lesson_ends_with_a_button_before_what_is_not_for_all(end: str, order: list[str]) -> None:
    html = f"<section><h1>A</h1><section><h2>Remember</h2>{end}</section></section>"
    assert order_of(html) == order


def test_the_button_names_the_next_page_without_its_number() -> None:
    following = Onward("b.html", '<span class="section-number">2. </span>What <em>b</em> says')
    link = finish_body("<section><h1>A</h1></section>", "book/a", WORDS, following).select_one("a")
    assert link is not None
    assert (link["href"], link.text) == ("b.html", "Next: What b says")


def test_an_authors_own_button_is_the_only_one_and_other_pages_have_none() -> None:
    own = '<section><div class="site-next"><p><a href="c.html">Next: c</a></p></div></section>'
    assert order_of(own) == ["site-next"]
    assert order_of("<section><h1>A</h1></section>", onward=False) == []


def test_cells_of_a_table_that_stacks_have_their_headings() -> None:
    page = finished(
        '<div class="ws-stacks"><table><thead><tr><th>value</th><th>test</th></tr></thead>'
        "<tbody><tr><th>event</th><td>It happened</td></tr></tbody></table></div>"
    )
    assert [cell["data-label"] for cell in page.select("tbody td")] == ["test"]


def test_an_authors_own_words_on_a_folded_cell_stay() -> None:
    folded = finished(
        '<details class="hide"><summary><p class="collapsed">Look inside</p></summary></details>'
    )
    assert folded.get_text() == "Look inside"


def test_code_that_is_folded_stands_below_what_it_made() -> None:
    cell = finished(
        '<div class="cell"><details class="hide above-input"><summary></summary></details>'
        '<div class="cell_output"></div></div>'
    )
    assert [each.name for each in cell.select(".cell > *")] == ["div", "details"]


def test_a_box_that_unfolds_needs_no_script() -> None:
    box = finished(
        '<div class="note admonition dropdown"><p class="admonition-title">More</p><p>x</p></div>'
    )
    assert str(box) == (
        '<details class="note admonition"><summary class="admonition-title">More</summary>'
        "<p>x</p></details>"
    )


def test_header_cells_say_what_they_are_for() -> None:
    table = finished(
        "<table><thead><tr><th></th><th>a</th></tr></thead>"
        "<tbody><tr><th>0</th><td>1</td></tr></tbody></table>"
    )
    assert [cell.get("scope") for cell in table.select("th")] == ["col", "row"]
    assert table.select_one(".site-scroll > table")


def test_only_columns_of_figures_are_flush_right() -> None:
    table = finished(
        '<table class="dataframe"><thead><tr style="text-align: right;"><th></th><th>n</th>'
        "<th>said</th></tr></thead><tbody><tr><th>0</th><td>12,000</td><td>about</td></tr>"
        "<tr><th>1</th><td>3000</td><td>at least</td></tr></tbody></table>"
    )
    assert [cell.text for cell in table.select(".site-number")] == ["n", "12,000", "3000"]
    assert not table.select("[style]")


def test_a_picture_without_a_description_is_reported(said: list[str]) -> None:
    image = finished('<img src="../_images/1.png" alt="../_images/1.png"/>').img
    assert image is not None
    assert image["alt"] == ""
    assert "book/page has a picture without a description (../_images/1.png)" in said[0]
    assert "Remedy" in said[0]


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://example.org/video"></iframe>',
        '<img alt="a" src="//example.org/pixel.png"/>',
        '<link rel="stylesheet" href="http://example.org/style.css"/>',
    ],
)
def test_content_from_another_site_is_reported(html: str, said: list[str]) -> None:
    finished(html)
    assert len(said) == 1
    assert "example.org" in said[0]


def test_a_link_to_another_site_is_a_readers_choice(said: list[str]) -> None:
    finished('<a href="https://example.org">there</a><img alt="" src="data:image/png;base64,"/>')
    assert said == []


def test_a_section_that_needs_python_is_folded_with_its_heading_outside() -> None:
    html = (
        '<section id="keep"><h2>Keep</h2></section><section id="change"><h2>Change</h2><p>Do.</p>'
        '<div class="cell tag_change"></div><div class="cell tag_change"></div></section>'
    )
    body = finished(html)
    section = body.select_one("section.site-run")
    assert section is not None
    assert section["id"] == "change"
    assert [child.name for child in section.select(":scope > *")] == ["details"]
    assert section.select_one("details > summary > h2") is not None
    assert len(section.select("details > .cell")) == 2
    assert body.select_one("#keep.site-run") is None


def test_an_id_of_a_widget_stands_once_on_a_page() -> None:
    place = '<div class="whosays-widget" id="set-a"><li id="q-a"></li></div>'
    body = finished(place * 2)
    assert len(body.select("#set-a")) == len(body.select("#q-a")) == 1


def test_a_static_form_without_a_heading_is_no_section() -> None:
    page = finished(
        '<div class="whosays-widget"><section class="a"><p>b</p></section>'
        '<section aria-label="c"></section><section><h3>d</h3></section></div><section></section>'
    )
    assert [each.get("class") for each in page.select(".whosays-widget > div")] == [["a"]]
    assert len(page.select("section")) == 3

"""Every widget in every state: for everybody, on small screens, by keyboard, without JavaScript."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Open
from tests.gallery.book import FOLDER, PAGES, WITH_WIDGETS
from tests.pages import add_style, axe_problems
from whosays import widgets

pytestmark = pytest.mark.deep

WIDE = ViewportSize(width=1280, height=800)
ZOOMED = ViewportSize(width=320, height=256)
"""What 1280 by 1024 pixels leave at 400 %."""
SMALLEST = 24
MOST_BYTES = 107_000
"""Of these some six thousand are for questions one at a time, and for forms that are handed in,
five thousand for the wipe and the card, twenty thousand for the editor and fifteen for the class
view (each on one page only), a few hundred for paper."""

SMALL_TARGETS = """(smallest) => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const target = (element) =>
    (/radio|checkbox|file/.test(element.type) && element.closest("label")) || element;
  return [...document.querySelectorAll(
      "[data-widget-model] :is(button, input, select, textarea, summary)")]
    .filter(shown).map(target)
    .map((element) => [element.outerHTML.slice(0, 160), element.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < smallest - 0.01)
    .map(([html, box]) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: ${html}`);
}"""
UNFOLD = "document.querySelectorAll('details').forEach((each) => (each.open = true))"
LAID_OUT = "* { content-visibility: visible !important }"  # what is far away has no size otherwise
EVERY_WIDGET = pytest.mark.parametrize("name", WITH_WIDGETS)


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate(f"document.scrollingElement.scrollWidth > {ZOOMED['width']}"))


def test_every_widget_of_the_book_has_a_page() -> None:
    assert set(widgets.__all__) <= set(PAGES)
    sources = [path.stem for path in FOLDER.glob("*.md") if path.stem != "index"]
    assert sorted(sources) == sorted(PAGES)


@pytest.mark.in_turn(name=PAGES, scheme=["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_lost_at_400_per_cent(
    gallery: Path, open_page: Open, name: str, scheme: str
) -> None:
    visit = open_page(gallery, f"{name}.html", color_scheme=scheme, viewport=WIDE)
    page = visit.page
    assert page.locator("[data-widget-failed]").count() == 0
    assert axe_problems(page) == []
    # And somebody enlarges it to 400 %.
    page.set_viewport_size(ZOOMED)
    assert not is_too_wide(page)
    add_style(page, LAID_OUT)
    page.evaluate(UNFOLD)
    assert not is_too_wide(page)
    assert page.evaluate(SMALL_TARGETS, SMALLEST) == []
    assert visit.problems == []


@EVERY_WIDGET
def test_a_page_reads_without_javascript(gallery: Path, open_page: Open, name: str) -> None:
    page = open_page(gallery, f"{name}.html", java_script_enabled=False, viewport=ZOOMED).page
    assert not is_too_wide(page)
    places = page.locator("[data-widget-model]")
    assert places.count() > 0
    for place in places.all():
        assert place.inner_text().strip()
        assert place.locator("script, img[src=x]").count() == 0


def test_paper_has_every_question_and_nobody_s_answers(gallery: Path, open_page: Open) -> None:
    page = open_page(gallery, "quiz.html", viewport=WIDE).page
    sheets = page.locator(".ws-on-paper")
    expect(sheets.first).to_be_hidden()
    page.emulate_media(media="print")
    for sheet in sheets.all():
        expect(sheet.locator(".ws-item:visible")).to_have_count(10)
        assert sheet.locator("details, .ws-verdict, input").count() == 0
    expect(page.locator(".ws-quiz:not(.ws-on-paper):visible")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_link_to_a_former_name_of_a_question_leads_to_it(
    gallery: Path, open_page: Open, *, script: bool
) -> None:
    visit = open_page(
        gallery, "quiz.html#q-before-once", java_script_enabled=script, viewport=ZOOMED
    )
    place = "[data-item='before-match']" if script else "#q-before-match"
    expect(visit.page.locator(place)).to_be_in_viewport()


@pytest.mark.parametrize("name", ["dispute_board", "annotator", "axis_exercise"])
def test_paper_asks_and_has_nobody_s_choices_and_no_answers(
    gallery: Path, open_page: Open, name: str
) -> None:
    page = open_page(gallery, f"{name}.html", viewport=WIDE).page
    page.emulate_media(media="print")
    shown = page.locator("[data-widget-model] > .ws-widget:visible")
    assert shown.count() == page.locator("[data-widget-model]").count()
    assert shown.locator("details, select, input, button, .ws-key").count() == 0
    expect(page.locator(".ws-widget:not(.ws-on-paper):visible")).to_have_count(0)


def test_hostile_text_stays_text(gallery: Path, open_page: Open) -> None:
    page = open_page(gallery, "hostile.html").page
    assert page.evaluate("window.broken") is None
    assert page.locator("[data-widget-ready] :is(script, img, b, i)").count() == 0


def test_all_widgets_and_their_host_are_light(gallery: Path) -> None:
    def files(name: str) -> set[str]:
        page = BeautifulSoup((gallery / f"{name}.html").read_text("utf-8"), "html.parser")
        linked = [str(each.get("src") or each.get("href")) for each in page.select("[src], [href]")]
        return {each.split("?")[0] for each in linked if each.startswith("_static/whosays/")}

    plain = files("index")
    shipped = set().union(*(files(name) for name in PAGES)) - plain
    # A book has one case, and one file for each widget; here its strings differ from case to case.
    sizes: dict[str, int] = {}
    for each in shipped:
        name = re.sub(r"-\w{10}(?=\.)", "" if each.endswith(".js") else r"\g<0>", each)
        size = len(gzip.compress((gallery / each).read_bytes(), 6))
        sizes[name] = max(size, sizes.get(name, 0))
    assert any("widgets" in each for each in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes

"""The first ten minutes on a phone: who made the book, the wipe, a card, and one button on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, wait_for_widgets

FIRST = "book/en/index.html"
PHONE = {"width": 390, "height": 844}


def bottom(page: Page, selector: str) -> float:
    """Where the first of these ends, in pixels from the top of the page."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_the_first_screen_says_who_made_the_book_and_has_the_wipe(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, FIRST, viewport=PHONE).page
    maker = bottom(page, "article a[href^='about']")
    button = bottom(page, ".ws-wipe .ws-button")
    assert maker < button <= PHONE["height"]


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_how_sure_one_is_is_one_row(site_dir: Path, open_page: Open, width: int) -> None:
    page = open_page(site_dir, FIRST, viewport={"width": width, "height": 900}).page
    scale = page.locator(".ws-confidence").first
    expect(scale).to_be_visible()
    tops = {round(step.bounding_box()["y"]) for step in scale.locator(".ws-pill").all()}  # type: ignore[index]
    assert len(tops) == 1
    legend = scale.locator("legend").bounding_box()
    assert legend
    assert legend["height"] < 24, "its words are in two lines"
    assert not scale.evaluate("(row) => row.scrollWidth > row.clientWidth")


def test_sources_go_and_come_back_before_the_guess(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, FIRST, viewport=PHONE)
    page = visit.page
    page.get_by_role("button", name="Wipe away who says so").click()
    expect(page.locator(".ws-without").get_by_text("By contrast, 3,000 soldiers")).to_be_visible()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".ws-with")).to_be_visible()
    assert bottom(page, ".ws-layers") < bottom(page, "#set-welcome-first-look")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert visit.problems == []


def test_one_button_leads_on_and_nothing_at_the_end_is_larger(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, FIRST, viewport=PHONE).page
    onward = page.locator(".site-next a")
    expect(onward).to_have_count(1)
    sizes = page.evaluate(
        """() => {
          const area = (each) => {
            const box = each.getBoundingClientRect();
            return box.width * box.height;
          };
          const next = document.querySelector(".site-next a");
          const after = [...document.querySelectorAll("main :is(a, button, summary)")].filter(
            (each) => next.compareDocumentPosition(each) & 4 && each.checkVisibility());
          return [area(next), ...after.map(area)];
        }"""
    )
    assert len(sizes) > 1
    assert sizes[0] == max(sizes)
    onward.click()
    wait_for_widgets(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("The article, annotated")

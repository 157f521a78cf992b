"""Questions on a wall: one a screen, hands typed in, the answer when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.pages import axe_problems
from whosays import Case
from whosays.words.said import inline

WALL = ".site-wall"
ARTICLE = "book/en/disputes.html"
STORED = "JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)])"
# Widths of the bars, in per cent of their places.
BARS = """() => [...document.querySelectorAll(".site-wall-bar > span")].map((bar) =>
  Math.round(100 * bar.offsetWidth / bar.parentElement.offsetWidth))"""


def number_shown(page: Page) -> str:
    return page.locator(f"{WALL} h2").inner_text().split(":")[0]


@pytest.mark.parametrize("transport", ["http", "file"])
def test_a_teacher_walks_through_a_lesson_on_the_wall(
    site_dir: Path, open_page: Open, kursk: Case, transport: str
) -> None:
    visit = open_page(
        site_dir,
        f"{ARTICLE}?projector#q-disputes-library",
        transport,
        start=False,
        viewport={"width": 1280, "height": 720},
    )
    page = visit.page
    wall = page.get_by_role("dialog")
    expect(wall).to_be_visible()
    before = page.evaluate(STORED)
    assert number_shown(page) == "Question 2 of 7"
    (item,) = (i for i in kursk.quizzes["disputes"].items if i.id == "disputes-library")
    options = item.options  # type: ignore[attr-defined]
    rows = wall.locator(".site-wall-options > li")
    expect(rows).to_have_count(len(options))

    # Hands, and bars.
    for letter, hands in zip("ABC", (3, 1, 0), strict=False):
        wall.get_by_label(f"Hands for {letter}").fill(str(hands))
    assert page.evaluate(BARS)[:2] == [75, 25]
    expect(rows.first).to_contain_text("75 %")

    # The answer comes when it is asked for, and no sooner.
    reason = str(inline(options[0].feedback["en"]).striptags())[:40]
    assert reason not in wall.inner_text()
    wall.get_by_role("button", name="Show the answer").click()
    assert reason in wall.inner_text()
    right = [n for n, option in enumerate(options) if option.correct]
    marked = page.evaluate(
        f"[...document.querySelectorAll('{WALL} .site-wall-options > li')]"
        ".map((each, n) => each.matches('.site-wall-right') ? n : -1).filter((n) => n >= 0)"
    )
    assert marked == right
    assert page.evaluate(BARS)[:2] == [75, 25]
    # Axe asks for style sheets anew, which a page from a folder cannot.
    assert transport == "file" or axe_problems(page) == []

    # On and back, by keyboard and pointer; what was typed stays meanwhile.
    page.keyboard.press("ArrowRight")
    assert number_shown(page) == "Question 3 of 7"
    expect(page.locator(f"{WALL} h2")).to_be_focused()
    wall.get_by_role("button", name="Previous").click()
    expect(wall.get_by_label("Hands for A")).to_have_value("3")
    wall.get_by_label("Hands for A").press("ArrowRight")
    assert number_shown(page) == "Question 2 of 7"
    for _ in range(9):
        page.keyboard.press("PageDown")
    assert number_shown(page) == "Question 7 of 7"
    expect(wall.get_by_role("button", name="Next")).to_be_disabled()

    # Lines that letters are given to are counted one by one.
    while "Question 4" not in number_shown(page):
        page.keyboard.press("PageUp")
    wall.get_by_label("Hands for A").fill("2")
    wall.get_by_role("combobox").select_option("1")
    expect(wall.get_by_label("Hands for A")).to_have_value("")
    assert page.evaluate(BARS)[0] == 0
    wall.get_by_role("button", name="Show the answer").click()
    expect(wall.locator(".site-wall-key")).to_be_visible()
    assert transport == "file" or axe_problems(page) == []

    # Nothing is stored; what is below is the page as it always is.
    assert page.evaluate(STORED) == before
    page.keyboard.press("Escape")
    expect(page.locator(WALL)).to_have_count(0)
    assert "projector" not in page.url
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert visit.problems == []


def test_it_is_fetched_only_when_asked_for(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, ARTICLE)
    assert not [name for name in visit.files() if "projector" in name]
    asked = open_page(site_dir, f"{ARTICLE}?projector")
    assert len([name for name in asked.files() if "projector" in name]) == 2

"""The way through the book: what is done, where to go on, and Python apart from it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, pages_of, wait_for_widgets

pytestmark = pytest.mark.deep

PHONE = {"width": 390, "height": 844}
ANSWERED = """(() => {
  const answer = (id, days) => localStorage.setItem(`whosays:answer:${id}`, JSON.stringify({
    v: 1, attempts: [{ at: new Date(Date.now() - days * 864e5).toISOString(), choice: "x" }]
  }));
  answer("claims-what-type", 2);
  answer("claims-how-many", 0);
})()"""
LESSON = "book/en/claims.html"
FIRST = "book/en/index.html"
NO_COLOUR = "rgba(0, 0, 0, 0)"
PYTHON = ".site-code, section.site-run, .site-launch, .site-toc .site-run, div.cell_input"


def kept(page: Page) -> list[str]:
    return sorted(page.evaluate("Object.keys(localStorage)"))


# --- Progress -----------------------------------------------------------------------------------


def test_the_contents_say_what_is_done(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, init=ANSWERED).page
    link = page.locator(".bd-links a[aria-current=page]")
    expect(link.locator(".site-done")).to_have_text(
        re.compile(r"^2/\d+ \(2 of \d+ questions answered\)$")
    )
    assert page.locator(".site-done").count() == 1


@pytest.mark.parametrize("transport", ["http", "file"])
def test_the_bar_on_a_phone_stays_and_says_where_one_is(
    site_dir: Path, open_page: Open, transport: str
) -> None:
    page = open_page(site_dir, LESSON, transport, viewport=PHONE, init=ANSWERED).page
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    for part in (".site-bar-page", ".site-bar-done", ".site-bar [data-ws-nav]"):
        expect(page.locator(part)).to_be_in_viewport()
    expect(page.locator(".site-bar-page")).to_contain_text("What is claimed")
    expect(page.locator(".site-bar-done")).to_contain_text("2 of ")
    assert page.locator(".site-bar").bounding_box()["height"] <= 48  # type: ignore[index]


def test_an_answer_counts_at_once(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, viewport=PHONE).page
    expect(page.locator(".site-bar-done")).to_contain_text("0 of ")
    page.evaluate(ANSWERED)
    page.evaluate("dispatchEvent(new CustomEvent('whosays:stored'))")
    expect(page.locator(".site-bar-done")).to_contain_text("2 of ")


# --- Going on -----------------------------------------------------------------------------------


def test_the_first_page_offers_to_go_on_and_to_come_back(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, LESSON + "#practice-claims", init=ANSWERED)
    page = visit.page
    page.goto(visit.base + FIRST)
    onward = page.locator("[data-ws-continue] a")
    expect(onward).to_contain_text("What is claimed")
    # The section that was gone to, or its first set, which is seen as well.
    assert re.search(
        rf"{LESSON}#(practice-claims|set-claims-(sentences|made-up))$",
        str(onward.get_attribute("href")),
    )
    page.get_by_text("Questions that come back today: 1").click()
    back = page.locator("[data-ws-due] a")
    expect(back).to_have_count(1)

    back.click()
    wait_for_widgets(page)
    expect(page.locator(".site-review")).to_be_visible()
    expect(page.locator("#set-claims-sentences [data-item]")).to_have_attribute(
        "data-item", "claims-what-type"
    )
    page.locator(".site-review a").click()
    wait_for_widgets(page)
    expect(page.locator(".site-review")).to_be_hidden()
    assert visit.problems == []


def test_nothing_is_kept_or_offered_before_an_answer(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, LESSON)
    visit.page.goto(visit.base + FIRST)
    assert kept(visit.page) == []
    expect(visit.page.locator("[data-ws-return]")).to_be_hidden()


def test_where_storage_is_refused_nothing_is_shown(site_dir: Path, open_page: Open) -> None:
    refuse = """Object.defineProperty(window, "localStorage",
      { get() { throw new DOMException("", "SecurityError") } })"""
    page = open_page(site_dir, FIRST, init=refuse).page
    expect(page.locator("[data-ws-return]")).to_be_hidden()
    assert page.locator(".site-done").count() == 0


def test_the_order_is_the_same_everywhere(site_dir: Path) -> None:
    soup = BeautifulSoup((site_dir / FIRST).read_text("utf-8"), "html.parser")
    contents = [str(link["href"]) for link in soup.select(".bd-links a")][1:]
    onward, page = [], FIRST
    while link := _next_of(site_dir / page):
        onward.append(str(link["href"]))
        page = f"book/en/{link['href']}"
    assert onward == contents
    assert soup.select(".bd-links p.caption")


def _next_of(path: Path) -> Tag | None:
    """The link to the next page: the one at the foot, or the button that stands for it."""
    page = _parsed(path)
    return page.select_one("a.right-next") or page.select_one(".site-next a")


def test_every_lesson_leads_on_by_one_button(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, viewport=PHONE).page
    onward = page.locator(".site-next a")
    expect(onward).to_have_text("Next: Could it be checked?")
    assert page.locator("a", has_text="Could it be checked?").filter(visible=True).count() == 1
    box = onward.bounding_box()
    assert box
    assert box["height"] >= 56
    assert box["width"] > 300
    teachers = page.get_by_text("For teachers", exact=True).last.bounding_box()
    assert teachers
    assert box["y"] < teachers["y"]
    expect(page.locator("a.left-prev")).to_be_visible()
    onward.click()
    wait_for_widgets(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Could it be checked?")


def test_all_pages_of_numbered_parts_have_the_button(site_dir: Path) -> None:
    soup = _parsed(site_dir / FIRST)
    numbered = [
        str(link["href"])
        for link in soup.select(".bd-links a")
        if re.match(r"\d+\. ", link.get_text().strip())
    ]
    assert len(numbered) > 15
    for name in numbered:
        assert len(_parsed(site_dir / "book/en" / name).select(".site-next a")) == 1, name


def _parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_no_two_pages_or_sections_have_the_same_name(site_dir: Path) -> None:
    names = Counter(
        re.sub(r"^\d+\. ", "", heading.get_text().rstrip("#")).strip().lower()
        for path in pages_of(site_dir)
        if path.startswith("book/")
        for heading in _parsed(site_dir / path).select("main :is(h1, h2, h3)")
        if not heading.find_parent(class_="site-launch")
    )
    assert [name for name, count in names.items() if count > 1] == []


# --- Python apart -------------------------------------------------------------------------------


def test_python_is_shown_only_to_those_who_ask(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON).page
    parts = page.locator(PYTHON)
    assert parts.count() > 5
    assert not [part for part in parts.all() if part.is_visible()]

    switch = page.get_by_role("checkbox", name="I want to run this")
    switch.press("Space")
    expect(page.locator("section.site-run .cell").first).to_be_visible()
    expect(page.locator(".site-launch")).to_be_visible()
    assert kept(page) == ["whosays:run"]
    expect(page.locator("section.site-run .cell_input").first).to_be_visible()
    page.reload()
    wait_for_widgets(page)
    expect(page.locator("section.site-run .cell").first).to_be_visible()

    page.emulate_media(media="print")
    assert not [part for part in parts.all() if part.is_visible()]
    page.emulate_media(media="screen")
    page.get_by_role("checkbox", name="I want to run this").press("Space")
    assert kept(page) == []
    assert not [part for part in parts.all() if part.is_visible()]


@pytest.mark.parametrize("width", [390, 1280])
def test_what_the_switch_shows_begins_below_it(site_dir: Path, open_page: Open, width: int) -> None:
    page = open_page(site_dir, LESSON, viewport={"width": width, "height": 844}).page
    switch = page.get_by_role("checkbox", name="I want to run this")
    switch.scroll_into_view_if_needed()
    before = switch.bounding_box()
    switch.check()
    after = switch.bounding_box()
    section = page.locator("section.site-run").bounding_box()
    assert before
    assert after
    assert section
    assert abs(after["y"] - before["y"]) < 2
    assert 0 < section["y"] - after["y"] < 200


def test_a_link_to_what_can_be_changed_shows_it_and_keeps_nothing(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, LESSON + "#change-something-claims").page
    expect(page.locator("section.site-run .cell").first).to_be_visible()
    assert kept(page) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_leads_to_the_switch_itself(site_dir: Path, open_page: Open, width: int) -> None:
    """From the page about running, and from the contents of the lesson."""
    page = open_page(site_dir, "book/en/run.html", viewport={"width": width, "height": 844}).page
    page.get_by_role("link", name="I want to run this").click()
    switch = page.get_by_role("checkbox", name="I want to run this")
    expect(switch).to_be_focused()
    expect(switch).to_be_in_viewport()
    wait_for_widgets(page)
    expect(switch).to_be_in_viewport()
    expect(page.locator(".site-switch label")).not_to_have_css("background-color", NO_COLOUR)

    page.evaluate("scrollTo(0, 0)")
    contents = page.locator(".site-toc")
    if not contents.evaluate("(box) => box.open"):
        contents.locator("summary").press("Enter")
    contents.get_by_role("link", name="I want to run this").press("Enter")
    expect(switch).to_be_focused()
    expect(switch).to_be_in_viewport()
    page.keyboard.press("Space")
    expect(page.locator("section.site-run .cell").first).to_be_visible()


@pytest.mark.parametrize("name", ["estimates", "run"])
def test_code_does_not_run_out_of_a_phone(site_dir: Path, open_page: Open, name: str) -> None:
    page = open_page(
        site_dir,
        f"book/en/{name}.html",
        viewport={"width": 390, "height": 844},
        init="localStorage.setItem('whosays:run', 'on')",
    ).page
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    widths = page.locator("div.highlight pre:visible").evaluate_all(
        "(all) => all.map((one) => [one.scrollWidth, one.clientWidth])"
    )
    assert len(widths) > 2
    assert [needed for needed, has in widths if needed > has] == []


def test_without_javascript_python_can_be_reached(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, java_script_enabled=False).page
    change = page.locator("section.site-run")
    expect(change.locator("summary").first).to_be_visible()
    expect(change.locator(".cell").first).to_be_hidden()
    change.locator("summary").first.press("Enter")
    expect(change.locator(".cell").first).to_be_visible()
    expect(page.locator(".site-code summary").first).to_be_visible()
    expect(page.locator(".site-switch")).to_be_hidden()


# --- Places -------------------------------------------------------------------------------------


def test_a_widget_is_told_which_question_a_link_asks_for(site_dir: Path, open_page: Open) -> None:
    listen = """window.told = [];
      addEventListener("whosays:show", ({ detail }) => window.told.push(detail.item))"""
    page = open_page(site_dir, LESSON + "#q-claims-could", init=listen).page
    assert "claims-could" in page.evaluate("window.told")
    expect(page.locator("#q-claims-could")).to_have_count(1)


def test_every_question_of_the_book_has_a_page(site_dir: Path) -> None:
    text = (site_dir / "_static/whosays/items.js").read_text("utf-8")
    pages = json.loads(text.partition("items = ")[2].rstrip(";\n"))
    assert len(pages["book/en/claims"]) > 4
    # One lesson asks again what others ask.
    ids = [name for page, names in pages.items() for name in names if "without-war" not in page]
    for page, names in pages.items():
        shown = {tag["id"] for tag in _parsed(site_dir / f"{page}.html").select("[id]")}
        assert {f"q-{name}" for name in names} <= shown
    assert len(ids) == len(set(ids))


def test_the_front_door_has_the_books_name(site_dir: Path) -> None:
    door, first = _parsed(site_dir / "index.html"), _parsed(site_dir / FIRST)
    assert door.title.text == first.title.text  # type: ignore[union-attr]
    assert door.title.text.startswith("Who Says So? ")  # type: ignore[union-attr]
    assert door.h1.text == door.title.text  # type: ignore[union-attr]

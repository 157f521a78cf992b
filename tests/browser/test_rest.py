"""What rests until a reader touches it: how it looks, and what the first touch does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Open, Visit, pages_of, site_folder
from tests.pages import axe_problems, settle

pytestmark = pytest.mark.deep

ARTICLE, NUMBERS = "book/en/article.html", "book/en/numbers.html"
RESTS = "[data-rests]"
SIZES = {"narrow": {"width": 390, "height": 844}, "wide": {"width": 1280, "height": 900}}
FINGER = {"viewport": SIZES["narrow"], "has_touch": True, "is_mobile": True}
WITH_REST = [
    path for path in pages_of(site_folder()) if "data-rests" in (site_folder() / path).read_text()
]
# All words; each control, stretch, mark and line; and where these are, from the top of the widget's
# place, in pixels.
SEEN = """(place) => {
  const root = place.querySelector(":scope > .ws-fallback:not(.ws-on-paper)")
    ?? place.lastElementChild;
  const top = place.getBoundingClientRect();
  const parts = "button, input, select, summary, p, .ws-mark, .ws-row > span, circle, line";
  const found = [...root.querySelectorAll(parts)].filter((each) => each.checkVisibility());
  return [
    root.innerText.replace(/\\s+/g, " ").trim(),
    ...found.map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      const at = [x - top.x, y - top.y, width, height];
      return [[each.localName, each.innerText?.trim(), each.checked, each.tabIndex], at];
    }),
    [["place"], [top.height]],
  ];
}"""
WAKE = """(place) => place.dispatchEvent(new Event("click", { bubbles: true }))"""


def assert_same(seen: list[Any], before: list[Any]) -> None:
    """Hold what is seen to what was seen before, but for how a width is rounded."""
    assert seen[0] == before[0]
    assert [what for what, _ in seen[1:]] == [what for what, _ in before[1:]]
    for (what, now), (_, then) in zip(seen[1:], before[1:], strict=True):
        assert now == pytest.approx(then, abs=1), what


def slowly(route: Route) -> None:
    """As on a slow line: whoever touches something is done before its script comes."""
    time.sleep(0.3)
    route.continue_()


def ready(place: Locator) -> None:
    expect(place.locator("xpath=self::*[@data-widget-ready]")).to_be_attached()


@pytest.mark.in_turn(path=WITH_REST, size=list(SIZES))
def test_a_form_at_rest_looks_as_its_widget_does(
    site_dir: Path, open_page: Open, path: str, size: str
) -> None:
    page = open_page(site_dir, path, start=False, viewport=SIZES[size]).page
    page.wait_for_load_state("networkidle")
    places = page.locator(f"{RESTS}:visible").all()
    assert places
    handles = [place.element_handle() for place in places]
    for handle in handles:
        before = handle.evaluate(SEEN)
        handle.evaluate(WAKE)
        page.wait_for_function("(place) => 'widgetReady' in place.dataset", arg=handle)
        settle(page)
        assert_same(handle.evaluate(SEEN), before)


@pytest.mark.in_turn(path=WITH_REST, size=list(SIZES))
def test_axe_finds_nothing_at_rest(site_dir: Path, open_page: Open, path: str, size: str) -> None:
    visit = open_page(site_dir, path, start=False, viewport=SIZES[size])
    assert axe_problems(visit.page) == []
    assert visit.page.locator(RESTS).count() > 0
    assert visit.problems == []


def test_who_scrolls_has_touched_nothing(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, ARTICLE, start=False, **FINGER)
    page = visit.page
    place = page.locator(RESTS).last
    place.scroll_into_view_if_needed()
    x, y, *_ = centre(place)
    touch = page.context.new_cdp_session(page)
    for kind, dy in (("touchStart", 0), ("touchMove", -60), ("touchMove", -160), ("touchEnd", 0)):
        points = [] if kind == "touchEnd" else [{"x": x, "y": y + dy}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.mouse.wheel(0, 300)
    settle(page)
    assert not any("reader" in name and name.endswith(".js") for name in visit.files())


def centre(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, max(box["y"], 0) + 100


# --- the first touch ------------------------------------------------------------------------------


def lesson(open_page: Open, site_dir: Path, path: str, **options: Any) -> tuple[Visit, Page]:
    visit = open_page(site_dir, path, start=False, **options)
    visit.page.wait_for_load_state("networkidle")
    visit.page.route("**/*.js", slowly)
    return visit, visit.page


def whole_text(page: Page) -> Locator:
    return page.locator(".whosays-reader").last


def details(page: Page) -> Locator:
    return page.get_by_role("region", name="Details")


def test_the_first_tap_on_a_label_opens_its_details(site_dir: Path, open_page: Open) -> None:
    visit, page = lesson(open_page, site_dir, ARTICLE, **FINGER)
    label = whole_text(page).locator(".ws-tag:visible").nth(5)
    words = label.text_content()
    label.tap()
    expect(details(page)).to_be_visible()
    opened = whole_text(page).locator(".ws-tag[aria-expanded=true]")
    expect(opened).to_have_text(str(words))
    expect(whole_text(page).locator(".ws-tag:visible").nth(5)).to_have_attribute(
        "aria-expanded", "true"
    )
    assert visit.problems == []


def test_the_first_tap_on_words_opens_theirs(site_dir: Path, open_page: Open) -> None:
    _, page = lesson(open_page, site_dir, ARTICLE, **FINGER)
    stretch = whole_text(page).locator(".ws-cue:visible", has_text="according to him")
    stretch.tap()
    expect(details(page)).to_contain_text("according to him")


def test_the_first_key_on_a_label_opens_its_details_and_the_next_leads_in(
    site_dir: Path, open_page: Open
) -> None:
    _, page = lesson(open_page, site_dir, ARTICLE)
    summary = whole_text(page).locator(".ws-help > summary")
    page.evaluate("(each) => each.focus({ preventScroll: true })", summary.element_handle())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(details(page)).to_be_focused()


def test_the_source_of_the_first_sentence_is_hidden_at_once(
    site_dir: Path, open_page: Open
) -> None:
    _, page = lesson(open_page, site_dir, ARTICLE, **FINGER)
    page.locator(".ws-take:visible").first.tap()
    expect(page.locator(".ws-take:visible").first).to_contain_text("show the source")


def test_a_fold_and_a_box_and_a_list_keep_what_was_chosen(site_dir: Path, open_page: Open) -> None:
    _, page = lesson(open_page, site_dir, ARTICLE, viewport=SIZES["wide"])
    place = whole_text(page)
    place.get_by_text("How this works").click()
    expect(place.locator(".ws-help li").first).to_be_visible()
    _, page = lesson(open_page, site_dir, ARTICLE, viewport=SIZES["wide"])
    whole_text(page).get_by_label("word choice").check()
    expect(whole_text(page).locator(".ws-on-framing")).to_be_visible()
    _, page = lesson(open_page, site_dir, ARTICLE, viewport=SIZES["wide"])
    voices = whole_text(page).locator(".ws-find select:visible")
    voices.focus()
    voices.select_option(index=2)
    expect(whole_text(page).locator(".ws-find .ws-position")).to_have_text("5 places marked")


def test_a_choice_in_the_chart_is_made(site_dir: Path, open_page: Open) -> None:
    _, page = lesson(open_page, site_dir, NUMBERS, **FINGER)
    place = page.locator(".whosays-chartlab").first
    place.get_by_text("in training (3)").tap()
    expect(place.get_by_role("status")).to_contain_text("statements: 3")
    expect(place.locator(".ws-row")).to_have_count(3)


def test_an_estimate_that_was_typed_is_taken(site_dir: Path, open_page: Open) -> None:
    _, page = lesson(open_page, site_dir, NUMBERS, **FINGER)
    place = page.locator(".whosays-axis")
    place.get_by_role("spinbutton").fill("2")
    place.get_by_role("button", name="Check").tap()
    expect(place.get_by_role("status").first).to_contain_text("1.01 times")


# --- where it does not come -----------------------------------------------------------------------


def test_without_a_way_to_the_files_it_rests_on_until_there_is_one(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, ARTICLE, start=False, **FINGER).page
    page.wait_for_load_state("networkidle")
    page.route("**/reader-*.js", lambda route: route.abort())
    label = whole_text(page).locator(".ws-tag:visible").first
    with page.expect_event("requestfailed"):
        label.tap()
    expect(label).to_be_visible()
    page.unroute("**/reader-*.js")
    label.tap()
    expect(details(page)).to_be_visible()


def test_paper_and_a_page_without_scripts_say_in_words_what_is_pressed_elsewhere(
    site_dir: Path, open_page: Open
) -> None:
    printed = open_page(site_dir, ARTICLE, start=False).page
    printed.emulate_media(media="print")
    static = open_page(site_dir, ARTICLE, java_script_enabled=False).page
    for page in (printed, static):
        expect(page.locator(".ws-said:visible")).to_have_count(page.locator(".ws-said").count())
        expect(page.locator(".ws-live:visible")).to_have_count(0)
        expect(page.locator(".ws-reader [lang=de]:visible").first).to_be_visible()


def test_with_the_key_an_exercise_shows_its_answer(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, f"{NUMBERS}?key", start=False).page
    expect(page.locator(".whosays-axis .ws-key")).to_have_attribute("open", "")
    expect(page.locator(".whosays-axis .ws-key li").first).to_be_visible()


def test_a_word_of_the_other_language_that_was_searched_is_brought(
    site_dir: Path, open_page: Open
) -> None:
    address = f"{ARTICLE}?mark=Pjöngjang#reader-p1s1"
    page = open_page(site_dir, address, start=False, viewport=SIZES["narrow"]).page
    found = whole_text(page).locator("[lang=de]:visible", has_text="Pjöngjang").first
    expect(found).to_be_in_viewport()

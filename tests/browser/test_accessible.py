"""Every page, however it is read: the rules of axe-core, what fits, the keyboard, a translator.

Each page is in one situation with `make test`, in turn, and in all of them with `make deep`. What
these tests find nothing in is what the accessibility statement says (``tools/accessibility.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.conftest import LOOKS, Open, Visit, pages_of, wait_for_widgets
from tests.browser.situations import (
    DESK,
    HERE,
    PHONE,
    REFUSE_STORAGE,
    SCREENS,
    SETTINGS,
    SITUATIONS,
    TRANSLATE,
    Situation,
    everything_used,
    text_at_200_per_cent,
)
from tests.browser.test_states import LESSON, checked
from tests.conftest import ROOT
from tests.pages import add_style, axe_problems, serving, settle
from tools.accessibility import TESTS, axe_version
from whosays.site.accessibility import read_results

pytestmark = pytest.mark.deep

FIRST = "book/en/index.html"
FITS = (HERE / "fits.js").read_text(encoding="utf-8")
TOUR = (HERE / "tour.js").read_text(encoding="utf-8")
LAID_OUT = "* { content-visibility: visible !important }"
UNFOLD = "document.querySelectorAll('details').forEach((each) => (each.open = true))"
MOST_STOPS = 1200
MOMENTS = 5
STRICT, USUAL = "allow-scripts", "allow-scripts allow-same-origin allow-forms allow-popups"
"""What a frame is allowed: nothing but scripts, and what platforms for teaching allow."""
BEHIND = ("landmark-one-main", "page-has-heading-one", "region", "skip-link")
"""Rules that speak of what is behind the open contents: all of it is inert."""


def opened(open_page: Open, site: Path, path: str, situation: Situation) -> Visit:
    """The page, opened and brought into its situation."""
    visit = open_page(site, path, init=situation.init, **situation.options)
    situation.reach(visit.page)
    settle(visit.page)
    return visit


Embed = Callable[..., Frame]


@pytest.fixture
def embed(
    browser: Browser, site_dir: Path, serve: Callable[[Path], str], tmp_path: Path
) -> Iterator[Embed]:
    """``embed(path, sandbox)`` is a page of the site in a frame of another site's page.

    Platforms for teaching show pages so; ``sandbox`` is what they allow them.
    """
    with ExitStack() as running:

        def embedded(path: str, sandbox: str) -> Frame:
            (tmp_path / "course.html").write_text(
                '<!DOCTYPE html><html lang="en"><title>A course</title><main><h1>A course</h1>'
                f'<iframe title="A page of a book" width="800" height="600" sandbox="{sandbox}"'
                f' src="{serve(site_dir)}{path}"></iframe></main></html>',
                encoding="utf-8",
            )
            context = browser.new_context(reduced_motion="reduce", viewport=DESK)
            running.callback(context.close)
            page = context.new_page()
            page.goto(f"{running.enter_context(serving(tmp_path))}/course.html")
            frame = page.frames[1]
            wait_for_widgets(frame)
            return frame

        yield embedded


# --- the rules of axe-core ----------------------------------------------------------------------


def test_axe_finds_nothing_in_a_situation(
    site_dir: Path, open_page: Open, embed: Embed, page_path: str, situation: str
) -> None:
    chosen = SITUATIONS[situation]
    if chosen.framed:
        frame = embed(page_path, STRICT)
        assert frame.locator("[data-widget-failed]").count() == 0
        assert axe_problems(frame) == []
        return
    visit = opened(open_page, site_dir, page_path, chosen)
    behind = BEHIND if chosen.inert else ()
    assert [each for each in axe_problems(visit.page) if not each.startswith(behind)] == []
    assert visit.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_results_of_a_search(
    site_dir: Path, open_page: Open, scheme: str
) -> None:
    page = open_page(site_dir, "search.html?q=source", viewport=PHONE, color_scheme=scheme).page
    expect(page.locator("#search-results li a").first).to_be_visible()
    assert axe_problems(page) == []


# --- what fits ----------------------------------------------------------------------------------


def test_nothing_is_cut_off_or_covered(
    site_dir: Path, open_page: Open, page_path: str, setting: str
) -> None:
    page = opened(open_page, site_dir, page_path, SETTINGS[setting]).page
    assert page.evaluate(FITS) == []
    add_style(page, LAID_OUT)
    page.evaluate(UNFOLD)
    settle(page)
    assert page.evaluate(FITS) == []


TEXTS = """() => [...document.querySelectorAll("body *")].filter(
  (each) => each.checkVisibility() && !each.closest("svg, math") &&
    [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))"""
SIZE = "(each) => Number.parseFloat(getComputedStyle(each).fontSize)"


def test_text_grows_with_what_the_browser_is_set_to(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, viewport=DESK).page
    texts = page.evaluate_handle(TEXTS)
    before = texts.evaluate(f"(all) => all.map({SIZE})")
    text_at_200_per_cent(page)
    after = texts.evaluate(f"(all) => all.map({SIZE})")
    # With text of twice the size a window is as narrow as a phone's, where widgets take a bit less.
    assert before
    assert [(old, new) for old, new in zip(before, after, strict=True) if new < 1.75 * old] == []


SPOILT = {
    "the page scrolls sideways": "h1 { width: 2000px }",
    "the text is narrow": "article { width: 100px }",
    "cut off": "main p { height: 1rem; overflow: hidden }",
    "over one another": "main p { margin-top: -3rem }",
}


def test_what_does_not_fit_is_found(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, viewport=PHONE).page
    for problem, style in SPOILT.items():
        spoilt = add_style(page, style)
        assert any(found.startswith(problem) for found in page.evaluate(FITS)), problem
        spoilt.evaluate("(sheet) => sheet.replaceSync('')")


# --- the keyboard -------------------------------------------------------------------------------


def tour(page: Page) -> Iterator[str]:
    """Go through a page with the Tab key and back, and say what is wrong on the way."""
    page.evaluate(TOUR)
    page.evaluate("tour.begin()")
    yield from (f"takes an order of its own: {html}" for html in page.evaluate("tour.ordered()"))
    reached = yield from _one_way(page, "Tab")
    controls = dict(page.evaluate("tour.controls()"))
    missed = controls.keys() - reached
    yield from (f"never reached: {html}" for number, html in controls.items() if number in missed)
    back = yield from _one_way(page, "Shift+Tab")
    if len(back) < len(controls):
        yield f"backwards only {len(back)} of {len(controls)} are reached"


def _one_way(page: Page, key: str) -> Generator[str, None, set[int]]:
    reached: set[int] = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        here = page.evaluate("tour.here()")
        if here is None:
            return reached
        for _ in range(MOMENTS):
            if here["uncovered"]:
                break
            settle(page)  # what is laid out only when it comes into view moves a moment later
            here = page.evaluate("tour.here()")
        if here["number"] not in reached:
            if not here["ring"]:
                yield f"the focus cannot be seen: {here['html']}"
            if not here["uncovered"]:
                yield f"has the focus and is out of sight ({key}): {here['html']}"
        reached.add(here["number"])
    yield f"the page does not end after {MOST_STOPS} stops"
    return reached


def test_the_keyboard_reaches_all_and_shows_where_it_is(
    site_dir: Path, open_page: Open, page_path: str, enlarged: str
) -> None:
    page = open_page(site_dir, page_path, **SCREENS[enlarged]).page
    page.evaluate(UNFOLD)
    settle(page)
    assert list(tour(page)) == []


def test_what_covers_the_focus_is_found(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, FIRST, viewport=PHONE).page
    add_style(page, "html { scroll-padding: 0 !important } .site-bar { min-height: 70vh }")
    assert any("out of sight" in each for each in tour(page))


def test_a_focus_that_does_not_show_is_found(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, FIRST, viewport=PHONE).page
    add_style(page, "main a:focus-visible { outline-color: #eee !important }")
    assert any("cannot be seen" in each for each in tour(page))


def test_the_first_stop_skips_to_the_text(site_dir: Path, open_page: Open, page_path: str) -> None:
    page = open_page(site_dir, page_path, start=False).page
    page.evaluate(TOUR)
    page.evaluate("tour.begin()")
    page.keyboard.press("Tab")
    expect(page.locator(".site-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer, body') !== null")
    assert page.evaluate("document.activeElement.closest('.site-bar, .site-nav') === null")


def test_the_contents_close_with_escape_and_give_the_focus_back(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, LESSON, viewport=PHONE).page
    button = page.locator(".site-bar [data-ws-nav]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#site-navigation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#site-navigation")).to_be_hidden()
    expect(button).to_be_focused()


# --- motion, dragging, help, status -------------------------------------------------------------


def test_nothing_moves_for_those_who_want_no_motion(
    site_dir: Path, open_page: Open, page_path: str
) -> None:
    page = open_page(site_dir, page_path, viewport=PHONE).page
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((each) => {
          const style = getComputedStyle(each);
          const longest = (text) => Math.max(...text.split(",").map(Number.parseFloat));
          const moves = style.animationName !== "none" && longest(style.animationDuration) > 0.01;
          const slides = /all|transform|left|top|width|height|margin|translate|scale|rotate/
            .test(style.transitionProperty) && longest(style.transitionDuration) > 0.01;
          return moves || slides || style.scrollBehavior === "smooth";
        }).map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert moving == []
    everything_used(page)
    assert page.evaluate("document.getAnimations().length") == 0


def test_nothing_has_to_be_dragged(site_dir: Path) -> None:
    draggable = re.compile(r"draggable|dragstart|touchstart")
    scripts = [path for path in site_dir.rglob("*.js") if "whosays" in path.parts]
    assert scripts
    assert [path.name for path in scripts if draggable.search(path.read_text("utf-8"))] == []


def names_at_the_foot(page: Path) -> list[str]:
    _, start, foot = page.read_text(encoding="utf-8").rpartition("<footer")
    soup = BeautifulSoup(start + foot, "html.parser")
    return [link.get_text() for link in soup.select("footer .site-legal a")]


def test_help_and_statement_are_at_the_same_place_of_every_page(
    site_dir: Path, page_path: str
) -> None:
    names = names_at_the_foot(site_dir / page_path)
    assert "Accessibility" in names
    assert names == names_at_the_foot(site_dir / FIRST)


def test_what_comes_of_an_answer_is_said_in_a_region_that_was_there(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, FIRST, viewport=PHONE).page
    page.evaluate(
        """() => document.querySelectorAll("[role=status]").forEach(
             (each) => each.setAttribute("data-was-there", each.textContent))"""
    )
    checked(correct=False)(page)
    said = page.locator("[role=status][data-was-there]").evaluate_all(
        "(all) => all.filter((each) => each.textContent !== each.dataset.wasThere).length"
    )
    assert said > 0


# --- frames and translators ---------------------------------------------------------------------

SAME_CHANCE = """Math.random = () => 0.5;
crypto.getRandomValues = (numbers) => numbers.fill(7);
crypto.randomUUID = () => "00000000-0000-4000-8000-000000000007";"""


def words_of(page: Page) -> str:
    """What stands on a page after everything has been used, white space aside."""
    everything_used(page)
    text: str = page.evaluate("document.querySelector('main').innerText")
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("path", [FIRST, LESSON, "book/en/numbers.html", "book/en/results.html"])
def test_a_translator_changes_nothing_of_what_happens(
    site_dir: Path, open_page: Open, path: str
) -> None:
    plain = open_page(site_dir, path, init=SAME_CHANCE, viewport=PHONE)
    translated = open_page(site_dir, path, init=SAME_CHANCE + TRANSLATE, viewport=PHONE)
    assert translated.page.locator("main font font").count() > 10
    assert words_of(translated.page) == words_of(plain.page)
    assert translated.problems == []


@pytest.mark.parametrize("sandbox", [STRICT, USUAL])
def test_a_question_can_be_answered_in_a_frame(embed: Embed, sandbox: str) -> None:
    checked(correct=True)(embed(FIRST, sandbox))


def test_a_question_can_be_answered_where_storage_is_refused(
    site_dir: Path, open_page: Open
) -> None:
    visit = open_page(site_dir, FIRST, viewport=PHONE, init=REFUSE_STORAGE)
    checked(correct=True)(visit.page)
    assert visit.problems == []


def test_axe_core_is_the_version_that_its_folder_says(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, FIRST).page
    axe_problems(page)
    assert page.evaluate("axe.version") == axe_version()


# --- what the statement says --------------------------------------------------------------------

EVERY_RUN = {
    "test_axe_finds_nothing": len(LOOKS),
    "test_axe_finds_nothing_in_a_situation": len(SITUATIONS),
    "test_nothing_is_cut_off_or_covered": len(SETTINGS),
    "test_the_keyboard_reaches_all_and_shows_where_it_is": len(SCREENS),
}
"""How often a test runs for each page when it goes through every way."""


def test_the_statement_is_about_these_pages_situations_and_rules(site_dir: Path) -> None:
    results = read_results(ROOT)
    assert results, "There are no results. Run: python -m tools.accessibility"
    pages = pages_of(site_dir)
    known = {check.test: check.runs for check in results.checks}
    said = {name: known.get(name) for name in EVERY_RUN}
    today = {name: each * len(pages) for name, each in EVERY_RUN.items()}
    renew = "The statement is of other pages or rules. Run: python -m tools.accessibility"
    assert (results.pages, results.axe_core) == (tuple(pages), axe_version()), renew
    assert set(known) == set(TESTS), renew
    assert said == today, renew

"""What lessons weigh for who reads them to the end, alone and one after the other, and how long
they are.

The figures are about a reader who scrolls through a lesson on a phone and touches nothing. At most
twelve screens are gone through, before anything is opened or answered. Whoever presses
something in a Reader, a chart lab or an axis exercise gets its front end and its data then
(``Widget.rests``); what that costs has a limit of its own, and so has what a quiz shows at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open, weight_on_the_wire
from tests.browser.situations import PHONE
from tests.pages import settle
from tools.contents import lessons_in_order

pytestmark = pytest.mark.deep

LESSONS = lessons_in_order()
HEAD = 250  # bytes of an answer's head, about
FIRST = 60_000  # bytes of a first visit to any lesson
LATER = 20_000  # bytes of each lesson after the first
TOUCHED = 26_000  # bytes more of a lesson of which everything is touched
SCREENS = 12
# What is far away starts, and has more than a guessed height, once it has been near.
READ = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const height = () => document.documentElement.scrollHeight;
  for (let y = 0; y < height(); y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await frame();
    await frame();
  }
  return height();
}"""
NEAR = "[data-widget-near]:not([data-widget-ready], [data-widget-failed])"
# What is open where there is room is shown folded on a phone, also at rest (test_rest.py).
OPENED = "main details[open]:not(.site-run *, .ws-roomy), .site-switch input:checked"


@dataclass(frozen=True)
class Reading:
    """What a browser asked for that had nothing yet, and how much there was to scroll."""

    files: frozenset[str]
    screens: float
    opened: int
    """What nobody has opened and is open."""


def height_of(page: Page) -> int:
    """Pixels from the top to the end of a page that has been scrolled through once."""
    page.evaluate(READ)
    page.wait_for_function(f"!document.querySelector('{NEAR}')")
    settle(page)
    return int(page.evaluate(READ))


@pytest.fixture(scope="module")
def readings(site_dir: Path, browser: Browser, serve: Callable[[Path], str]) -> dict[str, Reading]:
    """Each lesson read to its end.

    Without the worker that keeps the book: it fetches all of it, when nothing else is to do.
    """
    base = serve(site_dir)
    found = {}
    for name in LESSONS:
        context = browser.new_context(viewport=PHONE, service_workers="block")
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{base}book/en/{name}.html")
        screens = height_of(page) / PHONE["height"]
        opened = page.locator(OPENED).count()
        page.wait_for_load_state("networkidle")
        files = frozenset(url.removeprefix(base).split("?")[0] for url in asked)
        found[name] = Reading(files, screens, opened)
        context.close()
    return found


def weight(site_dir: Path, files: frozenset[str]) -> int:
    return weight_on_the_wire(site_dir, set(files)) + HEAD * len(files)


@pytest.mark.parametrize("name", LESSONS)
def test_a_first_visit_to_a_lesson_is_light(
    site_dir: Path, readings: dict[str, Reading], name: str
) -> None:
    files = readings[name].files
    assert weight(site_dir, files) <= FIRST, sorted(files)


@pytest.mark.parametrize("name", LESSONS[1:])
def test_a_later_lesson_is_lighter(site_dir: Path, readings: dict[str, Reading], name: str) -> None:
    earlier = LESSONS[: LESSONS.index(name)]
    new = readings[name].files.difference(*(readings[each].files for each in earlier))
    assert weight(site_dir, new) <= LATER, sorted(new)


ON_TOUCH = ("data-src", "data-front-src", "data-late-src", "data-last-src")
FORMS = {"after"}
"""Lessons with a form, which alone brings what comes last: its code, also to scan."""


@pytest.mark.parametrize("name", LESSONS)
def test_what_a_lesson_brings_when_it_is_touched_is_light(
    site_dir: Path, readings: dict[str, Reading], name: str
) -> None:
    path = site_dir / f"book/en/{name}.html"
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    places = page.select("[data-widget-model]")
    touched = ON_TOUCH if name in FORMS else ON_TOUCH[:-1]
    named = {str(each[key]) for each in places for key in touched if each.has_attr(key)}
    files = {f"_static/{each.partition('_static/')[2]}" for each in named} - readings[name].files
    assert all((site_dir / each).is_file() for each in files)
    assert weight(site_dir, frozenset(files)) <= TOUCHED, sorted(files)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_at_most_twelve_screens_of_a_phone(
    readings: dict[str, Reading], name: str
) -> None:
    assert readings[name].opened == 0
    assert readings[name].screens <= SCREENS


def test_what_comes_into_view_late_counts(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/index.html", viewport=PHONE).page
    before = height_of(page)
    page.evaluate(
        """() => {
          const late = document.createElement("div");
          late.style.cssText = "content-visibility: auto; contain-intrinsic-size: 1px 1px";
          const tall = document.createElement("div");
          tall.style.height = "3000px";
          late.append(tall);
          document.querySelector("main article").append(late);
        }"""
    )
    assert height_of(page) >= before + 3000

"""What lessons weigh for who reads them to the end: alone, and one after the other.

Both figures are about a reader who scrolls through a lesson and touches nothing. Whoever presses
something in a Reader, a chart lab or an axis exercise gets its front end and its data then
(``Widget.rests``); what that costs has a limit of its own, and so has what a quiz shows at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.browser.conftest import weight_on_the_wire
from tools.contents import lessons_in_order

LESSONS = lessons_in_order()
HEAD = 250  # bytes of an answer's head, about
FIRST = 60_000  # bytes of a first visit to any lesson
LATER = 20_000  # bytes of each lesson after the first
TOUCHED = 26_000  # bytes more of a lesson of which everything is touched
PHONE = {"width": 390, "height": 844}
READ = """async () => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 60));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await pause();
  }
}"""
NEAR = "[data-widget-near]:not([data-widget-ready], [data-widget-failed])"


@pytest.fixture(scope="module")
def fetched(
    site_dir: Path, browser: Browser, serve: Callable[[Path], str]
) -> dict[str, frozenset[str]]:
    """Files that a browser asks for that has nothing yet, by lesson.

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
        page.evaluate(READ)
        page.wait_for_function(f"!document.querySelector('{NEAR}')")
        page.wait_for_load_state("networkidle")
        found[name] = frozenset(url.removeprefix(base).split("?")[0] for url in asked)
        context.close()
    return found


def weight(site_dir: Path, files: frozenset[str]) -> int:
    return weight_on_the_wire(site_dir, set(files)) + HEAD * len(files)


@pytest.mark.parametrize("name", LESSONS)
def test_a_first_visit_to_a_lesson_is_light(
    site_dir: Path, fetched: dict[str, frozenset[str]], name: str
) -> None:
    assert weight(site_dir, fetched[name]) <= FIRST, sorted(fetched[name])


@pytest.mark.parametrize("name", LESSONS[1:])
def test_a_later_lesson_is_lighter(
    site_dir: Path, fetched: dict[str, frozenset[str]], name: str
) -> None:
    before = frozenset[str]().union(*(fetched[each] for each in LESSONS[: LESSONS.index(name)]))
    new = fetched[name] - before
    assert weight(site_dir, new) <= LATER, sorted(new)


ON_TOUCH = ("data-src", "data-front-src", "data-late-src", "data-last-src")
FORMS = {"after"}
"""Lessons with a form, which alone brings what comes last: its code, also to scan."""


@pytest.mark.parametrize("name", LESSONS)
def test_what_a_lesson_brings_when_it_is_touched_is_light(
    site_dir: Path, fetched: dict[str, frozenset[str]], name: str
) -> None:
    path = site_dir / f"book/en/{name}.html"
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    places = page.select("[data-widget-model]")
    touched = ON_TOUCH if name in FORMS else ON_TOUCH[:-1]
    named = {str(each[key]) for each in places for key in touched if each.has_attr(key)}
    files = {f"_static/{each.partition('_static/')[2]}" for each in named} - fetched[name]
    assert all((site_dir / each).is_file() for each in files)
    assert weight(site_dir, frozenset(files)) <= TOUCHED, sorted(files)

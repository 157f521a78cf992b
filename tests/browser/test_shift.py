"""Nothing that is seen moves while a page starts, and while a reader scrolls through it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.conftest import LOOKS, RETURNING
from tests.browser.test_states import ANSWERED, attempt, keeping
from tests.conftest import SEEDS, case_in
from whosays.widgets import quiz

pytestmark = pytest.mark.deep

LIMIT = 0.05
LATE = 0.1  # seconds that a script is behind what is drawn without it
WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) shifts.push([value, sources.map(({ node, previousRect, currentRect }) =>
      `${node?.nodeName} ${node?.id}.${node?.className}: ${previousRect.y} to ${currentRect.y}`)]);
  }
}).observe({ type: "layout-shift", buffered: true });"""
READ = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const frames = async (count) => { for (let n = 0; n < count; n++) await frame(); };
  await frames(10);
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 2) {
    scrollBy({ top: innerHeight / 3, behavior: "instant" });
    await frames(3);
  }
  await frames(5);
}"""


def slowly(route: Route) -> None:
    time.sleep(LATE)
    route.continue_()


@cache
def asking(site: Path) -> dict[str, list[str]]:
    """The questions of each page that has any."""
    text = (site / "_static/whosays/items.js").read_text("utf-8").partition("items = ")[2]
    held, _ = json.JSONDecoder().raw_decode(text)
    return {f"{page}.html": names for page, names in held.items()}


def had_answered(site: Path) -> str:
    """A script that keeps answers of two days ago: most lessons begun, some done, one left last."""
    at = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    cases = [case_in(folder) for folder in SEEDS]
    banks = [quiz(case, bank) for case in cases for bank in case.quizzes]
    every = {item["id"]: item for bank in banks for item in bank.items}
    records: dict[str, Any] = {"whosays:last": {"page": "book/en/estimates", "place": ""}}
    for number, names in enumerate(asking(site).values()):
        for name in names[: None if number % 3 == 0 else number % 3]:
            if every[name]["type"] in ANSWERED:
                kept = {"v": 1, "attempts": [{**attempt(every[name]), "at": at}]}
                records[f"whosays:answer:{name}"] = kept
    return keeping(records)


Moved = Callable[..., list[str]]


@pytest.fixture
def moved(browser: Browser, site_dir: Path, serve: Callable[[Path], str]) -> Moved:
    """``moved(path, look)`` says what moved on a page, when that is too much.

    It waits for no widget: those that start while somebody reads are the ones that push. ``init``
    is a script that runs first.
    """

    def look_at(path: str, look: str, init: str = "") -> list[str]:
        context = browser.new_context(**LOOKS[look])
        context.route(re.compile(r"\.js(\?|$)"), slowly)
        page = context.new_page()
        page.add_init_script(WATCH + init)
        page.goto(serve(site_dir) + path)
        page.evaluate(READ)
        shifts = page.evaluate("shifts")
        context.close()
        total = sum(value for value, _ in shifts)
        return [] if total <= LIMIT else [f"{total:.3f}", *map(str, shifts)]

    return look_at


def test_nothing_moves(moved: Moved, page_path: str, look: str) -> None:
    assert moved(page_path, look) == []


def test_nothing_moves_for_a_reader_who_comes_back(
    moved: Moved, site_dir: Path, page_path: str, returning: str
) -> None:
    query, look = RETURNING[returning]
    if query and page_path not in asking(site_dir):
        pytest.skip("no question of this page comes back")
    assert moved(page_path + query, look, had_answered(site_dir)) == []


def test_what_moves_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    body = "<!doctype html><div id=a></div><p>This moves."
    page.route("**/*", lambda route: route.fulfill(content_type="text/html", body=body))
    page.add_init_script(WATCH)
    page.goto("http://shift.test/")
    page.evaluate(READ)
    page.evaluate("document.getElementById('a').style.height = '200px'")
    page.evaluate(READ)
    assert page.evaluate("shifts.length") > 0
    page.close()


def test_where_no_widget_can_start_every_question_is_there(
    browser: Browser, site_dir: Path, serve: Callable[[Path], str]
) -> None:
    """Before, only the first of a set is shown: the rest would move away when the widget comes."""
    scripts = {each: each.read_text("utf-8") for each in site_dir.rglob("*.js")}
    hosts = [each for each, text in scripts.items() if re.search(r"\.part ?=[^=]", text)]
    assert hosts
    page = browser.new_page()
    for host in hosts:
        page.route(f"**/{host.name}", lambda route: route.abort())
    page.goto(serve(site_dir) + "book/en/sources.html")
    page.wait_for_function("'static' in document.documentElement.dataset")
    items = page.locator(".ws-fallback .ws-item")
    assert items.count() > 5
    assert all(item.is_visible() for item in items.all())
    page.close()

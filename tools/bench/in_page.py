"""Code that runs in a page: how long *Run here* takes to show something, and what it loads."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from tools.bench.lite import PATIENCE, empty_browser
from tools.bench.server import Host
from tools.bench.tables import megabytes, seconds, table
from tools.bench.workspace import REPOSITORY, BenchError, Workspace

_RUNS = "localStorage.setItem('whosays:run', 'on')"
_SHOWS = """() => {
  const output = document.querySelector(".site-live-output");
  return Boolean(output?.querySelector("[data-widget-ready], .output:not(:has(.whosays-widget))"));
}"""


@dataclass(frozen=True)
class Lesson:
    """A page with code to change, and what running it takes."""

    name: str
    takes: str


LESSONS = (
    Lesson("chains", "no table"),
    Lesson("claims", "a table (pandas)"),
    Lesson("numbers", "a widget that answers Python"),
    Lesson("estimates", "a chart (matplotlib)"),
)


def site() -> Path:
    """The built site; raises BenchError where it has no Python in it."""
    folder = Path(os.environ.get("WHOSAYS_SITE") or REPOSITORY / "_build/html").resolve()
    if not (folder / "lite/live.json").is_file():
        raise BenchError(f"{folder} has no Python in it. Run: make lite")
    return folder


def run_here(context: BrowserContext, host: Host, lesson: Lesson) -> tuple[float, int]:
    """Seconds from the press to what is shown, and bytes that travelled meanwhile."""
    page = context.new_page()
    try:
        page.goto(f"{host.url}/book/en/{lesson.name}.html")
        button = page.locator(".site-live button").first
        page.locator("section.site-run .tag_change").first.scroll_into_view_if_needed()
        button.wait_for()
        host.sent.clear()
        start = time.perf_counter()
        button.click()
        page.wait_for_function(_SHOWS, timeout=PATIENCE)
        return time.perf_counter() - start, sum(host.sent)
    finally:
        page.close()


def in_page_section(_workspace: Workspace) -> Iterator[str]:
    """Code that runs in the page: seconds from *Run here* to what it shows."""
    folder = site()
    rows = []
    with sync_playwright() as playwright:
        for lesson in LESSONS:
            # What keeps the book for later would fetch pages meanwhile.
            with empty_browser(playwright, folder, service_workers="block") as (context, host):
                context.add_init_script(_RUNS)
                visits = [run_here(context, host, lesson) for _ in range(2)]
            cells = [cell for spent, sent in visits for cell in (seconds(spent), megabytes(sent))]
            rows.append((lesson.name, lesson.takes, *cells))
    yield table(("lesson", "takes", "cold", "loaded", "warm", "loaded"), rows)
    yield "Cold: an empty browser; warm: the same one again. One run each, so on an idle machine."

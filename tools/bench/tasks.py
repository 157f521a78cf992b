"""How long a lesson keeps its reader waiting: long tasks on a slow processor, once it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tools.bench.server import serving
from tools.bench.tables import count, milliseconds, table
from tools.bench.workspace import Workspace
from tools.browsers import launch
from tools.contents import lessons_in_order

SLOWER = 4
RUNS = 5
MOST_SECONDS = 0.05  # what browsers call a long task, and report

_WATCH = """window.longTasks = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) longTasks.push([startTime, duration]);
}).observe({ type: "longtask", buffered: true });"""
_READ_DOWN = """async () => {
  const pause = () => new Promise((done) => setTimeout(done, 150));
  for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight / 2) {
    scrollTo(0, at);
    await pause();
  }
}"""
# One after the other, as a reader would.
_TOUCH = """async () => {
  for (const place of document.querySelectorAll("[data-rests]")) {
    place.dispatchEvent(new Event("click", { bubbles: true }));
    while (place.dataset.widgetReady === undefined) {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}"""
# Observers hear of a task a moment after it.
_TAKE = """() => new Promise((done) => setTimeout(() => {
  const [painted] = performance.getEntriesByName("first-contentful-paint");
  done(longTasks.splice(0).filter(([start]) => start >= painted.startTime).map(([, ms]) => ms));
}, 300))"""


def tasks(browser: Browser, url: str) -> tuple[list[float], list[float]]:
    """Seconds of each long task while a lesson is read, and while what rests in it is touched."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, service_workers="block")
    page = context.new_page()
    page.add_init_script(_WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load")
    page.evaluate(_READ_DOWN)
    read = page.evaluate(_TAKE)
    page.evaluate(_TOUCH)
    touched = page.evaluate(_TAKE)
    context.close()
    return [each / 1000 for each in read], [each / 1000 for each in touched]


def tasks_section(workspace: Workspace) -> Iterator[str]:
    """Long tasks of each lesson: how many, and the longest, on a slow processor."""
    rows = []
    longest = {}
    with (
        serving(workspace.own.html) as host,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        for name in lessons_in_order():
            runs = [tasks(browser, f"{host.url}/book/en/{name}.html") for _ in range(RUNS)]
            cells = []
            for found in zip(*runs, strict=True):
                most = median(max(each, default=0.0) for each in found)
                longest[name] = max(most, longest.get(name, 0.0))
                cells += [count(round(median(map(len, found)))), milliseconds(most or None)]
            rows.append((name, *cells))
    yield table(("lesson", "read", "longest", "touched", "longest"), rows)
    yield ""
    over = [name for name, most in longest.items() if most > MOST_SECONDS]
    yield f"Lessons with a task of over {milliseconds(MOST_SECONDS)}: {', '.join(over) or 'none'}."
    yield f"Read: number of tasks of over {milliseconds(MOST_SECONDS)} after the first paint, while"
    yield "the lesson is read to its end; touched: while what rests (Widget.rests) is touched then."
    yield f"Median of {RUNS} visits with an empty cache, no network to wait for, CPU {SLOWER} times"
    yield "slowed down by Chromium."

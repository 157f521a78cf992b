"""What a first visit to each page costs, beside the same page built with stock settings."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from tools.bench.npm import NpmError, Packages
from tools.bench.server import HEADERS, Host, content_type, on_the_wire, serving
from tools.bench.tables import count, kilobytes, milliseconds, table
from tools.bench.workspace import REPOSITORY, BenchError, Build, Workspace
from tools.browsers import launch
from tools.contents import lessons_in_order

RUNS = 3
EVERY = 3  # times are taken of each third lesson: a stock page takes half a minute to come
MOST_FIRST = 60_000  # bytes of a first visit to any lesson
MOST_LATER = 20_000  # bytes of each later lesson
TIMES_BETTER = 4  # than stock, to the first paint and to the first usable widget
SECONDS_FOR_A_WIDGET = 60

# A phone on a slow line, as Lighthouse emulates it in the browser ("slow 4G", a slower processor).
LATENCY_MS = 562.5
BYTES_A_SECOND = 1474.56 * 1000 / 8
SLOWER = 4

# When the first widget stands on the page. Ours says so itself (whosays/site/static/host.js); a
# stock page has it once the widget manager has put the front end's element into its place.
OWN_WIDGET = "[data-widget-ready]"
OWN_PLACE = "[data-widget-model]"
STOCK_WIDGET = ".widget-subarea .lm-Widget > *"

# Said in the document: a page's policy lets nobody evaluate a text until it is true.
_WATCH = """(() => {
  const selector = %s;
  const look = () => {
    if (document.querySelector(selector)) {
      watch.disconnect();
      document.documentElement.dataset.firstWidget = performance.now();
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { attributes: true, childList: true, subtree: true });
})();"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_READ_DOWN = """async () => {
  const pause = () => new Promise((done) => setTimeout(done, 50));
  for (let at = 0; at < document.documentElement.scrollHeight; at += 400) {
    scrollTo(0, at);
    await pause();
  }
}"""


@dataclass(frozen=True)
class Visit:
    """One first visit to a page, read to its end; times in seconds, on a slow phone."""

    bytes: int
    requests: int
    painted: float | None = None  # until something is seen; None where no time was taken
    widget: float | None = None  # until the first widget can be used; None without widgets


@dataclass
class Elsewhere:
    """Requests to other origins: answered from npm packages, and counted."""

    packages: Packages | None
    sent: list[int] = field(default_factory=list)
    unanswered: set[str] = field(default_factory=set)
    slow: bool = False

    def answer(self, route: Route) -> None:
        """Give what the CDN would give, or note that nothing can be given."""
        url = route.request.url
        file = self.packages.file(url) if self.packages else None
        if file is None:
            self.unanswered.add(url)
            route.abort()
            return
        size = len(on_the_wire(file))
        self.sent.append(size)
        if self.slow:
            # An answer given here does not go through the slow line. It waits for its bytes as it
            # would there, but for no latency, which makes stock look faster than it is.
            time.sleep(size / BYTES_A_SECOND)
        allow = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(path=file, content_type=content_type(file.name), headers=allow)


def widget_selector(html: str) -> str | None:
    """What shows that a page's first widget is there; None for a page without widgets."""
    # Asked for first: a stock page has the front ends' scripts in it, which name our places.
    if "application/vnd.jupyter.widget-view+json" in html:
        return STOCK_WIDGET
    return OWN_WIDGET if OWN_PLACE.strip("[]") in html else None


@dataclass(frozen=True)
class Site:
    """A built site on its host, seen by readers who have never been there."""

    browser: Browser
    host: Host
    elsewhere: Elsewhere

    @contextmanager
    def opened(self, path: str, selector: str | None, *, slow: bool = False) -> Iterator[Page]:
        """A page, loaded with an empty cache; ``selector`` finds its widgets."""
        self.host.sent.clear()
        self.elsewhere.sent.clear()
        self.elsewhere.slow = slow
        # Without the worker that keeps the book for reading offline: it fetches later, on its own.
        context = self.browser.new_context(
            viewport={"width": 412, "height": 823}, service_workers="block"
        )
        # In both builds, since watching requests costs time.
        context.route(lambda url: not url.startswith(self.host.url), self.elsewhere.answer)
        page = context.new_page()
        if slow:
            slow_down(context, page)
        if selector:
            page.add_init_script(_WATCH % repr(selector))
        page.goto(f"{self.host.url}/{path}", wait_until="load", timeout=120_000)
        yield page
        context.close()

    def first_visit(self, path: str, selector: str | None, *, timed: bool) -> Visit:
        """Weight of a first visit, and the median times of several on a slow phone."""
        with self.opened(path, selector) as page:
            page.evaluate(_READ_DOWN)
            if selector:
                seconds_to_widget(page)
            sent = self.all_that_is_sent(page)
        if not timed:
            return Visit(sum(sent), len(sent))
        times = [self.times(path, selector) for _ in range(RUNS)]
        painted, widgets = zip(*times, strict=True)
        return Visit(sum(sent), len(sent), median(painted), median(widgets) if selector else None)

    def times(self, path: str, selector: str | None) -> tuple[float, float]:
        """Seconds to the first paint and the first widget (0 for none), in a visit of its own."""
        with self.opened(path, selector, slow=True) as page:
            widget = seconds_to_widget(page) if selector else 0.0
            return float(page.evaluate(_PAINTED)) / 1000, widget

    def all_that_is_sent(self, page: Page) -> list[int]:
        """Sizes of all answers, once none has come for a second."""
        sent: list[int] = []
        while len(sent) < len(now := [*self.host.sent, *self.elsewhere.sent]):
            sent = now
            page.wait_for_timeout(1000)
        return sent


def slow_down(context: BrowserContext, page: Page) -> None:
    """Put a slow line and a slow processor under a page."""
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def seconds_to_widget(page: Page) -> float:
    """Time from the start of the visit until the first widget stands on the page.

    Ours start when a reader comes near, so the first one is gone to as soon as the page is there.
    """
    page.evaluate(f"document.querySelector('{OWN_PLACE}')?.scrollIntoView()")
    page_with_widget = page.locator("html[data-first-widget]")
    try:
        page_with_widget.wait_for(state="attached", timeout=SECONDS_FOR_A_WIDGET * 1000)
    except TooLate:
        raise BenchError(f"{page.url} has no widget after {SECONDS_FOR_A_WIDGET} s.") from None
    return float(page.evaluate("document.documentElement.dataset.firstWidget")) / 1000


def measure(browser: Browser, build: Build, elsewhere: Elsewhere) -> dict[str, Visit]:
    """First visits to all pages of a build, by path."""
    timed = lessons_in_order()[::EVERY]
    with serving(build.html) as host:
        site = Site(browser, host, elsewhere)
        return {
            path: site.first_visit(
                path,
                widget_selector((build.html / path).read_text(encoding="utf-8")),
                timed=Path(path).stem in timed,
            )
            for path in build.pages
        }


def walk(browser: Browser, build: Build) -> dict[str, int]:
    """Bytes of each lesson for a reader who comes from the lesson before it, by name."""
    with serving(build.html, HEADERS) as host:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        found = {}
        for name in lessons_in_order():
            host.sent.clear()
            page.goto(f"{host.url}/book/en/{name}.html", wait_until="load")
            page.evaluate(_READ_DOWN)
            page.wait_for_load_state("networkidle")
            found[name] = sum(host.sent)
        context.close()
    return found


def fit_integrity(html: Path, packages: Packages) -> None:
    """Give scripts from CDNs the hash of the file that npm has: minified anew, it differs."""
    script = re.compile(r'integrity="sha256-[^"]+"(?P<between>[^>]*src="(?P<src>https://[^"]+)")')

    def fitted(match: re.Match[str]) -> str:
        file = packages.file(match["src"])
        if file is None:
            return match[0]
        digest = base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()
        return f'integrity="sha256-{digest}"{match["between"]}'

    for page in html.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(script.sub(fitted, text), encoding="utf-8")


def measure_stock(browser: Browser, workspace: Workspace) -> tuple[dict[str, Visit], list[str]]:
    """First visits to the stock pages, and what has to be said about them."""
    try:
        packages = Packages(REPOSITORY / "_build/bench/npm")
        elsewhere = Elsewhere(packages)
        fit_integrity(workspace.stock.html, packages)
        visits = measure(browser, workspace.stock, elsewhere)
    except NpmError as error:
        return {}, [f"No stock figures: {error}."]
    notes = [
        f"Stock pages also ask for {url}, which no package has." for url in elsewhere.unanswered
    ]
    return visits, notes


def times_better(own: dict[str, Visit], stock: dict[str, Visit], what: str) -> str:
    """How many times sooner ours has it: least and median over the pages that both have."""
    pairs = [(getattr(own[path], what), getattr(stock[path], what)) for path in own.keys() & stock]
    ratios = sorted(there / here for here, there in pairs if here and there)
    if not ratios:
        return "not measured"
    return f"{ratios[0]:.1f} times sooner at least, {median(ratios):.1f} in the median"


def pages_section(workspace: Workspace) -> Iterator[str]:
    """Each page's first visit: bytes, requests, time until it is seen and until it can be used."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        outside = Elsewhere(packages=None)
        own = measure(browser, workspace.own, outside)
        later = walk(browser, workspace.own)
        stock, notes = measure_stock(browser, workspace)

    header = ("page", "later", "first", "requests", "painted", "widget")
    rows = []
    for path, here in own.items():
        there = stock.get(path)
        rows.append(
            (
                path,
                kilobytes(later.get(Path(path).stem)),
                *_cells(here),
                *_cells(there),
            )
        )
    yield table((*header, *(f"stock: {name}" for name in header[2:])), rows)
    yield ""
    lessons = [path for path in own if Path(path).stem in later]
    first = max(lessons, key=lambda path: own[path].bytes)
    after = max(list(later)[1:], key=lambda name: later[name])
    yield (
        f"Heaviest first visit of a lesson: {first}, {kilobytes(own[first].bytes)} "
        f"(at most {kilobytes(MOST_FIRST)})."
    )
    yield (
        f"Heaviest later lesson: {after}, {kilobytes(later[after])} "
        f"(at most {kilobytes(MOST_LATER)})."
    )
    yield f"First paint: {times_better(own, stock, 'painted')} than stock (asked: {TIMES_BETTER})."
    yield f"First widget: {times_better(own, stock, 'widget')} than stock (asked: {TIMES_BETTER})."
    yield f"Requests to other origins: {len(outside.unanswered)}."
    yield from notes
    yield "First: empty cache, a phone's window, the page read to its end, all requests until none"
    yield "came for 1 s; bodies after gzip (level 6), with their heads. Later: the same on the way"
    yield "from lesson to lesson. Both without the worker, which keeps the book for reading offline"
    yield "and fetches that by itself, later. Painted, widget: from the start of the visit until"
    yield f"something is seen, and until the first widget is there; median of {RUNS} visits of"
    speed = f"{BYTES_A_SECOND / 1000:.0f} KB/s, {LATENCY_MS} ms"
    yield f"each lesson in {EVERY}, on a slow line ({speed})"
    yield f"and a processor slowed down {SLOWER} times. Stock: the same notebooks without"
    yield "whosays.site; its CDN files come from npm packages, and wait for their bytes but not for"
    yield "the line's latency. A CDN may send brotli; its part is then about a third smaller."


def _cells(visit: Visit | None) -> tuple[str, str, str, str]:
    return (
        kilobytes(visit.bytes if visit else None),
        count(visit.requests if visit else None),
        milliseconds(visit.painted if visit else None),
        milliseconds(visit.widget if visit else None),
    )

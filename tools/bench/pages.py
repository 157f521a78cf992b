"""What a first visit to each page costs, beside the same page built with stock settings."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from tools.bench.npm import NpmError, Packages
from tools.bench.server import Host, content_type, on_the_wire, serving
from tools.bench.tables import count, kilobytes, milliseconds, table
from tools.bench.workspace import REPOSITORY, BenchError, Build, Workspace
from tools.browsers import launch

RUNS = 5
MOST_BYTES = 250_000
SECONDS_FOR_A_WIDGET = 20

# When the first widget stands on the page. Ours says so itself (whosays/site/static/host.js); a
# stock page has it once the widget manager has put the front end's element into its place.
OWN_WIDGET = "[data-widget-ready]"
STOCK_WIDGET = ".widget-subarea .lm-Widget > *"

_WATCH = """(() => {
  const selector = %s;
  const look = () => {
    if (window.firstWidget === undefined && document.querySelector(selector)) {
      window.firstWidget = performance.now();
      watch.disconnect();
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { attributes: true, childList: true, subtree: true });
})();"""


@dataclass(frozen=True)
class Visit:
    """One first visit to a page."""

    bytes: int
    requests: int
    seconds: float | None  # until the first widget can be used; None without widgets


@dataclass
class Elsewhere:
    """Requests to other origins: answered from npm packages, and counted."""

    packages: Packages | None
    sent: list[int] = field(default_factory=list)
    unanswered: set[str] = field(default_factory=set)

    def answer(self, route: Route) -> None:
        """Give what the CDN would give, or note that nothing can be given."""
        url = route.request.url
        file = self.packages.file(url) if self.packages else None
        if file is None:
            self.unanswered.add(url)
            route.abort()
            return
        self.sent.append(len(on_the_wire(file)))
        allow = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(path=file, content_type=content_type(file.name), headers=allow)


def widget_selector(html: str) -> str | None:
    """What shows that a page's first widget is there; None for a page without widgets."""
    if "data-widget-model" in html:
        return OWN_WIDGET
    return STOCK_WIDGET if "application/vnd.jupyter.widget-view+json" in html else None


@dataclass(frozen=True)
class Site:
    """A built site on its host, seen by readers who have never been there."""

    browser: Browser
    host: Host
    elsewhere: Elsewhere

    @contextmanager
    def opened(self, path: str, selector: str | None) -> Iterator[Page]:
        """A page, loaded with an empty cache; ``selector`` finds its widgets."""
        self.host.sent.clear()
        self.elsewhere.sent.clear()
        # What a browser keeps of the book some seconds later is no part of a visit to a page.
        context = self.browser.new_context(service_workers="block")
        # In both builds, since watching requests costs time.
        context.route(lambda url: not url.startswith(self.host.url), self.elsewhere.answer)
        page = context.new_page()
        if selector:
            page.add_init_script(_WATCH % repr(selector))
        page.goto(f"{self.host.url}/{path}", wait_until="load")
        yield page
        context.close()

    def first_visit(self, path: str, selector: str | None) -> Visit:
        """Weight of a first visit, and the median time of several to the first widget."""
        with self.opened(path, selector) as page:
            if selector:
                seconds_to_widget(page)
            sent = self.all_that_is_sent(page)
        times = [self.time(path, selector) for _ in range(RUNS)] if selector else []
        return Visit(sum(sent), len(sent), median(times) if times else None)

    def time(self, path: str, selector: str) -> float:
        """Seconds to the first widget, in a visit of its own."""
        with self.opened(path, selector) as page:
            return seconds_to_widget(page)

    def all_that_is_sent(self, page: Page) -> list[int]:
        """Sizes of all answers, once none has come for a second."""
        sent: list[int] = []
        while len(sent) < len(now := [*self.host.sent, *self.elsewhere.sent]):
            sent = now
            page.wait_for_timeout(1000)
        return sent


def seconds_to_widget(page: Page) -> float:
    """Time from the start of the visit until the first widget stands on the page."""
    ready, milliseconds_left = "window.firstWidget !== undefined", SECONDS_FOR_A_WIDGET * 1000
    try:
        page.wait_for_function(ready, timeout=milliseconds_left)
    except TooLate:
        raise BenchError(f"{page.url} has no widget after {SECONDS_FOR_A_WIDGET} s.") from None
    return float(page.evaluate("window.firstWidget")) / 1000


def measure(browser: Browser, build: Build, elsewhere: Elsewhere) -> dict[str, Visit]:
    """First visits to all pages of a build, by path."""
    with serving(build.html) as host:
        site = Site(browser, host, elsewhere)
        return {
            path: site.first_visit(
                path, widget_selector((build.html / path).read_text(encoding="utf-8"))
            )
            for path in build.pages
        }


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


def html_size(build: Build, path: str) -> int:
    """Compressed size of a page's own HTML."""
    return len(on_the_wire(build.html / path))


def pages_section(workspace: Workspace) -> Iterator[str]:
    """Each page's first visit: bytes, requests, time until the first widget can be used."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        outside = Elsewhere(packages=None)
        own = measure(browser, workspace.own, outside)
        stock, notes = measure_stock(browser, workspace)

    header = ("page", "HTML", "all", "requests", "first widget")
    stock_header = [f"stock: {name}" for name in header[1:]]
    rows = []
    for path, here in own.items():
        there = stock.get(path)
        rows.append(
            (
                path,
                kilobytes(html_size(workspace.own, path)),
                kilobytes(here.bytes),
                count(here.requests),
                milliseconds(here.seconds),
                kilobytes(html_size(workspace.stock, path) if there else None),
                kilobytes(there.bytes if there else None),
                count(there.requests if there else None),
                milliseconds(there.seconds if there else None),
            )
        )
    yield table((*header, *stock_header), rows)
    yield ""
    heaviest = max(own, key=lambda path: own[path].bytes)
    yield (
        f"Heaviest page: {heaviest}, {kilobytes(own[heaviest].bytes)} "
        f"(at most {kilobytes(MOST_BYTES)}). "
        f"Requests to other origins: {len(outside.unanswered)}."
    )
    yield from notes
    yield "First visit: empty cache, headless Chromium, all requests until none came for 1 s;"
    yield "bytes are bodies after gzip (level 6), headers aside. First widget: from the start of"
    yield f"the visit until it stands on the page, median of {RUNS} visits; -: a page without."
    yield "Servers are on this machine, so the times hold no waiting for a network; every request"
    yield "more, and every other host more, costs a reader more than it does here."
    yield "Stock: the same notebooks without whosays.site; its CDN files come from npm packages."
    yield "A CDN may send brotli instead of gzip; its part is then about a third smaller."

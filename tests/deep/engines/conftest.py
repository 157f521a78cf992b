"""A tab of each browser engine, and the gallery with pages that keep what goes wrong on them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import serve
from tests.gallery.book import PAGES, gallery
from tools.browsers import KINDS, NoBrowserError, open_tab
from tools.tabs import Tab, wait_until

__all__ = ["gallery", "serve"]

# Not every browser tells its driver what stands on its console, so the page itself keeps it.
LISTEN = """window.said = [];
for (const kind of ["error", "warn"]) {
  const whole = console[kind];
  console[kind] = (...words) => { said.push(words.map(String).join(" ")); whole(...words); };
}
addEventListener("error", ({ message, target }) =>
  said.push(message ?? `not loaded: ${target.src ?? target.href}`), true);
addEventListener("unhandledrejection", ({ reason }) => said.push(String(reason)));
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  said.push(`the policy stopped ${effectiveDirective}: ${blockedURI}`));
"""

SETTLED = """(window.whosays?.startAll?.(),
  [...document.querySelectorAll("[data-widget-model]")].every(
    (place) => "widgetReady" in place.dataset || "widgetFailed" in place.dataset))"""


@pytest.fixture(scope="session")
def watched(gallery: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the gallery whose pages keep errors and warnings in ``said``."""
    copy = tmp_path_factory.mktemp("watched") / "html"
    shutil.copytree(gallery, copy)
    (copy / "listen.js").write_text(LISTEN, encoding="utf-8")
    for name in PAGES:
        page = copy / f"{name}.html"
        text = page.read_text(encoding="utf-8")
        assert text.count("<head>") == 1
        page.write_text(
            text.replace("<head>", '<head><script src="listen.js"></script>'), encoding="utf-8"
        )
    return copy


@pytest.fixture(scope="package", params=KINDS.values(), ids=KINDS)
def tab(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Tab]:
    """A tab of each engine; a missing browser is a failure, since nothing else tells."""
    try:
        with open_tab(request.param, playwright) as opened:
            yield opened
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)


OpenPage = Callable[[str], None]


@pytest.fixture(params=["http", "file"])
def open_page(
    request: pytest.FixtureRequest, tab: Tab, watched: Path, serve: Callable[[Path], str]
) -> OpenPage:
    """``open_page("quiz")`` opens that page of the gallery and waits for its widgets."""
    base = serve(watched) if request.param == "http" else watched.as_uri() + "/"

    def opened(name: str) -> None:
        tab.open(f"{base}{name}.html")
        wait_until(tab, SETTLED)

    # The tests of an engine share its tab: no answers of the test before.
    tab.open(f"{base}index.html")
    tab.evaluate("localStorage.clear()")
    # With this seed the first question of every state has its options in the bank's order.
    tab.evaluate("localStorage.setItem('whosays:seed', '6')")
    return opened

"""Links to a place land there: cold, with motion allowed, on a phone and on a desktop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import pages_of, wait_for_widgets
from tests.browser.situations import DESK, PHONE

pytestmark = pytest.mark.deep

SCREENS = {"phone": PHONE, "desktop": DESK}
NEAR = 120  # px below the bar on top, or below the edge of the window
# Where the target is once nothing has moved for a third of a second.
PLACE = """(id) => new Promise((resolve) => {
  const place = () => {
    const target = document.getElementById(id);
    const bar = document.querySelector(".site-bar");
    const stays = bar && getComputedStyle(bar).position === "sticky";
    const { top, width, height } = target ? target.getBoundingClientRect() : { top: NaN };
    const root = document.scrollingElement;
    return {
      top: Math.round(top - (stays ? bar.offsetHeight : 0)),
      seen: Boolean(target) && target.getClientRects().length > 0,
      end: root.scrollTop + innerHeight >= root.scrollHeight - 2,
      below: innerHeight - top,
    };
  };
  let last = "";
  let still = 0;
  const look = () => {
    const now = JSON.stringify(place());
    still = now === last ? still + 1 : 0;
    last = now;
    if (still > 20) resolve(place());
    else requestAnimationFrame(look);
  };
  look();
})"""


@cache
def linked_places(folder: Path) -> dict[str, set[str]]:
    """Fragments by page: those that any page links to, and those that pages promise."""
    places: dict[str, set[str]] = {}
    for path in pages_of(folder):
        soup = BeautifulSoup((folder / path).read_text("utf-8"), "html.parser")
        for link in soup.select("a[href*='#']"):
            url = urlsplit(str(link["href"]))
            if url.scheme or url.netloc or not url.fragment:
                continue
            page = (folder / path).parent / unquote(url.path) if url.path else folder / path
            target = page.resolve().relative_to(folder).as_posix()
            places.setdefault(target, set()).add(unquote(url.fragment))
        promised = {str(place["id"]) for place in soup.select(PROMISED)}
        places.setdefault(path, set()).update(promised)
    return {page: ids for page, ids in places.items() if ids and (folder / page).is_file()}


PROMISED = "[id^='set-'], [id^='board-'], [id^='chart-'], .ws-items > [id^='q-']:nth-child(3n)"


NEAR_ARE_READY = """async () => {
  const waiting = "[data-widget-near]:not([data-widget-ready], [data-widget-failed])";
  while (document.readyState !== "complete" || document.querySelector(waiting)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}"""


def faults(
    browser: Browser, url: str, fragments: Sequence[str], screens: Sequence[ViewportSize]
) -> list[str]:
    """What is wrong with where readers land who come by links, on these screens by turns.

    They come side by side, for most of the time they wait for what moves; and each as for the
    first time, for nothing is kept of the files that came before.
    """
    found = []
    with ExitStack() as open_:
        pages = []
        for screen in screens:
            context = browser.new_context(viewport=screen, service_workers="block")
            open_.callback(context.close)
            pages.append(context.new_page())
            session = context.new_cdp_session(pages[-1])
            session.send("Network.enable")
            session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        for start in range(0, len(fragments), len(pages)):
            some = list(zip(pages, fragments[start:], strict=False))
            for page, fragment in some:
                page.goto("about:blank")
                page.goto(f"{url}#{fragment}", wait_until="commit")
            found += [fault(page, fragment) for page, fragment in some]
    return [each for each in found if each]


def fault(page: Page, fragment: str) -> str:
    page.evaluate(NEAR_ARE_READY)  # those far from the place have not started
    found = page.evaluate(PLACE, fragment)
    if not found["seen"]:
        return f"#{fragment} is not seen"
    near = -2 <= found["top"] <= NEAR
    at_the_end = found["end"] and found["top"] >= 0 and found["below"] > 0
    return "" if near or at_the_end else f"#{fragment} is {found['top']} px below the top"


def test_a_sample_of_links_lands_where_it_points(
    site_dir: Path, browser: Browser, serve: Callable[[Path], str], page_path: str
) -> None:
    url = serve(site_dir) + page_path
    places = sorted(linked_places(site_dir).get(page_path, ()))[::12]  # all: tests/deep
    assert faults(browser, url, places, [SCREENS["phone"]]) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_link_to_a_question_shows_that_one_of_its_set(
    site_dir: Path, browser: Browser, serve: Callable[[Path], str], screen: str
) -> None:
    url = f"{serve(site_dir)}book/en/claims.html"
    context = browser.new_context(viewport=SCREENS[screen])
    try:
        page = context.new_page()
        page.goto(f"{url}#q-claims-could")
        wait_for_widgets(page)
        expect(page.locator('[data-item="claims-could"]')).to_be_in_viewport()
        page.evaluate("location.hash = '#q-claims-crossing'")
        expect(page.locator('[data-item="claims-crossing"]')).to_be_in_viewport()
    finally:
        context.close()

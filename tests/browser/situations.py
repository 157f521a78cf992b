"""What readers bring along: how a page is opened, and what is done to it before a program looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect

from tests.pages import add_style, settle

HERE = Path(__file__).parent
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)
ZOOMED = ViewportSize(width=320, height=256)
"""What 1280 by 1024 pixels leave at 400 %."""

REFUSE_STORAGE = """for (const kind of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, kind, { get() { throw new DOMException("", "SecurityError") } })
"""
TRANSLATE = (HERE / "translator.js").read_text(encoding="utf-8")
"""Does to a page what a browser's translator does: every text node in elements of its own."""

USE_EVERYTHING = """() => {
  document.querySelectorAll("details").forEach((each) => (each.open = true));
  document.querySelectorAll("main button, main input").forEach(
    (control) => control.checkVisibility() && control.type !== "submit" && control.click());
}"""


def as_opened(_page: Page) -> None:
    """Leave a page as it is."""


def everything_used(page: Page) -> None:
    page.evaluate(USE_EVERYTHING)
    # axe takes what happens to lie under the bar at the top for a neighbour of its buttons.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    settle(page)


def contents_open(page: Page) -> None:
    page.locator(".site-bar [data-ws-nav]").click()
    expect(page.locator("#site-navigation")).to_be_visible()


def text_at_200_per_cent(page: Page) -> None:
    """As a browser does whose reader has set the size of text to twice as much."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


def text_set_apart(page: Page) -> None:
    """The distances that WCAG 1.4.12 names."""
    add_style(
        page,
        """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
               word-spacing: 0.16em !important }
           p { margin-bottom: 2em !important }""",
    )


@dataclass(frozen=True)
class Situation:
    """How a page is opened (as Playwright's ``new_context`` takes it), and what is done then."""

    options: dict[str, Any]
    reach: Callable[[Page], None] = as_opened
    init: str = ""
    inert: bool = False  # what is behind something open, so that axe does not see it
    framed: bool = False


SITUATIONS = {
    "forced colours": Situation({"viewport": PHONE, "forced_colors": "active"}),
    "everything used": Situation({"viewport": PHONE, "color_scheme": "dark"}, everything_used),
    "contents open": Situation({"viewport": PHONE}, contents_open, inert=True),
    "storage refused": Situation({"viewport": DESK}, everything_used, REFUSE_STORAGE),
    "in a frame": Situation({"viewport": DESK}, framed=True),
    "translated": Situation({"viewport": DESK}, everything_used, TRANSLATE),
}
"""For the rules of axe-core, besides light and dark, wide and narrow (conftest.LOOKS)."""

SETTINGS = {
    "at 400 %": Situation({"viewport": ZOOMED}),
    "with text at 200 %": Situation({"viewport": DESK}, text_at_200_per_cent),
    "with text set apart, wide": Situation({"viewport": DESK}, text_set_apart),
    "with text set apart, narrow": Situation({"viewport": PHONE}, text_set_apart),
}
"""How readers set a page so that they can read it."""

SCREENS: dict[str, dict[str, Any]] = {
    "on a desk": {"viewport": DESK},
    "at 400 %": {"viewport": ZOOMED},
    "in forced colours": {"viewport": PHONE, "forced_colors": "active"},
}
"""Where pages are gone through with the keyboard."""

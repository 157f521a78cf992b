"""A lesson has at most twelve screens of a phone, before anything is opened or answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.pages import settle
from tools.contents import lessons_in_order

PHONE = {"width": 390, "height": 844}
SCREENS = 12

# What is far away has a guessed height until it has been seen.
SCROLLED_THROUGH = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const height = () => document.documentElement.scrollHeight;
  for (let at = 0; at < height(); at += innerHeight / 2) {
    scrollTo(0, at);
    await frame();
    await frame();
  }
  return height();
}"""


def height_of(page: Page) -> int:
    """Pixels from the top to the end of a page that has been scrolled through once."""
    page.evaluate(SCROLLED_THROUGH)
    settle(page)
    return int(page.evaluate(SCROLLED_THROUGH))


@pytest.mark.parametrize("name", lessons_in_order())
def test_a_lesson_has_at_most_twelve_screens_of_a_phone(
    site_dir: Path, open_page: Open, name: str
) -> None:
    page = open_page(site_dir, f"book/en/{name}.html", viewport=PHONE).page
    assert page.locator(".site-switch input:checked").count() == 0
    assert page.locator("main details[open]:not(.site-run *)").count() == 0
    height = height_of(page)
    assert height <= SCREENS * PHONE["height"], f"{height / PHONE['height']:.1f} screens"


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

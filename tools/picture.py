"""Take the README's picture from the built site: ``make picture``."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browsers import launch

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "_build" / "html" / "book" / "en" / "article.html"
PICTURE = ROOT / "images" / "article.png"
WIDTH, HEIGHT = 1280, 1150


def main() -> None:
    """Open the article where it begins, with its marks, and save what a reader sees."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{PAGE.as_uri()}#the-whole-text")
        page.wait_for_selector("[data-widget-ready]")
        page.screenshot(path=PICTURE)
    print(f"Saved {PICTURE.relative_to(ROOT)}")  # noqa: T201 (it says what to look at)


if __name__ == "__main__":
    main()

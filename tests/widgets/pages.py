"""What tests of the widgets about figures do on a page with one."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def state(page: Page, name: str) -> object:
    return page.evaluate(f"harness.state.{name}")


def put(page: Page, name: str, value: object) -> None:
    """Sets a trait as live Python would."""
    page.evaluate("([name, value]) => harness.model.set(name, value)", [name, value])


def status(page: Page) -> Locator:
    return page.get_by_role("status").first


def targets(page: Page) -> list[str]:
    """Controls smaller than 24 pixels."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('button, summary, input, label:not([for])')]
        .filter((each) => each.checkVisibility() && !each.closest('label input'))
        .map((each) => [each.getBoundingClientRect(), each.outerHTML])
        .filter(([box]) => box.height < 24 || box.width < 24).map(([, html]) => html)"""
    )
    return found


def too_wide(page: Page) -> list[str]:
    """Words of a drawing that leave the window, and the page itself if it scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => [
          ...[...document.querySelectorAll(".ws-chart :is(text, span), .ws-bars text")]
            .filter((each) => each.getBoundingClientRect().right > innerWidth)
            .map((each) => each.textContent),
          ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
        ]"""
    )
    return found

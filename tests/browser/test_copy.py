"""Code can be copied by mouse and keyboard, where a browser lets pages copy."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open

PAGE = "book/en/data.html"
RUN = "localStorage.setItem('whosays:run', 'on')"
WITHOUT = f"{RUN}; delete Navigator.prototype.clipboard"
UNFOLD = "document.querySelectorAll('details').forEach((each) => (each.open = true))"
MAY = ["clipboard-read", "clipboard-write"]


def test_code_is_copied_by_keyboard_and_that_is_said(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, PAGE, init=RUN, permissions=MAY)
    visit.page.evaluate(UNFOLD)
    code = visit.page.locator("div.highlight:visible").first
    button = code.get_by_role("button", name="Copy the code")
    expect(button).to_have_css("opacity", "0")
    button.focus()
    expect(button).to_have_css("opacity", "1")
    visit.page.keyboard.press("Enter")
    expect(code.get_by_role("button", name="Copied")).to_be_focused()
    expect(visit.page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    text = visit.page.evaluate("navigator.clipboard.readText()")
    assert text == code.locator("pre").inner_text().rstrip()
    assert text
    assert visit.problems == []


def test_there_is_no_button_that_could_not_copy(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, PAGE, init=WITHOUT).page
    page.evaluate(UNFOLD)
    expect(page.locator("div.highlight:visible").first).to_be_visible()
    expect(page.locator(".site-copy")).to_have_count(0)


def test_a_page_without_code_does_not_load_it(site_dir: Path, open_page: Open) -> None:
    assert not [
        name for name in open_page(site_dir, "book/en/about.html").files() if "copy" in name
    ]

"""Every question of the book on a wall, with its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open, open_page, pytest_generate_tests, serve, site_dir
from tests.browser.test_projector import WALL

__all__ = ["open_page", "pytest_generate_tests", "serve", "site_dir"]


def test_every_question_of_the_book_can_be_shown(
    site_dir: Path, open_page: Open, page_path: str
) -> None:
    text = (site_dir / page_path).read_text("utf-8")
    if "data-projector-src" not in text:
        assert 'class="ws-widget ws-quiz' not in text
        pytest.skip("a page without questions")
    visit = open_page(site_dir, f"{page_path}?projector", start=False)
    page = visit.page
    wall = page.get_by_role("dialog")
    next_ = wall.get_by_role("button", name="Next", exact=True)
    show = wall.get_by_role("button", name="Show the answer")
    for _ in range(60):
        show.click()
        told = page.locator(f"{WALL} :is(.site-wall-reason, .site-wall-key)")
        assert told.first.inner_text().strip()
        if next_.is_disabled():
            break
        next_.click()
    assert next_.is_disabled()
    assert visit.problems == []

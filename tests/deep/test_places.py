"""Every link to a place of the site lands there: cold, with motion, by turns on two screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import pytest_generate_tests, serve, site_dir
from tests.browser.test_places import SCREENS, faults, linked_places

__all__ = ["pytest_generate_tests", "serve", "site_dir"]
DEEP = True


def test_every_link_to_a_place_lands_there(
    site_dir: Path, browser: Browser, serve: Callable[[Path], str], page_path: str
) -> None:
    url = serve(site_dir) + page_path
    places = sorted(linked_places(site_dir).get(page_path, ()))
    assert faults(browser, url, places, list(SCREENS.values())) == []

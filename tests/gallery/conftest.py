"""Fixtures for the tests that look at the gallery in Chromium."""

from __future__ import annotations

from itertools import cycle, product

import pytest

from tests.browser.conftest import open_page, serve
from tests.gallery.book import PAGES, gallery

__all__ = ["gallery", "open_page", "serve"]

SCHEMES = ["light", "dark"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Show each page in one scheme, in turn; in both where ``EVERY_WAY`` is set (tests/deep)."""
    if "scheme" not in metafunc.fixturenames:
        return
    every_way = getattr(metafunc.module, "EVERY_WAY", False)
    shown = product(PAGES, SCHEMES) if every_way else zip(PAGES, cycle(SCHEMES))
    metafunc.parametrize("name, scheme", list(shown))

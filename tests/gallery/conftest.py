"""Fixtures for the tests that look at the gallery in Chromium."""

from __future__ import annotations

import pytest

from tests.browser.conftest import open_page, serve
from tests.gallery.book import PAGES, gallery

__all__ = ["gallery", "open_page", "serve"]

SCHEMES = ["light", "dark"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Show each page in one scheme, in turn, and with `make deep` in the other."""
    if "scheme" not in metafunc.fixturenames:
        return
    deep = getattr(metafunc.module, "DEEP", False)
    shown = [(name, SCHEMES[(n + deep) % 2]) for n, name in enumerate(PAGES)]
    metafunc.parametrize("name, scheme", shown)

"""Fixtures for the tests that look at the gallery in Chromium."""

from tests.browser.conftest import open_page, serve
from tests.gallery.book import gallery

__all__ = ["gallery", "open_page", "serve"]

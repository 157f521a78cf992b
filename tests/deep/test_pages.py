"""Every page of the site in a second way, as far as can be from that of `make test`."""

from __future__ import annotations

from tests.browser.conftest import open_page, pytest_generate_tests, serve, site_dir
from tests.browser.test_shift import (
    moved,
    test_nothing_moves,
    test_nothing_moves_for_a_reader_who_comes_back,
)
from tests.browser.test_site import (
    test_a_page_needs_nothing_from_elsewhere_and_reports_no_error,
    test_axe_finds_nothing,
)

__all__ = [
    "moved",
    "open_page",
    "pytest_generate_tests",
    "serve",
    "site_dir",
    "test_a_page_needs_nothing_from_elsewhere_and_reports_no_error",
    "test_axe_finds_nothing",
    "test_nothing_moves",
    "test_nothing_moves_for_a_reader_who_comes_back",
]
DEEP = True

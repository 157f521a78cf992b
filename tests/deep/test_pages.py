"""Every page of the site, those of ``KINDS`` in another way than with `make test`."""

from __future__ import annotations

from tests.browser.conftest import open_page, pytest_generate_tests, serve, site_dir
from tests.browser.test_shift import moved, test_nothing_moves
from tests.browser.test_site import (
    test_a_page_needs_nothing_from_elsewhere_and_reports_no_error,
    test_a_page_reads_without_javascript,
    test_axe_finds_nothing,
)

__all__ = [
    "moved",
    "open_page",
    "pytest_generate_tests",
    "serve",
    "site_dir",
    "test_a_page_needs_nothing_from_elsewhere_and_reports_no_error",
    "test_a_page_reads_without_javascript",
    "test_axe_finds_nothing",
    "test_nothing_moves",
]
DEEP = True

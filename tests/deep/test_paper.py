"""Every page on paper; those of ``KINDS`` in another state than with `make test`."""

from __future__ import annotations

from tests.browser.conftest import open_page, pytest_generate_tests, serve, site_dir
from tests.browser.test_paper import (
    test_a_page_is_printed_whole_at_full_size_and_on_no_sheet_more,
)

__all__ = [
    "open_page",
    "pytest_generate_tests",
    "serve",
    "site_dir",
    "test_a_page_is_printed_whole_at_full_size_and_on_no_sheet_more",
]
DEEP = True

"""Every page in a situation, a setting and a screen; ``KINDS`` in another than with `make test`."""

from __future__ import annotations

from tests.browser.conftest import open_page, pytest_generate_tests, serve, site_dir
from tests.browser.test_accessible import (
    embed,
    test_axe_finds_nothing_in_a_situation,
    test_nothing_is_cut_off_or_covered,
    test_the_keyboard_reaches_all_and_shows_where_it_is,
)

__all__ = [
    "embed",
    "open_page",
    "pytest_generate_tests",
    "serve",
    "site_dir",
    "test_axe_finds_nothing_in_a_situation",
    "test_nothing_is_cut_off_or_covered",
    "test_the_keyboard_reaches_all_and_shows_where_it_is",
]
DEEP = True

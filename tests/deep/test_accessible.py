"""A page of each kind in another situation, setting and screen, and after another visit, than with
`make test`; in all of them every page is for the statement (``tools.accessibility``)."""

from __future__ import annotations

from tests.browser.conftest import open_page, pytest_generate_tests, serve, site_dir
from tests.browser.test_accessible import (
    embed,
    test_axe_finds_nothing_in_a_situation,
    test_nothing_is_cut_off_or_covered,
    test_the_keyboard_reaches_all_and_shows_where_it_is,
)
from tests.browser.test_shift import moved, test_nothing_moves_for_a_reader_who_comes_back

__all__ = [
    "embed",
    "moved",
    "open_page",
    "pytest_generate_tests",
    "serve",
    "site_dir",
    "test_axe_finds_nothing_in_a_situation",
    "test_nothing_is_cut_off_or_covered",
    "test_nothing_moves_for_a_reader_who_comes_back",
    "test_the_keyboard_reaches_all_and_shows_where_it_is",
]
DEEP = True
KINDS_ALONE = True

"""What `make test` opens in one way of several (`in_turn`), in the way that is farthest from it."""

from __future__ import annotations

from tests.browser.conftest import open_page, serve, site_dir
from tests.browser.test_answers import test_what_is_deleted_in_another_tab_does_not_come_back
from tests.browser.test_rest import (
    test_a_form_at_rest_looks_as_its_widget_does,
    test_axe_finds_nothing_at_rest,
)
from tests.browser.test_search import (
    test_a_result_leads_to_the_words_and_marks_them,
    test_results_and_marks_are_accessible_and_fit,
)
from tests.browser.test_states import test_axe_finds_nothing_in_a_state
from tests.widgets.conftest import context, open_widget, site
from tests.widgets.test_chartlab import test_no_words_in_the_chart_overlap_or_leave_it
from tests.widgets.test_quiz_widget import test_axe_finds_nothing

__all__ = [
    "context",
    "open_page",
    "open_widget",
    "serve",
    "site",
    "site_dir",
    "test_a_form_at_rest_looks_as_its_widget_does",
    "test_a_result_leads_to_the_words_and_marks_them",
    "test_axe_finds_nothing",
    "test_axe_finds_nothing_at_rest",
    "test_axe_finds_nothing_in_a_state",
    "test_no_words_in_the_chart_overlap_or_leave_it",
    "test_results_and_marks_are_accessible_and_fit",
    "test_what_is_deleted_in_another_tab_does_not_come_back",
]
DEEP = True

"""What has to hold in Chromium, Firefox and WebKit alike, from a server and from a folder."""

from __future__ import annotations

from typing import Any

import pytest

from tests.deep.engines.conftest import OpenPage
from tests.gallery.book import PAGES, WITH_WIDGETS
from tools.tabs import Tab, wait_until

NOTES = {"refused": "keeps nothing", "full": "is full", "unreadable": "could not be read"}


def card(state: str, question: str = "single") -> str:
    return f"""document.querySelector('[data-item="{state}-{question}"]')"""


def show(tab: Tab, state: str, number: int) -> None:
    """Go to a question of the quiz in this state, counted from 0."""
    quiz = f"""[...document.querySelectorAll('.ws-quiz')].find(
      (each) => each.querySelector('[data-item^="{state}-"]'))"""
    tab.evaluate(f"{quiz}.querySelectorAll('.ws-bar .ws-dot')[{number}].click()")


def feedback(tab: Tab, state: str) -> str:
    return str(wait_until(tab, f"{card(state)}.querySelector('.ws-feedback').textContent"))


def answer_first_question(tab: Tab, state: str) -> None:
    """By keyboard: the second option, half sure, check."""
    tab.evaluate(f"{card(state)}.querySelector('input').focus()")
    tab.press("Space", "ArrowDown", "Tab", "Space", "Tab", "Enter")


def test_every_widget_renders_and_no_page_reports_an_error(tab: Tab, open_page: OpenPage) -> None:
    wrong: dict[str, Any] = {}
    for name in PAGES:
        open_page(name)
        failed = tab.evaluate("document.querySelectorAll('[data-widget-failed]').length")
        ready = tab.evaluate("document.querySelectorAll('[data-widget-ready]').length")
        if said := tab.evaluate("said"):
            wrong[name] = said
        elif failed or bool(ready) != (name in WITH_WIDGETS):
            wrong[name] = f"{failed} failed, {ready} ready"
    assert wrong == {}


def test_a_question_is_answered_by_keyboard_and_restored_after_a_reload(
    tab: Tab, open_page: OpenPage
) -> None:
    open_page("quiz")
    answer_first_question(tab, "before")
    assert "Right." in feedback(tab, "before")
    show(tab, "before", 2)
    tab.evaluate(f"{card('before', 'classify')}.querySelector('input').focus()")
    tab.press("Space")
    open_page("quiz")
    show(tab, "before", 0)
    assert "Feedback to b." in feedback(tab, "before")
    show(tab, "before", 2)
    assert tab.evaluate(f"{card('before', 'classify')}.querySelector('input').checked")
    assert tab.evaluate("said") == []


@pytest.mark.parametrize("state", NOTES)
def test_a_quiz_works_and_says_so_when_nothing_can_be_kept(
    tab: Tab, open_page: OpenPage, state: str
) -> None:
    open_page(f"storage_{state}")
    answer_first_question(tab, state)
    assert "Right." in feedback(tab, state)
    note = tab.evaluate(f"{card(state)}.closest('.ws-quiz').querySelector('.ws-note').textContent")
    assert NOTES[state] in note
    assert tab.evaluate("said") == []

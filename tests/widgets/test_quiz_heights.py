"""No question is taller than the screen of a phone, its passage included, before it is answered."""

from __future__ import annotations

import pytest

from tests.conftest import BAC, KURSK, case_in
from tests.widgets.conftest import OpenWidget
from whosays.widgets.quiz import quiz

PHONE, SCREEN = 390, 844
CASES = {folder.name: folder for folder in (KURSK, BAC)}

HEIGHTS = """() => {
  const all = {};
  const measure = () => {
    const card = document.querySelector(".ws-item");
    const id = card.dataset.item;
    all[id] = Math.max(all[id] ?? 0, card.offsetHeight);
  };
  const each = (selector, then) => {
    for (const dot of document.querySelectorAll(selector)) { dot.click(); then(); }
  };
  const steps = () => { measure(); each(".ws-item .ws-dot", measure); };
  steps();
  each(".ws-bar .ws-dot", steps);
  return all;
}"""


@pytest.mark.parametrize("name", CASES)
def test_a_question_fits_the_screen_of_a_phone(open_widget: OpenWidget, name: str) -> None:
    case = case_in(CASES[name])
    heights: dict[str, int] = {}
    for bank in case.quizzes:
        heights |= open_widget(quiz(case, bank), width=PHONE).evaluate(HEIGHTS)
    assert len(heights) == sum(len(bank.items) for bank in case.quizzes.values())
    assert {item: height for item, height in heights.items() if height > SCREEN} == {}

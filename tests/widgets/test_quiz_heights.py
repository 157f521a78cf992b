"""No question is taller than the screen of a phone, its passage included, before it is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.widgets.conftest import OpenWidget
from whosays import read_case
from whosays.widgets.quiz import quiz

ROOT = Path(__file__).parents[2]
PHONE, SCREEN = 390, 844
CASES = {
    "kursk-2024": ROOT / "seeds/kursk-2024",
    "bac-2025": ROOT / "tests/gallery/cases/bac-2025",
}

TOO_TALL = {
    "article-voices": 1402,
    "claims-checkable": 954,
    "claims-how-to-check": 1158,
    "claims-types": 1000,
    "disputes-differences": 908,
    "grammar-missed": 1052,
    "origin-full-name-late": 901,
}
"""Questions whose own text is too long, and how tall they are: this list can only shrink."""

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
    case = read_case(CASES[name])
    heights: dict[str, int] = {}
    for bank in case.quizzes:
        heights |= open_widget(quiz(case, bank), width=PHONE).evaluate(HEIGHTS)
    assert len(heights) == sum(len(bank.items) for bank in case.quizzes.values())
    # Fonts differ a little from machine to machine.
    tall = {item: height for item, height in heights.items() if height > SCREEN}
    assert {
        item: height for item, height in tall.items() if height > TOO_TALL.get(item, 0) * 1.03
    } == {}
    fits_now = [item for item in TOO_TALL if heights.get(item, SCREEN + 1) <= SCREEN]
    assert fits_now == [], "these fit now: take them off the list"

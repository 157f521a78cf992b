"""Where questions are asked: each has one home, in a book or in its bank."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from whosays import Case, read_case
from whosays.views.lessons import question_places


def test_every_question_is_at_home_once(cases: list[Case]) -> None:
    for case in cases:
        homes = Counter(
            place["question"] for place in question_places(case) if not place["borrowed"]
        )
        assert set(homes) == {item.id for bank in case.quizzes.values() for item in bank.items}
        assert set(homes.values()) == {1}


@pytest.mark.parametrize("lang", ["en", "de"])
def test_without_a_book_questions_have_the_numbers_of_their_sets(folder: Path, lang: str) -> None:
    case = read_case(folder, lang=lang)
    places = {place["question"]: place for place in question_places(case)}
    for bank in case.quizzes.values():
        sets = [part.items for part in bank.sets.values()] or [[item.id for item in bank.items]]
        for part in sets:
            for number, name in enumerate(part, 1):
                assert places[name]["lesson"] == case.said(bank.title)
                assert (places[name]["number"], places[name]["of"]) == (number, len(part))

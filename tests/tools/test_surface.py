"""The surface learner finds a habit of the keys, and finds none where there is none."""

from __future__ import annotations

import random

import pytest

from tests.samples import bank, case, text
from tools.surface import Seen, at_least, guesses, plain, polarity, result, seen

WORDS = ["boat", "river", "council", "letter", "winter", "garden", "market", "window"]


def questions(habit: bool) -> list[Seen]:  # noqa: FBT001
    """Five banks of twelve questions; with a habit, the only no is right."""
    chance = random.Random(1)  # noqa: S311
    made = []
    for name in "abcde":
        for n in range(12):
            key = chance.randrange(3)
            odd = key if habit else chance.randrange(3)
            options = tuple(
                f"{'No' if place == odd else 'Yes'}. {' '.join(chance.sample(WORDS, 3))}"
                for place in range(3)
            )
            says = tuple(place == odd for place in range(3))
            made.append(Seen(name, f"{name}-{n}", "Is it so?", options, says, key, says[key]))
    return made


def test_a_habit_is_found() -> None:
    assert result(guesses(questions(habit=True))).right == 1


def test_without_a_habit_nothing_is_found() -> None:
    found = result(guesses(questions(habit=False)))
    assert found.right == pytest.approx(found.chance, abs=0.15)


def test_a_question_is_seen_as_a_reader_sees_it() -> None:
    assert plain(text("*So* [sei es]{de}, 2 * 3")) == "So sei es, 2 * 3"
    assert [item.id for item in seen(case(bank()))] == [
        "sample-single", "sample-signal-1", "sample-signal-2"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("Yes. It is", "yes"),
        ("No: none", "no"),
        ("Not necessarily. Both", "no"),
        ("No source stands there", ""),
        ("Open. The words do not show it", "open"),
        ("Yesterday", ""),
    ],
)
def test_a_polarity_word_answers_by_itself(words: str, begins: str) -> None:
    assert polarity(words) == begins


def test_so_many_or_more_by_chance() -> None:
    assert at_least(2, [0.5, 0.5]) == pytest.approx(0.25)
    assert at_least(0, [0.1]) == pytest.approx(1)

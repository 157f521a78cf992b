"""Nobody does better than chance who reads no passage. `python -m tools.surface` prints more."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.conftest import SEEDS, case_in
from tools.surface import (
    LIMITS,
    RULES,
    Break,
    Habit,
    Result,
    association,
    breaks,
    clicker,
    guesses,
    habits,
    result,
    seen,
)

CASES = [case_in(folder) for folder in SEEDS]
BANKS = {name: bank for case in CASES for name, bank in case.quizzes.items()}
ITEMS = [item for case in CASES for item in seen(case)]


@cache
def learner() -> Result:
    return result(guesses(ITEMS))


@cache
def broken() -> list[Break]:
    return [each for case in CASES for each in breaks(case)]


@pytest.mark.parametrize("bank", sorted(BANKS))
@pytest.mark.parametrize("rule", RULES)
def test_a_question_keeps_the_rule(rule: str, bank: str) -> None:
    found = [str(each) for each in broken() if (each.rule, each.bank) == (rule, bank)]
    assert not found, "\n".join(["", *found])


def test_who_sees_only_the_options_is_right_by_chance() -> None:
    found = learner()
    assert abs(found.right - found.chance) <= LIMITS.from_chance, (
        f"seeing no passage, a learner gets {found.right:.0%} of {found.count} right, where chance"
        f" is {found.chance:.0%}: see `python -m tools.surface`"
    )


def test_who_sees_only_the_options_cannot_tell_problems_from_sound_passages() -> None:
    found = learner().d_prime
    assert found is not None
    assert abs(found) <= LIMITS.d_prime, f"d' of a learner that sees no passage is {found:+.2f}"


@pytest.mark.parametrize("habit", habits(ITEMS), ids=lambda habit: habit.name)
def test_the_key_has_no_habit(habit: Habit) -> None:
    assert habit.p > LIMITS.p, f"{habit}: let other options be so more often"


def test_the_number_of_options_says_nothing() -> None:
    assert association(ITEMS) > LIMITS.p


def test_about_half_of_what_one_meets_on_a_phone_is_sound() -> None:
    """Posts, push messages, captions, headlines, subtitles, summaries: the sets called feed."""
    named = {
        name
        for bank in BANKS.values()
        for part, each in bank.sets.items()
        if "feed" in part.split("-")
        for name in each.items
    }
    items = [item for bank in BANKS.values() for item in bank.items if item.id in named]
    signals = Counter(getattr(item, "signal", None) for item in items)
    asked = signals[True] + signals[False]
    assert len(items) >= 40
    assert abs(signals[False] / asked - 0.5) <= 0.1, signals


def test_clicking_blindly_does_not_tell_problems_from_sound_passages() -> None:
    assert abs(clicker(ITEMS)) <= LIMITS.clicker

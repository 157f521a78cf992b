"""Numbers are read as newspapers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.words.numerals import numbers_in


@pytest.mark.parametrize(
    ("words", "language", "numbers"),
    [
        ("etwa 12.000", "de", [12000]),
        ("3.000 Soldaten", "de", [3000]),
        ("zweimal", "de", [2]),
        ("drei Millionen", "de", [3_000_000]),
        ("1,5 Milliarden", "de", [1_500_000_000]),
        ("Dutzende Ortschaften", "de", []),
        ("50 Meter und 300 Gramm", "de", [50, 300]),
        ("hundert", "de", [100]),
        ("at least 3,000", "en", [3000]),
        ("twice", "en", [2]),
        ("two brigades of 6,000", "en", [2, 6000]),
        ("12.00.1", "de", []),
    ],
)
def test_numbers(words: str, language: str, numbers: list[float]) -> None:
    assert numbers_in(words, language) == numbers


@given(st.integers(min_value=0, max_value=10**12))
def test_a_grouped_number_is_read_back(number: int) -> None:
    assert numbers_in(f"{number:,}", "en") == [number]
    assert numbers_in(f"{number:,}".replace(",", "."), "de") == [number]


@given(st.text(), st.sampled_from(["de", "en", "fr"]))
def test_any_text_is_read_without_error(words: str, language: str) -> None:
    assert all(number >= 0 for number in numbers_in(words, language))

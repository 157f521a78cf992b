"""How numbers, days, lists and figures are written in a language."""

from __future__ import annotations

import datetime as dt

import pytest

from whosays.case.vocabulary import Bound, EstimateBound
from whosays.words import Words
from whosays.words.interface import languages

EN, DE, FR = Words("en"), Words("de"), Words("fr")
"""French has no file of its own: it is written as English is."""


@pytest.mark.parametrize(
    ("words", "value", "places", "expected"),
    [
        (EN, 12000, 0, "12,000"),
        (DE, 12000, 0, "12.000"),
        (FR, 12000, 0, "12,000"),
        (EN, 1234567.25, 1, "1,234,567.2"),
        (DE, 0.25, 2, "0,25"),
        (EN, 3, 2, "3"),
        (DE, 3.5, 2, "3,5"),
        (EN, 10.04, 1, "10"),
        (EN, -1200, 0, "-1,200"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(
    words: Words, value: float, places: int, expected: str
) -> None:
    assert words.number(value, places=places) == expected


@pytest.mark.parametrize(
    ("words", "short", "expected"),
    [
        (EN, False, "23 October 2024"),
        (EN, True, "23 Oct 2024"),
        (DE, False, "23. Oktober 2024"),
        (DE, True, "23. Okt. 2024"),
        (FR, False, "23 October 2024"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(
    words: Words, *, short: bool, expected: str
) -> None:
    assert words.day(dt.date(2024, 10, 23), short=short) == expected
    assert words.day("2024-10-23", short=short) == expected


@pytest.mark.parametrize(
    ("words", "parts", "expected"),
    [
        (EN, [], ""),
        (EN, ["a"], "a"),
        (EN, ["a", "b"], "a and b"),
        (EN, ["a", "b", "c"], "a, b and c"),
        (DE, ["a", "b", "c"], "a, b und c"),
        (FR, ["a", "b"], "a and b"),
    ],
)
def test_a_list_ends_with_the_word_for_and(words: Words, parts: list[str], expected: str) -> None:
    assert words.listed(parts) == expected


@pytest.mark.parametrize(
    ("words", "bound", "expected"),
    [
        (EN, "at_least", "at least 3,000"),
        (DE, "at_least", "mindestens 3.000"),
        (FR, "at_least", "at least 3,000"),
        (EN, "presence_only", "no figure given"),
    ],
)
def test_a_figure_stands_with_its_bound(words: Words, bound: str, expected: str) -> None:
    assert words.figure(bound, None, 3000, None) == expected


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("bound", sorted({*Bound, *EstimateBound}))
def test_every_bound_has_words_in_every_language(bound: str, lang: str) -> None:
    shown = Words(lang).figure(bound, 1000, 1000, 2000)
    assert shown
    assert "{" not in shown


def test_a_word_of_the_interface_is_english_where_nobody_has_translated_it() -> None:
    assert FR.of("quiz") == EN.of("quiz")
    assert DE.of("quiz") != EN.of("quiz")
    assert DE.of("quiz").keys() == EN.of("quiz").keys()


def test_a_text_is_said_in_this_language() -> None:
    assert DE.said({"en": "who", "de": "wer"}) == "wer"
    assert FR.said({"en": "who", "de": "wer"}) == "who"

"""Values that leave something open name what they leave it open between."""

from __future__ import annotations

import pytest

from tests.conftest import KURSK, case_in
from whosays.case.vocabulary import LEFT_OPEN, VOCABULARIES, Medium


@pytest.mark.parametrize(("value", "between"), LEFT_OPEN.items())
def test_what_is_left_open_is_between_two_values_of_the_same_vocabulary(
    value: str, between: frozenset[str]
) -> None:
    (values,) = [set(each) for each in VOCABULARIES.values() if value in set(each)]
    assert len(between) == 2
    assert between < values - set(LEFT_OPEN)


@pytest.mark.parametrize(
    ("value", "lang", "words"),
    [
        (Medium.SPEECH_OR_WRITING, "en", "speech or writing"),
        (Medium.SPEECH_OR_WRITING, "de", "Rede oder Schrift"),
        (Medium.SPEECH_OR_THOUGHT, "en", "speech or thought"),
        (Medium.SPEECH_OR_THOUGHT, "de", "Rede oder Gedanke"),
    ],
)
def test_media_left_open_have_words(value: str, lang: str, words: str) -> None:
    case = case_in(KURSK, lang=lang)
    assert case.value("medium", value) == words
    assert case.attributions["a24"].medium is Medium.SPEECH_OR_THOUGHT
    assert case.attributions["a16"].medium is Medium.SPEECH_OR_WRITING

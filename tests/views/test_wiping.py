"""Sentences with and without their sources: what goes is marked, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import BAC, case_in
from whosays import Case
from whosays.views.wiping import Piece, compared, wiping
from whosays.widgets import wipe


def goes(pieces: list[Piece]) -> list[str]:
    return [piece["text"] for piece in pieces if piece["goes"]]


def joined(pieces: list[Piece]) -> str:
    return "".join(piece["text"] for piece in pieces)


def test_the_words_that_go_are_those_of_the_source(kursk: Case) -> None:
    language, (first, second) = wiping(kursk, [kursk.sentence("7.1"), kursk.sentence("7.3")])
    assert language == "en"
    assert goes(first["said"]) == ["The Ukrainian intelligence service assumes that"]
    assert goes(second["said"]) == ["The USA,", "had reported that it had findings on"]
    assert second["gone"] == "The USA … had reported that it had findings on"
    assert second["left"] == "By contrast, 3,000 soldiers from North Korea are in Russia."


def test_sentences_left_out_in_between_are_told(kursk: Case) -> None:
    names = ("7.1", "7.3", "7.4")
    _, shown = wiping(kursk, [kursk.sentence(name) for name in names])
    assert [each["gap"] for each in shown] == [False, True, False]


def test_every_sentence_of_the_case_is_itself_with_its_source(kursk: Case) -> None:
    _, shown = wiping(kursk, list(kursk.sentences.values()))
    for each in shown:
        assert joined(each["said"]) == kursk.sentence(each["id"]).translation["en"]
        assert bool(each["gone"]) == (each["left"] != joined(each["said"]))
        assert not each["gone"].startswith(("[", ",", " "))


def test_a_report_within_a_report_loses_both_sources(kursk: Case) -> None:
    _, (shown,) = wiping(kursk, [kursk.sentence("2.3")])
    assert shown["left"] == "Ukraine also chooses its partners in the West."


def test_another_language_and_other_sources_are_wiped_alike() -> None:
    bac = case_in(BAC)
    _, (quoted, according) = wiping(bac, [bac.sentence("1.2"), bac.sentence("2.1")])
    assert according["gone"] == "According to the company Orne Bacs"
    assert quoted["left"] == "The town no longer has the means."


def test_without_a_source_to_take_away_there_is_nothing_to_show(kursk: Case) -> None:
    with pytest.raises(ValueError, match=r"no source to take away in p6s3.*there are: p1s2, "):
        wipe(kursk, "6.3")
    with pytest.raises(KeyError, match="no sentence 'p99s1'"):
        wipe(kursk, "p99s1")
    with pytest.raises(TypeError, match="name a sentence"):
        wipe(kursk)
    with pytest.raises(TypeError, match="give the case first"):
        wipe("kursk-2024", "7.1")  # type: ignore[arg-type]


@given(st.text("ab A,.'[] 1é", max_size=30), st.text("ab A,.'[] 1é", max_size=30))
def test_the_pieces_are_the_sentence_and_what_stays_is_in_the_rest(said: str, left: str) -> None:
    pieces = compared(said, left)
    assert joined(pieces) == said
    stays = "".join(piece["text"] for piece in pieces if not piece["goes"]).casefold().split()
    rest = iter("".join(left.casefold().split()))
    assert all(sign in rest for sign in "".join(stays))


def test_a_mark_does_not_run_on_into_the_space_after_a_word() -> None:
    assert compared("He says that it rains.", "It rains.") == [
        {"text": "He says that", "goes": True},
        {"text": " it rains.", "goes": False},
    ]

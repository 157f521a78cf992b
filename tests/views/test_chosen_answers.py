"""A lesson shows some of the answers and keeps the others for a later page."""

from __future__ import annotations

import pytest

from whosays import Case, pictures
from whosays.views import answers


def test_only_the_chosen_answers_are_shown_and_the_positions_they_have(kursk: Case) -> None:
    stations = answers.view(kursk, only=["gerasimov", "peskov-fighting"])
    assert [each["position"] for each in stations] == ["denies", "confirms"]
    assert [len(each["answers"]) for each in stations] == [1, 1]


def test_a_chosen_answer_that_came_later_leaves_its_position_empty(kursk: Case) -> None:
    (station,) = answers.view(kursk, "2024-10-31", ["gerasimov"])
    assert (station["position"], station["answers"]) == ("confirms", [])


def test_an_answer_that_is_not_there_is_answered_by_those_there_are(kursk: Case) -> None:
    with pytest.raises(KeyError, match=r"pictures\.yml has no answer 'gerasimow'; .*'gerasimov'"):
        pictures.answers(kursk, only="gerasimow")


def test_the_picture_counts_the_chosen(kursk: Case) -> None:
    summary = pictures.answers(kursk, only=["gerasimov", "putin-2025"]).summary
    assert summary == "Answers by position. Confirms: 2."

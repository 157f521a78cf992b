"""Answers from denial to confirmation: every one in its place, by its day."""

from __future__ import annotations

import pytest

from tests.conftest import BAC, case_in
from whosays import Case
from whosays.case.vocabulary import Position
from whosays.views import answers


def whose(stations: list[answers.Station]) -> dict[str, list[str]]:
    return {each["position"]: [a["who"] for a in each["answers"]] for each in stations}


def test_positions_come_in_their_order_and_have_every_answer(kursk: Case) -> None:
    found = whose(answers.view(kursk))
    assert list(found) == [position.value for position in Position]
    for position, names in found.items():
        given = [a.who["en"] for a in kursk.pictured.answers if a.position == position]
        assert sorted(names) == sorted(given)


def test_answers_come_by_their_days_and_the_article_s_last(kursk: Case) -> None:
    stations = {each["position"]: each["answers"] for each in answers.view(kursk)}
    days = [answer["origin"]["day"] for answer in stations["confirms"]]
    assert days == ["28\u00a0Oct\u00a02024", "31\u00a0Oct\u00a02024", "26\u00a0Apr\u00a02025",
                    "28\u00a0Apr\u00a02025"]  # fmt: skip
    assert [a["origin"]["place"] for a in stations["does_not_deny"]] == ["", "1.1", "4.1"]


def test_what_came_later_can_be_left_out(kursk: Case) -> None:
    assert whose(answers.view(kursk, "2024-10-27"))["confirms"] == []
    until = whose(answers.view(kursk, "2024-10-28"))
    assert until["confirms"] == ["Rutte, secretary general of NATO"]
    # The article has no day, and no day leaves it out.
    assert until["does_not_deny"][-2:] == ["Putin, in our article"] * 2
    assert whose(answers.view(kursk, "2024-10-01"))["denies"] == []


def test_it_says_of_what_and_in_whose_words(kursk: Case) -> None:
    first = answers.view(kursk)[0]["answers"][0]
    assert first["about"] == "reports that North Koreans took part in the fighting in Ukraine"
    assert first["words"]["text"] == "It looks like another piece of fake news"
    assert first["own"]
    reported = [a for s in answers.view(kursk) for a in s["answers"] if "Reuters" in a["who"]]
    assert [answer["own"] for answer in reported] == [False]


@pytest.mark.parametrize("until", ["2024", "yesterday", 20241031])
def test_what_is_no_day_is_refused(kursk: Case, until: str) -> None:
    with pytest.raises(ValueError, match="until takes a day such as '2024-10-31'"):
        answers.view(kursk, until)


def test_a_case_without_answers_says_so() -> None:
    with pytest.raises(KeyError, match=r"bac-2025 has no answers in pictures\.yml"):
        answers.view(case_in(BAC))

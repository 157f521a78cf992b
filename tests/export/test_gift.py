"""GIFT, taken in as Moodle's importer takes it; ``tests/deep/test_gift.py`` has another reader."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.export.gift_back import Imported, imported
from tests.export.questions import collected, items, read, squeezed, texts_of, whole
from tests.made_cases import unhurried
from tests.samples import ITEMS
from whosays import Case
from whosays.export.collection import Collection
from whosays.export.gift import write


def lost(collection: Collection) -> list[str]:
    back = {each.id: each for each in imported(write(collection))}
    assert {each.id: each.name for each in back.values()} == {
        question.id: squeezed(question.name) for question in collection.questions
    }
    return [
        each
        for question in collection.questions
        for each in texts_of(question.made)
        if each not in said(back[question.id])
    ]


def said(question: Imported) -> str:
    texts = [text for answer, _, feedback in question.answers for text in (answer, feedback)]
    html = read(" <p>".join([question.text, question.feedback, *texts]))
    return f"{html} {squeezed(' '.join(right for _, right in question.pairs))}"


def test_no_text_of_the_book_is_lost(kursk: Case) -> None:
    assert lost(whole(kursk)) == []


@unhurried(25)
@given(items())
def test_no_text_is_lost_whatever_it_looks_like(made: list[dict[str, Any]]) -> None:
    assert lost(collected(made)) == []


@pytest.fixture(scope="module")
def samples() -> dict[str, Imported]:
    return {each.id: each for each in imported(write(collected(ITEMS)))}


def test_a_question_has_its_lesson_name_and_tags(samples: dict[str, Imported]) -> None:
    question = samples["sample-single"]
    assert question.category == "$course$/top/Who Says So?/Samples"
    assert question.name == "sample-single: A question of the type single?"
    assert question.tags == ["sample", "lesson:sample", "aim:try", "type:single"]


def test_right_answers_share_what_wrong_ones_take(samples: dict[str, Imported]) -> None:
    assert [share for _, share, _ in samples["sample-single"].answers] == [0, 1]
    assert [share for _, share, _ in samples["sample-multiple"].answers] == [0.5, -1, 0.5]
    assert [share for _, share, _ in samples["sample-mark"].answers] == [0.5, 0.5, -1]


def test_entries_have_their_answers_and_all_answers_are_offered(
    samples: dict[str, Imported],
) -> None:
    assert samples["sample-match"].pairs == [
        ("30 boats", "The office"),
        ("12 boats", "The keeper"),
        ("", "Nobody named"),
    ]
    assert sorted(right for _, right in samples["sample-order"].pairs) == ["1", "2", "3"]
    assert ("Step second", "2") in samples["sample-order"].pairs


def test_an_estimate_tells_too_low_from_too_high(samples: dict[str, Imported]) -> None:
    assert samples["sample-estimate"].answers == [
        ("12000:1200", 1, "Close."),
        ("-10789200:10800000", 0, "Low."),
        ("", 0, "High."),
    ]

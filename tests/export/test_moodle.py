"""Moodle XML, taken in as Moodle's importer takes it: every question whole, whatever its texts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from markupsafe import escape

from tests.export.moodle_back import Imported, alternatives, cloze, imported
from tests.export.questions import collected, items, read, squeezed, texts, texts_of, whole
from tests.made_cases import unhurried
from tests.samples import ITEMS
from whosays import Case
from whosays.export.collection import Collection
from whosays.export.moodle import alternative, literal, write
from whosays.views.portable import Question


@pytest.fixture(scope="module")
def book(kursk: Case) -> Collection:
    return whole(kursk)


@pytest.fixture(scope="module")
def back(book: Collection) -> dict[str, Imported]:
    return {each.idnumber: each for each in imported(write(book))}


def said(question: Imported) -> str:
    """All that a reader or a teacher can come to read of a question."""
    answers = [*question.answers, *(answer for part in question.parts for answer in part)]
    texts = [text for answer in answers for text in (answer.text, answer.feedback)]
    asked = re.sub(r" \[\[\d]]", "", question.text)  # gaps stand within the words of the passage
    return read(" <p>".join([asked, question.feedback, *texts]))


def missing(question: Question, there: Imported) -> list[str]:
    text = said(there)
    return [each for each in texts_of(question.made) if each not in text]


def test_every_question_comes_in_once_under_its_own_name(
    book: Collection, back: dict[str, Imported], kursk: Case
) -> None:
    assert set(back) == {item.id for bank in kursk.quizzes.values() for item in bank.items}
    assert len(imported(write(book))) == len(back)
    assert all(each.name.startswith(f"{name}: ") for name, each in back.items())
    assert len({each.name for each in back.values()}) == len(back)


def test_no_text_of_the_book_is_lost(book: Collection, back: dict[str, Imported]) -> None:
    assert not [each for q in book.questions for each in missing(q, back[q.id])]


def test_a_lesson_is_a_category_and_a_question_has_its_aim(back: dict[str, Imported]) -> None:
    question = back["article-chain"]
    assert question.category == "$course$/top/Who Says So?/Through whose hands?"
    assert question.tags == ["kursk-2024", "lesson:chains", "aim:follow-a-chain", "type:order"]


@unhurried(25)
@given(items())
def test_no_text_is_lost_whatever_it_looks_like(made: list[dict[str, Any]]) -> None:
    collection = collected(made)
    back = {each.idnumber: each for each in imported(write(collection))}
    for question in collection.questions:
        assert missing(question, back[question.id]) == []
        rows = question.made.get("statements", question.made.get("left", []))
        assert len(back[question.id].parts) == len(rows)
        assert len(back[question.id].gaps) == (3 if question.kind == "mark" else 0)


@given(texts)
def test_an_alternative_comes_back_as_the_html_it_was(text: str) -> None:
    html, expected = escape(text), squeezed(literal(escape(text)))
    written = f"{alternative(html)}#{alternative(html)}~={alternative(html)}#{alternative(html)}"
    wrong, right = alternatives(written)
    assert (wrong.text, wrong.feedback) == (right.text, right.feedback) == (expected, expected)
    assert cloze(literal(html)) == (literal(html), [])


# --- one of each type ---


@pytest.fixture(scope="module")
def samples() -> dict[str, Imported]:
    return {each.idnumber: each for each in imported(write(collected(ITEMS)))}


def test_a_single_choice_has_one_whole_answer(samples: dict[str, Imported]) -> None:
    question = samples["sample-single"]
    assert question.settings["single"] == "true"
    assert [answer.fraction for answer in question.answers] == [0, 1]
    assert read(question.answers[1].feedback) == "Feedback to b. Look at “laut Amt”."


def test_wrong_answers_take_away_what_right_ones_give(samples: dict[str, Imported]) -> None:
    question = samples["sample-multiple"]
    assert question.settings["single"] == "false"
    assert [answer.fraction for answer in question.answers] == [0.5, -1, 0.5]


def test_statements_have_a_choice_each_with_the_reason_to_every_answer(
    samples: dict[str, Imported],
) -> None:
    question = samples["sample-classify"]
    assert [[answer.fraction for answer in part] for part in question.parts] == [[1, 0], [0, 1]]
    assert [answer.feedback for answer in question.parts[1]] == ["Nobody says it.", "Yes, bare."]
    assert '<span lang="de">Es sei</span> late.<div>{#1}</div>' in question.text
    partners = [
        [answer.text for answer in part if answer.fraction]
        for part in samples["sample-match"].parts
    ]
    assert partners == [["The office"], ["The keeper"]]


def test_words_to_mark_are_offered_where_they_stand(samples: dict[str, Imported]) -> None:
    question = samples["sample-mark"]
    assert [answer.text for answer in question.answers] == ["mark", "leave"]
    assert "Es <u>seien</u> [[1]] <u>laut Amt</u> [[1]] <u>30</u> [[2]] Boote." in question.text


def test_an_order_is_given_as_it_should_be(samples: dict[str, Imported]) -> None:
    question = samples["sample-order"]
    assert [answer.text for answer in question.answers] == [
        "Step first",
        "Step second",
        "Step third",
    ]
    assert question.settings["gradingtype"] == "RELATIVE_ALL_PREVIOUS_AND_NEXT"


@pytest.mark.parametrize(
    ("estimate", "feedback"),
    [(10_800, "Close."), (13_200, "Close."), (10_799, "Low."), (-5, "Low."), (13_201, "High.")],
)
def test_an_estimate_is_told_whether_it_is_close(
    samples: dict[str, Imported], estimate: float, feedback: str
) -> None:
    first = next(
        answer
        for answer in samples["sample-estimate"].answers
        if answer.text == "*" or abs(float(answer.text) - estimate) <= answer.tolerance
    )
    assert (first.feedback, first.fraction) == (feedback, float(feedback == "Close."))


def test_a_reflection_gives_its_model_answer_to_reader_and_teacher(
    samples: dict[str, Imported],
) -> None:
    assert samples["sample-reflect"].feedback.count("Both readings stand.") == 2

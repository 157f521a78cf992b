"""Sets of questions, and what of them stands on the page without JavaScript."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import samples
from whosays import Case
from whosays.case.items import Bank
from whosays.widgets import quiz, results, review
from whosays.widgets.quiz import Quiz

LATER = Bank.model_validate(
    {
        "id": "later",
        "title": {"en": "Later", "de": "Später"},
        "aims": {samples.ESTIMATE["aim"]: {"en": "Estimate."}},
        "items": [{**samples.ESTIMATE, "id": "later-estimate", "chapter": "later"}],
    }
)


@pytest.fixture
def case() -> Case:
    return samples.case(samples.bank(), LATER)


def test_quiz_of_a_case(case: Case) -> None:
    made = quiz(case, "sample", only=["sample-order", "sample-single"])
    assert [item["id"] for item in made.items] == ["sample-order", "sample-single"]
    assert made.title == "Samples"


def test_a_quiz_speaks_the_reader_s_language(case: Case) -> None:
    made = quiz(replace(case, lang="de"), "later")
    assert (made.lang, made.title) == ("de", "Später")
    assert made.strings != quiz(case, "later").strings
    assert made.strings["check"] in made.words.of("quiz").values()


@pytest.mark.parametrize(
    ("bank", "only", "message"),
    [("none", None, "there are: later, sample"), ("sample", ["none"], "has no item none")],
)
def test_quiz_says_what_there_is(
    case: Case, bank: str, only: list[str] | None, message: str
) -> None:
    with pytest.raises(KeyError, match=message):
        quiz(case, bank, only=only)


def test_a_form_has_a_whole_bank_and_stays_out_of_reviews(case: Case) -> None:
    made = quiz(case, "later", form=True)
    assert (made.form, made.guess["scored"]) == ("later", 1)
    with pytest.raises(ValueError, match="leave out part and only"):
        quiz(case, "later", only="later-estimate", form=True)
    form = LATER.model_copy(update={"form": True})
    with_form = replace(case, quizzes={**case.quizzes, "later": form})
    assert [form["id"] for form in results(with_form).forms] == ["later"]
    with pytest.raises(ValueError, match="no questions"):
        review(with_form, ["later"])


def test_review_takes_turns_and_leaves_reflections_out(case: Case) -> None:
    made = review(case, ["sample", "later"], count=3)
    assert made.review is True
    assert [item["id"] for item in made.items] == [
        "later-estimate",
        "sample-single",
        "sample-multiple",
    ]
    everything = review(case, ["sample", "later"], count=99)
    assert "reflect" not in {item["type"] for item in everything.items}
    with pytest.raises(ValueError, match="no questions"):
        review(case, ["none"])


def test_review_asks_the_questions_that_are_named_in_their_order(case: Case) -> None:
    made = review(case, only=["sample-order", "later-estimate"])
    assert [item["id"] for item in made.items] == ["sample-order", "later-estimate"]
    with pytest.raises(KeyError, match="no question 'sample-ordre'; did you mean 'sample-order'"):
        review(case, only="sample-ordre")


def test_python_reads_the_reader_s_result(case: Case) -> None:
    made = quiz(case, "sample", only="sample-single")
    at = "2026-11-22T10:00:00Z"
    made.answers = {
        "sample-single": {
            "v": 1,
            "attempts": [
                {"at": at, "choice": "a", "points": 0.0},
                {"at": at, "choice": "b", "points": 1.0, "retry": True},
            ],
        }
    }
    assert (made.result().answered, made.result().right) == (1, 0)


def test_the_fallback_holds_question_and_key_and_escapes_both() -> None:
    hostile = samples.HOSTILE[0]
    item = samples.changed(samples.SINGLE, lambda i: i.update(prompt={"en": hostile}))
    items = samples.bank([item, *samples.ITEMS[1:]]).items
    html = Quiz(items, sentences=samples.PASSAGES, original="de").fallback()
    assert "<script" not in html
    assert html.count('<details class="ws-key">') == len(samples.ITEMS)
    assert '<ol type="A"><li>Option a</li><li>Option b</li></ol>' in html
    assert "<strong>B</strong>" in html
    for words in ("Feedback to a.", "Nobody says it.", "A figure is no source.", "12,000", "Low."):
        assert words in html
    assert '<p lang="de">Die Stadt hat hingegen nichts gesagt.</p>' in html


def test_figures_in_the_fallback_are_written_as_the_reader_writes_them() -> None:
    items = samples.bank([samples.ESTIMATE]).items
    assert "12.000" in Quiz(items, lang="de").fallback()


def test_results_know_all_questions_of_a_case(case: Case) -> None:
    made = results(case)
    known = {"id": "later-estimate", "set": "Later", "fits": {"kind": "number"}, "form": False}
    assert known in made.questions
    assert "nowhere else" in made.fallback()

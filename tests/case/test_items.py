"""Item banks: what is refused and in which words, what is checked against the article."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests import samples
from whosays import Case
from whosays.case.items import (
    Bank,
    Problem,
    bank_schema,
    duplicates,
    inline,
    passages_of,
    quoted,
    view,
)
from whosays.measures.answers import Record, ResultsFile
from whosays.measures.scoring import points
from whosays.widgets.quiz import Quiz, quiz, review
from whosays.widgets.results import results

Change = Callable[[dict[str, Any]], object]


def changed(item: dict[str, Any], change: Change) -> dict[str, Any]:
    made = copy.deepcopy(item)
    change(made)
    return made


REFUSED: list[tuple[dict[str, Any], Change, str]] = [
    (samples.SINGLE, lambda i: i.update(prompt="bare"), "map by language"),
    (samples.SINGLE, lambda i: i.update(prompt={"de": "nur"}), "English text is missing"),
    (samples.SINGLE, lambda i: i.update(prompt={"en": " "}), "is empty"),
    (samples.SINGLE, lambda i: i.update(id="Not Kebab"), "pattern"),
    (samples.SINGLE, lambda i: i.update(colour="red"), "Extra inputs"),
    (samples.SINGLE, lambda i: i["options"][0].pop("feedback"), "feedback"),
    (samples.SINGLE, lambda i: i["options"][0].update(correct=True), "exactly one"),
    (samples.SINGLE, lambda i: i["options"][1].update(correct=False), "exactly one"),
    (samples.SINGLE, lambda i: i["options"][1].update(id="a"), "stand twice: a"),
    (samples.SINGLE, lambda i: i["options"][0].update(says_signal=True), "needs `signal"),
    (samples.SINGLE, lambda i: i.update(signal=True), "both kinds of options"),
    (samples.SIGNAL[0], lambda i: i.update(signal=False), "says the opposite"),
    (samples.SINGLE, lambda i: i.update(passage={}), "either `sentences:`"),
    (
        samples.SINGLE,
        lambda i: i.update(passage={"made_up": {"en": "x"}, "original": "de"}),
        "needs a made-up text in that language",
    ),
    (
        samples.MULTIPLE,
        lambda i: [o.update(correct=False) for o in i["options"]],
        "no option is marked",
    ),
    (samples.MULTIPLE, lambda i: i["options"][0].update(says_signal=True), "`type: single` only"),
    (samples.CLASSIFY, lambda i: i["statements"][0].update(category="no"), "does not exist"),
    (samples.CLASSIFY, lambda i: i["statements"][1]["feedback"].pop("said"), "one for each of"),
    (samples.CLASSIFY, lambda i: i["statements"][0].update(feedback={"said": "x"}), "map by lang"),
    (samples.CLASSIFY, lambda i: i["categories"][0].update(id="en"), "mean languages"),
    (samples.MARK, lambda i: i.pop("passage"), "passage"),
    (samples.MATCH, lambda i: i["pairs"].pop(), "no pair for y"),
    (samples.MATCH, lambda i: i["pairs"][0].update(right="none"), "does not exist"),
    (samples.ESTIMATE, lambda i: i.update(tolerance={}), "either `absolute:`"),
    (samples.REFLECT, lambda i: i.update(confidence=True), "not scored"),
]


@pytest.mark.parametrize(("item", "change", "message"), REFUSED)
def test_a_faulty_item_is_refused_in_clear_words(
    item: dict[str, Any], change: Change, message: str
) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        samples.bank([changed(item, change)])


def test_two_items_with_one_id_are_refused() -> None:
    with pytest.raises(ValidationError, match="stand twice: sample-single"):
        samples.bank([samples.SINGLE, samples.SINGLE])


@pytest.mark.parametrize(
    ("aims", "message"),
    [
        ({"other": "Do it."}, "item `sample-order` has the aim"),
        ({samples.ORDER["aim"]: "Do it.", "idle": "Rest."}, "no item has the aim idle"),
        ({}, "at least 1"),
    ],
)
def test_every_aim_has_an_item_and_every_item_an_aim(aims: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        Bank.model_validate(
            {
                "id": "sample",
                "title": samples.text("Samples"),
                "aims": {name: samples.text(words) for name, words in aims.items()},
                "items": [samples.ORDER],
            }
        )


def test_ids_are_unique_over_banks() -> None:
    other = samples.bank([samples.ORDER]).model_copy(update={"id": "other"})
    assert [problem.field for problem in duplicates([samples.bank(), other])] == ["id"]
    assert duplicates([samples.bank()]) == []


def test_the_samples_pass() -> None:
    assert samples.bank().check(samples.SENTENCES) == []


@pytest.mark.parametrize(
    ("words", "problem", "remedy"),
    [
        ("gibt es nicht", "do not occur", "letter by letter"),
        ("e", "times", "nth: 2"),
        ({"quote": "hingegen", "nth": 2}, "occurs only 1 times", "count again"),
    ],
)
def test_quotations_are_looked_up(words: object, problem: str, remedy: str) -> None:
    item = changed(samples.SINGLE, lambda i: i["options"][0].update(words=[words]))
    [found] = samples.bank([item]).check(samples.SENTENCES)
    assert (found.entry, found.field) == ("sample-single", "options.a.words")
    assert problem in found.problem
    assert remedy in found.remedy


def test_an_unknown_sentence_is_one_problem_not_several() -> None:
    item = changed(samples.SINGLE, lambda i: i.update(passage={"sentences": ["p9s9"]}))
    [found] = samples.bank([item]).check(samples.SENTENCES)
    assert found == Problem(
        "sample-single",
        "passage.sentences",
        "the article has no sentence `p9s9`",
        "use an id like p3s2: second sentence of the third paragraph",
    )


def test_plain_sentences_do_as_well_as_sentences_by_language() -> None:
    german = {name: texts["de"] for name, texts in samples.SENTENCES.items()}
    assert samples.bank().check(german) == []


# --- inline markup ----------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "html"), samples.INLINE)
def test_inline(text: str, html: str) -> None:
    assert inline(text) == html


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert all(name == "lang" and value and value.isalpha() for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(alphabet=st.one_of(st.sampled_from("*[]{}de<>&\"' \n"), st.characters())))
def test_inline_makes_no_other_tags_and_loses_no_letter(text: str) -> None:
    reader = _Reader()
    reader.feed(str(inline(text)))
    reader.close()
    assert reader.tags <= {"em", "span"}
    strip = re.compile(r"[*\[\]{}\r\n]|de")
    left = strip.sub("", reader.text.replace("\x00", "\ufffd"))
    assert strip.sub("", left) in strip.sub("", text.replace("\x00", "\ufffd")) or not left


@pytest.mark.parametrize("hostile", ["*" * 10_000, "[" * 10_000, "*a " * 4_000, "[a]{" * 3_000])
def test_inline_is_linear(hostile: str) -> None:
    assert str(inline(hostile))


# --- views and widgets ------------------------------------------------------------------------


def test_a_view_is_plain_data_in_one_language() -> None:
    shown = view(samples.bank([samples.SINGLE]).items[0], samples.PASSAGES)
    assert json.loads(json.dumps(shown)) == shown
    assert shown["passage"]["text"][0] == {"lang": "de", "text": samples.PASSAGES["p1s1"]["de"]}
    assert shown["passage"]["translation"][1]["lang"] == "en"


def test_a_german_reader_gets_the_sentence_once() -> None:
    shown = view(samples.bank([samples.SINGLE]).items[0], samples.PASSAGES, "de")
    assert shown["passage"]["translation"] == []
    assert shown["prompt"] == samples.SINGLE["prompt"]["en"]


def test_a_made_up_passage_shows_its_original_where_it_has_one() -> None:
    passage = {"made_up": {"en": "He is ill.", "de": "Er sei krank."}, "original": "de"}
    item = changed(samples.SINGLE, lambda i: i.update(passage=passage))
    for option in item["options"]:
        option["words"] = []
    shown = view(samples.bank([item]).items[0])["passage"]
    assert [part["lang"] for part in shown["text"] + shown["translation"]] == ["de", "en"]
    assert shown["made_up"] is True


def test_a_missing_sentence_is_named() -> None:
    with pytest.raises(KeyError, match="p1s1"):
        view(samples.bank([samples.SINGLE]).items[0])


def test_shuffled_entries_are_the_same_every_time_and_not_in_order() -> None:
    item = samples.bank([samples.ORDER]).items[0]
    shown = view(item)
    assert shown == view(item)
    assert [entry["id"] for entry in shown["entries"]] != shown["right"]


class _Sentence:
    def __init__(self, name: str) -> None:
        self.text = samples.PASSAGES[name]["de"]
        self.translation = {"en": samples.PASSAGES[name]["en"]}


class _Case:
    quizzes = {  # noqa: RUF012 (a stand-in, not a class to share)
        "sample": samples.bank(),
        "later": Bank.model_validate(
            {
                "id": "later",
                "title": {"en": "Later", "de": "Später"},
                "aims": {samples.ESTIMATE["aim"]: {"en": "Estimate."}},
                "items": [{**samples.ESTIMATE, "id": "later-estimate", "chapter": "later"}],
            }
        ),
    }

    sentences = {name: _Sentence(name) for name in samples.PASSAGES}  # noqa: RUF012 (as above)


def test_quiz_of_a_case() -> None:
    made = quiz(_Case(), "sample", only=["sample-order", "sample-single"])
    assert [item["id"] for item in made.items] == ["sample-order", "sample-single"]
    assert made.title == "Samples"
    assert quiz(_Case(), "later", lang="de").title == "Später"


@pytest.mark.parametrize(
    ("bank", "only", "message"),
    [("none", None, "there are: later, sample"), ("sample", ["none"], "has no item none")],
)
def test_quiz_says_what_there_is(bank: str, only: list[str] | None, message: str) -> None:
    with pytest.raises(KeyError, match=message):
        quiz(_Case(), bank, only=only)


def test_review_takes_turns_and_leaves_reflections_out() -> None:
    made = review(_Case(), ["sample", "later"], count=3)
    assert made.review is True
    assert [item["id"] for item in made.items] == [
        "later-estimate",
        "sample-single",
        "sample-multiple",
    ]
    everything = review(_Case(), ["sample", "later"], count=99)
    assert "reflect" not in {item["type"] for item in everything.items}
    with pytest.raises(ValueError, match="no questions"):
        review(_Case(), ["none"])


def test_python_reads_the_reader_s_result() -> None:
    made = Quiz(samples.bank([samples.SINGLE]).items, passages=samples.PASSAGES)
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
    item = changed(samples.SINGLE, lambda i: i.update(prompt={"en": hostile}))
    html = Quiz(
        samples.bank([item, *samples.ITEMS[1:]]).items, passages=samples.PASSAGES
    ).fallback()
    assert "<script" not in html
    assert html.count("<details>") == len(samples.ITEMS)
    for words in ("Feedback to a.", "Nobody says it.", "A figure is no source.", "12,000", "Low."):
        assert words in html
    assert '<p lang="de">Die Stadt hat hingegen nichts gesagt.</p>' in html


def test_results_know_all_questions_of_a_case() -> None:
    made = results(_Case())
    assert {"id": "later-estimate", "set": "Later"} in made.questions
    assert "nowhere else" in made.fallback()


# --- stored answers ---------------------------------------------------------------------------


def test_schemas_are_json_schemas() -> None:
    assert "Record" in results_schema()["$defs"]
    assert "Single" in bank_schema()["$defs"]


def test_a_results_file_is_read_back() -> None:
    file = {
        "format": "whosays-results",
        "version": 1,
        "exported": "2026-11-22T10:00:00.000Z",
        "records": {
            "sample-mark": {
                "v": 1,
                "attempts": [{"at": "2026-11-22T10:00:00.000Z", "choice": [1, 2], "points": 0.5}],
                "draft": {"choice": None, "confidence": None, "review": False},
            }
        },
    }
    read = ResultsFile.model_validate_json(json.dumps(file))
    assert read.records["sample-mark"].attempts[0].choice == [1, 2]


def test_a_record_holds_nothing_beyond_the_schema() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Record.model_validate_json('{"v": 1, "attempts": [], "name": "Ada"}')


def test_the_article_is_read_in_translation_unless_its_words_are_to_be_marked(
    kursk: Case,
) -> None:
    for bank in kursk.quizzes.values():
        for item in bank.items:
            passage = view(item, passages_of(kursk, [item]))["passage"]
            if passage and not passage["made_up"]:
                assert passage.get("translation_first", False) is (item.type != "mark")


def test_words_are_marked_in_the_translation_where_an_item_says_so() -> None:
    item = {
        **samples.MARK,
        "passage": {"sentences": ["p1s1"]},
        "language": "en",
        "targets": ["by contrast"],
        "decoys": [],
    }
    bank = samples.bank([item])
    assert bank.check(samples.SENTENCES) == []
    shown = view(bank.items[0], samples.PASSAGES)
    assert [part["lang"] for part in shown["passage"]["text"]] == ["en"]
    assert [part["lang"] for part in shown["passage"]["translation"]] == ["de"]
    assert points(shown, [2, 3]) == 1


def test_words_are_marked_in_a_language_that_the_passage_has() -> None:
    item = {**samples.MARK, "language": "de", "passage": {"made_up": samples.text("A cat sat.")}}
    item |= {"targets": ["cat"], "decoys": []}
    [problem] = samples.bank([item]).check(samples.SENTENCES)
    assert problem.field == "language"


def test_a_passage_says_where_sentences_are_left_out(kursk: Case) -> None:
    for bank in kursk.quizzes.values():
        for item in bank.items:
            if not (item.passage and item.passage.sentences):
                continue
            passage = view(item, passages_of(kursk, [item]))["passage"]
            order = list(kursk.sentences)
            places = [order.index(name) for name in item.passage.sentences]
            steps = [b - a for a, b in pairwise(places)]
            for parts in (passage["text"], passage["translation"]):
                assert [part.get("gap", False) for part in parts[1:]] == [n != 1 for n in steps]


def test_words_are_quoted_in_the_language_they_stand_in() -> None:
    shown = view(samples.bank([samples.SINGLE]).items[0], samples.PASSAGES)
    assert quoted(shown, "hingegen") == '<q lang="de">hingegen</q>'
    assert quoted(shown, "by contrast") == '<q lang="en">by contrast</q>'
    assert quoted(shown, "30 boats.") == '<q lang="en">30 boats</q>'

"""Items as readers see them: one language, shuffled where an order would give it away."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import samples
from whosays import Case
from whosays.case.items import Made
from whosays.case.spans import Span
from whosays.measures.scoring import points
from whosays.views.questions import _positions, quoted, sentences_of, view
from whosays.words import Words


def seen(case: Case, item: Any) -> Made:
    return view(item, sentences_of(case, [item]), case.words, case.article.language)


def every(case: Case) -> list[Any]:
    return [item for bank in case.quizzes.values() for item in bank.items]


def test_a_view_is_plain_data_in_one_language() -> None:
    shown = samples.shown(samples.SINGLE)
    assert json.loads(json.dumps(shown)) == shown
    assert shown["passage"]["text"][0] == {"lang": "de", "text": samples.PASSAGES["p1s1"]["de"]}
    assert shown["passage"]["translation"][1]["lang"] == "en"
    assert shown["prompt"] == samples.SINGLE["prompt"]["en"]


def test_a_german_reader_gets_the_sentence_once() -> None:
    shown = samples.shown(samples.SINGLE, "de")
    assert shown["passage"]["translation"] == []
    assert shown["prompt"] == samples.SINGLE["prompt"]["en"]


def test_what_only_authors_need_is_left_out() -> None:
    assert not {"chapter", "aim", "language"} & set(samples.shown(samples.MARK))


def test_a_made_up_passage_shows_its_original_where_it_has_one() -> None:
    passage = {"made_up": {"en": "He is ill.", "de": "Er sei krank."}, "original": "de"}
    item = samples.changed(samples.SINGLE, lambda i: i.update(passage=passage))
    for option in item["options"]:
        option["words"] = []
    shown = samples.shown(item)["passage"]
    assert [part["lang"] for part in shown["text"] + shown["translation"]] == ["de", "en"]
    assert shown["made_up"] is True


def test_a_missing_sentence_is_named() -> None:
    item = samples.bank([samples.SINGLE]).items[0]
    with pytest.raises(KeyError, match="p1s1"):
        view(item, {}, Words(), "de")


def test_shuffled_entries_are_the_same_every_time_and_not_in_order() -> None:
    shown = samples.shown(samples.ORDER)
    assert shown == samples.shown(samples.ORDER)
    assert [entry["id"] for entry in shown["entries"]] != shown["right"]


def test_an_estimate_says_from_where_to_where_it_is_close() -> None:
    shown = samples.shown(samples.ESTIMATE)
    assert (shown["low"], shown["high"]) == pytest.approx((10800, 13200))
    exact = samples.shown({**samples.ESTIMATE, "tolerance": {"absolute": 500}})
    assert (exact["low"], exact["high"]) == (11500, 12500)


# --- the passage ---


def test_the_article_is_read_in_translation_unless_its_words_are_to_be_marked(
    kursk: Case,
) -> None:
    for item in every(kursk):
        passage = seen(kursk, item)["passage"]
        if passage and not passage["made_up"]:
            marked_here = item.type == "mark"
            assert passage["first"] == ("text" if marked_here else "translation")
            assert passage["second"] in ("original", "translation")


def test_words_are_marked_in_the_translation_where_an_item_says_so() -> None:
    shown = samples.shown(
        {
            **samples.MARK,
            "passage": {"sentences": ["p1s1"]},
            "language": "en",
            "targets": ["by contrast"],
            "decoys": [],
        }
    )
    passage = shown["passage"]
    assert [part["lang"] for part in passage["text"]] == ["en"]
    assert [part["lang"] for part in passage["translation"]] == ["de"]
    assert (passage["first"], passage["second"]) == ("text", "original")
    assert points(shown, [2, 3]) == 1


def test_a_passage_says_where_sentences_are_left_out(kursk: Case) -> None:
    order = list(kursk.sentences)
    for item in every(kursk):
        if not (item.passage and item.passage.sentences):
            continue
        passage = seen(kursk, item)["passage"]
        places = [order.index(name) for name in item.passage.sentences]
        steps = [b - a for a, b in pairwise(places)]
        for parts in filter(None, (passage["text"], passage["translation"])):
            assert [part.get("gap", False) for part in parts[1:]] == [n != 1 for n in steps]


# --- quotations ---


def words_at(passage: Any, stretch: Any) -> str:
    """The words of a stretch, cut out as JavaScript cuts: in UTF-16 code units."""
    text = passage[stretch["column"]][stretch["part"]]["text"].encode("utf-16-le")
    return bytes(text[2 * stretch["start"] : 2 * stretch["end"]]).decode("utf-16-le")


def quotations(made: Any) -> list[dict[str, Any]]:
    """Every quotation in an item's plain form, wherever it stands."""
    parts = made.values() if isinstance(made, dict) else made if isinstance(made, list) else ()
    own = [made] if isinstance(made, dict) and "quote" in made else []
    return own + [each for part in parts for each in quotations(part)]


@pytest.mark.parametrize("lang", ["en", "de", "fr"])
def test_every_quotation_of_the_banks_stands_where_it_says(kursk: Case, lang: str) -> None:
    found = 0
    for item in every(kursk):
        made = view(item, sentences_of(kursk, [item]), Words(lang), kursk.article.language)
        for each in quotations(made):
            columns = {stretch["column"] for stretch in each["at"]}
            for column in columns:
                cut = [
                    words_at(made["passage"], stretch)
                    for stretch in each["at"]
                    if stretch["column"] == column
                ]
                # Whoever shows quoted words sets quotation marks.
                assert " ".join(cut).strip('"').split() == each["quote"].split()
            shown = {part["lang"] for name in columns for part in made["passage"][name]}
            assert each["lang"] in shown
            found += 1
    assert found > 100


def test_a_quotation_is_placed_in_each_language_that_has_it() -> None:
    passage = {"made_up": {"en": "Kim came.", "de": "Kim kam."}, "original": "de"}
    item = samples.changed(samples.SINGLE, lambda i: i.update(passage=passage))
    item["options"][0]["words"], item["options"][1]["words"] = ["Kim"], ["came"]
    first, second = (option["words"][0] for option in samples.shown(item)["options"])
    assert [stretch["column"] for stretch in first["at"]] == ["text", "translation"]
    assert [stretch["column"] for stretch in second["at"]] == ["translation"]
    assert (first["lang"], second["lang"]) == ("de", "en")


def test_words_in_a_language_that_the_reader_is_not_shown_are_left_out() -> None:
    item = samples.changed(
        samples.SINGLE, lambda i: i["options"][0].update(words=["by contrast", "hingegen"])
    )
    assert [word["quote"] for word in samples.shown(item)["options"][0]["words"]] == [
        "by contrast",
        "hingegen",
    ]
    german = samples.shown(item, "de")["options"][0]["words"]
    assert [word["quote"] for word in german] == ["hingegen"]


def test_words_are_marked_where_they_stand_whatever_the_reader_reads() -> None:
    made_up = {"en": "A cat sat.", "de": "Eine Katze saß."}
    item = {**samples.MARK, "passage": {"made_up": made_up}, "targets": ["cat"], "decoys": []}
    shown = samples.shown(item, "de")
    assert shown["targets"][0]["positions"] == [1]
    assert [part["lang"] for part in shown["passage"]["text"]] == ["en"]
    assert [part["lang"] for part in shown["passage"]["translation"]] == ["de"]


def test_places_count_as_javascript_does() -> None:
    passage = {"made_up": samples.text("So 🙂🙂 says Kim.")}
    item = samples.changed(samples.SINGLE, lambda i: i.update(passage=passage))
    item["options"][0]["words"], item["options"][1]["words"] = ["says Kim"], []
    made = samples.shown(item)
    (stretch,) = made["options"][0]["words"][0]["at"]
    assert (stretch["start"], stretch["end"]) == (8, 16)
    assert words_at(made["passage"], stretch) == "says Kim"


def test_a_quotation_over_two_sentences_has_a_stretch_in_each() -> None:
    item = samples.changed(
        samples.SINGLE, lambda i: i["options"][0].update(words=["nichts gesagt. Es seien"])
    )
    made = samples.shown(item)
    stretches = made["options"][0]["words"][0]["at"]
    assert [words_at(made["passage"], each) for each in stretches] == ["nichts gesagt.", "Es seien"]


def test_words_to_mark_are_counted_by_the_passage_s_words() -> None:
    # Es[0] seien[1] laut[2] Amt[3] 30[4] Boote.[5]
    made = samples.shown(samples.MARK)
    assert [target["positions"] for target in made["targets"]] == [[1], [2, 3]]
    assert [decoy["positions"] for decoy in made["decoys"]] == [[4]]


def test_nth_chooses_the_words_and_is_not_needed_any_more() -> None:
    passage = {"made_up": samples.text("A cat saw a cat.")}
    target = {"quote": "cat", "nth": 2}
    made = samples.shown({**samples.MARK, "passage": passage, "targets": [target], "decoys": []})
    assert made["targets"][0]["positions"] == [4]
    assert "nth" not in made["targets"][0]


@given(st.lists(st.text("aß🙂-", min_size=1, max_size=3), min_size=1, max_size=8), st.data())
def test_the_words_that_a_stretch_touches_are_those_between_white_space(
    words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = len(" ".join([*words[:first], ""]))
    end = len(" ".join(words[: last + 1]))
    assert _positions(Span(start, end), " ".join(words)) == list(range(first, last + 1))


def test_words_are_quoted_in_the_language_they_stand_in() -> None:
    words = {"quote": "30 boats.", "lang": "en"}
    assert quoted(words) == '<q lang="en">30 boats</q>'
    assert quoted({"quote": "<b>", "lang": "de"}) == '<q lang="de">&lt;b&gt;</q>'
    (word,) = samples.shown(samples.SINGLE)["options"][0]["words"]
    assert quoted(word) == '<q lang="de">hingegen</q>'

"""Quotations find their place, or say why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.case.records import Quote
from whosays.case.spans import (
    Span,
    SpanError,
    find,
    find_all,
    find_by_language,
    find_in_order,
    occurrences,
    utf16_offset,
)

ALL = Span(0, 10**6)


def place(quote: str, text: str, nth: int | None = None) -> Span:
    return find(Quote(quote=quote, nth=nth), text, ALL)


def test_whole_words_only() -> None:
    assert place("mit", "teilte mit, mitten").text("teilte mit, mitten") == "mit"


def test_quotation_marks_belong_to_the_quotation() -> None:
    text = 'als "eindeutige Eskalation", wie'
    assert place('"eindeutige Eskalation"', text).text(text) == '"eindeutige Eskalation"'


def test_a_line_break_is_white_space() -> None:
    text = "nicht\r\n  bestritten"
    assert place("nicht bestritten", text) == Span(0, len(text))


def test_a_letter_is_not_cut_from_its_combining_mark() -> None:
    with pytest.raises(SpanError, match="not in its sentence"):
        place("cafe", "cafe\u0301")


def test_other_code_points_for_the_same_letters_are_named() -> None:
    with pytest.raises(SpanError, match="code points"):
        place("café", "cafe\u0301")


def test_nth_chooses_among_several() -> None:
    assert place("Putin", "Putin sagte, Putin", nth=2) == Span(13, 18)
    with pytest.raises(SpanError, match="2 times"):
        place("Putin", "Putin sagte, Putin")
    with pytest.raises(SpanError, match="asks for 3"):
        place("Putin", "Putin sagte, Putin", nth=3)


def test_parts_must_not_overlap() -> None:
    with pytest.raises(SpanError, match="overlap"):
        find_all([Quote(quote="a b"), Quote(quote="b c")], "a b c", ALL)


@given(st.text(min_size=1), st.text(), st.text())
def test_what_is_found_is_what_was_quoted(quote: str, before: str, after: str) -> None:
    text = before + quote + after
    for span in occurrences(quote, text, ALL):
        assert span.text(text).split() == quote.split()


@given(st.text(), st.integers(min_value=0, max_value=50))
def test_utf16_offsets_count_as_javascript_does(text: str, cut: int) -> None:
    offset = min(cut, len(text))
    units = text.encode("utf-16-le", "surrogatepass")
    assert units[: 2 * utf16_offset(text, offset)] == text[:offset].encode(
        "utf-16-le", "surrogatepass"
    )


# --- words of a passage that stands there in several languages ---


def test_words_are_found_in_each_language_that_has_them() -> None:
    texts = {"de": "Kim kam.", "en": "Kim came."}
    assert find_by_language(Quote(quote="Kim"), texts) == {"de": Span(0, 3), "en": Span(0, 3)}
    assert find_by_language(Quote(quote="came"), texts) == {"en": Span(4, 8)}


def test_nth_counts_whole_words_only() -> None:
    text = "Dienstag, als die Medien und die Behörden die Nachricht brachten"
    second = find_by_language(Quote(quote="die", nth=2), {"de": text})["de"]
    assert text[second.start :].startswith("die Behörden")
    first = find_by_language(Quote(quote="die Medien"), {"de": text})["de"]
    assert first.text(text) == "die Medien"


def test_a_verb_is_not_found_inside_a_longer_word() -> None:
    text = "Der Anwalt des Schiffseigners sagt, er sei krank."
    found = find_by_language(Quote(quote="sei"), {"de": text})["de"]
    assert text[found.start :] == "sei krank."


def test_words_that_no_language_has_are_refused() -> None:
    with pytest.raises(SpanError, match=r"'went' is not in the passage"):
        find_by_language(Quote(quote="went"), {"de": "Kim kam.", "en": "Kim came."})


def test_the_language_that_has_the_words_too_few_times_is_the_one_that_is_named() -> None:
    texts = {"de": "Kim kam.", "en": "Jong came."}
    with pytest.raises(SpanError, match=r"'Kim' stands 1 time\(s\)"):
        find_by_language(Quote(quote="Kim", nth=2), texts)


def test_words_without_a_passage_are_refused() -> None:
    with pytest.raises(SpanError, match="there is no passage") as error:
        find_by_language(Quote(quote="Kim"), {})
    assert error.value.remedy == "Give the item a passage, or leave the words out."


# --- words of a translation ---


def test_parts_of_a_translation_follow_one_another_where_they_can() -> None:
    text = "He said that he said nothing."
    assert find_in_order(["He said", "said nothing"], text) == (Span(0, 7), Span(16, 28))
    assert find_in_order(["said", "said"], text) == (Span(3, 7), Span(16, 20))


def test_a_cue_is_looked_for_outside_its_content_first() -> None:
    text = "He said little, he said."
    content = (Span(0, 14),)
    assert find_in_order(["said"], text, avoid=content) == (Span(19, 23),)

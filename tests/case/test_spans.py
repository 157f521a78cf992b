"""Quotations find their place, or say why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.case.records import Quote
from whosays.case.spans import Span, SpanError, find, find_all, occurrences, utf16_offset

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

"""The article to mark: its words line by line, and a key that names the lines they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays import Case
from whosays.views.marking import WIDTH, Marking, broken_at, markings


def text_of(marking: Marking) -> str:
    return " ".join(line for paragraph in marking.paragraphs for line in paragraph)


def test_the_sheet_has_every_word_of_the_article_in_both_languages(cases: list[Case]) -> None:
    for case in cases:
        english, german = markings(case)
        assert (english.language, german.language) == ("en", "de")
        sentences = case.sentences.values()
        assert text_of(german).split() == " ".join(each.text for each in sentences).split()
        said = " ".join(each.in_language("en") for each in sentences)
        assert text_of(english).split() == said.split()


def test_the_key_has_every_attribution_where_its_cue_stands(cases: list[Case]) -> None:
    for case in cases:
        for marking in markings(case):
            assert len(marking.found) == len(case.attributions)
            lines = [line for paragraph in marking.paragraphs for line in paragraph]
            assert len(lines) == marking.lines
            for each in marking.found:
                within = " ".join(lines[each.first - 1 : each.last])
                for words in each.cue.split(" … "):
                    assert words in within or words.startswith("[")
                begins = each.content.removesuffix(" …").split(" … ")[0]
                assert begins in within


def test_the_key_names_the_source_and_the_form(asem: Case) -> None:
    english, _ = markings(asem)
    first = english.found[0]
    assert (first.source, first.cue, first.form) == ("The organisers", "according to", "indirect")
    assert first.lines in ("1", "1\N{EN DASH}2")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("one two three", ["one two", "three"]),
        ("incomprehensible", ["incomprehensible"]),
        ("so incomprehensible it is", ["so", "incomprehensible", "it is"]),
    ],
)
def test_lines_break_between_words(text: str, broken: list[str]) -> None:
    assert [text[first:last] for first, last in broken_at(text, 8)] == broken


@given(st.lists(st.text("abcß", min_size=1, max_size=20), min_size=1).map(" ".join))
def test_no_word_is_lost_and_no_line_too_long(text: str) -> None:
    lines = [text[first:last] for first, last in broken_at(text, WIDTH)]
    assert " ".join(lines) == text
    assert all(len(line) <= WIDTH for line in lines)

"""A text in a language, and the little markup that item texts have."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests import samples
from whosays.words.said import Localized, Translations, inline, said


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ({"en": "who", "de": "wer"}, "de", "wer"),
        ({"en": "who", "de": "wer"}, "en", "who"),
        ({"en": "who"}, "de", "who"),
        ({}, "de", ""),
        (None, "en", ""),
    ],
    ids=["translated", "English", "not translated", "no text", "nothing"],
)
def test_a_text_is_said_in_the_language_asked_for_or_in_english(
    text: dict[str, str] | None, lang: str, expected: str
) -> None:
    assert said(text, lang) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("bare", "write {en: …} instead of the bare text"),
        ({"de": "nur"}, "English (en:) is missing"),
        ({"en": "one", "or two": None}, "'or two' follows a comma"),
        ({"en": " "}, "is empty"),
        ({"en": "one", "deutsch": "eins"}, "match pattern"),
    ],
)
def test_what_is_no_text_by_language_is_refused_in_clear_words(given: object, message: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        TypeAdapter(Localized).validate_python(given)


def test_a_translation_needs_no_english() -> None:
    assert TypeAdapter(Translations).validate_python({"de": "wer"}) == {"de": "wer"}


# --- markup within a text ---


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


@pytest.mark.parametrize("text", ["*a*", "[a]{de}", "[*a*]{de}", "*", "[", "*a ", "[a", "a]{de}"])
def test_a_text_with_much_markup_takes_as_long_as_it_is(text: str) -> None:
    """Half a second and not half a minute."""
    before = time.process_time()
    assert inline(text * (240_000 // len(text)))
    assert time.process_time() - before < 7

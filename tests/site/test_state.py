"""The state of widgets as the page carries it: what the page says already is a reference to it."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from whosays.site.state import REFERENCE, Packer, base36, checksum, text_of
from whosays.views.templates import script_json

SENTENCE = "Putin said that the states would work together"


def unpacked(packed: str, text: str) -> Any:
    """As ``host.js`` does it, for text in which every character is one UTF-16 code unit."""
    at = 0

    def put_back(found: re.Match[str]) -> str:
        nonlocal at
        if found[2] is None:
            return "^"
        start = at + (int(found[1], 36) if found[1] else 0)
        at = start + int(found[2], 36)
        return json.dumps(text[start:at], ensure_ascii=False)[1:-1]

    return json.loads(re.sub(r"\^(?:\^|(-?[0-9a-z]*),([0-9a-z]+);)", put_back, packed))


def test_a_string_that_the_page_says_is_a_reference() -> None:
    text = f"Before. {SENTENCE}. After."
    assert Packer(text).pack({"a": SENTENCE, "b": "new words"}) == '{"a":"^8,1a;","b":"new words"}'


def test_what_differs_in_a_few_signs_refers_to_its_pieces() -> None:
    packed = Packer(f"{SENTENCE}.").pack([SENTENCE.replace("said", "*said*")])
    assert len(packed) < 30
    assert unpacked(packed, f"{SENTENCE}.") == [SENTENCE.replace("said", "*said*")]


TEXT = st.text(alphabet='ab ^;,"\\<ä' + REFERENCE, max_size=60)
VALUES = st.recursive(
    TEXT | st.integers() | st.none() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


@given(text=TEXT, value=VALUES)
def test_every_value_comes_back(text: str, value: Any) -> None:
    assert unpacked(Packer(text).pack(value), text) == value


@given(st.lists(st.integers(0, 60), min_size=2, max_size=2))
def test_pieces_of_the_text_come_back(ends: list[int]) -> None:
    text = "".join(chr(ord("a") + (n * n) % 26) for n in range(61))
    start, end = sorted(ends)
    value = {"2": text[start:end], "1": [text[:end], f"{text[start:]} \ud83d\ude00".strip()]}
    assert unpacked(Packer(text).pack(value), text) == value


def test_nothing_refers_to_characters_that_a_browser_counts_twice() -> None:
    smile = "\U0001f600"
    assert Packer(f"{smile}{SENTENCE}").pack([smile * 20, SENTENCE]) == f'["{smile * 20}","^2,1a;"]'


@pytest.mark.parametrize("sign", ["a", "ab cd ", "[Worte]{de} "])
def test_long_text_is_not_quadratic(sign: str) -> None:
    text = (sign * 50_000)[:50_000]
    value = [f"{text}!", f"?{text[1:40_000]}{text}", "x y" * 20_000]
    began = time.process_time()
    packed = Packer(text).pack(value)
    assert time.process_time() - began < 1
    assert unpacked(packed, text) == value


def test_numbers_are_written_as_javascript_reads_them() -> None:
    assert [base36(n) for n in (0, 35, 36, -37)] == ["0", "z", "10", "-11"]


def test_the_checksum_is_that_of_utf_16() -> None:
    assert checksum("") == 1
    assert checksum("a") == 1 + 97 + (65536 * (98 + 98))
    assert checksum("\U0001f600") != checksum("\ud83d")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a \n b&amp;c</p>", "a b&c"),
        ("<p>a<!-- no --></p><template>no<b>no</b></template>", "a"),
        ("<p>a&nbsp;b</p>", "a\xa0b"),
        ("<script>1</script>", "1"),
        ("<pre>\n a</pre>", " a"),
    ],
)
def test_text_is_what_a_browser_reads(html: str, text: str) -> None:
    assert text_of([BeautifulSoup(html, "html.parser")]) == text


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=5))
def test_no_string_can_end_the_script_it_stands_in(value: Any) -> None:
    text = script_json([value, "</script><!--<script>"])
    assert "<" not in text
    assert json.loads(text) == [value, "</script><!--<script>"]

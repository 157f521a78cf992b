"""What the tests of all platforms share: made-up questions, and every text of a question."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from hypothesis import strategies as st

from tests.samples import ITEMS, bank, case
from whosays import Case
from whosays.export.collection import Collection, collection
from whosays.views.lessons import lessons
from whosays.views.portable import plain
from whosays.words import Words
from whosays.words.said import inline

WORDS = Words()

LOOKS_LIKE_SYNTAX = [
    "{1:MC:=a#b~c}",
    "[[1]] \\[x\\]", "= ~ # : { } % \\", "%50%half", "::name:: ####", "&#125; &amp; &",
    """<b>“Größe”</b> — 'ja' & "y\"""", "*so* [Straße, „ja“]{de}", "// no comment", "->",
    "{#3:1}", "a\\", "&",
    "$CATEGORY: x", "]]>", "{{c1::cloze}}", "=SUM(A1)", "two\nlines",
]  # fmt: skip

texts = st.one_of(
    st.sampled_from(LOOKS_LIKE_SYNTAX),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\t\r\n"),
        min_size=1,
        max_size=20,
    ),
).filter(str.strip)


@st.composite
def items(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One item of every type, with any text in place of each of its own; passages stay."""
    made = copy.deepcopy(ITEMS)
    for item in made:
        _reword(item, draw)
    return made


def _reword(value: Any, draw: st.DrawFn) -> None:
    for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
        if key == "passage":
            continue
        if isinstance(inside, dict) and "en" in inside:
            inside["en"] = draw(texts)
        elif isinstance(inside, dict | list):
            _reword(inside, draw)


def collected(made: list[dict[str, Any]]) -> Collection:
    found = case(bank(made))
    return collection(found, lessons(found))


def whole(kursk: Case) -> Collection:
    return collection(kursk, lessons(kursk))


def as_read(text: str) -> str:
    """A text of an item as somebody reads it: without marks, white space as one space."""
    return squeezed(plain(inline(text), WORDS))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def read(html: str) -> str:
    """HTML as somebody reads it."""
    text = re.sub(r"<q [^>]*>", "“", html).replace("</q>", "”")
    text = re.sub(r"</?(?:p|li|ul|ol|div|blockquote|br)\b[^>]*>", " ", text)
    return squeezed(unescape(re.sub(r"<[^>]*>", "", text)))


_IDS = {"id", "type", "category", "lang", "left", "right", "column"}


def texts_of(value: Any, field: str = "") -> Iterator[str]:
    """Every text of a question's plain form, as it is read."""
    if isinstance(value, str) and field not in _IDS:
        yield squeezed(value.removesuffix(".")) if field == "quote" else as_read(value)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each, field)
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name == "passage" and inside:
                parts = [*inside["text"], *inside["translation"]]
                yield from (squeezed(part["text"]) for part in parts)
            elif name != "fits":
                yield from texts_of(inside, name)

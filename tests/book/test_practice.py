"""A lesson says how many questions more practice has, and they are there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.book.test_prose import questions_in
from tools.minutes import shown_on
from tools.prose import cells_of, pages, source

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_LABEL = re.compile(r"^\(([a-z-]+)\)=$", re.MULTILINE)
_LINK = re.compile(r"More practice: \[([^\]]+)\]\(([a-z-]+)\)([^\n]*)")
PRACTICE = [page for page in pages() if page.stem.startswith("practice-")]
LINKS = [
    (page.stem, f"{link[1]}{link[3]}", link[2])
    for page in pages()
    for link in _LINK.finditer(source(page))
]


def told(words: str) -> int:
    """The number of questions that a line gives."""
    found = re.search(r"\b([a-z]+|\d+) questions\b", words)
    assert found, words
    return int(found[1]) if found[1].isdecimal() else _NUMBERS.index(found[1]) + 1


def questions_below(label: str) -> int:
    """How many questions a practice page shows from a label to the next one."""
    found: list[Any] = []
    here = False
    for page in PRACTICE:
        for cell, shown in zip(cells_of(page), shown_on(page), strict=True):
            if labels := _LABEL.findall("".join(cell["source"])):
                here = labels[-1] == label
            elif here:
                found.append(shown)
    return len(questions_in(found))


@pytest.mark.parametrize(
    ("words", "label"), [link[1:] for link in LINKS], ids=[link[0] for link in LINKS]
)
def test_more_practice_has_as_many_questions_as_the_lesson_says(words: str, label: str) -> None:
    assert told(words) == questions_below(label)


def test_a_lesson_leads_to_every_section_of_more_practice() -> None:
    assert {label for _, _, label in LINKS} == {
        label for page in PRACTICE for label in _LABEL.findall(source(page))
    }

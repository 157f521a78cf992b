"""A lesson says how many questions more practice has, and they are there."""

from __future__ import annotations

import json
import re

import pytest

from tests.book.test_prose import shown_in
from tools.prose import pages, source
from whosays import Case

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_LABEL = re.compile(r"^\(([a-z-]+)\)=$", re.MULTILINE)
_LINK = re.compile(r"More practice: \[([^\]]+)\]\(([a-z-]+)\)([^\n]*)")
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


def questions_below(case: Case, label: str) -> int:
    """How many questions a practice page shows from a label to the next one."""
    for page in pages():
        if not page.stem.startswith("practice-"):
            continue
        code: list[str] = []
        here = False
        for cell in json.loads(page.read_text(encoding="utf-8"))["cells"]:
            text = "".join(cell["source"])
            if cell["cell_type"] == "markdown" and (labels := _LABEL.findall(text)):
                here = labels[-1] == label
            elif cell["cell_type"] == "code" and here:
                code.append(text)
        if code:
            return len(shown_in(case, code))
    raise AssertionError(f"no practice page has the label {label}")


@pytest.mark.parametrize(
    ("words", "label"), [link[1:] for link in LINKS], ids=[link[0] for link in LINKS]
)
def test_more_practice_has_as_many_questions_as_the_lesson_says(
    kursk: Case, words: str, label: str
) -> None:
    assert told(words) == questions_below(kursk, label)


def test_a_lesson_leads_to_every_section_of_more_practice() -> None:
    assert {label for _, _, label in LINKS} == {
        label
        for page in pages()
        if page.stem.startswith("practice-")
        for label in _LABEL.findall(source(page))
    }

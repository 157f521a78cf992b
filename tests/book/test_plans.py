"""The plans for teachers name pages, sections and questions as the pages do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tools.minutes import shown_on
from tools.prose import page_named, source
from whosays.widgets.axis import AxisExercise
from whosays.widgets.quiz import Quiz

_PAGE = re.compile(r"\{doc\}`([\w-]+)`")
_NAME = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_CONTROLS = {"Check"}


def rows() -> Iterator[tuple[str, str]]:
    """Every row of a plan, with the pages that it and the rows before it are about."""
    for plan in source(page_named("teachers")).split("\n### ")[1:]:
        page = ""
        for line in plan.splitlines():
            if pages := _PAGE.findall(line):
                page = pages[0] if line.startswith("|") else page or pages[0]
            if line.startswith("| ") and re.match(r"\| \d", line):
                yield " ".join([page, *pages]), line


def names_on(page: str) -> set[str]:
    """Headings of a page, and the titles of its sets and exercises."""
    found = set(re.findall(r"^#+ (.+)$", source(page_named(page)), re.MULTILINE))
    for each in shown_on(page_named(page)):
        if isinstance(each, Quiz):
            found.add(each.title)
        elif isinstance(each, AxisExercise):
            found.add(each.strings["title"])
    return found


PLANS = list(rows())


@pytest.mark.parametrize(("pages", "row"), PLANS, ids=[row[2:12].strip() for _, row in PLANS])
def test_a_row_of_a_plan_uses_the_names_of_its_pages(pages: str, row: str) -> None:
    there = set().union(*(names_on(page) for page in pages.split()))
    named = {name for name in _NAME.findall(row) if name not in _CONTROLS}
    assert named <= there, f"not on {pages}: {sorted(named - there)}"


def test_there_are_four_plans() -> None:
    assert len(PLANS) > 30
    assert {page for pages, _ in PLANS for page in pages.split()} >= {
        "index", "article", "disputes", "without-war", "unseen", "upstream", "six-sentences",
    }  # fmt: skip

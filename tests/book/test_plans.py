"""The plans for teachers name pages, sections and questions as the pages do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.book.test_prose import code_of, page_named, source
from whosays import Case
from whosays.words.interface import interface

_PAGE = re.compile(r"\{doc\}`([\w-]+)`")
_NAME = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_SET = re.compile(r"quiz\(case, \"([a-z-]+)\", \"([a-z-]+)\"")
_CAPTION = re.compile(r"case\.caption\(\"([a-z0-9.-]+)\"")
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


def names_on(case: Case, page: str) -> set[str]:
    """Headings of a page, and the titles of its sets and exercises."""
    if not page_named(page).exists():
        return set()
    code = "\n".join(code_of(page_named(page)))
    found = set(re.findall(r"^#+ (.+)$", source(page_named(page)), re.MULTILINE))
    for bank, part in _SET.findall(code):
        title = case.quizzes[bank].sets[part].title or case.quizzes[bank].title
        found.add(case.said(title))
    found |= {case.said(case.lessons[name]) for name in _CAPTION.findall(code)}
    if "axis_exercise(" in code:
        found.add(interface("axis", "en")["title"])
    return found


PLANS = list(rows())


@pytest.mark.parametrize(("pages", "row"), PLANS, ids=[row[2:12].strip() for _, row in PLANS])
def test_a_row_of_a_plan_uses_the_names_of_its_pages(kursk: Case, pages: str, row: str) -> None:
    there = set().union(*(names_on(kursk, page) for page in pages.split()))
    named = {name for name in _NAME.findall(row) if name not in _CONTROLS}
    assert named <= there, f"not on {pages}: {sorted(named - there)}"


def test_there_are_four_plans() -> None:
    assert len(PLANS) > 30
    assert {page for pages, _ in PLANS for page in pages.split()} >= {
        "index", "article", "disputes", "without-war", "unseen", "upstream", "six-sentences",
    }  # fmt: skip

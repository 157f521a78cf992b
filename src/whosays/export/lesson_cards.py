"""A short card for each lesson of a book: aims, minutes, what it needs, what comes before.

All of it stands on the lesson's page: in its first line, in its fold-out for teachers, and in what
it asks. The order is that of the contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.views.lessons import book_pages, heading_of, lessons, markdown_of
from whosays.views.templates import templates

_TEMPLATES = templates("export")
_FIRST_LINE = re.compile(r"^\*[^*].*\d+ minutes? to read.*\*$", re.MULTILINE)
_NEEDS = re.compile(r"\*\*Needs:\*\* ([^\n*]+)")
_AIMS = re.compile(r"^\*\*Aims:\*\* (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class LessonCard:
    """What a teacher asks of a lesson first; ``before`` is empty for the first one."""

    page: str
    title: str
    aims: str
    minutes: int
    needs: str
    questions: int
    before: str


@dataclass(frozen=True)
class LessonCards:
    """The cards of all lessons of the book that a case lies in; shows itself in a notebook.

    ``others`` are the cases that lessons of the book ask about as well. Raises TypeError where no
    case was given.

    >>> LessonCards(case)
    <lesson cards: ...>
    """

    case: Case
    others: tuple[Case, ...] = ()

    def __post_init__(self) -> None:
        for case in (self.case, *self.others):
            need_case(case)

    @cached_property
    def cards(self) -> tuple[LessonCard, ...]:
        """The cards in the order of the book; none where its pages are not there."""
        return tuple(self._cards())

    def _cards(self) -> Iterator[LessonCard]:
        asked = {
            name: len(lesson.questions)
            for case in (self.case, *self.others)
            for name, lesson in lessons(case).by_name.items()
        }
        before = ""
        for page in book_pages(self.case, numbered=True):
            text, title = markdown_of(page), heading_of(page)
            yield LessonCard(
                page=page.stem,
                title=title,
                aims=_told(_AIMS, text),
                minutes=_minutes(text),
                needs=_told(_NEEDS, text),
                questions=asked.get(page.stem, 0),
                before=before,
            )
            before = title

    def __repr__(self) -> str:
        return f"<lesson cards: {len(self.cards)}>"

    def _repr_html_(self) -> str:
        t, number = self.case.words.of("plans"), self.case.words.number
        return _TEMPLATES.get_template("lesson_cards.html").render(
            t=t, number=number, cards=self.cards
        )


def _told(pattern: re.Pattern[str], text: str) -> str:
    """What a line of the fold-out says, without markup; empty where it has no such line."""
    found = pattern.search(text)
    return re.sub(r"<[^>]+>|\{\w+\}|[`*]", "", found[1]).strip() if found else ""


def _minutes(text: str) -> int:
    """All minutes that the first line states."""
    found = _FIRST_LINE.search(text)
    if found is None:
        return 0
    named = re.findall(
        r"(?<!\bor )\b(\d+) (?:or more )?(?:minutes? )?(?:to read|for|with)\b", found[0]
    )
    return sum(map(int, named))

"""What a platform is given: lessons with their questions, and what holds for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.case.case import Case
from whosays.export.rights import question_rights, rights
from whosays.views.lessons import Lessons
from whosays.views.marking import Marking, markings
from whosays.views.portable import Lesson, Question
from whosays.words import Words

BELOW = "questions"
"""The folder of the zips, below that of the case."""
MARKING = "attributions"
"""Stands for a lesson where the article itself is meant, to mark who says what on paper."""


@dataclass(frozen=True, eq=False)
class Collection:
    """Lessons to export together; ``name`` is a file's, ``book`` and ``title`` are for people.

    ``markings`` are the article to mark, in each language; only paper has a place for it.
    """

    name: str
    book: str
    title: str
    rights: str
    annotation_rights: str
    lessons: tuple[Lesson, ...]
    markings: tuple[Marking, ...]
    words: Words

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all lessons."""
        return tuple(question for lesson in self.lessons for question in lesson.questions)


def collection(case: Case, found: Lessons, lesson: str | None = None) -> Collection:
    """One lesson by its name, or all of them; KeyError, with those there are, for another name."""
    t, book = case.words.of("sheets"), case.words.of("platforms")["book"]
    chosen: tuple[Lesson, ...] = ()
    title = book
    if lesson is None:
        chosen = found.whole
    elif lesson == MARKING:
        title = t["marking"]
    else:
        chosen = (found[lesson],)
        title = chosen[0].title
    return Collection(
        name=name_of(case, lesson),
        book=book,
        title=title,
        rights=question_rights(case, case.words),
        annotation_rights=rights(case, case.words),
        lessons=chosen,
        markings=markings(case) if lesson in (None, MARKING) else (),
        words=case.words,
    )


def name_of(case: Case, lesson: str | None) -> str:
    """What the files of a lesson are called; the article to mark, and all lessons, by the case."""
    if lesson is None:
        return f"{case.id}-questions"
    return f"{case.id}-{lesson}" if lesson == MARKING else lesson


def path_of(case: Case, lesson: str | None) -> str:
    """Where the zip of a lesson stands, below the folder of the case; that of all for None."""
    return f"{BELOW}/{name_of(case, lesson)}.zip"

"""What a platform is given: lessons with their questions, and what holds for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.case.case import Case
from whosays.export.lessons import Lessons
from whosays.export.rights import question_rights
from whosays.views.portable import Lesson, Question
from whosays.words import Words


@dataclass(frozen=True)
class Collection:
    """Lessons to export together; ``name`` is a file's, ``book`` and ``title`` are for people."""

    name: str
    book: str
    title: str
    rights: str
    lessons: tuple[Lesson, ...]
    words: Words

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all lessons."""
        return tuple(question for lesson in self.lessons for question in lesson.questions)


def collection(case: Case, found: Lessons, lesson: str | None = None) -> Collection:
    """One lesson by its name, or all of them; KeyError, with those there are, for another name."""
    chosen = found.whole if lesson is None else (found[lesson],)
    book = case.words.of("platforms")["book"]
    return Collection(
        name=f"{case.id}-questions" if lesson is None else lesson,
        book=book,
        title=book if lesson is None else chosen[0].title,
        rights=question_rights(case, case.words),
        lessons=chosen,
        words=case.words,
    )

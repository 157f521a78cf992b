"""The lessons of a book and the questions that each of them asks, read from its pages.

Which set of questions stands where is said by the pages (``quiz(case, "claims", "guess")``) and
nowhere else. A case that lies in no book has its banks for lessons. What a question is called is
told here, too (:func:`question_places`): its number on the page, and that on the printed sheet.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from typing_extensions import TypedDict

from whosays.begin.questions import bank_of
from whosays.case.case import Case
from whosays.case.items import Bank
from whosays.errors import unknown
from whosays.views.portable import AskedSet, Lesson, Question, questions
from whosays.views.worksheet import kept
from whosays.words.said import FALLBACK


@dataclass(frozen=True)
class Lessons:
    """The lessons of a book by name; ``whole`` are all, each question where it is at home."""

    by_name: dict[str, Lesson]
    whole: tuple[Lesson, ...]

    def __getitem__(self, name: str) -> Lesson:
        if name not in self.by_name:
            raise unknown("lesson", name, self.by_name)
        return self.by_name[name]


@dataclass(frozen=True)
class _Asked:
    """A set of a bank, the whole bank (no ``part``), or single questions borrowed from it.

    ``title`` stands above them in place of the set's or the bank's, where it is not empty.
    """

    bank: str
    part: str | None = None
    only: tuple[str, ...] = ()
    title: str = ""


class QuestionPlace(TypedDict):
    """Where a question is asked, and what it is called there.

    ``page`` is the name of a lesson, ``lesson`` its title; ``set`` is empty where it has the same.
    ``number`` is the place among the ``of`` questions of the set; a page prints none where there is
    but one. ``sheet`` is the number on the lesson's sheet, None where the sheet leaves it out.
    """

    question: str
    page: str
    lesson: str
    set: str
    number: int
    of: int
    sheet: int | None
    borrowed: bool


def lessons(case: Case) -> Lessons:
    """The lessons that have questions of this case, in the order of the book.

    A page that names questions one by one borrows them: they are at home where their set is.
    CaseError where a page cannot be read.
    """
    found: dict[str, Lesson] = {}
    borrowed: set[tuple[str, str]] = set()
    for page in book_pages(case):
        name, asked = page.stem, list(_asked(page, case))
        if not asked:
            continue
        title = heading_of(page)
        if title == case.words.of("platforms")["book"]:  # its first page
            title = case.said(bank_of(case, asked[0].bank).title)
        found[name] = _lesson(case, name, title, asked)
        borrowed |= {(name, each) for one in asked for each in one.only}
    if not found:
        found = {name: _of_bank(case, bank) for name, bank in case.quizzes.items()}
    return Lessons(found, tuple(_at_home(found, borrowed)))


def question_places(case: Case) -> list[QuestionPlace]:
    """Every place where a question is asked, in the order of the book.

    Each question of the banks is at home (not ``borrowed``) somewhere: what no page asks, in its
    bank. CaseError where a page cannot be read.
    """
    there = list(lessons(case).by_name.values())
    sets = [part for lesson in there for part in lesson.sets if not part.borrowed]
    asked = {name for part in sets for name in part.questions}
    for bank in case.quizzes.values():
        if not asked.issuperset(item.id for item in bank.items):
            left = _of_bank(case, bank)
            parts = tuple(part for part in left.sets if asked.isdisjoint(part.questions))
            there.append(replace(left, questions=(), sets=parts))
    return [place for lesson in there for place in _places(lesson)]


def _places(lesson: Lesson) -> Iterator[QuestionPlace]:
    on_sheet = {question.id: number for number, question in enumerate(kept(lesson), 1)}
    for part in lesson.sets:
        for number, name in enumerate(part.questions, 1):
            yield {
                "question": name,
                "page": lesson.name,
                "lesson": lesson.title,
                "set": part.title,
                "number": number,
                "of": len(part.questions),
                "sheet": on_sheet.get(name),
                "borrowed": part.borrowed,
            }


def _of_bank(case: Case, bank: Bank) -> Lesson:
    """A bank as a lesson, set by set."""
    asked = [_Asked(bank.id, part) for part in bank.sets] or [_Asked(bank.id)]
    return _lesson(case, bank.id, case.said(bank.title), asked)


def _at_home(found: dict[str, Lesson], borrowed: set[tuple[str, str]]) -> Iterator[Lesson]:
    for name, lesson in found.items():
        own = tuple(each for each in lesson.questions if (name, each.id) not in borrowed)
        if own:
            # The same object where nothing is borrowed: what is found for one holds for the other.
            yield lesson if own == lesson.questions else replace(lesson, questions=own)


def _lesson(case: Case, name: str, title: str, asked: list[_Asked]) -> Lesson:
    chosen: list[Question] = []
    sets: list[AskedSet] = []
    aims: dict[str, str] = {}
    for each in asked:
        bank = bank_of(case, each.bank)
        part = bank.sets[each.part] if each.part else None
        names = each.only or (part.items if part else [item.id for item in bank.items])
        made = list(questions(case, bank, names, name))
        chosen += made
        heading = each.title or case.said((part and part.title) or bank.title)
        sets.append(AskedSet(heading if heading != title else "", tuple(names), bool(each.only)))
        aims |= {question.aim: case.said(bank.aims[question.aim]) for question in made}
    return Lesson(name, title, tuple(aims.values()), tuple(chosen), tuple(sets))


# --- pages --------------------------------------------------------------------------------------


def book_pages(case: Case, *, numbered: bool = False) -> Iterator[Path]:
    """The pages of the book that the case lies in, in the reader's language, in its order.

    Notebooks only, or the lessons only (``numbered``): the first page, and the pages of numbered
    parts, whether they run something or not.
    """
    root = case.folder.resolve().parent.parent
    try:
        contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    except OSError:
        return
    if numbered:
        parts = [part for part in contents.get("parts", []) if part.get("numbered")]
        contents = {"root": contents["root"], "parts": parts}
    kinds = (".ipynb", ".md") if numbered else (".ipynb",)
    for file in _files(contents):
        there = [Path(f"{root / file}{kind}") for kind in kinds]
        own = [root / "book" / case.lang / page.name for page in there]
        both = [*(own if case.lang != FALLBACK else []), *there]
        if page := next(filter(Path.is_file, both), None):
            yield page


def _files(contents: Any) -> Iterator[str]:
    """The pages that a table of contents names, in its order."""
    if isinstance(contents, dict):
        for name, value in contents.items():
            if name in {"file", "root"}:
                yield str(value)
            else:
                yield from _files(value)
    elif isinstance(contents, list):
        for each in contents:
            yield from _files(each)


def _cells(page: Path, kind: str) -> list[str]:
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == kind]


def markdown_of(page: Path) -> str:
    """The Markdown of a page."""
    if page.suffix == ".md":
        return page.read_text(encoding="utf-8")
    return "\n\n".join(_cells(page, "markdown"))


def heading_of(page: Path) -> str:
    """The page's first heading as text."""
    found = re.search(r"^# (.+)$", markdown_of(page), re.MULTILINE)
    return re.sub(r"<[^>]+>|[*_`]", "", found[1]).strip() if found else page.stem


def _asked(page: Path, case: Case) -> Iterator[_Asked]:
    """What a page asks of a case, in its order."""
    of_case: dict[str, str] = {}
    titles: dict[str, str] = {}
    for statement in ast.parse("\n".join(_cells(page, "code"))).body:
        for node in ast.walk(statement):
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=variable)],
                    value=ast.Call(
                        func=ast.Name(id="read_case"), args=[ast.Constant(value=str(name)), *_]
                    ),
                ):
                    of_case[variable] = name
                case ast.Assign(
                    targets=[ast.Name(id=variable)],
                    value=ast.Call(
                        func=ast.Attribute(value=ast.Name(id=owner), attr="caption"),
                        args=[ast.Constant(value=str(name))],
                        keywords=[],
                    ),
                ) if of_case.get(owner) == case.id:
                    titles[variable] = case.caption(name)
                case ast.Call(func=ast.Name(id="quiz"), args=[ast.Name(id=variable), *named]) if (
                    of_case.get(variable) == case.id
                ):
                    yield _call(node, [ast.literal_eval(each) for each in named], titles)


def _call(node: ast.Call, named: Sequence[str], titles: Mapping[str, str]) -> _Asked:
    """What a cell asks: bank, part, questions that it names, and the title it gives them."""
    only: str | Sequence[str] = ()
    title = ""
    for keyword in node.keywords:
        match keyword:
            case ast.keyword(arg="only", value=value):
                only = ast.literal_eval(value)
            case ast.keyword(arg="title", value=ast.Name(id=variable)):
                title = titles.get(variable, "")
            case ast.keyword(arg="title", value=ast.Constant(value=str(text))):
                title = text
    bank, part = (*named, None)[:2]
    return _Asked(str(bank), part, (only,) if isinstance(only, str) else tuple(only), title)

"""Sheets and keys as PDF: read back page by page, with their tags, their fonts and their edges."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfua import validate

from tests.export.questions import collected, whole
from tests.samples import ITEMS
from tools import discoveries
from whosays import Case
from whosays.errors import MissingExtraError
from whosays.export.collection import MARKING, Collection, collection
from whosays.export.paper import SIDES, keys_as_pdf, papers, sheets_as_pdf
from whosays.views.lessons import lessons, question_places
from whosays.views.worksheet import Sheet, Task, read

pytestmark = pytest.mark.deep

TOLD = discoveries.read()
GUESSED = {
    step.by: TOLD.discoveries[step.asks]
    for steps in TOLD.pages.values()
    for step in steps
    if step.asks and step.by
}
"""What there is to find out, by the question that asks for it."""

EDGE = 28
"""Points at the edges of a page that most printers leave white."""


def every_lesson(case: Case) -> Collection:
    """All lessons, and those that borrow their questions, too."""
    found = lessons(case)
    return replace(collection(case, found), lessons=tuple(found.by_name.values()))


@dataclass(frozen=True)
class Printed:
    """All lessons of a case: sheets and keys, each with its pages as text."""

    book: Collection
    sheets: bytes
    keys: bytes

    @cached_property
    def pages(self) -> list[tuple[Sheet, list[str], list[str]]]:
        """Each version of each lesson, with the pages of its sheet and of its key."""
        made = [sheet for paper in papers(self.book) for sheet in paper.sheets]
        return list(zip(made, parts(self.sheets), parts(self.keys), strict=False))


@pytest.fixture(scope="module")
def printed(cases: list[Case]) -> list[Printed]:
    books = [every_lesson(case) for case in cases]
    return [Printed(book, sheets_as_pdf(book), keys_as_pdf(book)) for book in books]


def parts(pdf: bytes) -> list[list[str]]:
    """The pages of each sheet or key, as text; each begins with a page 1."""
    found: list[list[str]] = []
    for page in pypdfium2.PdfDocument(pdf):
        # PDFium has a sign of its own for a hyphen where a line ends.
        text = re.sub("[\x02\ufffe]", "-", page.get_textpage().get_text_range())
        if re.search(r"\b1 / \d+\s*$", text):
            found.append([])
        found[-1].append(text)
    return found


def closed_up(text: str) -> str:
    return "".join(text.split())


def texts_of(task: Task) -> list[str]:
    """All that a sheet prints of a question."""
    said = [*(each.text for each in task.passage), task.prompt]
    said += [*task.entries, *task.options, *task.boxed, task.unit or ()]
    return [read(each) for each in said]


# --- pages ---


def test_every_sheet_has_two_sides_at_most_and_its_key_one(printed: list[Printed]) -> None:
    counts = [(len(sheet), len(key)) for each in printed for _, sheet, key in each.pages]
    assert max(sides for sides, _ in counts) == SIDES == 2
    assert {sides for _, sides in counts} == {1}
    assert len(counts) == 2 * sum(len(each.book.lessons) for each in printed)


def test_questions_are_left_out_only_where_the_smallest_type_has_no_room(
    printed: list[Printed],
) -> None:
    full = [paper for each in printed for paper in papers(each.book) if paper.sheets[0].full]
    assert full
    assert {paper.size for paper in full} == {10}
    assert min(len(paper.sheets[0].tasks) for paper in full) >= 8


def test_every_page_says_how_many_there_are(printed: list[Printed]) -> None:
    for each in printed:
        for part in (*parts(each.sheets), *parts(each.keys)):
            for number, page in enumerate(part, 1):
                assert page.strip().endswith(f" {number} / {len(part)}")


def test_no_question_is_split_over_two_pages(printed: list[Printed]) -> None:
    for each in printed:
        for sheet, pages, _ in each.pages:
            on = [closed_up(page) for page in pages]
            for task in sheet.tasks:
                wanted = [closed_up(text) for text in texts_of(task)]
                assert any(all(text in page for text in wanted) for page in on), task.id


def test_questions_stand_in_their_order(printed: list[Printed]) -> None:
    for each in printed:
        for sheet, pages, _ in each.pages:
            text, at = closed_up("".join(pages)), 0
            for task in sheet.tasks:
                at = text.index(closed_up(read(task.prompt)), at) + 1


def test_a_sheet_has_name_class_and_date_and_says_its_version(printed: list[Printed]) -> None:
    for each in printed:
        for sheet, pages, _ in each.pages:
            for words in ("Name:", "Class:", "Date:", sheet.title, f"Version {sheet.version}"):
                assert closed_up(words) in closed_up(pages[0])


def test_a_key_has_the_letters_first_and_names_what_is_left_out(printed: list[Printed]) -> None:
    for each in printed:
        for sheet, _, (page,) in each.pages:
            letters, reasons = closed_up(page).split("Reasons1", 1)
            for task in sheet.tasks:
                assert closed_up(f"{task.number}{task.answer}") in letters
                for reason in task.reasons:
                    assert not reason.right or closed_up(read(reason.text)) in reasons, task.id
            for name in (*sheet.full, *sheet.telling):
                assert closed_up(sheet.names[name]) in letters


def test_a_key_calls_every_question_what_its_page_does(
    printed: list[Printed], cases: list[Case]
) -> None:
    for each, case in zip(printed, cases, strict=True):
        places = {(place["page"], place["question"]): place for place in question_places(case)}
        for sheet, _, (page,) in each.pages:
            letters, _ = closed_up(page).split("Reasons1", 1)
            for task in sheet.tasks:
                place = places[sheet.lesson, task.id]
                number = f", question {place['number']}" if place["of"] > 1 else ""
                called = f"{place['set']}{number}".removeprefix(", ")
                assert place["sheet"] == task.number
                assert closed_up(f"{task.number}{task.answer}{called}") in letters


def test_no_sheet_tells_what_a_question_on_it_asks_to_guess(printed: list[Printed]) -> None:
    guessed = set()
    for each in printed:
        for sheet, _, _ in each.pages:
            for task in sheet.tasks:
                for other in sheet.tasks:
                    if task.id in GUESSED and other.id != task.id:
                        told = GUESSED[task.id].told_in(" ".join(texts_of(other)))
                        assert told == "", (sheet.lesson, task.id, other.id)
                        guessed.add(task.id)
    assert len(guessed) > 5


# --- rights ---


def test_every_sheet_says_under_what_it_may_be_passed_on(printed: list[Printed]) -> None:
    for each in printed:
        for _, pages, _ in each.pages:
            assert closed_up(each.book.rights) in closed_up(pages[-1])


def test_the_article_to_mark_has_two_sides_in_each_language_and_its_rights(
    cases: list[Case],
) -> None:
    for case in cases:
        chosen = collection(case, lessons(case), MARKING)
        made = parts(sheets_as_pdf(chosen))
        assert len(made) == 2
        for pages in made:
            assert len(pages) <= SIDES
            assert closed_up(case.article.rights["en"]) in closed_up(pages[-1])
        for pages, marking in zip(made, chosen.markings, strict=True):
            text = closed_up("".join(pages))
            lines = [line for paragraph in marking.paragraphs for line in paragraph]
            for number, line in enumerate(lines, 1):
                assert closed_up(f"{number}{line}") in text
        for key, marking in zip(parts(keys_as_pdf(chosen)), chosen.markings, strict=True):
            (page,) = key
            for each in marking.found:
                assert closed_up(f"{each.lines}{each.source}") in closed_up(page)


# --- what a checker sees ---


@pytest.mark.parametrize("kind", ["sheets", "keys"])
def test_nothing_reaches_into_the_edge_of_a_page(printed: list[Printed], kind: str) -> None:
    for each in printed:
        for page in pypdfium2.PdfDocument(getattr(each, kind)):
            assert beyond_the_edge(page) == []


def beyond_the_edge(page: pypdfium2.PdfPage) -> list[str]:
    """Every character with a part of it in the white edge of a page."""
    width, height = page.get_size()
    text = page.get_textpage()
    found = []
    for place in range(text.count_chars()):
        left, low, right, high = text.get_charbox(place)
        if left < EDGE or right > width - EDGE or low < EDGE or high > height - EDGE:
            sign = text.get_text_range(place, 1)
            if sign.strip():
                found.append(sign)
    return found


def test_a_word_that_is_too_long_for_a_page_would_be_found() -> None:
    items = [{**ITEMS[0], "prompt": {"en": "x" * 200}}]
    pages = pypdfium2.PdfDocument(sheets_as_pdf(collected(items)))
    assert any(beyond_the_edge(page) for page in pages)


@pytest.mark.parametrize("kind", ["sheets", "keys"])
def test_a_pdf_is_tagged_and_has_its_fonts(printed: list[Printed], kind: str) -> None:
    for each in printed:
        with pikepdf.open(io.BytesIO(getattr(each, kind))) as document:
            assert document.Root.MarkInfo.Marked
            assert document.Root.Lang == "en"
            assert document.docinfo["/Title"]
            with document.open_metadata() as said:
                assert said["pdfuaid:part"] == "1"
            tags = set(tags_of(document.Root.StructTreeRoot))
            assert {"/H1", "/P"} <= tags
            if kind == "sheets":
                assert {"/L", "/LI", "/LBody"} <= tags
            else:
                assert {"/Table", "/TH", "/TD"} <= tags
            for page in document.pages:
                assert "/StructParents" in page.obj
                for font in page.resources.Font.values():
                    (inner,) = font.DescendantFonts
                    assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())


@pytest.mark.parametrize("kind", ["sheets", "keys"])
def test_a_checker_of_accessible_pdfs_finds_nothing(
    printed: list[Printed], kind: str, tmp_path: Path
) -> None:
    for each in printed:
        path = tmp_path / "made.pdf"
        path.write_bytes(getattr(each, kind))
        assert [finding.message for finding in validate(path).findings] == []


def test_the_checker_finds_what_is_missing(printed: list[Printed], tmp_path: Path) -> None:
    path = tmp_path / "untagged.pdf"
    with pikepdf.open(io.BytesIO(printed[0].sheets)) as document:
        del document.Root.StructTreeRoot
        document.save(path)
    assert validate(path).findings


def tags_of(node: pikepdf.Object) -> Iterator[str]:
    """The kinds of all tags below one."""
    kids = node.get("/K")
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from tags_of(kid)


def test_the_same_lesson_gives_the_same_bytes(kursk: Case) -> None:
    for make in (sheets_as_pdf, keys_as_pdf):
        one, other = (make(collection(kursk, lessons(kursk), "chains")) for _ in "ab")
        assert one == other


# --- odd questions ---


def test_every_type_of_question_is_printed() -> None:
    made = collected(ITEMS)
    (paper,) = papers(made)
    sheet = paper.sheets[0]
    assert len(sheet.tasks) + len(sheet.full) == len(ITEMS)
    text = closed_up("".join(parts(sheets_as_pdf(made))[0]))
    for task in sheet.tasks:
        for words in texts_of(task):
            assert closed_up(words) in text


def test_signs_of_typst_are_printed_as_they_are() -> None:
    odd = "#let x = 1; $x$ [a] \\ `b` @c <d> // e “ß”"
    items = [{**each, "prompt": {"en": odd}} for each in ITEMS[:1]]
    assert closed_up(odd) in closed_up("".join(parts(sheets_as_pdf(collected(items)))[0]))


def test_without_typst_there_is_a_word_on_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r"whosays\[platforms\]"):
        sheets_as_pdf(collected(ITEMS[:1]))


def test_all_lessons_are_in_one_file(kursk: Case) -> None:
    made = whole(kursk)
    assert len(parts(sheets_as_pdf(made))) == 2 * len(made.lessons) + len(made.markings)

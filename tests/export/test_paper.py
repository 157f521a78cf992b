"""Sheets and keys as PDF: read back page by page, with their tags, their fonts and their edges."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from tests.export.questions import collected, whole
from tests.samples import ITEMS
from tools import discoveries
from whosays import Case
from whosays.errors import MissingExtraError
from whosays.export.collection import MARKING, Collection, collection
from whosays.export.lessons import lessons
from whosays.export.paper import SIDES, keys_as_pdf, papers, sheets_as_pdf
from whosays.views.worksheet import Sheet, Task, read

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


@pytest.fixture(scope="module")
def books(cases: list[Case]) -> list[Collection]:
    return [every_lesson(case) for case in cases]


@pytest.fixture(scope="module")
def sheets(books: list[Collection]) -> list[bytes]:
    return [sheets_as_pdf(book) for book in books]


@pytest.fixture(scope="module")
def keys(books: list[Collection]) -> list[bytes]:
    return [keys_as_pdf(book) for book in books]


def parts(pdf: bytes) -> list[list[str]]:
    """The pages of each sheet or key, as text; each begins with a page 1."""
    found: list[list[str]] = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        text = page.extract_text()
        if re.search(r"\b1 / \d+\s*$", text):
            found.append([])
        found[-1].append(text)
    return found


def closed_up(text: str) -> str:
    return "".join(text.split())


def versions(book: Collection) -> list[Sheet]:
    return [sheet for paper in papers(book) for sheet in paper.sheets]


def in_parts(
    books: list[Collection], pdfs: list[bytes]
) -> Iterator[tuple[Collection, Sheet, list[str]]]:
    """Each version of each lesson, with its pages."""
    for book, pdf in zip(books, pdfs, strict=True):
        made = versions(book)
        for sheet, pages in zip(made, parts(pdf)[: len(made)], strict=True):
            yield book, sheet, pages


def texts_of(task: Task) -> list[str]:
    """All that a sheet prints of a question."""
    said = [*(each.text for each in task.passage), task.prompt]
    said += [*task.entries, *task.options, *task.boxed, task.unit or ()]
    return [read(each) for each in said]


# --- pages ---


def test_every_sheet_has_two_sides_and_its_key_one(
    books: list[Collection], sheets: list[bytes], keys: list[bytes]
) -> None:
    assert max(len(pages) for _, _, pages in in_parts(books, sheets)) == SIDES == 2
    assert {len(pages) for _, _, pages in in_parts(books, keys)} == {1}


def test_a_sheet_is_filled_before_a_question_is_left_out(books: list[Collection]) -> None:
    for book in books:
        for paper in papers(book):
            assert len(paper.sheets[0].tasks) >= min(4, len(paper.sheets[0].tasks) + len(paper.sheets[0].full))


def test_no_question_is_split_over_two_pages(books: list[Collection], sheets: list[bytes]) -> None:
    for _, sheet, pages in in_parts(books, sheets):
        on = [closed_up(page) for page in pages]
        for task in sheet.tasks:
            wanted = [closed_up(text) for text in texts_of(task)]
            assert any(all(text in page for text in wanted) for page in on), (sheet.lesson, task.id)


def test_questions_stand_in_their_order_each_once(
    books: list[Collection], sheets: list[bytes]
) -> None:
    for _, sheet, pages in in_parts(books, sheets):
        text = closed_up("".join(pages))
        places = [text.index(closed_up(f"{read(task.prompt)}")) for task in sheet.tasks]
        assert len(set(places)) == len(places), sheet.lesson


def test_a_sheet_has_name_class_and_date_and_says_its_version(
    books: list[Collection], sheets: list[bytes]
) -> None:
    for _, sheet, pages in in_parts(books, sheets):
        for words in ("Name:", "Class:", "Date:", sheet.title, f"Version {sheet.version}"):
            assert closed_up(words) in closed_up(pages[0])


def test_a_key_has_the_letters_first_and_names_what_is_left_out(
    books: list[Collection], keys: list[bytes]
) -> None:
    for _, sheet, (page,) in in_parts(books, keys):
        letters, reasons = closed_up(page).split("Reasons", 1)
        for task in sheet.tasks:
            assert closed_up(f"{task.number}{task.answer}") in letters
            for reason in task.reasons:
                assert not reason.right or closed_up(read(reason.text)) in reasons, task.id
        for name in (*sheet.full, *sheet.telling):
            assert name in letters


def test_no_sheet_tells_what_a_question_on_it_asks_to_guess(
    books: list[Collection], sheets: list[bytes]
) -> None:
    for _, sheet, _ in in_parts(books, sheets):
        for task in sheet.tasks:
            for other in sheet.tasks:
                if task.id in GUESSED and other.id != task.id:
                    told = GUESSED[task.id].told_in(" ".join(texts_of(other)))
                    assert told == "", (sheet.lesson, task.id, other.id)


# --- rights ---


def test_every_sheet_says_under_what_it_may_be_passed_on(
    books: list[Collection], sheets: list[bytes]
) -> None:
    for book, _, pages in in_parts(books, sheets):
        assert closed_up(book.rights) in closed_up(pages[-1])


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
def test_nothing_reaches_into_the_edge_of_a_page(kind: str, request: pytest.FixtureRequest) -> None:
    for pdf in request.getfixturevalue(kind):
        for page in pypdfium2.PdfDocument(pdf):
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
def test_a_pdf_is_tagged_and_has_its_fonts(kind: str, request: pytest.FixtureRequest) -> None:
    for pdf in request.getfixturevalue(kind):
        with pikepdf.open(io.BytesIO(pdf)) as document:
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

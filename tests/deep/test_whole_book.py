"""The whole book as a PDF: tagged, with an outline, questions before their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from tests.browser.conftest import site_folder
from tools.contents import all_pages
from tools.discoveries import plain
from whosays import Case


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    (path,) = site_folder().glob("*.pdf")
    return PdfReader(path)


@pytest.fixture(scope="module")
def sheets(pdf: PdfReader) -> list[str]:
    return [plain(page.extract_text()) for page in pdf.pages]


def titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if not isinstance(entry, list):
            yield str(entry["/Title"])


def title_of(page: str) -> str:
    text = (site_folder() / f"book/en/{page}.html").read_text("utf-8")
    return plain(text.split("<h1>")[1].split("</h1>")[0].partition("<a ")[0])


def test_it_is_tagged_and_names_its_language_and_title(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Who Says So?"
    assert pdf.metadata.creation_date is None  # or two builds would differ


def test_its_outline_has_every_page_in_order_and_the_answers_last(pdf: PdfReader) -> None:
    found = list(titles(pdf.outline))
    assert len(found) == len(all_pages()) + 1
    assert found[-1] == "Answers"


def test_no_sheet_is_empty(sheets: list[str]) -> None:
    empty = [n for n, sheet in enumerate(sheets, start=1) if len(sheet) < 40]
    assert not empty


def test_a_page_begins_a_sheet(sheets: list[str]) -> None:
    starts = [
        n
        for n, sheet in enumerate(sheets)
        if sheet.startswith("Who is speaking") or "2. Who is speaking" in sheet[:40]
    ]
    assert len(starts) == 1


def test_an_answer_is_among_the_answers_and_nowhere_else(sheets: list[str], kursk: Case) -> None:
    first = next(n for n, sheet in enumerate(sheets) if sheet.startswith("Answers"))
    (item,) = [each for each in kursk.quizzes["claims"].items if each.id == "claims-how-many"]
    answer = "".join(plain(kursk.said(item.feedback.close)).split())[:30]  # type: ignore[attr-defined]
    told = [n for n, sheet in enumerate(sheets) if answer in "".join(sheet.split())]
    assert told
    assert min(told) >= first


def test_nothing_is_cut_off_and_no_page_was_shrunk_to_make_something_wide_fit(
    pdf: PdfReader,
) -> None:
    points_a_pixel = 0.75
    for number, page in enumerate(pdf.pages, start=1):
        edge = float(page.mediabox.right)
        found: list[tuple[float, float]] = []

        def visit(
            text: str, cm: list[float], tm: list[float], *_: Any, found: list[Any] = found
        ) -> None:
            if text.strip():
                found.append((cm[0], cm[0] * tm[4] + cm[4]))

        page.extract_text(visitor_text=visit)
        assert found
        assert all(scale == pytest.approx(points_a_pixel, abs=0.01) for scale, _ in found), number
        assert all(0 <= at <= edge for _, at in found), number

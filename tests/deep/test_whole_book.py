"""The whole book as a PDF: tagged, with an outline, questions before their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from pypdf import PdfReader

from tests.browser.conftest import site_folder
from tests.browser.test_paper import ASKING, TOLD, number_of, prompts_of
from tests.conftest import ROOT
from tests.pages import Sheet, sheets_of
from tools.contents import all_pages
from tools.discoveries import plain, without_tags
from whosays import Case
from whosays.words.said import inline

SPARSE, MOST_SPARSE = 0.28, 0.04
"""A sheet is sparse whose text ends there: a quarter of what is within the margins. As the last one
of a page some are, but no more than so many of all."""


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    (path,) = site_folder().glob("*.pdf")
    return PdfReader(path)


@pytest.fixture(scope="module")
def laid_out(pdf: PdfReader) -> list[Sheet]:
    return sheets_of(pdf)


@pytest.fixture(scope="module")
def sheets(laid_out: list[Sheet]) -> list[str]:
    return [plain(sheet.text) for sheet in laid_out]


@pytest.fixture(scope="module")
def places(pdf: PdfReader) -> dict[str, int]:
    """Of each place that a link leads to: its sheet, counted from 1."""
    numbers = {
        page.indirect_reference.idnum: n  # type: ignore[union-attr]
        for n, page in enumerate(pdf.pages, start=1)
    }
    root: Any = pdf.trailer["/Root"]
    return {name[1:]: numbers[at[0].idnum] for name, at in root["/Dests"].items()}


def titles(outline: list[Any], depth: int = 0) -> Iterator[tuple[int, str, Any]]:
    """Entries of an outline: how deep they are, what they say, and where they lead."""
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry, depth + 1)
        else:
            yield depth, plain(str(entry["/Title"])), entry


def test_it_is_tagged_and_names_its_language_and_title(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Who Says So?"
    assert pdf.metadata.creation_date is None  # or two builds would differ


def test_its_outline_has_the_parts_with_their_pages_in_order_and_the_answers_last(
    pdf: PdfReader,
) -> None:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    captions = [part["caption"] for part in toc["parts"]]
    found = list(titles(pdf.outline))
    tops = [title for depth, title, _ in found if depth == 0]
    assert tops == ["Contents", "Who Says So?", *captions, "Answers"]
    first, last = (
        next(n for n, each in enumerate(found) if each[1] == top)
        for top in (captions[0], "Answers")
    )
    pages = [title for depth, title, _ in found[first:last] if depth == 1]
    assert len(pages) == len(all_pages()) - 1


def test_every_link_of_the_contents_leads_into_the_book(pdf: PdfReader) -> None:
    links = [note.get_object() for note in pdf.pages[1]["/Annots"]]  # type: ignore[union-attr]
    named = {str(link["/Dest"]).lstrip("/") for link in links if "/Dest" in link}
    assert {*all_pages(), "paper-answers"} <= named


def test_the_contents_give_the_number_of_each_page(
    pdf: PdfReader, laid_out: list[Sheet], places: dict[str, int]
) -> None:
    """The number of a sheet is the one at its foot."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    files = [toc["root"], *(each["file"] for part in toc["parts"] for each in part["chapters"])]
    names = [*(file.rpartition("/")[2] for file in files), "paper-answers"]
    in_order = "".join(rf".*?\b{places[name]}\b" for name in names)  # titles have numbers as well
    assert re.fullmatch(rf"{in_order}\s*", laid_out[1].text, re.DOTALL)
    assert all(
        re.search(rf"(?m)^{n}$", pdf.pages[n - 1].extract_text()) for n in (2, 30, len(pdf.pages))
    )


def test_an_arrow_in_the_text_gives_the_number_of_a_page(
    laid_out: list[Sheet], places: dict[str, int]
) -> None:
    text = " ".join(" ".join(sheet.text for sheet in laid_out).split())
    for title, page in (("Where does this text come from?", "origin"), ("My results", "results")):
        assert set(re.findall(rf"{re.escape(title)} ?→ ?(\d+)", text)) == {str(places[page])}


def test_every_link_leads_into_the_document_or_to_the_web(
    pdf: PdfReader, places: dict[str, int]
) -> None:
    """None to a file of the machine on which it was printed."""
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert {str(note["/Dest"]).lstrip("/") for note in notes if "/Dest" in note} <= set(places)
    addresses = [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})]
    assert addresses
    assert {urlsplit(each).scheme for each in addresses} <= {"https", "http", "mailto"}


@pytest.mark.parametrize("page", ASKING)
def test_no_sheet_with_a_guess_tells_its_answer(
    sheets: list[str], places: dict[str, int], cases: list[Case], page: str
) -> None:
    prompts = prompts_of(cases)
    first = places[page] - 1
    for step in ASKING[page]:
        prompt = without_tags(str(inline(prompts[step.by]["en"])))
        asked_on = first + number_of(prompt, sheets[first:])
        for sheet in sheets[first : asked_on + 1]:
            assert TOLD.discoveries[step.asks].told_in(sheet) == ""


def test_few_sheets_are_nearly_empty(laid_out: list[Sheet]) -> None:
    sparse = [n for n, sheet in enumerate(laid_out, start=1) if sheet.filled < SPARSE]
    assert len(sparse) <= MOST_SPARSE * len(laid_out), sparse


def test_what_only_a_screen_can_do_is_not_on_paper(sheets: list[str]) -> None:
    told = (
        "Three things to find out with it|Without JavaScript|What stays on this device|switch off"
    )
    assert [n for n, sheet in enumerate(sheets, start=1) if re.search(told, sheet)] == []


def test_no_sheet_is_empty(sheets: list[str]) -> None:
    empty = [n for n, sheet in enumerate(sheets, start=1) if len(sheet) < 40]
    assert not empty


def test_a_page_begins_a_sheet(pdf: PdfReader, sheets: list[str]) -> None:
    (entry,) = [each for _, title, each in titles(pdf.outline) if title == "2. Who is speaking"][:1]
    at = pdf.get_destination_page_number(entry)
    assert at is not None
    assert "Who is speaking" in sheets[at][:80]
    assert "Remember" in sheets[at - 1]


def test_an_answer_is_among_the_answers_and_nowhere_else(
    pdf: PdfReader, sheets: list[str], kursk: Case
) -> None:
    (entry,) = [
        each for depth, title, each in titles(pdf.outline) if (depth, title) == (0, "Answers")
    ]
    first = pdf.get_destination_page_number(entry)
    (item,) = [each for each in kursk.quizzes["claims"].items if each.id == "claims-how-many"]
    answer = "".join(plain(kursk.said(item.feedback.close)).split())[:30]  # type: ignore[attr-defined]
    told = [n for n, sheet in enumerate(sheets) if answer in "".join(sheet.split())]
    assert told
    assert first is not None
    assert min(told) >= first


def test_nothing_is_cut_off_and_no_page_was_shrunk_to_make_something_wide_fit(
    laid_out: list[Sheet],
) -> None:
    assert [n for n, sheet in enumerate(laid_out, start=1) if not sheet.is_full_size] == []
    assert [n for n, sheet in enumerate(laid_out, start=1) if not sheet.is_whole] == []

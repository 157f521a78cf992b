"""Every sheet and key for a word processor, opened by LibreOffice: its pages, and all its words.

`python -m tools.office` gets LibreOffice; without one these tests fail and say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from tests.export.questions import whole
from tools.office import NoOfficeError, as_pdf
from whosays import Case
from whosays.export.collection import Collection
from whosays.export.docx import write
from whosays.export.paper import Paper, papers
from whosays.views.worksheet import Sheet, read


@dataclass(frozen=True)
class Opened:
    """A case's document as LibreOffice prints it: the pages of each sheet and key, in order."""

    made: Collection
    parts: list[list[str]]

    def sheets(self) -> Iterator[tuple[Paper, Sheet, list[str], list[str]]]:
        """Each version of each lesson with the pages of its sheet and of its key."""
        versions = [(paper, sheet) for paper in papers(self.made) for sheet in paper.sheets]
        keys = self.parts[len(self.parts) // 2 :]
        for (paper, sheet), printed, key in zip(versions, self.parts, keys, strict=False):
            yield paper, sheet, printed, key


@pytest.fixture(scope="module")
def opened(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> list[Opened]:
    folder = tmp_path_factory.mktemp("documents")
    found = []
    for case in cases:
        made = whole(case)
        document = folder / f"{case.id}.docx"
        document.write_bytes(write(made))
        try:
            printed = as_pdf(document, folder)
        except NoOfficeError as error:
            pytest.fail(str(error), pytrace=False)
        found.append(Opened(made, list(parts(printed))))
    return found


def parts(pdf: Path) -> Iterator[list[str]]:
    """The pages of each sheet and key; the number at the foot of its first page is 1."""
    pages: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage().get_text_range()
        if pages and text.strip().endswith(" · 1"):
            yield pages
            pages = []
        # PDFium has a sign of its own for a hyphen where a line ends.
        pages.append(re.sub("[\x02\ufffe]", "-", text))
    yield pages


def closed_up(text: str) -> str:
    return "".join(text.split())


def test_there_is_a_sheet_and_a_key_for_each_version(opened: list[Opened]) -> None:
    for each in opened:
        versions = sum(len(paper.sheets) for paper in papers(each.made))
        assert len(each.parts) == 2 * (versions + len(each.made.markings))


def test_no_sheet_has_more_than_two_sides_and_no_key_more_than_one(opened: list[Opened]) -> None:
    for each in opened:
        sheets, keys = each.parts[: len(each.parts) // 2], each.parts[len(each.parts) // 2 :]
        assert [pages[0][:80] for pages in sheets if len(pages) > 2] == []
        assert [pages[0][:80] for pages in keys if len(pages) > 1] == []


def test_no_question_is_split_and_no_word_is_lost(opened: list[Opened]) -> None:
    for each in opened:
        for paper, sheet, printed, key in each.sheets():
            pages = [closed_up(page) for page in printed]
            for task in sheet.tasks:
                said = [*(one.text for one in task.passage), task.prompt]
                said += [*task.entries, *task.options, *task.boxed]
                wanted = [closed_up(read(one)) for one in said]
                assert any(all(one in page for one in wanted) for page in pages), task.id
                for reason in task.reasons:
                    if reason.right or paper.every:
                        assert closed_up(read(reason.text)) in closed_up(key[0]), task.id
                assert closed_up(f"{task.number}{task.answer}") in closed_up(key[0])


def test_the_article_to_mark_has_every_line(opened: list[Opened]) -> None:
    for each in opened:
        half = len(each.parts) // 2
        count = len(each.made.markings)
        for marking, printed in zip(
            each.made.markings, each.parts[half - count : half], strict=True
        ):
            text = closed_up("".join(printed))
            lines = [line for paragraph in marking.paragraphs for line in paragraph]
            assert all(closed_up(f"{n}{line}") in text for n, line in enumerate(lines, 1))

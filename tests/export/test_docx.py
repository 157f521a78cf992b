"""Sheets and keys for a word processor: read back, they say what the sheets of the PDFs say."""

from __future__ import annotations

import io
import sys
import zipfile

import docx
import pytest

from tests.export.questions import collected
from tests.samples import ITEMS
from whosays import Case
from whosays.errors import MissingExtraError
from whosays.export.collection import MARKING, Collection, collection
from whosays.export.docx import write
from whosays.export.paper import papers
from whosays.views.lessons import lessons
from whosays.views.worksheet import read


def text_of(made: Collection) -> str:
    """All paragraphs, without white space."""
    document = docx.Document(io.BytesIO(write(made)))
    lines = [each.text for each in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join(lines).split())


def closed_up(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lesson", ["chains", "origin", "practice-upstream"])
def test_a_document_has_every_word_of_sheets_and_keys(kursk: Case, lesson: str) -> None:
    made = collection(kursk, lessons(kursk), lesson)
    text = text_of(made)
    for paper in papers(made):
        for sheet in paper.sheets:
            for task in sheet.tasks:
                said = [*(each.text for each in task.passage), task.prompt]
                said += [*task.entries, *task.options, *task.boxed]
                said += [each.text for each in task.reasons if each.right or paper.every]
                assert [read(each) for each in said if closed_up(read(each)) not in text] == []
                assert closed_up(f"{task.number}{task.answer}{task.called}") in text
    assert closed_up(made.rights) in text


def test_the_article_to_mark_is_there_with_its_numbers_and_its_key(asem: Case) -> None:
    made = collection(asem, lessons(asem), MARKING)
    text = text_of(made)
    for marking in made.markings:
        lines = [line for paragraph in marking.paragraphs for line in paragraph]
        assert [n for n, line in enumerate(lines, 1) if closed_up(f"{n}{line}") not in text] == []
        assert all(closed_up(f"{each.lines}{each.source}") in text for each in marking.found)
    assert "under CC BY 2.5".replace(" ", "") in text


def test_words_of_another_language_are_marked_as_such(asem: Case) -> None:
    with zipfile.ZipFile(io.BytesIO(write(collection(asem, lessons(asem), MARKING)))) as packed:
        content = packed.read("word/document.xml").decode()
    assert '<w:lang w:val="de-DE"/>' in content


def test_a_question_stays_together(kursk: Case) -> None:
    document = docx.Document(io.BytesIO(write(collection(kursk, lessons(kursk), "claims"))))
    lines = [each for each in document.paragraphs if each.text.startswith(("A\t", "B\t", "C\t"))]
    assert lines
    assert all(line.paragraph_format.keep_together for line in lines)
    assert any(line.paragraph_format.keep_with_next for line in lines)


def test_the_same_lesson_gives_the_same_bytes(kursk: Case) -> None:
    one, other = (write(collection(kursk, lessons(kursk), "chains")) for _ in "ab")
    assert one == other


def test_without_what_makes_documents_there_is_a_word_on_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"whosays\[platforms\]"):
        write(collected(ITEMS[:1]))

"""A file that *My results* saved, read in Python: answers as a table, marks beside the gold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.test_examples import KEPT
from whosays import Case, read_results, tables
from whosays.errors import CallError
from whosays.widgets import annotator

NAME = "whosays-results-2026-11-27.json"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a notebook, with a file of each kind in it."""
    monkeypatch.chdir(tmp_path)
    written: dict[str, Any] = {
        NAME: KEPT,
        "other.json": {"format": "something-else"},
        "empty.json": {**KEPT, "annotations": {}},
    }
    for name, content in written.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "torn.json").write_text('{"format": "whosays-', encoding="utf-8")
    return tmp_path


def test_answers_are_a_row_each_that_joins_to_its_question(kursk: Case) -> None:
    answers = read_results(NAME).answers()
    assert answers["points"].tolist() == [0, 1]
    assert answers["first"].tolist() == [True, False]
    assert answers["confidence"].isna().tolist() == [False, True]
    assert answers["at"].dt.hour.tolist() == [9, 9]
    joined = answers.merge(tables.questions(kursk), left_on="question", right_on="id")
    assert joined["bank"].tolist() == ["welcome", "welcome"]


def test_a_file_without_answers_has_the_columns_all_the_same(folder: Path) -> None:
    (folder / NAME).write_text(json.dumps({**KEPT, "records": {}}), encoding="utf-8")
    none = read_results(NAME).answers()
    assert none.empty
    assert none.dtypes.astype(str).to_dict()["points"] == "float64"


def test_marks_in_a_file_are_scored_as_marks_made_here(kursk: Case) -> None:
    mine = annotator(kursk)
    assert mine.agreement().empty
    assert mine.compared().empty
    there = mine.compared(NAME)
    assert there["place"].tolist() == ["5.1", "5.1", "8.3", "8.3"]
    assert there["verdict"].tolist() == ["agrees", "agrees", "differs", "differs"]
    assert there["gold"].tolist()[2:] == ["hur", "indirect"]
    assert mine.compared().empty
    mine.mark("p5s1", source="putin", stwr="indirect")
    mine.mark("8.3", source="author", stwr="none")
    assert mine.agreement().equals(mine.agreement(NAME))
    assert mine.compared().equals(there)


MISTAKES = {
    "mine.json": "no file mine.json to read. Save it on the page My results, and put it beside",
    "torn.json": "torn.json is no file that My results saved (",
    "other.json": "other.json is no file that My results saved (format: ",
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_cannot_be_read_is_said_in_a_line(kursk: Case, name: str) -> None:
    for call in (read_results, annotator(kursk).agreement, annotator(kursk).compared):
        with pytest.raises(CallError, match=re.escape(MISTAKES[name])) as error:
            call(name)
        assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(KeyError, match=f"there: empty.json, other.json, torn.json, {NAME}"):
        read_results("mine.json")


def test_a_file_without_marks_of_these_sentences_is_refused(kursk: Case) -> None:
    with pytest.raises(ValueError, match=r"empty\.json has no marks of these sentences"):
        annotator(kursk).agreement("empty.json")
    with pytest.raises(ValueError, match="no marks of these sentences"):
        annotator(kursk, paragraphs=1).compared(NAME)

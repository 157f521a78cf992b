"""Problems say where, what and what to do; a report collects them and looks up their lines."""

from __future__ import annotations

import pytest

from whosays import CaseError, Problem
from whosays.case.yaml_source import parse_yaml
from whosays.errors import Report, there_are

SOURCE = parse_yaml("title: x\nentries:\n  - id: a01\n    cue: said\n  - id: a02\n", "x.yml")


def test_a_problem_is_one_line_with_its_place_and_the_remedy() -> None:
    problem = Problem("x.yml", "it is empty.", "Write it.", entry="a01", field="cue", line=4)
    assert str(problem) == "x.yml, line 4, entry a01, field cue: it is empty. Write it."
    assert str(Problem("x.yml", "it is gone.", "Restore it.")) == "x.yml: it is gone. Restore it."


def test_a_report_looks_up_the_line_of_an_entry_and_of_its_field() -> None:
    report = Report("x.yml", SOURCE)
    report("a problem.", "A remedy.", "a01", "cue")
    report("a problem.", "A remedy.", "a02", "cue")
    report("a problem.", "A remedy.", None, "title")
    report("a problem.", "A remedy.", "a99")
    report("a problem.", "A remedy.", "a01", "cue", 77)
    assert [problem.line for problem in report.problems] == [4, 5, 1, None, 77]


def test_a_part_of_a_list_is_found_by_its_number_or_by_its_id() -> None:
    text = "- id: q\n  options:\n    - id: a\n      words: x\n    - id: b\n      words: y\n"
    source = parse_yaml(text, "x.yml")
    assert source.line_of_entry("q", "options.b.words") == 6
    assert source.line_of_entry("q", "options.0.words") == 4
    assert source.line_of_entry("q", "options.c.words") == 2


def test_a_report_on_another_file_joins_the_same_problems() -> None:
    report = Report("x.yml", SOURCE)
    report.on("y.csv")("a problem.", "A remedy.", "a01")
    assert [(problem.file, problem.line) for problem in report.problems] == [("y.csv", None)]


def test_a_report_stops_the_reading_with_all_that_it_has() -> None:
    report = Report("x.yml")
    report.stop()
    report("first.", "A remedy.")
    report("second.", "A remedy.")
    with pytest.raises(CaseError, match=r"first\..*\n.*second\.") as error:
        report.stop()
    assert list(error.value.problems) == report.problems
    assert [each.problem for each in report.refuse("third.", "A remedy.").problems] == [
        "first.",
        "second.",
        "third.",
    ]


@pytest.mark.parametrize(
    ("name", "known", "answer"),
    [
        ("welcom", ["welcome", "numbers"], "did you mean 'welcome'?"),
        ("e99", ["e09", "e10"], "there are: e09, e10"),
        ("anything", [], "there are: none"),
    ],
    ids=["near", "an id is no misspelling", "nothing there"],
)
def test_a_name_that_is_not_there_is_answered_with_what_is(
    name: str, known: list[str], answer: str
) -> None:
    assert there_are(name, known) == answer

"""What only the article can tell of an item: sentences and quotations that are not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import samples
from tests.conftest import Edit, problems_of
from whosays import Problem
from whosays.case.checks.items import check_banks, check_item
from whosays.case.items import Bank
from whosays.case.yaml_source import YamlSource
from whosays.errors import Report


def problems(*items: dict[str, Any]) -> list[Problem]:
    """What is wrong with these items of the bank ``sample``."""
    bank = samples.bank(list(items))
    report = Report("quizzes/sample.yml")
    for item in bank.items:
        check_item(samples.case(bank), item, report)
    return report.problems


def test_the_samples_pass() -> None:
    assert problems(*samples.ITEMS) == []


@pytest.mark.parametrize(
    ("words", "problem", "remedy"),
    [
        ("gibt es nicht", "'gibt es nicht' is not in the passage.", "letter by letter"),
        ("stadt", "'stadt' is not in the passage.", "letter by letter"),
        ({"quote": "Stadt hat", "nth": 2}, "stands 1 time(s) in the passage", "nth: 1 to 1"),
    ],
    ids=["not there", "other letters", "not as often"],
)
def test_quotations_are_looked_up(words: object, problem: str, remedy: str) -> None:
    item = samples.changed(samples.SINGLE, lambda i: i["options"][0].update(words=[words]))
    [found] = problems(item)
    assert (found.entry, found.field) == ("sample-single", "options.a.words")
    assert problem in found.problem
    assert remedy in found.remedy


def test_a_former_id_belongs_to_one_question() -> None:
    """Not to one that still stands, and not to two: an old answer would count for both."""
    items = [
        {**samples.SINGLE, "was": ["sample-multiple", "old"]},
        samples.MULTIPLE,
        {**samples.MARK, "was": ["old", "older"]},
    ]
    assert [(each.entry, each.problem) for each in bank_problems(samples.bank(items))] == [
        ("sample-single", "the former id 'sample-multiple' stands in the bank 'sample', too."),
        ("sample-mark", "the former id 'old' stands in the bank 'sample', too."),
    ]


def test_words_that_stand_twice_need_an_nth() -> None:
    passage = {"made_up": samples.text("A cat saw a cat.")}
    mark = {**samples.MARK, "passage": passage, "targets": ["cat"], "decoys": []}
    [found] = problems(mark)
    assert "stands 2 times in the passage" in found.problem
    assert "nth: 1 to 2" in found.remedy
    assert problems({**mark, "targets": [{"quote": "cat", "nth": 2}]}) == []


def test_a_quotation_is_made_of_whole_words() -> None:
    passage = {"made_up": samples.text("It rained on the parade.")}
    mark = {**samples.MARK, "passage": passage, "targets": ["rain"], "decoys": []}
    [found] = problems(mark)
    assert "'rain' is not in the passage" in found.problem


def test_a_quotation_needs_a_passage() -> None:
    item = samples.changed(samples.SINGLE, lambda i: i.pop("passage"))
    assert {each.remedy for each in problems(item)} == {
        "Give the item a passage, or leave the words out."
    }


def test_an_unknown_sentence_is_one_problem_not_several() -> None:
    item = samples.changed(samples.SINGLE, lambda i: i.update(passage={"sentences": ["p9s9"]}))
    assert problems(item) == [
        Problem(
            file="quizzes/sample.yml",
            entry="sample-single",
            field="passage.sentences",
            problem="the article has no sentence 'p9s9'.",
            remedy="Use an id like p3s2: second sentence of the third paragraph.",
        )
    ]


def test_words_are_marked_in_the_translation_where_an_item_says_so() -> None:
    item = {
        **samples.MARK,
        "passage": {"sentences": ["p1s1"]},
        "language": "en",
        "targets": ["by contrast"],
        "decoys": [],
    }
    assert problems(item) == []
    [found] = problems({**item, "targets": ["hingegen"]})
    assert "'hingegen' is not in the passage" in found.problem


def test_words_are_marked_in_a_language_that_the_passage_has() -> None:
    item = {**samples.MARK, "language": "de", "passage": {"made_up": samples.text("A cat sat.")}}
    item |= {"targets": ["cat"], "decoys": []}
    [found] = problems(item)
    assert found.field == "language"
    assert "Choose one of en" in found.remedy


def test_words_are_marked_in_the_article_s_own_language_where_nothing_else_is_said() -> None:
    [found] = problems({**samples.MARK, "targets": ["the office"], "decoys": []})
    assert "'the office' is not in the passage" in found.problem


# --- banks ---


def test_ids_are_unique_over_banks() -> None:
    first, other = samples.bank(), samples.bank([samples.ORDER]).model_copy(update={"id": "other"})
    assert bank_problems(first) == []
    [found] = bank_problems(first, other)
    assert (found.file, found.entry, found.field) == ("quizzes/other.yml", "sample-order", "id")
    assert "in the bank 'sample' already" in found.problem


def bank_problems(*banks: Bank) -> list[Problem]:
    files = {f"quizzes/{bank.id}.yml": bank for bank in banks}
    report = Report("annotation.yml")
    check_banks(samples.case(*banks), files, report, dict.fromkeys(files, YamlSource({})))
    return report.problems


def test_a_bank_has_the_name_of_its_file(edit: Edit, folder: Path) -> None:
    edit("quizzes/numbers.yml", "id: numbers\n", "id: figures\n")
    [found] = problems_of(folder)
    assert (found.file, found.field, found.line) == ("quizzes/numbers.yml", "id", 2)


def test_a_quotation_that_is_not_there_has_its_line(edit: Edit, folder: Path) -> None:
    edit("quizzes/sources.yml", "words: [Putin said]", "words: [Putin sang]")
    [found] = problems_of(folder)
    text = (folder / found.file).read_text(encoding="utf-8")
    assert "Putin sang" in text.splitlines()[(found.line or 0) - 1]
    assert (found.field or "").endswith(".words")

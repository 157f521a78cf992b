"""Texts of lessons: found by name, with values in words, and reported where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Edit, problems_of
from whosays import Case, read_case


def test_a_text_is_given_in_the_readers_language(folder: Path, edit: Edit) -> None:
    edit(
        "lessons.yml",
        '{en: "The claims in this sentence"}',
        '{en: "The claims in this sentence", de: "Die Behauptungen in diesem Satz"}',
    )
    name = "claims.in-sentence"
    assert read_case(folder).caption(name) == "The claims in this sentence"
    assert read_case(folder, lang="de").caption(name) == "Die Behauptungen in diesem Satz"
    assert read_case(folder, lang="de").caption("claims.three-answers").startswith("Three claims")


def test_what_stands_in_braces_is_put_into_words(kursk: Case) -> None:
    caption = kursk.caption("claims.chosen", checkable="in_principle")
    assert caption == "Could it be checked? in principle"


def test_a_source_goes_by_its_name(kursk: Case) -> None:
    named = "A spokeswoman of the German Foreign Office"
    assert kursk.caption("sources.chosen", source="fo_spokeswoman").endswith(named)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("claims.in-sentense", "did you mean 'claims.in-sentence'"),
        ("x", "there are: article.voices"),
    ],
)
def test_a_name_that_is_not_there_is_answered_by_those_there_are(
    kursk: Case, name: str, said: str
) -> None:
    with pytest.raises(KeyError, match=said):
        kursk.caption(name)


def test_a_case_does_without_lessons(folder: Path) -> None:
    (folder / "lessons.yml").unlink()
    assert read_case(folder).lessons == {}


def test_a_text_without_english_is_reported_with_its_line(folder: Path, edit: Edit) -> None:
    edit("lessons.yml", "in-sentence: {en:", "in-sentence: {de:")
    (problem,) = problems_of(folder)
    assert (problem.file, problem.line) == ("lessons.yml", 6)
    assert "English (en:) is missing" in problem.problem


@pytest.mark.parametrize(
    "text", ["{", "}{", "{{7*7}}", "{%raw%}", "{type.__class__}", "{0}x{", "$x$"]
)
def test_other_braces_are_as_good_as_any_character(folder: Path, edit: Edit, text: str) -> None:
    edit("lessons.yml", '{en: "The claims in this sentence"}', f"{{en: '{{type}} {text}'}}")
    caption = read_case(folder).caption("claims.in-sentence", type="event", **{"0": "zero"})
    assert caption.startswith("event ")
    assert caption.removeprefix("event ") == text.replace("{0}", "zero")

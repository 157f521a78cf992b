"""Damaged cases are refused with a message or read as what they say: never anything else.

A sample of the damage that ``tests/deep`` does ten thousand times, and what that has brought to
light.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.conftest import Edit, problems_of
from tests.damage import dump, run, small_case, table, write
from whosays import Case, CaseError, read_case
from whosays.case.annotation import CoverageRow, Estimate

SAMPLE = 300


def test_the_small_case_has_something_of_everything(tmp_path: Path) -> None:
    write(tmp_path, small_case())
    annotation = read_case(tmp_path).annotation
    assert any(a.parent for a in annotation.attributions)
    assert any(a.continues for a in annotation.attributions)
    assert any(len(a.cue or []) > 1 for a in annotation.attributions)
    assert any(claim.quantity for claim in annotation.claims)
    assert annotation.relations
    assert annotation.framing


@pytest.mark.deep
def test_a_sample_of_damaged_cases(tmp_path: Path) -> None:
    read, refused = run(small_case(), range(SAMPLE), tmp_path)
    assert read > SAMPLE // 20
    assert refused > SAMPLE // 2


# --- what damage has brought to light ---


def test_a_line_break_of_windows_is_no_blank_line(tmp_path: Path) -> None:
    case = made(tmp_path, "Er kam.\r\nEr ging.", ["p1s1: Er kam.", "p1s2: Er ging."])
    assert [s.paragraph for s in case.sentences.values()] == [1, 1]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Er kam. Er ging.", ["p1s1: Er kam.", "p1s2:  ", "p1s3: Er ging."]),
        ("Er kam. Er ging.", ["p1s1: Er kam. Er gi", "p1s2: ng."]),
        ("Er kam e\u0301. Ja.", ["p1s1: Er kam e", "p1s2: \u0301. Ja."]),
        ("Er kam.\n\nEr ging.", ["p1s1: Er kam. Er ging."]),
    ],
)
def test_a_sentence_is_words_of_one_paragraph(
    tmp_path: Path, text: str, sentences: list[str]
) -> None:
    with pytest.raises(CaseError) as error:
        made(tmp_path, text, sentences)
    (problem,) = error.value.problems
    assert problem.file == "annotation.yml"
    assert (problem.field or "").endswith("text")


def test_a_stretch_over_sentences_leaves_none_out(folder: Path, edit: Edit) -> None:
    edit("annotation.yml", "    sentence: p1s1\n", "    sentence: [p1s1, p1s3]\n")
    (problem,) = problems_of(folder)
    assert problem.field == "sentence"
    assert "follow one another" in problem.problem


def test_a_stretch_reaches_each_of_its_sentences(folder: Path, edit: Edit) -> None:
    edit("annotation.yml", "    sentence: p1s1\n", "    sentence: [p1s1, p1s2]\n")
    (problem,) = problems_of(folder)
    assert problem.field == "sentence"
    assert "p1s2" in problem.problem


@pytest.mark.parametrize("day", ["0", "1729814400", "2024-10-25T00:00:00"])
def test_a_day_is_written_as_a_day(folder: Path, edit: Edit, day: str) -> None:
    edit("annotation.yml", "date: 2024-10-25", f"date: {day}")
    (problem,) = problems_of(folder)
    assert problem.field == "said_on.date"
    assert "2024-10-25" in problem.remedy


@pytest.mark.parametrize("number", ["1_0000", "\uff11\uff12", "+3", "nan", "infinity"])
def test_a_number_is_written_in_plain_digits(folder: Path, edit: Edit, number: str) -> None:
    edit("estimates.csv", ",,,10000,exact,", f",,,{number},exact,")
    (problem,) = problems_of(folder)
    assert (problem.entry, problem.field) == ("e02", "point")


def test_the_answer_of_a_quiz_is_a_number(folder: Path) -> None:
    path = folder / "quizzes" / "numbers.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^(\s+answer: ).*$", r"\1nan", text, count=1), encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.file == "quizzes/numbers.yml"


def test_a_message_stays_short_and_in_one_line(folder: Path, edit: Edit) -> None:
    edit("annotation.yml", "    source: putin\n", f'    source: "{"x" * 9_000}\\n\\a"\n')
    (problem,) = problems_of(folder)
    assert len(str(problem)) < 1_000
    assert str(problem).isprintable()


def test_a_name_that_is_too_long_for_a_folder_is_refused() -> None:
    with pytest.raises(CaseError):
        read_case("x" * 5_000)


def made(folder: Path, text: str, sentences: list[str]) -> Case:
    """A case of its own with these sentences, all in the author's voice."""
    ids = [sentence.split(": ")[0] for sentence in sentences]
    texts = [sentence.partition(": ")[2] for sentence in sentences]
    voices = [
        {"id": f"v{n}", "sentence": name, "quote": words, "function": "contrast"}
        for n, (name, words) in enumerate(zip(ids, texts, strict=True))
    ]
    author = {"id": "author", "name": {"en": "x"}, "kind": "author"}
    annotation = {
        "sentences": [
            {"id": name, "text": words, "translation": {"en": "x"}}
            for name, words in zip(ids, texts, strict=True)
        ],
        "sources": [{**author, "naming": "role", "stake": "unknown"}],
        "author_voice": voices,
        **{name: [] for name in ("attributions", "claims", "relations", "framing")},
    }
    article = (
        "id: made\ntitle: {en: x}\nlanguage: de\nas_of: x\nknown: []\nunknown: []\n"
        f"rights: {{en: x}}\nsha256: {hashlib.sha256(text.encode()).hexdigest()}\n"
    )
    tables = {"estimates.csv": table((), Estimate), "coverage.csv": table((), CoverageRow)}
    given = {"article.txt": text.encode(), "article.yml": article.encode()}
    write(folder, {**tables, **given, "annotation.yml": dump(annotation)})
    return read_case(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("annotation.yml", "    reason: {en: ", "    reason: {de: {}, en: "),
        ("annotation.yml", "    alternatives: [", "    alternatives: [{{en: {}}}, "),
        ("quizzes/claims.yml", "    prompt: {en: ", "    prompt: {de: {}, en: "),
    ],
)
def test_what_a_table_could_not_give_back_is_refused(
    folder: Path, edit: Edit, name: str, old: str, new: str
) -> None:
    """Readers of CSV take 131,072 characters in a cell, so that is no size to write."""
    edit(name, old, new.replace("{}", "x" * 131_073).replace("{{", "{").replace("}}", "}"))
    (problem,) = problems_of(folder)
    assert problem.file == name
    assert "tables at most" in problem.problem
    assert problem.entry


def test_a_cell_that_is_too_long_is_named_with_the_quotation_mark_that_is_missing(
    folder: Path,
) -> None:
    path = folder / "estimates.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"' + "x" * 131_073, encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.file == "estimates.csv"
    assert "not closed" in problem.remedy

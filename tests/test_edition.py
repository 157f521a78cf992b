"""What an edition lacks: listed file by file, on a made-up case and on the real one."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import KURSK
from whosays import Case, CaseError, read_case
from whosays.cli import main
from whosays.edition import missing

TEXT = "Der Zug fährt, sagte Anna."
ARTICLE = f"""
id: train
title: {{en: A train, de: Ein Zug}}
language: de
sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
as_of: today
known: []
unknown: [{{en: Who wrote it.}}]
rights: {{en: Ours., de: Unser.}}
"""
ANNOTATION = """
sentences:
  - id: p1s1
    text: Der Zug fährt, sagte Anna.
    translation: {en: "The train runs, said Anna."}
sources:
  - {id: author, name: {en: The author, de: Sie}, kind: author, naming: anonymous, stake: unknown}
  - {id: anna, name: {en: Anna}, kind: experts, naming: named_person, stake: third}
attributions:
  - id: a1
    sentence: p1s1
    source: anna
    cue: sagte
    content: Der Zug fährt
    stwr: indirect
    medium: speech
    mood: indicative
    evidential: none
    cue_class: verb
    translated: {en: {cue: said, content: The train runs}}
author_voice: []
claims:
  - id: c1
    proposition: {en: The train runs.}
    type: event
    uttered_by: [a1]
    factuality: [{holder: anna, value: CT+}]
    checkable: yes
    reason: {en: Go and see., de: Man kann hingehen.}
relations: []
framing: []
"""
QUIZ = """
id: train
title: {en: The train, de: Der Zug}
aims: {see: {en: See it., de: Es sehen.}}
items:
  - id: train-runs
    type: single
    chapter: train
    aim: see
    prompt: {en: Who says so?, de: Wer sagt das?}
    passage: {sentences: [p1s1]}
    options:
      - {id: anna, correct: true, text: {en: A, de: A}, feedback: {en: Y, de: J}, words: [said]}
      - {id: nobody, text: {en: Nobody}, feedback: {en: No., de: Nein.}, words: [sagte]}
"""
COVERAGE = (
    "id,date,outlet,language,claim,wording,translation_en,url,read_on,read_as\n"
    "w1,2024-10-24,One,de,train,Er fährt,It runs,https://a.b/c,2024-10-25,stored_copy\n"
    "w2,2024-10-24,Two,en,train,It runs,,https://a.b/d,2024-10-25,stored_copy\n"
)
ESTIMATES = (
    "id,date,outlet,wording,url,read_on,read_as,source,speaker,low,high,point,bound,counted,region,"
    "counted_as_worded,scope,title\n"
)
LACKS_DE = [
    "annotation.yml anna name",
    "annotation.yml c1 proposition",
    "article.yml  unknown.0",
    "lessons.yml  train.who",
    "quizzes/train.yml train-runs options.nobody.text",
    "quizzes/train.yml train-runs options.anna.words",
    "coverage.csv w2 translation_de",
    "book/de/about.md  ",
]


@pytest.fixture
def train(tmp_path: Path) -> Path:
    """A case in a folder as a book has it, with two English pages and one in German."""
    folder = tmp_path / "seeds" / "train"
    files = {
        "seeds/train/article.txt": TEXT,
        "seeds/train/article.yml": ARTICLE,
        "seeds/train/annotation.yml": ANNOTATION,
        "seeds/train/quizzes/train.yml": QUIZ,
        "seeds/train/coverage.csv": COVERAGE,
        "seeds/train/estimates.csv": ESTIMATES,
        "seeds/train/lessons.yml": "train: {who: {en: Who says so}, why: {en: Why, de: Warum}}\n",
        "book/en/train.ipynb": "{}",
        "book/en/about.md": "",
        "book/de/train.ipynb": "{}",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def of_the_case(case: Case, lang: str) -> list[str]:
    """What is missing outside the package, whose words are the same for every case."""
    lacks = missing(case, lang)
    return [f"{m.file} {m.entry} {m.field}" for m in lacks if not m.file.startswith("words/")]


def test_what_has_no_german_is_listed_file_by_file(train: Path) -> None:
    assert of_the_case(read_case(train), "de") == LACKS_DE


def test_another_language_needs_the_article_translated_as_well(train: Path) -> None:
    lacks = of_the_case(read_case(train), "xx")
    assert {"annotation.yml p1s1 translation", "annotation.yml a1 translated"} <= set(lacks)
    assert {"coverage.csv w1 translation_xx", "coverage.csv w2 translation_xx"} <= set(lacks)
    assert "book/xx/train.ipynb  " in lacks
    words = {m.file for m in missing(read_case(train), "xx")}
    assert {"words/guidelines.xx.yml", "words/languages/xx.yml", "words/interface.yml"} <= words


def test_a_text_says_on_which_line_it_stands(train: Path) -> None:
    lines = {m.field: m.line for m in missing(read_case(train), "de") if m.file == "annotation.yml"}
    assert lines == {"name": 8, "proposition": 24}


def test_nothing_is_missing_in_english(kursk: Case) -> None:
    assert missing(kursk, "en") == []


def test_every_column_lacks_its_german_until_it_has_one(kursk: Case) -> None:
    fields = {m.field for m in missing(kursk, "de") if m.file == "words/columns.yml"}
    assert "tables.claims.columns.proposition" in fields
    assert "tables.claims.columns.place" not in fields


def test_the_command_lists_counts_and_ends_with_one(train: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(train), "--edition", "de"])
    assert result.exit_code == 1
    assert (
        "annotation.yml\n  line 8: anna, name\n  line 24: c1, proposition\n  2 missing here.\n"
        in (result.output)
    )
    assert "book/de/about.md\n  the file is missing\n" in result.output
    count = len(missing(read_case(train), "de"))
    assert f"train, edition de: {count} missing in " in result.output.splitlines()[-1]


def test_the_command_ends_with_nothing_where_nothing_is_missing(train: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(train), "--edition", "en"])
    assert (result.exit_code, result.output) == (0, "train, edition en: nothing is missing.\n")


def test_a_language_is_named_by_its_code(train: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(train), "--edition", "German"])
    assert result.exit_code == 2
    assert "write it such as de or fr" in result.output


def test_pages_that_cannot_be_listed_are_not_called_complete(
    kursk: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def refusing(folder: Path) -> object:
        if folder.name == "en":
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)
    with pytest.raises(CaseError, match="cannot be read"):
        missing(kursk, "de")


def test_a_file_beside_the_case_that_is_none_of_its_own_is_left_alone(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(KURSK, tmp_path / "seeds" / "kursk-2024")
    (folder / "notes.yml").write_bytes(b"\xff")
    assert "notes.yml" not in {lack.file for lack in missing(read_case(folder), "de")}

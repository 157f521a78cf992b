"""A case as a lesson: a notebook that runs, says what made it, and is nobody's work lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner, Result

from tests.conftest import ASEM
from tests.levels import for_german_readers, reduced
from whosays import Case, read_case
from whosays.begin.lesson import ANNOTATED, lesson
from whosays.case.vocabulary import Level
from whosays.cli import main
from whosays.errors import CallError


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Case:
    place = tmp_path_factory.mktemp("german")
    return read_case(for_german_readers(reduced(ASEM, place, Level.READING)))


def cells(case: Case, kind: str) -> list[str]:
    made = json.loads(lesson(case))
    nbformat.validate(nbformat.from_dict(made))
    return ["".join(cell["source"]) for cell in made["cells"] if cell["cell_type"] == kind]


def run(cells: list[str]) -> list[Any]:
    """What each cell shows."""
    names: dict[str, Any] = {}
    shown = []
    for cell in cells:
        *before, last = cell.splitlines()
        exec("\n".join(before), names)  # noqa: S102 - our own cells
        shown.append(eval(last, names))  # noqa: S307
    return shown


@pytest.mark.parametrize("level", Level)
def test_every_cell_runs_and_is_an_import_and_a_call(
    level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").mkdir()
    case = read_case(reduced(ASEM, tmp_path / "seeds", level))
    monkeypatch.chdir(tmp_path)
    code = cells(case, "code")
    assert all(len(cell.splitlines()) <= 5 for cell in code)
    shown = run(code)
    names = [type(each).__mro__[1].__name__ if hasattr(each, "stem") else "" for each in shown]
    assert {"Quiz", "Annotator", "Reader"} <= set(names)
    assert "<p" in shown[0]._repr_html_()


def test_the_page_says_that_a_program_made_it(german: Case, asem: Case) -> None:
    first, last = cells(german, "markdown")[0], cells(german, "markdown")[-1]
    assert "Von einem Programm gemacht" in first
    assert "Von einem Programm gemacht" in last
    assert "Made by a program" in cells(asem, "markdown")[0]
    # Above each set that would be a heading over and over.
    sets = [cell for cell in cells(german, "code") if cell.startswith("quiz(")]
    assert len(sets) >= 3
    assert all(cell.endswith(', title="Fragen")') for cell in sets)


def test_it_is_the_same_each_time_and_without_outputs(german: Case) -> None:
    assert lesson(german) == lesson(german)
    for cell in json.loads(lesson(german))["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_nothing_is_told_before_it_is_asked(german: Case) -> None:
    """The annotated text comes after the questions, but for those that are left over."""
    code = "\n".join(cells(german, "code"))
    places = [code.index(f'"generated", "{name}"') for name in ("who", "cue", "form")]
    assert max(places) < code.index("annotator(") < code.index("reader(")
    found = re.search(r"annotator\(case, paragraphs=\[(.*)\]\)", code)
    assert found is not None
    assert len(found[1].split(",")) == ANNOTATED


def test_a_title_is_no_markup(german: Case) -> None:
    article = german.article.model_copy(update={"title": {"de": "*Ja* [nein](x) `{a}` $1$"}})
    heading = cells(replace(german, article=article), "markdown")[0].splitlines()[0]
    assert heading == r"# \*Ja\* \[nein\](x) \`\{a\}\` \$1\$"


# --- the command ---


def command(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["lesson", *map(str, arguments)])


def test_it_is_written_into_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, german: Case
) -> None:
    monkeypatch.chdir(tmp_path)
    result = command(german.folder)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "book/de/asem-2007.ipynb",
        "To have it in the book, add to _toc.yml: - file: book/de/asem-2007",
    ]
    assert (tmp_path / "book/de/asem-2007.ipynb").read_bytes() == lesson(german)


@pytest.mark.parametrize("also", [(), ("--page",)], ids=["notebook", "one file"])
def test_what_somebody_has_changed_stays(tmp_path: Path, german: Case, also: tuple[str]) -> None:
    target = tmp_path / "mine"
    target.write_text("mine", encoding="utf-8")
    result = command(german.folder, "--to", target, *also)
    assert result.exit_code == 1
    assert "--replace" in result.output
    assert target.read_text(encoding="utf-8") == "mine"
    assert command(german.folder, "--to", target, "--replace", *also).exit_code == 0
    assert command(german.folder, "--to", tmp_path / "new", *also).exit_code == 0
    assert target.read_bytes() == (tmp_path / "new").read_bytes()


def test_where_it_cannot_be_written_a_line_says_so(tmp_path: Path, german: Case) -> None:
    (tmp_path / "file").touch()
    result = command(german.folder, "--to", tmp_path / "file/x.ipynb")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "Name another file with --to." in result.output


def test_of_a_case_without_voices_there_is_no_lesson(german: Case) -> None:
    annotation = german.annotation.model_copy(update={"attributions": [], "author_voice": []})
    with pytest.raises(CallError, match="nothing can be asked"):
        lesson(replace(german, annotation=annotation))

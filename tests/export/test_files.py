"""What is exported: every file that is promised, always the same, and tables that read back."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given

from tests.conftest import KURSK
from tests.export.tables_back import read_tables
from tests.made_cases import made_cases, unhurried
from whosays import Case
from whosays.case.annotation import CoverageRow, Estimate
from whosays.case.forms import read_rows
from whosays.cli import main
from whosays.export.files import FORMATS, export_case
from whosays.export.schemas import schemas
from whosays.tables.frames import TABLES


def test_every_promised_file_is_written(exported: Path) -> None:
    found = {path.relative_to(exported).as_posix() for path in exported.rglob("*.*")}
    tables = {f"{name}.csv" for name in TABLES}
    described = {f"schemas/{name}.schema.json" for name in schemas()}
    assert found == tables | described | {"annotation.jsonld", "datapackage.json"}
    assert set(schemas()) == {"article", "annotation", "estimate", "coverage", "quiz", "results"}


def test_the_same_case_gives_the_same_bytes_in_any_process(files: dict[str, bytes]) -> None:
    program = (
        "import hashlib; from whosays import read_case; from whosays.export.files import render\n"
        f"for name, data in render(read_case({str(KURSK)!r})).items():\n"
        "    print(name, hashlib.sha256(data).hexdigest())"
    )
    expected = [f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in files.items()]
    run = subprocess.run(  # noqa: S603 - this Python, with a program from above
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines() == expected


def test_every_format_has_files_of_its_own(kursk: Case, asem: Case) -> None:
    for case in (kursk, asem):
        names = [name for make in FORMATS.values() for name in make(case)]
        assert len(names) == len(set(names))
    assert all(make(asem) for make in FORMATS.values())  # a text that is quoted only is no file


# --- the tables read back ---


def assert_tables(case: Case, folder: Path) -> None:
    for name, frame in read_tables(folder).items():
        expected = TABLES[name](case)
        pd.testing.assert_frame_equal(frame, expected, check_dtype=False, check_frame_type=False)
    sentences = read_tables(folder)["sentences"]
    for row in sentences.itertuples():
        assert case.text[row.start : row.end] == row.text


def test_the_tables_read_back_are_the_same(kursk: Case, exported: Path) -> None:
    assert_tables(kursk, exported)
    for model, name, rows in (
        (Estimate, "estimates.csv", kursk.estimates),
        (CoverageRow, "coverage.csv", kursk.coverage),
    ):
        text = (exported / name).read_text(encoding="utf-8")
        # A table has one language, which its author's file names.
        assert read_rows(model, text.replace('"translation"', '"translation_en"', 1), name) == rows


@pytest.mark.deep
@unhurried(30)
@given(made_cases)
def test_the_tables_of_any_case_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, case: Case
) -> None:
    folder = tmp_path_factory.mktemp("made")
    export_case(case, folder)
    assert_tables(case, folder)


# --- the command ---


def run_export(folder: Path) -> Any:
    return CliRunner().invoke(main, ["export", str(KURSK), "--to", str(folder)])


def test_the_command_names_every_file(tmp_path: Path, files: dict[str, bytes]) -> None:
    result = run_export(tmp_path / "new" / "folder")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == len(files)


def in_a_file(folder: Path) -> Path:
    (folder / "file").write_text("", encoding="utf-8")
    return folder / "file" / "out"


def with_a_folder_in_the_way(folder: Path) -> Path:
    (folder / "annotation.jsonld").mkdir()
    return folder


@pytest.mark.parametrize("place", [in_a_file, with_a_folder_in_the_way, lambda f: f / ("x" * 300)])
def test_a_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    result = run_export(place(tmp_path))
    assert result.exit_code == 1
    assert "cannot be written to" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output

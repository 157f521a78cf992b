"""The package brings its cases: a notebook finds them where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from whosays.case.folder import PACKAGED, find_case

READ = "from whosays import read_case; case = read_case('kursk-2024'); print(case.folder)"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is installed where there is no checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet"]
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        *options,
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - our own package
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def run(program: str, installed: Path, cwd: Path) -> str:
    done = subprocess.run(  # noqa: S603 - this Python, with a program from above
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(installed)},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_an_installed_package_reads_its_case_in_any_folder(installed: Path, tmp_path: Path) -> None:
    assert run(READ, installed, tmp_path) == str(installed / "whosays/seeds/kursk-2024")


def test_a_case_of_ones_own_comes_first(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / "seeds/kursk-2024"
    own.parent.mkdir()
    own.symlink_to(ROOT / "seeds/kursk-2024")
    assert run(READ, installed, tmp_path) == str(own)


def test_a_wrong_name_is_told_which_cases_come_with_the_package(
    installed: Path, tmp_path: Path
) -> None:
    program = (
        "from whosays import read_case, CaseError\n"
        "try: read_case('kursk')\nexcept CaseError as error: print(error)"
    )
    there = ", ".join(sorted(folder.parent.name for folder in ROOT.glob("seeds/*/article.yml")))
    assert f"There are: {there}." in run(program, installed, tmp_path)


def test_a_checkout_reads_its_own_cases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert not PACKAGED[0].exists()
    monkeypatch.chdir(tmp_path)
    assert find_case("kursk-2024") == ROOT / "seeds/kursk-2024"


def test_the_wheel_says_what_is_licensed_and_what_is_not(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        said = packed.read(metadata).decode()
        notice = packed.read("whosays/seeds/README.md").decode()
    assert "License-Expression: BSD-3-Clause AND CC-BY-4.0 AND LicenseRef-quoted-article" in said
    assert [name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name] == [
        "LICENSE",
        "LICENSE-CONTENT",
    ]
    assert "The article is not ours and is not licensed" in notice
    assert "article.txt" in notice


def test_the_wheel_holds_every_file_of_a_case_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = {name for name in packed.namelist() if name.startswith("whosays/seeds/")}
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "seeds"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert inside == {f"whosays/{name}" for name in listed.split()}

"""A file that cannot be read is said, with its place: never passed over, never waited for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import problems_of
from whosays import Case, CaseError, read_case

PLACES = ["quizzes/claims.yml", "article.txt", "annotation.yml", "lessons.yml", "readings.csv"]


def replaced(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


IN_THE_PLACE_OF_A_FILE: dict[str, Callable[[Path], object]] = {
    "a link that leads nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "another encoding": lambda path: path.write_bytes("Führung".encode("cp1252")),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", IN_THE_PLACE_OF_A_FILE)
def test_what_is_no_file_is_said_and_not_waited_for(folder: Path, place: str, what: str) -> None:
    replaced(folder / place, IN_THE_PLACE_OF_A_FILE[what])
    (problem,) = problems_of(folder)
    assert problem.file == place


def test_a_link_to_a_file_is_as_good_as_the_file(folder: Path, tmp_path: Path) -> None:
    place = folder / "quizzes" / "claims.yml"
    place.rename(tmp_path / "elsewhere.yml")
    place.symlink_to(tmp_path / "elsewhere.yml")
    assert "claims" in read_case(folder).quizzes


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("nowhere"), os.mkfifo])
def test_questions_that_lie_in_no_folder_are_missed(
    folder: Path, make: Callable[[Path], object]
) -> None:
    shutil.rmtree(folder / "quizzes")
    make(folder / "quizzes")
    (problem,) = problems_of(folder)
    assert problem.file == "quizzes"


def test_a_case_may_have_no_questions(folder: Path) -> None:
    shutil.rmtree(folder / "quizzes")
    (folder / "plans.yml").unlink()  # it names questions
    assert read_case(folder).quizzes == {}


@pytest.mark.parametrize("name", ["more.yaml", "more.YML"])
def test_a_bank_with_another_ending_is_not_passed_over(folder: Path, name: str) -> None:
    (folder / "quizzes" / name).touch()
    (problem,) = problems_of(folder)
    assert problem.file == f"quizzes/{name}"
    assert "Rename" in problem.remedy


def test_what_an_editor_leaves_beside_a_bank_is_no_bank(folder: Path) -> None:
    (folder / "quizzes" / ".#claims.yml").symlink_to("me@here.1234")
    (folder / "quizzes" / "claims.yml~").touch()
    assert read_case(folder).quizzes


def test_a_file_that_vanishes_while_the_case_is_read_is_missed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def vanishing(path: Path) -> bytes:
        if path.name == "annotation.yml":
            (folder / "quizzes" / "claims.yml").unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", vanishing)
    (problem,) = problems_of(folder)
    assert (problem.file, "missing" in problem.problem) == ("quizzes/claims.yml", True)


def test_each_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is checked is what is used, whatever happens to the file in between."""
    read, times = Path.read_bytes, dict[str, int]()

    def counting(path: Path) -> bytes:
        times[str(path)] = times.get(str(path), 0) + 1
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counting)
    case: Case = read_case(folder)
    assert case.text.encode() == read(folder / "article.txt")
    assert set(times.values()) == {1}


# --- what the system refuses ---


def refusing(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Let the system refuse a file or folder, as it does to whom it does not belong.

    Root is refused nothing, so that the tests cannot simply take the permissions away.
    """
    for holder, name in ((os, "scandir"), (os, "stat"), (Path, "open"), (Path, "stat")):
        monkeypatch.setattr(holder, name, _refused(getattr(holder, name), name, closed))


def _refused(call: Callable[..., object], name: str, closed: Path) -> Callable[..., object]:
    def asked(path: object = ".", *more: object, **named: object) -> object:
        here = Path(os.path.abspath(str(path)))  # noqa: PTH100 - Path.resolve asks again
        # Of a closed folder itself one may know that it is there.
        if closed in here.parents or (here == closed and "stat" not in name):
            raise PermissionError(13, "Permission denied", str(path))
        return call(path, *more, **named)

    return asked


@pytest.mark.parametrize("closed", ["quizzes", *PLACES])
def test_what_may_not_be_read_is_named_with_the_remedy(
    folder: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    refusing(monkeypatch, folder / closed)
    (problem,) = problems_of(folder)
    assert problem.file == closed
    assert "Permission denied" in problem.problem
    assert "permissions" in problem.remedy


def test_a_case_folder_that_may_not_be_read_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, folder)
    (problem,) = problems_of(folder)
    assert problem.file == str(folder)
    assert "permissions" in problem.remedy


def test_a_case_among_cases_that_may_not_be_read_is_not_called_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "seeds").mkdir()
    monkeypatch.chdir(folder.parent)
    refusing(monkeypatch, folder.parent / "seeds")
    with pytest.raises(CaseError, match="cannot be read"):
        read_case("other")


def unprivileged() -> list[str]:
    """How to start a program that permissions hold for; empty where there is no way."""
    if os.geteuid() != 0:
        return ["env"]
    if shutil.which("capsh"):
        return [
            "capsh",
            "--drop=cap_dac_override,cap_dac_read_search",
            "--",
            "-c",
            'exec "$0" "$@"',
        ]
    return []


@pytest.mark.skipif(not unprivileged(), reason="root is refused nothing, and capsh is not there")
@pytest.mark.parametrize("closed", [".", "quizzes", "quizzes/claims.yml", "annotation.yml"])
def test_the_command_says_what_it_may_not_read(folder: Path, closed: str) -> None:
    place, mode = folder / closed, (folder / closed).stat().st_mode
    place.chmod(0)
    try:
        done = subprocess.run(  # noqa: S603 - this Python
            [*unprivileged(), sys.executable, "-c", "from whosays.cli import main; main()",
             "check", str(folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        place.chmod(mode)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "Permission denied" in done.stderr
    assert (str(folder) if closed == "." else closed) in done.stderr

"""An export is whole or not there, and touches nothing that is not its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.conftest import KURSK, case_in
from whosays import Case
from whosays.cli import main
from whosays.export.downloads import write_downloads
from whosays.export.files import export_case, render, write

FILES = {"one.csv": b"1" * 900, "schemas/two.json": b"2" * 900, "last.json": b"3" * 900}


def held(folder: Path) -> dict[str, bytes]:
    """All files in a folder, hidden ones and links as well, with what they hold."""
    paths = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


def full_after(monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """A disk that is full after so many files and half of another."""
    whole, times = Path.write_bytes, iter(range(100))

    def writing(path: Path, data: bytes) -> int:
        if next(times) < files:
            return whole(path, data)
        whole(path, data[: len(data) // 2])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", writing)


def stuck_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A system that does not let a file be moved to its place, as when another holds it open."""
    whole = Path.rename

    def moving(path: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path, target)

    monkeypatch.setattr(Path, "rename", moving)


@pytest.mark.parametrize("files", [0, 1, 2])
def test_on_a_full_disk_a_new_folder_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    full_after(monkeypatch, files)
    with pytest.raises(OSError, match=r"cannot be written to \(No space left"):
        write(FILES, tmp_path / "deep" / "new")
    assert list(tmp_path.iterdir()) == []


BREAKING: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a full disk": lambda monkeypatch: full_after(monkeypatch, 2),
    "the first file cannot be moved": lambda monkeypatch: stuck_at(monkeypatch, "one.csv"),
    "the last file cannot be moved": lambda monkeypatch: stuck_at(monkeypatch, "last.json"),
}


@pytest.mark.parametrize("breaking", BREAKING)
@pytest.mark.parametrize("before", [{}, dict.fromkeys(FILES, b"old"), {"one.csv": b"old"}])
def test_an_older_export_stays_whole_when_a_newer_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes], breaking: str
) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    write(before, tmp_path)
    BREAKING[breaking](monkeypatch)
    with pytest.raises(OSError, match="cannot be written to"):
        write(FILES, tmp_path)
    assert held(tmp_path) == {**before, "mine.txt": b"mine"}


def test_a_newer_export_replaces_all_of_an_older_one_and_nothing_else(tmp_path: Path) -> None:
    write({"one.csv": b"old"}, tmp_path)
    (tmp_path / "mine.txt").write_bytes(b"mine")
    written: Any = write(FILES, tmp_path)
    assert held(tmp_path) == {**FILES, "mine.txt": b"mine"}
    assert written == {tmp_path / name: name == "one.csv" for name in FILES}


def test_a_new_folder_can_be_read_by_those_who_may_read_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    write(FILES, tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "beside").stat().st_mode


# --- Ctrl+C ---


def interrupting(monkeypatch: pytest.MonkeyPatch, name: str, at: str) -> None:
    """Press Ctrl+C when a method of Path comes to a file."""
    whole = getattr(Path, name)

    def interrupted(path: Path, *more: Any) -> Any:
        if path.name == at:
            signal.raise_signal(signal.SIGINT)
        return whole(path, *more)

    monkeypatch.setattr(Path, name, interrupted)


@pytest.mark.parametrize(
    ("during", "at", "whole"),
    [
        ("write_bytes", "two.json", False),
        ("rename", "one.csv", True),
        ("rename", "last.json", True),
    ],
)
def test_who_interrupts_an_export_gets_all_of_it_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, during: str, at: str, *, whole: bool
) -> None:
    before = {"one.csv": b"old", "last.json": b"old"}
    write(before, tmp_path)
    interrupting(monkeypatch, during, at)
    with pytest.raises(KeyboardInterrupt):
        write(FILES, tmp_path)
    assert held(tmp_path) == ({**before, **FILES} if whole else before)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_another_thread_may_export_as_well(tmp_path: Path) -> None:
    thread = threading.Thread(target=write, args=(FILES, tmp_path))
    thread.start()
    thread.join()
    assert held(tmp_path) == FILES


@pytest.mark.deep
def test_interrupted_commands_leave_all_or_nothing_and_show_no_traceback(tmp_path: Path) -> None:
    """A command takes about three seconds, of which it loads for two and a half.

    It is interrupted once it has begun: before that, Python has nothing that could say it better.
    """
    whole = dict(sorted(render(case_in(KURSK)).items()))
    program = "from whosays.cli import main; print('begun', flush=True); main()"
    started = [
        (at, subprocess.Popen(  # noqa: S603 - this Python
            [sys.executable, "-c", program, "export", str(KURSK), "--to", str(tmp_path / str(at))],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ))
        for at in range(4)
    ]  # fmt: skip
    for at, process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        names = {path.name for path in tmp_path.iterdir()}
        assert "Traceback" not in said
        assert not any(name.startswith(".") for name in names)
        # Who interrupts a command in its last moment, when all is written, has all of it.
        assert held(tmp_path / str(at)) in ({}, whole)
        assert process.returncode or str(at) in names


# --- where an export may stand ---


def run_export(folder: Path | str, case: Path = KURSK) -> Any:
    return CliRunner().invoke(main, ["export", str(case), "--to", str(folder)])


OF_A_CASE = [".", "quizzes", "exported", "deep/er"]


@pytest.mark.parametrize("below", OF_A_CASE)
def test_no_case_is_exported_into_a_case(folder: Path, below: str) -> None:
    before = held(folder)
    for case in (folder, KURSK):
        result = run_export(folder / below, case)
        assert result.exit_code == 1
        assert "holds a case" in result.stderr
        assert result.stderr.count("\n") == 1
    assert held(folder) == before


def test_no_case_is_exported_into_itself_by_another_way(folder: Path, tmp_path: Path) -> None:
    before = held(folder)
    (tmp_path / "link").symlink_to(folder)
    for way in (tmp_path / "link" / "out", tmp_path / "x" / ".." / folder.name, tmp_path / "link"):
        assert run_export(way, folder).exit_code == 1
    assert held(folder) == before


def test_a_case_that_is_not_finished_is_a_case(tmp_path: Path) -> None:
    (tmp_path / "article.yml").touch()
    assert run_export(tmp_path).exit_code == 1


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_is_a_link_is_not_written_to(tmp_path: Path, *, there: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    if there:
        elsewhere.mkdir()
    (tmp_path / "out").symlink_to(elsewhere)
    result = run_export(tmp_path / "out")
    assert result.exit_code == 1
    assert f"this is a link to {elsewhere}" in result.stderr
    assert held(tmp_path / "elsewhere") == {}


def test_a_folder_within_the_export_that_is_a_link_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "schemas").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="this is a link"):
        write(FILES, tmp_path / "out")
    assert held(tmp_path / "elsewhere") == {}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["schemas"]


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(
    tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    source, out = tmp_path / "estimates.csv", tmp_path / "out"
    source.write_bytes(b"source")
    out.mkdir()
    link(out / "one.csv", source)
    write(FILES, out)
    assert source.read_bytes() == b"source"
    assert not (out / "one.csv").is_symlink()
    assert held(out) == FILES


def test_the_downloads_of_a_site_follow_no_link(kursk: Case, tmp_path: Path) -> None:
    source, site = tmp_path / "claims.csv", tmp_path / "site" / "data" / kursk.id
    source.write_bytes(b"source")
    site.mkdir(parents=True)
    (site / "claims.csv").symlink_to(source)
    write_downloads(kursk, tmp_path / "site")
    assert source.read_bytes() == b"source"


def test_the_command_says_what_it_has_replaced(kursk: Case, tmp_path: Path) -> None:
    export_case(kursk, tmp_path)
    (tmp_path / "claims.csv").unlink()
    lines = run_export(tmp_path).output.splitlines()
    fresh = [line for line in lines if not line.endswith(" (replaced)")]
    assert fresh == [str(tmp_path / "claims.csv")]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root mounts a small disk")
def test_a_small_disk_gets_nothing_rather_than_a_part(kursk: Case, tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(OSError, match="No space left"):
            export_case(kursk, tmp_path / "out")
        with pytest.raises(OSError, match="No space left"):
            export_case(kursk, tmp_path)
        left: Mapping[str, bytes] = held(tmp_path)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)  # noqa: S603, S607
    assert left == {}

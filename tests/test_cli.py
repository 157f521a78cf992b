"""What a command says is plain text in lines, and it ends without a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import KURSK
from whosays.cli import main

PROGRAM = "from whosays.cli import main; main()"
NOISY = "\x1b]0;pwned\x07\x1b[31m\u202e\u009bx"
"""What a terminal would take for orders: a title, a colour, the direction, and one byte for two."""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def assert_plain(result: Result) -> None:
    assert all(line.isprintable() for line in result.output.splitlines()), result.output
    assert all(len(line) <= 1_200 for line in result.output.splitlines())
    assert isinstance(result.exception, SystemExit | None), result.exception


@pytest.mark.parametrize("place", ["quizzes/{}.yml", "quizzes/{}.yaml"])
def test_the_name_of_a_file_gives_a_terminal_no_orders(folder: Path, place: str) -> None:
    (folder / place.format(NOISY)).touch()
    result = run("check", folder)
    assert result.exit_code == 1
    assert r"\x1b]0;pwned\x07" in result.stderr
    assert_plain(result)


def test_a_name_that_is_no_text_can_be_said(folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder / "quizzes") + b"/\xff.yml"))).touch()
    result = run("check", folder)
    assert r"\udcff.yml" in result.stderr
    assert_plain(result)


@pytest.mark.parametrize("given", [NOISY, "x" * 5_000, f"{NOISY}\n" * 500])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{}"],
        ["check", "seeds/{}"],
        ["check", KURSK, "--edition", "{}"],
        ["check", KURSK, "--{}"],
        ["{}"],
        ["new", "{}", "--text", KURSK / "article.txt"],
        ["new", "x", "--text", "{}"],
        ["new", "x", "--text", KURSK / "article.txt", "--in", "{}"],
        ["new", "x", "--text", KURSK / "article.txt", "--language", "{}"],
        ["new", "x", "--text", KURSK / "article.txt", "--preamble", "{}"],
        ["new", "x", "--text", KURSK / "article.txt", "--readers", "{}"],
        ["lesson", "{}"],
        ["lesson", KURSK, "--to", "/dev/null/{}"],
        ["export", "{}", "--to", "out"],
        ["export", KURSK, "--to", "/dev/null/{}"],
    ],
)
def test_an_argument_is_repeated_as_text_of_bearable_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*(str(each).format(given) for each in arguments))
    assert result.exit_code in {1, 2}
    assert len(result.output) < 4_000
    assert_plain(result)


def test_the_files_of_an_export_are_named_as_text(tmp_path: Path) -> None:
    result = run("export", KURSK, "--to", tmp_path / NOISY)
    assert result.exit_code == 0
    assert_plain(result)


@pytest.mark.parametrize("given", [".", "", "../kursk-2024/", "quizzes/.."])
def test_the_folder_is_named_however_it_was_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    (folder / "estimates.csv").unlink()
    monkeypatch.chdir(folder)
    result = run("check", given)
    assert_plain(result)
    assert ("no case is named" if given == "" else "Put it into kursk-2024/;") in result.stderr


# --- where the words go ---


def started(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        text=True, check=False, **{"stderr": subprocess.PIPE, "encoding": "latin-1", **more},
    )  # type: ignore[call-overload, no-any-return]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [["check", KURSK], ["--help"], ["check", "--help"]])
def test_a_full_output_is_said_in_a_line(arguments: list[object]) -> None:
    with Path("/dev/full").open("w") as full:
        done = started(*arguments, stdout=full)
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            "What there is to say cannot be read or written (No space left on device)."
        ]
        assert started("check", "nowhere", stdout=full, stderr=full).returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes the output")
@pytest.mark.parametrize(("case", "status"), [(KURSK, 0), ("nowhere", 1)])
def test_a_closed_output_changes_no_result(case: object, status: int) -> None:
    shell = f"exec '{sys.executable}' -c '{PROGRAM}' check '{case}' >&- 2>&-"
    assert subprocess.run(["/bin/sh", "-c", shell], check=False).returncode == status  # noqa: S603


def test_a_terminal_without_letters_of_the_case_gets_their_numbers() -> None:
    done = started("check", "Łódź", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert r"\u0141ód\u017a: there is no such folder." in done.stderr


@pytest.mark.parametrize("module", ["re", "click", "pydantic", "whosays.case.read", "yaml"])
def test_ctrl_c_while_modules_load_is_said_in_a_word(module: str) -> None:
    program = f"""\
import importlib.abc, sys
class Interrupting(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.modules.pop({module!r}, None)
sys.meta_path.insert(0, Interrupting())
from whosays.cli import main
main()
"""
    done = subprocess.run(  # noqa: S603 - this Python, with a program from above
        [sys.executable, "-c", program, "check", str(KURSK)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Aborted.\n")


def test_ctrl_c_in_a_command_is_said_in_the_same_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("whosays.cli.read_case", pressed)
    result = run("check", KURSK)
    assert (result.exit_code, result.stderr.strip()) == (130, "Aborted.")

"""Small books, built once for all tests that look at them."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

BOOKS = Path(__file__).parent / "books"


@dataclass(frozen=True)
class BuiltBook:
    """A small book after ``jupyter-book build``."""

    html: Path
    warnings: tuple[str, ...]

    def page(self, name: str) -> str:
        """HTML of one page."""
        return (self.html / f"{name}.html").read_text(encoding="utf-8")


def build(folder: Path, out: Path, *options: str) -> BuiltBook:
    """Build the book in ``folder`` into ``out``; its notebooks can import the tests' modules.

    The package is the one beside the tests, whichever is installed.
    """
    jupyter_book = Path(sys.executable).with_name("jupyter-book")
    command = [str(jupyter_book), "build", *options, "--path-output", str(out), str(folder)]
    done = subprocess.run(  # noqa: S603 (our own folders)
        command,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    warnings = tuple(line for line in done.stderr.splitlines() if "WARNING: " in line)
    return BuiltBook(out / "_build/html", warnings)


def contents(folder: Path) -> dict[str, str]:
    """Every file of a built site, by the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], BuiltBook]:
    """``built_book("rich")`` builds the folder of that name, the first time it is asked for.

    The folders of processes that test side by side lie in one: who comes first builds for all.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    @cache
    def once(name: str) -> BuiltBook:
        out = shared / f"book-{name}"
        out.mkdir(exist_ok=True)
        told = out / "warnings.json"
        with (out / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not told.exists():
                told.write_text(json.dumps(build(BOOKS / name, out).warnings), encoding="utf-8")
        return BuiltBook(out / "_build/html", tuple(json.loads(told.read_text(encoding="utf-8"))))

    return once

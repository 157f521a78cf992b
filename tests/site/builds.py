"""Small books, built once for all tests that look at them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

BOOKS = Path(__file__).parent / "books"


@dataclass(frozen=True)
class BuiltBook:
    """A small book after ``jupyter-book build``."""

    html: Path
    warnings: tuple[str, ...]

    def page(self, name: str) -> str:
        """HTML of one page."""
        return (self.html / f"{name}.html").read_text(encoding="utf-8")


def build(name: str, out: Path) -> BuiltBook:
    """Build the folder of that name below ``books/`` into ``out``."""
    jupyter_book = Path(sys.executable).with_name("jupyter-book")
    command = [str(jupyter_book), "build", "--path-output", str(out)]
    done = subprocess.run(  # noqa: S603 (our own folders)
        [*command, str(BOOKS / name)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    warnings = tuple(line for line in done.stderr.splitlines() if "WARNING: " in line)
    return BuiltBook(out / "_build/html", warnings)


_BUILT: dict[str, BuiltBook] = {}


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], BuiltBook]:
    """``built_book("rich")`` builds the folder of that name, the first time it is asked for."""

    def once(name: str) -> BuiltBook:
        if name not in _BUILT:
            _BUILT[name] = build(name, tmp_path_factory.mktemp(name))
        return _BUILT[name]

    return once

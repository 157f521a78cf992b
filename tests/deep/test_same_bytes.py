"""Two builds of one tree are the same, byte for byte, wherever and whenever they are made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

SOURCES = ("_config.yml", "_toc.yml", "references.bib", "book", "images", "seeds", "src")
PLACES: dict[str, Mapping[str, str]] = {
    "here": {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "there, elsewhere": {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"},
}


def copied(folder: Path) -> Path:
    """A copy of what the book is built from."""
    folder.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            skipped = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
            shutil.copytree(source, folder / name, ignore=skipped)
        else:
            shutil.copy(source, folder / name)
    return folder


def built(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The hash of every file of the site that is built in this folder, its PDF among them."""
    program = str(Path(sys.executable).with_name("jupyter-book"))
    done = subprocess.run(  # noqa: S603 (our own book)
        [program, "build", str(folder)],
        env={**os.environ, **environment, "PYTHONPATH": str(folder / "src"), "WHOSAYS_PDF": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "_build/html"
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    folders = {name: copied(tmp_path / name) for name in PLACES}
    first, second = (built(folders[name], given) for name, given in PLACES.items())
    assert first.keys() == second.keys()
    assert any(name.endswith(".pdf") for name in first)
    assert [name for name in sorted(first) if first[name] != second[name]] == []

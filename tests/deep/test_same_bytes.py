"""The site under test, built again elsewhere and later, is the same byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import site_folder
from tests.conftest import ROOT
from tests.site.builds import BOOKS, build, contents

SOURCES = ("_config.yml", "_toc.yml", "references.bib", "book", "images", "seeds", "src")
ELSEWHERE = {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"}


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


def built(folder: Path, *, with_lite: bool) -> Path:
    """The site that is built in this folder, its PDF included."""
    program = str(Path(sys.executable).with_name("jupyter-book"))
    given = {**os.environ, **ELSEWHERE, "PYTHONPATH": str(folder / "src"), "WHOSAYS_PDF": "1"}
    given.pop("WHOSAYS_LITE", None)
    done = subprocess.run(  # noqa: S603 (our own book)
        [program, "build", str(folder)],
        env=given | ({"WHOSAYS_LITE": str(ROOT / "_build/lite")} if with_lite else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build/html"


def test_the_site_is_the_same_wherever_it_is_built(tmp_path: Path) -> None:
    site = site_folder()
    again = built(copied(tmp_path / "there, elsewhere"), with_lite=(site / "lite").is_dir())
    first, second = contents(site), contents(again)
    assert first.keys() == second.keys()
    assert any(name.endswith(".pdf") for name in first)
    assert [name for name in sorted(first) if first[name] != second[name]] == []


# --- building again -----------------------------------------------------------------------------


def times(folder: Path) -> dict[str, int]:
    """When every file of a built site was written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


def test_building_again_leaves_the_site_as_a_first_build_makes_it(tmp_path: Path) -> None:
    """Twice with nothing changed, and with a changed page after somebody broke the site."""
    book, out = tmp_path / "book", tmp_path / "out"
    shutil.copytree(BOOKS / "rich", book)
    contents_of_book = book / "_toc.yml"
    listed = contents_of_book.read_text(encoding="utf-8")
    contents_of_book.write_text(listed.partition("  - caption: Second")[0], encoding="utf-8")
    first = contents(build(book, out).html)
    assert ".buildinfo" not in first
    html = out / "_build/html"
    before = times(html)
    assert contents(build(book, out).html) == first
    assert times(html) == before

    source = book / "book/below.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text + "\nChanged.\n", encoding="utf-8")
    (html / "book/index.html").write_text("broken", encoding="utf-8")
    shutil.rmtree(html / "_static")
    changed = contents(build(book, out).html)
    assert changed == contents(build(book, tmp_path / "afresh").html)
    differing = {name for name in first if changed.get(name) != first[name]}
    assert {"sw.js", "book/below.html"} <= differing
    assert [name for name in differing if name.endswith(".zip")]

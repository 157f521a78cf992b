"""Front ends as they travel: files that know each other's names only once they are joined."""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from whosays import widgets
from whosays.widgets import _base
from whosays.widgets._base import PART_BREAK, Widget, front_end, part

BIOME = Path(sys.executable).with_name("biome")
PUBLISHED = {
    "_qr_lean": "cdcc67c050c4b17639271fb06cddf39637e9e74621e6bf1007fba3992bfdf44a",
    "_yaml": "fdf1fd82ffda2d0b9f95c938d7e451fe4232bc1b68d86327030d9b03bec65013",
}
"""SHA-256 of what others wrote, in the line that holds it: for lean-qr the file of its package."""
RULES = ("correctness/noUndeclaredVariables", "correctness/noUnusedVariables")


def classes() -> dict[str, type[Widget]]:
    """The widgets by their stems."""
    names = [each.name for each in pkgutil.iter_modules(widgets.__path__) if each.name[0] != "_"]
    modules = [importlib.import_module(f"whosays.widgets.{name}") for name in names]
    return {
        each.stem: each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Widget) and each is not Widget
    }


def lint(folder: Path) -> list[dict[str, Any]]:
    """What biome says of all files in a folder."""
    (folder / "biome.json").write_text('{"root": true}', encoding="utf-8")
    only = [f"--only={rule}" for rule in RULES]
    found = subprocess.run(  # noqa: S603 (biome, on files written here)
        [BIOME, "lint", "--reporter=json", "--max-diagnostics=none", *only, "."],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
    )
    said: list[dict[str, Any]] = json.loads(found.stdout)["diagnostics"]
    return said


def part_at(text: str, offset: int) -> str:
    """The part in which a byte of a front end stands."""
    before = text.encode()[:offset].decode()
    return text.split(PART_BREAK)[before.count(PART_BREAK)]


def test_every_name_is_declared_and_used(tmp_path: Path) -> None:
    texts = {stem: str(each._esm) for stem, each in classes().items()}
    for stem, text in texts.items():
        (tmp_path / f"{stem}.js").write_text(text, encoding="utf-8")
    said = [
        (Path(each["location"]["path"]["file"]).stem, each["category"], each["description"], each)
        for each in lint(tmp_path)
    ]
    undeclared = [(stem, text) for stem, rule, text, _ in said if rule.endswith(RULES[0])]
    assert undeclared == []
    # What several widgets share has to be used by one of them.
    unused = Counter(
        (part_at(texts[stem], each["location"]["span"][0]), text)
        for stem, rule, text, each in said
        if rule.endswith(RULES[1])
    )
    holders = Counter(each for text in texts.values() for each in text.split(PART_BREAK))
    assert [text for (where, text), count in unused.items() if count == holders[where]] == []


def test_the_check_finds_what_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("const unused = missing;\nexport default 1;\n", "utf-8")
    assert sorted(each["category"] for each in lint(tmp_path)) == [f"lint/{rule}" for rule in RULES]


def test_a_new_type_of_question_is_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = tmp_path / "questions"
    questions.mkdir()
    for name in ("single", "_items", "guess"):
        (questions / f"{name}.js").write_text(f"'{name}';\n", encoding="utf-8")
    for name in ("_common", "quiz_card", "quiz", "quizzical"):
        (tmp_path / f"{name}.js").write_text(f"'{name}';\n", encoding="utf-8")
    monkeypatch.setattr(_base, "_FOLDER", tmp_path)
    joined = front_end("quiz", ".js", "questions")
    assert [text.split() for text in joined.split(PART_BREAK)] == [
        ["'_common';"],
        ["'_items';", "'guess';", "'single';"],
        ["'quiz_card';", "'quiz';"],
    ]


def test_what_others_wrote_is_as_it_is_published() -> None:
    for name, published in PUBLISHED.items():
        lines = (Path(widgets.__path__[0]) / f"{name}.js").read_bytes().splitlines()
        assert hashlib.sha256(max(lines, key=len)).hexdigest() == published


def test_a_part_without_a_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        part("no-such-part", ".js")


def test_comments_stay_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = """// What it is for.

/**
 * What it gives: "//" and "/*".
 */
function f() {
  // Why.
  const address = "https://example.org"; // after code
  /** Inside. */
  return address;
}
"""
    (tmp_path / "a.js").write_text(text, encoding="utf-8")
    monkeypatch.setattr(_base, "_FOLDER", tmp_path)
    assert part("a", ".js") == (
        '\nfunction f() {\n  const address = "https://example.org"; // after code\n'
        "  return address;\n}\n"
    )

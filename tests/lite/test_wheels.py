"""Wheels, slimmed and compiled, and the lock that is made of them."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lite.bytecode import compiled
from lite.engine import Engine, EngineError, bundle, check_needs, read_plan
from lite.wheels import folded, imports_of, pure, replaced, slimmed

INFO = "a-1.0.dist-info"


def wheel(**more: str) -> bytes:
    files = {
        "a/__init__.py": "answer = 42\n",
        "a/tests/test_a.py": "",
        f"{INFO}/WHEEL": "Root-Is-Purelib: false\nTag: cp314-cp314-linux_x86_64\n",
        f"{INFO}/RECORD": "",
        **more,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return buffer.getvalue()


def files(archive: bytes) -> dict[str, bytes]:
    opened = zipfile.ZipFile(io.BytesIO(archive))
    return {name: opened.read(name) for name in opened.namelist()}


def test_what_is_dropped_is_gone_and_the_list_of_files_agrees() -> None:
    held = files(slimmed(wheel(), ["*/tests/*"]))
    assert set(held) == {"a/__init__.py", f"{INFO}/WHEEL", f"{INFO}/RECORD"}
    kept = files(slimmed(wheel(), ["a/*", "!a/tests/*"]))
    assert set(kept) == {"a/tests/test_a.py", f"{INFO}/WHEEL", f"{INFO}/RECORD"}
    named = [line.split(",")[0] for line in held[f"{INFO}/RECORD"].decode().splitlines()]
    assert sorted(named) == sorted(held)


def test_the_same_wheel_gives_the_same_bytes() -> None:
    assert slimmed(wheel(), []) == slimmed(slimmed(wheel(), []), [])


def test_a_compiled_part_for_another_machine_goes_and_the_wheel_is_for_all() -> None:
    held = files(pure(wheel(**{"a/_fast.cpython-314-x86_64-linux-gnu.so": "binary"}), []))
    assert "a/_fast.cpython-314-x86_64-linux-gnu.so" not in held
    about = held[f"{INFO}/WHEEL"].decode().splitlines()
    assert "Tag: py3-none-any" in about
    assert "Root-Is-Purelib: true" in about
    assert not [line for line in about if "linux" in line]


def test_a_wheel_says_what_it_lets_import() -> None:
    assert imports_of(wheel(**{"b.py": "", f"{INFO}/setup.py": ""})) == ["a", "b"]


def test_what_is_used_is_compiled_and_the_rest_keeps_its_source() -> None:
    more = wheel(**{"a/rare.py": "rare = 1\n"})
    held = compiled(more, {"a/__init__.py"})
    assert "a/__init__.py" not in held
    assert "a/__init__.pyc" in held
    assert held["a/rare.py"] == b"rare = 1\n"


def test_docstrings_go_where_nobody_asks_for_them() -> None:
    told = wheel(**{"a/told.py": '"""What it is for."""\n'})
    for documented in (True, False):
        made = compiled(told, {"a/told.py"}, documented=documented)
        assert (b"What it is for." in made["a/told.pyc"]) is documented


def test_a_text_that_is_changed_has_to_be_there_once() -> None:
    held = files(replaced(wheel(), "a/__init__.py", "42", "43"))
    assert held["a/__init__.py"] == b"answer = 43\n"
    with pytest.raises(KeyError):
        replaced(wheel(), "a/__init__.py", "44", "45")


# --- The lock -----------------------------------------------------------------------------------


def entries(**needs: list[str]) -> dict[str, dict[str, Any]]:
    return {name: {"depends": each} for name, each in needs.items()}


def test_a_package_that_is_needed_and_missing_is_named() -> None:
    with pytest.raises(EngineError, match=r"a needs b, which lite/files\.yml does not name"):
        check_needs(entries(a=["b"]))


def test_packages_that_need_each_other_are_named() -> None:
    with pytest.raises(EngineError, match="need each other: "):
        check_needs(entries(a=["b"], b=["c"], c=["a"]))


def test_the_bundle_stands_for_what_it_holds_and_nothing_waits_in_a_circle(tmp_path: Path) -> None:
    engine = Engine(tmp_path, tmp_path)
    for name, needs in (
        ("ipython", ["core"]),
        ("core", ["typing"]),
        ("typing", []),
        ("own", ["ipython"]),
    ):
        engine.add(name, "1", f"{name}-1-py3-none-any.whl", wheel(), needs)
    (tmp_path / "bundle-1-py3-none-any.whl").write_bytes(wheel())
    bundle(engine, replace(read_plan(), bundle=["ipython", "typing"]))
    needs = {name: entry["depends"] for name, entry in engine.entries.items()}
    assert needs == {"bundle": ["core"], "core": [], "own": ["bundle"], "ipython": ["bundle"]}
    check_needs(engine.entries)
    empty = (tmp_path / engine.entries["ipython"]["file_name"]).read_bytes()
    assert imports_of(empty) == []


def test_what_is_to_be_fetched_fits_together() -> None:
    plan = read_plan()
    wheels = {each["requirement"].split("==")[0]: each["needs"] for each in plan.wheels}
    known = {*plan.packages, *wheels, *plan.kernel}
    needs = [*wheels.values(), *plan.kernel.values(), plan.whosays]
    assert {name for each in needs for name in each} <= known
    assert all(len(each["sha256"]) == 64 for each in plan.wheels)
    assert all(len(sha256) == 64 for sha256 in plan.core.values())


# --- packed as a whole ----------------------------------------------------------------------------

PART = "from importlib import resources\nwords = (resources.files('a') / 'words.txt').read_text()\n"


def printed(folder: Path, code: str) -> str:
    """What a new Python prints that finds packages in this folder."""
    done = subprocess.run(  # noqa: S603 (the Python of the tests)
        [sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_a_package_packed_as_a_whole_unpacks_itself_when_it_is_imported(tmp_path: Path) -> None:
    given = files(wheel(**{"a/part.py": PART, "a/words.txt": "Who says so?"}))
    held = folded(given, "a")
    assert {name for name in held if name.startswith("a/")} == {"a/__init__.py", "a/whole.zip"}
    named = [line.split(",")[0] for line in held[f"{INFO}/RECORD"].decode().splitlines()]
    assert sorted(named) == sorted(held)
    for name, content in held.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    for _ in ("folded", "unfolded"):
        assert printed(tmp_path, "from a.part import words; print(words)") == "Who says so?"
        assert printed(tmp_path, "import a; print(a.answer, a.__name__)") == "42 a"
    now = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.[pt][yx]*")}
    assert {"a/part.py", "a/words.txt", "a/__init__.py"} <= now
    assert not (tmp_path / "a/whole.zip").exists()

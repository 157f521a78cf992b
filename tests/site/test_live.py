"""What a page says of code that runs in it, and what is written beside the pages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from whosays.site import live

CELL = '<div class="cell {tags}"><div class="cell_input"><pre>{code}</pre></div></div>'


def page(*cells: tuple[str, str]) -> BeautifulSoup:
    inner = "".join(CELL.format(code=code, tags=tags) for code, tags in cells)
    return BeautifulSoup(f'<section class="site-run">{inner}</section>', "html.parser")


def test_a_cell_says_what_it_loads_besides_what_all_pages_do() -> None:
    body = page(
        ("from whosays import read_case, tables\nfrom whosays.widgets import quiz", ""),
        ("case = read_case('kursk-2024')\nquiz(case, 'claims')", ""),
        ("rows = tables.claims(case)", "tag_change"),
        ("mine = quiz(case, 'x')\nmine.agreement()\nimport math, numpy", "tag_change"),
    )
    assert live.mark_cells(body)
    marked = [each["data-live-needs"] for each in body.select("[data-live-needs]")]
    assert marked == ["whosays.tables", ".agreement numpy whosays.widgets.quiz"]


def test_a_page_without_code_to_change_has_nothing_of_it() -> None:
    body = page(("1 + 1", ""))
    before = str(body)
    assert not live.mark_cells(body)
    assert str(body) == before


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site with an engine of small files."""
    engine = tmp_path / live.ENGINE
    engine.mkdir(parents=True)
    needs: dict[str, list[str]] = {
        "anywidget": ["ipywidgets"],
        "comm": [],
        "ipython": [],
        "ipywidgets": ["comm", "ipython"],
        "jinja2": ["markupsafe"],
        "markupsafe": [],
        "matplotlib": ["numpy"],
        "numpy": [],
        "pandas": ["numpy"],
        "pydantic": [],
        "pyyaml": [],
        "whosays": ["anywidget", "pydantic"],
    }
    packages = {
        name: {
            "imports": [{"pyyaml": "yaml", "ipython": "IPython"}.get(name, name)],
            "depends": depends,
            "file_name": f"{name}.whl",
            "sha256": "0123456789abcdef",
        }
        for name, depends in needs.items()
    }
    for name in [*live.PARTS, *(each["file_name"] for each in packages.values())]:
        (engine / name).write_bytes(b"x" * 1000)
    (tmp_path / live.LOCK).write_text(json.dumps({"packages": packages}))
    return tmp_path


def kit_of(site: Path) -> dict[str, Any]:
    live.write(site, "en")
    found: dict[str, Any] = json.loads((site / "lite/live.json").read_text(encoding="utf-8"))
    return found


def test_what_is_loaded_follows_from_what_the_engine_has(site: Path) -> None:
    kit = kit_of(site)
    assert kit["base"] == ["comm", "jinja2", "markupsafe", "pydantic", "pyyaml", "whosays"]
    assert kit["names"]["whosays.tables"] == ["numpy", "pandas"]
    assert kit["names"]["whosays.widgets.quiz"] == ["anywidget", "comm", "ipywidgets"]
    assert kit["modules"]["pandas"] == ["numpy", "pandas"]
    assert not {"IPython", "whosays"} & kit["modules"].keys()
    packed = kit["packages"]["pandas"]
    assert packed == {"size": 1000, "wire": 1000, "file": "pandas.whl", "version": "0123456789"}
    assert kit["engine"]["pyodide.asm.wasm"]["wire"] < 100


def test_packages_that_come_as_one_are_loaded_as_one(site: Path) -> None:
    lock = json.loads((site / live.LOCK).read_text())
    packages = lock["packages"]
    bundled = [
        packages.pop(name) for name in ("comm", "jinja2", "markupsafe", "pydantic", "pyyaml")
    ]
    together = [module for each in bundled for module in each["imports"]]
    packages["bundle"] = {**bundled[0], "imports": together, "depends": []}
    packages["ipywidgets"]["depends"] = packages["whosays"]["depends"] = ["bundle"]
    (site / live.LOCK).write_text(json.dumps(lock))
    kit = kit_of(site)
    assert kit["base"] == ["bundle", "whosays"]
    assert kit["names"]["whosays.widgets.quiz"] == ["anywidget", "bundle", "ipywidgets"]


def test_every_file_that_a_widget_renders_on_is_there(site: Path) -> None:
    kit = kit_of(site)
    assert "whosays.widgets.quiz.Quiz" in kit["widgets"]
    for front in kit["widgets"].values():
        for file in (kit["host"], *front["scripts"], *front["styles"]):
            assert (site / file).is_file()
        scripts = "".join((site / file).read_text() for file in [kit["host"], *front["scripts"]])
        assert all(f'whosays.part("{key}"' in scripts for key in front["parts"])


def test_every_file_that_a_lesson_is_made_with_is_there(site: Path) -> None:
    lesson = kit_of(site)["lesson"]
    texts = [(site / file).read_text(encoding="utf-8") for file in lesson["scripts"]]
    for file in (lesson["first"], *lesson["styles"]):
        assert (site / file).is_file()
    for keys in lesson["parts"].values():
        assert all(f'whosays.part("{key}"' in "".join(texts) for key in keys)


def test_a_page_with_the_editor_wants_python() -> None:
    body = BeautifulSoup('<section class="ws-widget ws-owntext"></section>', "html.parser")
    assert live.is_wanted(body)
    assert not live.is_wanted(page(("1 + 1", "")))


def test_the_words_are_all_there_is_to_say(site: Path) -> None:
    said = kit_of(site)["words"]
    scripts = "".join((site / "lite" / name).read_text() for name in live.FILES)
    python = Path(sys.modules["whosays.live"].__file__ or "").read_text(encoding="utf-8")
    for name in said:
        assert f".{name}" in scripts or re.search(f"""["']{name}["']""", python), name


LOAD = """
import importlib, sys
from whosays.live import stand_in_for_ipython
stand_in_for_ipython(print)
for name in sys.argv[1:]:
    at, _, last = name.rpartition(".")
    getattr(importlib.import_module(at), last)
print(*sorted({"pandas", "anywidget"} & sys.modules.keys()))
"""


NAMES = sorted({each for faces in live.LOADS.values() for each in faces if each[0] != "."})
TOLD = {name: {each for each, faces in live.LOADS.items() if name in faces} for name in NAMES}


@pytest.mark.parametrize("told", sorted({tuple(sorted(each)) for each in TOLD.values()}))
def test_what_is_said_to_load_a_library_loads_no_other(told: tuple[str, ...]) -> None:
    names = [name for name in NAMES if TOLD[name] == {*told}]
    done = subprocess.run(  # noqa: S603 - this Python, with a program from above
        [sys.executable, "-c", LOAD, *names], capture_output=True, text=True, check=True
    )
    assert {*done.stdout.split()} <= {*told}

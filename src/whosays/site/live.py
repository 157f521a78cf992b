"""Code that runs in the page: what a page needs for it, and what the site has to hold.

A page gets two attributes and nothing else; all that they lead to comes when a reader asks for it:
``lite/live.js``, and Python from ``lite/static/pyodide/``, which ``make lite`` fills. Only sites
that are built for it (``WHOSAYS_LITE``) have any of this.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays import widgets
from whosays.live import needs
from whosays.site import one_file
from whosays.site.assets import published
from whosays.site.fronts import front_ends
from whosays.site.lite import FOLDER
from whosays.site.widgets import core_front_end
from whosays.words.interface import table
from whosays.words.said import said

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

ENGINE = f"{FOLDER}/static/pyodide"
LOCK = f"{ENGINE}/pyodide-lock.json"
FILES = ("live.js", "live.css", "python_worker.js")
PARTS = (
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide.asm.mjs",
    "pyodide.mjs",
    "pyodide-lock.json",
)
"""What Python itself is made of, whatever it runs."""


# --- in the pages -------------------------------------------------------------------------------

EDITOR = ".ws-owntext"
"""Has Python make a lesson of a text (:mod:`whosays.one_file`)."""


def is_wanted(body: BeautifulSoup) -> bool:
    """Whether something on a page has a use for Python; its cells are marked."""
    return mark_cells(body) or body.select_one(EDITOR) is not None


def mark_cells(body: BeautifulSoup) -> bool:
    """Say of each cell that can be changed what it imports; gives whether there is one."""
    before: list[str] = []
    found = False
    for cell in body.select("div.cell"):
        shown = cell.select_one(".cell_input pre")
        if shown is None:
            continue
        code = shown.get_text()
        place = cell.select_one(".cell_input")
        if "tag_change" in cell["class"] and place and cell.find_parent(class_="site-run"):
            place["data-live-needs"] = " ".join(filter(loads_something, needs(code, before)))
            found = True
        before.append(code)
    return found


def loads_something(name: str) -> bool:
    """Whether more than what every page has may be loaded for what code uses."""
    root = name.partition(".")[0]
    is_known = any(name in faces for faces in LOADS.values())
    return is_known or root not in {"", "whosays", *sys.stdlib_module_names}


@cache
def address() -> str:
    """Where a page finds the script, from the root; its version stands for those of all files."""
    texts = "".join(published(name).text for name in FILES)
    return f"{FOLDER}/{FILES[0]}?v={hashlib.sha256(texts.encode()).hexdigest()[:10]}"


# --- beside the pages ---------------------------------------------------------------------------


def write(outdir: Path, language: str) -> None:
    """Write what a page's Python needs into a built site that has the engine.

    Raises FileNotFoundError where the engine is not there.
    """
    lock = json.loads((outdir / LOCK).read_text(encoding="utf-8"))
    for name in FILES:
        text = published(name).text
        (outdir / FOLDER / name).write_text(text, encoding="utf-8", newline="")
    fronts = dict(front_ends(language))
    for front in fronts.values():
        for file in front.files:
            file.write(outdir)
    core = core_front_end(language)
    lesson = one_file.files()
    for file in (core.file, *lesson.files):
        file.write(outdir)
    words = {name: said(each, language) for name, each in table()["live"].items()}
    kit = {
        "words": words,
        "host": core.file.path,
        "widgets": {name: front.as_json() for name, front in fronts.items()},
        "lesson": lesson.addresses(),
        **libraries(outdir / ENGINE, lock["packages"]),
    }
    text = json.dumps(kit, ensure_ascii=False, separators=(",", ":"))
    (outdir / FOLDER / "live.json").write_text(text + "\n", encoding="utf-8", newline="")


# --- what is loaded for what --------------------------------------------------------------------

ALWAYS = ("comm", "jinja2", "markupsafe", "pydantic", "yaml")
"""Modules that every page imports besides the package; which package has each, the lock says."""

LOADS = {
    "anywidget": tuple(f"whosays.widgets.{name}" for name in widgets.__all__),
    "matplotlib": ("whosays.charts",),
    "pandas": (
        ".agreement",
        "whosays.charts",
        "whosays.data_dictionary",
        "whosays.Downloads",
        "whosays.made_up_class",
        "whosays.read_class",
        "whosays.readings",
        "whosays.TableView",
        "whosays.tables",
        "whosays.widgets.axis_exercise",
        "whosays.widgets.chart_lab",
    ),
}
"""Modules that some pages import besides, and for which of the names that a lesson imports
or asks for. What is
missing here is loaded all the same, when Python imports it; only nobody is told before."""

STAND_IN = "ipython"
"""What :mod:`whosays.live` stands in for, and a page never loads."""


def libraries(engine: Path, packages: Mapping[str, Any]) -> dict[str, Any]:
    """What the engine's folder holds: sizes in bytes, and which packages an import needs.

    ``packages`` are those of the lock, by name.
    """
    holders = {each: name for name, one in packages.items() for each in one["imports"]}
    for module in ("IPython", "whosays"):  # the one never comes, the other always
        holders.pop(module, None)
    names: dict[str, list[str]] = {}
    for module, faces in LOADS.items():
        for face in faces:
            names[face] = with_needs(packages, [*names.get(face, ()), holders[module]])
    return {
        "engine": {name: weight(engine / name) for name in PARTS},
        "packages": {
            name: {
                **weight(engine / package["file_name"]),
                "file": package["file_name"],
                "version": package["sha256"][:10],
            }
            for name, package in packages.items()
        },
        "modules": {module: with_needs(packages, [name]) for module, name in holders.items()},
        "names": names,
        # Of what the package itself needs, a page without a widget does without the widgets.
        "base": sorted({"whosays", *with_needs(packages, [holders[each] for each in ALWAYS])}),
    }


def with_needs(packages: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Packages and all that they need, in the order of their names."""
    found: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        if name not in found | {STAND_IN}:
            found.add(name)
            queue += packages[name]["depends"]
    return sorted(found)


def weight(file: Path) -> dict[str, int]:
    """Size of a file, and what of it travels from a server that packs text, in bytes."""
    content = file.read_bytes()
    is_packed = file.suffix in (".whl", ".zip")
    return {
        "size": len(content),
        "wire": len(content if is_packed else gzip.compress(content, 6, mtime=0)),
    }

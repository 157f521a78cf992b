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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays import widgets
from whosays.live import needs
from whosays.site.assets import PublishedFile, published
from whosays.site.lite import FOLDER
from whosays.site.widgets import core_front_end, front_end, style_parts, with_used_words
from whosays.widgets._base import Widget
from whosays.words import Words
from whosays.words.interface import table
from whosays.words.said import said

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

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


def mark_cells(body: BeautifulSoup) -> bool:
    """Say of each cell that can be changed what it imports; gives whether there is one."""
    before: list[str] = []
    found = False
    for cell in body.select("div.cell"):
        code = code_of(cell)
        if code is None:
            continue
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


def code_of(cell: Tag) -> str | None:
    """The code that a cell shows, folded or not."""
    code = cell.select_one(".cell_input pre")
    return None if code is None else code.get_text()


@cache
def address() -> str:
    """Where a page finds the script, from the root; its version stands for those of all files."""
    texts = "".join(text_of(name) for name in FILES)
    return f"{FOLDER}/{FILES[0]}?v={hashlib.sha256(texts.encode()).hexdigest()[:10]}"


def text_of(name: str) -> str:
    """A file as it is published, under its own name."""
    return published(name).text


# --- beside the pages ---------------------------------------------------------------------------


def write(outdir: Path, language: str) -> None:
    """Write what a page's Python needs into a built site that has the engine.

    Raises FileNotFoundError where the engine is not there.
    """
    lock = json.loads((outdir / LOCK).read_text(encoding="utf-8"))
    for name in FILES:
        (outdir / FOLDER / name).write_text(text_of(name), encoding="utf-8", newline="")
    fronts = dict(front_ends(language))
    for front in fronts.values():
        for file in front.files:
            file.write(outdir)
    core = core_front_end(language)
    core.file.write(outdir)
    words = {name: said(each, language) for name, each in table()["live"].items()}
    kit = {
        "words": words,
        "host": core.file.path,
        "widgets": {name: front.as_json() for name, front in fronts.items()},
        **libraries(outdir / ENGINE, lock["packages"]),
    }
    text = json.dumps(kit, ensure_ascii=False, separators=(",", ":"))
    (outdir / FOLDER / "live.json").write_text(text + "\n", encoding="utf-8", newline="")


@dataclass(frozen=True)
class Front:
    """The files on which a widget renders, and the parts of its front end in order."""

    parts: tuple[str, ...]
    scripts: tuple[PublishedFile, ...]
    styles: tuple[PublishedFile, ...]

    @property
    def files(self) -> tuple[PublishedFile, ...]:
        """All of them."""
        return (*self.scripts, *self.styles)

    def as_json(self) -> dict[str, Any]:
        """What a page has to know: files by their addresses from the root."""
        return {
            "parts": self.parts,
            "scripts": [each.path for each in self.scripts],
            "styles": [each.path for each in self.styles],
        }


def front_ends(language: str) -> Iterator[tuple[str, Front]]:
    """What each widget of the package renders on, by the name that its class has in a page."""
    core = core_front_end(language)
    for kind in widget_classes():
        name = f"{kind.__module__}.{kind.__name__}"
        state = {
            "_anywidget_id": name,
            "_esm": kind.front_end(),
            "_css": kind.style(),
            "strings": Words(language).of(kind.stem),
        }
        front = front_end(with_used_words({"state": state})["state"], core)
        scripts = tuple(each for each in (front.file, *front.late) if each)
        styles = (core.style, *style_parts(state, core))
        yield name, Front(front.parts, scripts, styles)


def widget_classes() -> list[type[Widget]]:
    """The classes of the package's widgets, in the order of their names."""
    for name in widgets.__all__:
        getattr(widgets, name)
    found = {each.__name__: each for each in Widget.__subclasses__() if "stem" in vars(each)}
    return [found[name] for name in sorted(found)]


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

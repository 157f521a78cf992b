"""The built folder, finished: a policy on each page, what shows at the start, what all weighs."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from lite.contents import LANGUAGE
from lite.engine import HERE, LOCK
from lite.licences import Licensed
from whosays.words.interface import table

ABOUT = "about.json"
MEASURED = HERE / "measured.json"
PYODIDE = "static/pyodide"
APP = "notebooks/index.html"

# What JupyterLab and Pyodide cannot do without: code that is made while it runs (WebAssembly, the
# widgets' modules), workers and modules from blobs, styles set in place, pictures and fonts in
# style sheets. No other origin is in it.
POLICY = (
    "default-src 'self'; script-src 'self' blob: 'unsafe-eval'{hashes}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; media-src 'self' data: blob:; "
    "frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'none'"
)
_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
COMPRESSED = {".js", ".mjs", ".json", ".wasm", ".html", ".css", ".svg"}
"""Files that a usual server compresses on their way."""


def policy_for(page: str) -> str:
    """The policy of a page: of the scripts that stand in it, those of today may run."""
    hashes = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for attributes, text in _SCRIPT.findall(page)
        if "json" not in attributes
    }
    return POLICY.format(hashes="".join(f" 'sha256-{each}'" for each in sorted(hashes)))


def finish_pages(
    output: Path,
    notebooks: Mapping[str, list[str]],
    by_name: Sequence[str],
    parts: Iterable[Licensed],
) -> None:
    """Finish a built folder in place.

    ``notebooks`` are names with what each loads, ``by_name`` packages that the kernel loads,
    ``parts`` what of others' work is in it.
    """
    add_start(output)
    for path in sorted(output.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_for(page)}">'
        head, opened, rest = page.partition("<head>")
        page = f"{head}{opened}\n    {meta}{rest}"
        path.write_text(page, encoding="utf-8", newline="")
    about = about_of(output, notebooks, by_name)
    about["licences"] = [part.as_json() for part in parts]
    (output / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def add_start(output: Path) -> None:
    """Let the notebook's page say what Python is doing (``start.js``)."""
    said = {name: text[LANGUAGE] for name, text in table()["lite"].items()}
    said["lessons"] = f"../../book/{LANGUAGE}/*.html"
    data = " ".join(f'data-{name}="{escape(value)}"' for name, value in said.items())
    for name in ("start.js", "start.css"):
        shutil.copy(HERE / name, output / name)
    page = (output / APP).read_text(encoding="utf-8")
    page = page.replace("</head>", '<link rel="stylesheet" href="../start.css">\n</head>', 1)
    page = page.replace("</body>", f'<script src="../start.js" {data}></script>\n</body>', 1)
    (output / APP).write_text(page, encoding="utf-8", newline="")


def about_of(
    output: Path, notebooks: Mapping[str, list[str]], by_name: Sequence[str]
) -> dict[str, Any]:
    """What the book has to know of the folder: notebooks, what each loads, how long that takes.

    A group is a list of files, each as ``[name, bytes as it travels, bytes]``. ``release`` changes
    with every file.
    """
    measured = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    lock = json.loads((output / PYODIDE / LOCK).read_text(encoding="utf-8"))["packages"]
    core = [LOCK, "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]
    first = with_needs(lock, ["whosays", *by_name])
    tables = [name for name in with_needs(lock, ["pandas"]) if name not in first]
    charts = with_needs(lock, ["matplotlib"])
    charts = [name for name in charts if name not in {*first, *tables}]
    named = {
        "app": [name for name in measured.get("app", ()) if (output / name).is_file()],
        "python": [f"{PYODIDE}/{name}" for name in (*core, *files_of(lock, first))],
        "tables": [f"{PYODIDE}/{name}" for name in files_of(lock, tables)],
        "charts": [f"{PYODIDE}/{name}" for name in files_of(lock, charts)],
    }
    return {
        "release": release_of(output),
        "notebooks": {name: ["app", "python", *groups] for name, groups in notebooks.items()},
        "groups": {
            group: [
                [name, travels(output / name), (output / name).stat().st_size] for name in names
            ]
            for group, names in named.items()
        },
        "seconds": measured.get("seconds", {}),
    }


def with_needs(lock: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Packages with all that they need, in the order of their names."""
    found: set[str] = set()
    queue = list(names)
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += lock[name]["depends"]
    return sorted(found)


def files_of(lock: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Their files."""
    return [lock[name]["file_name"] for name in names]


def travels(file: Path) -> int:
    """Bytes of a file as a server sends it that compresses."""
    content = file.read_bytes()
    return len(gzip.compress(content, 6)) if file.suffix in COMPRESSED else len(content)


def release_of(output: Path) -> str:
    """Hash over every file."""
    whole = hashlib.sha256()
    for path in sorted(output.rglob("*")):
        if path.is_file() and path.name != ABOUT:
            whole.update(path.relative_to(output).as_posix().encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()

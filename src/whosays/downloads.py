"""The files of a case to take away: their list on a page, and the files beside the page."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from whosays.arguments import need_case
from whosays.case import Case
from whosays.export import render
from whosays.table_view import scrolling, table_html

FOLDER = "data"
"""Where the built site keeps them, below its root: ``data/<case>/…`` and ``data/<case>.zip``."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date a zip file can hold: the same files give the same bytes."""

_WHAT = {
    ".csv": "table (CSV, UTF-8)",
    ".jsonld": "W3C Web Annotation, with claims as schema.org Claim",
    ".schema.json": "JSON Schema",
    "datapackage.json": "description of all files and columns (Frictionless)",
}


def archive(files: dict[str, bytes]) -> bytes:
    """All files in one zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def write_downloads(case: Case, site: Path) -> list[Path]:
    """Write the files below the root of the built site; returns them."""
    files = render(case)
    root = site / FOLDER
    written = []
    for name, content in {
        f"{case.id}.zip": archive(files),
        **{f"{case.id}/{name}": content for name, content in files.items()},
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written


@dataclass(frozen=True)
class Downloads:
    """Links to the files, with their sizes; shows itself in a notebook.

    ``up`` leads from the page to the root of the site.
    """

    case: Case
    up: str = "../"

    def __post_init__(self) -> None:
        need_case(self.case)

    def __repr__(self) -> str:
        return f"<downloads {self.case.id}: {FOLDER}/{self.case.id}.zip and the files in it>"

    def _repr_html_(self) -> str:
        files = render(self.case)
        packed = len(archive(files))
        rows: list[list[Markup | str]] = [
            [self._link(f"{self.case.id}.zip"), "all of the following", size(packed)]
        ]
        for name, content in files.items():
            what = next(words for end, words in _WHAT.items() if name.endswith(end))
            rows.append([self._link(f"{self.case.id}/{name}"), what, size(len(content))])
        table = table_html("Files of this annotation", ["File", "What it is", "Size"], rows, {2})
        return str(scrolling("Downloads", table))

    def _link(self, name: str) -> Markup:
        return Markup('<a href="{}{}/{}" download>{}</a>').format(self.up, FOLDER, name, name)


def size(count: int) -> str:
    """A number of bytes for people, in kilobytes of 1,000."""
    return f"{count / 1000:,.1f} kB"

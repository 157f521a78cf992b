"""The files of a case to take away: their list on a page, and the files beside the page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.export.files import render
from whosays.export.writing import write
from whosays.tables.html import scrolling, table_html

FOLDER = "data"
"""Where the built site keeps them, below its root: ``data/<case>/…`` and ``data/<case>.zip``."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date a zip file can hold: the same files give the same bytes."""

_WHAT = {
    ".csv": "csv",
    ".jsonld": "jsonld",
    ".schema.json": "schema",
    "datapackage.json": "datapackage",
}
"""By the end of a file's name, which word of the interface says what it is."""


def archive(files: dict[str, bytes], *, stored: bool = False) -> bytes:
    """All files in one zip; those that are ``stored`` are made small by a zip around them."""
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _EARLIEST), content, how)
    return buffer.getvalue()


def write_downloads(case: Case, site: Path) -> list[Path]:
    """Write the files below the root of the built site; returns them."""
    files = render(case)
    packed = {f"{case.id}.zip": archive(files)}
    return [*write(packed, site / FOLDER), *write(files, site / FOLDER / case.id)]


@dataclass(frozen=True)
class Downloads:
    """Links to the files, with their sizes; shows itself in a notebook.

    ``up`` leads from the page to the root of the site; a lesson stands two folders below it.
    """

    case: Case
    up: str = "../../"

    def __post_init__(self) -> None:
        need_case(self.case)

    def __repr__(self) -> str:
        return f"<downloads {self.case.id}: {FOLDER}/{self.case.id}.zip and the files in it>"

    def _repr_html_(self) -> str:
        t, number = self.case.words.of("export"), self.case.words.number
        files = render(self.case)
        everything = len(archive(files))
        rows: list[list[Markup | str]] = [
            [self._link(f"{self.case.id}.zip"), t["what_zip"], size(everything, number)]
        ]
        for name, content in files.items():
            what = next(word for end, word in _WHAT.items() if name.endswith(end))
            link = self._link(f"{self.case.id}/{name}")
            rows.append([link, t[f"what_{what}"], size(len(content), number)])
        header = [t[f"column_{name}"] for name in ("file", "what", "size")]
        return str(scrolling(t["region"], table_html(t["caption"], header, rows, {2})))

    def _link(self, name: str) -> Markup:
        return Markup('<a href="{}{}/{}" download>{}</a>').format(self.up, FOLDER, name, name)


def size(count: int, number: Callable[..., str]) -> str:
    """A number of bytes for people, in kilobytes of 1,000."""
    return f"{number(count / 1000, places=1)} kB"

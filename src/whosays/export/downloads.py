"""The files of a case to take away: their list on a page, and the files beside the page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.export.files import export_case, render
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
    ".txt": "text",
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
    """The files of a case, with their sizes; shows itself in a notebook.

    Where Python runs, :meth:`save` writes them. The built site has them, and makes their names
    links (:mod:`whosays.site.downloads`). Raises TypeError where no case was given.

    >>> Downloads(case)
    <downloads kursk-2024: data/kursk-2024.zip and the files in it>
    """

    case: Case

    def __post_init__(self) -> None:
        need_case(self.case)

    def __repr__(self) -> str:
        return f"<downloads {self.case.id}: {FOLDER}/{self.case.id}.zip and the files in it>"

    def save(self, folder: str | Path) -> Path:
        """Write all files into a folder, which is made if need be, and return it.

        Raises :class:`~whosays.export.writing.ExportError` where it cannot be written to.
        """
        export_case(self.case, Path(folder))
        return Path(folder)

    def _repr_html_(self) -> str:
        t, number = self.case.words.of("export"), self.case.words.number
        files = render(self.case)
        everything = len(archive(files))
        rows: list[list[Markup | str]] = [
            [_named(f"{self.case.id}.zip"), t["what_zip"], size(everything, number)]
        ]
        for name, content in files.items():
            what = next(word for end, word in _WHAT.items() if name.endswith(end))
            named = _named(f"{self.case.id}/{name}")
            rows.append([named, t[f"what_{what}"], size(len(content), number)])
        header = [t[f"column_{name}"] for name in ("file", "what", "size")]
        call = Markup('<code>Downloads(case).save("{}")</code>').format(self.case.id)
        how = Markup("<p data-ws-live>{}</p>").format(escape(t["save"]).format(call))
        region = f"{t['region']}: {self.case.id}"
        return how + scrolling(region, table_html(t["caption"], header, rows, {2}))


def _named(name: str) -> Markup:
    """A file's name, of which the site makes a link."""
    return Markup('<span data-ws-file="{0}">{0}</span>').format(name)


def size(count: int, number: Callable[..., str]) -> str:
    """A number of bytes for people, in kilobytes of 1,000."""
    return f"{number(count / 1000, places=1)} kB"

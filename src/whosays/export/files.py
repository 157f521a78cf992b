"""Write a case for others to use, in every format there is.

A format is a module with a function ``files(case)``, which gives the content of each file by its
path; it is added to ``FORMATS``. The same case gives the same bytes, whenever and wherever it is
exported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from whosays.case.case import Case
from whosays.export import csv, datapackage, jsonld, schemas

FORMATS: dict[str, Callable[[Case], dict[str, bytes]]] = {
    "csv": csv.files,
    "jsonld": jsonld.files,
    "schemas": schemas.files,
}
"""What makes the files of a format, by its name."""


def render(case: Case) -> dict[str, bytes]:
    """All files by their path below the folder, and last what describes them."""
    files = {name: data for make in FORMATS.values() for name, data in make(case).items()}
    return {**files, datapackage.FILE: datapackage.describe(case, files)}


def export_case(case: Case, folder: Path) -> list[Path]:
    """Write everything into ``folder``; returns the files in the order of writing.

    The folder is made if need be; files of the same name are replaced, others left alone. Texts by
    language are in the reader's in the tables, in all languages in ``annotation.jsonld``. OSError
    where the folder cannot be written to.
    """
    return write(render(case), folder)


def write(files: dict[str, bytes], folder: Path) -> list[Path]:
    """Write files by their path below ``folder``; returns where each one is."""
    written = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written

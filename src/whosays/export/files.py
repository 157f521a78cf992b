"""Write a case for others to use, in every format there is.

A format is a module with a function ``files(case)``, which gives the content of each file by its
path; it is added to ``FORMATS``. The same case gives the same bytes, whenever and wherever it is
exported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from whosays.case.case import Case
from whosays.export import csv, datapackage, jsonld, schemas, text
from whosays.export.writing import write

FORMATS: dict[str, Callable[[Case], dict[str, bytes]]] = {
    "csv": csv.files,
    "jsonld": jsonld.files,
    "schemas": schemas.files,
    "text": text.files,
}
"""What makes the files of a format, by its name."""


def render(case: Case) -> dict[str, bytes]:
    """All files by their path below the folder, and last what describes them."""
    files = {name: data for make in FORMATS.values() for name, data in make(case).items()}
    return {**files, datapackage.FILE: datapackage.describe(case, files)}


def export_case(case: Case, folder: Path) -> dict[Path, bool]:
    """Write everything into ``folder``, all or nothing.

    Returns the files in the order of writing, and of each whether it has replaced another. Texts by
    language are in the reader's in the tables, in all languages in ``annotation.jsonld``. Where an
    export may stand, and what becomes of files there: :func:`whosays.export.writing.write`.
    """
    return write(render(case), folder)

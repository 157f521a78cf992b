"""Write a case's tables to files."""

from __future__ import annotations

from pathlib import Path

from whosays.case import Case
from whosays.tables import TABLES


def export_case(case: Case, folder: Path, lang: str = "en") -> list[Path]:
    """Write every table as CSV (UTF-8, comma, header row) into ``folder``; returns the files.

    The folder is made if need be; files of the same name are replaced, others left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in TABLES.items():
        path = folder / f"{name}.csv"
        table(case, lang).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        written.append(path)
    return written

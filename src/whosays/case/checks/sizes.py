"""Whether every entry is short enough to be written into a table and read back."""

from __future__ import annotations

from collections.abc import Mapping

from whosays.case.annotation import Annotation
from whosays.case.case import Case
from whosays.case.items import Bank
from whosays.errors import Lines, Report

MOST_CHARACTERS = 50_000
"""Well below the 131,072 that Python's reader of CSV takes in a cell: a table joins some fields."""


def check_sizes(
    case: Case, banks: Mapping[str, Bank], report: Report, sources: Mapping[str, Lines]
) -> None:
    """Report entries that hold more than fits into a cell of a table."""
    annotated = [
        each for group in Annotation.model_fields for each in getattr(case.annotation, group)
    ]
    asked = {file: bank.items for file, bank in banks.items()}
    entries = [(report, entry) for entry in annotated] + [
        (report.on(file, sources[file]), item) for file, items in asked.items() for item in items
    ]
    for on_file, entry in entries:
        held = len(entry.model_dump_json())
        if held > MOST_CHARACTERS:
            on_file(
                f"this entry holds {held} characters, and tables at most {MOST_CHARACTERS}.",
                "Shorten its texts, or make several entries of it.",
                entry.id,
            )

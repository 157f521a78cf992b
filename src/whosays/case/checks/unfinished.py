"""What is still to be written, or read, in a case that ``whosays new`` has begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from whosays.case.case import Case
from whosays.errors import Report

TO_BE_WRITTEN = "…to be written…"
"""Stands in a case's files where an author has to write; ``whosays check`` lists each."""

_REMEDIES = {
    "translation": "Translate the sentence.",
    "title": "Give the article a title that says what it is about.",
    "as_of": "Write the date that came with the text, as it came.",
    "known": "Write what is known about where the text comes from, and how you know.",
    "unknown": "Write what is not known about where the text comes from.",
    "rights": "Write whose the text is and on what ground it is used.",
}


def unwritten_annotation(case: Case, report: Report) -> None:
    """Entries with something still to be written, or not read yet, in the file's order."""
    for entries in _values(case.annotation).values():
        for entry in entries:
            _unwritten(report, entry.id, entry)
            if getattr(entry, "proposed", False):
                report(
                    "this was proposed by rules, and nobody has read it yet.",
                    "Correct it where it is wrong, and remove the line proposed: true.",
                    entry.id,
                    "proposed",
                )


def unwritten_provenance(case: Case, report: Report) -> None:
    """What ``article.yml`` still has to say."""
    _unwritten(report.on("article.yml"), None, case.article)


def _unwritten(report: Report, entry: str | None, record: BaseModel) -> None:
    for path in _places(record, ()):
        remedy = _REMEDIES.get(path[0], "Write it.")
        report("this is still to be written.", remedy, entry, ".".join(path))


def _places(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, str):
        if TO_BE_WRITTEN in value:
            yield path
    else:
        for name, inside in _values(value).items():
            yield from _places(inside, (*path, str(name)))


def _values(value: Any) -> Mapping[Any, Any]:
    """The parts of a record, mapping or list by name or number; nothing for anything else."""
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, (list, tuple)):
        return dict(enumerate(value))
    return value if isinstance(value, Mapping) else {}

"""Whether the examples of the guidelines are there, and show what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whosays.case.case import Case
from whosays.case.vocabulary import COUNTED, VOCABULARIES
from whosays.errors import Report, instead_of

_OF_SOURCES = ("kind", "naming", "stake")
_OF_QUANTITIES = ("bound", COUNTED)
_OF_CLAIMS = ("type", "factuality", "checkable", *_OF_QUANTITIES)
_OF_RELATIONS = ("relation", "made_by")


def check_examples(case: Case, report: Report) -> None:
    """Report vocabularies, values and entries that are not there, and entries of another value."""
    values = {field: [str(value) for value in known] for field, known in VOCABULARIES.items()}
    values[COUNTED] = [*case.counts.kinds]
    for field, value, entry in case.examples.all():
        if field not in values:
            report(f"there is no vocabulary '{field}'.", instead_of(field, values), None, field)
        elif value not in values[field]:
            remedy = instead_of(value, values[field])
            report(f"{field} has no value '{value}'.", remedy, None, field)
        else:
            _check_entry(case, field, value, entry, report)


def _check_entry(case: Case, field: str, value: str, entry: str, report: Report) -> None:
    entries = _entries(case, field)
    place = f"{field}.{value}"
    if entry not in entries:
        report(f"there is no '{entry}' with {field}.", instead_of(entry, entries), None, place)
        return
    found = _values(entries[entry], field)
    if value not in found:
        report(
            f"'{entry}' is no example of it: {field} is {', '.join(found) or 'not given'} there.",
            "Name an entry that has this value, or leave it out.",
            None,
            place,
        )


def _entries(case: Case, field: str) -> Mapping[str, Any]:
    """The entries by id that have a vocabulary's field."""
    if field in _OF_SOURCES:
        return case.sources
    if field in _OF_CLAIMS:
        return case.claims
    if field in _OF_RELATIONS:
        return case.relations
    return case.voices if field == "function" else case.attributions


def _values(entry: Any, field: str) -> list[str]:
    """What an entry has in the field of a vocabulary."""
    if field == "factuality":
        return [str(stance.value) for stance in entry.factuality]
    if field in _OF_QUANTITIES:
        value = getattr(entry.quantity, field, None)
        return [] if value is None else [str(value)]
    if field == "mood":
        return [str(mood) for mood in (entry.mood, *entry.other_moods)]
    return [str(getattr(entry, "type" if field == "relation" else field))]

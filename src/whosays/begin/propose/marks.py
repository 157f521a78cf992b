"""Where words stand in quotation marks."""

# ruff: noqa: RUF001 (quotation marks are the subject here)

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from whosays.case.spans import Span

_CLOSED_BY = {"„": '“”"', "“": "”“", "”": "”", '"': '"', "»": "«", "«": "»"}
_ALL = frozenset("".join([*_CLOSED_BY, *_CLOSED_BY.values()]))


def quoted(text: str, within: Span) -> Iterator[Span]:
    """What stands in quotation marks in a paragraph, marks included, none within another.

    A mark that nothing closes opens nothing.
    """
    places: dict[str, list[int]] = {mark: [] for mark in _ALL}
    for at in range(within.start, within.end):
        if text[at] in _ALL:
            places[text[at]].append(at)
    at = within.start
    for opening in sorted(place for found in places.values() for place in found):
        if opening < at or not _opens(text, opening, within):
            continue
        closers = [
            found[index]
            for mark in _CLOSED_BY[text[opening]]
            if (index := bisect_right(found := places[mark], opening)) < len(found)
        ]
        if closers:
            at = min(closers) + 1
            yield Span(opening, at)


def _opens(text: str, at: int, within: Span) -> bool:
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    return text[at] in _CLOSED_BY and not before.isalnum() and not after.isspace()

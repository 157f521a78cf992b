"""Where words stand in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whosays.case.spans import Span

_CLOSED_BY = {"„": '“”"', "“": "”“", "”": "”", '"': '"', "»": "«", "«": "»"}
_MOST = 40  # so many marks are looked through for the one that closes
_ALL = frozenset("".join([*_CLOSED_BY, *_CLOSED_BY.values()]))


def quoted(text: str, within: Span) -> Iterator[Span]:
    """What stands in quotation marks in a paragraph, marks included, none within another.

    A mark that nothing closes opens nothing.
    """
    places = [at for at in range(within.start, within.end) if text[at] in _ALL]
    at = within.start
    for index, opening in enumerate(places):
        if opening < at or not _opens(text, opening, within):
            continue
        closing = _closing(text, places[index : index + _MOST])
        if closing is not None:
            at = closing + 1
            yield Span(opening, at)


def _closing(text: str, places: Sequence[int]) -> int | None:
    """Where the first of the marks is closed: by its like, but for one that closes another."""
    opener, closers = text[places[0]], _CLOSED_BY[text[places[0]]]
    depth = 0
    for at in places[1:]:
        if text[at] == opener and opener not in closers:
            depth += 1
        elif text[at] in closers:
            if not depth:
                return at
            depth -= 1
    return next((at for at in places[1:] if text[at] in closers), None)


def _opens(text: str, at: int, within: Span) -> bool:
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    return text[at] in _CLOSED_BY and not before.isalnum() and not after.isspace()

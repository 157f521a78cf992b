"""Our text beside other pages that share some of it: what is the same, and where nothing is known.

Only places and lengths are shown. What else stands on those pages is not ours to show.
"""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from typing_extensions import TypedDict

from whosays.case.case import Case
from whosays.case.pictured import Copy
from whosays.case.places import paragraph_spans, place_of
from whosays.errors import UnknownNameError

State = Literal["same", "begins", "partly", "sentences", "not_read", "not_recorded"]

NOTHING = frozenset({"not_read", "not_recorded"})
"""States of blocks of which nothing is known."""


class Paragraph(TypedDict):
    """A paragraph of our text and its length in characters."""

    number: int
    length: int


class Block(TypedDict):
    """What is known of some paragraphs (``first`` to ``last``) on another page.

    ``share`` is how much of them is the same from their beginning, 0 to 1, where that is known;
    ``places`` are sentences that are the same, ``added`` those after which the page has more.
    """

    first: int
    last: int
    state: State
    share: float
    places: list[str]
    added: list[str]


class Page(TypedDict):
    """Another page; ``letter`` names it in the picture, ``shared`` counts characters (0: none)."""

    letter: str
    name: str
    url: str
    shared: int
    blocks: list[Block]


class CopiesView(TypedDict):
    """Paragraphs of our text, and the other pages."""

    paragraphs: list[Paragraph]
    pages: list[Page]


def view(case: Case) -> CopiesView:
    """What ``pictures.yml`` says of other pages; UnknownNameError where it says nothing."""
    if not case.pictured.copies:
        raise UnknownNameError(f"{case.id} has no copies in pictures.yml, so none can be shown")
    spans = paragraph_spans(case.sentences)
    return {
        "paragraphs": [
            {"number": number, "length": span.end - span.start} for number, span in spans.items()
        ],
        "pages": [
            {
                "letter": chr(ord("A") + index),
                "name": case.said(copy.name),
                "url": copy.url,
                "shared": copy.first or copy.characters or 0,
                "blocks": _blocks(case, copy),
            }
            for index, copy in enumerate(case.pictured.copies)
        ],
    }


def _blocks(case: Case, copy: Copy) -> list[Block]:
    """One block for paragraphs of which the same is known, unless only a part of one is shared."""
    states = {number: _state(case, copy, number) for number in paragraph_spans(case.sentences)}
    blocks: list[Block] = []
    for (state, share), run in groupby(states, key=lambda number: states[number]):
        numbers = list(run)
        inside = [name for name in copy.sentences if case.sentences[name].paragraph in numbers]
        blocks.append(
            {
                "first": numbers[0],
                "last": numbers[-1],
                "state": state,
                "share": share,
                "places": [place_of(name) for name in inside],
                "added": [place_of(name) for name in inside if name in copy.added],
            }
        )
    return blocks


def _state(case: Case, copy: Copy, number: int) -> tuple[State, float]:
    if number in copy.paragraphs:
        return "partly", 1.0
    if any(case.sentences[name].paragraph == number for name in copy.sentences):
        return "sentences", 0.0
    if copy.first is not None:
        span = paragraph_spans(case.sentences)[number]
        # Counted from the article's first word; offsets count from the beginning of the file.
        end = len(case.article.preamble) + copy.first
        if span.end <= end:
            return "same", 1.0
        if span.start < end:
            return "begins", (end - span.start) / (span.end - span.start)
    return copy.rest, 0.0

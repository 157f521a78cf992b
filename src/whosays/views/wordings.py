"""One claim through its wordings: what became of each part of the first one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

from whosays.case.annotation import CoverageRow
from whosays.case.case import Case
from whosays.case.pictured import Wording, Wordings
from whosays.case.places import place_of
from whosays.errors import UnknownNameError, shown, there_are
from whosays.views.worded import Origin, Quotation, origin_in_article, origin_of_row, quoted

Fate = Literal["start", "kept", "changed", "lacks", "beyond"]


class Cell(TypedDict):
    """A part in one wording: ``part`` names it, ``before`` are its words in the first wording.

    ``words`` are those that stand here; None where there are none.
    """

    part: str
    fate: Fate
    before: Quotation
    words: Quotation | None


class Row(TypedDict):
    """A wording with the parts of the first one, in their order, and how many it keeps."""

    origin: Origin
    cells: list[Cell]
    kept: int


class WordingsView(TypedDict):
    """The first wording, and the others: first what keeps most, last what lacks most."""

    id: str
    title: str
    start: Row
    others: list[Row]


def view(case: Case, claim: str) -> WordingsView:
    """What ``pictures.yml`` says of a claim, which is named as in coverage.csv.

    KeyError, with the claims there are, for one that it says nothing of.
    """
    found = {each.claim: each for each in case.pictured.wordings}
    if not found:
        raise UnknownNameError(f"{case.id} has no wordings in pictures.yml, so none can be shown")
    if claim not in found:
        listed = any(row.claim == claim for row in case.coverage)
        beside = f"lists.wordings(case, {claim!r}) has them as a list; " if listed else ""
        raise UnknownNameError(
            f"no picture of the wordings of a claim {shown(claim)}; {beside}"
            f"{there_are(claim, found)}"
        )
    wordings = found[claim]
    start = _start(case, wordings)
    others = [_row(case, wordings, start["cells"], other) for other in wordings.others]
    return {
        "id": wordings.id,
        "title": case.said(wordings.title),
        "start": start,
        "others": sorted(others, key=_what_is_left),
    }


def _what_is_left(row: Row) -> tuple[int, int, bool]:
    fates = Counter(cell["fate"] for cell in row["cells"])
    return -fates["kept"], fates["lacks"], not row["origin"]["url"]


def _coverage(case: Case, name: str) -> CoverageRow:
    return next(row for row in case.coverage if row.id == name)


def _start(case: Case, wordings: Wordings) -> Row:
    row = _coverage(case, wordings.start)
    cells: list[Cell] = []
    for part in wordings.parts:
        words = quoted(case, row.language, part.words)
        cells.append(
            {"part": case.said(part.name), "fate": "start", "before": words, "words": words}
        )
    return {"origin": origin_of_row(case, row), "cells": cells, "kept": len(cells)}


def _row(case: Case, wordings: Wordings, first: Sequence[Cell], other: Wording) -> Row:
    if other.sentence is None:
        row = _coverage(case, other.place)
        own, origin = row.language, origin_of_row(case, row)
    else:
        own, origin = case.article.language, origin_in_article(place_of(other.sentence))
    cells: list[Cell] = []
    for part, cell in zip(wordings.parts, first, strict=True):
        fate: Fate = "beyond" if part.id in other.beyond else "lacks"
        words = None
        if part.id in other.kept:
            fate, words = "kept", quoted(case, own, other.kept[part.id])
        elif part.id in other.changed:
            fate, words = "changed", quoted(case, own, other.changed[part.id])
        cells.append({**cell, "fate": fate, "words": words})
    return {"origin": origin, "cells": cells, "kept": len(other.kept)}

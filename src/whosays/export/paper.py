"""What of a lesson is printed: as many questions as two sides hold, and a key of one side.

Which questions these are is found by laying them out. Typst does that, and makes the PDFs;
``paper.typ`` beside this module says how they look. What another format prints is the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from whosays.errors import MissingExtraError
from whosays.export.collection import Collection
from whosays.export.rights import HOLDER
from whosays.views.marking import Marking
from whosays.views.portable import Lesson
from whosays.views.worksheet import Sheet, Task, in_two_columns, sheets
from whosays.words import Words

TEMPLATE = Path(__file__).with_name("paper.typ")

SIDES = 2
"""So many sides has a sheet at most."""

_SIZES = (12.0, 11.0, 10.0)
"""Points of type on a sheet: the largest in which all questions have room, or the last."""

_KEYS = ((True, 9.0), (True, 8.0), (False, 9.0), (False, 8.0), (False, 7.0))
"""Ways to print a key, the one to try first first: with every reason or not, and points of type."""

_MARKING_KEYS = (9.0, 8.0, 7.0)

_LINE, _ROOM = 8.2, 455.0
"""Millimetres for a line of an article at most, and those that two sides have for all lines."""

POINT = 25.4 / 72
"""Millimetres in a point."""

Part = dict[str, Any]
"""A sheet or a key, as the template takes it."""


@dataclass(frozen=True)
class Paper:
    """A lesson as it is printed: its versions, and how they and their keys fit.

    ``size`` and ``key_size`` are points of type. ``every`` says whether the keys have the reasons
    of wrong answers, too. ``turn`` is the question that begins the second side, 0 for none.
    """

    sheets: tuple[Sheet, ...]
    size: float
    turn: int
    every: bool
    key_size: float


class _Around(NamedTuple):
    """What is on every sheet of a case."""

    book: str
    rights: str
    annotation_rights: str
    words: Words


def papers(collection: Collection) -> tuple[Paper, ...]:
    """What is printed of each lesson; MissingExtraError where what lays it out is not installed."""
    around = _around(collection)
    return tuple(_paper(lesson, around) for lesson in collection.lessons)


def _around(it: Collection) -> _Around:
    return _Around(it.book, it.rights, it.annotation_rights, it.words)


def sheets_as_pdf(collection: Collection) -> bytes:
    """All sheets, version by version; MissingExtraError where Typst is not installed."""
    parts = [
        sheet_part(each, collection.words, size=paper.size)
        for paper in papers(collection)
        for each in paper.sheets
    ]
    parts += [marking_part(each, collection.words) for each in collection.markings]
    return _pdf(parts, collection)


def keys_as_pdf(collection: Collection) -> bytes:
    """The key of each version of each sheet; MissingExtraError where Typst is not installed."""
    parts = [
        key_part(each, collection.words, every=paper.every, size=paper.key_size)
        for paper in papers(collection)
        for each in paper.sheets
    ]
    parts += [_marking_key(each, _around(collection)) for each in collection.markings]
    return _pdf(parts, collection)


def left_out(collection: Collection) -> dict[str, tuple[str, ...]]:
    """Ids of the questions of which paper loses something, by the word for what is lost.

    MissingExtraError where what lays it out is not installed.
    """
    lost: dict[str, list[str]] = {"two_sides": [], "one_side": []}
    for paper in papers(collection):
        sheet = paper.sheets[0]
        lost["two_sides"] += [*sheet.full, *sheet.telling]
        if not paper.every:
            lost["one_side"] += [task.id for task in sheet.tasks if _has_wrong(task)]
    return {word: tuple(ids) for word, ids in lost.items()}


def _has_wrong(task: Task) -> bool:
    return any(not reason.right for reason in task.reasons)


# --- what fits ----------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _paper(lesson: Lesson, around: _Around) -> Paper:
    """The versions of a lesson with as many questions as fit, in both and in their keys."""
    whole, words = sheets(lesson), around.words
    size, count = _room(whole, around)
    while True:
        printed = tuple(each.first(count) for each in whole)
        ends = _ends([sheet_part(each, words, size=size) for each in printed], around)
        overleaf = [end["task"] for end in ends if "task" in end and end["page"] > 1]
        turn = min(overleaf, default=0)
        if max(end["page"] for end in ends) <= SIDES:
            for every, key_size in _KEYS:
                keys = [key_part(each, words, every=every, size=key_size) for each in printed]
                if _most(keys, around) == 1:
                    return Paper(printed, size, turn, every, key_size)
        if count <= 1:
            return Paper(printed, size, turn, *_KEYS[-1])
        count -= 1


def _room(whole: Sequence[Sheet], around: _Around) -> tuple[float, int]:
    """In which size all questions fit on their sides, or how many do in the smallest."""
    count = 0
    for size in _SIZES:
        ends = _ends([sheet_part(each, around.words, size=size) for each in whole], around)
        fits = Counter(end["part"] for end in ends if "task" in end and end["page"] <= SIDES)
        count = min(fits[n] for n in range(len(whole)))
        if max(end["page"] for end in ends) <= SIDES:
            return size, count
    return _SIZES[-1], count


@lru_cache(maxsize=256)
def _marking_key(marking: Marking, around: _Around) -> Part:
    ways = [marking_key_part(marking, around.words, size=size) for size in _MARKING_KEYS]
    return next((way for way in ways if _most([way], around) == 1), ways[-1])


def _most(parts: list[Part], around: _Around) -> int:
    """How many pages the part has that has most."""
    return max(end["page"] for end in _ends(parts, around))


# --- what is printed ----------------------------------------------------------------------------


def sheet_part(it: Sheet, words: Words, *, size: float) -> Part:
    """A version of a sheet."""
    version = words.of("sheets")["version"].format(it.version)
    return {
        "kind": "sheet",
        "title": it.title,
        "version": version,
        "tasks": [_task(each) for each in it.tasks],
        "size": size,
    }


@cache
def _task(it: Task) -> Part:
    """A question; it is laid out several times."""
    return {**asdict(it), "wide": not in_two_columns(it.options)}


def key_part(it: Sheet, words: Words, *, every: bool, size: float) -> Part:
    """The key to a version, with every reason or with those for right answers only."""
    t = words.of("sheets")
    return {
        **sheet_part(it, words, size=size),
        "kind": "key",
        "title": t["key"].format(it.title),
        "every": every,
        "notes": list(notes(it, words, every=every)),
    }


def notes(it: Sheet, words: Words, *, every: bool) -> Iterator[str]:
    """What a key says of what is left out."""
    t = words.of("sheets")
    for why in ("full", "telling"):
        if left := getattr(it, why):
            yield t[f"left_{why}"].format("; ".join(it.names[each] for each in left))
    if not every and any(map(_has_wrong, it.tasks)):
        yield t["left_reasons"]


def marking_part(it: Marking, words: Words) -> Part:
    """An article with its lines."""
    t = words.of("sheets")
    return {
        "kind": "marking",
        "title": t["marking"],
        "name": f"{it.title} · {it.name}",
        "how": [t["marking_how"], *it.notes],
        "rest": t["marking_rest"],
        "language": it.language,
        "paragraphs": it.paragraphs,
        "height": line_height(it),
    }


def line_height(it: Marking) -> float:
    """Millimetres for each line of an article, so that two sides hold all of them."""
    return round(min(_LINE, _ROOM / it.lines), 2)


def marking_key_part(it: Marking, words: Words, *, size: float) -> Part:
    """What there is to find in an article."""
    return {
        **marking_part(it, words),
        "kind": "marking-key",
        "title": words.of("sheets")["key"].format(words.of("sheets")["marking"]),
        "found": [{**asdict(each), "lines": each.lines} for each in it.found],
        "size": size,
    }


# --- Typst --------------------------------------------------------------------------------------


def _given(parts: Iterable[Part], around: _Around, title: str = "") -> str:
    """What the template gets; without a title it is asked how parts fit, and prints nothing."""
    t = around.words.of("sheets")
    return json.dumps(
        {
            "title": title,
            "author": HOLDER,
            "book": around.book,
            "lang": around.words.lang,
            "rights": around.rights,
            "annotation_rights": around.annotation_rights,
            "words": {
                "fields": [t[name] for name in ("name", "class", "date")],
                "how": t["how"],
                **{name: t[name] for name in ("question", "answer", "reasons")},
                "columns": [t[f"column_{name}"] for name in COLUMNS],
            },
            "parts": list(parts),
        },
        ensure_ascii=False,
    )


COLUMNS = ("lines", "source", "cue", "form", "content")
"""What the key to an article says of each relation."""


def _ends(parts: list[Part], around: _Around) -> list[dict[str, int]]:
    """On which page each question and each part ends."""
    found: list[dict[str, int]] = _asked(_given(parts, around))
    return found


@lru_cache(maxsize=8)
def _asked(given: str) -> Any:
    """What the template says of the pages; that all questions fit is asked for twice."""
    typst = _typst()
    told = typst.query(
        str(TEMPLATE),
        "<ends>",
        field="value",
        font_paths=_fonts(),
        sys_inputs={"given": given},
    )
    return json.loads(told)


def _pdf(parts: Iterable[Part], collection: Collection) -> bytes:
    """Parts as a PDF whose tags let it be heard (PDF/UA-1); the same parts give the same bytes."""
    made = _typst().compile(
        str(TEMPLATE),
        font_paths=_fonts(),
        sys_inputs={"given": _given(parts, _around(collection), collection.title)},
        pdf_standards=["ua-1"],
    )
    return bytes(made)


@cache
def _fonts() -> Any:
    """The fonts that Typst brings, read once; those of the machine would make other files."""
    return _typst().Fonts(include_system_fonts=False)


def _typst() -> Any:
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("A sheet", error.name, "platforms") from error
    return typst

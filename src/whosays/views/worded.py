"""Quoted words as a reader of one language gets them, with the original beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typing_extensions import TypedDict

from whosays.case.annotation import CoverageRow, Estimate
from whosays.case.case import Case
from whosays.case.pictured import Quoted
from whosays.words.said import FALLBACK


class Quotation(TypedDict):
    """Words in ``lang``; ``original`` has them in ``original_lang``, unless that is the same."""

    text: str
    lang: str
    original: str
    original_lang: str


class Origin(TypedDict):
    """Where words stand: an outlet with its day and address, or a place of the article.

    What does not apply is empty.
    """

    outlet: str
    day: str
    url: str
    place: str


def told(case: Case, own: str, texts: Mapping[str, Sequence[str]]) -> Quotation:
    """Words whose parts are given by language; ``own`` is that of the original.

    The reader's language comes first, then English, then the original's.
    """
    there = [lang for lang in texts if texts[lang]]
    lang = next(each for each in (case.lang, FALLBACK, own) if each in there)
    same = lang == own
    return {
        "text": " … ".join(texts[lang]),
        "lang": lang,
        "original": "" if same else " … ".join(texts[own]),
        "original_lang": own,
    }


def quoted(case: Case, own: str, words: Quoted) -> Quotation:
    """Words that a case's file quotes from a wording in the language ``own``."""
    return told(case, own, {lang: [q.quote for q in quotes] for lang, quotes in words.items()})


def origin_of_row(case: Case, row: CoverageRow | Estimate) -> Origin:
    """Where the words of a row stand."""
    return {"outlet": row.outlet, "day": day_of(case, row), "url": row.url, "place": ""}


def day_of(case: Case, row: CoverageRow | Estimate) -> str:
    """The day of a row, which does not break at the end of a line."""
    return case.words.day(row.date, short=True).replace(" ", "\N{NO-BREAK SPACE}")


def origin_in_article(place: str) -> Origin:
    """Where words of the article stand; ``place`` is as readers see it (7.3)."""
    return {"outlet": "", "day": "", "url": "", "place": place}

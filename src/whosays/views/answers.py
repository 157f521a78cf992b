"""Answers to one question, in the order from denial to confirmation. It rules on none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from typing_extensions import TypedDict

from whosays.case.annotation import CoverageRow, Estimate
from whosays.case.case import Case
from whosays.case.pictured import Answer
from whosays.case.places import place_of
from whosays.case.vocabulary import Position
from whosays.errors import UnknownNameError, WrongValueError, shown, there_are
from whosays.views.worded import Origin, Quotation, origin_in_article, origin_of_row, quoted
from whosays.words.said import FALLBACK


class AnswerView(TypedDict):
    """Who answers, on what exactly, in which words, and where they stand.

    ``own`` is false where the words are those of somebody who reports on the answer.
    """

    who: str
    about: str
    words: Quotation
    own: bool
    origin: Origin


class Station(TypedDict):
    """A position between denial and confirmation, with its answers by their days."""

    position: str
    answers: list[AnswerView]


def view(
    case: Case, until: str | None = None, only: Collection[str] | None = None
) -> list[Station]:
    """All positions in their order; ``until`` (ISO 8601) leaves out what was published later.

    ``only`` chooses answers by id; then a position that none of them has is left out, since nobody
    said that it is empty. UnknownNameError where ``pictures.yml`` has no answers or not this one,
    WrongValueError for what is no day.
    """
    if not case.pictured.answers:
        raise UnknownNameError(f"{case.id} has no answers in pictures.yml, so none can be shown")
    last = dt.date.max if until is None else _day(until)
    rows: dict[tuple[str, str], CoverageRow | Estimate] = {}
    rows |= {("coverage", row.id): row for row in case.coverage}
    rows |= {("estimate", row.id): row for row in case.estimates}
    # The article has no day of its own; it comes after what is dated, and no day leaves it out.
    days = {a.id: rows[a.place].date for a in case.pictured.answers if a.place in rows}
    chosen = _chosen(case, only)
    shown = [each for each in chosen if days.get(each.id, last) <= last]
    shown.sort(key=lambda each: days.get(each.id, dt.date.max))
    return [
        {
            "position": position.value,
            "answers": [
                _answer(case, each, rows.get(each.place))
                for each in shown
                if each.position is position
            ],
        }
        for position in Position
        if only is None or any(each.position is position for each in chosen)
    ]


def _chosen(case: Case, only: Collection[str] | None) -> list[Answer]:
    """The answers with these ids, or all of them."""
    if only is None:
        return case.pictured.answers
    known = {each.id: each for each in case.pictured.answers}
    for name in only:
        if name not in known:
            raise UnknownNameError(
                f"pictures.yml has no answer {shown(name)}; {there_are(name, known)}"
            )
    return [known[name] for name in only]


def _day(until: str) -> dt.date:
    try:
        return dt.date.fromisoformat(until)
    except (TypeError, ValueError):
        raise WrongValueError(
            f"until takes a day such as '2024-10-31', not {str(until)[:40]!r}"
        ) from None


def _answer(case: Case, answer: Answer, row: CoverageRow | Estimate | None) -> AnswerView:
    if row is None:
        own, origin = case.article.language, origin_in_article(place_of(answer.place[1]))
    else:
        # Words for a figure are given in English, or in our English.
        own = row.language if isinstance(row, CoverageRow) else FALLBACK
        origin = origin_of_row(case, row)
    return {
        "who": case.said(answer.who),
        "about": case.said(answer.about),
        "words": quoted(case, own, answer.words),
        "own": answer.own,
        "origin": origin,
    }

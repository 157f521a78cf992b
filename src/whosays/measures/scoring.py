"""Scoring of answers: points, discrimination apart from suspicion, calibration.

Pure functions. The front end (``quiz.js``, ``_answers.js``) computes the same; one table of cases
tests both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from whosays.case.items import types

CONFIDENCE = (25, 50, 75, 90, 100)
"""Steps of “how sure are you”, in per cent: a guess among four, a coin toss, … certain."""


# --- one answer -------------------------------------------------------------------------------


def points(item: Mapping[str, Any], choice: Any) -> float | None:
    """Share of an item that is right, from 0 to 1; None for a reflection, which nobody scores.

    ``item`` is an item as :func:`whosays.views.questions.view` gives it; ``choice`` is an option
    id (single), a list of option ids (multiple), word positions (mark) or entry ids (order), a map
    (classify, match) or a number (estimate). An item is right when it has the full point.
    """
    return types()[item["type"]].points(dict(item), choice)


# --- many answers -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Discrimination:
    """How well problems were told from sound passages (d'), and which way one leans (c)."""

    d_prime: float
    criterion: float
    signals: int
    noises: int


def discrimination(
    hits: int, misses: int, false_alarms: int, correct_rejections: int
) -> Discrimination | None:
    """Give d' and criterion c of four counts; None unless there are problems *and* sound items.

    Rates get the log-linear correction (add 0.5 to a count and 1 to its total), so that 0 % and
    100 % stay finite and small samples are less biased: Hautus 1995, doi 10.3758/BF03203619;
    formulas as in Stanislaw & Todorov 1999, doi 10.3758/BF03207704. d' = 0 is guessing; c < 0
    leans towards seeing a problem, c > 0 towards seeing none.
    """
    signals, noises = hits + misses, false_alarms + correct_rejections
    if not signals or not noises:
        return None
    z = NormalDist().inv_cdf
    hit, alarm = z((hits + 0.5) / (signals + 1)), z((false_alarms + 0.5) / (noises + 1))
    return Discrimination(hit - alarm, -(hit + alarm) / 2, signals, noises)


def brier(judgements: Sequence[tuple[float, bool]]) -> float | None:
    """Mean squared distance between confidence (0 to 1) and outcome; None without judgements.

    0 is perfect; always saying 50 % gives 0.25; 1 is always certain and always wrong.
    Brier 1950, Monthly Weather Review 78(1), 1-3, in the form for one event (“my answer is right”).
    """
    if not judgements:
        return None
    return sum((sure - right) ** 2 for sure, right in judgements) / len(judgements)


@dataclass(frozen=True)
class Bin:
    """Answers given with the same confidence (per cent): how many, and how many were right."""

    confidence: int
    count: int
    right: int


def calibration(judgements: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Answers by step of confidence, empty steps left out.

    ``judgements`` are pairs of confidence (0 to 1) and outcome. Calibration is the agreement of
    confidence and share right per step: Lichtenstein, Fischhoff & Phillips 1982, in Judgment under
    Uncertainty, 306-334.
    """
    steps: dict[int, list[bool]] = {}
    for sure, right in judgements:
        steps.setdefault(round(sure * 100), []).append(right)
    return [Bin(step, len(found), sum(found)) for step, found in sorted(steps.items())]


@dataclass(frozen=True)
class Summary:
    """Result of a set of answers. ``scored`` leaves reflections out."""

    answered: int
    scored: int
    right: int
    points: float
    discrimination: Discrimination | None
    brier: float | None
    calibration: list[Bin]


def summary(attempts: Sequence[Mapping[str, Any]]) -> Summary:
    """Result of answers as they are stored (:class:`whosays.measures.answers.Attempt`)."""
    scored = [a for a in attempts if a.get("points") is not None]
    told = [(a["signal"], a["said"]) for a in scored if a.get("signal") is not None]
    judged = [(a["confidence"] / 100, a["points"] == 1) for a in scored if a.get("confidence")]
    return Summary(
        answered=len(attempts),
        scored=len(scored),
        right=sum(a["points"] == 1 for a in scored),
        points=sum(a["points"] for a in scored),
        discrimination=discrimination(
            hits=told.count((True, True)),
            misses=told.count((True, False)),
            false_alarms=told.count((False, True)),
            correct_rejections=told.count((False, False)),
        ),
        brier=brier(judged),
        calibration=calibration(judged),
    )

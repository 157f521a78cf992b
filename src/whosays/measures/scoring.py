"""Scoring of answers: points, discrimination apart from suspicion, calibration.

Pure functions. The front end (``quiz.js``, ``_summary.js``) computes the same; one table of cases
tests both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from typing_extensions import TypedDict

from whosays.case.items import types
from whosays.case.items.base import share

CONFIDENCE = (25, 50, 75, 90, 100)
"""Steps of “how sure are you”, in per cent: a guess among four, a coin toss, … certain."""


ENOUGH = 20
"""From so many scored answers on a result is told in measures; below, in words and counts."""


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
class Told:
    """How often problems were seen and missed, and how often one was seen where there was none."""

    hits: int
    misses: int
    alarms: int
    rejections: int


@dataclass(frozen=True)
class Summary:
    """Result of a set of answers. ``scored`` leaves reflections out."""

    answered: int
    scored: int
    right: int
    points: float
    told: Told
    discrimination: Discrimination | None
    brier: float | None
    calibration: list[Bin]


def summary(attempts: Sequence[Mapping[str, Any]]) -> Summary:
    """Result of answers as they are stored (:class:`whosays.measures.answers.Attempt`)."""
    scored = [a for a in attempts if a.get("points") is not None]
    pairs = [(a["signal"], a["said"]) for a in scored if a.get("signal") is not None]
    told = Told(
        hits=pairs.count((True, True)),
        misses=pairs.count((True, False)),
        alarms=pairs.count((False, True)),
        rejections=pairs.count((False, False)),
    )
    judged = [(a["confidence"] / 100, a["points"] == 1) for a in scored if a.get("confidence")]
    return Summary(
        answered=len(attempts),
        scored=len(scored),
        right=sum(a["points"] == 1 for a in scored),
        points=sum(a["points"] for a in scored),
        told=told,
        discrimination=discrimination(told.hits, told.misses, told.alarms, told.rejections),
        brier=brier(judged),
        calibration=calibration(judged),
    )


# --- guessing ---------------------------------------------------------------------------------


class Guessing(TypedDict):
    """What somebody may expect who chooses at random: computed from the options.

    ``right`` of the ``scored`` questions, ``seen`` of the ``problems``, a problem ``alarms`` times
    where there is none, and a d' (None unless there are problems *and* sound passages). This d' is
    0 only where as many options say “problem” with the one kind as with the other.
    """

    scored: int
    right: float
    problems: int
    seen: float
    alarms: float
    d_prime: float | None


def guessing(items: Sequence[Mapping[str, Any]]) -> Guessing:
    """What a reader gets on average who chooses one of the options of each item at random."""
    kinds = types()
    scored = [item for item in items if kinds[item["type"]].scored]
    signals = [_says(item) for item in scored if item.get("signal") is True]
    noises = [_says(item) for item in scored if item.get("signal") is False]
    return {
        "scored": len(scored),
        "right": sum(kinds[item["type"]].chance(dict(item)) for item in scored),
        "problems": len(signals),
        "seen": sum(signals),
        "alarms": sum(noises),
        "d_prime": _mean_z(signals) - _mean_z(noises) if signals and noises else None,
    }


def _says(item: Mapping[str, Any]) -> float:
    """Share of the options that say “there is a problem”."""
    return share(option["says_signal"] for option in item["options"])


def _mean_z(chances: Sequence[float]) -> float:
    """Mean of z of the corrected rate, over all counts of “problem” that these chances can give."""
    counts = [1.0]  # how likely each count is
    for chance in chances:
        more = [likely * chance for likely in counts]
        counts = [
            stay * (1 - chance) + come
            for stay, come in zip([*counts, 0.0], [0.0, *more], strict=True)
        ]
    z = NormalDist().inv_cdf
    return sum(
        likely * z((count + 0.5) / (len(chances) + 1)) for count, likely in enumerate(counts)
    )

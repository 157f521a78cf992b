"""How far a reader's marks and the gold annotation agree.

A sentence may hold several relations. What a reader marks is compared with the one it fits best,
since careful readers may well take another one first; the outermost relation that comes first in
the text is the one to expect, and what fits another is told apart ("also"). Because the gold
follows the reader in this, agreement comes out somewhat higher than between two people who
annotate apart.

Raw agreement is the share of marks that are as in the gold. Krippendorff's alpha takes away what
chance would give (Hayes & Krippendorff 2007, doi 10.1080/19312450709336664). Its interval is
that of the percentile bootstrap over sentences (Zapf et al. 2016, doi 10.1186/s12874-016-0200-9).
``annotator.js`` has the same rules without the interval; one set of cases tests both.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from whosays.measures.answers import LAYERS

RESAMPLES = 1000

FEWEST = 5
"""With fewer sentences there is no interval: it would only repeat the few there are."""

Gold = Mapping[str, Any]
"""A relation: ``source``, ``stwr`` and ``moods`` (that of the first verb, then of others)."""

Pair = tuple[str, str]
"""The reader's value and the gold's."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Comparison:
    """One mark beside the gold."""

    mark: str
    gold: str
    verdict: Literal["agrees", "also", "differs"]


def values(relation: Gold, layer: str) -> list[str]:
    """What the gold has for one layer; nothing where it leaves the layer open."""
    return list(relation["moods"]) if layer == "mood" else [relation[layer]]


def fitting(gold: Sequence[Gold], marks: Mapping[str, str]) -> Gold:
    """The relation that shares most marks; of several the first, which is the one to expect."""
    return max(
        gold, key=lambda relation: sum(m in values(relation, layer) for layer, m in marks.items())
    )


def compare(gold: Sequence[Gold], marks: Mapping[str, str]) -> dict[str, Comparison]:
    """The marks of one sentence beside its relations, by layer; ``gold`` has the expected first."""
    chosen = fitting(gold, marks)
    found = {}
    for layer in LAYERS:
        mark, accepted = marks.get(layer), values(chosen, layer)
        if mark is None or not accepted:
            continue
        if mark not in accepted:
            found[layer] = Comparison(mark, accepted[0], "differs")
        elif values(gold[0], layer)[:1] == [mark]:
            found[layer] = Comparison(mark, mark, "agrees")
        else:
            found[layer] = Comparison(mark, mark, "also")
    return found


def raw_agreement(pairs: Sequence[Pair]) -> float:
    """Share of pairs whose values are the same; NaN without pairs."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else math.nan


def alpha(units: Sequence[Sequence[str]]) -> float:
    """Krippendorff's alpha, nominal, for any number of coders, some of whom may leave units out.

    ``units`` are the values that each sentence got, two or more: of a reader and the gold, pairs.
    With ``m`` values in a unit and ``n`` in all, observed disagreement is the sum over units of the
    differing pairs divided by ``m - 1``, and by ``n``; expected, the share of differing pairs among
    all that the ``n`` values can form (Hayes & Krippendorff 2007, doi
    10.1080/19312450709336664). NaN where there is but one value: agreement by chance cannot be told
    from agreement then.
    """
    return float(_alphas(*_tallies(units))) if units else math.nan


def interval(
    units: Sequence[Sequence[str]], picks: npt.NDArray[np.integer[Any]] | None = None
) -> tuple[float, float]:
    """Percentile bootstrap interval of alpha, 95 %; NaN where alpha is, and below five units.

    Each row of ``picks`` says which units are drawn; unless told, the same are each time. Samples
    that happen to hold a single value have no alpha and are left out.
    """
    size = len(units)
    if size < FEWEST or math.isnan(alpha(units)):
        return math.nan, math.nan
    if picks is None:
        picks = np.random.default_rng(0).integers(size, size=(RESAMPLES, size))
    differing, counts = _tallies(units)
    low, high = np.nanpercentile(_alphas(differing[picks], counts[picks]), [2.5, 97.5])
    return float(low), float(high)


def _tallies(units: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
    """Of each unit, its differing pairs divided by m - 1, and how often it has each value."""
    names = sorted({value for unit in units for value in unit})
    counts = np.array([[unit.count(name) for name in names] for unit in units], dtype=float)
    sizes = counts.sum(axis=1)
    return (sizes**2 - (counts**2).sum(axis=1)) / (sizes - 1), counts


def _alphas(differing: Floats, counts: Floats) -> Floats:
    """Alpha of units along the last axis of ``differing``; the axes before it are samples."""
    values = counts.sum(axis=-2)
    n = values.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):  # of one value nothing differs: NaN
        found: Floats = 1 - (n - 1) * differing.sum(axis=-1) / (n**2 - (values**2).sum(axis=-1))
    return found


def table(
    golds: Mapping[str, Sequence[Gold]],
    marks: Mapping[str, Mapping[str, str]],
    layers: Iterable[str] = LAYERS,
) -> pd.DataFrame:
    """Agreement by layer, from gold relations and a reader's marks by sentence.

    Columns: ``sentences`` that were compared, how many are ``same`` and how many of these are
    ``also`` (as another relation or verb of the sentence), ``raw``, ``alpha`` and the interval of
    alpha from ``low`` to ``high``. The interval is NaN below five sentences. Without any compared
    sentence there are no rows.
    """
    compared = [compare(golds[name], made) for name, made in marks.items() if name in golds]
    rows = [_row(layer, [c[layer] for c in compared if layer in c]) for layer in layers]
    rows = rows if any(row["sentences"] for row in rows) else []
    columns = ["layer", "sentences", "same", "also", "raw", "alpha", "low", "high"]
    return pd.DataFrame(rows, columns=columns).set_index("layer")


def _row(layer: str, found: Sequence[Comparison]) -> dict[str, Any]:
    pairs = [(each.mark, each.gold) for each in found]
    low, high = interval(pairs)
    return {
        "layer": layer,
        "sentences": len(pairs),
        "same": sum(a == b for a, b in pairs),
        "also": sum(c.verdict == "also" for c in found),
        "raw": raw_agreement(pairs),
        "alpha": alpha(pairs),
        "low": low,
        "high": high,
    }

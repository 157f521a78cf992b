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
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def alpha(pairs: Sequence[Pair]) -> float:
    """Krippendorff's alpha for nominal values.

    NaN where there is but one value: agreement by chance cannot be told from agreement then.
    """
    return float(_alphas(_codes(pairs)))


def interval(
    pairs: Sequence[Pair], *, confidence: float = 0.95, seed: int = 0
) -> tuple[float, float]:
    """Percentile bootstrap interval of alpha; NaN where alpha is, and below five pairs.

    The same pairs give the same interval. Samples that happen to hold a single value have no
    alpha and are left out.
    """
    codes = _codes(pairs)
    if len(codes) < FEWEST or math.isnan(_alphas(codes)):
        return math.nan, math.nan
    picks = np.random.default_rng(seed).integers(len(codes), size=(RESAMPLES, len(codes)))
    tail = 50 * (1 - confidence)
    low, high = np.nanpercentile(_alphas(codes[picks]), [tail, 100 - tail])
    return float(low), float(high)


def _codes(pairs: Sequence[Pair]) -> npt.NDArray[np.intp]:
    """The pairs with a number for each value, in an array of two columns."""
    _, codes = np.unique(np.array(pairs, dtype=str).reshape(-1), return_inverse=True)
    return codes.reshape(-1, 2)


def _alphas(codes: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Alpha of pairs along the last axis but one; the axes before it are samples.

    For two coders, nominal values and no value missing, alpha is 1 - Do / De (Hayes &
    Krippendorff 2007, doi 10.1080/19312450709336664): Do is the share of pairs that differ, and
    De the share of differing pairs among all pairs that the N = 2n values can form. With n_c
    values of a kind, De = 1 - sum of n_c (n_c - 1) / (N (N - 1)).
    """
    size = 2 * codes.shape[-2]
    observed = (codes[..., 0] != codes[..., 1]).sum(axis=-1)
    same = np.zeros(codes.shape[:-2])
    for code in np.unique(codes):
        count = (codes == code).sum(axis=(-2, -1))
        same += count * (count - 1)
    with np.errstate(invalid="ignore"):  # of a single value nothing differs: 0 / 0, which is NaN
        found: npt.NDArray[np.float64] = 1 - 2 * (size - 1) * observed / (size * (size - 1) - same)
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
    pairs = list(_pairs(found))
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


def _pairs(found: Iterable[Comparison]) -> Iterator[Pair]:
    return ((c.mark, c.gold) for c in found)

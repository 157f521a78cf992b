"""Independent readings of a case beside its gold annotation: how far they agree.

``readings.csv`` holds what readers wrote who had the article and the guidelines and had not seen
the gold: one value per round, reader, layer and unit. A unit is a sentence (its outermost relation
that comes first), a claim or a pair of claims. ``settled.yml`` says, for each value in which the
last round differs from the gold, why the gold stays as it is. A case without readings gives tables
without rows. TypeError where no case was given.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from whosays.case.asked import of_case
from whosays.case.case import AUTHOR, Case
from whosays.case.readings import Layer, Reading
from whosays.case.vocabulary import LEFT_OPEN
from whosays.measures.agreement import Pair, alpha, interval, raw_agreement

_NO_RELATION = "author_voice"
"""Value of a sentence that has no attribution at all."""


@of_case
def readings(case: Case) -> pd.DataFrame:
    """What the independent readers wrote: round, reader, layer, unit, value.

    >>> readings.readings(case).columns.tolist()
    ['round', 'reader', 'layer', 'unit', 'value']
    """
    rows = [row.model_dump(mode="json") for row in case.readings]
    return pd.DataFrame(rows, columns=Reading.columns()).astype({"round": "int64"})


def gold_values(case: Case, layer: str, unit: str) -> list[str]:
    """What the gold annotation has for a unit; several values where it has several."""
    if unit in case.sentences:
        return [_of_sentence(case, layer, unit)]
    if unit in case.claims:
        claim = case.claims[unit]
        if layer == "factuality":
            return [stance.value for stance in claim.factuality]
        if layer == "bound":
            return [claim.quantity.bound if claim.quantity else "none"]
        return [getattr(claim, layer)]
    pair = unit.split("-")
    found = [r for r in case.annotation.relations if [r.from_claim, r.to_claim] == pair]
    return [r.type if layer == "relation" else r.made_by for r in found] or ["none"]


def _of_sentence(case: Case, layer: str, sentence: str) -> str:
    relations = [a for a in case.annotation.attributions if sentence in a.sentence]
    if layer == "relations":
        return str(len(relations))
    if layer == "author_voice":
        return "yes" if any(sentence in v.sentence for v in case.annotation.author_voice) else "no"
    outer = next((a for a in relations if a.parent is None), None)
    if outer is None:
        return AUTHOR if layer == "source" else _NO_RELATION
    return str(getattr(outer, layer))


def _between_readers(rows: pd.DataFrame) -> list[Pair]:
    wide = rows.pivot_table(index="unit", columns="reader", values="value", aggfunc="first")
    pairs = itertools.combinations(wide.columns, 2)
    return [pair for a, b in pairs for pair in zip(wide[a], wide[b], strict=True)]


def _with_gold(case: Case, rows: pd.DataFrame) -> list[bool]:
    """Whether each value is the gold's, or one of those between which the gold leaves it open."""
    found = []
    for row in rows.itertuples():
        gold = gold_values(case, str(row.layer), str(row.unit))
        fitting = {*gold, *(value for each in gold for value in LEFT_OPEN.get(each, ()))}
        found.append(row.value in fitting)
    return found


@of_case
def agreement(case: Case) -> pd.DataFrame:
    """Agreement by round and layer.

    Columns: ``units`` read by each reader; ``alpha`` (Krippendorff's, nominal) between the readers
    of the round with the percentile bootstrap interval from ``low`` to ``high``; ``same``, the
    share of units on which these readers agree; ``as_gold``, the share of all values that are the
    gold's, or one of those between which the gold leaves it open. Alpha is NaN where all values are
    the same.

    >>> readings.agreement(case)["layer"].unique().tolist()
    ['source', 'stwr', 'medium', 'mood', ..., 'relation', 'made_by']
    """
    found = []
    for (number, layer), rows in readings(case).groupby(["round", "layer"], sort=False):
        pairs = _between_readers(rows)
        low, high = interval(pairs)
        with_gold = _with_gold(case, rows)
        found.append(
            {
                "round": number,
                "layer": layer,
                "units": rows["unit"].nunique(),
                "alpha": alpha(pairs),
                "low": low,
                "high": high,
                "same": raw_agreement(pairs),
                "as_gold": sum(with_gold) / len(with_gold),
            }
        )
    order = {layer: at for at, layer in enumerate(Layer)}
    columns = ["round", "layer", "units", "alpha", "low", "high", "same", "as_gold"]
    return pd.DataFrame(found, columns=columns).sort_values(
        ["round", "layer"],
        key=lambda c: c.map(order) if c.name == "layer" else c,
        ignore_index=True,
    )


def published(case: Case) -> pd.DataFrame:
    """:func:`agreement` as the book shows it: a row per layer, the rounds side by side.

    Columns: ``layer``; ``units`` in the last round that read it; ``alpha_round_1`` and so on, alpha
    with its interval as a text, empty where the round did not read the layer; ``as_gold_last``, of
    the last round, in per cent as a text.

    >>> readings.published(case).columns.tolist()
    ['layer', 'units', 'alpha_round_1', 'alpha_round_2', 'as_gold_last']
    """
    found = agreement(case)
    rounds = sorted(set(found["round"]))
    rows = []
    for layer, parts in found.groupby("layer", sort=False):
        by_round = {row["round"]: row for row in parts.to_dict("records")}
        last = by_round[max(by_round)]
        share = {"percent": f"{last['as_gold'] * 100:.0f}"}
        rows.append(
            {
                "layer": layer,
                "units": int(last["units"]),
                **{
                    f"alpha_round_{number}": _with_interval(case, by_round.get(number))
                    for number in rounds
                },
                "as_gold_last": case.words.of("tables")["share"].format(**share),
            }
        )
    alphas = [f"alpha_round_{number}" for number in rounds]
    return pd.DataFrame(rows, columns=["layer", "units", *alphas, "as_gold_last"])


def _with_interval(case: Case, row: Mapping[Hashable, Any] | None) -> str:
    """Alpha with its interval, or that it is not defined; nothing where nothing was read."""
    if row is None:
        return ""
    t = case.words.of("tables")
    if math.isnan(row["alpha"]):
        return t["not_defined"]
    shown = {name: case.words.fixed(row[name]) for name in ("alpha", "low", "high")}
    return t["interval"].format(**shown)


@of_case
def differences(case: Case) -> pd.DataFrame:
    """Values of the last round that are not the gold's, with the reason the gold stays.

    Columns: layer, unit, reader, value and gold as the reader calls them, reason (empty where
    ``settled.yml`` has none).

    >>> readings.differences(case).columns.tolist()
    ['layer', 'unit', 'reader', 'value', 'gold', 'reason']
    """
    rows = readings(case)
    last = rows[rows["round"] == rows["round"].max()]
    other = last[[not same for same in _with_gold(case, last)]]
    return pd.DataFrame(
        [
            {
                "layer": row.layer,
                "unit": row.unit,
                "reader": row.reader,
                "value": _in_words(case, str(row.layer), str(row.value)),
                "gold": ", ".join(
                    _in_words(case, str(row.layer), value)
                    for value in gold_values(case, str(row.layer), str(row.unit))
                ),
                "reason": case.said(case.settled.get(str(row.unit))),
            }
            for row in other.itertuples()
        ],
        columns=["layer", "unit", "reader", "value", "gold", "reason"],
    )


def _in_words(case: Case, layer: str, value: str) -> str:
    """What a value is called; the column of a relation is named ``type``, as in its table."""
    return case.value("type" if layer == Layer.RELATION else layer, value)


__all__ = ["agreement", "differences", "published", "readings"]


def __dir__() -> list[str]:
    """The tables alone: a reader who asks for the names gets none of what makes them."""
    return sorted(__all__)

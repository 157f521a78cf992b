"""Agreement: published examples, properties, and what counts in a sentence of several relations."""

from __future__ import annotations

import json
import math
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays import Case
from whosays.measures.agreement import (
    FEWEST,
    LAYERS,
    RESAMPLES,
    Pair,
    alpha,
    compare,
    fitting,
    interval,
    raw_agreement,
)
from whosays.measures.answers import SentenceMarks
from whosays.measures.readings import readings
from whosays.widgets import annotator
from whosays.widgets.annotator import Annotator

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, examples A and B.
BINARY = list(zip("0100000010", "1110010000", strict=True))
NOMINAL = list(zip("aabbdcccedda", "babbbccceddd", strict=True))

PAIRS = st.lists(st.tuples(*[st.sampled_from("abcd")] * 2), max_size=30)


def marks(**layers: str) -> dict[str, str]:
    return layers


def relation(source: str, stwr: str, *moods: str) -> dict[str, Any]:
    return {"source": source, "stwr": stwr, "moods": list(moods)}


# --- measures ---


@pytest.mark.parametrize(("pairs", "known"), [(BINARY, 0.095), (NOMINAL, 0.692)])
def test_published_examples(pairs: list[Pair], known: float) -> None:
    assert alpha(pairs) == pytest.approx(known, abs=0.0005)


def test_one_value_has_no_alpha() -> None:
    assert math.isnan(alpha([]))
    assert math.isnan(alpha([("a", "a")] * 9))
    assert all(math.isnan(end) for end in interval([("a", "a")] * 9))
    assert math.isnan(raw_agreement([]))


@given(PAIRS)
def test_measures_stay_within_their_bounds(pairs: list[Pair]) -> None:
    value, swapped = alpha(pairs), alpha([(b, a) for a, b in pairs])
    assert value == pytest.approx(swapped, nan_ok=True)
    if not math.isnan(value):
        assert -1 <= value <= 1
        assert (value == 1) == (raw_agreement(pairs) == 1)


def packages_alpha(pairs: list[Pair]) -> float:
    """Alpha as the package krippendorff computes it, from the matrix of coincidences."""
    names = sorted({value for pair in pairs for value in pair})
    if len(names) < 2:
        return math.nan
    codes = [[names.index(pair[coder]) for pair in pairs] for coder in (0, 1)]
    return float(krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal"))


def sampled_interval(pairs: list[Pair]) -> tuple[float, float]:
    """The percentile bootstrap step by step, with the package's alpha for each sample."""
    picks = np.random.default_rng(0).integers(len(pairs), size=(RESAMPLES, len(pairs)))
    found = [packages_alpha([pairs[n] for n in pick]) for pick in picks]
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)


@given(PAIRS)
def test_alpha_is_that_of_the_package(pairs: list[Pair]) -> None:
    assert alpha(pairs) == pytest.approx(packages_alpha(pairs), abs=1e-9, nan_ok=True)


def read_alike(kursk: Case) -> dict[str, list[Pair]]:
    """The two readers' values of each layer that was read, by round and layer."""
    found = {}
    for (number, layer), rows in readings(kursk).groupby(["round", "layer"]):
        wide = rows.pivot_table(index="unit", columns="reader", values="value", aggfunc="first")
        found[f"{number} {layer}"] = [tuple(row) for row in wide.itertuples(index=False, name=None)]
    return found


def test_the_interval_is_that_of_the_bootstrap_step_by_step(kursk: Case) -> None:
    data = {name: p for name, p in read_alike(kursk).items() if not math.isnan(alpha(p))}
    assert len(data) > 10
    for pairs in (NOMINAL[:FEWEST], NOMINAL, *data.values()):
        assert interval(pairs) == pytest.approx(sampled_interval(pairs), abs=1e-12)


def test_the_interval_is_the_same_each_time_and_holds_alpha() -> None:
    low, high = interval(NOMINAL)
    assert (low, high) == interval(NOMINAL)
    assert low < alpha(NOMINAL) < high <= 1


def test_more_sentences_give_a_narrower_interval() -> None:
    widths = [high - low for low, high in (interval(NOMINAL), interval(NOMINAL * 8))]
    assert widths[1] < widths[0] / 2


# --- what counts ---

GOLD = [
    relation("media", "reported", "none"),
    relation("putin", "indirect", "konj2_substitute", "konj1"),
]


def verdicts(made: dict[str, str], gold: list[dict[str, Any]] = GOLD) -> dict[str, str]:
    return {layer: found.verdict for layer, found in compare(gold, made).items()}


def test_the_first_relation_is_the_one_to_expect() -> None:
    assert fitting(GOLD, {}) is GOLD[0]
    assert fitting(GOLD, marks(source="hur")) is GOLD[0]
    assert verdicts(marks(source="media", stwr="direct")) == {"source": "agrees", "stwr": "differs"}


def test_another_relation_of_the_sentence_counts_and_is_told_apart() -> None:
    made = marks(source="putin", stwr="indirect", mood="konj2_substitute")
    assert verdicts(made) == dict.fromkeys(LAYERS, "also")
    assert fitting(GOLD, made) is GOLD[1]


def test_marks_from_two_relations_are_not_pieced_together() -> None:
    found = compare(GOLD, marks(source="putin", stwr="reported", mood="konj1"))
    assert {layer: each.verdict for layer, each in found.items()} == {
        "source": "also",
        "stwr": "differs",
        "mood": "also",
    }
    assert found["stwr"].gold == "indirect"


def test_the_mood_of_another_verb_counts() -> None:
    assert verdicts(marks(mood="konj1"), GOLD[1:]) == {"mood": "also"}
    assert verdicts(marks(mood="konj2_substitute"), GOLD[1:]) == {"mood": "agrees"}


def test_what_the_gold_leaves_open_is_not_compared() -> None:
    author = [relation("author", "none")]
    assert verdicts(marks(source="author", mood="konj2"), author) == {"source": "agrees"}


# --- the widget, as live Python reads it ---


@pytest.fixture(scope="module")
def whole(kursk: Case) -> Annotator:
    return annotator(kursk)


def gold(widget: Annotator, name: str) -> list[tuple[str, str]]:
    task = next(task for task in widget.tasks if task["id"] == name)
    return [(entry["source"], entry["stwr"]) for entry in task["gold"]]


def test_the_outermost_relation_stands_first(whole: Annotator) -> None:
    assert gold(whole, "p1s1")[0] == ("putin", "reported")
    assert gold(whole, "p2s3") == [("russian_state_media", "reported"), ("putin", "indirect")]
    assert gold(whole, "p9s1")[0] == ("fo_spokeswoman", "indirect")


def test_the_authors_voice_comes_after_a_report_and_alone_where_there_is_none(
    whole: Annotator,
) -> None:
    assert gold(whole, "p3s3") == [("hur", "indirect_free_indirect"), ("author", "none")]
    assert gold(whole, "p6s1") == [("author", "none")]


def test_sources_of_no_known_sort_are_nobody(whole: Annotator) -> None:
    assert gold(whole, "p2s4") == [("putin", "direct"), ("nobody", "indirect")]
    listed = [value["id"] for value in whole.choices[0]["values"]]
    assert listed[-2:] == ["author", "nobody"]
    assert not {"unnamed_voice", "unnamed_reports"} & set(listed)


def test_every_gold_value_can_be_marked(whole: Annotator) -> None:
    known = {choice["id"]: {v["id"] for v in choice["values"]} for choice in whole.choices}
    for task in whole.tasks:
        assert task["gold"]
        for entry in task["gold"]:
            assert entry["source"] in known["source"]
            assert entry["stwr"] in known["stwr"]
            assert set(entry["moods"]) <= known["mood"]
            assert entry["why"]


def test_every_value_but_a_name_has_a_test(whole: Annotator) -> None:
    for choice in whole.choices[1:]:
        assert all(value["test"].endswith("?") for value in choice["values"])


COLUMNS = ["layer", "sentences", "same", "also", "raw", "alpha", "low", "high"]


def record(**compared: Any) -> dict[str, Any]:
    made = {"v": 1, "at": "2026-11-22T10:00:00Z", "marks": {}, "compared": compared}
    SentenceMarks.model_validate_json(json.dumps(made))
    return made


def test_python_scores_what_was_compared(kursk: Case) -> None:
    widget = annotator(kursk, paragraphs=[1, 2])
    widget.annotations = {
        "p1s1": record(source="putin", stwr="indirect", mood="none"),
        "p1s2": record(source="zelensky", stwr="direct", mood=None),
        "p2s3": record(source="putin", stwr="indirect"),
        "p2s4": record(source="gone"),
        "p9s9": record(source="putin"),
    }
    table = widget.agreement()
    assert list(table.index) == list(LAYERS)
    assert table.loc["source", ["sentences", "same", "also"]].tolist() == [3, 3, 1]
    assert table.loc["stwr", ["sentences", "same", "also"]].tolist() == [3, 2, 1]
    assert table.loc["mood", "sentences"] == 1
    assert table.loc["source", "alpha"] == 1
    assert math.isnan(table.loc["mood", "alpha"])
    assert table[["low", "high"]].isna().all(axis=None)


def test_nothing_compared_is_an_empty_score(kursk: Case) -> None:
    widget = annotator(kursk, layers=["source"])
    for kept in ({}, {"p5s1": {"source": "putin"}}, {"p5s1": record()}, {"p5s1": None}):
        widget.annotations = kept
        table = widget.agreement()
        assert table.empty
        assert [table.index.name, *table.columns] == COLUMNS


def test_below_five_sentences_there_is_no_interval() -> None:
    pairs = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")]
    assert not math.isnan(alpha(pairs))
    assert all(math.isnan(end) for end in interval(pairs))
    assert not any(math.isnan(end) for end in interval([*pairs, ("a", "a")]))


def test_python_marks_and_compares(kursk: Case) -> None:
    widget = annotator(kursk, paragraphs=["p2s3", "p1s1"])
    shown = widget.mark("p2s3", source="putin", stwr="indirect")
    assert shown.loc["source"].tolist() == ["putin", "putin", "also"]
    made = widget.annotations["p2s3"]
    SentenceMarks.model_validate_json(json.dumps(made))
    assert made["marks"] == made["compared"] == {"source": "putin", "stwr": "indirect"}
    assert widget.agreement().loc["source", ["sentences", "same", "also"]].tolist() == [1, 1, 1]


def test_what_python_compared_first_counts(kursk: Case) -> None:
    widget = annotator(kursk, paragraphs=["p1s1"])
    widget.annotations = {"p1s1": {"source": "hur"}}
    widget.mark("1.1", source="zelensky")
    widget.mark("1.1", source="putin", stwr="reported")
    assert widget.annotations["p1s1"]["marks"] == {"source": "putin", "stwr": "reported"}
    assert widget.annotations["p1s1"]["compared"] == {"source": "zelensky", "stwr": "reported"}


def test_what_cannot_be_marked_is_refused_with_what_can(kursk: Case) -> None:
    widget = annotator(kursk, paragraphs=["p1s1"], layers=["source", "stwr"])
    with pytest.raises(KeyError, match="no sentence 'p9s9'; there are: p1s1"):
        widget.mark("p9s9", source="putin")
    with pytest.raises(ValueError, match=r"source has no value 'nato'; there are: .*putin"):
        widget.mark("p1s1", source="nato")
    with pytest.raises(ValueError, match="did you mean 'indirect'"):
        widget.mark("p1s1", stwr="indirekt")
    with pytest.raises(ValueError, match="mood is not asked for here; there are: source, stwr"):
        widget.mark("p1s1", mood="konj1")
    with pytest.raises(ValueError, match="mark at least one of: source, stwr"):
        widget.mark("p1s1")
    assert widget.annotations == {}


def test_what_is_asked_is_chosen(kursk: Case) -> None:
    widget = annotator(kursk, paragraphs=["p7s1"], layers=("mood", "source"))
    assert [choice["id"] for choice in widget.choices] == ["source", "mood"]
    assert [task["id"] for task in widget.tasks] == ["p7s1"]
    with pytest.raises(ValueError, match="source, stwr, mood"):
        annotator(kursk, layers=["who"])
    with pytest.raises(ValueError, match="one or more"):
        annotator(kursk, layers=[])
    with pytest.raises(KeyError, match="p9s9"):
        annotator(kursk, paragraphs=["p9s9"])

"""What a browser keeps, and the file it can be saved to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from tests import samples
from whosays.case.items.base import Fits
from whosays.measures.answers import (
    Form,
    Record,
    ResultsFile,
    attempts_at,
    renamed_choice,
    still_fits,
)
from whosays.widgets.quiz import Quiz


def test_a_results_file_is_read_back() -> None:
    file = {
        "format": "whosays-results",
        "version": 1,
        "exported": "2026-11-22T10:00:00.000Z",
        "records": {
            "sample-mark": {
                "v": 1,
                "attempts": [{"at": "2026-11-22T10:00:00.000Z", "choice": [1, 2], "points": 0.5}],
                "draft": {"choice": None, "confidence": None, "review": False},
            }
        },
    }
    read = ResultsFile.model_validate_json(json.dumps(file))
    assert read.records["sample-mark"].attempts[0].choice == [1, 2]


def test_a_record_holds_nothing_beyond_the_schema() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Record.model_validate_json('{"v": 1, "attempts": [], "name": "Ada"}')


PARTS = ("records", "annotations", "forms")


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_file_has_the_parts_of_its_version(version: int, count: int) -> None:
    file = {
        "format": "whosays-results",
        "version": version,
        "exported": "2026-11-22T10:00:00.000Z",
        **{part: {} for part in PARTS[:count]},
    }
    if version == count:
        assert ResultsFile.model_validate_json(json.dumps(file)).version == version
    else:
        with pytest.raises(ValidationError, match=r"have (annotations|forms) from version"):
            ResultsFile.model_validate_json(json.dumps(file))


def test_a_form_keeps_when_it_was_handed_in_and_every_answer() -> None:
    at = "2026-11-22T10:00:00.000Z"
    answers = {"sample-single": {"at": at, "choice": "b", "points": 1}}
    form = Form.model_validate_json(json.dumps({"v": 1, "at": at, "answers": answers}))
    assert form.answers["sample-single"].points == 1
    assert Form.model_validate_json('{"v": 1, "answers": {}}').at is None


# --- answers of earlier editions ---------------------------------------------------------------

ITEM = {
    "id": "new",
    "fits": {"one": ["a", "b"], "former": ["old", "older"], "renamed": {"x": "b"}},
}


def tried(choice: object, day: int, **more: object) -> dict[str, object]:
    return {"at": f"2026-11-{day:02}T10:00:00.000Z", "choice": choice, **more}


def test_answers_under_former_ids_are_carried_over_and_no_answer_counts_twice() -> None:
    records = {
        "older": {"v": 1, "attempts": [tried("x", 1)]},
        "old": {"v": 1, "attempts": [tried("gone", 2)]},
        "new": {"v": 1, "attempts": [tried("b", 1), tried("a", 3)]},
        "another": {"v": 1, "attempts": [tried("a", 4)]},
    }
    assert attempts_at(ITEM, records) == [tried("b", 1), tried("a", 3)]
    assert attempts_at({**ITEM, "fits": {"one": ["gone"]}}, records) == []


@pytest.mark.parametrize(
    ("fits", "choice", "carried"),
    [
        ({"some": ["b"], "renamed": {"x": "b"}}, ["x"], ["b"]),
        (
            {"keys": ["one"], "values": ["said"], "renamed": {"1": "one", "s": "said"}},
            {"1": "s"},
            {"one": "said"},
        ),
        ({"words": 4}, [3, 0], [3, 0]),
        ({"kind": "text"}, "x", "x"),
    ],
)
def test_a_choice_is_told_by_the_names_of_today(fits: Fits, choice: Any, carried: Any) -> None:
    assert renamed_choice(fits, choice) == carried
    assert still_fits(fits, carried)


def test_a_result_leaves_out_what_fits_no_more() -> None:
    shown = Quiz(samples.bank().items, sentences=samples.PASSAGES, original="de")
    shown.answers = {
        "sample-single": {"v": 1, "attempts": [tried("gone", 1, points=1)]},
        "sample-multiple": {"v": 1, "attempts": [tried(["a", "c"], 1, points=1)]},
    }
    assert shown.result().answered == 1

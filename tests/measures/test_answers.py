"""What a browser keeps, and the file it can be saved to."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from whosays.measures.answers import Form, Record, ResultsFile


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

"""What a browser keeps, and the file it can be saved to."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from whosays.measures.answers import Record, ResultsFile


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


@pytest.mark.parametrize("version", [1, 2])
def test_version_2_has_annotations_and_version_1_has_none(version: int) -> None:
    file = {
        "format": "whosays-results",
        "version": version,
        "exported": "2026-11-22T10:00:00.000Z",
        "records": {},
        **({"annotations": {}} if version == 1 else {}),
    }
    with pytest.raises(ValidationError, match="version 2 has annotations"):
        ResultsFile.model_validate_json(json.dumps(file))

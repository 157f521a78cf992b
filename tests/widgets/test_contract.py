"""The types that Python gives to a widget's data are what the front end gets, and what it reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Error

from tests.widgets.conftest import OpenWidget, contract_of
from whosays import Case
from whosays.widgets import (
    annotator,
    axis_exercise,
    card,
    chart_lab,
    classroom,
    dispute_board,
    own_text,
    quiz,
    reader,
    results,
    review,
    wipe,
)
from whosays.widgets._base import Widget

WIDGETS: dict[str, Callable[[Case], list[Widget]]] = {
    "reader": lambda case: [reader(case)],
    "quiz": lambda case: [quiz(case, bank) for bank in case.quizzes],
    "review": lambda case: [review(case, ["claims", "sources"])],
    "annotator": lambda case: [annotator(case)],
    "board": lambda case: [dispute_board(case)],
    "chart lab": lambda case: [chart_lab(case)],
    "axis": lambda case: [axis_exercise(case)],
    "wipe": lambda case: [wipe(case, "7.1", "7.3")],
    "card": lambda case: [card(case, "four-questions")],
    "own text": lambda case: [own_text(case.lang)],
    "results": lambda case: [results(case)],
    "classroom": lambda case: [classroom(case)],
}


def closed(schema: Any) -> Any:
    """The schema with no keys but those it names."""
    if isinstance(schema, dict):
        made = {name: closed(part) for name, part in schema.items()}
        return {"additionalProperties": False, **made} if "properties" in made else made
    return [closed(part) for part in schema] if isinstance(schema, list) else schema


def state_of(widget: Widget, trait: str) -> Any:
    return json.loads(json.dumps(getattr(widget, trait)))


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_holds_what_its_types_say_and_nothing_else(kursk: Case, name: str) -> None:
    for widget in WIDGETS[name](kursk):
        assert widget.contract
        for trait, schema in contract_of(widget).items():
            jsonschema.validate(state_of(widget, trait), closed(schema))


def test_a_key_that_no_type_declares_is_refused(kursk: Case) -> None:
    made = reader(kursk)
    made.reading = {**made.reading, "colour": "red"}
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(state_of(made, "reading"), closed(contract_of(made)["reading"]))


def test_a_front_end_cannot_read_what_no_type_declares(
    kursk: Case, open_widget: OpenWidget
) -> None:
    page = open_widget(quiz(kursk, "welcome"))
    assert page.evaluate("harness.model.get('items')[0].prompt") != ""
    with pytest.raises(Error, match=r"items\.0\.aim is not declared in Python"):
        page.evaluate("harness.model.get('items')[0].aim")

"""What a page carries for its widgets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from whosays.site.widgets import (
    STATE_TYPE,
    page_widgets,
    script_json,
    slim,
    stem_of,
    take_state,
)
from whosays.widgets._base import PART_BREAK


@dataclass
class Script:
    """What Sphinx keeps of a script."""

    filename: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)


def model(esm: str = "export default {}", **state: Any) -> dict[str, Any]:
    return {
        "model_name": "AnyModel",
        "state": {
            "_esm": esm,
            "_css": ".ws-quiz {}",
            "_anywidget_id": "whosays.widgets.quiz.Quiz",
            "_model_module": "anywidget",
            "_view_count": None,
            "_dom_classes": [],
            "layout": "IPY_MODEL_layout",
            "tabbable": None,
            "tooltip": None,
            **state,
        },
    }


def body(*ids: str) -> BeautifulSoup:
    places = "".join(f'<div data-widget-model="{each}">static</div>' for each in ids)
    return BeautifulSoup(places, "html.parser")


def test_the_page_carries_values_and_nothing_of_jupyters_own() -> None:
    assert slim(model(score=3, _private="kept"), ["abc"]) == {
        "parts": ["abc"],
        "state": {"score": 3, "_private": "kept"},
    }


def test_binary_values_travel_along() -> None:
    buffers = [{"path": ["data"], "data": "AAA=", "encoding": "base64"}]
    assert slim({**model(), "buffers": buffers}, ["abc"])["buffers"] == buffers


def test_two_widgets_of_a_class_share_their_files() -> None:
    widgets = page_widgets(body("a", "b", "a"), {"a": model(n=1), "b": model(n=2)}, "page")
    names = [file.path.rpartition("/")[2].partition("-")[0] for file in widgets.scripts]
    assert names == ["host", "quiz"]
    assert len(widgets.styles) == 1
    assert set(json.loads(widgets.state_json)) == {"a", "b"}


def test_what_two_widgets_have_in_common_is_sent_once() -> None:
    models = {
        "a": model(f"const shared = 1;{PART_BREAK}export default 1"),
        "b": model(f"const shared = 1;{PART_BREAK}export default 2"),
    }
    widgets = page_widgets(body("a", "b"), models, "page")
    names = [file.path.rpartition("/")[2].partition("-")[0] for file in widgets.scripts]
    assert names == ["host", "shared", "quiz", "quiz"]
    states = json.loads(widgets.state_json)
    first, second = (states[name]["parts"] for name in "ab")
    assert first[0] == second[0]
    assert first[1] != second[1]


def test_different_front_ends_have_different_files() -> None:
    models = {"a": model("export default 1"), "b": model("export default 2")}
    assert len(page_widgets(body("a", "b"), models, "page").scripts) == 3


def test_a_model_that_a_widget_refers_to_comes_along() -> None:
    models = {"a": model(inner="IPY_MODEL_b"), "b": model(), "c": model()}
    assert set(json.loads(page_widgets(body("a"), models, "page").state_json)) == {"a", "b"}


def test_a_page_without_widgets_loads_nothing() -> None:
    widgets = page_widgets(body(), {"a": model()}, "page")
    assert (widgets.state_json, widgets.scripts, widgets.styles) == ("", (), ())


def test_a_file_is_named_after_the_class() -> None:
    assert stem_of({"_anywidget_id": "whosays.widgets.reader.Reader"}) == "reader"
    assert stem_of({"_anywidget_id": "__main__.<locals>.Odd Name"}) == "odd-name"
    assert stem_of({}) == "widget"


def test_state_is_told_from_scripts() -> None:
    holder = Script(attributes={"type": STATE_TYPE, "body": '{"state": {"a": 1}}'})
    other = Script("some.js")
    assert take_state([holder, other]) == ([other], {"a": 1})


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=5))
def test_no_string_can_end_the_script_it_stands_in(value: Any) -> None:
    text = script_json([value, "</script><!--<script>"])
    assert "<" not in text
    assert json.loads(text) == [value, "</script><!--<script>"]

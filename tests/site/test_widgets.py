"""What a page carries for its widgets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup

from whosays.site import widgets as module
from whosays.site.widgets import (
    STATE_TYPE,
    PageWidgets,
    core_front_end,
    slim,
    stem_of,
    take_state,
    with_used_words,
)
from whosays.widgets._base import LATER, PART_BREAK
from whosays.widgets.quiz import Quiz
from whosays.words import Words


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
            "_css": ".ws-fake { color: red }",
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


def page_widgets(page: BeautifulSoup, models: dict[str, Any], name: str = "page") -> PageWidgets:
    return module.page_widgets(page, models, name, "en")


def names(widgets: PageWidgets) -> list[str]:
    return [file.path.rpartition("/")[2].partition("-")[0] for file in widgets.scripts]


def models_in(widgets: PageWidgets) -> dict[str, Any]:
    return dict(json.loads(widgets.state_json)["models"])


def test_the_page_carries_values_and_nothing_of_jupyters_own() -> None:
    assert slim(model(score=3, _private="kept"), ("abc",), {}) == {
        "parts": ["abc"],
        "state": {"score": 3, "_private": "kept"},
    }


def test_binary_values_travel_along() -> None:
    buffers = [{"path": ["data"], "data": "AAA=", "encoding": "base64"}]
    assert slim({**model(), "buffers": buffers}, ("abc",), {})["buffers"] == buffers


def test_two_widgets_of_a_class_share_their_files() -> None:
    widgets = page_widgets(body("a", "b", "a"), {"a": model(n=1), "b": model(n=2)})
    assert names(widgets) == ["widgets", "quiz"]
    assert len(widgets.styles) == 2  # the one of all pages, and their own
    assert len(models_in(widgets)) == 2


def test_what_two_widgets_have_in_common_is_made_once() -> None:
    models = {
        "a": model(f"const shared = 1;{PART_BREAK}export default shared"),
        "b": model(f"const shared = 1;{PART_BREAK}export default shared + 1"),
    }
    widgets = page_widgets(body("a", "b"), models)
    first, second = (each["parts"] for each in models_in(widgets).values())
    assert first[0] == second[0]
    assert first[1] != second[1]


def test_what_the_quiz_needs_comes_with_the_host_on_every_page() -> None:
    own = model(Quiz.front_end())
    assert names(page_widgets(body("a"), {"a": own})) == ["widgets"]
    parts = page_widgets(body("a", "b"), {"a": own, "b": model()}).scripts
    assert parts[0] == page_widgets(body("b"), {"b": model()}).scripts[0]


def test_different_front_ends_have_different_files() -> None:
    models = {"a": model("export default 1"), "b": model("export default 2")}
    assert len(page_widgets(body("a", "b"), models).scripts) == 3


def test_strings_come_with_the_front_end_and_not_in_the_page() -> None:
    quiz = model(Quiz.front_end(), strings=Words("en").of("quiz"))
    greeting = "export default { hello: (t) => t.hello }"
    other = model(greeting, strings={"hello": "Hello, you", "nobody": "asks for this"})
    again = model(greeting, strings={"hello": "Hallo, du"})
    widgets = page_widgets(body("a", "b", "c"), {"a": quiz, "b": other, "c": again})
    states = [each["state"] for each in models_in(widgets).values()]
    assert [state.get("strings") for state in states] == [None, None, {"hello": "Hallo, du"}]
    assert len(widgets.scripts) == 2
    assert '{"hello":"Hello, you"}' in widgets.scripts[1].text
    assert core_front_end("en").file != core_front_end("de").file


def test_a_large_state_comes_in_a_file_when_its_widget_does() -> None:
    words = [f"{n * n * 7919} words that are nowhere else, {n * 104729}" for n in range(600)]
    page = body("a", "b")
    widgets = page_widgets(page, {"a": model(said=words), "b": model(n=2)}, "in/a/folder")
    assert list(models_in(widgets)) == ["2"]
    (file,) = widgets.states
    assert file.text.startswith("whosays.state('1','{")
    assert [place.get("data-src") for place in page.select("div")] == [f"../../{file.path}", None]


def test_a_model_that_a_widget_refers_to_comes_along() -> None:
    models = {"a": model(inner="IPY_MODEL_b"), "b": model(), "c": model()}
    found = models_in(page_widgets(body("a"), models))
    assert {name: each["state"].get("inner") for name, each in found.items()} == {
        "1": "IPY_MODEL_2",
        "2": None,
    }


def test_ids_are_numbers_in_the_order_of_the_page() -> None:
    pages = []
    for ids in (("f0", "e1"), ("07", "c8")):
        page = body(*ids)
        models = {name: model(n=n) for n, name in enumerate(ids)}
        pages.append((page_widgets(page, models).state_json, str(page)))
    assert pages[0] == pages[1]
    assert 'data-widget-model="1"' in pages[0][1]


@pytest.mark.parametrize(
    "esm",
    ['import { h } from "https://esm.sh/preact"; export default {}', "export default (", "let a"],
)
def test_a_front_end_that_is_no_plain_script_leaves_its_static_form(
    esm: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = body("a")
    assert page_widgets(page, {"a": model(esm)}) == PageWidgets()
    assert str(page) == "<div>static</div>"
    assert "its static form stays" in caplog.text


def test_a_page_without_widgets_loads_nothing() -> None:
    assert page_widgets(body(), {"a": model()}) == PageWidgets()


def test_a_file_is_named_after_the_class() -> None:
    assert stem_of({"_anywidget_id": "whosays.widgets.reader.Reader"}) == "reader"
    assert stem_of({"_anywidget_id": "__main__.<locals>.Odd Name"}) == "odd-name"
    assert stem_of({}) == "widget"


def test_state_is_told_from_scripts() -> None:
    holder = Script(attributes={"type": STATE_TYPE, "body": '{"state": {"a": 1}}'})
    other = Script("some.js")
    assert take_state([holder, other]) == ([other], {"a": 1})


LATE = f"export default {{ ask: () => told() }};{PART_BREAK}{LATER}function told() {{ return 1; }}"


def test_what_a_reader_asks_for_comes_then() -> None:
    page = body("a", "b")
    widgets = page_widgets(page, {"a": model(LATE), "b": model()}, "folder/page")
    (code,) = widgets.states
    place, other = page.select("div")
    assert place["data-late-src"] == f"../{code.path}"
    assert not other.has_attr("data-late-src")
    (key,) = models_in(widgets)["1"]["parts"]
    assert code.text.startswith(f'whosays.part("{key}+"')
    assert code not in widgets.scripts


def test_what_a_reader_asks_for_more_seldom_comes_in_a_file_of_its_own() -> None:
    page = body("a")
    more = f"{LATE}{PART_BREAK}{LATER}function last() {{ return 2; }}"
    widgets = page_widgets(page, {"a": model(more)}, "folder/page")
    late, last = widgets.states
    (place,) = page.select("div")
    assert place["data-late-src"] == f"../{late.path}"
    assert place["data-last-src"] == f"../{last.path}"
    (key,) = models_in(widgets)["1"]["parts"]
    assert last.text.startswith(f'whosays.part("{key}++"')


READER = "whosays.widgets.reader.Reader"
AT_FIRST = {
    "reading": {"languages": ["de", "en"]},
    "layers": ["who"],
    "language": "en",
    "view": "text",
    "selected": "",
    "hidden_sources": [],
    "found": "",
    "bare": [],
}


def test_what_rests_comes_when_a_reader_touches_it() -> None:
    page = body("a", "b", "c")
    resting = model(_anywidget_id=READER, **AT_FIRST)
    models = {"a": resting, "b": resting, "c": model("export default 1")}
    widgets = page_widgets(page, models, "folder/page")
    first, second, other = page.select("div")
    front, *states = (file.path for file in widgets.states)
    assert {first["data-front-src"], second["data-front-src"]} <= {
        f"../{each.path}" for each in widgets.states
    }
    assert first["data-front-src"] == second["data-front-src"]
    assert first["data-src"] != second["data-src"]
    assert other.attrs == {"data-widget-model": "3"}
    assert list(models_in(widgets)) == ["3"]
    assert front
    assert len(states) == 2
    assert all(file not in widgets.scripts for file in widgets.states)


def test_what_a_reader_has_done_something_with_does_not_rest() -> None:
    page = body("a", "b")
    done = model(_anywidget_id=READER, **{**AT_FIRST, "view": "list"})
    resting = model(_anywidget_id=READER, **AT_FIRST)
    widgets = page_widgets(page, {"a": done, "b": resting})
    first, second = page.select("div")
    assert not first.has_attr("data-rests")
    # Its front end is there already.
    assert set(second.attrs) == {"data-widget-model", "data-rests", "data-src"}
    assert "reader" in " ".join(file.path for file in widgets.scripts)


def test_unused_words_of_ours_stay_behind() -> None:
    esm = "export default { say: (t, n) => [t.a, t[`b_${n}`], t[`${n}_c`]] }"
    strings = dict.fromkeys(("a", "b_one", "one_c", "d"), "said")
    ours = with_used_words(model(esm, strings=strings))
    assert set(ours["state"]["strings"]) == {"a", "b_one", "one_c"}
    others = model(esm, strings=strings, _anywidget_id="other.Widget")
    assert with_used_words(others) == others

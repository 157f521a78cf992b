"""What a page's Python runs, shows and says; here without a browser around it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import comm
import pytest

from tests.conftest import KURSK
from whosays.live import Session, definitions, needs, used
from whosays.words.interface import interface

CASE = f"from whosays import passage, read_case, tables\ncase = read_case({str(KURSK)!r})"
QUIZ = "from whosays.widgets import quiz\nmine = quiz(case, 'welcome')"
WORDS = interface("live", "en")


class Page:
    """What a session posts."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.session = Session(
            lambda text: self.messages.append(json.loads(text)), json.dumps(WORDS)
        )

    def run(self, code: str, before: Sequence[str] = (), cell: int = 0) -> list[tuple[str, str]]:
        """What a cell shows: the kind of each output, and its text."""
        self.messages.clear()
        if self.session.prepare(cell, code, before):
            self.session.run(cell, code)
        return self.shown()

    def shown(self) -> list[tuple[str, str]]:
        return [
            (each["type"], each.get("text") or each.get("model") or each.get("html"))
            for each in self.messages
            if not each["type"].startswith("comm")
        ]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    for name in [each for each in sys.modules if each.partition(".")[0] == "IPython"]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("IPython", "IPython.core", "IPython.core.interactiveshell", "IPython.display"):
        monkeypatch.setitem(sys.modules, name, sys)  # put back afterwards, whatever stands there
    monkeypatch.setattr(comm, "create_comm", comm.create_comm)
    return Page()


# --- what a cell needs --------------------------------------------------------------------------


def sources(cells: Sequence[str], code: str) -> list[str]:
    import ast  # noqa: PLC0415

    return [ast.unparse(each) for each in definitions(cells, used(ast.parse(code)))]


def test_a_cell_gets_the_last_definition_of_each_name() -> None:
    assert sources(["a = 1", "b = a", "a = 2", "c = 3"], "a + b") == ["a = 1", "b = a", "a = 2"]
    assert sources(["a = 1", "a = 2"], "a") == ["a = 2"]


def test_an_import_is_narrowed_to_what_is_used() -> None:
    cells = ["from whosays import passage, tables\nimport pandas as pd\nrows = tables.claims"]
    assert sources(cells, "rows") == ["from whosays import tables", "rows = tables.claims"]


def test_what_changes_a_value_belongs_to_it() -> None:
    cells = ["mine = make()\nmine.marks = 'dots'\nmine['a'].b = 1\nother = 2\nshow(mine)"]
    assert sources(cells, "mine") == ["mine = make()", "mine.marks = 'dots'", "mine['a'].b = 1"]


def test_functions_and_classes_are_definitions() -> None:
    cells = ["n = 2\ndef twice(x):\n    return n * x", "class A:\n    pass"]
    assert sources(cells, "twice(A)") == [
        "n = 2",
        "def twice(x):\n    return n * x",
        "class A:\n    pass",
    ]


def test_needs_names_what_is_imported_and_asked_for() -> None:
    assert needs("rows = tables.claims(case)", [CASE, QUIZ]) == [
        ".claims",
        "whosays.read_case",
        "whosays.tables",
    ]
    assert needs("import math; quiz(case, 'x')", [CASE, QUIZ]) == [
        "math",
        "whosays.read_case",
        "whosays.widgets.quiz",
    ]
    assert needs("that is (no Python", [CASE]) == []


# --- what it shows ------------------------------------------------------------------------------


def test_the_last_expression_is_shown_and_what_is_printed_comes_before_it(page: Page) -> None:
    assert page.run("print('a')\nprint('b', end='')\n{'x': 1}") == [
        ("text", "a\n"),
        ("text", "b"),
        ("text", "{'x': 1}\n"),
    ]
    assert page.run("1;") == []
    assert page.run("None") == []
    assert page.run("") == []


def test_cells_share_their_names(page: Page) -> None:
    page.run("a = 20", cell=0)
    assert page.run("a + 1", ["a = 1"], cell=1) == [("text", "21\n")]


def test_a_page_defines_what_is_missing_and_shows_none_of_it(page: Page) -> None:
    assert page.run("b + 1", ["a = 1\na", "print('seen')", "b = a + 1"]) == [("text", "3\n")]


def test_what_fails_before_a_cell_is_said_once(page: Page) -> None:
    assert page.run("a", ["a = 1 / 0"]) == [("error", "ZeroDivisionError: division by zero")]


def test_a_passage_is_shown_as_html(page: Page) -> None:
    ((kind, html),) = page.run("passage(case, '1.1')", [CASE])
    assert kind == "html"
    assert "<blockquote" in html or "<figure" in html


def test_a_table_of_pandas_is_shown_as_html(page: Page) -> None:
    ((kind, html),) = page.run("tables.claims(case).head(2)[['id']]", [CASE])
    assert kind == "html"
    assert "<td>c01</td>" in html


def test_a_figure_is_shown_as_a_drawing(page: Page) -> None:
    code = "from matplotlib import pyplot as plt\nplt.plot([1, 2])\nplt.title('t');"
    ((kind, html),) = page.run(code)
    assert kind == "html"
    assert html.startswith("<svg")
    assert page.run("from matplotlib.figure import Figure\nFigure()")[0][1].startswith("<svg")


def test_endless_printing_ends(page: Page) -> None:
    shown = page.run("for n in range(3000): print('0123456789')")
    assert sum(len(text) for kind, text in shown if kind == "text") == 20_000
    assert shown[-1] == ("note", WORDS["live_cut"])


# --- mistakes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("a = 1\n\nb", "Line 3: NameError: name 'b' is not defined"),
        ("chart_lab = 1\nchartlab", "name 'chartlab' is not defined. Did you mean: 'chart_lab'?"),
        ("a = 1\nif a\n  b", "Line 2: SyntaxError: expected ':'"),
        ("def f():\n    return 1 / 0\n\nf()", "Line 2: ZeroDivisionError: division by zero"),
        ("import nosuch.thing", f"Line 1: ModuleNotFoundError: {WORDS['live_module']}"),
        ("input('Name?')", WORDS["live_input"]),
        ("open('mine.csv')", WORDS["live_files"]),
        ("raise SystemExit(1)", "Line 1: SystemExit: 1"),
    ],
)
def test_a_mistake_is_one_line(page: Page, code: str, said: str) -> None:
    ((kind, text),) = page.run(code)
    assert kind == "error"
    assert text.count("\n") == 0
    assert text.endswith(said.replace("{name}", "nosuch")), text


def test_a_mistake_in_a_call_of_ours_is_said_as_a_notebook_says_it(page: Page) -> None:
    ((kind, text),) = page.run("passage(case, '99.9')", [CASE])
    assert (kind, text.startswith("no sentence '99.9'")) == ("error", True), text


def test_after_a_mistake_a_cell_can_be_run_again(page: Page) -> None:
    page.run("a = 1\nb")
    assert page.run("a") == [("text", "1\n")]


# --- widgets ------------------------------------------------------------------------------------


def opened(page: Page) -> dict[str, Any]:
    (found,) = [each for each in page.messages if each["type"] == "comm_open"]
    return found


def test_a_widget_is_shown_with_its_state_and_without_its_text(page: Page) -> None:
    ((kind, model),) = page.run("mine", [CASE, QUIZ])
    message = opened(page)
    assert (kind, model) == ("widget", message["model"])
    state = message["data"]["state"]
    assert state["_anywidget_id"] == "whosays.widgets.quiz.Quiz"
    assert state["items"]
    assert not {"_esm", "_css"} & state.keys()


def test_what_a_reader_answers_reaches_python_and_its_callbacks(page: Page) -> None:
    page.run(
        "mine.observe(lambda change: print('heard', len(mine.answers)), 'answers')\nmine",
        [CASE, QUIZ],
        3,
    )
    model = opened(page)["model"]
    page.messages.clear()
    answers = {"welcome-a": {"attempts": []}}
    update = {"method": "update", "state": {"answers": answers}}
    page.session.receive(model, json.dumps(update))
    assert page.messages == [{"type": "text", "text": "heard 1\n", "cell": 3}]
    assert page.run("mine.answers") == [("text", f"{answers}\n")]


def test_what_python_changes_reaches_the_page(page: Page) -> None:
    page.run("mine", [CASE, QUIZ])
    model = opened(page)["model"]
    page.run("mine.title = 'Other'")
    assert {
        "type": "comm_msg",
        "model": model,
        "data": {"method": "update", "state": {"title": "Other"}, "buffer_paths": []},
    } in page.messages


def test_a_widget_of_a_python_that_was_stopped_is_not_heard(page: Page) -> None:
    page.session.receive("gone", '{"method": "update", "state": {}}')
    assert page.messages == []


def test_a_widget_without_a_front_end_here_is_named(page: Page) -> None:
    assert page.run("import ipywidgets\nipywidgets.IntSlider()") == [("note", WORDS["live_widget"])]

"""What a lesson imports is there, and loads no more than it uses."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner

import whosays
import whosays.widgets
from tests.conftest import KURSK
from whosays.begin.segment import sentences
from whosays.cli import main
from whosays.errors import CallError, MissingExtraError

HEAVY = ("pandas", "numpy", "matplotlib", "krippendorff", "bs4", "tinycss2", "syntok", "sphinx")
"""Libraries that take longer to import than a page with a quiz takes to show."""

CASE = f"from whosays import read_case; case = read_case({str(KURSK)!r})"
USES = {
    "the package": "import whosays",
    "the widgets": "import whosays.widgets",
    "a passage": f"{CASE}; from whosays import passage; passage(case, '1.1')",
    "a quiz": f"{CASE}; from whosays.widgets import quiz; quiz(case, 'welcome').fallback()",
    "a reader": f"{CASE}; from whosays.widgets import reader; reader(case).fallback()",
    "an annotator": f"{CASE}; from whosays.widgets import annotator; annotator(case).fallback()",
    "a plan": (
        f"{CASE}; from whosays import LessonPlan; LessonPlan(case, 'minutes-45')._repr_html_()"
    ),
    "the results": f"{CASE}; from whosays.widgets import results; results(case).fallback()",
    "the class view": (
        f"{CASE}; from whosays.widgets import classroom; classroom(case).fallback()"
    ),
    "a picture": (
        f"{CASE}; from whosays import pictures;"
        " print(pictures.voices(case)._repr_html_(), pictures.copies(case)._repr_html_()); print()"
    ),
    "the check of a case": (
        f"from whosays.cli import main; main(['check', {str(KURSK)!r}], standalone_mode=False)"
    ),
}
WITH_A_TABLE = {
    "a chart lab": f"{CASE}; from whosays.widgets import chart_lab; chart_lab(case).fallback()"
}


PROGRAM = """
import json, sys
heavy, uses = json.loads(sys.argv[1])
loaded = {}
for use, code in uses.items():
    exec(code, {})
    loaded[use] = [name for name in heavy if name in sys.modules]
print(json.dumps(loaded))
"""


@pytest.mark.deep
def test_a_lesson_does_not_wait_for_what_it_does_not_use() -> None:
    """One use after the other; what one loads is there for the rest."""
    done = subprocess.run(  # noqa: S603 - this Python, with a program from above
        [sys.executable, "-c", PROGRAM, json.dumps([HEAVY, USES | WITH_A_TABLE])],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = json.loads(done.stdout.splitlines()[-1])
    tables = {use: {*loaded.pop(use)} for use in WITH_A_TABLE}
    assert loaded == {use: [] for use in USES}
    assert tables == {use: {"pandas", "numpy"} for use in WITH_A_TABLE}


@pytest.mark.parametrize("face", [whosays, whosays.widgets], ids=lambda face: face.__name__)
def test_every_name_of_the_face_is_there(face: object) -> None:
    module = import_module(str(getattr(face, "__name__", "")))
    for name in module.__all__:
        assert getattr(module, name) is not None
        assert name in dir(module)
    with pytest.raises(AttributeError, match="nothing"):
        _ = module.nothing


def test_a_widget_is_not_hidden_by_the_module_of_its_name() -> None:
    """``quiz`` is both: who imports the module still gets the function."""
    import_module("whosays.widgets.quiz")
    assert callable(whosays.widgets.quiz)


# --- extras ---


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """``None`` in place of a module makes every import of it fail, as if it were not installed."""
    for name in [name for name in sys.modules if name.split(".")[0] == "syntok"]:
        monkeypatch.delitem(sys.modules, name)
    return monkeypatch


def test_what_is_not_installed_is_said_with_what_to_install(without: pytest.MonkeyPatch) -> None:
    without.setitem(sys.modules, "syntok", None)
    with pytest.raises(MissingExtraError, match=r"needs syntok.*'whosays\[begin\]'") as error:
        sentences("One. Two.")
    assert isinstance(error.value, CallError)
    assert isinstance(error.value, ImportError)


def test_the_command_says_so_in_one_line(without: pytest.MonkeyPatch, tmp_path: object) -> None:
    without.setitem(sys.modules, "syntok", None)
    arguments = ["new", "other", "--text", str(KURSK / "article.txt"), "--in", str(tmp_path)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "'whosays[begin]'" in result.stderr


def test_the_site_says_what_it_needs() -> None:
    program = "import sys; sys.modules['bs4'] = None; import whosays.site"
    done = subprocess.run(  # noqa: S603 - this Python, with a program from above
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    last = done.stderr.splitlines()[-1]
    assert "MissingExtraError: The built site needs bs4" in last
    assert "'whosays[site]'" in last

"""What a lesson asks its reader to change runs in each reading of what it asks.

The readings are in `changes.yml`, by lesson, with what they show or the line that answers them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.book.test_editions import WITHOUT_QUESTIONS
from tests.conftest import KURSK
from tests.test_examples import KEPT
from tools.cells import run
from tools.prose import cells_of, page_named, pages
from whosays.errors import CallError
from whosays.widgets._base import Widget

FILE = Path(__file__).with_name("changes.yml")
READINGS: dict[str, list[dict[str, Any]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def is_changed(cell: dict[str, Any]) -> bool:
    return "change" in cell["metadata"].get("tags", [])


LESSONS = [page.stem for page in pages() if any(map(is_changed, cells_of(page)))]


def code_to_change(lesson: str) -> list[str]:
    """The cells of a lesson that are there to be changed."""
    return ["".join(cell["source"]) for cell in cells_of(page_named(lesson)) if is_changed(cell)]


def section(lesson: str) -> str:
    """The prose around these cells."""
    cells = cells_of(page_named(lesson))
    start = next(at for at, cell in enumerate(cells) if "## Change something" in text_of(cell))
    return "\n\n".join(text_of(cell) for cell in cells[start:] if cell["cell_type"] == "markdown")


def text_of(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@cache
def before_changes(lesson: str) -> dict[str, Any]:
    """The names of a lesson once its other cells have run, without what shows questions."""
    names: dict[str, Any] = {}
    for cell in cells_of(page_named(lesson)):
        code = "".join(cell["source"]).replace('"kursk-2024"', repr(str(KURSK)))
        if cell["cell_type"] == "code" and not is_changed(cell):
            run(WITHOUT_QUESTIONS.sub("", code), names)
    return names


def shown(made: object) -> str:
    """All that a reader sees of it, in words."""
    html = getattr(made, "_repr_html_", None)
    if isinstance(made, Widget):
        html = made.fallback
    return re.sub(r"<[^>]+>", " ", html()) if callable(html) else str(made)


def run_changed(lesson: str, changes: dict[str, str]) -> str:
    """What all cells to change show together, each with the changes that concern it."""
    names = dict(before_changes(lesson))
    seen, used = [], set()
    for code in code_to_change(lesson):
        changed = code
        for old, new in changes.items():
            if old in changed:
                used.add(old)
                changed = changed.replace(old, new)
        seen.append(shown(run(changed, names)))
    assert used == set(changes), f"not in the code of {lesson}: {set(changes) - used}"
    return " ".join(" ".join(seen).split())


@pytest.fixture(autouse=True)
def a_results_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the notebook lies what *My results* saved."""
    monkeypatch.chdir(tmp_path)
    Path("whosays-results-2026-11-27.json").write_text(json.dumps(KEPT), encoding="utf-8")


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_cells_run_as_they_stand(lesson: str) -> None:
    assert run_changed(lesson, {})


CASES = [(lesson, reading) for lesson, readings in READINGS.items() for reading in readings]


@pytest.mark.parametrize(
    ("lesson", "reading"),
    CASES,
    ids=[f"{lesson}: {' '.join(reading['put'].values())[:60]}" for lesson, reading in CASES],
)
def test_each_reading_of_the_task_runs(lesson: str, reading: dict[str, Any]) -> None:
    if "answered" not in reading:
        for words in [reading["shows"]] if isinstance(reading["shows"], str) else reading["shows"]:
            assert words in run_changed(lesson, reading["put"])
        return
    with pytest.raises(CallError, match=re.escape(reading["answered"])) as error:
        run_changed(lesson, reading["put"])
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_value_that_a_cell_names_is_tried(lesson: str) -> None:
    comments = re.findall(r"#(.*)", "\n".join(code_to_change(lesson)))
    named = {value for comment in comments for value in re.findall(r'"([^"]+)"', comment)}
    readings = READINGS.get(lesson, ())
    tried = " ".join(new for reading in readings for new in reading["put"].values())
    assert readings, f"{lesson} has no readings in {FILE.name}"
    assert [value for value in named if value not in tried] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_task_asks_says_what_to_expect_and_goes_on(lesson: str) -> None:
    text = section(lesson)
    assert "**Before you run it:**" in text
    assert "**Then:**" in text
    assert "**Next:**" in text
    assert "?" in text.split("**Then:**")[0]

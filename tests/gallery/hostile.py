"""Widgets with text that tries to break out of the page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import samples
from tests.gallery import states
from tests.views.test_article import HOSTILE, make_hostile
from whosays import Case, widgets
from whosays.widgets.annotator import Annotator
from whosays.widgets.dispute import DisputeBoard
from whosays.widgets.quiz import Quiz
from whosays.widgets.reader import Reader

WORDS = " ".join(samples.HOSTILE)


def quiz() -> Quiz:
    """Every type of question with hostile words for every text."""
    items = [_item(item) for item in samples.ITEMS]
    return Quiz(samples.bank(items).items, title=WORDS)


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = _poisoned(dict(item))
    made["id"] = states.id_in("hostile", item)
    passage = {"made_up": {"en": WORDS}}
    if item["type"] == "mark":
        return {**made, "passage": passage, "targets": [samples.HOSTILE[0]], "decoys": []}
    for option in made.get("options", []):
        option["words"] = [samples.HOSTILE[0]] if "passage" in item else []
    return {**made, "passage": passage} if "passage" in item else made


def _poisoned(value: Any) -> Any:
    """The value with every reader-facing text replaced."""
    if isinstance(value, dict):
        return {"en": WORDS} if "en" in value else {k: _poisoned(v) for k, v in value.items()}
    return [_poisoned(entry) for entry in value] if isinstance(value, list) else value


def reader() -> Reader:
    """A sentence with hostile words, and its details open."""
    made = widgets.reader(_hostile_case(), paragraphs=["p1s3"])
    made.selected = "a05"
    return made


def annotator() -> Annotator:
    """A sentence with hostile words, compared with the gold."""
    made = widgets.annotator(_hostile_case(), paragraphs=["p1s3"])
    made.case_id = "gallery-hostile"
    (task,) = made.tasks
    made.annotations = {task["id"]: states.marked(task, "other", compared=True)}
    return made


def dispute() -> DisputeBoard:
    """Questions with hostile words for every text, and a relation shown."""
    made = states.dispute("hostile", chosen=["hur", "usa"], guess="bound", shown=True)
    made.questions = [_with_words(question) for question in made.questions]
    return made


SHOWN = ("text", "texts", "name", "place", "figure", "counted", "when", "no_answer", "rationale")


def _with_words(value: Any, *, shown: bool = False) -> Any:
    if isinstance(value, dict):
        return {
            k: _with_words(v, shown=k in SHOWN or (shown and k != "id")) for k, v in value.items()
        }
    if isinstance(value, list):
        return [_with_words(entry, shown=shown) for entry in value]
    return HOSTILE if shown and value else value


def _hostile_case() -> Case:
    with tempfile.TemporaryDirectory() as folder:
        return make_hostile(Path(shutil.copytree(states.KURSK, Path(folder) / states.KURSK.name)))

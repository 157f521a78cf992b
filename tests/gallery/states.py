"""Every widget in every state, for the pages of the gallery.

A state is set by the widget's own traits, so that a page shows it as it is built. Only what a
browser keeps or refuses cannot be set in Python: pages with such a state bring a script along.
Widgets remember by ids; each state has ids of its own, so that none shows the answers of another.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import samples
from tests.levels import for_german_readers, reduced, rewrite
from whosays import Case, read_case
from whosays.case.vocabulary import Level
from whosays.measures.codes import mark_of
from whosays.views.classroom import made_up_files
from whosays.widgets import (
    annotator,
    axis_exercise,
    chart_lab,
    classroom,
    dispute_board,
    reader,
    results,
    wipe,
)
from whosays.widgets.annotator import Annotator
from whosays.widgets.axis import AxisExercise
from whosays.widgets.chartlab import ChartLab
from whosays.widgets.classroom import Classroom
from whosays.widgets.dispute import DisputeBoard
from whosays.widgets.quiz import Quiz
from whosays.widgets.reader import Reader
from whosays.widgets.results import Results
from whosays.widgets.wipe import Wipe

KURSK = Path(__file__).parents[2] / "seeds/kursk-2024"
CASE = read_case(KURSK)
SECOND = read_case(Path(__file__).parent / "cases/bac-2025")
"""A made-up case in another language, with other sources, that counts other things."""
AT = "2026-11-20T10:00:00.000Z"


def at_level(level: Level, name: str, *, german: bool = False) -> Case:
    """The free case of the book at a level, under another name: answers are kept by names."""
    with TemporaryDirectory() as place:
        folder = reduced(KURSK.parent / "asem-2007", Path(place), level)
        rewrite(folder / "article.yml", lambda data: {**data, "id": name})
        return read_case(for_german_readers(folder) if german else folder)


TO_READ = at_level(Level.READING, "to-read")
WITH_CLAIMS = at_level(Level.CLAIMS, "with-claims")
GERMAN = at_level(Level.READING, "auf-deutsch", german=True)
"""What :mod:`tests.levels` makes, without what its level does not need."""

# --- quiz -------------------------------------------------------------------------------------

RIGHT: dict[str, Any] = {
    "single": "b",
    "multiple": ["a", "c"],
    "classify": {"one": "said", "two": "done"},
    "mark": [1, 2, 3],
    "match": {"x": "office", "y": "keeper"},
    "order": ["first", "second", "third"],
    "estimate": 12_500,
    "reflect": "The city says nothing.",
    "signal-1": "yes",
    "signal-2": "no",
}
WRONG: dict[str, Any] = {
    "single": "a",
    "multiple": ["b"],
    "classify": {"one": "done", "two": "said"},
    "mark": [4, 5],
    "match": {"x": "nobody", "y": "nobody"},
    "order": ["third", "second", "first"],
    "estimate": 3_000,
    "reflect": "",
    "signal-1": "no",
    "signal-2": "yes",
}
HALF: dict[str, Any] = {
    "multiple": ["a"],
    "classify": {"one": "said", "two": "said"},
    "mark": [1, 4],
    "match": {"x": "office", "y": "nobody"},
    "order": ["first", "third", "second"],
}
POINTS = {"right": 1, "wrong": 0, "half": 0.5}


def quiz(state: str, *, title: str = "", review: bool = False) -> Quiz:
    """All types of questions, with ids that belong to this state; one had another id before."""
    made = [{**item, "id": id_in(state, item)} for item in samples.ITEMS]
    for item in made:
        if item["type"] == "match":
            item["was"] = [f"{state}-once"]
    items = samples.bank(made).items
    return Quiz(
        items,
        sentences=samples.PASSAGES,
        original="de",
        title=title or "Samples",
        review=review,
    )


def id_in(state: str, item: Mapping[str, Any]) -> str:
    return str(item["id"]).replace("sample", state)


def answered(state: str, choices: Mapping[str, Any], points: float, **more: Any) -> Quiz:
    """The questions with these answers given, once each."""
    made = quiz(state, **more)
    made.answers = {
        f"{state}-{name}": record(name, choice, points, review=made.review)
        for name, choice in choices.items()
    }
    return made


def record(name: str, choice: Any, points: float | None, *, review: bool = False) -> dict[str, Any]:
    """What is kept of a question that was answered once."""
    # A review shows what was answered today.
    at = datetime.now(UTC).isoformat(timespec="seconds") if review else AT
    attempt: dict[str, Any] = {"at": at, "choice": choice, "confidence": 75}
    if name != "reflect":
        attempt["points"] = points
    if name.startswith("signal"):
        attempt |= {"signal": name.endswith("1"), "said": choice == "yes"}
    if review:
        attempt["review"] = True
    return {"v": 1, "attempts": [attempt]}


def drafted() -> Quiz:
    """Choices that are made and not yet checked."""
    made = quiz("draft")
    made.answers = {
        f"draft-{name}": {"v": 1, "attempts": [], "draft": {"choice": choice, "confidence": 75}}
        for name, choice in (WRONG | HALF).items()
    }
    return made


def form(state: str) -> Quiz:
    """The questions as a form."""
    made = quiz(state)
    made.form = f"form-{state}"
    return made


def storing_form(state: str, *, handed_in: bool, count: int = 99) -> str:
    """A script that keeps so many answers to a form in the browser, handed in or not."""
    points = POINTS["right"] if handed_in else None
    attempts = {
        f"{state}-{name}": record(name, choice, points)["attempts"][0]
        for name, choice in list(RIGHT.items())[:count]
    }
    kept = {"v": 1, "at": AT if handed_in else None, "answers": attempts}
    return _keeping({f"whosays:form:form-{state}": json.dumps(kept)})


def storing(state: str) -> str:
    """A script that keeps answers in the browser before the widgets start."""
    records = {
        f"whosays:answer:{state}-{name}": json.dumps(record(name, choice, POINTS["right"]))
        for name, choice in RIGHT.items()
    }
    return _keeping(records)


def _keeping(records: dict[str, str]) -> str:
    text = html.escape(json.dumps(records))
    return f'<script src="_static/keep.js" data-records="{text}"></script>'


# --- reader -----------------------------------------------------------------------------------


def read(**chosen: Any) -> Reader:
    """The second paragraph, with what a reader has chosen."""
    made = reader(CASE, paragraphs=["p2s3", "p2s4"])
    for name, value in chosen.items():
        setattr(made, name, value)
    return made


# --- annotator --------------------------------------------------------------------------------


def annotate(state: str, *, marks: str = "", compared: bool = False) -> Annotator:
    """Sentences with marks as the gold has them ("gold") or not ("other"), compared or not."""
    made = annotator(CASE, paragraphs=["p1s1", "p1s2", "p1s3"])
    made.case_id = f"gallery-{state}"
    if marks:
        made.annotations = {
            task["id"]: marked(task, marks, compared=compared) for task in made.tasks
        }
    return made


def marked(task: Mapping[str, Any], marks: str, *, compared: bool) -> dict[str, Any]:
    """What is kept of a sentence that was marked."""
    gold = task["gold"][0]
    as_gold = {"source": gold["source"], "stwr": gold["stwr"], "mood": [*gold["moods"], "none"][0]}
    other = {"source": "experts", "stwr": "free_indirect", "mood": "wuerde"}
    made = as_gold if marks == "gold" else other
    return {"v": 1, "at": AT, "marks": made, "compared": made if compared else {}}


# --- dispute board ----------------------------------------------------------------------------


def dispute(state: str, **choice: Any) -> DisputeBoard:
    """Two questions, the first with what a reader has chosen."""
    made = dispute_board(CASE)
    made.questions = made.questions[:2]
    made.case_id = f"gallery-{state}"
    if choice:
        made.choices = {made.questions[0]["id"]: {"guess": "", "shown": False, **choice}}
    return made


# --- chart lab and axis -----------------------------------------------------------------------


def lab(**chosen: Any) -> ChartLab:
    """The chart with what a reader has chosen."""
    made = chart_lab(CASE)
    for name, value in chosen.items():
        setattr(made, name, value)
    return made


def axis(**done: Any) -> AxisExercise:
    """The exercise with what a reader has done."""
    made = axis_exercise(CASE)
    for name, value in done.items():
        setattr(made, name, value)
    return made


# --- wipe -------------------------------------------------------------------------------------


def wiped(*, away: bool = False) -> Wipe:
    """Two sentences, their sources there or taken away."""
    made = wipe(CASE, "p7s1", "p7s3")
    made.away = away
    return made


# --- results ----------------------------------------------------------------------------------


def class_view() -> Classroom:
    """The class view for a bank with many types of questions, a form, and the sentences."""
    made = classroom(CASE)
    made.banks = [bank for bank in made.banks if bank["id"] in CLASS]
    names = {name for bank in made.banks for name in bank["questions"]}
    made.items = [item for item in made.items if item["id"] in names]
    return made


CLASS = ("before", "article")


def dropping() -> str:
    """A script that drops the files of a made-up class on the page, a damaged one among them."""
    made = {name: text.decode() for name, text in made_up_files([CASE], 6, banks=CLASS)}
    files = html.escape(json.dumps({**made, "torn.json": "{"}))
    return f'<script src="_static/drop.js" data-files="{files}"></script>'


def own_results(state: str = "kept") -> Results:
    """“My results” for the questions of a state."""
    questions = [
        {"id": item["id"], "set": "Samples", "fits": item["fits"], "form": False}
        for item in quiz(state).items
    ]
    forms = [{"id": f"form-{state}", "title": "A form", "guess": quiz(state).guess}]
    bank = {
        "id": state,
        "title": "Samples",
        "form": False,
        "mark": mark_of(state, quiz(state).items),
        "questions": [question["id"] for question in questions],
    }
    place = {"page": state, "lesson": "Samples", "set": "", "sheet": None, "borrowed": False}
    asked = [
        {**place, "question": question["id"], "number": number, "of": len(questions)}
        for number, question in enumerate(questions, 1)
    ]
    return Results(questions=questions, forms=forms, banks=[bank], asked=asked)


def case_results() -> Results:
    """“My results” as the book shows it."""
    return results(CASE)

"""Whatever a lesson can call has an example in its docstring, and it gives what it says."""

from __future__ import annotations

import doctest
import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import whosays
import whosays.widgets
from whosays import Case
from whosays.widgets.annotator import Annotator

MODULES = ("charts", "lists", "pictures", "readings", "tables")
# Classes that nobody calls: a function makes their objects.
MADE = {"Case", "CaseError", "ClassResults", "Picture", "Problem"}


def called() -> dict[str, Any]:
    """Every function and class of the face, by the name that a lesson calls it by."""
    modules = {name: getattr(whosays, name) for name in MODULES}
    faces: dict[str, ModuleType] = {"": whosays, "widgets.": whosays.widgets}
    faces |= {f"{name}.": module for name, module in modules.items()}
    found = {
        prefix + name: getattr(face, name)
        for prefix, face in faces.items()
        for name in face.__all__
    }
    return {
        name: each
        for name, each in found.items()
        if callable(each) and name.rpartition(".")[2] not in MADE
    }


CALLED = called()
METHODS = {
    "case.caption": Case.caption,
    "mine.mark": Annotator.mark,
    "mine.agreement": Annotator.agreement,
    "mine.compared": Annotator.compared,
}

KEPT = {
    "format": "whosays-results",
    "version": 3,
    "exported": "2026-11-27T10:00:00.000Z",
    "records": {
        "welcome-two-numbers": {
            "v": 1,
            "attempts": [
                {
                    "at": "2026-11-27T09:00:00.000Z",
                    "choice": "rough",
                    "points": 0,
                    "confidence": 75,
                },
                {
                    "at": "2026-11-27T09:01:00.000Z",
                    "choice": "need-not",
                    "points": 1,
                    "retry": True,
                },
            ],
        }
    },
    "annotations": {
        f"kursk-2024:{sentence}": {
            "v": 1,
            "at": "2026-11-27T09:30:00.000Z",
            "marks": marks,
            "compared": marks,
        }
        for sentence, marks in {
            "p5s1": {"source": "putin", "stwr": "indirect"},
            "p8s3": {"source": "author", "stwr": "none"},
        }.items()
    },
    "forms": {},
}
"""A file that *My results* may save: a question answered twice, two sentences marked."""


@pytest.mark.parametrize("name", [*CALLED, *METHODS])
def test_an_example_gives_what_it_says(
    name: str, kursk: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "whosays-results-2026-11-27.json").write_text(json.dumps(KEPT), encoding="utf-8")
    known = {name: getattr(whosays, name) for name in whosays.__all__}
    known |= {name: getattr(whosays.widgets, name) for name in whosays.widgets.__all__}
    known |= {"case": kursk}
    monkeypatch.setitem(known, "read_case", lambda _name: kursk)  # from another folder
    called = {**CALLED, **METHODS}[name]
    tests = doctest.DocTestFinder(recurse=False).find(called, name, module=False, globs=known)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    for test in tests:
        runner.run(test, out=said.append)
    assert runner.tries, f"{name} has no example: write one into its docstring"
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize("name", CALLED)
def test_what_is_raised_is_said(name: str) -> None:
    """A table says it once for all of them (``help(tables)``)."""
    owner, _, _ = name.rpartition(".")
    texts = [inspect.getdoc(CALLED[name]), getattr(getattr(whosays, owner, None), "__doc__", "")]
    assert any("Error" in (text or "") for text in texts)

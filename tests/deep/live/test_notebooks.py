"""Every notebook of the book in a real JupyterLab: it opens, runs, and its widgets work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.deep.live.conftest import REPOSITORY
from tests.deep.live.interactions import use
from tests.deep.live.lab import Lab

NOTEBOOKS = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for path in (REPOSITORY / "book").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_and_its_widgets_reach_python(notebook: str, lab: Lab) -> None:
    lab.open(notebook)
    lab.run_all_cells()
    problems = list(lab.problems())
    assert not problems, "\n\n".join(problems)

    widgets = lab.widgets()
    undrawn = [f"{each.kind()}: {problem}" for each in widgets if (problem := each.problem())]
    assert not undrawn, "\n\n".join(undrawn)
    for kind, widget in {each.kind(): each for each in reversed(widgets)}.items():
        use(widget, kind)
    assert lab.left_the_server == []


def test_a_broken_case_gives_one_message_and_no_traceback(checkout: Path, lab: Lab) -> None:
    broken = checkout / "seeds/broken"
    broken.mkdir()
    (broken / "article.txt").write_text("Nothing else is here.", encoding="utf-8")
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "read",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": 'from whosays import read_case\n\nread_case("broken")',
    }
    kernel = {"name": "python3", "display_name": "Python 3"}
    notebook = {
        "cells": [cell],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (checkout / "broken.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    lab.open("broken.ipynb")
    lab.run_all_cells()
    ((output,),) = [cell["outputs"] for cell in lab.code_cells()]
    shown = lab.page.locator(".jp-OutputArea-output").inner_text()
    assert output["ename"] == "CaseError"
    assert shown.count("article.yml: the file is missing. Put it into broken/") == 1
    for stack in ("Traceback", "File ", "Cell In", "read.py", "---->"):
        assert stack not in shown

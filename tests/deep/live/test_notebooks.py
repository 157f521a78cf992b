"""Notebooks of the book in JupyterLab on a laptop: they open, run, and their widgets work."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.deep.live.conftest import Environment
from tests.deep.live.lab import Lab
from tests.deep.live.running import NOTEBOOKS, runs

ENVIRONMENT = "plain"


# Every one has been run here, top to bottom, by the build of the site.
@pytest.mark.parametrize("notebook", NOTEBOOKS[::3])
def test_a_notebook_runs_and_its_widgets_reach_python(notebook: str, lab: Lab) -> None:
    runs(notebook, lab)


def test_a_saved_notebook_shows_its_widgets_to_whoever_opens_it(
    environment: Environment, lab: Lab
) -> None:
    lab.open("denials.ipynb")
    lab.run_all_cells()
    shown = len(lab.widgets())
    assert shown
    lab.save()
    saved = json.loads((environment.root / lab.folder / "denials.ipynb").read_text("utf-8"))
    assert saved["metadata"]["widgets"]
    lab.end_kernel()

    # The widget manager waits two seconds for what it restores, which a busy machine may not keep;
    # whoever opens the notebook again finds it.
    for _ in range(3):
        lab.open("denials.ipynb")
        widgets = lab.widgets()
        assert len(widgets) == shown
        undrawn = next(filter(None, (each.problem() for each in widgets)), "")
        if not undrawn:
            break
    assert not undrawn
    assert all(each.place.get_by_role("button").count() for each in widgets)


def test_a_link_leads_to_the_place_it_names(lab: Lab) -> None:
    lab.open("numbers.ipynb")
    lab.page.get_by_role("link", name="bound", exact=True).first.click()
    lab.wait_until_open(f"{lab.folder}/glossary.ipynb")
    heading = lab.page.get_by_role("heading", name="Bound", exact=True).locator("visible=true")
    expect(heading).to_be_in_viewport()


def test_the_files_of_a_case_are_a_call_away(environment: Environment, lab: Lab) -> None:
    lab.open("data.ipynb")
    lab.run_all_cells()
    assert lab.page.locator(".jp-OutputArea-output a[download]").count() == 0
    assert lab.page.get_by_text('Downloads(case).save("kursk-2024")').count() == 1
    saved = "__import__('whosays').Downloads(case).save('kursk-2024').name"
    assert lab.python(saved) == "kursk-2024"
    assert (environment.root / lab.folder / "kursk-2024/annotation.jsonld").is_file()


def test_a_broken_case_gives_one_message_and_no_traceback(
    environment: Environment, lab: Lab
) -> None:
    broken = environment.root / "seeds/broken"
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
    (environment.root / lab.folder / "broken.ipynb").write_text(
        json.dumps(notebook), encoding="utf-8"
    )

    lab.open("broken.ipynb")
    lab.run_all_cells()
    ((output,),) = [cell["outputs"] for cell in lab.code_cells()]
    shown = lab.page.locator(".jp-OutputArea-output").inner_text()
    assert output["ename"] == "CaseError"
    assert shown.count("article.yml: the file is missing. Put it into broken/") == 1
    for stack in ("Traceback", "File ", "Cell In", "read.py", "---->"):
        assert stack not in shown

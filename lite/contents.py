"""The notebooks as they are offered in the browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from whosays.notebooks import Target, notebooks
from whosays.notebooks.files import PYODIDE

LANGUAGE = "en"
# What code loads besides Python and the package: names that bring pandas, and matplotlib as well. A
# test holds this against what a browser loads (tests/deep/lite).
USES = {
    "tables": (
        r"\b(tables|TableView|GuidelineTable|pandas|readings|data_dictionary|axis_exercise|agreement|charts"
        r"|chart_lab|read_class|made_up_class)\b"
    ),
    "charts": r"\bcharts\b",
}


def print_one(target: Path) -> None:
    """Write a notebook that prints 1 into a folder."""
    target.mkdir(parents=True)
    cell: dict[str, Any] = {"cell_type": "code", "id": "one", "metadata": {}, "source": "print(1)"}
    cell |= {"execution_count": None, "outputs": []}
    notebook = {"cells": [cell], "metadata": PYODIDE, "nbformat": 4, "nbformat_minor": 5}
    (target / "one.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def contents(repository: Path, target: Path) -> dict[str, list[str]]:
    """Write the notebooks into a folder; their names, each with what its code uses (``USES``)."""
    target.mkdir(parents=True)
    found = {}
    for name, content in notebooks(repository / "book" / LANGUAGE, Target.LITE).items():
        (target / name).write_bytes(content)
        cells = (cell for cell in json.loads(content)["cells"] if cell["cell_type"] == "code")
        code = "\n".join("".join(cell["source"]) for cell in cells)
        found[name] = [group for group, used in USES.items() if re.search(used, code)]
    return found

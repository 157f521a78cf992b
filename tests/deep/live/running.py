"""What every notebook does in every environment: it opens, runs, and its widgets reach Python."""

from __future__ import annotations

from collections.abc import Callable

from tests.deep.live.conftest import REPOSITORY
from tests.deep.live.interactions import use
from tests.deep.live.lab import Lab

NOTEBOOKS = sorted(path.name for path in (REPOSITORY / "book/en").glob("*.ipynb"))


def every(_kind: str) -> bool:
    """Each kind of widget."""
    return True


def runs(notebook: str, lab: Lab, wanted: Callable[[str], bool] = every) -> None:
    """Open a notebook, run it, and use a widget of each kind that is ``wanted``."""
    lab.open(notebook)
    lab.run_all_cells()
    problems = list(lab.problems())
    assert not problems, "\n\n".join(problems)

    widgets = lab.widgets()
    undrawn = [f"{each.kind()}: {problem}" for each in widgets if (problem := each.problem())]
    assert not undrawn, "\n\n".join(undrawn)
    for kind, widget in {each.kind(): each for each in reversed(widgets)}.items():
        if wanted(kind):
            use(widget, kind)
    assert lab.left_the_server == []

"""Every notebook in what Binder makes of the repository; a widget of each kind is used once."""

from __future__ import annotations

import pytest

from tests.deep.live.interactions import INTERACTIONS
from tests.deep.live.lab import Lab
from tests.deep.live.running import NOTEBOOKS, runs

ENVIRONMENT = "binder"
LEFT = set(INTERACTIONS)
"""Kinds of widgets that no test here has used yet; in a reader's browser all are used."""


def first_of_its_kind(kind: str) -> bool:
    is_first = kind in LEFT
    LEFT.discard(kind)
    return is_first


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_and_its_widgets_reach_python(notebook: str, lab: Lab) -> None:
    runs(notebook, lab, wanted=first_of_its_kind)

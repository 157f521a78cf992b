"""Every lesson's code runs for readers of another language, who change one line of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.cells import run
from tools.prose import code_of, pages

pytestmark = pytest.mark.deep

ENGLISH = re.compile(r'read_case\("([a-z0-9-]+)"\)')
"""The case of a page, in the one line that another edition changes."""
WITHOUT_QUESTIONS = re.compile(r"^(quiz|review)\(.*?\)$", re.MULTILINE | re.DOTALL)
"""Questions have tests of their own (``tests/views/test_questions.py``)."""
NOTEBOOKS = [page for page in pages() if page.suffix == ".ipynb"]


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_lesson_runs_in_german_with_one_line_changed(page: Path) -> None:
    cells = code_of(page)
    assert sum(len(ENGLISH.findall(code)) for code in cells) == 1
    names: dict[str, object] = {}
    for code in cells:
        shown = run(ENGLISH.sub(german, WITHOUT_QUESTIONS.sub("", code)), names)
        if hasattr(shown, "_repr_html_"):
            assert shown._repr_html_()
    assert names["case"].lang == "de"  # type: ignore[attr-defined]


def german(found: re.Match[str]) -> str:
    """The same case for readers of German."""
    return f"read_case({str(ROOT / 'seeds' / found[1])!r}, lang='de')"

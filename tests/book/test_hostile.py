"""No text of a case becomes part of a page: every cell of every lesson, with a hostile case."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.book.test_editions import ENGLISH, NOTEBOOKS
from tests.conftest import SEEDS
from tests.hostile import PAYLOAD, broken_out, poison
from tools.cells import run
from tools.prose import code_of
from whosays import Case

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """The poisoned cases by their names."""
    seeds = tmp_path_factory.mktemp("hostile")
    return {case.name: poison(Path(shutil.copytree(case, seeds / case.name))) for case in SEEDS}


@pytest.fixture(scope="module")
def outputs(hostile: dict[str, Case]) -> dict[str, list[dict[str, Any]]]:
    """What the cells of each lesson show, by their formats."""
    from IPython.core.interactiveshell import InteractiveShell  # noqa: PLC0415

    shell = InteractiveShell()
    found: dict[str, list[dict[str, Any]]] = {}
    for page in NOTEBOOKS:
        names: dict[str, Any] = {"hostile": hostile}
        with contextlib.redirect_stdout(io.StringIO()):
            results = [run(ENGLISH.sub(r'hostile["\1"]', code), names) for code in code_of(page)]
        found[page.stem] = [_shown(each, shell) for each in results if each is not None]
    return found


def _shown(result: Any, shell: Any) -> dict[str, Any]:
    data, _ = shell.display_formatter.format(result)
    if hasattr(result, "fallback"):
        data |= {
            "text/html": result.fallback(),
            "state": json.dumps(result.get_state(), default=str),
        }
    return dict(data)


@pytest.mark.parametrize("page", [page.stem for page in NOTEBOOKS])
def test_what_a_cell_shows_has_nothing_of_a_case_but_text(
    outputs: dict[str, list[dict[str, Any]]], page: str
) -> None:
    for shown in outputs[page]:
        assert not {"text/markdown", "text/latex", "application/javascript"} & set(shown)
        assert broken_out(shown.get("text/html", "")) == []


def test_the_texts_of_the_case_are_there(outputs: dict[str, list[dict[str, Any]]]) -> None:
    """Or nothing would have been tested."""
    pages = {
        page: sum(shown.get("text/html", "").count("&lt;ws-x") for shown in all_shown)
        for page, all_shown in outputs.items()
    }
    few = [page for page, times in pages.items() if times < 3]
    assert few == ["class", "lesson-cards", "own-text", "results"]
    assert sum(pages.values()) > 3_000


def test_a_page_that_breaks_out_is_found() -> None:
    assert broken_out(f"<p>{PAYLOAD}</p>")
    assert broken_out('<a href="javascript:alert(1)">x</a>')
    assert broken_out('<a href="https://x" onmouseover="alert(1)">x</a>')
    assert broken_out(f"<p>{PAYLOAD.replace('<', '&lt;')}</p>") == []


def test_no_lesson_shows_markup_that_it_makes_itself() -> None:
    """Neither Markdown nor HTML of IPython, both of which take a text for markup."""
    for page in NOTEBOOKS:
        for code in code_of(page):
            assert not re.search(r"IPython|Markdown|HTML|_repr_|display\(|\.format\(|f[\"']", code)
            lines = [line for line in code.splitlines() if line and line[0] != "#"]
            assert len(lines) <= 5, f"{page.name}: {code}"

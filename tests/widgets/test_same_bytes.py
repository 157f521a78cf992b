"""What stands on a page without JavaScript is the same in every build, to the byte."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KURSK, ROOT

# A process of its own, because the order of sets is settled when one starts.
MAKE = """
import sys
from pathlib import Path
from whosays import TableView, charts, pictures, read_case, tables, widgets
case = read_case(sys.argv[1])
rows, own = tables.estimates(case), tables.own_figures(case)
made = [
    charts.estimates(case, rows, own=own, title="All"),
    pictures.voices(case), pictures.chains(case), pictures.copies(case), pictures.answers(case),
    pictures.wordings(case, "the US figure"),
    TableView(case, tables.claims(case)),
]
forms = [each._repr_html_() for each in made]
forms += [
    each.fallback()
    for each in (
        widgets.reader(case), widgets.quiz(case, "claims"), widgets.chart_lab(case),
        widgets.axis_exercise(case), widgets.dispute_board(case), widgets.annotator(case),
        widgets.wipe(case, "7.1"),
    )
]
sys.stdout.buffer.write("\\n".join(forms).encode())
"""


def made(seed: str, zone: str) -> bytes:
    settings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-c", MAKE, str(KURSK)]
    return subprocess.run(command, check=True, capture_output=True, env=settings).stdout  # noqa: S603


@pytest.fixture(scope="module")
def page() -> bytes:
    return made("0", "UTC")


@pytest.mark.deep
def test_neither_hashes_nor_the_time_zone_show(page: bytes) -> None:
    assert made("7", "Asia/Seoul") == page


@pytest.mark.parametrize("word", [b" 0x", b"Matplotlib", b"matplotlib"])
def test_no_place_in_memory_and_no_version_shows(page: bytes, word: bytes) -> None:
    assert word not in page


def test_a_class_in_a_static_form_is_styled() -> None:
    styles = "".join(each.read_text(encoding="utf-8") for each in _sources(".css"))
    scripts = "".join(each.read_text(encoding="utf-8") for each in _sources(".js"))
    used = set(re.findall(r"\bws-[a-z]+(?:-[a-z]+)*\b", styles + scripts))
    for form in (ROOT / "src/whosays/widgets").glob("*.html"):
        text = re.sub(r"\{[{%].*?[%}]\}", "", form.read_text(encoding="utf-8"))
        classes = " ".join(re.findall(r'class="([^"]*)"', text)).split()
        # What ends with a hyphen goes on with something of the data.
        assert {name for name in classes if not name.endswith("-")} <= used, form


def _sources(suffix: str) -> list[Path]:
    return sorted((ROOT / "src/whosays").rglob(f"*{suffix}"))

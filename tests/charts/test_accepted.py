"""Whatever `check` accepts as a figure can be drawn, exported and read back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.damage import Files, small_case, write
from tests.export.tables_back import read_tables
from tests.made_cases import unhurried
from whosays import Case, CaseError, charts, read_case, tables
from whosays.export.files import export_case
from whosays.tables.frames import TABLES
from whosays.widgets import chart_lab

pytestmark = pytest.mark.deep

FIGURES = [
    *("0.000001", "0.3", "1", "3", "12000", "900719925474099.3", "123456789012345.678"),
    *("1e15", "999999999999999", "1e3", "0.1234567890123456789", "1" * 15),
]
REFUSED = ["1e20", "1e19", "1.7e308", "1e16", "9" * 5_000, "1e400", "5e-324", "1e-20", "-1", "-1e9"]
TEXTS = [
    "Kyiv",
    "$x$",
    r"$\frac{",
    "<b>&amp;</b>",
    "x" * 300,
    "a\nb",
    "{{ x }}",
    "🙂 \u202ex",
    '"',
    "=",
]


def small() -> Files:
    """A small case whose pictures do not depend on its figures."""
    return {name: data for name, data in small_case().items() if name != "pictures.yml"}


def rows_of(files: Files) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(files["estimates.csv"].decode(), newline="")))


def with_rows(files: Files, rows: list[dict[str, Any]]) -> Files:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return {**files, "estimates.csv": out.getvalue().encode()}


def assert_usable(case: Case, folder: Path) -> None:
    """Draw it in both ways, write it and read it back."""
    rows = tables.estimates(case)
    html = charts.estimates(case, rows, title="x", own=tables.own_figures(case))._repr_html_()
    assert "<svg" in html
    etree.fromstring(f"<div>{html[html.index('<svg') : html.index('</svg>')]}</svg></div>")
    if rows[["low", "high", "point"]].notna().any(axis=None):
        assert chart_lab(case, rows).fallback()
    export_case(case, folder)
    back = read_tables(folder)
    for name in ("estimates", "claims"):
        pd.testing.assert_frame_equal(
            back[name], TABLES[name](case), check_dtype=False, check_frame_type=False
        )


figures = st.one_of(
    st.sampled_from([*FIGURES, *REFUSED, "0"]),
    st.floats(min_value=0, allow_nan=False).map(repr),
    st.integers(min_value=0, max_value=10**17).map(str),
)
texts = st.one_of(
    st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
)


@st.composite
def estimates(draw: st.DrawFn) -> list[dict[str, Any]]:
    pattern = rows_of(small())[0]
    made = []
    for number in range(draw(st.integers(1, 5))):
        bound = draw(st.sampled_from(["exact", "approx", "at_least", "up_to", "range", "denial"]))
        needs = {"at_least": ["low"], "up_to": ["high"], "range": ["low", "high"], "denial": []}
        given_figures = dict.fromkeys(("low", "high", "point"), "")
        given_figures |= {name: draw(figures) for name in needs.get(bound, ["point"])}
        words = {name: draw(texts) for name in ("source", "speaker", "wording", "outlet", "title")}
        day = draw(st.sampled_from(["0001-01-01", "2024-02-29", "9999-12-31"]))
        counted = draw(st.sampled_from(["sent", "dead"]))
        made.append(
            {**pattern, **given_figures, **words, "id": f"e{number}", "bound": bound, "date": day}
            | {"counted": counted, "counted_as_worded": draw(texts), "scope": draw(texts)}
        )
    return made


@unhurried(20)
@given(rows=estimates())
def test_what_check_accepts_can_be_drawn_and_exported(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("accepted")
    write(folder / "case", with_rows(small(), rows))
    try:
        case = read_case(folder / "case")
    except CaseError:
        return
    assert_usable(case, folder / "out")


@pytest.mark.parametrize("least", FIGURES)
@pytest.mark.parametrize("most", ["0.000001", "1e15"])
def test_figures_of_any_size_that_is_accepted(tmp_path: Path, least: str, most: str) -> None:
    first, second, *_ = rows_of(small())
    figures_ = {"low": "", "high": "", "bound": "exact", "counted": "sent"}
    rows = [{**first, **figures_, "point": least}, {**second, **figures_, "point": most}]
    write(tmp_path / "case", with_rows(small(), rows))
    assert_usable(read_case(tmp_path / "case"), tmp_path / "out")


@pytest.mark.parametrize("figure", REFUSED)
def test_a_figure_that_cannot_be_drawn_is_named_with_its_row_and_column(
    tmp_path: Path, figure: str
) -> None:
    first, second, *_ = rows_of(small())
    second |= {"low": "", "high": "", "bound": "exact", "counted": "sent", "point": figure}
    write(tmp_path, with_rows(small(), [first, second]))
    with pytest.raises(CaseError) as error:
        read_case(tmp_path)
    (problem,) = error.value.problems
    assert (problem.file, problem.line, problem.field) == ("estimates.csv", 3, "point")
    assert len(str(problem)) < 300


def test_a_unit_is_no_formula(tmp_path: Path) -> None:
    files = small()
    counts = yaml.safe_load(files["counts.yml"])
    counts["unit"] = {"en": r"$\frac{ $"}
    write(tmp_path / "case", {**files, "counts.yml": yaml.safe_dump(counts).encode()})
    case = read_case(tmp_path / "case")
    html = charts.estimates(case, tables.estimates(case), title="x")._repr_html_()
    assert r"$\frac{ $" in html

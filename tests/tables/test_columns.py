"""Every column is described, and holds what its description says."""

from __future__ import annotations

import re

import pandas as pd
import pytest
import yaml

from tests.conftest import ROOT
from whosays import Case
from whosays.tables.columns import all_columns, columns, data_dictionary
from whosays.tables.frames import TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_no_other(kursk: Case, table: str) -> None:
    described = columns(table)
    assert [column.name for column in described] == list(TABLES[table](kursk))
    assert all(column.description for column in described)


def test_no_description_is_left_over() -> None:
    text = (ROOT / "src" / "whosays" / "words" / "columns.yml").read_text(encoding="utf-8")
    written = yaml.safe_load(text)["tables"]
    assert set(written) == set(TABLES)
    for table, texts in written.items():
        assert set(texts["columns"]) <= {column.name for column in columns(table)}


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_of_the_kind_that_its_column_says(kursk: Case, table: str) -> None:
    frame = TABLES[table](kursk)
    for column in columns(table):
        cells = [cell for cell in frame[column.name] if cell != "" and not pd.isna(cell)]
        assert not column.required or len(cells) == len(frame), column
        assert not column.allowed or set(cells) <= set(column.allowed), column
        assert not column.pattern or all(re.fullmatch(column.pattern, str(c)) for c in cells)
        assert column.minimum is None or all(cell >= column.minimum for cell in cells)


def test_the_data_dictionary_has_a_row_for_every_column(kursk: Case) -> None:
    shown = data_dictionary(kursk)[["table", "column", "type", "description"]]
    described = [(c.table, c.name, c.type, c.description) for c in all_columns(kursk)]
    assert list(shown.itertuples(index=False, name=None)) == described

"""Tables have the columns that were promised, and say what the annotation says."""

from __future__ import annotations

import pandas as pd
import pytest

from whosays import Case, tables
from whosays.tables import TABLES

PROMISED = {
    "sentences": "id paragraph start end text translation",
    "attributions": (
        "id sentence source source_chain stwr medium mood evidential cue cue_class content parent"
    ),
}


@pytest.mark.parametrize("name", PROMISED)
def test_promised_columns_come_first_and_in_order(kursk: Case, name: str) -> None:
    columns = PROMISED[name].split()
    assert list(TABLES[name](kursk, "en").columns[: len(columns)]) == columns


@pytest.mark.parametrize("name", TABLES)
def test_an_id_is_never_missing(kursk: Case, name: str) -> None:
    frame = TABLES[name](kursk, "en")
    assert not frame.empty
    assert frame["id"].map(bool).all()


def test_offsets_cut_the_sentence_out_of_the_article(kursk: Case) -> None:
    for _, row in tables.sentences(kursk).iterrows():
        assert kursk.text[row["start"] : row["end"]] == row["text"]


def test_parts_of_a_discontinuous_cue_are_joined_by_an_ellipsis(kursk: Case) -> None:
    rows = tables.attributions(kursk).set_index("id")
    assert rows.loc["a01", "cue"] == "hatte … nicht bestritten"
    assert rows.loc["a01", "source_chain"] == "author>putin"


def test_a_relation_that_runs_on_has_a_row_for_each_sentence(kursk: Case) -> None:
    first = kursk.annotation.attributions[3]
    running = first.model_copy(update={"sentence": ["p1s2", "p1s3"]})
    annotation = kursk.annotation.model_copy(update={"attributions": [running]})
    case = Case(**{**vars_of(kursk), "annotation": annotation})
    rows = tables.attributions(case)
    assert list(rows["sentence"]) == ["p1s2", "p1s3"]
    assert set(rows["id"]) == {first.id}


def vars_of(case: Case) -> dict[str, object]:
    return {name: getattr(case, name) for name in Case.__dataclass_fields__}


def test_numbers_are_numbers_and_absent_texts_are_empty(kursk: Case) -> None:
    frame = tables.estimates(kursk)
    assert pd.api.types.is_float_dtype(frame["point"])
    assert frame["title"].map(lambda value: isinstance(value, str)).all()
    assert (frame.loc[frame["bound"] == "denial", "counted"] == "").all()


def test_a_language_that_is_not_there_gives_english(kursk: Case) -> None:
    assert tables.sentences(kursk, "fr")["translation"].equals(
        tables.sentences(kursk, "en")["translation"]
    )


def test_only_soldiers_count_among_the_articles_own_figures(kursk: Case) -> None:
    own = tables.own_figures(kursk)
    assert sorted(own["point"]) == [3000, 12000]

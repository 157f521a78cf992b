"""Tables have the columns that were promised, and say what the annotation says."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from whosays import Case, TableView, tables
from whosays.case.disputes import Disputes
from whosays.export.csv import files
from whosays.tables.frames import TABLES
from whosays.views.board import board

PROMISED = {
    "sentences": "id paragraph start end text translation",
    "attributions": (
        "id sentence source source_chain stwr medium mood evidential cue cue_class content parent"
    ),
}


@pytest.mark.parametrize("name", PROMISED)
def test_promised_columns_come_first_and_in_order(kursk: Case, name: str) -> None:
    columns = PROMISED[name].split()
    assert list(TABLES[name](kursk).columns[: len(columns)]) == columns


@pytest.mark.parametrize("name", TABLES)
def test_an_id_is_never_missing(kursk: Case, name: str) -> None:
    frame = TABLES[name](kursk)
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
    case = replace(kursk, annotation=annotation)
    rows = tables.attributions(case)
    assert list(rows["sentence"]) == ["p1s2", "p1s3"]
    assert set(rows["id"]) == {first.id}


def test_numbers_are_numbers_and_absent_texts_are_empty(kursk: Case) -> None:
    frame = tables.estimates(kursk)
    assert pd.api.types.is_float_dtype(frame["point"])
    assert frame["title"].map(lambda value: isinstance(value, str)).all()
    assert (frame.loc[frame["bound"] == "denial", "counted"] == "").all()


def test_texts_are_in_the_reader_s_language_and_in_english_where_it_has_none(kursk: Case) -> None:
    german = replace(kursk, lang="de")
    assert list(tables.sources(german)["name"]) != list(tables.sources(kursk)["name"])
    assert tables.sentences(german)["translation"].equals(tables.sentences(kursk)["translation"])


def test_quoted_words_stand_beside_their_translation(kursk: Case) -> None:
    rows = tables.attributions(kursk).set_index("id")
    assert rows.loc["a01", "cue_translation"] == "had not disputed"
    assert "North Korean" in rows.loc["a01", "content_translation"]
    voice = tables.author_voice(kursk)
    assert voice["translation"].map(bool).all()
    whole = tables.sentences(kursk).set_index("id")["translation"]
    first = voice.iloc[0]
    assert first["translation"].split(" … ")[0] in whole[first["sentence"]]


def test_only_soldiers_count_among_the_articles_own_figures(kursk: Case) -> None:
    own = tables.own_figures(kursk)
    assert sorted(own["point"]) == [3000, 12000]


def test_boards_have_a_row_for_each_pair_and_relation(kursk: Case) -> None:
    frame = tables.disputes(kursk)
    pairs = [pair for question in board(kursk) for pair in question["pairs"].items()]
    shown = list(zip(frame["first"] + " " + frame["second"], frame["type"], strict=True))
    assert shown == [(ids, found["type"]) for ids, relations in pairs for found in relations]
    assert frame["rationale"].map(bool).all()
    assert list(frame["made_by"]) == [found["by"] for _, found_all in pairs for found in found_all]


def test_a_board_names_the_relation_of_the_annotation(kursk: Case) -> None:
    frame = tables.disputes(kursk)
    given = frame[frame["relation"] != ""]
    known = tables.relations(kursk).set_index("id")
    assert not given.empty
    assert list(known.loc[given["relation"], "type"]) == list(given["type"])
    assert not (given["type"] == "no_answer").any()


def test_questions_come_without_their_answers(kursk: Case) -> None:
    frame = tables.questions(kursk)
    assert list(frame.columns) == ["id", "bank", "chapter", "type", "aim", "made_up", "prompt"]
    assert frame["id"].is_unique
    assert len(frame) == sum(len(bank.items) for bank in kursk.quizzes.values())
    assert frame["made_up"].any()
    assert not frame["made_up"].all()


def test_sets_of_questions_add_up(kursk: Case) -> None:
    sets, frame = tables.question_sets(kursk), tables.questions(kursk)
    assert list(sets["questions"]) == list(frame.groupby("bank", sort=False).size())
    assert list(sets["on_new_texts"]) == list(frame.groupby("bank", sort=False)["made_up"].sum())
    assert (sets["with_a_problem"] + sets["sound"] <= sets["questions"]).all()
    assert sets["sound"].sum() > 0


def test_without_boards_and_questions_the_tables_have_their_columns(kursk: Case) -> None:
    bare = replace(kursk, disputes=Disputes(questions=[]), quizzes={})
    for table in (tables.disputes, tables.questions, tables.question_sets):
        assert table(bare).empty
        assert list(table(bare).columns) == list(table(kursk).columns)


# --- whose claims are whose -------------------------------------------------------------------


def test_every_claim_has_somebody_whose_it_is(kursk: Case) -> None:
    said = tables.utterances(kursk)
    rows = tables.claims(kursk)
    assert list(dict.fromkeys(said["claim"])) == list(rows["id"])
    assert set(said["source"]) <= set(tables.sources(kursk)["id"])
    assert "author" in set(said["source"])
    assert (said[["claim", "uttered_by", "place", "speaker"]] != "").all(axis=None)
    assert not said.duplicated(["claim", "uttered_by"]).any()


def test_no_claim_is_lost_by_joining_or_grouping(kursk: Case) -> None:
    said, rows = tables.utterances(kursk), tables.claims(kursk)
    joined = said.merge(rows, left_on="claim", right_on="id")
    assert joined["claim"].nunique() == len(rows)
    named = tables.sources(kursk).set_index("id")["name"]
    assert said["source"].map(named).notna().all()
    assert rows["speaker"].value_counts().sum() == len(rows)
    by_claim = said.groupby("claim")["speaker"].agg(lambda names: " | ".join(dict.fromkeys(names)))
    assert dict(zip(rows["id"], rows["speaker"], strict=True)) == by_claim.to_dict()


# --- days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "column"),
    [("estimates", "date"), ("estimates", "read_on"), ("coverage", "date"),
     ("attributions", "said_on")],
)  # fmt: skip
def test_a_day_is_a_date(kursk: Case, table: str, column: str) -> None:
    days = TABLES[table](kursk)[column]
    assert set(days.dropna().dt.year) <= set(range(2024, 2027))
    assert "00:00" not in days.to_frame().to_string()


def test_a_page_and_a_file_write_a_day_as_they_did(kursk: Case) -> None:
    rows = tables.estimates(kursk)[["id", "date"]]
    assert ">2024-10-10<" in TableView(kursk, rows)._repr_html_()
    assert b'"e01","2024-10-10"' in files(kursk)["estimates.csv"]


# --- places and names -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sentences", "attributions", "author_voice", "framing"])
def test_a_row_says_its_place_as_the_book_writes_it(kursk: Case, name: str) -> None:
    frame = TABLES[name](kursk)
    ids = frame["id" if name == "sentences" else "sentence"]
    assert list(frame["place"]) == [kursk.sentence(each).place for each in ids]


def test_a_claim_has_the_places_of_all_that_put_it_forward(kursk: Case) -> None:
    rows = tables.claims(kursk).set_index("id")
    for name, claim in kursk.claims.items():
        places = {
            kursk.sentence(each).place
            for entry in claim.uttered_by
            for each in kursk.utterance(entry).sentence
        }
        assert set(rows.loc[name, "place"].split(" | ")) == places


def test_speaker_and_chain_are_names(kursk: Case) -> None:
    rows = tables.attributions(kursk).set_index("id")
    assert rows.loc["a02", "source_chain"] == "author>putin>unnamed_reports"
    assert rows.loc["a02", "chain"] == "Putin › Reports"  # noqa: RUF001
    assert rows.loc["a02", "speaker"] == "Reports"
    german = tables.attributions(replace(kursk, lang="de")).set_index("id")
    assert german.loc["a02", "chain"] == "Putin › Berichte"  # noqa: RUF001


def test_both_forms_that_stand_in_are_one_verb(kursk: Case) -> None:
    rows = tables.attributions(kursk)
    stand_in = rows[rows["verb"] == "stand_in"]
    assert set(stand_in["mood"]) == {"konj2_substitute", "wuerde"}
    others = rows[rows["verb"] != "stand_in"]
    assert list(others["verb"]) == list(others["mood"])


def test_words_of_others_stand_beside_their_english(kursk: Case) -> None:
    assert tables.framing(kursk)["translation"].map(bool).all()
    rows = tables.coverage(kursk)
    assert (rows["translation"] != "").equals(rows["language"] != "en")


def test_a_claims_certainties_have_a_row_each(kursk: Case) -> None:
    """What stands in one cell of the claims, taken apart."""
    rows = tables.factuality(kursk)
    told: dict[str, list[str]] = {}
    for claim, holder, value in rows[["claim", "holder", "value"]].itertuples(index=False):
        told.setdefault(claim, []).append(f"{holder}={value}")
    claims = tables.claims(kursk).set_index("id")["factuality"]
    assert {claim: " | ".join(held) for claim, held in told.items()} == claims.to_dict()
    assert (rows["speaker"] != "").all()

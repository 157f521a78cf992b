"""The dispute board: what each voice says, and how two voices stand to each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from whosays import Case, read_case
from whosays.case.disputes import NO_ANSWER
from whosays.case.vocabulary import RelationType
from whosays.views.board import CONTRAST, GUESSES, KINDS, board
from whosays.widgets import dispute_board


def question(case: Case, name: str) -> dict[str, Any]:
    (found,) = board(case, name)
    return found


def cell(case: Case, name: str, cell_id: str) -> dict[str, Any]:
    cells = question(case, name)["cells"]
    return next(entry for entry in cells if entry["id"] == cell_id)


# --- the board ---


def test_every_two_cells_are_related_with_a_reason(kursk: Case) -> None:
    questions = board(kursk)
    assert len(questions) >= 4
    for each in questions:
        count = len(each["cells"])
        assert len(each["pairs"]) == count * (count - 1) // 2
        for relations in each["pairs"].values():
            assert relations
            for relation in relations:
                assert relation["rationale"]
                assert relation["kind"] in {*KINDS.values(), NO_ANSWER}


def test_every_kind_of_relation_occurs(kursk: Case) -> None:
    found = {r["kind"] for q in board(kursk) for pair in q["pairs"].values() for r in pair}
    assert found == {*KINDS.values(), NO_ANSWER}


def test_every_relation_type_has_a_kind() -> None:
    assert set(KINDS) == set(RelationType)


def test_the_authors_contrast_and_the_annotators_reading_stand_side_by_side(kursk: Case) -> None:
    relations = question(kursk, "how-many")["pairs"]["hur usa"]
    assert [(r["type"], r["by"]) for r in relations] == [
        ("contrasts", "author"),
        ("different_quantity", "annotator"),
    ]
    english, german = relations[0]["marker"]
    assert english == {"lang": "en", "text": "by contrast"}
    assert german == {"lang": "de", "text": "hingegen"}
    assert relations[1]["marker"] == []


def test_a_marker_within_a_cue_has_the_cues_translation(kursk: Case) -> None:
    (relation,) = question(kursk, "are-they-there")["pairs"]["reports putin"]
    assert [words["text"] for words in relation["marker"]] == [
        "had not disputed",
        "nicht bestritten",
    ]


def test_who_gives_no_answer_is_related_by_that(kursk: Case) -> None:
    pairs = question(kursk, "how-many")["pairs"]
    (relation,) = pairs["kirby putin"]
    assert relation["type"] == NO_ANSWER
    assert relation["rationale"].startswith("The text gives no figure")


def test_a_cell_says_what_how_much_and_when(kursk: Case) -> None:
    found = cell(kursk, "how-many", "hur")
    assert found["figure"] == "about 12,000 soldiers"
    assert found["counted"] == "soldiers there at the time, Russia"
    assert (found["as_of"], found["as_of_words"]) == ("currently", "derzeit")
    (said,) = found["says"]
    assert said["texts"] == ["About 12,000 North Korean soldiers are currently in Russia."]
    english, german = said["words"]
    assert english["text"].startswith("assumes that about 12,000")
    assert german["text"].startswith("geht davon aus, dass derzeit etwa 12.000")
    assert said["place"] == "In the article, 7.1"


def test_a_cell_can_say_more_closely_what_is_counted(kursk: Case) -> None:
    assert cell(kursk, "how-many", "usa")["counted"] == "soldiers the USA has findings on"


def test_a_cell_from_outside_says_where_it_was_read(kursk: Case) -> None:
    found = cell(kursk, "how-many", "kirby")
    assert (found["figure"], found["when"]) == ("at least 3,000", "23 October 2024")
    assert found["url"].startswith("https://")
    assert found["says"][0]["place"] == "Outside the article: The Statesman"
    assert "22 November 2026" in found["read_on"]


def test_a_denial_counts_nothing(kursk: Case) -> None:
    found = cell(kursk, "are-they-there", "peskov")
    assert (found["figure"], found["counted"]) == ("denied", "")


def test_two_claims_on_the_same_words_show_them_once(kursk: Case) -> None:
    (said,) = cell(kursk, "what-for", "kyiv")["says"]
    assert len(said["texts"]) == 2


def test_words_show_the_cue_in_the_order_of_the_text(kursk: Case) -> None:
    said = cell(kursk, "are-they-there", "putin")["says"]
    german = [entry["words"][-1]["text"] for entry in said]
    assert german[1] == (
        "hatte die Anwesenheit nordkoreanischer Truppen in Russland nicht bestritten"
    )


def test_german_writes_figures_and_dates_as_german_does(kursk: Case) -> None:
    german = replace(kursk, lang="de")
    assert cell(german, "how-many", "hur")["figure"] == "etwa 12.000 Soldaten"
    assert cell(german, "how-many", "kirby")["when"] == "23. Oktober 2024"
    words = cell(german, "how-many", "hur")["says"][0]["words"]
    assert [entry["lang"] for entry in words] == ["de"]


def test_one_question_is_chosen_by_its_id(kursk: Case) -> None:
    assert [q["id"] for q in dispute_board(kursk, "what-for").questions] == ["what-for"]
    assert len(dispute_board(kursk).questions) == len(kursk.disputes.questions)
    with pytest.raises(KeyError, match="how-many"):
        dispute_board(kursk, "nothing")


def test_the_file_may_be_missing(folder: Path) -> None:
    (folder / "disputes.yml").unlink()
    case = read_case(folder)
    assert board(case) == []
    with pytest.raises(KeyError, match="there are: none"):
        board(case, "how-many")


def test_a_contrast_is_told_and_not_guessed(kursk: Case) -> None:
    assert KINDS[RelationType.CONTRASTS] == CONTRAST
    assert CONTRAST not in GUESSES
    assert set(GUESSES) == {*KINDS.values(), NO_ANSWER} - {CONTRAST}
    assert dispute_board(kursk).kinds == list(GUESSES)


def test_contrasts_and_contradicts_are_told_apart(kursk: Case) -> None:
    found = {
        r["type"]: r["kind"] for q in board(kursk) for pair in q["pairs"].values() for r in pair
    }
    assert found["contrasts"] == "contrast"
    assert found["contradicts"] == "contradiction"

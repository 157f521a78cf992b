"""Our text beside other pages: every paragraph once a page, and only what has been found."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest

from tests.conftest import BAC, case_in
from whosays import Case
from whosays.case.pictured import Copy, Pictured
from whosays.views import copies


def with_copy(case: Case, **fields: object) -> list[copies.Block]:
    """The blocks of a page that shares so much."""
    made = {"id": "x", "name": {"en": "X"}, "url": "https://example.org", "rest": "not_read"}
    copy = Copy.model_validate({**made, **fields})
    return copies.view(replace(case, pictured=Pictured(copies=[copy])))["pages"][0]["blocks"]


def test_a_page_has_a_block_for_each_paragraph_of_ours(kursk: Case) -> None:
    view = copies.view(kursk)
    numbers = [paragraph["number"] for paragraph in view["paragraphs"]]
    for page in view["pages"]:
        blocks = page["blocks"]
        covered = chain.from_iterable(range(b["first"], b["last"] + 1) for b in blocks)
        assert list(covered) == numbers


def test_lengths_are_those_of_the_text(kursk: Case) -> None:
    parts = kursk.text.removeprefix(kursk.article.preamble).split("\n\n")
    assert [p["length"] for p in copies.view(kursk)["paragraphs"]] == [len(p) for p in parts]


def test_a_beginning_ends_within_a_paragraph(kursk: Case) -> None:
    first = copies.view(kursk)["pages"][0]["blocks"]
    assert [(b["first"], b["last"], b["state"]) for b in first] == [
        (1, 4, "same"),
        (5, 5, "begins"),
        (6, 9, "not_read"),
    ]
    body = kursk.text.removeprefix(kursk.article.preamble)
    fifth = body.split("\n\n")[4]
    within = 1886 - body.index(fifth)
    assert first[1]["share"] == pytest.approx(within / len(fifth))


@pytest.mark.parametrize(
    ("first", "states"),
    [
        (361, ["begins", "not_read"]),
        (362, ["same", "not_read"]),
        (364, ["same", "not_read"]),  # the blank line after the paragraph begins no other
        (365, ["same", "begins", "not_read"]),
        (3757, ["same"]),
    ],
)
def test_a_paragraph_is_the_same_when_all_of_it_is(
    kursk: Case, first: int, states: list[str]
) -> None:
    assert [block["state"] for block in with_copy(kursk, first=first)] == states


def test_sentences_are_named_with_what_comes_after_them(kursk: Case) -> None:
    blocks = with_copy(kursk, sentences=["p7s1", "p7s3", "p8s1"], added={"p7s3": "w04"})
    shared = [(b["places"], b["added"]) for b in blocks if b["state"] == "sentences"]
    assert [each for each in shared if each[0]] == [(["7.1", "7.3", "8.1"], ["7.3"])]


def test_nothing_of_the_other_pages_is_shown(kursk: Case) -> None:
    # Lengths, places and names: no field could hold their words.
    for page in copies.view(kursk)["pages"]:
        assert set(page) == {"letter", "name", "url", "shared", "blocks"}


def test_a_case_without_copies_says_so() -> None:
    with pytest.raises(KeyError, match=r"bac-2025 has no copies in pictures\.yml"):
        copies.view(case_in(BAC))

"""One claim through its wordings: the parts in one order, what is left first."""

from __future__ import annotations

import pytest

from tests.conftest import BAC, KURSK, case_in
from whosays import Case
from whosays.views import wordings

FIGURE = "the US figure"


@pytest.fixture(scope="module")
def view(kursk: Case) -> wordings.WordingsView:
    return wordings.view(kursk, FIGURE)


def test_every_wording_of_the_claim_is_there_and_the_article_s(
    kursk: Case, view: wordings.WordingsView
) -> None:
    rows = [row for row in kursk.coverage if row.claim == FIGURE]
    shown = [view["start"], *view["others"]]
    assert {row["origin"]["url"] for row in shown} == {*(row.url for row in rows), ""}
    assert [row["origin"]["place"] for row in shown if not row["origin"]["url"]] == ["7.3"]


def test_every_row_has_the_same_parts(view: wordings.WordingsView) -> None:
    parts = [cell["part"] for cell in view["start"]["cells"]]
    assert parts == ["How sure", "What happened", "How many", "When", "Where to"]
    for row in view["others"]:
        assert [cell["part"] for cell in row["cells"]] == parts
        assert [cell["before"] for cell in row["cells"]] == [
            cell["words"] for cell in view["start"]["cells"]
        ]


def test_what_keeps_most_comes_first(view: wordings.WordingsView) -> None:
    kept = [row["kept"] for row in view["others"]]
    assert kept == sorted(kept, reverse=True)
    assert (view["others"][0]["origin"]["outlet"], kept[0]) == ("Kurier", 5)
    for row in view["others"]:
        assert row["kept"] == sum(cell["fate"] == "kept" for cell in row["cells"])


def test_what_is_there_has_words_and_what_is_not_has_none(kursk: Case) -> None:
    for claim in (FIGURE, "who proposed and who withdrew"):
        for row in wordings.view(kursk, claim)["others"]:
            for cell in row["cells"]:
                assert (cell["words"] is not None) == (cell["fate"] in {"kept", "changed"})


def test_words_are_the_reader_s_with_the_original_beside_them(
    view: wordings.WordingsView,
) -> None:
    article = next(row for row in view["others"] if row["origin"]["place"])
    words = {cell["part"]: cell["words"] for cell in article["cells"]}
    assert words["How sure"] == {
        "text": "had findings", "lang": "en", "original": "hätten Erkenntnisse",
        "original_lang": "de",
    }  # fmt: skip
    german = wordings.view(case_in(KURSK, lang="de"), FIGURE)
    assert german["title"] == "Eine Zahl, sechs Fassungen"
    kurier = german["others"][0]["cells"][0]["words"]
    assert kurier is not None
    assert (kurier["text"], kurier["original"]) == ("Wir gehen davon aus", "")


def test_a_claim_without_a_picture_is_answered_by_those_there_are(kursk: Case) -> None:
    with pytest.raises(KeyError, match="did you mean 'the US figure'"):
        wordings.view(kursk, "the US figures")
    with pytest.raises(KeyError, match=r"bac-2025 has no wordings in pictures\.yml"):
        wordings.view(case_in(BAC), FIGURE)

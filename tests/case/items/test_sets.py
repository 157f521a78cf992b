"""Sets of questions: what a lesson shows together, each question in one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Edit, problems_of
from whosays import Case, read_case
from whosays.widgets import quiz

FILE = "quizzes/claims.yml"


def ids(widget: object) -> list[str]:
    return [item["id"] for item in widget.items]  # type: ignore[attr-defined]


def test_a_set_shows_its_questions_under_its_title(kursk: Case) -> None:
    shown = quiz(kursk, "claims", "guess")
    assert (shown.title, ids(shown)) == ("A guess", ["claims-how-many"])


def test_a_set_without_a_title_has_the_banks(kursk: Case) -> None:
    shown = quiz(kursk, "disputes", "your-turn")
    assert shown.title == kursk.quizzes["disputes"].title["en"]
    assert ids(shown) == kursk.quizzes["disputes"].sets["your-turn"].items


def test_a_set_is_titled_in_the_readers_language(folder: Path, edit: Edit) -> None:
    edit(FILE, 'title: {en: "A guess"}', 'title: {en: "A guess", de: "Eine Vermutung"}')
    assert quiz(read_case(folder, lang="de"), "claims", "guess").title == "Eine Vermutung"


def test_what_follows_a_guess_is_overleaf_on_paper(kursk: Case) -> None:
    guess, other = quiz(kursk, "claims", "guess"), quiz(kursk, "claims", "sentences")
    assert (guess.overleaf, other.overleaf) == (True, False)
    assert 'class="ws-widget ws-quiz ws-fallback ws-sheet ws-overleaf"' in guess.fallback()
    assert "ws-overleaf" not in other.fallback()


def test_a_guess_that_is_chosen_by_its_name_is_one_as_well(kursk: Case) -> None:
    assert quiz(kursk, "claims", only="claims-how-many").overleaf
    assert not quiz(kursk, "claims", only=["claims-how-many", "claims-pool"]).overleaf
    assert not quiz(kursk, "claims").overleaf
    assert not quiz(kursk, "after", form=True).overleaf


def test_questions_and_title_can_be_chosen_all_the_same(kursk: Case) -> None:
    shown = quiz(kursk, "claims", only=["claims-pool", "claims-aim"], title="Mine")
    assert (shown.title, ids(shown)) == ("Mine", ["claims-pool", "claims-aim"])
    assert quiz(kursk, "claims", "guess", title="Mine").title == "Mine"


def test_a_set_that_is_not_there_is_answered_by_those_there_are(kursk: Case) -> None:
    with pytest.raises(KeyError, match="there are: guess, sentences, made-up"):
        quiz(kursk, "claims", "gues")
    with pytest.raises(KeyError, match="there are: none"):
        quiz(kursk, "after", "first")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("items: [claims-how-many]", "items: [claims-how-mani]", "which is no item here"),
        ("items: [claims-how-many]", "items: [claims-how-many, claims-pool]", "stands in the set"),
        ("      - claims-pool\n", "", "no set has claims-pool"),
    ],
)
def test_what_is_wrong_with_a_set_is_reported(
    folder: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    edit(FILE, old, new)
    (problem,) = problems_of(folder)
    assert problem.file == FILE
    assert said in problem.problem

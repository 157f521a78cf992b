"""Lesson cards say what the lessons' pages say."""

from __future__ import annotations

import pytest

from tools.contents import lessons_in_order
from tools.minutes import lesson, shown_on
from tools.prose import page_named, source
from whosays import Case, LessonCards
from whosays.export.lesson_cards import LessonCard
from whosays.widgets.quiz import Quiz

NAMES = lessons_in_order()


@pytest.fixture(scope="module")
def cards(kursk: Case, asem: Case) -> dict[str, LessonCard]:
    return {card.page: card for card in LessonCards(kursk, (asem,)).cards}


def test_every_lesson_has_a_card_in_the_order_of_the_book(cards: dict[str, LessonCard]) -> None:
    assert list(cards) == NAMES
    titles = [card.title for card in cards.values()]
    assert [card.before for card in cards.values()] == ["", *titles[:-1]]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_what_the_page_states(cards: dict[str, LessonCard], name: str) -> None:
    card, page = cards[name], page_named(name)
    stated = lesson(page)
    assert stated
    assert card.minutes == stated.stated.whole
    quizzes = [each for each in shown_on(page) if isinstance(each, Quiz) and not each.review]
    assert card.questions == sum(len(each.items) for each in quizzes)
    assert card.needs
    assert card.aims in source(page).replace('<i lang="de">', "").replace("</i>", "").replace(
        "*", ""
    ).replace("`", "")


def test_the_cards_read_without_a_book(kursk: Case) -> None:
    assert LessonCards(kursk)._repr_html_().count("<li>") == len(NAMES)

"""No page of a route tells what a later guess asks: by the file, and by the words of the pages.

`book/discoveries.yml` is the file; `tools/discoveries.py` says what counts as read.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tests.conftest import ROOT
from tools.contents import all_pages, asides, lessons_in_order
from tools.discoveries import (
    EVERYTHING,
    FILE,
    Discoveries,
    Pages,
    Stretch,
    giving_themselves_away,
    of_cells,
    read,
    spoiled,
    stretches,
    unfounded,
    with_asides,
)
from tools.minutes import shown
from tools.prose import cells_of, page_named, source
from whosays import Case

TOLD = read()


@cache
def book() -> Pages:
    """All pages as they are read; their cells are run once."""
    return {page: stretches(page) for page in all_pages()}


# --- the book ---------------------------------------------------------------------------------


@pytest.mark.deep
@pytest.mark.parametrize("route", TOLD.every_route())
def test_no_guess_of_a_route_is_given_away(route: str) -> None:
    assert spoiled(TOLD, TOLD.every_route()[route], book()) == []


def test_more_practice_between_two_lessons_gives_no_guess_away() -> None:
    through_all = TOLD.every_route()[EVERYTHING]
    lessons, away = (
        {page: source(page_named(page)) for page in names} for names in (through_all, asides())
    )
    route, pages = with_asides(book(), lessons, away)
    assert len(route) > len(lessons)
    known = set(spoiled(TOLD, through_all, book()))
    assert [each for each in spoiled(TOLD, route, pages) if each not in known] == []


def test_the_file_has_every_question_that_is_a_guess(cases: list[Case]) -> None:
    guesses = set().union(*(bank.guesses() for case in cases for bank in case.quizzes.values()))
    asked = [(step.by, page) for page, steps in TOLD.pages.items() for step in steps if step.by]
    shown = [(each.name, page) for page in book() for each in book()[page] if each.name in guesses]
    assert sorted(each for each in asked if each[0] in guesses) == sorted(shown)
    assert {name for name, _ in shown} == guesses


def test_headings_questions_and_phrases_of_the_file_are_in_the_book() -> None:
    assert unfounded(TOLD, book()) == []


def test_no_guess_has_a_telling_phrase_itself() -> None:
    assert giving_themselves_away(TOLD, book()) == []


def test_every_discovery_is_asked_for() -> None:
    asked = {step.asks for steps in TOLD.pages.values() for step in steps}
    assert set(TOLD.discoveries) == asked - {""}


@pytest.mark.parametrize("route", TOLD.routes)
def test_a_route_has_the_lessons_that_the_page_of_ways_names(route: str) -> None:
    begins = rf"(?:^## |\*\*){route}(?:\.\*\*)?(.*?)(?=\n\n\*\*|\n## )"
    way = re.search(begins, source(page_named("ways")), re.DOTALL | re.IGNORECASE | re.MULTILINE)
    assert way, f"no way on that page begins with “{route}”"
    named = re.findall(r"\{doc\}`(?:[^`<]*<)?([a-z-]+)>?`", way[1])
    assert [page for page in named if page in lessons_in_order()] == TOLD.routes[route]


def test_routes_follow_the_order_of_the_contents() -> None:
    order = lessons_in_order()
    for route in TOLD.routes.values():
        along = [page for page in route if page not in TOLD.apart]
        assert along == [page for page in order if page in along]
    through_all = TOLD.every_route()[EVERYTHING]
    assert [page for page in order if page not in through_all] == TOLD.apart
    assert {page for route in TOLD.every_route().values() for page in route} == set(order)


# --- that a spoiler is found ------------------------------------------------------------------

FOUND = """
discoveries:
  keeper: {says: The keeper said it., telling: {en: ['\\bthe keeper said it', it was the keeper]}}
routes: {short: [first, second]}
pages:
  first: [{reveals: keeper, in: Much later}]
  second: [{asks: keeper, by: who}, {reveals: keeper, in: The answer}]
"""
GUESS = Stretch("Second", "Who said it? The keeper. The nurse. Right: it was the keeper.", "who")
ANSWER = Stretch("The answer", "The keeper said it.")


def small(**changes: Any) -> tuple[Discoveries, dict[str, list[Stretch]]]:
    """A book of two pages, the second with a guess, and without a spoiler."""
    told = yaml.safe_load(FOUND)
    told["pages"]["first"] = changes.get("first", [])
    pages = {"first": [Stretch("First", "A harbour.")], "second": [GUESS, ANSWER]}
    return Discoveries.model_validate(told), pages


def test_a_guess_before_its_answer_is_no_spoiler() -> None:
    told, pages = small()
    assert spoiled(told, ["first", "second"], pages) == []
    assert unfounded(told, pages) == []


def test_an_earlier_page_is_searched_and_a_later_one_is_not() -> None:
    told, pages = small()
    pages["first"].append(Stretch("Asked again", "So it was the keeper."))
    (problem,) = spoiled(told, ["first", "second"], pages)
    assert "first gives it away in “Asked again”: “it was the keeper”" in problem
    assert spoiled(told, ["second", "first"], pages) == []


def test_what_is_above_on_the_page_is_searched() -> None:
    told, pages = small()
    pages["second"].insert(0, Stretch("Second", "You know that THE KEEPER said it."))
    (problem,) = spoiled(told, ["second"], pages)
    assert "second gives it away" in problem


def test_a_heading_below_tells_as_well_because_the_contents_show_it() -> None:
    told, pages = small()
    pages["second"].append(Stretch("It was the keeper", "It was the keeper. Why?"))
    (problem,) = spoiled(told, ["second"], pages)
    assert "in “It was the keeper”" in problem


def test_the_title_of_a_later_page_tells_as_well_because_the_contents_of_the_book_show_it() -> None:
    told, pages = small()
    pages["third"] = [Stretch("It was the keeper", "It was the keeper. More of it.")]
    (problem,) = spoiled(told, ["second", "third"], pages)
    assert "in “the contents”" in problem


def test_a_page_that_reveals_by_the_file_spoils_without_the_words() -> None:
    told, pages = small(first=[{"reveals": "keeper", "in": "First"}])
    (problem,) = spoiled(told, ["first", "second"], pages)
    assert problem == "second asks `keeper` (who); first reveals it in “First”"
    assert unfounded(told, pages) == ["first: “First” has no telling phrase of `keeper`"]


def test_a_section_that_reveals_above_the_guess_spoils() -> None:
    told, pages = small()
    pages["second"].reverse()
    assert any(
        "second reveals it in “The answer”" in each for each in spoiled(told, ["second"], pages)
    )


def test_a_section_that_a_lesson_links_is_met_before_the_next_lesson() -> None:
    told, pages = small()
    pages["practice-x"] = [
        Stretch("More of it", "It was the keeper."),
        Stretch("And then: more!", "Something else.", group="set-x-made-up"),
    ]
    away = {"practice-x": "(more-x)=\n## And then: more!\n"}
    links = {
        "first": "[a](practice-x.ipynb#and-then-more), [b](practice-x#set-x-made-up), [c](more-x)",
        "second": "[ten](practice-x.ipynb#more-of-it), {doc}`second`",
    }
    route, parts = with_asides(pages, links, away)
    more, made_up, last = (
        f"practice-x#{each}" for each in ("and-then-more", "set-x-made-up", "more-of-it")
    )
    assert route == ["first", more, made_up, more, "second", last]
    assert parts[more] == parts[made_up] == pages["practice-x"][1:]
    assert spoiled(told, route, parts) == []
    for spoiler in (links["second"], "{doc}`practice-x`", "{doc}`More <practice-x>`"):
        route, parts = with_asides(pages, {"first": spoiler, "second": ""}, away)
        (problem,) = spoiled(told, route, parts)
        assert "gives it away in “More of it”" in problem
    with pytest.raises(ValueError, match="first links practice-x#nowhere"):
        with_asides(pages, {"first": "[x](practice-x#nowhere)"}, away)


def test_what_is_nowhere_is_named() -> None:
    told, pages = small()
    pages["second"] = [Stretch("Second", "Something else.")]
    assert unfounded(told, pages) == [
        "second has no question `who`",
        "second has no heading “The answer”",
        "`keeper`: “\\bthe keeper said it” is nowhere in the book",
        "`keeper`: “it was the keeper” is nowhere in the book",
    ]


def test_a_guess_that_says_its_answer_in_the_question_is_named() -> None:
    told, pages = small()
    pages["second"][0] = Stretch("Second", GUESS.text, "who", "Do you think it was the keeper?")
    assert giving_themselves_away(told, pages) == ["second: who itself has “it was the keeper”"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([{"asks": "nurse", "by": "who"}], "`nurse` is not among `discoveries`"),
        ([{"asks": "keeper"}], "needs `by`, a question, or `in`"),
        ([{"reveals": "keeper"}], "needs `in`, the heading"),
        ([{"by": "who"}], "write either `asks` or `reveals`"),
        ([{"asks": "keeper", "from": "who"}], "Extra inputs"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(steps: list[Any], said: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(said)):
        small(first=steps)


# --- what counts as read ----------------------------------------------------------------------


def read(*cells: dict[str, Any]) -> tuple[Stretch, ...]:
    return of_cells(cells, shown(cells))


def markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": [text]}


def test_a_real_page_is_read_with_its_questions_in_the_order_of_the_page() -> None:
    page = stretches("claims")
    names = [each.name for each in page]
    question = page[names.index("claims-how-many")]
    assert "Leave aside" in question.asked
    assert "Three is what our annotation has" in question.text
    assert "Three is what our annotation has" not in question.asked
    assert page[0].heading == "What is claimed"


@pytest.mark.parametrize(
    "spoiler",
    [
        "The sentence makes *three\nclaims*.",
        "> | a | b |\n> |---|---|\n> | three {term}`claims <claim>` | c |",
        "```{admonition} A closer look\n:class: dropdown\nThree claims.\n```",
    ],
)
def test_a_spoiler_written_into_a_real_page_is_found(spoiler: str) -> None:
    cells = cells_of(page_named("claims"))
    told = {**book(), "claims": read(cells[0], markdown(spoiler), *cells[1:])}
    before = spoiled(TOLD, ["claims"], book())
    (problem,) = [each for each in spoiled(TOLD, ["claims"], told) if each not in before]
    assert problem.startswith(
        "claims asks `claims-in-one-sentence` (claims-how-many); claims gives"
    )


def test_a_table_a_passage_and_the_feedback_of_a_question_count_as_read() -> None:
    code = [
        "from whosays import TableView, passage, read_case, tables\n",
        "case = read_case('kursk-2024')\n",
        "passage(case, 'p7s3')",
    ]
    table = ["TableView(case, tables.sources(case)[['name']])"]
    asked = [
        "from whosays.widgets import quiz\n",
        "quiz(case, 'claims', only='claims-how-many')",
    ]
    cells = [
        {"cell_type": "code", "metadata": {}, "source": source} for source in (code, table, asked)
    ]
    passage, table_text, *question = (each.text for each in read(*cells))
    assert "The USA, by contrast" in passage
    assert "Bundesregierung" in table_text or "Putin" in table_text
    assert "Of figures there are three" in " ".join(question)


def test_what_teachers_unfold_and_what_can_be_changed_is_not_read() -> None:
    teachers = "```{admonition} For teachers\n:class: dropdown\nThree claims.\n```"
    found = read(markdown(teachers), markdown("## Change something: x\n\nThree claims."))
    assert [each.text for each in found if "Three" in each.text] == []


def test_the_file_is_beside_the_pages_of_all_languages() -> None:
    assert FILE.parent == ROOT / "book"

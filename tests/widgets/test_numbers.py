"""A question has one name: on its page, in the class view, on what is handed in, and on paper."""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.widgets.conftest import OpenWidget
from tools.prose import cells_of, pages
from whosays import Case, made_up_class, read_case
from whosays.views.classroom import asked, made_up_files
from whosays.views.lessons import heading_of, question_places
from whosays.widgets import quiz
from whosays.widgets.classroom import classroom
from whosays.widgets.quiz import Quiz
from whosays.widgets.results import results

PUT = """(file) => {
  for (const [id, record] of Object.entries(file.records))
    localStorage.setItem(`whosays:answer:${id}`, JSON.stringify(record));
  for (const [id, form] of Object.entries(file.forms))
    localStorage.setItem(`whosays:form:${id}`, JSON.stringify(form));
}"""

Called = tuple[str, str]
"""The set of a question and its number in it, empty where a page shows none."""


def quizzes_of(page: Path) -> list[Quiz]:
    """The quizzes of a page; nothing else on it is run."""
    names: dict[str, Any] = {"quiz": quiz, "read_case": _read}
    found = []
    cells = ["".join(cell["source"]) for cell in cells_of(page) if cell["cell_type"] == "code"]
    code = "\n".join(cells)
    for node in ast.parse(code).body if "quiz(" in code else ():
        source = ast.unparse(node)
        if re.match(r"case = read_case\(|title = case\.caption\('without-war", source):
            exec(source, names)  # noqa: S102 (our own book)
        elif source.startswith("quiz("):
            found.append(eval(source, names))  # noqa: S307 (our own book)
    return found


_read = cache(read_case)


@pytest.fixture(scope="module")
def on_pages() -> dict[str, dict[str, Called]]:
    """What every page calls the questions that it asks, by the page's name and their ids."""
    found: dict[str, dict[str, Called]] = {}
    for page in pages():
        if page.suffix == ".ipynb" and (shown := quizzes_of(page)):
            heading = heading_of(page)
            found[page.stem] = {
                item["id"]: (
                    "" if each.title == heading else each.title,
                    str(number) if len(each.items) > 1 else "",
                )
                for each in shown
                for number, item in enumerate(each.items, 1)
            }
    return found


@pytest.fixture(scope="module")
def homes(on_pages: dict[str, dict[str, Called]]) -> dict[str, Called]:
    """What a question is called where it is at home: not on the page that borrows all it asks."""
    return {
        name: called
        for page, here in on_pages.items()
        if page != "without-war"
        for name, called in here.items()
    }


def test_every_page_is_known_with_what_it_calls_its_questions(
    cases: list[Case], on_pages: dict[str, dict[str, Called]]
) -> None:
    assert len(on_pages) > 25
    told: dict[str, dict[str, Called]] = defaultdict(dict)
    for place in (place for case in cases for place in question_places(case)):
        number = str(place["number"]) if place["of"] > 1 else ""
        told[place["page"]][place["question"]] = (place["set"], number)
    assert dict(told) == on_pages


def test_tables_of_a_class_have_the_numbers_of_the_pages(
    kursk: Case, homes: dict[str, Called]
) -> None:
    for row in made_up_class(kursk, 2).items.to_dict("records"):
        name, number = homes[row["question"]]
        assert (row["set"], str(row["number"])) == (name, number or "1")


@pytest.fixture(scope="module")
def pupil(kursk: Case, asem: Case) -> str:
    """The file of a pupil who has answered all questions of the book."""
    both = [kursk, asem]
    ((_, text),) = made_up_files(both, 1, banks=[bank.id for bank in asked(both)])
    return text.decode()


def test_the_class_view_calls_questions_what_their_pages_call_them(
    open_widget: OpenWidget, kursk: Case, asem: Case, pupil: str, homes: dict[str, Called]
) -> None:
    shown = classroom(kursk, asem)
    page = open_widget(shown, name="numbers")
    file = {"name": "A1.json", "mimeType": "application/json", "buffer": pupil.encode()}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.locator(".ws-question").first).to_be_visible()
    lessons = {each["question"]: each["lesson"] for each in shown.asked if not each["borrowed"]}
    wanted = [(lessons[name], *homes[name]) for name in shown.chances]
    assert sorted(rows_of(page)) == sorted(wanted)


def rows_of(page: Page) -> list[tuple[str, str, str]]:
    """Lesson, set and number of each question of the class view."""
    found = page.evaluate("""() => [...document.querySelectorAll(".ws-question")].map((each) => [
      each.parentNode.firstElementChild.textContent,
      each.querySelector(".ws-asked small")?.textContent ?? "",
      each.querySelector(".ws-number").textContent].map((text) => text.trim()))""")
    return [tuple(each) for each in found]


def test_what_is_handed_in_calls_questions_what_their_pages_call_them(
    open_widget: OpenWidget, kursk: Case, asem: Case, pupil: str, homes: dict[str, Called]
) -> None:
    page = open_widget(results(kursk, asem), name="handed-in")
    page.evaluate(PUT, json.loads(pupil))
    page.reload()
    found = page.evaluate("""() => [...document.querySelectorAll(".ws-given")].map((each) => {
      const before = [...each.parentNode.querySelectorAll("em")].findLast((set) =>
        set.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
      return [before?.textContent ?? "", each.querySelector("strong")?.textContent ?? ""];
    }).map((each) => each.map((text) => text.trim()))""")
    assert sorted(map(tuple, found)) == sorted(homes.values())

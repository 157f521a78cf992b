"""A lesson in every state that its reader can bring it into, through axe-core with `target-size`.

test_site.py looks at every page as it is when it is opened, in light and dark, wide and narrow.
Every state of each widget is in the gallery. Here pages are brought into their states on a phone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Open
from tests.conftest import KURSK, case_in
from tests.pages import add_style, axe_problems
from whosays.widgets import quiz

pytestmark = pytest.mark.deep

PHONE = {"width": 390, "height": 844}
AT = "2026-11-20T10:00:00.000Z"
CASE = case_in(KURSK)
FIRST, LESSON, FORM, RESULTS = (
    f"book/en/{name}.html" for name in ("index", "claims", "after", "results")
)


# --- what a browser keeps -----------------------------------------------------------------------


ANSWERED = frozenset({"single", "multiple", "classify", "mark", "order"})
"""Types of questions to which an answer is made here."""


def right(item: dict[str, Any]) -> Any:
    """The choice that is right, as it is kept."""
    match item["type"]:
        case "single":
            return next(each["id"] for each in item["options"] if each["correct"])
        case "multiple":
            return [each["id"] for each in item["options"] if each["correct"]]
        case "classify":
            return {each["id"]: each["category"] for each in item["statements"]}
        case "mark":
            return sorted({n for target in item["targets"] for n in target["positions"]})
        case "order":
            return item["right"]
        case other:
            raise ValueError(f"no answer is made here for a question of the type {other}")


def attempt(item: dict[str, Any]) -> dict[str, Any]:
    return {"at": AT, "choice": right(item), "points": 1, "confidence": 75}


def keeping(records: dict[str, Any]) -> str:
    """A script that keeps these records before a page starts."""
    texts = {name: json.dumps(record) for name, record in records.items()}
    return f"Object.assign(localStorage, {json.dumps(texts)})"


def questions_of(site: Path, page: str) -> list[dict[str, Any]]:
    """The questions of a page of the built site, as plain data."""
    text = (site / "_static/whosays/items.js").read_text("utf-8")
    names = json.loads(text.partition("items = ")[2].rstrip(";\n"))[page.removesuffix(".html")]
    every = {item["id"]: item for bank in CASE.quizzes for item in quiz(CASE, bank).items}
    return [every[name] for name in names]


def nothing(_site: Path) -> dict[str, Any]:
    return {}


def answers(site: Path) -> dict[str, Any]:
    """All questions of the first page, answered."""
    return {
        f"whosays:answer:{item['id']}": {"v": 1, "attempts": [attempt(item)]}
        for item in questions_of(site, FIRST)
    }


def handed_in(_site: Path) -> dict[str, Any]:
    items = quiz(CASE, "after", form=True).items
    given = {item["id"]: attempt(item) for item in items}
    return {"whosays:form:after": {"v": 1, "at": AT, "answers": given}}


def answers_and_form(site: Path) -> dict[str, Any]:
    return answers(site) | handed_in(site)


# --- the states ---------------------------------------------------------------------------------


def checked(*, correct: bool) -> Callable[[Page | Frame], None]:
    """The first question of a page, answered by a tap on an option and on *Check*."""

    def act(page: Page | Frame) -> None:
        (item,) = quiz(CASE, "welcome", only="welcome-two-numbers").items
        card = page.locator(f"[data-item='{item['id']}']")
        chosen = next(each for each in item["options"] if each["correct"] == correct)
        card.locator("label", has_text=chosen["text"]).click()
        card.get_by_role("button", name="Check").click()
        expect(card).to_have_attribute("data-state", "right" if correct else "wrong")

    return act


def everything_answered(page: Page) -> None:
    assert page.locator(".ws-result:visible").count() > 0
    expect(page.locator(".site-bar-done")).to_have_text(re.compile(r"^(\d+) of \1\b"))


def form_handed_in(page: Page) -> None:
    expect(page.locator(".ws-quiz:not(.ws-on-paper) .ws-result")).to_be_visible()
    expect(page.get_by_role("button", name="Hand in")).to_have_count(0)


def bar_over_the_text(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(page.locator(".site-bar-page")).to_be_in_viewport()


def sidebar_open(page: Page) -> None:
    page.locator(".site-bar [data-ws-nav]").click()
    expect(page.locator("#site-navigation")).to_be_visible()


def python_shown(page: Page) -> None:
    page.get_by_role("checkbox", name="I want to run this").press("Space")
    expect(page.locator("section.site-run .cell").first).to_be_visible()


def key_unfolded(page: Page) -> None:
    expect(page.locator("details.ws-key").first).to_have_attribute("open", "")


def results_with_answers(page: Page) -> None:
    expect(page.locator(".ws-results table:visible").first).to_be_visible()


def results_empty(page: Page) -> None:
    expect(page.locator(".ws-results")).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Path], dict[str, Any]], Callable[[Page], None]]] = {
    "wrong": (FIRST, nothing, checked(correct=False)),
    "right": (FIRST, nothing, checked(correct=True)),
    "all answered": (FIRST, answers, everything_answered),
    "form handed in": (FORM, handed_in, form_handed_in),
    "bar over the text": (LESSON, nothing, bar_over_the_text),
    "sidebar open": (LESSON, answers, sidebar_open),
    "Python switched on": (LESSON, nothing, python_shown),
    "key unfolded": (f"{LESSON}?key", nothing, key_unfolded),
    "results with answers": (RESULTS, answers_and_form, results_with_answers),
    "results empty": (RESULTS, nothing, results_empty),
}


@pytest.mark.in_turn(state=list(STATES), scheme=["light", "dark"])
def test_axe_finds_nothing_in_a_state(
    site_dir: Path, open_page: Open, state: str, scheme: str
) -> None:
    path, kept, reach = STATES[state]
    init = keeping(kept(site_dir))
    visit = open_page(site_dir, path, viewport=PHONE, color_scheme=scheme, init=init)
    reach(visit.page)
    # Behind the open contents all is inert: axe sees neither the main part nor the title.
    behind = ("landmark-one-main", "page-has-heading-one") if state == "sidebar open" else ()
    assert [each for each in axe_problems(visit.page) if not each.startswith(behind)] == []
    assert visit.problems == []


def test_a_state_with_a_small_target_is_found(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, FIRST, viewport=PHONE).page
    checked(correct=False)(page)
    add_style(
        page,
        ".ws-widget .ws-dots { gap: 0 } .ws-widget .ws-dot {"
        " min-width: 0; width: 10px; height: 10px; padding: 0; font-size: 5px }",
    )
    assert any(problem.startswith("target-size") for problem in axe_problems(page))

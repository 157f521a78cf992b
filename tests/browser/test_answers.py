"""What readers' answers go through: deleted elsewhere, framed, translated, pressed often."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.conftest import Open, Visit, wait_for_widgets
from tests.browser.test_states import CASE, attempt, keeping
from tests.pages import TRANSLATE, settle
from whosays.widgets import quiz

pytestmark = pytest.mark.deep

FIRST = "book/en/index.html"
RESULTS = "book/en/results.html"
QUESTION = "welcome-two-numbers"


def stored(page: Page) -> dict[str, Any]:
    """What the browser keeps, by key; the seed of the options' order aside."""
    text: str = page.evaluate("JSON.stringify({ ...localStorage })")
    return {key: value for key, value in json.loads(text).items() if key != "whosays:seed"}


def delete_all(visit: Visit) -> None:
    """Deletes everything in *My results*, in a tab of its own."""
    tab = visit.page.context.new_page()
    tab.goto(visit.base + RESULTS)
    wait_for_widgets(tab)
    tab.get_by_role("button", name="Delete all").click()
    tab.get_by_role("button", name="Delete", exact=True).click()
    expect(tab.locator(".ws-told")).to_have_text("Everything is deleted.")
    assert tab.evaluate("localStorage.length") == 0
    tab.close()


def options(where: Page | FrameLocator, name: str = QUESTION) -> Locator:
    return where.locator(f"[data-item='{name}'] .ws-choice:not(.ws-pill)")


def answer(where: Page | FrameLocator, option: int = 0, name: str = QUESTION) -> Locator:
    """Answers a single choice with one of its options; gives its card."""
    card = where.locator(f"[data-item='{name}']")
    options(where, name).nth(option).click()
    card.get_by_role("button", name="Check").click()
    return card


# --- What is deleted stays deleted ---------------------------------------------------------------


def first_question(page: Page) -> None:
    expect(answer(page)).not_to_have_attribute("data-state", "open")


def the_same_question(page: Page) -> None:
    expect(page.locator(f"[data-item='{QUESTION}']")).to_have_attribute("data-state", "open")
    answer(page, 1)


def first_of_a_form(page: Page) -> None:
    page.locator(".ws-quiz:not(.ws-on-paper) .ws-choice:not(.ws-pill)").first.click()


def third_of_a_form(page: Page) -> None:
    expect(page.locator(".ws-bar .ws-dot[data-state=seen]")).to_have_count(0)
    page.locator(".ws-bar .ws-dot").nth(2).click()
    first_of_a_form(page)


def first_mark(page: Page) -> None:
    page.locator(".ws-task select:visible").first.select_option(index=1)


def mark_of_another_sentence(page: Page) -> None:
    expect(page.locator(".ws-task select:visible").first).to_have_value("")
    page.locator(".ws-task:visible").nth(1).locator("select").first.select_option(index=1)


def first_voice(page: Page) -> None:
    page.locator(".ws-dispute input[type=checkbox]").first.check()


def second_voice(page: Page) -> None:
    expect(page.locator(".ws-dispute input[type=checkbox]").first).not_to_be_checked()
    page.locator(".ws-dispute input[type=checkbox]").nth(1).check()


GOING_ON = {
    "question": (FIRST, first_question, the_same_question),
    "form": ("book/en/before.html", first_of_a_form, third_of_a_form),
    "marks": ("book/en/six-sentences.html", first_mark, mark_of_another_sentence),
    "board": ("book/en/practice-disputes.html", first_voice, second_voice),
}


def count_of(kept: dict[str, Any]) -> int:
    """How many answers, marks and choices are kept."""
    count = 0
    for text in kept.values():
        record = json.loads(text)
        count += len(record.get("attempts", record.get("answers", record.get("chosen", [0]))))
    return count


@pytest.mark.in_turn(kind=list(GOING_ON), transport=["http", "file"])
def test_what_is_deleted_in_another_tab_does_not_come_back(
    site_dir: Path, open_page: Open, kind: str, transport: str
) -> None:
    path, before, after = GOING_ON[kind]
    visit = open_page(site_dir, path, transport)
    before(visit.page)
    assert count_of(stored(visit.page)) == 1
    delete_all(visit)
    visit.page.bring_to_front()
    after(visit.page)
    assert count_of(stored(visit.page)) == 1
    assert visit.problems == []


@pytest.mark.parametrize("kind", GOING_ON)
def test_what_was_deleted_is_not_there_when_a_page_comes_back_as_it_was_left(
    site_dir: Path, open_page: Open, kind: str
) -> None:
    path, before, after = GOING_ON[kind]
    page = open_page(site_dir, path).page
    before(page)
    # A page that waits in the browser's memory hears nothing of what others delete.
    page.evaluate("localStorage.clear()")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    after(page)
    assert count_of(stored(page)) == 1


def test_deleting_leaves_no_trace_and_leaving_a_page_makes_none(
    site_dir: Path, open_page: Open
) -> None:
    visit = open_page(site_dir, "book/en/article.html", init=keeping({}))
    page = visit.page
    page.locator("[data-ws-mode]").first.click()
    page.goto(visit.base + FIRST)
    wait_for_widgets(page)
    answer(page)
    page.goto(visit.base + "book/en/claims.html")
    page.goto(visit.base + "book/en/article.html")
    wait_for_widgets(page)
    names = {"whosays:mode", "whosays:seed", "whosays:last", f"whosays:answer:{QUESTION}"}
    assert set(page.evaluate("Object.keys(localStorage)")) == names
    delete_all(visit)
    expect(page.locator(".site-done")).to_have_count(0)
    page.goto(visit.base + FIRST)
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator("[data-ws-return]")).to_be_hidden()


def test_two_tabs_lose_no_answer(site_dir: Path, open_page: Open) -> None:
    """Neither to one question, nor to two of a form, which are kept together."""
    for path, first, second, count in (
        (FIRST, first_question, first_question, 2),
        ("book/en/before.html", first_of_a_form, third_of_a_form, 2),
    ):
        visit = open_page(site_dir, path)
        other = visit.page.context.new_page()
        other.goto(visit.base + path)
        wait_for_widgets(other)
        first(visit.page)
        if path == FIRST:
            second(other)
        else:
            other.locator(".ws-bar .ws-dot").nth(2).click()
            first_of_a_form(other)
        assert count_of(stored(visit.page)) == count


# --- Frames that forbid things -------------------------------------------------------------------


@pytest.mark.parametrize("allowed", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_questions_can_be_answered_in_a_frame_without_forms(
    site_dir: Path, open_page: Open, allowed: str
) -> None:
    page = open_page(site_dir, FIRST).page
    base = page.url.removesuffix(FIRST)
    page.route(
        f"{base}frame.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<!doctype html><iframe sandbox="{allowed}" src="{FIRST}" width=800 height=800>',
        ),
    )
    page.goto(f"{base}frame.html")
    frame = page.frame_locator("iframe")
    # It starts when it comes near, and a frame of another origin is not told what is near it.
    frame.locator(f"#q-{QUESTION}").scroll_into_view_if_needed(timeout=20_000)
    expect(frame.locator(f"[data-item='{QUESTION}']")).to_be_visible(timeout=20_000)
    # Enter on an option, as in any form.
    options(frame).first.locator("input").check()
    options(frame).first.locator("input").press("Enter")
    expect(frame.locator(f"[data-item='{QUESTION}']")).not_to_have_attribute("data-state", "open")


# --- Odd things in the storage -------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_unknown_colour_mode_is_none(site_dir: Path, open_page: Open, scheme: str) -> None:
    init = "localStorage.setItem('whosays:mode', 'purple')"
    page = open_page(site_dir, FIRST, color_scheme=scheme, init=init).page
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert page.evaluate("document.documentElement.dataset.mode") == "auto"
    expect(page.locator("[data-ws-mode-name]").first).not_to_be_empty()


# A clock on which no press comes too soon after the last one.
AT_LEISURE = """const now = performance.now.bind(performance);
performance.now = () => 1000 * now();"""


# --- Pages that a translator rewrites ------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [FIRST, "book/en/article.html", "book/en/practice-words.html", "book/en/disputes.html"]
)
def test_a_translated_page_can_be_answered(site_dir: Path, open_page: Open, path: str) -> None:
    visit = open_page(site_dir, path, init=TRANSLATE + AT_LEISURE)
    page = visit.page
    # In every set: what can be chosen is chosen, and the main button leads on to the result.
    for place in page.locator(".whosays-quiz").all():
        alone = place.locator(".ws-bar").count() == 0
        goal = place.locator("[data-item]:not([data-state=open])" if alone else ".ws-result")
        for _ in range(60):
            if goal.count() > 0:
                break
            press_what_there_is(place.locator("[data-item]:visible"))
        expect(goal).to_be_visible()
    settle(page)
    assert visit.problems == []


def press_what_there_is(card: Locator) -> None:
    """Answers what is open of a question, and presses its main button."""
    card.evaluate(
        """(card) => {
          const seen = (each) => each.checkVisibility() && !each.disabled;
          const main = card.querySelector("button[type=submit]");
          for (const group of card.querySelectorAll(".ws-answer")) {
            const box = [...group.querySelectorAll("input:not([type=text])")].find(seen);
            if (box && !box.checked) box.click();
            const line = [...group.querySelectorAll("input[type=text], textarea")].find(seen);
            if (line) line.value = "12";
            const word = group.querySelector(".ws-word");
            if (word && word.getAttribute("aria-pressed") === "false" && seen(word)) word.click();
          }
          main.click();
        }"""
    )


# --- Hands and clocks ----------------------------------------------------------------------------


def test_fifty_quick_presses_are_one_attempt(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, FIRST).page
    options(page).first.click()
    # Slower than the pause that a wish to go on needs, all in all, and each of them quicker.
    page.locator(f"[data-item='{QUESTION}'] button[type=submit]").evaluate(
        """async (button) => {
          for (let n = 0; n < 50; n++) {
            button.click();
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        }"""
    )
    assert count_of(stored(page)) == 1
    expect(page.locator(f"[data-item='{QUESTION}']")).not_to_have_attribute("data-state", "open")


def test_a_clock_that_is_set_back_holds_nobody_up(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/claims.html").page
    card = page.locator(".ws-quiz:has(.ws-bar) [data-item]:visible").first
    name = str(card.get_attribute("data-item"))
    question = page.locator(f"[data-item='{name}']")
    while question.get_attribute("data-state") == "open":
        press_what_there_is(question)
    page.wait_for_timeout(450)  # a wish to go on
    page.evaluate("Date.now = () => new Date(2020, 0).getTime()")
    question.locator("button[type=submit]").click()
    expect(question).to_have_count(0)


# --- Answers of an earlier edition ---------------------------------------------------------------


def test_an_answer_that_fits_no_more_is_kept_and_the_question_says_so(
    site_dir: Path, open_page: Open
) -> None:
    (item,) = quiz(CASE, "welcome", only=QUESTION).items
    old = {"v": 1, "attempts": [{**attempt(item), "choice": "an-option-that-is-gone"}]}
    key = f"whosays:answer:{QUESTION}"
    visit = open_page(site_dir, FIRST)
    visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(old)])
    visit.page.reload()
    wait_for_widgets(visit.page)
    card = visit.page.locator(f"[data-item='{QUESTION}']")
    expect(card).to_contain_text("This question has changed since you answered it.")
    answer(visit.page)
    expect(card.get_by_text("This question has changed")).to_be_hidden()
    kept = json.loads(stored(visit.page)[key])["attempts"]
    assert (len(kept), kept[0]) == (2, old["attempts"][0])
    assert visit.problems == []

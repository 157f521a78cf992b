"""Printed pages: what follows a guess is overleaf, and answers are printed with the key alone.

Pages are printed by Chromium into a PDF, and read there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.pages import Sheet, add_style, laid_out, sheets
from tools.discoveries import place_of, plain, read, stretches, without_tags
from whosays import Case
from whosays.words.said import inline

pytestmark = pytest.mark.deep

TOLD = read()
ASKING = {
    page: [step for step in steps if step.asks and step.by]
    for page, steps in TOLD.pages.items()
    if any(step.asks and step.by for step in steps)
}
"""Guesses of a page that are questions or boards."""


def printed(open_page: Open, site: Path, page: str, **options: object) -> list[str]:
    """The sheets of a page as plain text."""
    return [plain(sheet) for sheet in sheets(open_page(site, f"book/en/{page}", **options).page)]


def number_of(words: str, on_sheets: list[str]) -> int:
    """The first sheet that has these words, spaces and line breaks aside."""

    def closed_up(text: str) -> str:
        return "".join(text.split())

    found = [n for n, sheet in enumerate(on_sheets) if closed_up(words) in closed_up(sheet)]
    assert found, f"no sheet has “{words}”"
    return found[0]


def prompts_of(cases: list[Case]) -> dict[str, Mapping[str, str]]:
    """What each question and board asks, by the name a step of a lesson has for it."""
    banks = [bank for case in cases for bank in case.quizzes.values()]
    boards = [board for case in cases for board in case.disputes.questions]
    return {item.id: item.prompt for bank in banks for item in bank.items} | {
        f"board-{board.id}": board.text for board in boards
    }


@pytest.mark.parametrize("page", ASKING)
def test_no_sheet_up_to_a_guess_tells_its_answer(
    site_dir: Path, open_page: Open, cases: list[Case], page: str
) -> None:
    on_sheets = printed(open_page, site_dir, f"{page}.html")
    prompts = prompts_of(cases)
    for step in ASKING[page]:
        prompt = without_tags(str(inline(prompts[step.by]["en"])))
        asked_on = number_of(prompt, on_sheets)
        for sheet in on_sheets[: asked_on + 1]:
            assert TOLD.discoveries[step.asks].told_in(sheet) == ""


def test_what_follows_a_guess_begins_a_sheet(site_dir: Path, open_page: Open) -> None:
    on_sheets = printed(open_page, site_dir, "claims.html")
    page = stretches("claims")
    guess = next(step for step in TOLD.pages["claims"] if step.by == "claims-how-many")
    following = next(
        s.heading for s in page[place_of(guess, page) :] if s.heading != page[0].heading
    )
    asked_on = number_of("How many claims does the rest", on_sheets)
    assert on_sheets[asked_on + 1].startswith(following)


def test_without_the_turn_of_the_page_the_answer_would_be_found(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, "book/en/claims.html").page
    add_style(page, ".ws-overleaf { break-after: auto !important }")
    on_sheets = [plain(sheet) for sheet in sheets(page)]
    up_to_the_guess = on_sheets[: number_of("How many claims does the rest", on_sheets) + 1]
    (guess,) = ASKING["claims"]
    assert TOLD.discoveries[guess.asks].told_in(" ".join(up_to_the_guess))


@pytest.mark.parametrize("javascript", ["with JavaScript", "without"])
def test_answers_are_not_printed_unless_the_key_is_asked_for(
    site_dir: Path, open_page: Open, kursk: Case, javascript: str
) -> None:
    script = javascript == "with JavaScript"
    (item,) = [each for each in kursk.quizzes["claims"].items if each.id == "claims-how-many"]
    answer = plain(kursk.said(item.feedback.close))[:30]  # type: ignore[attr-defined]
    without = printed(open_page, site_dir, "claims.html", java_script_enabled=script)
    assert answer not in " ".join(without)
    if script:
        assert answer in " ".join(printed(open_page, site_dir, "claims.html?key"))


def test_a_board_prints_its_relations_with_the_key_alone(
    site_dir: Path, open_page: Open, kursk: Case
) -> None:
    page = next(page for page in ("denials", "disputes") if _has_a_board(site_dir, page))
    told = "All relations, with reasons"
    assert told not in " ".join(printed(open_page, site_dir, f"{page}.html"))
    with_key = " ".join(printed(open_page, site_dir, f"{page}.html?key"))
    assert told in with_key
    reasons = [plain(kursk.said(each.rationale))[:40] for each in kursk.annotation.relations]
    assert any(reason in with_key for reason in reasons)


def _has_a_board(site: Path, page: str) -> bool:
    return "ws-board" in (site / f"book/en/{page}.html").read_text("utf-8")


def test_what_is_sorted_has_lines_and_what_is_ordered_boxes(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, "book/en/claims.html").page
    page.emulate_media(media="print")
    lined = page.locator(".ws-fill-in:visible:has(.ws-letter)").first
    expect(lined.locator(".ws-letter").first).to_be_visible()
    assert "Choose from" in page.inner_text("main")
    text = page.inner_text("main")
    assert "tapping" not in text


def test_what_only_a_screen_can_follow_is_not_printed(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/index.html").page
    order = page.get_by_text("then wipe away who says so")
    expect(order).to_be_visible()
    page.emulate_media(media="print")
    expect(order).to_be_hidden()


@pytest.mark.parametrize("page_name", ["sources", "chains"])
def test_a_heading_and_the_first_question_are_on_one_sheet(
    site_dir: Path, open_page: Open, page_name: str
) -> None:
    visit = open_page(site_dir, f"book/en/{page_name}.html")
    starts = visit.page.evaluate(
        """() => [...document.querySelectorAll("article section:not(.site-run) > h2")].map((h2) => {
             const cell = h2.parentElement.querySelector(":scope > p + div.cell .ws-sheet");
             const prompt = cell?.querySelector(".ws-prompt")?.textContent;
             return [h2.firstChild.textContent, prompt];
           }).filter(([, prompt]) => prompt)"""
    )
    on_sheets = [plain(sheet) for sheet in sheets(visit.page)]
    assert starts
    for heading, prompt in starts:
        assert heading in on_sheets[number_of(plain(prompt), on_sheets)]


def test_no_question_is_split_between_sheets(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/chains.html").page
    on_sheets = [plain(sheet) for sheet in sheets(page)]
    asked_on = number_of("Does the summary give the claim to the right source?", on_sheets)
    assert asked_on == number_of("The chairlift is safe, says its manufacturer.", on_sheets)
    assert "Question 2" in on_sheets[asked_on]


def test_six_sentences_have_lines_to_write_on(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/six-sentences.html").page
    page.emulate_media(media="print")
    expect(page.locator(".ws-annotator select:visible")).to_have_count(0)
    tasks = page.locator(".ws-annotator .ws-task:visible")
    assert tasks.count() >= 6
    for task in tasks.all():
        expect(task.locator(".ws-blank:visible")).to_have_count(2)  # who says it, and the form
        assert all(
            blank.bounding_box()["width"] > 100  # type: ignore[index]
            for blank in task.locator(".ws-blank:visible").all()
        )


def on_paper(open_page: Open, site: Path, page_path: str, printed: str) -> list[Sheet]:
    """The sheets of a page that is printed in a state (``PRINTED``)."""
    script = printed != "without JavaScript"
    query = "?key" if printed == "with the key" else ""
    page = open_page(site, page_path + query, java_script_enabled=script).page
    if printed == "after an answer":
        choice = page.locator(".ws-quiz input:is([type=radio], [type=checkbox])").first
        if choice.count():
            choice.check(force=True)
            page.locator(".ws-quiz .ws-button:visible").first.click()
    return laid_out(page)


def test_a_page_is_printed_whole_at_full_size_and_on_no_sheet_more(
    site_dir: Path, open_page: Open, page_path: str, printed: str
) -> None:
    for number, sheet in enumerate(on_paper(open_page, site_dir, page_path, printed), start=1):
        assert sheet.text, f"sheet {number} is empty"
        assert sheet.is_whole, f"text beyond the edge of sheet {number}"
        assert sheet.is_full_size, f"sheet {number} was shrunk"


def answer(page: Page) -> None:
    """Choose and check an option of a question, or mark each sentence that there is to mark."""
    menus = page.locator(".ws-annotator select:visible")
    for menu in menus.all():
        menu.select_option(index=1)
    if menus.count() == 0:
        page.locator(".ws-quiz .ws-choice:not(.ws-pill):visible").first.click()
        page.locator(".ws-quiz .ws-button:visible", has_text="Check").first.click()


@pytest.mark.parametrize("page_name", ["denials", "six-sentences"])
def test_a_page_that_was_answered_is_printed_as_blank_as_before(
    site_dir: Path, open_page: Open, page_name: str
) -> None:
    page = open_page(site_dir, f"book/en/{page_name}.html").page
    blank = sheets(page)
    answer(page)
    page.wait_for_function("Object.keys(localStorage).length > 0")
    assert sheets(page) == blank
    page.reload()
    assert sheets(page) == blank


def test_what_is_wider_than_a_sheet_would_be_found(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/claims.html").page
    add_style(page, ".bd-article h1 { inline-size: 60rem }")
    assert not laid_out(page)[0].is_full_size

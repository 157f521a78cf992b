"""The dispute board in a browser: choosing two voices, guessing, seeing why, hostile text."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.samples import HOSTILE
from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case
from whosays.widgets import dispute_board
from whosays.widgets.dispute import DisputeBoard

from .test_quiz_widget import FULL, REFUSED, stored

KEY = "whosays:board:kursk-2024:how-many"
KILOBYTE = 1024


@pytest.fixture
def widget(kursk: Case) -> DisputeBoard:
    return dispute_board(kursk)


@pytest.fixture
def page(open_widget: OpenWidget, widget: DisputeBoard) -> Page:
    return open_widget(widget, name="board")


def question(page: Page, name: str = "how-many") -> Locator:
    return page.locator(f'[data-question="{name}"]')


def choose(page: Page, *cells: str, name: str = "how-many") -> None:
    for cell in cells:
        question(page, name).locator(f'input[value="{cell}"]').check()


def show(page: Page, name: str = "how-many") -> Locator:
    question(page, name).get_by_role("button", name="Show the relation").click()
    return question(page, name).locator('.ws-found[role="status"]')


def pair(page: Page) -> Locator:
    return question(page).locator('.ws-pair[role="status"]')


# --- choosing and seeing ---


def test_a_lesson_can_begin_with_two_voices(open_widget: OpenWidget, kursk: Case) -> None:
    made = dispute_board(kursk, "how-many", first=("usa", "hur"))
    page = open_widget(made, name="begun")
    for cell in ("hur", "usa"):
        expect(question(page).locator(f'input[value="{cell}"]')).to_be_checked()
    expect(question(page).get_by_role("button", name="Show the relation")).to_be_enabled()
    assert stored(page) == {}


def test_two_voices_to_begin_with_are_two_of_the_question(kursk: Case) -> None:
    with pytest.raises(KeyError, match="no voice 'huur'; there are: hur, "):
        dispute_board(kursk, "how-many", first=("huur", "usa"))
    for board_id, first in ((None, ("hur", "usa")), ("how-many", ("hur", "hur"))):
        with pytest.raises(ValueError, match="two voices of the one question"):
            dispute_board(kursk, board_id, first=first)


def test_each_cell_says_what_how_much_and_when(page: Page) -> None:
    hur = question(page).locator('[data-cell="hur"]')
    expect(hur.locator(".ws-proposition")).to_have_text(
        "About 12,000 North Korean soldiers are currently in Russia."
    )
    expect(hur.locator('q[lang="de"]').first).to_contain_text("geht davon aus, dass derzeit")
    expect(hur.locator("dl")).to_contain_text("about 12,000 soldiers")
    expect(hur.locator("dl")).to_contain_text("soldiers there at the time, Russia")
    kirby = question(page).locator('[data-cell="kirby"]')
    expect(kirby.locator("dl")).to_contain_text("23 October 2024")
    expect(kirby.get_by_role("link")).to_have_text("Outside the article: The Statesman")
    expect(question(page).locator('[data-cell="putin"]')).to_contain_text("No answer.")


def test_two_voices_show_their_relations_with_reasons(page: Page) -> None:
    expect(pair(page)).to_have_text("Choose two voices above.")
    choose(page, "usa")
    expect(pair(page)).to_contain_text("Choose one more.")
    choose(page, "hur")
    expect(pair(page)).to_have_text(
        '"The USA" (which office is not said) \u2013 and \u2013 '
        "HUR, Ukraine's military intelligence"
    )
    found = show(page)
    expect(found.locator(".ws-relation")).to_have_count(2)
    expect(found).to_contain_text(
        "Set against each other. The author sets one figure against the other"
    )
    expect(found.locator(".ws-by").first).to_have_text(
        "The author of the article makes this relation (by contrast, hingegen)."
    )
    expect(found.locator('q[lang="de"]')).to_have_text("hingegen")
    expect(found).to_contain_text("Different quantity or matter.")
    expect(found).to_contain_text(
        "This is how the language model that annotated the article reads it."
    )
    expect(found).not_to_contain_text("guess")


@pytest.mark.parametrize(
    ("cells", "guess", "words"),
    [
        (("hur", "usa"), "contradiction", "You guessed: contradiction"),
        (("hur", "usa"), "different_quantity", "As you guessed."),
        (("hur", "kirby"), "bound", "As you guessed."),
        (("hur", "kirby"), "contradiction", "You guessed: contradiction"),
        (("kirby", "putin"), "no_answer", "As you guessed."),
    ],
)
def test_a_guess_is_answered(page: Page, cells: tuple[str, ...], guess: str, words: str) -> None:
    choose(page, *cells)
    question(page).locator("select").select_option(guess)
    expect(show(page)).to_contain_text(words)


def test_a_third_voice_takes_the_place_of_the_first(page: Page) -> None:
    choose(page, "hur", "usa")
    show(page)
    choose(page, "kirby")
    expect(question(page).locator('input[value="hur"]')).not_to_be_checked()
    expect(pair(page)).to_contain_text("(HUR, Ukraine's military intelligence gave way.)")
    expect(question(page).locator(".ws-found")).to_be_empty()


def test_one_voice_alone_has_no_relation(page: Page) -> None:
    choose(page, "hur")
    button = question(page).get_by_role("button", name="Show the relation")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(question(page).locator("select")).to_be_disabled()
    button.focus()
    page.keyboard.press("Enter")
    expect(question(page).locator(".ws-found")).to_be_empty()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    question(page).locator("select").focus()
    page.keyboard.type("different q")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question(page).locator(".ws-found")).to_contain_text("As you guessed")
    expect(question(page).get_by_role("button", name="Show the relation")).to_be_focused()


def test_all_relations_unfold(page: Page) -> None:
    question(page).locator("summary").click()
    expect(question(page).locator("details li")).to_have_count(15)


def test_questions_are_apart(page: Page) -> None:
    choose(page, "hur", "usa")
    choose(page, "kyiv", "usa", name="what-for")
    expect(show(page, "what-for")).to_contain_text("neither confirms nor rules out")
    expect(question(page).locator(".ws-found")).to_be_empty()
    assert page.evaluate("harness.state.choices") == {
        "how-many": {"chosen": ["hur", "usa"], "guess": "", "shown": False},
        "what-for": {"chosen": ["kyiv", "usa"], "guess": "", "shown": True},
    }


# --- what is kept ---


def test_nothing_is_stored_before_the_reader_acts(page: Page) -> None:
    question(page).locator("summary").click()
    assert stored(page) == {}
    assert page.context.cookies() == []


@pytest.mark.parametrize("file", [False, True])
def test_a_reload_restores_choice_guess_and_relation(
    open_widget: OpenWidget, widget: DisputeBoard, *, file: bool
) -> None:
    page = open_widget(widget, name=f"board-{file}", file=file)
    choose(page, "kirby", "hur")
    question(page).locator("select").select_option("bound")
    show(page)
    choose(page, "kyiv", name="what-for")
    page.reload()
    expect(question(page).locator("input:checked")).to_have_count(2)
    expect(question(page).locator("select")).to_have_value("bound")
    expect(question(page).locator(".ws-found")).to_contain_text("As you guessed.")
    expect(question(page, "what-for").locator('input[value="kyiv"]')).to_be_checked()


@pytest.mark.parametrize(("init", "words"), [(REFUSED, "keeps nothing"), (FULL, "is full")])
def test_without_storage_everything_works_and_it_says_so(
    open_widget: OpenWidget, widget: DisputeBoard, init: str, words: str
) -> None:
    page = open_widget(widget, init=init)
    choose(page, "hur", "usa")
    expect(show(page)).to_contain_text("Set against each other.")
    expect(page.locator(".ws-note")).to_contain_text(words)


@pytest.mark.parametrize(
    "value",
    [
        "{broken",
        "null",
        "[]",
        "7",
        '"x"',
        "{}",
        '{"chosen": ["gone"], "guess": "", "shown": true}',
        '{"chosen": ["hur", "hur"], "guess": "", "shown": true}',
        '{"chosen": ["hur", "usa"], "guess": "gone", "shown": true}',
    ],
)
def test_corrupted_storage_is_left_out(page: Page, value: str) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])
    page.reload()
    expect(page.locator(".ws-note")).to_contain_text("could not be read")
    expect(question(page).locator("input:checked")).to_have_count(0)
    choose(page, "hur", "usa")
    expect(show(page)).to_contain_text("Set against each other.")
    assert stored(page)[KEY] == {"chosen": ["hur", "usa"], "guess": "", "shown": True}


def test_what_my_results_deletes_is_gone_at_once(page: Page) -> None:
    choose(page, "hur", "usa")
    page.evaluate(
        """(key) => { localStorage.removeItem(key);
          dispatchEvent(new CustomEvent("whosays:stored", { detail: key })); }""",
        KEY,
    )
    expect(question(page).locator("input:checked")).to_have_count(0)
    assert page.evaluate("harness.state.choices") == {}


def test_a_live_kernel_gives_choices_back(open_widget: OpenWidget, widget: DisputeBoard) -> None:
    widget.choices = {"how-many": {"chosen": ["hur", "kirby"], "guess": "", "shown": True}}
    page = open_widget(widget, name="board-live")
    expect(question(page).locator(".ws-found")).to_contain_text("leaves room for 12,000")
    assert stored(page) == {}


def test_two_of_them_and_taking_one_away(page: Page) -> None:
    page.evaluate("""() => {
      harness.module.default.render({ model: harness.model, el: document.querySelector("main") });
      harness.clean();
    }""")
    expect(page.locator(".ws-board")).to_have_count(1)
    ids = page.eval_on_selector_all("[id]", "(nodes) => nodes.map((node) => node.id)")
    assert len(ids) == len(set(ids))


# --- for everybody ---


@pytest.mark.in_turn(width=[320, 1280], scheme=["light", "dark"])
def test_axe_finds_nothing_and_narrow_screens_lose_nothing(
    open_widget: OpenWidget, widget: DisputeBoard, scheme: str, width: int
) -> None:
    page = open_widget(widget, scheme, name=f"board-{scheme}-{width}", width=width)
    assert axe_problems(page) == []
    choose(page, "hur", "usa")
    question(page).locator("select").select_option("denial")
    show(page)
    choose(page, "kyiv", name="what-for")
    for fold in page.locator("summary").all():
        fold.click()
    assert axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.eval_on_selector_all(
        "button, select, summary, a, label.ws-voice-name",
        """(nodes) => nodes.map((node) => node.getBoundingClientRect())
          .filter((box) => box.height && (box.height < 24 || box.width < 24)).length""",
    )
    assert small == 0
    cells = question(page).locator("[data-cell]")
    boxes = [cells.nth(n).bounding_box() for n in (0, 1)]
    side_by_side = boxes[0] and boxes[1] and boxes[0]["y"] == boxes[1]["y"]
    assert side_by_side == (width == 1280)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_static_page_has_all_and_folds_the_relations(
    open_widget: OpenWidget, widget: DisputeBoard, scheme: str
) -> None:
    page = open_widget(widget, scheme, script=False, width=320)
    assert axe_problems(page) == []
    expect(page.locator(".ws-dispute")).to_have_count(len(widget.questions))
    expect(page.locator(".ws-relation").first).to_be_hidden()
    question_ = page.locator(".ws-dispute").first
    question_.locator("summary").click()
    expect(question_.locator(".ws-relation").first).to_contain_text("Set against each other.")
    expect(question_.locator("details li")).to_have_count(15)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def poisoned(value: Any, words: str) -> Any:
    """The value with every text replaced that a reader sees."""
    kept = {"id", "type", "kind", "by", "lang", "url", "pairs"}
    if isinstance(value, dict):
        return {
            key: {k: poisoned(v, words) for k, v in entry.items()}
            if key == "pairs"
            else entry
            if key in kept
            else poisoned(entry, words)
            for key, entry in value.items()
        }
    if isinstance(value, list):
        return [poisoned(entry, words) for entry in value]
    return words if value else value


@pytest.mark.in_turn(words=HOSTILE, script=[True, False])  # the gallery has both
def test_hostile_text_shows_as_text(
    open_widget: OpenWidget, widget: DisputeBoard, words: str, *, script: bool
) -> None:
    widget.questions = [poisoned(each, words) for each in widget.questions]
    page = open_widget(widget, script=script, width=320)
    if script:
        choose(page, "hur", "usa")
        show(page)
    for fold in page.locator("summary").all():
        fold.click()
    assert page.evaluate("window.broken") is None
    assert page.locator("main script, main img, main b, main i").count() == 0
    assert (page.locator(".ws-proposition").first.text_content() or "")[:20] == words[:20]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_german_interface_has_every_word(open_widget: OpenWidget, kursk: Case) -> None:
    page = open_widget(dispute_board(replace(kursk, lang="de"), "how-many"), name="board-de")
    choose(page, "hur", "usa")
    question(page).get_by_role("button", name="Beziehung zeigen").click()
    expect(question(page).locator(".ws-found")).to_contain_text("Einander gegenübergestellt.")
    assert "undefined" not in (page.locator("main").text_content() or "")


def test_what_is_stored_is_no_more_than_the_choice(page: Page) -> None:
    choose(page, "hur")
    assert json.dumps(stored(page)[KEY]) == '{"chosen": ["hur"], "guess": "", "shown": false}'


def test_it_is_small() -> None:
    folder = files("whosays.widgets")
    own = "".join((folder / f"dispute{e}").read_text(encoding="utf-8") for e in (".js", ".css"))
    assert len(gzip.compress(own.encode())) <= 7 * KILOBYTE

"""The wipe: sources go and come back at a button or under a finger, for everybody."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case
from whosays.widgets import wipe
from whosays.widgets._base import part

from .pages import put, state, status, targets, too_wide

KILOBYTE = 1024
TAKE = "Wipe away who says so"
BACK = "Bring it back"


@pytest.fixture
def pair(open_widget: OpenWidget, kursk: Case) -> Page:
    return open_widget(wipe(kursk, "7.1", "7.3"))


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def test_it_opens_with_its_sources_and_says_nothing_yet(pair: Page) -> None:
    expect(pair.locator(".ws-with")).to_be_visible()
    expect(pair.locator(".ws-without")).to_be_hidden()
    expect(status(pair)).to_be_empty()


def test_a_button_takes_the_sources_away_and_brings_them_back(pair: Page) -> None:
    button(pair, TAKE).click()
    expect(pair.locator(".ws-with")).to_be_hidden()
    expect(pair.locator(".ws-without")).to_contain_text("About 12,000 North Korean soldiers")
    expect(status(pair)).to_have_text(
        "Gone: The Ukrainian intelligence service assumes that"
        " · The USA … had reported that it had findings on."
        " What is left reads like plain fact."
    )
    assert state(pair, "away") is True
    button(pair, BACK).click()
    expect(pair.locator(".ws-with")).to_be_visible()
    expect(pair.locator(".ws-without")).to_be_hidden()
    expect(status(pair)).to_have_text("The marked words are back.")
    assert state(pair, "away") is False


def test_the_keyboard_is_enough_and_keeps_its_place(pair: Page) -> None:
    pair.keyboard.press("Tab")
    expect(button(pair, TAKE)).to_be_focused()
    pair.keyboard.press("Enter")
    expect(button(pair, BACK)).to_be_focused()
    pair.keyboard.press("Space")
    expect(button(pair, TAKE)).to_be_focused()


def test_python_takes_them_away_too(pair: Page) -> None:
    put(pair, "away", value=True)
    expect(pair.locator(".ws-without")).to_be_visible()
    assert pair.evaluate("harness.saved") == 0


def test_nothing_below_moves_by_more_than_a_line(open_widget: OpenWidget, kursk: Case) -> None:
    page = open_widget(wipe(kursk, "7.1", "7.3"), width=390)
    before = button(page, TAKE).bounding_box()
    button(page, TAKE).click()
    after = button(page, BACK).bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 24


FINGER = """([kind, share]) => {
  const text = document.querySelector(".ws-layers");
  const send = (type, clientX) => text.dispatchEvent(
    new PointerEvent(type, { bubbles: true, pointerType: kind, clientX }));
  send("pointerdown", 20);
  send("pointermove", 20 + share * text.offsetWidth);
  send("pointerup", 20 + share * text.offsetWidth);
}"""


@pytest.mark.parametrize(
    ("kind", "share", "away"), [("touch", 0.6, True), ("touch", 0.1, False), ("mouse", 0.6, False)]
)
def test_a_finger_wipes_where_it_goes_far_enough(
    pair: Page, kind: str, share: float, *, away: bool
) -> None:
    pair.evaluate(FINGER, [kind, share])
    assert state(pair, "away") is away
    assert pair.locator(".ws-wiping").count() == 0


def test_in_colours_of_the_system_the_words_stay_and_are_underlined(pair: Page) -> None:
    pair.emulate_media(forced_colors="active")
    look = pair.locator(".ws-with .ws-goes").first.evaluate(
        "each => [getComputedStyle(each).maskImage, getComputedStyle(each).textDecorationLine]"
    )
    assert look == ["none", "underline"]


@pytest.mark.in_turn(away=[False, True], scheme=["light", "dark"])
def test_axe_finds_nothing(
    open_widget: OpenWidget, kursk: Case, scheme: str, *, away: bool
) -> None:
    made = wipe(kursk, "7.1", "7.3")
    made.away = away
    page = open_widget(made, scheme)
    assert axe_problems(page) == []


def test_at_320_pixels_nothing_is_lost_and_the_button_is_large(
    open_widget: OpenWidget, kursk: Case
) -> None:
    page = open_widget(wipe(kursk, "7.1", "7.3"), width=320)
    for name in (TAKE, BACK):
        assert too_wide(page) == []
        assert targets(page) == []
        box = button(page, name).bounding_box()
        assert box
        assert box["height"] >= 44
        button(page, name).click()


@pytest.mark.in_turn(width=[320, 1280], scheme=["light", "dark"])
def test_without_javascript_both_forms_are_there(
    open_widget: OpenWidget, kursk: Case, scheme: str, width: int
) -> None:
    page = open_widget(wipe(kursk, "7.1", "7.3"), scheme, script=False, width=width)
    expect(page.get_by_text("The Ukrainian intelligence service")).to_be_visible()
    expect(page.get_by_text("By contrast, 3,000 soldiers")).to_be_visible()
    assert page.get_by_text("[…]").count() == 2
    assert too_wide(page) == []
    assert axe_problems(page) == []


def test_it_is_small() -> None:
    own = "".join(part("wipe", end) for end in (".js", ".css"))
    assert len(gzip.compress(own.encode())) <= 2.5 * KILOBYTE

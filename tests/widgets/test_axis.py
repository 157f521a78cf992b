"""The axis exercise: its numbers, its steps by keyboard, every state, small screens."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Callable

import pytest
import traitlets
from lxml import html
from playwright.sync_api import Locator, Page, expect

from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case, tables
from whosays.widgets import axis_exercise
from whosays.widgets._base import part
from whosays.widgets.axis import closest_pair

from .pages import put, state, status, targets, too_wide

KILOBYTE = 1024

WITH_A_LIMIT = ("e30", "e18")
"""About 10,900 and at least 11,000: one of the two is a bound."""


@pytest.fixture
def exercise(open_widget: OpenWidget, kursk: Case) -> Page:
    return open_widget(axis_exercise(kursk, pair=WITH_A_LIMIT))


# --- from Python ---


def test_the_pair_counts_the_same_in_the_same_place_and_hardly_differs(kursk: Case) -> None:
    first, second = closest_pair(tables.estimates(kursk))
    assert (first["id"], second["id"]) == ("e30", "e27")
    assert first[["counted", "region"]].equals(second[["counted", "region"]])


def test_ratios_come_from_the_data(kursk: Case) -> None:
    exercise = axis_exercise(kursk)
    assert exercise.start == 10800
    assert exercise.drawn_ratio() == 2
    assert exercise.drawn_ratio(0) == pytest.approx(11000 / 10900)
    exercise.baseline = 0
    assert exercise.drawn_ratio() == exercise.drawn_ratio(0)


def test_another_pair_can_be_named_in_any_order(kursk: Case) -> None:
    exercise = axis_exercise(kursk, pair=("e12", "e09"))
    assert [each["value"] for each in exercise.pair] == [3000, 12000]
    assert exercise.start == 2700
    with pytest.raises(KeyError, match="no estimate e99; there are: e01"):
        axis_exercise(kursk, pair=("e01", "e99"))
    with pytest.raises(ValueError, match="have to differ"):
        axis_exercise(kursk, pair=("e20", "e22"))


def test_impossible_states_are_refused(kursk: Case) -> None:
    exercise = axis_exercise(kursk)
    for name, value in (("baseline", 10900), ("baseline", -1), ("guess", 0)):
        with pytest.raises(traitlets.TraitError):
            setattr(exercise, name, value)


def test_without_two_differing_figures_there_is_no_exercise(kursk: Case) -> None:
    with pytest.raises(ValueError, match="no two different figures"):
        closest_pair(tables.estimates(kursk).head(2))


def test_it_speaks_the_readers_language(kursk: Case) -> None:
    exercise = axis_exercise(dataclasses.replace(kursk, lang="de"), pair=WITH_A_LIMIT)
    assert "Soldaten: Entsandt" in exercise.strings["intro"]
    assert "etwa 10.900 und mindestens 11.000" in exercise.strings["truth"]
    assert "1,01-mal" in exercise.strings["truth"]
    assert exercise.pair[1]["limit"].startswith("„mindestens 11.000“ ist kein Punkt")


def test_exercise_fallback_asks_and_folds_the_answer_away(kursk: Case) -> None:
    page = html.fromstring(axis_exercise(kursk, pair=WITH_A_LIMIT).fallback())
    (fold,) = page.xpath("//details")
    answer = fold.text_content()
    fold.drop_tree()
    assert "How many times as large" in page.text_content()
    assert "at least 11,000" not in page.text_content()
    assert "The second number is 1.01 times the first, 0.9 % more" in answer
    assert "no point but a limit" in answer


# --- before the guess ---


def test_where_the_axis_starts_is_not_told_to_the_eye_before_the_guess(exercise: Page) -> None:
    told = exercise.locator(".ws-cut > p", has_text="The axis starts at 10,800")
    box = told.bounding_box()
    assert box
    assert box["width"] * box["height"] <= 1  # for a screen reader alone
    put(exercise, "guess", 2)
    told = exercise.locator(".ws-cut > p.ws-hint", has_text="10,800")
    expect(told).to_be_visible()
    assert told.bounding_box()["height"] > 10  # type: ignore[index]


def test_on_paper_the_telling_is_overleaf(kursk: Case) -> None:
    (sheet,) = html.fromstring(axis_exercise(kursk).fallback()).xpath("//section[@class]")[:1]
    assert "ws-overleaf" in sheet.get("class", "").split()
    (told,) = sheet.xpath('.//p[contains(., "The axis starts at")]')[:1]
    assert told.get("class") == "ws-hidden"


# --- on a page ---


def answer(page: Page, guess: str) -> None:
    page.get_by_label("How many times as large").fill(guess)
    page.get_by_role("button", name="Check").click()


def test_a_guess_is_held_against_bars_and_figures(exercise: Page) -> None:
    expect(exercise.get_by_text("Repair the chart")).to_be_hidden()
    expect(exercise.locator(".ws-bars")).not_to_contain_text("about 10,900")
    answer(exercise, "2")
    said = status(exercise)
    expect(said).to_contain_text("nearer to the bars: the second is drawn 2 times as long")
    expect(said).to_contain_text("1.01 times the first, 0.9 % more")
    expect(exercise.locator(".ws-bars")).to_contain_text("at least 11,000")
    assert state(exercise, "guess") == 2
    assert exercise.evaluate("document.activeElement.textContent") == "Check"


def test_a_guess_near_the_figures_is_told_so(exercise: Page) -> None:
    answer(exercise, "1.1")
    expect(status(exercise)).to_contain_text("nearer to the figures, although")


def test_without_a_guess_nothing_is_shown(exercise: Page) -> None:
    for guess in ("", "0", "-3"):
        answer(exercise, guess)
        expect(status(exercise)).to_have_text("Type a number above 0 first.")
        expect(exercise.get_by_label("How many times as large")).to_be_focused()
    assert state(exercise, "guess") is None


def test_the_chart_is_repaired_step_by_step(exercise: Page) -> None:
    answer(exercise, "2")
    now = exercise.get_by_role("status").last
    start = exercise.get_by_label("The axis starts at")
    start.fill("9000")
    start.press("Tab")
    expect(now).to_contain_text("The second bar is drawn 1.05 times as long")
    expect(now).to_contain_text("still exaggerate")
    exercise.get_by_role("button", name="Start at zero").click()
    expect(now).to_contain_text("drawn 1.01 times as long; its figure is 1.01 times as large")
    expect(now).to_contain_text("Repaired")
    expect(now).to_contain_text("“at least 11,000” is no point but a limit")
    lengths = [float(str(each.get_attribute("width"))[:-1]) for each in bars(exercise)]
    assert lengths[1] / lengths[0] == pytest.approx(11000 / 10900)
    assert state(exercise, "baseline") == 0


def bars(page: Page) -> list[Locator]:
    return page.locator(".ws-fill").all()


def test_an_axis_above_the_smaller_figure_is_moved_below_it(exercise: Page) -> None:
    answer(exercise, "2")
    start = exercise.get_by_label("The axis starts at")
    start.fill("12000")
    start.press("Tab")
    expect(start).to_have_value("10890")
    expect(exercise.get_by_role("status").last).to_contain_text("The nearest that works is 10,890")
    assert all(float(str(each.get_attribute("width"))[:-1]) > 0 for each in bars(exercise))


def test_exercise_by_keyboard_alone(exercise: Page) -> None:
    exercise.keyboard.press("Tab")
    exercise.keyboard.type("2")
    exercise.keyboard.press("Enter")
    expect(status(exercise)).to_contain_text("nearer to the bars")
    for _ in range(3):
        exercise.keyboard.press("Tab")
    assert exercise.evaluate("document.activeElement.type") == "range"
    exercise.keyboard.press("ArrowLeft")
    assert state(exercise, "baseline") == 10800 - 540
    exercise.keyboard.press("Tab")
    exercise.keyboard.press("Enter")
    assert state(exercise, "baseline") == 0
    exercise.keyboard.press("Tab")
    exercise.keyboard.press("Tab")
    exercise.keyboard.press("Enter")
    assert state(exercise, "guess") is None
    expect(exercise.get_by_label("How many times as large")).to_be_focused()
    expect(exercise.get_by_label("How many times as large")).to_be_editable()


# --- every state ---

Act = Callable[[Page], object]
EXERCISE: dict[str, Act] = {
    "start": lambda _page: None,
    "missing": lambda page: answer(page, ""),
    "answered": lambda page: answer(page, "2"),
    "repaired": lambda page: (answer(page, "1.2"), put(page, "baseline", 0)),
}


@pytest.mark.in_turn(name=list(EXERCISE), scheme=["light", "dark"])
def test_axe_finds_nothing(open_widget: OpenWidget, kursk: Case, name: str, scheme: str) -> None:
    page = open_widget(axis_exercise(kursk), scheme)
    EXERCISE[name](page)
    assert axe_problems(page) == []


@pytest.mark.parametrize("name", EXERCISE)
def test_nothing_is_lost_at_320_pixels(open_widget: OpenWidget, kursk: Case, name: str) -> None:
    page = open_widget(axis_exercise(kursk), width=320)
    EXERCISE[name](page)
    assert too_wide(page) == []
    assert targets(page) == []


@pytest.mark.in_turn(width=[320, 1280], scheme=["light", "dark"])
def test_without_javascript_it_reads_at_any_width(
    open_widget: OpenWidget, kursk: Case, scheme: str, width: int
) -> None:
    page = open_widget(axis_exercise(kursk), scheme, script=False, width=width)
    page.get_by_text("The answer, and the chart from zero").click()
    assert too_wide(page) == []
    assert axe_problems(page) == []


def test_it_is_small() -> None:
    own = "".join(part("axis", end) for end in (".js", ".css"))
    assert len(gzip.compress(own.encode())) <= 4 * KILOBYTE

"""The chart lab and the axis exercise in a browser: keyboard, every state, small screens."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Callable
from importlib.resources import files

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case, tables
from whosays.widgets import axis_exercise, chart_lab
from whosays.widgets.axis import AxisExercise
from whosays.widgets.chartlab import ChartLab

KILOBYTE = 1024


@pytest.fixture(scope="module")
def october(kursk: Case) -> pd.DataFrame:
    frame = tables.estimates(kursk)
    return frame[frame["date"] <= "2024-10-31"]


@pytest.fixture(scope="module")
def made(kursk: Case, october: pd.DataFrame) -> ChartLab:
    return chart_lab(kursk, october, title="Who said how many")


@pytest.fixture
def lab(open_widget: OpenWidget, made: ChartLab) -> Page:
    return open_widget(made)


@pytest.fixture
def exercise(open_widget: OpenWidget, kursk: Case) -> Page:
    return open_widget(axis_exercise(kursk))


def state(page: Page, name: str) -> object:
    return page.evaluate(f"harness.state.{name}")


def put(page: Page, name: str, value: object) -> None:
    """Sets a trait as live Python would."""
    page.evaluate("([name, value]) => harness.model.set(name, value)", [name, value])


def status(page: Page) -> Locator:
    return page.get_by_role("status").first


def drawing(page: Page) -> Locator:
    return page.locator(".ws-chart svg")


def targets(page: Page) -> list[str]:
    """Controls smaller than 24 pixels."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('button, summary, input, label:not([for])')]
        .filter((each) => each.checkVisibility() && !each.closest('label input'))
        .map((each) => [each.getBoundingClientRect(), each.outerHTML])
        .filter(([box]) => box.height < 24 || box.width < 24).map(([, html]) => html)"""
    )
    return found


# --- lab: switching ---


def test_it_opens_honest(lab: Page) -> None:
    expect(status(lab)).to_have_text(
        "Dot chart, statements: 23. The axis starts at zero. The largest figure is 12,000."
    )
    expect(drawing(lab)).to_contain_text("at least 3,000")
    expect(drawing(lab)).to_contain_text("Planned or expected, not yet there")


def test_what_is_counted_changes_drawing_summary_and_table(lab: Page) -> None:
    lab.get_by_label("in training (3)").check()
    assert state(lab, "counted") == "training"
    expect(status(lab)).to_contain_text("statements: 3")
    expect(drawing(lab)).not_to_contain_text("Planned")
    expect(lab.get_by_text("In training: 3 figures from 11,000 to 12,000")).to_be_visible()
    expect(lab.locator("tbody tr")).to_have_count(3)


def test_cut_bars_are_called_misleading_with_both_ratios(lab: Page) -> None:
    lab.get_by_label("in training").check()
    lab.get_by_label("cut (misleads)").check()
    lab.get_by_label("bars").check()
    expect(status(lab)).to_contain_text("The axis starts at 10,000, not at zero.")
    expect(status(lab)).to_contain_text(
        "the longest bar is 2 times as long as the shortest, and its figure is 1.1 times as large"
    )
    expect(drawing(lab)).to_contain_text("10,000")


def test_bars_and_a_logarithmic_axis_exclude_each_other_with_the_reason(lab: Page) -> None:
    lab.get_by_label("logarithmic").check()
    expect(lab.get_by_label("bars")).to_be_disabled()
    expect(lab.get_by_text("No bars here")).to_be_visible()
    lab.get_by_label("from zero").check()
    lab.get_by_label("bars").check()
    expect(lab.get_by_label("logarithmic")).to_be_disabled()
    expect(lab.get_by_role("group", name="Axis")).to_have_accessible_description(
        "No logarithmic axis here: it has no zero, and a bar is measured from zero."
    )
    lab.get_by_label("dots").check()
    expect(lab.get_by_label("logarithmic")).to_be_enabled()


def test_without_bounds_the_chart_drops_them_and_says_which(lab: Page) -> None:
    lab.get_by_label("sent").check()
    lab.get_by_role("checkbox", name="at least").uncheck()
    expect(drawing(lab).locator("text", has_text="at least")).to_have_count(0)
    expect(status(lab)).to_contain_text("Dropped: at least 3,000 (US White House)")
    expect(lab.locator("table")).to_contain_text("at least 3,000")
    lab.get_by_label("planned").check()
    expect(status(lab)).to_contain_text("so nothing was dropped")


def test_words_of_the_sources_stand_beneath_the_rows(lab: Page) -> None:
    quoted = drawing(lab).locator("text", has_text="We assess")
    expect(quoted).to_have_count(0)
    before = drawing(lab).bounding_box()
    lab.locator("[value=wording]").check()
    expect(quoted).to_have_text("'We assess ... at least 3,000 soldiers'")
    after = drawing(lab).bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"]


def test_every_combination_draws_every_row_once(lab: Page, made: ChartLab) -> None:
    for view, axis, marks, bounds, wording in itertools.product(
        made.chart["views"],
        ("zero", "cut", "log"),
        ("dots", "bars"),
        (True, False),
        (True, False),
    ):
        if axis == "log" and marks == "bars":
            continue
        for name, value in {
            "marks": "dots", "axis": axis, "counted": view, "bounds": bounds, "wording": wording,
        }.items():  # fmt: skip
            put(lab, name, value)
        put(lab, "marks", marks)
        rows = sum(len(ids) for _, ids in made.chart["views"][view]["parts"])
        assert lab.locator(".ws-chart a").count() == rows
        assert "undefined" not in str(lab.locator(".ws-chart").inner_html())
        assert "NaN" not in str(lab.locator(".ws-lab").inner_html())


def test_marks_lead_to_their_source_and_links_are_in_the_table_for_the_keyboard(lab: Page) -> None:
    url = "https://www.lbcgroup.tv/news/world-news/810384/north-korea-has-sent-10000-troops-to-train-in-russia-pentagon/en"
    mark = lab.locator(f'.ws-chart a[href="{url}"]')
    expect(mark).to_have_attribute("tabindex", "-1")
    expect(mark.locator("title")).to_have_text(
        "2024-10-28 · US Pentagon · 'We believe ... around 10,000 soldiers in total' · LBC/AFP"
    )
    lab.get_by_text("The same as a table").click()
    expect(lab.get_by_role("link", name="LBC/AFP", exact=True)).to_have_attribute("href", url)


def test_keyboard_alone_reaches_and_switches_everything(lab: Page) -> None:
    def focused() -> str:
        return str(lab.evaluate("document.activeElement.value || document.activeElement.tagName"))

    lab.keyboard.press("Tab")
    assert focused() == "all"
    lab.keyboard.press("ArrowRight")
    assert (focused(), state(lab, "counted")) == ("planned", "planned")
    lab.keyboard.press("Tab")
    lab.keyboard.press("ArrowRight")
    assert (focused(), state(lab, "axis")) == ("cut", "cut")
    lab.keyboard.press("Tab")
    lab.keyboard.press("ArrowRight")
    assert (focused(), state(lab, "marks")) == ("bars", "bars")
    lab.keyboard.press("Tab")
    lab.keyboard.press("Space")
    assert (focused(), state(lab, "bounds")) == ("bounds", False)
    lab.keyboard.press("Tab")
    lab.keyboard.press("Space")
    assert (focused(), state(lab, "wording")) == ("wording", True)
    lab.keyboard.press("Tab")
    assert focused() == "SUMMARY"
    lab.keyboard.press("Enter")
    expect(lab.locator("table")).to_be_visible()


def test_python_redraws_and_sets(
    lab: Page, made: ChartLab, kursk: Case, october: pd.DataFrame
) -> None:
    put(lab, "axis", "log")
    expect(lab.get_by_label("logarithmic")).to_be_checked()
    other = chart_lab(kursk, october[october["counted"] == "training"])
    put(lab, "chart", other.chart)
    put(lab, "title", "Another title")
    expect(lab.get_by_label("everything (5)")).to_be_checked()
    expect(lab.locator(".ws-title")).to_have_text("Another title")
    assert made.chart != other.chart


# --- exercise ---


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
LAB: dict[str, Act] = {
    "start": lambda page: page.get_by_text("The same as a table").click(),
    "cut": lambda page: (put(page, "axis", "cut"), put(page, "marks", "bars")),
    "log": lambda page: (put(page, "axis", "log"), put(page, "wording", value=True)),
    "loose": lambda page: (put(page, "counted", "sent"), put(page, "bounds", value=False)),
}
EXERCISE: dict[str, Act] = {
    "start": lambda _page: None,
    "missing": lambda page: answer(page, ""),
    "answered": lambda page: answer(page, "2"),
    "repaired": lambda page: (answer(page, "1.2"), put(page, "baseline", 0)),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", LAB)
def test_axe_finds_nothing_in_the_lab(
    open_widget: OpenWidget, made: ChartLab, name: str, scheme: str
) -> None:
    page = open_widget(made, scheme)
    LAB[name](page)
    assert axe_problems(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", EXERCISE)
def test_axe_finds_nothing_in_the_exercise(
    open_widget: OpenWidget, kursk: Case, name: str, scheme: str
) -> None:
    page = open_widget(axis_exercise(kursk), scheme)
    EXERCISE[name](page)
    assert axe_problems(page) == []


@pytest.mark.parametrize(("kind", "name"), [*((1, n) for n in LAB), *((2, n) for n in EXERCISE)])
def test_nothing_is_lost_at_320_pixels(
    open_widget: OpenWidget, made: ChartLab, kursk: Case, kind: int, name: str
) -> None:
    widget: ChartLab | AxisExercise = made if kind == 1 else axis_exercise(kursk)
    page = open_widget(widget, width=320)
    (LAB if kind == 1 else EXERCISE)[name](page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert targets(page) == []
    outside = page.evaluate(
        """[...document.querySelectorAll('.ws-chart text, .ws-bars text')]
        .filter((each) => each.getBoundingClientRect().right > 320)
        .map((each) => each.textContent)"""
    )
    assert outside == []


def test_a_narrow_page_has_labels_above_the_marks_and_a_wide_one_beside(lab: Page) -> None:
    def places() -> tuple[float, float]:
        row = drawing(lab).locator("a[data-row=e09] .ws-dot").bounding_box()
        label = drawing(lab).locator("text", has_text="ROK NIS").nth(3).bounding_box()
        assert row
        assert label
        return row["y"], label["y"] + label["height"]

    mark, label = places()
    assert mark < label
    lab.set_viewport_size({"width": 390, "height": 800})
    expect(drawing(lab)).to_have_class("ws-narrow")
    mark, label = places()
    assert mark > label - 4
    lab.set_viewport_size({"width": 1280, "height": 800})
    expect(drawing(lab)).not_to_have_class("ws-narrow")


def test_the_chart_is_drawn_for_the_width_it_has(lab: Page) -> None:
    expect(drawing(lab)).to_have_attribute("viewBox", re.compile(r"^0 0 736 "))
    lab.set_viewport_size({"width": 600, "height": 800})
    expect(drawing(lab)).to_have_attribute("viewBox", re.compile(r"^0 0 568 "))


def test_the_chart_grows_with_the_readers_letters(lab: Page) -> None:
    label = drawing(lab).locator("text", has_text="Sent")
    before = label.bounding_box()
    lab.add_style_tag(content="html { font-size: 200% }")
    expect(drawing(lab)).to_have_attribute("viewBox", re.compile(r"^0 0 608 "))
    after = label.bounding_box()
    assert before
    assert after
    assert after["height"] == pytest.approx(2 * before["height"], rel=0.1)


OVERLAPS = """() => {
  const texts = [...document.querySelectorAll(".ws-chart text")];
  const seen = texts.map((text) => [text.getBoundingClientRect(), text.textContent]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  const pairs = seen.flatMap(([box, words], n) => seen.slice(n + 1)
    .filter(([other]) => meet(box, other)).map(([, others]) => `${words} | ${others}`));
  const chart = document.querySelector(".ws-chart").getBoundingClientRect();
  const outside = seen.filter(([box]) => box.left < chart.left - 2 || box.right > chart.right + 1)
    .map(([, words]) => words);
  return [...pairs, ...outside];
}"""


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("width", [320, 390, 560, 1280])
def test_no_words_in_the_chart_overlap_or_leave_it(
    open_widget: OpenWidget, kursk: Case, width: int, lang: str
) -> None:
    page = open_widget(chart_lab(kursk, lang=lang), width=width)
    for axis, wording, counted in itertools.product(
        ("zero", "cut", "log"), (False, True), ("all", "planned", "training")
    ):
        for name, value in {"axis": axis, "wording": wording, "counted": counted}.items():
            put(page, name, value)
        assert page.evaluate(OVERLAPS) == []


def test_a_long_name_is_wrapped_and_keeps_all_its_words(
    open_widget: OpenWidget, kursk: Case, october: pd.DataFrame
) -> None:
    name = "The parliamentary committee for the oversight of the intelligence services of a country"
    for width in (390, 1280):
        page = open_widget(chart_lab(kursk, october.tail(3).assign(source=name)), width=width)
        lines = drawing(page).locator(".ws-source").all_text_contents()
        assert " ".join(lines).count(name) == 3
        assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("text", ["$x_1$ <b>", "1만여명 \\frac </script>"])
def test_formulas_and_foreign_letters_are_drawn_as_text(
    open_widget: OpenWidget, kursk: Case, october: pd.DataFrame, text: str
) -> None:
    page = open_widget(chart_lab(kursk, october.head(2).assign(source=text, wording=text)))
    put(page, "wording", value=True)
    expect(drawing(page).locator(".ws-source").last).to_have_text(text)
    expect(drawing(page).locator(".ws-words").last).to_have_text(text)


def test_hostile_text_shows_as_text(
    open_widget: OpenWidget, kursk: Case, october: pd.DataFrame
) -> None:
    hostile = "</script><b onclick=x>'\"& \u202eright\u202c " + "x" * 3000
    frame = october.head(3).assign(source=hostile, wording=hostile, outlet=hostile, speaker="<i>")
    page = open_widget(chart_lab(kursk, frame, title="<b>"), width=390)
    page.locator("[value=wording]").check()
    page.get_by_text("The same as a table").click()
    expect(page.locator("tbody tr").last).to_contain_text(hostile[:40])
    assert page.locator("b, i").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_fallbacks(
    open_widget: OpenWidget, made: ChartLab, kursk: Case, scheme: str, width: int
) -> None:
    page = open_widget(made, scheme, script=False, width=width)
    expect(page.locator("svg:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_problems(page) == []
    page = open_widget(axis_exercise(kursk), scheme, script=False, width=width)
    page.get_by_text("The answer, and the chart from zero").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_problems(page) == []


def test_they_are_small() -> None:
    folder = files("whosays.widgets")
    names = [f"{stem}{end}" for stem in ("chartlab", "axis") for end in (".js", ".css")]
    own = "".join((folder / name).read_text(encoding="utf-8") for name in names)
    assert len(gzip.compress(own.encode())) <= 10 * KILOBYTE


def test_charts_are_small(kursk: Case, made: ChartLab) -> None:
    for lab, most in ((made, 5), (chart_lab(kursk), 8)):
        data = json.dumps(lab.chart, ensure_ascii=False)
        assert len(gzip.compress(data.encode())) <= most * KILOBYTE

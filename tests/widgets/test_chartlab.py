"""The chart lab: set from Python, switched by keyboard, every state, small screens."""

from __future__ import annotations

import dataclasses
import gzip
import itertools
import json
from collections.abc import Callable

import pandas as pd
import pytest
import traitlets
from lxml import html
from playwright.sync_api import Locator, Page, expect

from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case, tables
from whosays.widgets import chart_lab
from whosays.widgets._base import part
from whosays.widgets.chartlab import ChartLab

from .pages import put, state, status, targets, too_wide

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
def some(kursk: Case, october: pd.DataFrame) -> ChartLab:
    """A lab without a title of its own, to be set from Python."""
    return chart_lab(kursk, october[october["counted"].isin(["training", "planned"])])


def drawing(page: Page) -> Locator:
    return page.locator(".ws-chart")


# --- from Python ---


def test_setting_the_frame_draws_anew_and_keeps_what_can_be_kept(
    some: ChartLab, october: pd.DataFrame
) -> None:
    some.counted = "training"
    some.frame = october[october["counted"] == "training"]
    assert some.counted == "training"
    assert set(some.chart["views"]) == {"all", "training", "present", "known"}
    some.frame = october[october["counted"] == "planned"]
    assert some.counted == "all"
    assert "17 Oct 2024 to 29 Oct 2024" in some.title


def test_a_title_is_that_of_the_days_unless_one_is_given(
    some: ChartLab, kursk: Case, october: pd.DataFrame
) -> None:
    some.title = "Mine"
    some.frame = october.head(5)
    assert some.title == "Mine"
    some.title = ""
    assert some.title == "Who said how many, 10 Oct 2024 to 18 Oct 2024"
    given = chart_lab(kursk, october.head(5), title="October")
    given.frame = tables.estimates(kursk)
    assert given.title == "October"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("log", "Did you mean axis .'zero', 'cut' or 'log'"),
        ("scale", "Did you mean axis"),
        ("titel", "Did you mean title"),
        ("xyz", "There are: axis .* bounds .* title"),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_the_nearest(
    some: ChartLab, name: str, message: str
) -> None:
    with pytest.raises(AttributeError, match=message):
        setattr(some, name, "log")


def test_a_value_that_does_not_do_is_refused_with_those_that_do(some: ChartLab) -> None:
    with pytest.raises(traitlets.TraitError, match="axis takes 'zero', 'cut' or 'log', not 'logg'"):
        some.axis = "logg"
    with pytest.raises(traitlets.TraitError, match="bounds takes True or False, not 'yes'"):
        some.bounds = "yes"


def test_what_can_be_set_is_what_is_said(some: ChartLab) -> None:
    for name in some.settable:
        setattr(some, name, getattr(some, name))
        assert f"``{name}``" in str(ChartLab.__doc__)
        assert f"``{name}``" in str(chart_lab.__doc__)


def test_a_title_is_named(kursk: Case, october: pd.DataFrame) -> None:
    with pytest.raises(TypeError):
        chart_lab(kursk, october, "All rows")  # type: ignore[misc]


def test_a_frame_without_figures_leaves_the_chart_as_it_is(
    some: ChartLab, october: pd.DataFrame
) -> None:
    before = some.chart
    with pytest.raises(ValueError, match="Loosen the filter"):
        some.frame = october.head(0)
    assert some.chart is before
    assert not some.frame.empty


def test_combinations_without_meaning_are_refused_with_the_reason(some: ChartLab) -> None:
    some.axis = "log"
    with pytest.raises(traitlets.TraitError, match="no zero"):
        some.marks = "bars"
    some.axis, some.marks = "cut", "bars"
    with pytest.raises(traitlets.TraitError, match="no zero"):
        some.axis = "log"
    with pytest.raises(traitlets.TraitError, match="there are: all, planned"):
        some.counted = "seen"


def test_fallback_has_chart_words_and_table_in_both_languages(
    kursk: Case, october: pd.DataFrame
) -> None:
    for lang, bound in (("en", "at least 3,000"), ("de", "mindestens 3.000")):
        page = html.fromstring(chart_lab(dataclasses.replace(kursk, lang=lang), october).fallback())
        assert len(page.xpath("//tbody/tr")) == len(october) + 2
        assert bound in page.xpath("string(//table)")
        assert page.xpath("//q/@lang") == ["de", "de"]
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))


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
    expect(drawing(lab).locator(".ws-number", has_text="at least")).to_have_count(0)
    expect(status(lab)).to_contain_text("Dropped: at least 3,000 (US White House)")
    expect(lab.locator("table")).to_contain_text("at least 3,000")
    lab.get_by_label("planned").check()
    expect(status(lab)).to_contain_text("so nothing was dropped")


def test_words_of_the_sources_stand_beneath_the_rows(lab: Page) -> None:
    quoted = drawing(lab).locator(".ws-words", has_text="We assess")
    expect(quoted).to_have_count(0)
    before = drawing(lab).bounding_box()
    lab.locator("[value=wording]").check()
    expect(quoted).to_have_text("'We assess ... at least 3,000 soldiers'")
    after = drawing(lab).bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"]


@pytest.mark.deep
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
        assert lab.locator(".ws-chart .ws-row").count() == rows
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


CELLS = """() => [...document.querySelectorAll(".ws-lab tbody tr")].map((row) =>
  [...row.children].map((cell) => cell.textContent.trim().replace(/\\s+/g, " ")))"""


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_table_is_that_of_the_static_form(
    open_widget: OpenWidget, kursk: Case, october: pd.DataFrame, lang: str
) -> None:
    own = {"date": "2025-03-01", "source": "My class", "counted": "sent", "point": 5000}
    spoken = {**own, "wording": "five thousand", "outlet": "Our paper"}
    rows = pd.DataFrame([*october.to_dict("records"), own, spoken])
    widget = chart_lab(dataclasses.replace(kursk, lang=lang), rows)
    live = open_widget(widget, name="live")
    static = open_widget(widget, name="static", script=False)
    cells = live.evaluate(CELLS)
    assert len(cells) == len(rows) + 2
    assert cells == static.evaluate(CELLS)
    quoted = live.locator("td q")
    expect(quoted).to_have_count(2)
    assert {quote.get_attribute("lang") for quote in quoted.all()} == {kursk.article.language}


@pytest.mark.parametrize("marks", ["dots", "bars"])
def test_the_samples_of_the_key_stand_flush_before_their_words(
    open_widget: OpenWidget, kursk: Case, marks: str
) -> None:
    page = open_widget(chart_lab(kursk))
    put(page, "marks", marks)
    margins = page.evaluate(
        """[...document.querySelectorAll(".ws-key > li > svg")].map((sample) => {
          const mark = sample.querySelector("g").getBBox();
          return [mark.x, sample.clientWidth - mark.x - mark.width];
        })"""
    )
    assert len(margins) == 5
    assert all(0 <= left <= 2 and 0 <= right <= 2 for left, right in margins), margins


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


# --- every state ---

Act = Callable[[Page], object]
LAB: dict[str, Act] = {
    "start": lambda page: page.get_by_text("The same as a table").click(),
    "cut": lambda page: (put(page, "axis", "cut"), put(page, "marks", "bars")),
    "log": lambda page: (put(page, "axis", "log"), put(page, "wording", value=True)),
    "loose": lambda page: (put(page, "counted", "sent"), put(page, "bounds", value=False)),
}


@pytest.mark.in_turn(name=list(LAB), scheme=["light", "dark"])
def test_axe_finds_nothing(open_widget: OpenWidget, made: ChartLab, name: str, scheme: str) -> None:
    page = open_widget(made, scheme)
    LAB[name](page)
    assert axe_problems(page) == []


@pytest.mark.parametrize("name", LAB)
def test_nothing_is_lost_at_320_pixels(open_widget: OpenWidget, made: ChartLab, name: str) -> None:
    page = open_widget(made, width=320)
    LAB[name](page)
    assert too_wide(page) == []
    assert targets(page) == []


def test_a_narrow_page_has_labels_above_the_marks_and_a_wide_one_beside(lab: Page) -> None:
    row = drawing(lab).locator(".ws-row", has=lab.locator("a[data-row=e09]"))

    def places() -> tuple[float, float]:
        mark = row.locator(".ws-dot").bounding_box()
        label = row.locator(".ws-source").bounding_box()
        assert mark
        assert label
        return mark["y"], label["y"] + label["height"]

    mark, label = places()
    assert mark < label
    lab.set_viewport_size({"width": 390, "height": 800})
    mark, label = places()
    assert mark > label - 4


PARTS = """() => [...document.querySelectorAll(".ws-plot .ws-dot")].map((dot) => {
  const mark = dot.getBoundingClientRect();
  const axis = dot.closest(".ws-plot").getBoundingClientRect();
  return ((mark.left + mark.right) / 2 - axis.left) / axis.width;
})"""


@pytest.mark.parametrize("width", [320, 600, 1280])
def test_marks_stand_where_the_figure_is_at_every_width(
    open_widget: OpenWidget, made: ChartLab, width: int
) -> None:
    view = made.chart["views"]["all"]
    rows = [made.chart["rows"][each] for _, ids in view["parts"] for each in ids]
    end = view["scales"]["zero"]["end"]
    others = ("range", "at_least", "up_to")
    dots = [row["value"] / end for row in rows if row["value"] and row["bound"] not in others]
    page = open_widget(made, width=width)
    assert page.evaluate(PARTS) == pytest.approx(dots, abs=0.02)


def test_the_chart_grows_with_the_readers_letters(lab: Page) -> None:
    label = drawing(lab).locator(".ws-heading", has_text="Sent")
    before = label.bounding_box()
    lab.add_style_tag(content="html { font-size: 200% }")
    after = label.bounding_box()
    assert before
    assert after
    assert after["height"] == pytest.approx(2 * before["height"], rel=0.1)


OVERLAPS = """() => {
  const texts = [...document.querySelectorAll(".ws-chart :is(text, span, .ws-heading)")];
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


@pytest.mark.in_turn(width=[320, 390, 560, 1280], lang=["en", "de"])
def test_no_words_in_the_chart_overlap_or_leave_it(
    open_widget: OpenWidget, kursk: Case, width: int, lang: str
) -> None:
    page = open_widget(chart_lab(dataclasses.replace(kursk, lang=lang)), width=width)
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


@pytest.mark.in_turn(width=[320, 1280], scheme=["light", "dark"])
def test_without_javascript_it_reads_at_any_width(
    open_widget: OpenWidget, made: ChartLab, scheme: str, width: int
) -> None:
    page = open_widget(made, scheme, script=False, width=width)
    expect(page.locator(".ws-row:visible")).to_have_count(23)
    expect(page.locator("input:visible")).to_have_count(0)
    assert too_wide(page) == []
    assert axe_problems(page) == []


def test_it_is_small() -> None:
    own = "".join(part("chartlab", end) for end in (".js", ".css"))
    assert len(gzip.compress(own.encode())) <= 6 * KILOBYTE


def test_charts_are_small(kursk: Case, made: ChartLab) -> None:
    for lab, most in ((made, 5), (chart_lab(kursk), 10)):
        data = json.dumps(lab.chart, ensure_ascii=False)
        assert len(gzip.compress(data.encode())) <= most * KILOBYTE

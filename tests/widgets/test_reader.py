"""The reader in a browser: by keyboard and pointer, in every state, with hostile text."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.views.test_article import HOSTILE, make_hostile
from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case
from whosays.views.article import plain
from whosays.widgets import reader
from whosays.widgets._base import part

LAYERS = ("who", "stwr", "mood", "voice", "framing")
KILOBYTE = 1024


@pytest.fixture
def article(open_widget: OpenWidget, kursk: Case) -> Page:
    return open_widget(reader(kursk))


def tags(page: Page, name: str) -> Locator:
    """The labels of one mark, those in the translation first."""
    return page.locator(f'[data-tag="{name}"]:visible')


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name=re.compile("^Details"))


def state(page: Page, name: str) -> object:
    return page.evaluate(f"harness.state.{name}")


def count(case: Case, source: str) -> int:
    return sum(each.source == source for each in case.annotation.attributions)


def put(page: Page, name: str, value: object) -> None:
    """Sets a trait as live Python would."""
    page.evaluate("([name, value]) => harness.model.set(name, value)", [name, value])


# --- who says it, side by side ---


def test_each_stretch_has_its_voice_in_both_languages(article: Page) -> None:
    for language in ("de", "en"):
        text = article.locator(f'[data-sentence="p2s3"] .ws-text[lang="{language}"]').first
        expect(text.get_by_role("button")).to_have_text(["Russian state media", "\u203a Putin"])
    expect(tags(article, "a07").first).to_have_text("… Putin")
    expect(tags(article, "v01").first).to_have_text("The author")
    supplied = article.locator('[data-sentence="p1s3"] .ws-supplied')
    expect(supplied).to_have_text("[, he said]")


def test_original_and_translation_stand_side_by_side_or_below_each_other(
    open_widget: OpenWidget, kursk: Case
) -> None:
    page = open_widget(reader(kursk, paragraphs=[1]))
    english, german = page.locator('[data-sentence="p1s2"] .ws-cell').all()

    def tops() -> list[float]:
        boxes = [cell.bounding_box() for cell in (english, german)]
        return [box["y"] for box in boxes if box]

    assert tops()[0] == tops()[1]
    page.set_viewport_size({"width": 390, "height": 800})
    assert tops()[0] < tops()[1]


def test_language_is_switched(article: Page) -> None:
    english, german = article.locator('.ws-text[lang="en"]'), article.locator('.ws-text[lang="de"]')
    article.get_by_text("English", exact=True).click()
    expect(german).to_have_count(0)
    assert state(article, "language") == "en"
    article.get_by_text("German", exact=True).click()
    expect(german).not_to_have_count(0)
    expect(english.locator("visible=true")).to_have_count(0)
    article.get_by_text("Both", exact=True).click()
    expect(english.first).to_be_visible()
    expect(german.first).to_be_visible()


# --- details ---


def test_details_give_the_chain_form_cue_and_claims(article: Page) -> None:
    tags(article, "a09").last.click()
    details = panel(article)
    for words in (
        "Vladimir Putin, president of Russia",
        "The author of the article \u203a Russian state media (which is not said) \u203a Vladimir",
        "indirect, something said or written.", "statement (noun)", "Konjunktiv I",
        "Ukraine also chooses its partners in the West.", "Auch im Westen",
    ):  # fmt: skip
        expect(details).to_contain_text(words)
    expect(tags(article, "a09").last).to_have_attribute("aria-expanded", "true")
    assert tags(article, "a09").last.get_attribute("aria-controls") == details.get_attribute("id")
    details.get_by_role("button", name="Russian state media:").click()
    assert state(article, "selected") == "a08"
    expect(panel(article)).to_be_focused()


def test_details_of_channel_day_and_reason(article: Page) -> None:
    tags(article, "a19").last.click()
    expect(panel(article)).to_contain_text("Russian state television")
    expect(panel(article)).to_contain_text("Friday, October 25, 2024")
    expect(panel(article)).to_contain_text("careful people could differ")
    tags(article, "a20").last.click()
    expect(panel(article)).to_contain_text("that of 5.1 still holds: erklärte")


def test_jupyterlab_does_not_squeeze_the_terms(article: Page) -> None:
    article.evaluate("document.getElementById('host').className = 'jp-OutputArea-output'")
    article.add_style_tag(
        content=".jp-OutputArea-output dt { float: left; width: 20% }"
        ".jp-OutputArea-output dd { float: left; width: 80% }"
    )
    tags(article, "a19").last.click()
    term = panel(article).get_by_text("Marked as reported by", exact=True)
    assert term.evaluate("each => getComputedStyle(each).float") == "none"
    assert term.bounding_box()["width"] >= 100  # type: ignore[index]


def test_a_click_opens_and_closes_also_on_the_words(article: Page) -> None:
    tags(article, "a04").last.click()
    expect(panel(article)).to_be_visible()
    tags(article, "a04").last.click()
    expect(panel(article)).to_have_count(0)
    article.locator('[data-mark="a23"].ws-cue').last.click()
    assert state(article, "selected") == "a23"
    panel(article).get_by_role("button", name="Close").click()
    assert state(article, "selected") == ""


def test_on_a_phone_the_translation_stands_alone_at_first(
    open_widget: OpenWidget, kursk: Case
) -> None:
    page = open_widget(reader(kursk, paragraphs=[2]), width=390)
    german = page.locator('[data-sentence="p2s3"] [lang="de"].ws-text')
    expect(german).to_have_count(0)
    page.get_by_text("Both", exact=True).click()
    expect(german).to_have_count(1)


def test_on_a_phone_both_stand_where_the_mood_is_the_point(
    open_widget: OpenWidget, kursk: Case
) -> None:
    page = open_widget(reader(kursk, paragraphs=[2], layers=["who", "mood"]), width=390)
    expect(page.locator('[data-sentence="p2s3"] [lang="de"].ws-text')).to_have_count(1)


def test_details_do_not_cover_the_text(open_widget: OpenWidget, kursk: Case) -> None:
    page = open_widget(reader(kursk, paragraphs=[2]), width=390)
    tags(page, "a09").last.click()
    text = page.locator('[data-sentence="p2s3"] .ws-cell').last.bounding_box()
    box = panel(page).bounding_box()
    after = page.locator('[data-sentence="p2s4"]').bounding_box()
    assert text
    assert box
    assert after
    assert text["y"] + text["height"] <= box["y"]
    assert box["y"] + box["height"] <= after["y"]


def test_hovering_previews_and_pins_nothing(article: Page) -> None:
    article.locator('[data-mark="a09"].ws-content').last.hover()
    tip = article.locator(".ws-tip")
    expect(tip).to_have_text(
        "The author \u203a Russian state media \u203a Putin · indirect · Konjunktiv I"
    )
    assert state(article, "selected") == ""
    tip.hover()
    article.wait_for_timeout(400)
    expect(tip).to_be_visible()
    article.locator('[data-mark="a04"].ws-content').last.hover()
    expect(tip).to_have_text("The author \u203a Zelensky · direct · indicative")
    article.keyboard.press("Escape")
    expect(tip).to_be_hidden()


# --- by keyboard alone ---


def test_keyboard_alone(open_widget: OpenWidget, kursk: Case) -> None:
    page = open_widget(reader(kursk, paragraphs=[2, 3]))
    page.locator(".ws-help summary").focus()
    page.keyboard.press("Tab")
    first = page.locator('[data-stop] [tabindex="0"]').first
    expect(first).to_be_focused()
    assert state(page, "selected") == "a06"
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-bare="p2s1"]')).to_be_focused()
    expect(page.locator('[data-bare="p2s1"]')).to_contain_text("hide the source")
    page.keyboard.press("Enter")
    assert state(page, "bare") == ["p2s1"]
    expect(page.locator('[data-bare="p2s1"]')).to_contain_text("show the source")
    expect(page.locator('[data-bare="p2s1"]')).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tags(page, "a06")).to_be_focused()  # the one in the original is left
    page.keyboard.press("ArrowRight")
    assert state(page, "selected") == "a07"
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_focused()
    page.keyboard.press("Escape")
    assert state(page, "selected") == ""
    expect(tags(page, "a07").first).to_be_focused()
    page.keyboard.press("Tab")  # the paragraph's other labels are no stops
    assert state(page, "selected") == "a12"
    page.keyboard.press("End")
    expect(tags(page, "v01").last).to_be_focused()
    page.keyboard.press("Home")
    expect(tags(page, "a12").first).to_be_focused()


def test_tab_stops_once_in_each_paragraph_and_in_the_list(article: Page) -> None:
    expect(article.locator('[data-stop] [tabindex="0"]')).to_have_count(9)
    put(article, "hidden_sources", ["putin"])
    for stop in article.locator('[data-stop] [tabindex="0"]').all():
        expect(stop).to_be_visible()
    put(article, "view", "list")
    expect(article.locator('[data-stop] [tabindex="0"]')).to_have_count(1)


# --- voices ---


def test_voices_are_switched(article: Page, kursk: Case) -> None:
    box = article.get_by_role("checkbox", name=re.compile("^Putin"))
    expect(article.locator(".ws-source", has_text="Putin")).to_contain_text(
        str(count(kursk, "putin"))
    )
    box.uncheck()
    assert state(article, "hidden_sources") == ["putin"]
    expect(tags(article, "a06")).to_have_count(0)
    expect(tags(article, "a04")).to_have_count(2)
    article.get_by_role("button", name="None").click()
    expect(article.locator("[data-tag]:visible")).to_have_count(0)
    article.get_by_role("button", name="All").click()
    expect(tags(article, "a06")).to_have_count(2)
    expect(box).to_be_checked()


def test_one_voice_is_followed(article: Page, kursk: Case) -> None:
    every = count(kursk, "hur")
    article.get_by_label("Follow one voice").select_option("hur")
    expect(article.get_by_role("status")).to_have_text(f"{every} places marked")
    expect(tags(article, "a06")).to_have_count(0)
    article.locator(".ws-find").get_by_role("button", name="Next").click()
    expect(panel(article)).to_contain_text(f"HUR: 1 of {every}")
    following = panel(article).get_by_role("button", name="Next")
    expect(following).to_be_focused()
    article.keyboard.press("Enter")
    expect(panel(article)).to_contain_text(f"HUR: 2 of {every}")
    expect(article.get_by_role("status")).to_contain_text(f"HUR: 2 of {every}. The units had been")
    expect(article.locator('[data-mark="a13"].ws-selected').first).to_be_in_viewport()
    panel(article).get_by_role("button", name="Previous").click()
    panel(article).get_by_role("button", name="Previous").click()
    assert state(article, "selected") == "a29"


# --- layers ---


def test_layers_add_to_the_labels(article: Page) -> None:
    label = tags(article, "a13").last
    article.get_by_label("form", exact=True).check()
    expect(label).to_have_text("HUR · indirect")
    article.get_by_label("mood and hedges").check()
    expect(label).to_have_text("HUR · indirect · Konjunktiv I")
    article.get_by_label("who says it").uncheck()
    expect(label).to_have_text("indirect · Konjunktiv I")
    article.get_by_label("author's voice").check()
    expect(tags(article, "v02").last).to_have_text("The author · prediction")
    article.get_by_label("word choice").check()
    expect(tags(article, "f05").first).to_have_text("word: Putin")
    assert state(article, "layers") == ["stwr", "mood", "voice", "framing"]
    for layer in ("form", "mood and hedges", "author's voice", "word choice"):
        article.get_by_label(layer, exact=True).uncheck()
    expect(article.locator("[data-tag]:visible")).to_have_count(0)


def test_a_word_without_place_in_the_translation_stands_after_it(
    open_widget: OpenWidget, kursk: Case
) -> None:
    made = reader(kursk, paragraphs=[6], layers=("framing",), language="en")
    texts = made.reading["paragraphs"][0]["sentences"][0]["texts"]
    texts["en"] = [plain(texts["en"])]
    page = open_widget(made)
    aside = page.locator('[data-mark="f06"]')
    expect(aside.locator('[lang="de"]')).to_have_text("befreien")
    tags(page, "f06").click()
    expect(panel(page)).to_contain_text("retake")


# --- list ---


def test_list_has_every_relation_in_reading_order(article: Page, kursk: Case) -> None:
    article.get_by_text("List", exact=True).click()
    rows = article.locator("[data-row]:visible")
    names = [row.get_attribute("data-row") for row in rows.all()]
    assert set(names) == {*kursk.attributions, "v01", "v02", "v03", "v04"}
    places = article.locator("[data-row]:visible th").all_inner_texts()
    assert places == sorted(places)
    row = article.locator('[data-row="a09"]')
    expect(row).to_contain_text("Russian state media \u203a Putin")
    expect(row).to_contain_text("that Ukraine also chooses its partners")
    row.get_by_role("button").click()
    panel(article).get_by_role("button", name="Show in the text").click()
    assert state(article, "view") == "text"
    expect(panel(article)).to_be_visible()
    expect(tags(article, "a09").last).to_be_visible()


def test_list_follows_voices(article: Page, kursk: Case) -> None:
    put(article, "view", "list")
    put(article, "found", "zelensky")
    expect(article.locator("[data-row]:visible")).to_have_count(count(kursk, "zelensky"))


# --- without attribution ---


def test_attribution_is_taken_away(article: Page) -> None:
    sentence = article.locator('[data-sentence="p2s3"]')
    sentence.get_by_role("button", name="hide the source sentence 2.3").click()
    back = sentence.get_by_role("button", name="show the source sentence 2.3")
    expect(back).to_be_focused()
    expect(sentence.locator(".ws-translated").first).to_be_hidden()
    steps = sentence.locator(".ws-step")
    expect(steps).to_have_count(2)
    expect(steps.last).to_contain_text("Ukraine also chooses its partners in the West.")
    expect(steps.last).to_contain_text("Gone: who (Putin)")
    expect(article.get_by_role("status")).to_contain_text("chooses its partners")
    back.click()
    expect(sentence.locator(".ws-translated").first).to_be_visible()
    expect(article.locator('[data-bare="p6s1"]')).to_have_count(0)


# --- live Python, every state ---


def test_python_sets_what_is_shown(article: Page) -> None:
    put(article, "selected", "v04")
    expect(panel(article)).to_contain_text("contrast")
    put(article, "layers", ["mood"])
    expect(tags(article, "a13").last).to_have_text("Konjunktiv I")
    expect(article.get_by_label("mood and hedges")).to_be_checked()
    put(article, "language", "de")
    expect(article.get_by_role("radio", name="German")).to_be_checked()
    expect(panel(article)).to_be_visible()
    put(article, "selected", "")
    expect(panel(article)).to_have_count(0)


def nothing(_page: Page) -> None:
    """As it opens."""


STATES: dict[str, Callable[[Page], object]] = {
    "start": nothing,
    "details": lambda page: tags(page, "a32").last.click(),
    "layers": lambda page: (put(page, "layers", list(LAYERS)), put(page, "selected", "f08")),
    "english": lambda page: (put(page, "language", "en"), put(page, "selected", "v02")),
    "list": lambda page: (put(page, "view", "list"), put(page, "selected", "a31")),
    "bare": lambda page: put(page, "bare", ["p9s1", "p9s2"]),
    "followed": lambda page: put(page, "found", "fo_spokeswoman"),
    "hidden": lambda page: put(page, "hidden_sources", ["fo_spokeswoman"]),
    "help": lambda page: page.locator(".ws-help summary").click(),
    "preview": lambda page: (
        page.locator('[data-mark="a31"].ws-content').last.hover(),
        page.locator(".ws-tip").wait_for(),
    ),
}


@pytest.mark.in_turn(name=list(STATES), scheme=["light", "dark"])
def test_axe_finds_nothing(open_widget: OpenWidget, kursk: Case, name: str, scheme: str) -> None:
    page = open_widget(reader(kursk, paragraphs=[6, 9]), scheme)
    STATES[name](page)
    assert axe_problems(page) == []


@pytest.mark.parametrize("name", STATES)
def test_nothing_is_lost_at_320_pixels(open_widget: OpenWidget, kursk: Case, name: str) -> None:
    page = open_widget(reader(kursk, paragraphs=[6, 9]), width=320)
    page.locator(".ws-voices summary").click()
    STATES[name](page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        """[...document.querySelectorAll('button, summary, select, .ws-chip, .ws-segments label')]
        .filter((each) => each.checkVisibility())
        .map((each) => [each.getBoundingClientRect(), each.textContent])
        .filter(([box]) => box.height < 24 || box.width < 24).map(([, text]) => text)"""
    )
    assert small == []


def test_hostile_text_shows_as_text(open_widget: OpenWidget, folder: Path) -> None:
    page = open_widget(reader(make_hostile(folder), paragraphs=[1]), width=390)
    page.get_by_text("Both", exact=True).click()
    for language in ("de", "en"):
        text = page.locator(f'[data-sentence="p1s3"] .ws-text[lang="{language}"]').first
        assert HOSTILE in str(text.evaluate(
            "node => { const copy = node.cloneNode(true);"
            " copy.querySelectorAll('button').forEach((each) => each.remove());"
            " return copy.textContent; }"
        ))  # fmt: skip
    content = page.locator('[data-mark="a05"].ws-content')
    words = [re.sub("^… Zelensky", "", str(each)) for each in content.all_text_contents()]
    assert [len(each) for each in words] == [52, len(HOSTILE) + 1 + 51]
    assert page.locator("b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# --- static, printed, delivered ---


@pytest.mark.in_turn(width=[320, 1280], scheme=["light", "dark"])
def test_fallback(open_widget: OpenWidget, kursk: Case, scheme: str, width: int) -> None:
    page = open_widget(reader(kursk), scheme, script=False, width=width)
    line = page.locator(".ws-sentence", has_text="Es handle sich").locator(".ws-said")
    expect(line).to_have_text("Who: Putin · indirect, going on · Konjunktiv I")
    expect(page.locator(".ws-key")).to_contain_text(
        f"Vladimir Putin, president of Russia {count(kursk, 'putin')}"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_problems(page) == []


def test_print_leaves_the_controls_out(article: Page) -> None:
    article.emulate_media(media="print")
    expect(article.locator(".ws-controls")).to_be_hidden()
    expect(article.locator("[data-bare]").first).to_be_hidden()
    expect(tags(article, "a09").last).to_be_visible()


def test_it_is_small() -> None:
    own = part("reader", ".js") + part("reader", ".css")
    assert len(gzip.compress(own.encode())) <= 12 * KILOBYTE  # of the 60 for all widgets together

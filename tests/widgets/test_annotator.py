"""The annotator in a browser: marking, comparing, what is kept, and hostile text."""

from __future__ import annotations

import gzip
import json
import math
import random
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.samples import HOSTILE
from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case
from whosays.measures import agreement
from whosays.measures.agreement import LAYERS
from whosays.measures.answers import SentenceMarks
from whosays.widgets import annotator
from whosays.widgets._base import part
from whosays.widgets.annotator import Annotator

from .test_quiz_widget import FULL, REFUSED, stored

KEY = "whosays:annotation:kursk-2024:"
SENTENCES = ("p1s1", "p2s3", "p3s3", "p6s1", "p9s1")
KILOBYTE = 1024


@pytest.fixture
def widget(kursk: Case) -> Annotator:
    return annotator(kursk, paragraphs=SENTENCES)


@pytest.fixture
def page(open_widget: OpenWidget, widget: Annotator) -> Page:
    return open_widget(widget, name="annotator")


def task(page: Page, name: str) -> Locator:
    return page.locator(f'[data-sentence="{name}"]')


def mark(page: Page, name: str, **marks: str) -> None:
    for layer, value in marks.items():
        task(page, name).locator(f'select[data-layer="{layer}"]').select_option(value)


def compare(page: Page, name: str) -> Locator:
    task(page, name).get_by_role("button", name="Compare").click()
    return task(page, name).locator('[role="status"]')


def german(page: Page) -> None:
    page.get_by_label("The German, and I mark the mood").check()


def annotations(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("harness.state.annotations")
    return found


# --- marking and comparing ---


def test_english_comes_first_and_mood_is_left_out_until_german_is_chosen(page: Page) -> None:
    first = task(page, "p1s1")
    texts = first.locator(".ws-texts p")
    assert [texts.nth(n).get_attribute("lang") for n in (0, 1)] == ["en", "de"]
    expect(first.get_by_label("Mood of the verb")).to_be_hidden()
    german(page)
    assert [texts.nth(n).get_attribute("lang") for n in (0, 1)] == ["de", "en"]
    expect(first.get_by_label("Mood of the verb")).to_be_visible()
    page.get_by_label("The English, with").check()
    assert [texts.nth(n).get_attribute("lang") for n in (0, 1)] == ["en", "de"]


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    status = task(page, "p1s1").locator('[role="status"]')
    expect(status).to_be_attached()
    page.keyboard.press("Tab")  # how do you read
    page.keyboard.press("Tab")  # what the names mean
    page.keyboard.press("Tab")
    page.keyboard.type("Vladimir")
    page.keyboard.press("Tab")
    page.keyboard.type("rep")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("As in the gold.")
    expect(task(page, "p1s1").get_by_role("button", name="Compare")).to_be_focused()


def test_a_difference_names_both_the_test_and_what_can_be_defended(page: Page) -> None:
    mark(page, "p1s1", source="hur", stwr="indirect")
    status = compare(page, "p1s1")
    expect(status).to_contain_text("0 of 2 as in the gold.")
    expect(status).to_contain_text("Who says it: Yours: HUR. The gold: Putin.")
    expect(status.locator('q[lang="de"]')).to_have_text("Der Kremlchef")
    expect(status).to_contain_text("Form: Yours: indirect. The gold: reported.")
    expect(status).to_contain_text("Test: Do you learn that somebody spoke")
    expect(status).to_contain_text(
        "Another reading can be defended. A speech act that did not happen."
    )


def test_another_relation_of_the_sentence_is_accepted_and_said_so(page: Page) -> None:
    mark(page, "p2s3", source="putin", stwr="indirect")
    status = compare(page, "p2s3")
    expect(status).to_contain_text("As in the gold.")
    expect(status).to_contain_text("This is also in the gold.")
    expect(status).to_contain_text("The outermost is Russian state media · reported")


def test_where_the_author_speaks_mood_is_not_compared(page: Page) -> None:
    german(page)
    mark(page, "p6s1", source="author", stwr="none", mood="konj2")
    expect(compare(page, "p6s1")).to_contain_text("Mood is not compared here")
    assert page.locator(".ws-agreement tbody tr").count() == 2


def test_a_mood_alone_where_the_author_speaks_agrees_with_nothing(page: Page) -> None:
    german(page)
    mark(page, "p6s1", mood="konj2")
    status = compare(page, "p6s1")
    expect(status).to_contain_text("Mood is not compared here")
    expect(status).not_to_contain_text("as in the gold")


def test_all_that_the_gold_has_unfolds(page: Page) -> None:
    mark(page, "p9s1", source="putin")
    compare(page, "p9s1")
    task(page, "p9s1").locator("summary").click()
    expect(task(page, "p9s1").locator(".ws-gold li")).to_have_count(3)


def test_nothing_marked_is_not_compared(page: Page) -> None:
    expect(compare(page, "p1s1")).to_contain_text("Nothing is marked yet")
    page.get_by_role("button", name="Compare all").click()
    expect(page.locator(".ws-annotator > .ws-told-here")).to_contain_text("Nothing is marked yet")
    assert annotations(page) == {}


def test_all_that_is_marked_is_compared_and_measured(page: Page) -> None:
    mark(page, "p1s1", source="putin", stwr="indirect")
    mark(page, "p2s3", source="putin", stwr="indirect")
    mark(page, "p3s3", source="kyiv")
    page.get_by_role("button", name="Compare all").click()
    expect(page.locator(".ws-annotator > .ws-told-here")).to_have_text("3 sentences compared.")
    result = page.get_by_role("group", name="How far you and the gold agree")
    expect(result.get_by_role("row", name="Who says it").get_by_role("cell").first).to_have_text(
        "2 of 3 (67\u00a0%)"
    )
    expect(result).to_contain_text("Alpha takes away what chance would give")
    expect(result).to_contain_text("too few sentences to say much")
    expect(result).to_contain_text("Where you differ (2)")
    expect(page.locator(".ws-hint").nth(1)).to_have_text("3 of 5 sentences compared")
    result.get_by_role("button", name="Sentence 3.3").click()
    expect(task(page, "p3s3").locator("legend")).to_be_focused()


def test_a_new_mark_closes_the_feedback_and_the_first_one_counts(page: Page) -> None:
    mark(page, "p1s1", source="hur")
    status = compare(page, "p1s1")
    mark(page, "p1s1", source="putin")
    expect(status).to_be_empty()
    compare(page, "p1s1")
    expect(status).to_contain_text("As in the gold.")
    record = annotations(page)["p1s1"]
    assert record["marks"] == {"source": "putin"}
    assert record["compared"] == {"source": "hur"}
    expect(page.locator(".ws-agreement")).to_contain_text("0 of 1")


def test_python_and_the_page_count_the_same(page: Page, widget: Annotator) -> None:
    german(page)
    mark(page, "p1s1", source="putin", stwr="indirect", mood="none")
    mark(page, "p2s3", source="putin", stwr="indirect", mood="konj1")
    mark(page, "p3s3", source="hur", stwr="indirect", mood="konj2")
    page.get_by_role("button", name="Compare all").click()
    widget.annotations = annotations(page)
    table = widget.agreement()
    rows = page.locator(".ws-alpha li")
    for n, layer in enumerate(LAYERS):
        shown = (rows.nth(n).text_content() or "").rpartition(": ")[2]
        assert float(shown.replace("\u2212", "-")) == pytest.approx(
            table.loc[layer, "alpha"], abs=0.005
        )


# --- the same rules in both languages ---


def cases(count: int) -> list[list[Any]]:
    pick = random.Random(4)  # noqa: S311 (the same cases every time)

    def relation() -> dict[str, Any]:
        moods = pick.sample("xyz", pick.randint(0, 3))
        return {"source": pick.choice("abc"), "stwr": pick.choice("pq"), "moods": moods}

    def marks() -> dict[str, str]:
        every = {
            "source": pick.choice("abc"),
            "stwr": pick.choice("pq"),
            "mood": pick.choice("xyz"),
        }
        return {layer: value for layer, value in every.items() if pick.random() < 0.8}

    return [[[relation() for _ in range(pick.randint(1, 3))], marks()] for _ in range(count)]


def test_javascript_compares_and_measures_as_python_does(page: Page) -> None:
    made = cases(800)
    found = page.evaluate("(cases) => cases.map((c) => harness.module.compare(...c))", made)
    expected = [agreement.compare(gold, marks) for gold, marks in made]
    assert found == [
        {layer: vars(one) for layer, one in comparison.items()} for comparison in expected
    ]
    for start in range(0, len(made), 20):
        some = [c["source"] for c in expected[start : start + 20] if "source" in c]
        some = some[: start // 20]
        measured = page.evaluate(
            "(some) => harness.module.measures(some)", [vars(one) for one in some]
        )
        pairs = [(one.mark, one.gold) for one in some]
        alpha = agreement.alpha(pairs)
        assert measured["sentences"] == len(pairs)
        assert measured["alpha"] == (None if math.isnan(alpha) else pytest.approx(alpha))
        assert (measured["raw"] or 0) == pytest.approx(
            agreement.raw_agreement(pairs) if pairs else 0
        )


# --- what is kept ---


def test_nothing_is_stored_before_the_reader_acts(page: Page) -> None:
    german(page)
    assert stored(page) == {}
    assert page.context.cookies() == []


@pytest.mark.parametrize("file", [False, True])
def test_a_reload_restores_marks_and_comparisons(
    open_widget: OpenWidget, widget: Annotator, *, file: bool
) -> None:
    page = open_widget(widget, name=f"annotator-{file}", file=file)
    german(page)
    mark(page, "p1s1", source="putin", mood="none")
    compare(page, "p1s1")
    mark(page, "p2s3", stwr="direct")
    before = stored(page)
    assert set(before) == {f"{KEY}p1s1", f"{KEY}p2s3"}
    for record in before.values():
        SentenceMarks.model_validate_json(json.dumps(record))
    page.reload()
    expect(task(page, "p1s1").locator('[role="status"]')).to_contain_text("As in the gold.")
    expect(task(page, "p1s1").get_by_label("Mood of the verb")).to_have_value("none")
    expect(task(page, "p2s3").get_by_label("Form")).to_have_value("direct")
    expect(task(page, "p2s3").locator('[role="status"]')).to_be_empty()
    assert stored(page) == before
    assert set(annotations(page)) == {"p1s1", "p2s3"}


@pytest.mark.parametrize(("init", "words"), [(REFUSED, "keeps nothing"), (FULL, "is full")])
def test_without_storage_everything_works_and_it_says_so(
    open_widget: OpenWidget, widget: Annotator, init: str, words: str
) -> None:
    page = open_widget(widget, init=init)
    mark(page, "p1s1", source="putin")
    expect(compare(page, "p1s1")).to_contain_text("As in the gold.")
    expect(page.locator(".ws-note")).to_contain_text(words)
    expect(page.locator(".ws-agreement")).to_contain_text("1 of 1")
    assert annotations(page)["p1s1"]["compared"] == {"source": "putin"}


@pytest.mark.parametrize("value", ["{broken", "null", "[]", "7", '{"v": 1}', '{"v": 9}', '"x"'])
def test_corrupted_storage_is_left_out(page: Page, value: str) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"{KEY}p1s1", value])
    page.reload()
    expect(page.locator(".ws-note")).to_contain_text("could not be read")
    mark(page, "p1s1", source="putin")
    compare(page, "p1s1")
    assert stored(page)[f"{KEY}p1s1"]["v"] == 1


def test_marks_that_no_longer_exist_are_left_alone(page: Page) -> None:
    old = {"v": 1, "at": "2026-01-01T00:00:00Z", "marks": {"source": "gone", "stwr": "direct"},
           "compared": {"source": "gone"}}  # fmt: skip
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"{KEY}p1s1", json.dumps(old)])
    page.reload()
    expect(task(page, "p1s1").get_by_label("Who says it")).to_have_value("")
    expect(task(page, "p1s1").get_by_label("Form")).to_have_value("direct")
    expect(page.locator(".ws-agreement")).to_be_hidden()


def test_deleting_asks_first_and_takes_all_marks(page: Page) -> None:
    expect(page.get_by_role("button", name="Delete my marks")).to_be_hidden()
    mark(page, "p1s1", source="putin")
    compare(page, "p1s1")
    button = page.get_by_role("button", name="Delete my marks")
    button.click()
    expect(page.get_by_role("button", name="Keep")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert len(stored(page)) == 1
    button.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".ws-annotator > .ws-told-here")).to_have_text("Your marks are deleted.")
    expect(page.get_by_role("button", name="Compare all")).to_be_focused()
    expect(task(page, "p1s1").get_by_label("Who says it")).to_have_value("")
    assert stored(page) == {}
    assert annotations(page) == {}


def test_what_my_results_deletes_or_loads_shows_at_once(page: Page) -> None:
    mark(page, "p1s1", source="putin")
    page.evaluate(
        """(key) => { localStorage.removeItem(key);
          dispatchEvent(new CustomEvent("whosays:stored", { detail: key })); }""",
        f"{KEY}p1s1",
    )
    expect(task(page, "p1s1").get_by_label("Who says it")).to_have_value("")
    assert annotations(page) == {}


def test_a_live_kernel_gives_marks_back(open_widget: OpenWidget, widget: Annotator) -> None:
    widget.annotations = {
        "p1s1": {"v": 1, "at": "2026-01-01T00:00:00Z", "marks": {"source": "putin"},
                 "compared": {"source": "putin"}},
        "p1s2": "nonsense",
    }  # fmt: skip
    page = open_widget(widget, name="live")
    expect(task(page, "p1s1").locator('[role="status"]')).to_contain_text("As in the gold.")


def test_two_of_them_and_taking_one_away(page: Page) -> None:
    page.evaluate("""() => {
      harness.module.default.render({ model: harness.model, el: document.querySelector("main") });
      harness.clean();
    }""")
    expect(page.locator(".ws-annotator")).to_have_count(1)
    ids = page.eval_on_selector_all("[id]", "(nodes) => nodes.map((node) => node.id)")
    assert len(ids) == len(set(ids))


# --- for everybody ---


def busy(page: Page) -> None:
    """Every state at once: the same, also, differing, open; all folds open; about to delete."""
    german(page)
    mark(page, "p1s1", source="putin", stwr="indirect", mood="none")
    mark(page, "p2s3", source="putin", stwr="indirect", mood="konj1")
    mark(page, "p3s3", source="kyiv")
    page.get_by_role("button", name="Compare all").click()
    for fold in page.locator("summary").all():
        fold.click()
    page.get_by_role("button", name="Delete my marks").click()


@pytest.mark.in_turn(width=[320, 1280], scheme=["light", "dark"])
def test_axe_finds_nothing_and_narrow_screens_lose_nothing(
    open_widget: OpenWidget, widget: Annotator, scheme: str, width: int
) -> None:
    page = open_widget(widget, scheme, name=f"annotator-{scheme}-{width}", width=width)
    assert axe_problems(page) == []
    busy(page)
    assert axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.eval_on_selector_all(
        "button, select, summary, label.ws-reads",
        """(nodes) => nodes.map((node) => node.getBoundingClientRect())
          .filter((box) => box.height && (box.height < 24 || box.width < 24)).length""",
    )
    assert small == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_static_page_has_all_and_folds_the_gold(
    open_widget: OpenWidget, widget: Annotator, scheme: str
) -> None:
    page = open_widget(widget, scheme, script=False, width=320)
    assert axe_problems(page) == []
    expect(page.locator(".ws-task")).to_have_count(len(SENTENCES))
    expect(page.locator(".ws-gold").first).to_be_hidden()
    page.locator("summary").first.click()
    expect(page.locator(".ws-gold").first).to_contain_text("Putin · reported · no verb of its own")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.in_turn(words=HOSTILE, script=[True, False])  # the gallery has both
def test_hostile_text_shows_as_text(
    open_widget: OpenWidget, widget: Annotator, words: str, *, script: bool
) -> None:
    widget.tasks = [
        {
            **each,
            "texts": [{**text, "text": words} for text in each["texts"]],
            "gold": [
                {**entry, "words": words, "rationale": words, "why": words, "named": words}
                for entry in each["gold"]
            ],
        }
        for each in widget.tasks
    ]
    widget.choices = [
        {**c, "name": words, "values": [{**v, "name": words, "full": words, "test": words}
                                        for v in c["values"]]}
        for c in widget.choices
    ]  # fmt: skip
    page = open_widget(widget, script=script, width=320)
    if script:
        mark(page, "p1s1", source="hur", stwr="direct")
        compare(page, "p1s1")
        for fold in page.locator("summary").all():
            fold.click()
    assert page.evaluate("window.broken") is None
    assert page.locator("main script, main img, main b, main i").count() == 0
    assert (page.locator(".ws-original").first.text_content() or "")[:20] == words[:20]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_german_interface_has_every_word(open_widget: OpenWidget, kursk: Case) -> None:
    german = annotator(replace(kursk, lang="de"), paragraphs=["p1s1"])
    page = open_widget(german, name="annotator-de")
    expect(page.locator(".ws-annotator")).to_contain_text("Selbst annotieren")
    assert "undefined" not in (page.locator("main").text_content() or "")


def test_it_is_small() -> None:
    own = part("annotator", ".js") + part("annotator", ".css")
    assert len(gzip.compress(own.encode())) <= 7 * KILOBYTE

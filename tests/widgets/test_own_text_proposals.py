"""Marks that rules propose in the editor: read one by one, never in place of a reader's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.editing import Editor
from tests.widgets.conftest import OpenWidget, axe_problems
from whosays.begin.propose.from_page import proposals_from_page
from whosays.widgets import own_text

pytest.importorskip("HanTa")

TEXT = """Das Hallenbad bleibt geschlossen. Nach Angaben der Stadt fehlt das Geld.

Bürgermeister Hans Weber sagte, das Bad sei „sehr alt“. Es könne nicht saniert werden.

„Wir brauchen das Bad“, sagte die Sprecherin des Vereins. Sie kündigte an, Geld zu sammeln."""
# In place of the site's own (live_a_engine.js): Python is that of the test.
PYTHON = """() => {
  document.querySelector("main").dataset.liveSrc = "live.js";
  const live = {
    isThere: Promise.resolve(), isReady: false, listeners: new Set(),
    words: { loading: "loading", starting: "starting", loaded: "", cancel: "Cancel" },
    hear: (listener) => live.listeners.add(listener),
    bytesFor: () => 14e6, megabytes: (bytes) => String(bytes / 1e6),
    start: async () => { if (window.fault) throw new Error(window.fault); },
    propose: async (files) => {
      window.meanwhile?.();
      window.meanwhile = null;
      return window.proposals(JSON.stringify(files));
    },
  };
  window.whosays = { load: async () => null, live };
}"""
KEPT = "JSON.parse(localStorage.getItem('whosays:own-text'))"


def started(
    open_widget: OpenWidget, text: str = TEXT, *, language: str = "German", **how: Any
) -> Page:
    page = open_widget(own_text(), **how)
    page.expose_function("proposals", proposals_from_page)
    page.evaluate(PYTHON)
    Editor(page).paste(text, language)
    return page


def propose(page: Page) -> None:
    page.get_by_role("button", name="Propose marks").click()


def said_of(page: Page) -> Locator:
    return page.locator(".ws-proposals").get_by_role("status")


def states(page: Page) -> list[str | None]:
    return [each.get_attribute("data-state") for each in page.locator(".ws-sentence").all()]


def test_proposals_count_once_they_are_read_and_the_case_is_whole(
    open_widget: OpenWidget, tmp_path: Path
) -> None:
    page = started(open_widget, width=390)
    tools = page.locator(".ws-proposals")
    expect(tools).to_contain_text("about 14 MB, once")
    expect(tools).to_contain_text("of ten sentences about 9 were right")
    propose(page)
    expect(said_of(page)).to_contain_text("Proposed.")
    expect(page.get_by_role("button", name="Go to the first")).to_be_focused()
    expect(tools).to_contain_text("6 sentences hold what a program has proposed")
    expect(tools).to_contain_text("of ten sentences about 9 were right")
    assert states(page) == ["proposed"] * 6
    assert page.get_by_text("0 of 6 sentences are marked.").is_visible()
    assert page.locator(".ws-card").count() == 0
    entry = page.locator("[data-sentence=p2s1] .ws-entries li").first
    expect(entry).to_contain_text("Weber · indirect · proposed, not read yet")
    expect(entry).to_contain_text("How the text names them: a person with a name")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_problems(page) == []

    page.locator("[data-sentence=p3s2]").get_by_role("button", name="Change").click()
    page.get_by_label("Form", exact=True).select_option("reported")
    page.get_by_role("button", name="Done").click()
    expect(tools).to_contain_text("5 sentences hold")
    wrong = page.locator("[data-sentence=p2s2]")
    wrong.get_by_role("button", name="Remove").click()
    expect(wrong.get_by_role("button", name="Somebody says it")).to_be_focused()
    editor = Editor(page)
    # What a program gives to the author goes once a reader says that somebody else speaks.
    before = page.evaluate(KEPT)
    author = page.locator("[data-sentence=p1s1] .ws-entries", has_text="The author")
    expect(author.locator("option:checked")).to_have_text("(open)")
    assert author.get_by_role("button", name="It is right").count() == 0
    page.locator("[data-sentence=p1s1]").get_by_role("button", name="Somebody says it").click()
    assert author.count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(KEPT) == before
    editor.author("p2s2")
    editor.accept_all()
    assert states(page) == ["told"] * 6
    expect(page.locator(".ws-card-title")).to_contain_text("3 voices")
    editor.tell("Das Bad")
    editor.saved_case(tmp_path, "das-bad")


def test_what_a_reader_has_marked_stays_and_one_step_takes_all_back(
    open_widget: OpenWidget,
) -> None:
    page = started(open_widget)
    Editor(page).own_words("p1s1")
    before = page.evaluate(KEPT)
    propose(page)
    expect(said_of(page)).to_contain_text("Undo takes all of it back")
    assert states(page) == ["open"] + ["proposed"] * 5
    assert page.evaluate(f"{KEPT}.own.filter(({{ at }}) => at === 0)") == before["own"]
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(KEPT) == before
    # What is marked while Python reads is no less the reader's.
    page.evaluate(
        """() => { window.meanwhile = () => document
          .querySelector("[data-sentence=p1s2] [data-key^=own-]").click(); }"""
    )
    propose(page)
    expect(said_of(page)).to_contain_text("Proposed.")
    assert states(page) == ["open"] * 2 + ["proposed"] * 4


def test_a_proposal_without_a_cue_finds_it_in_the_next_sentence(
    open_widget: OpenWidget, tmp_path: Path
) -> None:
    page = started(open_widget, "Das Bad sei alt. Das teilte die Gruppe mit.")
    propose(page)
    page.get_by_role("button", name="The cue stands in the next sentence").click()
    assert page.evaluate(f"{KEPT}.own") == []  # a program had given that sentence to the author
    first = page.locator("[data-sentence=p1s1]")
    for part, words in {"cue": ["teilte", "mit."], "source": ["die", "Gruppe"]}.items():
        first.get_by_label(part, exact=True).check()
        for word in words:
            first.locator(".ws-word", has_text=word).first.click()
    editor = Editor(page)
    editor.voice("Somebody new …")
    editor.new_voice("Die Gruppe", "an office")
    page.get_by_role("button", name="Done").click()
    assert states(page) == ["told"] * 2
    editor.tell("Das Bad")
    assert "2 sentences, 2 sources, 1 attributions" in editor.saved_case(tmp_path, "das-bad")


def test_a_failure_is_one_sentence_and_nothing_is_lost(open_widget: OpenWidget) -> None:
    page = started(open_widget)
    before = page.evaluate(KEPT)
    page.evaluate("window.fault = 'Traceback\\n  many\\nhanta.whl: 404\\n'")
    propose(page)
    expect(said_of(page)).to_contain_text("nothing has changed (hanta.whl: 404)")
    expect(page.get_by_role("button", name="Propose marks")).to_be_focused()
    assert page.evaluate(KEPT) == before


def test_for_another_language_it_says_not_yet(open_widget: OpenWidget) -> None:
    page = started(open_widget, language="English")
    expect(page.locator(".ws-proposals")).to_contain_text(
        "cannot be proposed for a text in this language yet"
    )
    assert page.get_by_role("button", name="Propose marks").count() == 0


def test_without_python_in_the_page_nothing_is_offered(open_widget: OpenWidget) -> None:
    page = open_widget(own_text())
    Editor(page).paste(TEXT)
    expect(page.locator(".ws-lesson")).to_contain_text("This copy of the book")
    assert page.locator(".ws-proposals").inner_text() == ""

"""A lesson in one file as a pupil has it: from a folder, on a phone, with no network at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WATCH, wait_for_widgets
from tests.conftest import ASEM
from tests.levels import for_german_readers, reduced
from tests.pages import axe_problems, sheets
from whosays import Case, read_case
from whosays.begin.questions import generated
from whosays.case.vocabulary import Level
from whosays.one_file.page import page as lesson_page
from whosays.site.one_file import files

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    place = tmp_path_factory.mktemp("case")
    return read_case(for_german_readers(reduced(ASEM, place, Level.READING)))


@pytest.fixture(scope="module")
def file(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("stick") / f"{case.id}.html"
    place.write_bytes(lesson_page(case, files().kit()))
    return place


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Any]:
    """``opened(**options)`` is the file in a browser; nothing may be asked for or complained of."""
    contexts = []
    problems: list[str] = []

    def opens(**options: Any) -> Page:
        context = browser.new_context(
            offline=True, reduced_motion="reduce", viewport=PHONE, locale="de-DE", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: problems.append(asked.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(f"{said.type}: {said.text}"))
        page.add_init_script(WATCH)
        page.goto(file.as_uri())
        problems.remove(file.as_uri())
        return page

    yield opens
    for context in contexts:
        context.close()
    assert problems == []


def kept(page: Page) -> set[str]:
    """Kinds of what is kept of answers; where one was and how options are mixed are none."""
    keys: list[str] = page.evaluate("Object.keys(localStorage)")
    return {key.split(":")[1] for key in keys} - {"last", "seed"}


def test_a_pupil_answers_marks_compares_and_deletes(opened: Any, case: Case) -> None:
    page = opened()
    wait_for_widgets(page)
    assert page.locator("[data-widget-failed]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator(".ws-reader")).to_be_hidden()

    bank = generated(case)
    assert bank is not None
    first = next(item for item in bank.items if item.id == bank.sets["who"].items[0])
    right = next(option for option in first.options if option.correct)  # type: ignore[attr-defined]
    asked = page.locator(f'[data-item="{first.id}"]')
    asked.locator("label").filter(has_text=right.text["de"]).click()
    asked.get_by_role("button", name="Prüfen").click()
    expect(asked.get_by_role("status")).to_contain_text(right.feedback["de"])

    marks = page.locator(".ws-annotator:not(.ws-on-paper) .ws-task").first
    for select in marks.locator("select").all():
        select.select_option(index=1)
    marks.get_by_role("button", name="Vergleichen").press("Enter")
    expect(marks.get_by_role("status")).to_contain_text("Vorlage")
    assert kept(page) == {"annotation", "answer"}

    page.locator("summary", has_text="Ich habe meine Sätze markiert").click()
    expect(page.locator(".ws-reader .ws-tag").first).to_be_visible()
    assert axe_problems(page) == []

    page.get_by_text("Meine Antworten löschen").click()
    page.get_by_role("button", name="Löschen", exact=True).click()
    expect(page.get_by_text("Gelöscht.")).to_be_visible()
    assert kept(page) == set()
    expect(asked.locator("input:checked")).to_have_count(0)


def test_in_the_dark_it_has_no_barrier_either(opened: Any) -> None:
    page = opened(color_scheme="dark")
    wait_for_widgets(page)
    assert axe_problems(page) == []


def test_without_javascript_text_and_questions_are_there(opened: Any, case: Case) -> None:
    page = opened(java_script_enabled=False)
    text = page.locator("main").inner_text()
    assert "Ohne JavaScript" in text
    bank = generated(case)
    assert bank is not None
    assert page.locator(".ws-quiz .ws-prompt:visible").count() == len(bank.items)
    assert all(sentence.text in text for sentence in case.sentences.values())


def test_on_paper_it_asks_and_does_not_tell(opened: Any, case: Case) -> None:
    page = opened()
    wait_for_widgets(page)
    printed = "\n".join(paper := sheets(page))
    bank = generated(case)
    assert bank is not None
    assert printed.count("Frage") >= len(bank.items) - len(bank.sets)
    right = next(o for o in bank.items[0].options if o.correct)  # type: ignore[attr-defined]
    assert right.feedback["de"] not in " ".join(printed.split())
    assert "Ich habe meine Sätze markiert" not in printed
    # Few sheets of somebody else's text: its title comes first, and the book's authors nowhere.
    assert len(paper) <= 5
    assert paper[0].lstrip().startswith("Demonstration gegen")
    assert "authors" not in printed
    assert "Gemacht mit dem Buch" in paper[-1]

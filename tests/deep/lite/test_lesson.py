"""From a pasted text to a lesson that a class opens, with nothing but a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open, wait_for_widgets
from tests.browser.test_own_text import PAGE, TEXT, mark_everything
from tests.deep.lite.test_in_page import LOADED, open_page, serve, site_dir
from tests.editing import Editor
from tests.pages import axe_problems

__all__ = ["open_page", "serve", "site_dir"]


def test_a_pasted_text_becomes_a_lesson_that_asks(
    site_dir: Path, open_page: Open, browser: Browser, tmp_path: Path
) -> None:
    visit = open_page(site_dir, PAGE, viewport={"width": 390, "height": 844})
    page = visit.page
    editor = Editor(page)
    editor.paste(TEXT)
    save = page.get_by_role("button", name="Save as a lesson")
    told = page.locator(".ws-owntext > .ws-told")
    expect(page.locator(".ws-lesson")).to_contain_text("MB, once")

    save.click()
    expect(told).to_contain_text("It is no lesson yet")
    assert not [name for name in visit.files() if name.startswith("lite/static/")]

    mark_everything(editor)
    editor.tell("Das Bad", rights="Für meine Klasse.")
    with page.expect_download(timeout=LOADED) as waiting:
        save.click()
    expect(told).to_contain_text("Saved as das-bad.html")
    assert axe_problems(page) == []
    assert visit.problems == []
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)

    pupil = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    lesson = pupil.new_page()
    problems: list[str] = []
    lesson.on("console", lambda said: problems.append(said.text))
    lesson.on("pageerror", lambda error: problems.append(str(error)))
    lesson.goto(file.as_uri())
    wait_for_widgets(lesson)
    assert lesson.locator("[data-widget-failed]").count() == 0
    asked = lesson.locator(".ws-quiz:not(.ws-on-paper)").first
    asked.locator("label").first.click()
    asked.get_by_role("button", name="Prüfen").click()
    expect(asked.get_by_role("status").first).not_to_be_empty()
    assert problems == []
    pupil.close()

"""From a pasted text to a case that `whosays check` accepts, in the built site under its policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, wait_for_widgets
from tests.editing import Editor

PAGE = "book/en/own-text.html"
RESULTS = "book/en/results.html"
TEXT = """Hallenbad schließt

Die Stadt will das Bad am 3. Oktober schließen. Das teilte Bürgermeisterin Anna Klein am Montag mit.
„Wir haben kein Geld“, sagte sie. Das Bad sei zu alt. Laut einem Insider kostet das z. B. 3 Mio. €.

Das Bad stammt aus dem Jahr 1974."""


def mark_everything(editor: Editor) -> None:
    editor.author("p1s1")
    editor.begin("p2s1", source=["Die", "Stadt"], cue=["will"], content=["das", "schließen"])
    editor.new_voice("Die Stadt", "an office")
    editor.finish("reported", "none")
    editor.begin("p2s2", source=["Anna", "Klein"], cue=["teilte", "mit."], content=["Das"])
    editor.new_voice("Anna Klein", "a person with a name")
    editor.finish("reported", "none")
    editor.begin("p2s3", source=["sie."], cue=["sagte"], content=["Wir", "Geld"])
    editor.voice("Anna Klein")
    editor.finish("direct", "indicative")
    editor.begin("p2s4", content=["Das", "alt."])
    editor.voice("Anna Klein")
    editor.finish("indirect_free_indirect", "konj1")
    editor.begin("p2s5", source=["einem", "Insider"], cue=["Laut"], content=["kostet", "€"])
    editor.new_voice("Ein Insider", "without a name")
    editor.finish("indirect", "indicative")
    editor.author("p3s1")


@pytest.mark.parametrize("transport", ["http", "file"])
def test_a_pasted_text_becomes_a_case_that_check_accepts(
    site_dir: Path, open_page: Open, tmp_path: Path, transport: str
) -> None:
    visit = open_page(site_dir, PAGE, transport, viewport={"width": 390, "height": 844})
    page = visit.page
    editor = Editor(page)
    editor.paste(TEXT)
    mark_everything(editor)
    editor.tell("Das Bad")
    page.reload()
    wait_for_widgets(page)
    expect(page.locator(".ws-card-title")).to_have_text("3 voices, one of them you cannot ask")
    if transport == "file":  # where there is no Python
        expect(page.locator(".ws-lesson")).to_contain_text("This copy of the book cannot")
        expect(page.get_by_role("button", name="Save as a lesson")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a picture").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")
    said = editor.saved_case(tmp_path, "das-bad")
    assert "7 sentences, 4 sources, 5 attributions, 2 stretches" in said
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert visit.problems == []


def test_my_results_names_the_text_and_deletes_it(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, PAGE).page
    Editor(page).paste(TEXT)
    page.goto(page.url.replace(PAGE, RESULTS))
    wait_for_widgets(page)
    expect(page.get_by_text("There is a text of your own, too.")).to_be_visible()
    page.get_by_role("button", name="Delete all").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    assert page.evaluate("localStorage.getItem('whosays:own-text')") is None


def test_form_and_mood_stand_at_one_height_whatever_is_unfolded(
    site_dir: Path, open_page: Open
) -> None:
    """On a page of the site the styles of the other widgets are there, too."""
    page = open_page(site_dir, PAGE, viewport={"width": 1280, "height": 900}).page
    editor = Editor(page)
    editor.paste(TEXT)
    editor.begin("p2s1")
    page.locator(".ws-meanings summary").first.click()
    fields = [page.get_by_label(name, exact=True) for name in ("Form", "Mood of the verb")]
    form, mood = [field.bounding_box() for field in fields]
    assert form
    assert mood
    assert form["x"] < mood["x"]
    assert form["y"] == pytest.approx(mood["y"], abs=1)

"""From a pasted German text to a case, with marks that Python in the page has proposed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_own_text import PAGE
from tests.deep.lite.test_in_page import LOADED, engine_files, open_page, serve, site_dir
from tests.editing import Editor
from tests.pages import axe_problems
from tests.widgets.test_own_text_proposals import TEXT
from whosays.site.live import weight

__all__ = ["open_page", "serve", "site_dir"]


def test_a_pasted_text_gets_proposals_and_becomes_a_case(
    site_dir: Path, open_page: Open, tmp_path: Path
) -> None:
    visit = open_page(site_dir, PAGE, viewport={"width": 390, "height": 844})
    page = visit.page
    editor = Editor(page)
    editor.paste(TEXT)
    tools = page.locator(".ws-proposals")
    button = tools.get_by_role("button", name="Propose marks")
    expect(button).to_be_visible()
    told = tools.inner_text()
    assert engine_files(visit) == set()

    button.click()
    expect(tools.get_by_role("progressbar")).to_be_visible()
    tools.get_by_role("button", name="Cancel").click()
    expect(tools.get_by_role("status")).to_have_text("Cancelled. Nothing more is fetched.")
    visit.requested.clear()
    button.click()
    expect(tools.get_by_role("status")).to_contain_text("Proposed.", timeout=LOADED)
    loaded = sum(weight(site_dir / name)["wire"] for name in engine_files(visit)) / 1e6
    said = float(told.partition("about ")[2].partition(" MB")[0])
    assert abs(said - loaded) < 0.6
    assert page.locator(".ws-sentence[data-state=proposed]").count() == 6
    assert axe_problems(page) == []

    page.locator("[data-sentence=p3s2]").get_by_role("button", name="Change").click()
    page.get_by_label("Form", exact=True).select_option("reported")
    page.get_by_role("button", name="Done").click()
    editor.accept_all()
    editor.tell("Das Bad")
    assert "6 sentences, 4 sources" in editor.saved_case(tmp_path, "das-bad")
    assert visit.problems == []

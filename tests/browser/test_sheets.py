"""What teachers print: each plan and each notice on one sheet, and nothing of the screen on it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.browser.conftest import Open
from tests.pages import AUTHOR, FOOT, laid_out

pytestmark = pytest.mark.deep

ONE_SHEET = [
    *("plan-15", "plan-45", "plan-90", "plan-180", "plan-paper", "plan-no-war"),
    *("notice", "notice-de"),
]


@pytest.mark.parametrize("name", ONE_SHEET)
def test_it_fits_on_one_sheet(site_dir: Path, open_page: Open, name: str) -> None:
    (sheet,) = laid_out(open_page(site_dir, f"book/en/{name}.html").page)
    assert sheet.is_whole
    assert sheet.is_full_size
    assert "one at a time" not in sheet.text


@pytest.mark.parametrize("name", ["plan-15", "disputes"])
def test_its_title_stands_highest_and_whose_it_is_at_its_foot(
    site_dir: Path, open_page: Open, name: str
) -> None:
    page = open_page(site_dir, f"book/en/{name}.html").page
    title = page.locator("h1").inner_text().split()[0]
    first = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))[0]
    text = first.get_textpage()
    tops = {at: text.get_charbox(at)[3] for at in range(text.count_chars())}
    said = text.get_text_range()
    highest = max(tops, key=lambda at: tops[at])
    assert said.index(title) <= highest < said.index(title) + len(page.locator("h1").inner_text())
    foot = said.index(AUTHOR)
    assert max(tops[at] for at in range(foot, foot + len(AUTHOR))) < FOOT + 10

"""What teachers print: each plan and each notice on one sheet, and nothing of the screen on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.pages import laid_out

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

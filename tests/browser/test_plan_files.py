"""The zip of each plan, as a teacher gets it: from the link on its page to the sheets on paper."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.export.questions import squeezed
from tests.pages import laid_out
from whosays import Case, LessonPlan
from whosays.export.collection import name_of
from whosays.export.downloads import size
from whosays.words import Words

pytestmark = pytest.mark.deep


def test_each_plan_leads_to_all_of_it(
    site_dir: Path, kursk: Case, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    for plan in kursk.plans.plans:
        (shown,) = (
            path
            for path in (site_dir / "book/en").glob("plan-*.html")
            if f'data-ws-plan="{kursk.id}/{plan.id}"' in path.read_text()
        )
        (link,) = BeautifulSoup(shown.read_text(), "html.parser").select("[data-ws-package]")
        file = (shown.parent / str(link["href"])).resolve()
        packed = file.read_bytes()
        told = size(len(packed), Words().number)
        assert squeezed(link.get_text()) == f"Everything for this plan (zip, {told})"
        with zipfile.ZipFile(io.BytesIO(packed)) as opened:
            opened.extractall(tmp_path / plan.id)
            names = set(opened.namelist())
        readme = (tmp_path / plan.id / "README.txt").read_text("utf-8")
        assert {*re.findall(r"^(\S+\.\w+)$", readme, re.MULTILINE)} == names - {"README.txt"}
        for lesson in LessonPlan(kursk, plan.id).lessons:
            name = name_of(kursk, lesson)
            assert {f"{name}/{name}{end}" for end in (".sheet.pdf", ".key.pdf", ".docx")} <= names
        for sheet in sorted((tmp_path / plan.id).glob("*.html")):
            page.goto(sheet.as_uri())
            assert len(laid_out(page)) == 1, (plan.id, sheet.name)
        assert {shown.name, "notice.html", "notice-de.html"} == {
            name for name in names if name.endswith(".html")
        }
    page.close()

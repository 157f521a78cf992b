"""The notebooks that the site offers run by themselves, and their links lead back to its pages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.notebooks.conftest import LESSONS
from whosays.notebooks import Target, runnable
from whosays.notebooks.book import read_book

SITE = "https://somewhere.example/book/en/"


def test_what_can_be_downloaded_is_the_notebook_that_runs(site_dir: Path) -> None:
    for path in LESSONS.glob("*.ipynb"):
        offered = json.loads((site_dir / "_sources/book/en" / path.name).read_text("utf-8"))
        first, text = ("".join(cell["source"]) for cell in offered["cells"][:2])
        assert "Shift+Enter" in first or not any(
            cell["cell_type"] == "code" for cell in offered["cells"]
        )
        assert not re.search(r"\{[\w:]+\}`", text)


def test_links_to_the_site_lead_to_its_pages_and_places(site_dir: Path) -> None:
    """Where the site's address is configured; Sphinx gives the places their names."""
    book = replace(read_book(LESSONS), site=SITE)
    lessons = [page for page in book.pages.values() if page.path.suffix == ".ipynb"]
    made = "\n".join(runnable(book, page, Target.ALONE).decode() for page in lessons)
    links = set(re.findall(rf'{SITE}[^\s"<>)\\]+', made))
    assert len(links) > 50
    for link in links:
        parts = urlsplit(link.removeprefix(SITE))
        html = (site_dir / "book/en" / parts.path).read_text("utf-8")
        assert not parts.fragment or f'id="{unquote(parts.fragment)}"' in html, link

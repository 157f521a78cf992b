"""The data of every case beside the pages, and of none that is not finished."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import BAC, case_in
from tests.site.builds import BOOKS, BuiltBook, build
from whosays.begin.scaffold import new_case
from whosays.export.downloads import Downloads
from whosays.site.downloads import link_downloads

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BuiltBook:
    """A book of one page with a finished case, and one that has just been begun."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copy(BOOKS / "core_widget/_config.yml", folder)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    (folder / "index.md").write_text("# A book\n\nWith two cases.\n", encoding="utf-8")
    shutil.copytree(BAC, folder / "seeds/bac-2025")
    text = folder / "text.txt"
    text.write_text("The pool stays shut.\n", encoding="utf-8")
    new_case("half", text, folder / "seeds")
    return build(folder, tmp_path_factory.mktemp("built"))


def test_a_case_that_is_not_finished_is_left_out_and_named(book: BuiltBook) -> None:
    (warning,) = book.warnings
    assert "The case half is left out of the site" in warning
    assert "whosays check half" in warning


def test_a_finished_case_has_its_data_beside_the_pages(book: BuiltBook) -> None:
    made = [path.name for path in Path(book.html).rglob("annotation.jsonld")]
    assert made == ["annotation.jsonld"]
    assert list(book.html.rglob("*bac-2025*"))
    assert (book.html / "data/bac-2025/questions/bac-2025-questions.zip").exists()
    assert not list(book.html.rglob("*half*"))


def test_names_of_files_become_links_on_the_site() -> None:
    body = BeautifulSoup(Downloads(case_in(BAC))._repr_html_(), "html.parser")
    link_downloads(body, "../../")
    links = {str(link["href"]) for link in body.select("a[download]")}
    assert "../../data/bac-2025.zip" in links
    assert "../../data/bac-2025/annotation.jsonld" in links
    assert not body.select("[data-ws-file], [data-ws-live]")
    assert ".save(" not in body.text

"""Python in the reader's browser as part of a built book, and a book without it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.builds import BOOKS, build

pytestmark = pytest.mark.deep

BUTTON = ".site-lite a.site-button"


def built_lite(folder: Path, notebook: str) -> Path:
    """A folder as ``make lite`` builds it, as far as the book looks at it."""
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks/index.html").write_text("<p>JupyterLite</p>", encoding="utf-8")
    about = {
        "release": "1",
        "notebooks": {notebook: ["app", "python"]},
        "groups": {"app": [["a.js", 1_000_000, 3]], "python": [["b.whl", 2_500_000, 4]]},
        "seconds": {},
        "licences": [["numpy", "2.4.3", "BSD-3-Clause"]],
    }
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def test_a_book_offers_python_while_it_is_built_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebooks = sorted((BOOKS / "rich/book").glob("*.ipynb"))
    name = notebooks[0].name
    monkeypatch.setenv("WHOSAYS_LITE", str(built_lite(tmp_path / "lite", name)))
    book = build(BOOKS / "rich", tmp_path / "out")
    page = BeautifulSoup(book.page(f"book/{notebooks[0].stem}"), "html.parser")
    (button,) = page.select(BUTTON)
    address = str(button["href"])
    assert address == f"../lite/notebooks/index.html?path={name}"
    assert "3.5 MB" in page.select_one(".site-lite").get_text()  # type: ignore[union-attr]
    assert (book.html / "lite/notebooks/index.html").is_file()
    with zipfile.ZipFile(next(book.html.glob("*.zip"))) as packed:
        assert not [each for each in packed.namelist() if "/lite/" in each]
    licences = book.page("book/licences")
    assert "<b>numpy 2.4.3</b>: BSD-3-Clause" in licences
    assert "../lite/licences.txt" in licences
    worker = (book.html / "sw.js").read_text(encoding="utf-8")
    assert "lite/notebooks" not in worker.partition("\n")[0]
    assert "lite/" not in (book.html / "search.html").read_text(encoding="utf-8")

    monkeypatch.delenv("WHOSAYS_LITE")
    book = build(BOOKS / "rich", tmp_path / "out")
    page = BeautifulSoup(book.page(f"book/{notebooks[0].stem}"), "html.parser")
    assert page.select(BUTTON) == []
    assert not (book.html / "lite").exists()

"""The zip of the whole book, and the worker that has a device keep it."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from tests.conftest import BAC
from tests.site.builds import BOOKS, build, contents
from whosays.site import packing
from whosays.site.packing import Site
from whosays.words.language import Words

pytestmark = pytest.mark.deep

WORDS = Words("en")
STYLE = "_static/whosays/site-0123456789.css"


def page(text: str) -> str:
    """A page two folders below the root, with what it says of the zip."""
    body = BeautifulSoup(
        f"<article><h1>{text}</h1><div class='site-offline'></div></article>", "html.parser"
    )
    packing.say_how(body, WORDS, "A book", "../../")
    head = (
        f'<link rel="icon" href="../../icon.svg"><link rel="stylesheet" href="../../{STYLE}">'
        '<script src="../../_static/items.js?v=1a">'
    )
    return f"<!DOCTYPE html><html><head>{head}</script></head><body>{body}</body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "html"
    files = {
        "index.html": "<html>",
        "search.html": "<html>",
        "404.html": "<html>",
        "sitemap.xml": "",
        "robots.txt": "",
        "preview.png": "shown by platforms",
        "icon.svg": "<svg>",
        "book/en/one.html": page("One") + '<a href="../../_sources/book/en/one.ipynb">',
        "book/en/two.html": page("Two"),
        STYLE: "p {}",
        "_static/items.js": "1",
        "_sources/book/en/one.ipynb": "{}",
        "_sources/book/en/two.md": "# Two",
        "data/made.zip": "PK",
        "lite/index.html": "<html>",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Site(folder, "A book?", WORDS)


def packed(site: Site) -> zipfile.ZipFile:
    packing.pack(site)
    return zipfile.ZipFile(io.BytesIO((site.folder / "a-book.zip").read_bytes()))


def listed(site: Site) -> list[dict[str, str]]:
    """What the worker keeps, with hashes: files, then pages."""
    packing.pack(site)
    first, _, _ = (site.folder / "sw.js").read_text("utf-8").partition("\n")
    parts: list[dict[str, str]] = json.loads(first.removeprefix("self.book = ").rstrip(";"))[
        "parts"
    ]
    return parts


# --- the zip ------------------------------------------------------------------------------------


def test_the_zip_is_one_folder_with_all_that_works_without_a_server(site: Site) -> None:
    assert packed(site).namelist() == [
        "a-book/Open the book.html",
        "a-book/_sources/book/en/one.ipynb",
        "a-book/_static/items.js",
        f"a-book/{STYLE}",
        "a-book/book/en/one.html",
        "a-book/book/en/two.html",
        "a-book/data/made.zip",
        "a-book/icon.svg",
        "a-book/index.html",
        "a-book/preview.png",
        "a-book/search.html",
    ]


def test_a_page_of_the_zip_does_not_lead_to_the_zip(site: Site) -> None:
    text = packed(site).read("a-book/book/en/one.html").decode()
    assert WORDS.of("site")["zip_here"] in text
    assert ".zip" not in text
    assert "site-online" not in text
    assert "site-kept" not in text


def test_a_page_of_the_site_says_how_large_both_are(site: Site) -> None:
    packing.pack(site)
    text = site.read("book/en/one.html").decode()
    assert 'href="../../a-book.zip">a-book.zip</a>, <span data-ws-size="zip">0 MB</span>' in text
    assert '<span data-ws-size="fetched">0 MB</span>' in text


def test_packing_again_changes_nothing(site: Site) -> None:
    packing.pack(site)
    before = {name: site.read(name) for name in (*site.files, "a-book.zip", "sw.js")}
    again = Site(site.folder, site.title, site.words)
    packing.pack(again)
    assert before == {name: again.read(name) for name in (*again.files, "a-book.zip", "sw.js")}


def test_the_zip_says_nothing_of_the_machine_and_the_hour(site: Site) -> None:
    first = packed(site)
    for path in site.folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700)
    second = packed(Site(site.folder, site.title, WORDS))
    for one, other in zip(first.infolist(), second.infolist(), strict=True):
        assert (one.date_time, one.external_attr, one.create_system) == (
            (1980, 1, 1, 0, 0, 0),
            0o644 << 16,
            3,
        )
        assert (one.filename, one.header_offset) == (other.filename, other.header_offset)


# --- the worker ---------------------------------------------------------------------------------


def test_the_worker_keeps_pages_after_what_they_load(site: Site) -> None:
    files, pages = listed(site)
    assert list(files) == ["_static/items.js?v=1a", STYLE, "icon.svg"]
    assert list(pages) == ["book/en/one.html", "book/en/two.html", "index.html", "search.html"]


@pytest.mark.parametrize("name", ["book/en/two.html", STYLE, "_static/items.js"])
def test_a_change_in_any_file_is_another_worker(site: Site, name: str) -> None:
    packing.pack(site)
    before = site.read("sw.js")
    (site.folder / name).write_text(site.read(name).decode() + " ", encoding="utf-8")
    changed = Site(site.folder, site.title, WORDS)
    packing.pack(changed)
    assert changed.read("sw.js") != before


def test_what_is_apart_from_the_book_is_not_kept(site: Site) -> None:
    names = {name for part in listed(site) for name in part}
    assert not [name for name in names if name.startswith(("lite/", "data/", "_sources/"))]
    assert not names & {"a-book.zip", "sw.js", "404.html", "sitemap.xml", "robots.txt"}


# --- building again -----------------------------------------------------------------------------


def test_a_change_in_a_case_reaches_the_data_the_zip_and_the_worker(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(BOOKS / "core_widget", book)
    shutil.copytree(BAC, book / "seeds/bac-2025")
    cell = "from pathlib import Path\nPath('seeds/bac-2025/annotation.yml').read_text()"
    made = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[
            nbformat.v4.new_markdown_cell("# A page"),  # type: ignore[no-untyped-call]
            nbformat.v4.new_code_cell(cell),  # type: ignore[no-untyped-call]
        ]
    )
    nbformat.write(made, book / "index.ipynb")  # type: ignore[no-untyped-call]
    first = contents(build(book, tmp_path / "out").html)

    annotation = book / "seeds/bac-2025/annotation.yml"
    text = annotation.read_text(encoding="utf-8")
    assert "The town of Valbourg" in text
    annotation.write_text(
        text.replace("The town of Valbourg", "The city of Valbourg"), encoding="utf-8"
    )
    second = contents(build(book, tmp_path / "out").html)
    changed = {name for name in first if second.get(name) != first[name]}
    assert {"index.html", "sw.js", "data/bac-2025.zip"} <= changed
    assert {name.rpartition("/")[2] for name in changed if name.endswith(".zip")} == {
        "bac-2025.zip",
        "bac-2025-attributions.zip",
        "bac-2025-questions.zip",
        "what-cannot-work-without-a-kernel-or-a-network.zip",
    }

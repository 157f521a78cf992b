"""What the pages of the whole book say of themselves to those who do not see them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.conftest import SUB_PATH, BelowASubPath, Open, pages_of
from tests.pages import serving
from tests.site.builds import BuiltBook
from tools.discoveries import read
from tools.minutes import FIRST_LINE, minutes_of
from tools.prose import page_named, source
from whosays.site.book_data import LONGEST, SHORTEST
from whosays.site.metadata import LONGEST_TITLE

pytestmark = pytest.mark.deep

DOOR = "index.html"  # leads to the first page and says what that page says


@pytest.fixture(scope="module")
def heads(site_dir: Path) -> dict[str, BeautifulSoup]:
    """The head of every page, by its path."""
    texts = {path: (site_dir / path).read_text("utf-8") for path in [*pages_of(site_dir), DOOR]}
    return {
        path: BeautifulSoup(text.partition("</head>")[0], "html.parser")
        for path, text in texts.items()
    }


def content(head: BeautifulSoup, name: str) -> str:
    found = head.select(f'meta[name="{name}"], meta[property="{name}"]')
    assert len(found) == 1, name
    return str(found[0]["content"])


def test_every_page_has_a_description_of_its_own(heads: dict[str, BeautifulSoup]) -> None:
    said = {path: content(head, "description") for path, head in heads.items()}
    first = said.pop(DOOR)
    assert [text for text, times in Counter(said.values()).items() if times > 1] == []
    assert first in said.values()
    for path, text in said.items():
        assert SHORTEST <= len(text) <= LONGEST, path
        assert text[-1] in ".?!", path
        assert not re.search(r"[<>*_`{}\[\]]|&\w+;", text), path
        assert text == content(heads[path], "og:description")


def test_every_page_has_a_short_title_of_its_own(heads: dict[str, BeautifulSoup]) -> None:
    titles = {path: head.title.get_text() for path, head in heads.items() if head.title}
    assert titles.keys() == heads.keys()
    del titles[DOOR]
    assert [text for text, times in Counter(titles.values()).items() if times > 1] == []
    for path, title in titles.items():
        assert len(title) <= LONGEST_TITLE, path
        assert not re.match(r"\d+\.", title), path
        assert "<" not in title, path


def test_what_readers_are_to_find_out_is_in_no_description(
    heads: dict[str, BeautifulSoup],
) -> None:
    found = [
        (path, name)
        for path, head in heads.items()
        for name, discovery in read().discoveries.items()
        if discovery.told_in(content(head, "description"))
        or discovery.told_in(content(head, "og:title"))
    ]
    assert found == []


def test_a_description_states_the_minutes_that_the_page_states(
    heads: dict[str, BeautifulSoup],
) -> None:
    checked = 0
    for path, head in heads.items():
        told = re.match(r"About (\d+) minutes\.", content(head, "description"))
        if told:
            stated = minutes_of(FIRST_LINE, source(page_named(Path(path).stem)))
            assert stated
            assert stated.whole == int(told[1]), path
            checked += 1
    assert checked > 15


def test_the_picture_of_the_book_is_what_chat_windows_take(
    site_dir: Path, heads: dict[str, BeautifulSoup]
) -> None:
    for path, head in heads.items():
        picture = (site_dir / path).parent / content(head, "og:image")
        assert picture.stat().st_size < 60_000
        assert content(head, "og:image:width") == "1200"
        assert content(head, "og:image:height") == "630"
        assert len(content(head, "og:image:alt")) > 20


# --- in a browser -------------------------------------------------------------------------------


def test_a_device_can_install_the_site(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/index.html").page
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/manifest.webmanifest")
    assert json.loads(manifest["data"])["start_url"] == "book/en/index.html"


def test_a_folder_has_no_manifest_to_complain_about(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/index.html", "file").page
    assert page.locator("link[rel=manifest]").count() == 0


class WithAPageForMissingOnes(BelowASubPath):
    """Answers as GitHub Pages does: with ``404.html`` of the site where nothing is."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def published(built_book: Callable[[str], BuiltBook]) -> Iterator[str]:
    """Where a book is served that knows its address."""
    with serving(built_book("published").html, WithAPageForMissingOnes) as host:
        yield host + SUB_PATH


@pytest.mark.parametrize("missing", ["gone", "book/gone.html", "x/y/z/"])
@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["scripts", "none"])
def test_a_missing_page_leads_on_from_any_depth(
    site_dir: Path, open_page: Open, published: str, missing: str, options: dict[str, bool]
) -> None:
    context = open_page(site_dir, "search.html", **options).page.context
    context.unroute_all()
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda reply: failed.append(reply.url) if reply.status >= 400 else None)
    page.goto(published + missing)
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    assert failed == [published + missing], "nothing else is missing"
    article = page.get_by_role("article")
    article.get_by_role("searchbox").fill("claim")
    article.get_by_role("button", name="Search").click()
    page.wait_for_url(f"{published}search.html?q=claim")
    page.go_back()
    article.get_by_role("link", name="To the first page").click()
    page.wait_for_url(f"{published}book/index.html")

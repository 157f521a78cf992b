"""Every page of the built site, as readers meet it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    KINDS,
    LOOKS,
    Open,
    pages_of,
    wait_for_widgets,
    weight_on_the_wire,
)
from tests.browser.situations import DESK
from tests.browser.test_start import KEEP_STATES, assert_values_of_the_build
from tests.pages import axe_problems, settle

LIMIT = 250_000  # bytes on the wire for a first visit to a chapter with a widget
STORED = "[localStorage.length, sessionStorage.length, document.cookie]"
RAW_MARKUP = re.compile(r".*\]\{[a-z]{2}\}.*")  # of item texts: [Worte]{de}
LESSONS = re.compile(r"book/en/(?!data|guidelines|glossary|bibliography|about|copy|run|teachers)\w")
PRESS_EVERYTHING = """() => {
  document.querySelectorAll("details").forEach((each) => (each.open = true));
  document.querySelectorAll("main button, main input, .site-bar button, [data-ws-nav]").forEach(
    (control) => control.offsetParent && control.type !== "submit" && control.click());
}"""


def test_a_page_needs_nothing_from_elsewhere_and_reports_no_error(
    site_dir: Path, open_page: Open, page_path: str, transport: str
) -> None:
    visit = open_page(site_dir, page_path, transport, init=KEEP_STATES, viewport=DESK)
    page = visit.page
    assert page.locator("[data-widget-failed]").count() == 0
    assert page.evaluate(STORED) == [0, 0, ""]
    assert weight_on_the_wire(site_dir, visit.files()) <= LIMIT
    assert_values_of_the_build(page, site_dir, page_path)
    if LESSONS.match(page_path):
        assert_no_name_of_a_column_and_no_empty_table(page)

    # 1024 pixels at 400 %; WCAG 1.4.10 asks for 320.
    page.set_viewport_size({"width": 256, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 256
    page.set_viewport_size(DESK)

    page.evaluate(PRESS_EVERYTHING)
    settle(page)
    assert visit.problems == []
    assert RAW_MARKUP.findall(page.inner_text("main")) == []


def assert_no_name_of_a_column_and_no_empty_table(page: Page) -> None:
    assert re.findall(r"\b[a-z]+_[a-z]+\b|\bNaN\b", page.inner_text("main")) == []
    for table in page.locator("main table").all():
        assert not table.is_visible() or table.locator("td").count()


def test_axe_finds_nothing(site_dir: Path, open_page: Open, page_path: str, look: str) -> None:
    assert axe_problems(open_page(site_dir, page_path, **LOOKS[look]).page) == []


def test_there_is_a_page_of_each_kind(site_dir: Path) -> None:
    assert set(KINDS) <= set(pages_of(site_dir))


def test_only_the_choice_of_colours_holds_up_a_page(site_dir: Path, page_path: str) -> None:
    page = BeautifulSoup((site_dir / page_path).read_text("utf-8"), "html.parser")
    at_once = [str(each["src"]) for each in page.select("script[src]:not([defer])")]
    assert [src.rpartition("/")[2].partition("-")[0] for src in at_once] == ["mode"]
    # A browser begins nothing that comes after it before it is there, for the page has a policy.
    fetched = page.select("head :is(link[rel=stylesheet], script[src])")
    assert fetched[-1]["src"] == at_once[0]


def test_a_page_reads_without_javascript(site_dir: Path, open_page: Open, page_path: str) -> None:
    page = open_page(site_dir, page_path, java_script_enabled=False).page
    expect(page.locator("main h1").first).to_be_visible()
    for fold in page.locator(".site-run > details > summary").all():
        fold.click()
    for place in page.locator("[data-widget-model]").all():
        assert place.inner_text().strip()
    assert RAW_MARKUP.findall(page.inner_text("main")) == []
    if page.locator("#site-navigation").count():
        assert page.locator("#site-navigation a").nth(1).is_visible()


def test_a_page_works_where_storage_is_refused(
    site_dir: Path, open_page: Open, page_path: str
) -> None:
    refuse = """for (const kind of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, kind, { get() { throw new DOMException("", "SecurityError") } })
    """
    visit = open_page(site_dir, page_path, init=refuse)
    visit.page.evaluate(PRESS_EVERYTHING)
    wait_for_widgets(visit.page)
    assert visit.problems == []


@pytest.mark.deep
def test_every_link_within_the_site_leads_somewhere(site_dir: Path) -> None:
    pages = {
        site_dir / path: BeautifulSoup((site_dir / path).read_text("utf-8"), "html.parser")
        for path in pages_of(site_dir)
    }
    anchors = {path: {tag["id"] for tag in soup.select("[id]")} for path, soup in pages.items()}
    dead = []
    for page, soup in pages.items():
        for link in soup.select("a[href]"):
            url = urlsplit(str(link["href"]))
            if url.scheme or url.netloc:
                continue
            target = (page.parent / unquote(url.path)).resolve() if url.path else page
            there = target in anchors and (not url.fragment or url.fragment in anchors[target])
            if not (there or (target.is_file() and target.suffix != ".html")):
                dead.append(f"{page.relative_to(site_dir)}: {link['href']}")
    assert dead == []


@pytest.mark.parametrize("transport", ["http", "file"])
def test_the_key_of_a_page_unfolds_every_answer(
    site_dir: Path, open_page: Open, transport: str
) -> None:
    visit = open_page(site_dir, "book/en/practice-attributions.html?key", transport)
    answers = visit.page.locator(".ws-quiz.ws-fallback details")
    assert answers.count() > 10
    assert all(answer.get_attribute("open") is not None for answer in answers.all())
    assert visit.page.locator(".ws-quiz:not(.ws-fallback)").count() == 0
    expect(visit.page.locator(".site-key")).to_be_visible()
    visit.page.locator(".site-key a").click()
    expect(visit.page.locator(".ws-quiz:not(.ws-fallback)").first).to_be_visible()
    expect(visit.page.locator(".site-key")).to_be_hidden()
    assert visit.problems == []


@pytest.mark.parametrize("transport", ["http", "file"])
def test_the_front_door_leads_into_the_book(
    site_dir: Path, open_page: Open, transport: str
) -> None:
    visit = open_page(site_dir, "index.html", transport)
    expect(visit.page.locator("main article h1")).to_be_visible()
    assert visit.problems == []


def test_no_page_asks_for_an_icon_of_a_font(site_dir: Path, page_path: str) -> None:
    page = (site_dir / page_path).read_text(encoding="utf-8")
    assert "site-icon" in page
    assert re.findall(r"\bfa-[\w-]+", page) == []

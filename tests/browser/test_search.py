"""Searching the book in a browser: what is found, in which order, and where a result leads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    LOOKS,
    Open,
    compressed_size,
    pages_of,
    wait_for_widgets,
)
from tests.pages import axe_problems, settle
from whosays.site.search import Index

STORED = "[localStorage.length, sessionStorage.length, document.cookie]"
HOSTILE = [
    "constructor",
    "__proto__",
    "hasOwnProperty toString",
    '<img src=x onerror="window.hacked=1">',
    "(a+)+$ [b-a] \\ *?",
    "{n} {q} {found} $& $1",
    "x" * 10_000,
    "word " * 2_000,
    "😀 👩‍👩‍👧",
    "\u202e \ud800 \ue001",
    '"""',
]


def made_book(*texts: str, language: str = "en") -> dict[str, Any]:
    """An index with a page for each text, as search.py would write it."""
    index = Index("en")
    for n, text in enumerate(texts):
        block = ["", "", [[language, text]]]
        index.add_page(f"{n}.html", "Lessons", "", [["place", f"Page {n}", False, [block]]])
    made: dict[str, Any] = json.loads(index.script().split(" = ", 1)[1].rstrip(";\n"))
    return made


@pytest.fixture(scope="module")
def found_in(site_dir: Path, browser: Browser) -> Iterator[Any]:
    """``found_in(book, query)`` gives the addresses of what a query finds, in order."""
    page = browser.new_page()
    page.goto(f"{site_dir.as_uri()}/search.html")

    def found(book: dict[str, Any], query: str) -> list[str]:
        page.reload()  # what was found in another book is remembered
        page.evaluate("(book) => { whosays.index = book; }", book)
        answer: list[str] = page.evaluate(
            "(query) => whosays.find(query).results.map(({ section }) => section.address)", query
        )
        return answer

    yield found
    page.close()


def search_for(page: Page, query: str) -> None:
    field = page.locator("#ws-search-here")
    field.fill(query)
    field.press("Enter")


def results(page: Page) -> list[str]:
    return page.locator("#search-results li a").all_inner_texts()


# --- Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("de", "Nur ein Soldat kam.", "Soldaten"),
        ("de", "Zwei Soldaten kamen.", "Soldat"),
        ("de", "Er hat es bestätigt.", "bestätigen"),
        ("de", "Sie wollen es bestätigen.", "bestätigt"),
        ("de", "Sie wollen es bestätigen.", "bestaetigt"),
        ("de", "Eine Bestätigung gab es nicht.", "bestätigt"),
        ("de", "Er hat es gesagt.", "sagen"),
        ("en", "They confirmed it.", "confirm"),
        ("en", "They confirm it.", "confirmed"),
        ("en", "One soldier came.", "soldiers"),
        ("de", "Es geschah in Pjöngjang.", "Pjoengjang"),
        ("de", "Es geschah in Pjöngjang.", "Pjongjang"),
        ("de", "Es geschah in Pjöngjang.", "PJÖNGJANG"),
        ("de", "Es geschah in Pjoengjang.", "Pjöngjang"),
        ("de", "Es geschah in Pjöngjang.", "Pjo\u0308ngjang"),
        ("de", "Auf der Straße stand er.", "Strasse"),
        ("de", "Auf der Strasse stand er.", "Straße"),
        ("en", "About 12,000 soldiers.", "12.000"),
        ("en", "About 12,000 soldiers.", "12000"),
        ("en", "It was Russia's affair.", "Russia"),
        ("en", "Nobody confirmed it.", "conf"),
        ("de", "Der Geheimdienst schweigt.", "dienst"),
        ("en", "It is a so-called report.", "so-called"),
    ],
)
def test_a_word_is_found_in_all_its_forms_and_spellings(
    found_in: Any, language: str, text: str, query: str
) -> None:
    assert found_in(made_book("Nothing of that kind.", text, language=language), query) == [
        "1.html"
    ]


@pytest.mark.parametrize(
    ("language", "text", "query", "other"),
    [
        ("de", "Es war in der Nacht.", "nach", "Nach ihm."),
        ("de", "Sie seien da.", "Seite", "An der Seite."),
        ("de", "Korean soldiers of the North.", '"North Korean"', "North Korean soldiers."),
        ("en", "One soldier came.", '"soldiers"', "Two soldiers came."),
        ("en", "The warning came late.", "war", "The war went on."),
    ],
)
def test_other_words_are_not_found(
    found_in: Any, language: str, text: str, query: str, other: str
) -> None:
    assert found_in(made_book(text, other, language=language), query) == ["1.html"]


def test_all_words_have_to_be_there_and_words_that_are_everywhere_decide_nothing(
    found_in: Any,
) -> None:
    book = made_book("the tree and the house", "a tree of wood", "the house of stone", "the rest")
    assert found_in(book, "house tree") == ["0.html"]
    assert found_in(book, "the stone") == ["2.html"]
    assert set(found_in(book, "the tree of")) >= {"1.html"}


def test_what_fits_the_word_as_typed_comes_before_its_forms(found_in: Any) -> None:
    assert found_in(made_book("one claim here", "two claims here"), "claims")[0] == "1.html"


# --- The book -----------------------------------------------------------------------------------


def test_lessons_come_first_then_the_parts_in_the_books_order(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, "search.html").page
    search_for(page, "claim")
    groups = page.locator("#search-results h2").all_inner_texts()
    assert groups[0] == "Lessons"
    assert groups[-1] == "Reference"
    expect(page.locator("#search-results > p a")).to_have_text("Claim")  # in the glossary


def test_a_section_named_so_is_the_first(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "search.html?q=a+claim+that+nobody+disputes").page
    assert results(page)[0] == "A claim that nobody disputes"


@pytest.mark.deep
def test_no_answer_of_a_question_can_be_found(site_dir: Path, open_page: Open) -> None:
    text = open_page(site_dir, "search.html").page.evaluate("JSON.stringify(whosays.index)")
    told, read = set(), ""
    for path in pages_of(site_dir):
        soup = BeautifulSoup((site_dir / path).read_text("utf-8"), "html.parser")
        keys = [key.extract() for key in soup.select("details.ws-key")]
        told |= {words_of(line) for key in keys for line in key.select("li, p")}
        read += words_of(soup) + "\n"
    assert len(told) > 500
    assert [line for line in told if len(line) > 40 and line not in read and line in text] == []


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


LED_TO = {"soldier": "soldier", "Pjoengjang": "Pjöngjang", "claims": "claim"}


@pytest.mark.in_turn(query=list(LED_TO), transport=["http", "file"])
def test_a_result_leads_to_the_words_and_marks_them(
    site_dir: Path, open_page: Open, transport: str, query: str
) -> None:
    visit = open_page(site_dir, f"search.html?q={query}", transport)
    page = visit.page
    lines = page.locator("#search-results li mark")
    expect(lines.first).to_contain_text(re.compile(LED_TO[query], re.IGNORECASE))
    for n in range(2):
        page.goto(f"{visit.base}search.html?q={query}")
        page.locator("#search-results li a").nth(n).click()
        wait_for_widgets(page)
        expect(page.locator(".site-found")).to_be_visible()
        page.wait_for_function(SEEN)
    assert page.evaluate(STORED) == [0, 0, ""]
    page.locator(".site-found button").click()
    expect(page.locator(".site-found")).to_be_hidden()
    assert page.evaluate("CSS.highlights.size") == 0
    assert "mark=" not in page.url
    assert visit.problems == []


SEEN = """() => [...(CSS.highlights.get("site-found") ?? [])].some((range) => {
  const { top, bottom, height } = range.getBoundingClientRect();
  return height > 0 && top >= 0 && bottom <= innerHeight;
})"""


GROWS = """document.addEventListener("whosays:landed", () => setTimeout(() => {
  const more = document.createElement("div");
  more.style.height = "500px";
  document.querySelector("main").append(more);
}, 100), { once: true })"""
GROWN = """() => document.querySelector("main").lastElementChild.style.height === "500px" &&
  !whosays.keeps()"""


@pytest.mark.parametrize("n", [0, 1])
def test_what_was_found_stays_in_view_while_the_page_still_grows(
    site_dir: Path, open_page: Open, n: int
) -> None:
    page = open_page(site_dir, "search.html?q=Jewkurow").page
    page.add_init_script(GROWS)
    page.locator("#search-results li a").nth(n).click()
    page.wait_for_function(SEEN)
    page.wait_for_function(GROWN)
    assert page.evaluate(SEEN)


def test_a_word_in_a_question_leads_to_that_question(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "book/en/claims.html?mark=intelligence#q-claims-could").page
    expect(page.locator('[data-item="claims-could"]')).to_be_in_viewport()


def test_words_are_marked_where_the_browser_cannot_highlight(
    site_dir: Path, open_page: Open
) -> None:
    visit = open_page(
        site_dir,
        "book/en/claims.html?mark=claim#what-is-claimed",
        init="delete CSS.highlights; delete Object.getPrototypeOf(CSS).highlights;",
    )
    page = visit.page
    before = page.locator("main article").inner_text()
    marks = page.locator("main mark.site-found")
    assert marks.count() > 5
    assert page.locator("[data-widget-model] mark.site-found").count() == 0
    page.locator(".site-found button").click()
    expect(marks).to_have_count(0)
    assert page.locator("main article").inner_text() == before
    assert visit.problems == []


def test_marks_may_be_anything(site_dir: Path, open_page: Open) -> None:
    marks = ["", "<img src=x onerror=hacked=1>", "(a+)+$", "\N{GRINNING FACE}", "x" * 5000, "claim"]
    query = urlencode([("mark", mark) for mark in marks])
    visit = open_page(site_dir, f"book/en/claims.html?{query}")
    expect(visit.page.locator(".site-found")).to_be_visible()
    assert visit.page.evaluate("window.hacked") is None
    assert visit.page.locator("main img[src=x]").count() == 0
    assert visit.problems == []


# --- The page -----------------------------------------------------------------------------------


def test_hostile_words_are_harmless(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, "search.html", "file")
    for query in HOSTILE:
        visit.page.locator("#ws-search-status").evaluate("(each) => each.replaceChildren()")
        search_for(visit.page, query)
        settle(visit.page)
        expect(visit.page.locator("#ws-search-status")).not_to_be_empty()
        assert visit.page.evaluate("window.hacked") is None, query
        assert visit.page.locator("main img").count() == 0, query
        assert visit.problems == [], query


def test_the_number_of_results_is_said_and_what_to_do_without_any(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, "search.html").page
    status = page.get_by_role("status").and_(page.locator("#ws-search-status"))
    expect(status).to_be_empty()
    search_for(page, "Pjöngjang")
    expect(status).to_have_text(re.compile(r"^\d+ places found\.$"))
    search_for(page, "Pjöngjang xyzzy")
    expect(status).to_have_text(re.compile(r"^No section has all of these words.* found\.$"))
    assert results(page)
    expect(page.locator("#ws-search-instead")).to_be_hidden()
    search_for(page, "xyzzy")
    expect(status).to_have_text("Nothing found for “xyzzy”.")
    expect(page.locator("#ws-search-instead a").first).to_be_visible()


@pytest.mark.parametrize("transport", ["http", "file"])
def test_the_address_keeps_the_query_and_back_works(
    site_dir: Path, open_page: Open, transport: str
) -> None:
    visit = open_page(site_dir, "book/en/index.html", transport)
    page = visit.page
    page.goto(f"{visit.base}book/en/claims.html")
    page.evaluate("document.getElementById('ws-search-field').value = 'soldier'")
    page.evaluate("document.getElementById('ws-search-field').form.requestSubmit()")
    page.wait_for_url(re.compile(r"search\.html\?q=soldier$"))
    first = results(page)
    search_for(page, "claim")
    assert page.url.endswith("?q=claim")
    page.locator("#search-results li a").first.click()
    page.wait_for_url(re.compile("mark="))
    page.go_back()
    page.wait_for_url(re.compile(r"\?q=claim$"))
    expect(page.locator("#ws-search-here")).to_have_value("claim")
    page.go_back()
    expect(page.locator("#ws-search-here")).to_have_value("soldier")
    assert results(page) == first
    assert page.evaluate(STORED) == [0, 0, ""]


def test_results_come_while_typing_and_all_of_them_by_keyboard(
    site_dir: Path, open_page: Open
) -> None:
    page = open_page(site_dir, "search.html").page
    page.keyboard.type("clai")  # the field has the focus
    expect(page.locator("#search-results li a").first).to_be_visible()
    assert page.url.endswith("?q=clai")
    more = page.locator("#search-results section button").first
    before = page.locator("#search-results section").first.locator("li").count()
    more.press("Enter")
    after = page.locator("#search-results section").first.locator("li")
    assert after.count() > before
    expect(after.nth(before).locator("a")).to_be_focused()


def test_without_javascript_the_page_says_what_helps(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "search.html", java_script_enabled=False).page
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.locator(".site-without-js a").first).to_be_visible()


@pytest.mark.in_turn(query=["claim", "soldier"], look=list(LOOKS))
def test_results_and_marks_are_accessible_and_fit(
    site_dir: Path, open_page: Open, query: str, look: str
) -> None:
    page = open_page(site_dir, f"search.html?q={query}", **LOOKS[look]).page
    assert axe_problems(page) == []
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    page.locator("#search-results li a").first.click()
    wait_for_widgets(page)
    expect(page.locator(".site-found")).to_be_visible()
    assert axe_problems(page) == []


def test_the_first_result_is_quick_and_the_index_light(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, "search.html").page
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # whatever else runs here
    page.goto(f"{page.url}?q=Soldat")
    assert results(page)
    measured = session.send("Performance.getMetrics")["metrics"]
    (seconds,) = (each["value"] for each in measured if each["name"] == "ScriptDuration")
    assert seconds < 0.1  # 0.05
    (index,) = (site_dir / "_static/whosays").glob("search-index-*.js")
    # Two articles, all that is asked about them, and what teachers need.
    assert compressed_size(index) < 155_000

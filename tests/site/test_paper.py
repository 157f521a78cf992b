"""The whole book as one document: what of a page belongs on it, and where its links lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from whosays.site.paper import Book, chromium, document, led, take, without_times

LESSON = """
<section id="claims"><h1>What is claimed<a class="headerlink" href="#claims">¶</a></h1>
<p>See <a href="article.html#five">the article</a>, <a href="#claims">above</a>,
<a href="https://example.org/x">elsewhere</a>.</p>
<section class="ws-sheet" id="set"><p class="ws-title">Three questions</p><ol>
<li class="ws-item" id="q-one"><p class="ws-prompt">Who says it?</p>
<details class="ws-key"><summary>Answer</summary><p>The ministry.</p></details></li></ol></section>
<label for="field">Field</label><input id="field" aria-describedby="set q-one">
<div class="site-next"><a href="next.html">Next</a></div></section>
"""


def taken(tmp_path: Path) -> tuple[BeautifulSoup, BeautifulSoup]:
    take(BeautifulSoup(LESSON, "html.parser"), "book/en/claims", tmp_path)
    body, key = ((tmp_path / f"claims.{part}.html").read_text("utf-8") for part in ("body", "key"))
    return BeautifulSoup(body, "html.parser"), BeautifulSoup(key, "html.parser")


def test_questions_and_answers_are_apart_and_lead_to_each_other(tmp_path: Path) -> None:
    body, key = taken(tmp_path)
    assert "Who says it?" in body.text
    assert "The ministry." not in body.text
    assert "The ministry." in key.text
    (link,) = key.select("a")
    assert link.text == "Who says it?"
    assert body.select_one(f"[id='{link['href'][1:]}'] .ws-prompt") is not None  # type: ignore[index]


def test_what_a_screen_is_for_is_left_out(tmp_path: Path) -> None:
    body, _ = taken(tmp_path)
    assert not body.select(".site-next, .headerlink")


def test_every_name_on_a_page_is_kept_apart_from_those_of_other_pages(tmp_path: Path) -> None:
    body, _ = taken(tmp_path)
    ids = {str(element["id"]) for element in body.select("[id]")}
    assert ids == {"claims", "claims--claims", "claims--set", "claims--q-one", "claims--field"}
    (field,) = body.select("input")
    assert field["aria-describedby"] == "claims--set claims--q-one"


@pytest.mark.parametrize(
    ("address", "on_paper"),
    [
        ("#place", "#claims--place"),
        ("#", "#claims"),
        ("article.html", "#article"),
        ("article.html#five", "#article--five"),
        ("https://example.org/a.html#b", "https://example.org/a.html#b"),
        ("../../data/kursk.csv", "../../data/kursk.csv"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_leads_to_the_place_in_the_same_document_or_out_of_it(
    address: str, on_paper: str
) -> None:
    assert led(address, "claims") == on_paper


def test_the_document_has_pages_in_order_and_answers_last(tmp_path: Path) -> None:
    for page in ("index", "claims"):
        take(BeautifulSoup(LESSON, "html.parser"), f"book/en/{page}", tmp_path)
    words = {"paper_note": "A <note>", "paper_answers": "Answers", "paper_contents": "Contents"}
    book = Book("Who?", "Somebody", "en", ("index", "claims"), words, {"claims": "Part <one>"})
    text = document(book, tmp_path, ["a.css"])
    found = BeautifulSoup(text, "html.parser")
    assert [each["id"] for each in found.select("article")] == ["index", "claims", "paper-answers"]
    assert [each.text for each in found.select("h1")] == [
        "Contents",
        "What is claimed",
        "Part <one>",
        "Answers",
    ]
    assert found.select_one("article#claims h2").text == "What is claimed"  # type: ignore[union-attr]
    links = [str(each["href"]) for each in found.select("#paper-contents a")]
    assert links == ["#index", "#claims", "#paper-answers"]
    assert found.select_one("html")["lang"] == "en"  # type: ignore[index]
    assert "A <note>" in found.text


def test_a_pdf_says_nothing_of_when_it_was_made_and_keeps_its_length() -> None:
    pdf = b"<</Creator (x)\n/CreationDate (D:20261127064946+00'00')\n/ModDate (D:2026)>>"
    changed = without_times(pdf)
    assert b"2026" not in changed
    assert len(changed) == len(pdf)
    assert b"/Creator (x)" in changed


def test_a_browser_that_is_named_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "mine"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("WHOSAYS_CHROMIUM", str(program))
    assert chromium() == program

"""The whole book as one document: what of a page belongs on it, and where its links lead."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup

from whosays.site import paper
from whosays.site.paper import Book, chromium, document, led, numbered, pack, sheets_of, take

LESSON = """
<section id="claims"><h1>What is claimed<a class="headerlink" href="#claims">¶</a></h1>
<p>See <a class="reference internal" href="article.html#five">the article</a>,
<a class="reference internal" href="#claims">above</a>,
<a class="reference internal" href="glossary.html#claim"><span class="std-term">claim</span></a>,
<a href="../../data.csv">a file</a>, <a href="https://example.org/x">elsewhere</a>.</p>
<section class="ws-sheet ws-overleaf" id="set"><p class="ws-title">Three questions</p><ol>
<li class="ws-item" id="q-one"><p class="ws-prompt">Who says it?</p>
<details class="ws-key"><summary>Answer</summary><p>The ministry.</p></details></li></ol></section>
<label for="field">Field</label><input id="field" aria-describedby="set q-one">
<div class="site-next"><a href="next.html">Next</a></div></section>
"""


WORDS = {
    "paper_note": "A <note>",
    "paper_answers": "Answers",
    "paper_contents": "Contents",
    "paper_turn": "Answer <first>.",
}


def taken(tmp_path: Path) -> tuple[BeautifulSoup, BeautifulSoup]:
    take(BeautifulSoup(LESSON, "html.parser"), "book/en/claims", tmp_path, WORDS)
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


def test_who_guesses_is_told_to_do_so_before_the_next_sheet(tmp_path: Path) -> None:
    body, _ = taken(tmp_path)
    (turn,) = body.select(".ws-overleaf > ol > .ws-item:last-child > .paper-turn:last-child")
    assert turn.text == "Answer <first>."


def test_after_a_link_to_another_page_is_room_for_its_number_but_not_after_a_term(
    tmp_path: Path,
) -> None:
    body, key = taken(tmp_path)
    places = [str(each["data-to"]) for each in body.select("a + .paper-sheet")]
    assert places == ["article--five"]
    assert [str(each["data-to"]) for each in key.select("h2 > .paper-sheet")] == ["claims"]


def test_every_name_on_a_page_is_kept_apart_from_those_of_other_pages(tmp_path: Path) -> None:
    body, _ = taken(tmp_path)
    ids = {str(element["id"]) for element in body.select("[id]")}
    own = {"claims--claims", "claims--set", "claims--q-one", "claims--field"}
    assert ids == {"claims", *own}
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
        ("article.html?key", "#article--answers"),
    ],
)
def test_a_link_leads_to_the_place_in_the_same_document_or_out_of_it(
    address: str, on_paper: str
) -> None:
    assert led(address, "claims") == on_paper


def made(tmp_path: Path, address: str = "") -> str:
    for page in ("index", "claims"):
        take(BeautifulSoup(LESSON, "html.parser"), f"book/en/{page}", tmp_path, WORDS)
    parts = {"claims": "Part <one>"}
    book = Book(
        "Who?", "Somebody", "en", ("index", "claims"), WORDS, parts, "A <subtitle>", address
    )
    return document(book, tmp_path, ["a.css"])


def test_the_document_has_pages_in_order_and_answers_last(tmp_path: Path) -> None:
    found = BeautifulSoup(made(tmp_path), "html.parser")
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
    assert "A <subtitle>" in found.text


def test_no_link_leads_to_where_nothing_is(tmp_path: Path) -> None:
    found = BeautifulSoup(made(tmp_path), "html.parser")
    links = {each.text: each.get("href") for each in found.select("#claims p a")}
    assert links == {
        "the article": None,  # which is not in this book
        "above": "#claims--claims",
        "claim": None,
        "a file": None,
        "elsewhere": "https://example.org/x",
    }


def test_where_the_site_has_an_address_a_file_is_linked_there(tmp_path: Path) -> None:
    found = BeautifulSoup(made(tmp_path, "https://example.org/site/book/en/"), "html.parser")
    (link,) = found.select("#claims a[href$='.csv']")
    assert link["href"] == "https://example.org/site/data.csv"


def test_the_contents_and_the_answers_have_numbers(tmp_path: Path) -> None:
    text = numbered(made(tmp_path), {"index": 3, "claims": 11, "paper-answers": 20})
    found = BeautifulSoup(text, "html.parser")
    assert [each.text for each in found.select("#paper-contents .paper-sheet")] == ["3", "11", "20"]
    heads = [each.text for each in found.select("#paper-answers h2")]
    assert heads == ["What is claimed 3", "What is claimed 11"]
    # What is not known yet takes as much room as most numbers.
    assert set(re.findall(r"paper-sheet\">(\d+)<", numbered(made(tmp_path), {}))) == {"100"}


def pdf_of(path: Path, sheets: int, places: dict[str, int]) -> Path:
    """A PDF with as many empty sheets and with places on them, as a browser would make it."""
    with pikepdf.new() as made:
        for _ in range(sheets):
            made.add_blank_page()
        made.Root.Dests = pikepdf.Dictionary(
            {
                f"/{name}": pikepdf.Array([made.pages[n - 1].obj, pikepdf.Name.Fit])
                for name, n in places.items()
            }
        )
        made.docinfo["/CreationDate"] = "D:20261127064946+00'00'"
        made.docinfo["/Creator"] = "x"
        made.save(path)
    return path


def test_a_pdf_says_on_which_sheet_a_place_is(tmp_path: Path) -> None:
    places = {"claims": 2, "claims--q-one": 3}
    assert sheets_of(pdf_of(tmp_path / "a.pdf", 3, places)) == places


def test_a_packed_pdf_is_the_same_whenever_it_was_made(tmp_path: Path) -> None:
    printed = pdf_of(tmp_path / "a.pdf", 2, {"claims": 2})
    for name in ("one.pdf", "two.pdf"):
        pack(printed, tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two
    with pikepdf.open(tmp_path / "one.pdf") as packed:
        assert dict(packed.docinfo) == {"/Creator": "x"}


def with_nodes(path: Path, first: int) -> Path:
    """A PDF with tags whose head a cell refers to, by numbers that a browser began at ``first``."""
    head, other = (f"node{first + n:08}" for n in (0, 2))
    with pikepdf.new() as made:
        made.add_blank_page()
        heads = [
            made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.TH, ID=pikepdf.String(name)))
            for name in (head, other)
        ]
        refers = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=[pikepdf.String(other)])
        made.Root.StructTreeRoot = pikepdf.Dictionary(
            K=[*heads, pikepdf.Dictionary(S=pikepdf.Name.TD, A=refers)],
            IDTree=pikepdf.Dictionary(
                Names=[pikepdf.String(head), heads[0], pikepdf.String(other), heads[1]]
            ),
        )
        made.save(path)
    return path


def test_a_packed_pdf_is_the_same_whichever_numbers_the_browser_took(tmp_path: Path) -> None:
    for name, first in (("one.pdf", 1573), ("two.pdf", 1574)):
        pack(with_nodes(tmp_path / f"of-{name}", first), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    with pikepdf.open(tmp_path / "one.pdf") as packed:
        root = packed.Root.StructTreeRoot
        assert [str(root.K[n].ID) for n in (0, 1)] == ["node00000001", "node00000002"]
        assert str(root.K[2].A.Headers[0]) == "node00000002"


@pytest.mark.parametrize("before", [None, {"claims": 2}, {"claims": 9}])
def test_it_is_printed_until_the_numbers_are_those_of_its_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, int] | None
) -> None:
    """Here a long number makes a sheet more: what is printed last has the numbers it should."""
    printed: list[str] = []

    def print_page(_program: Path, page: Path, target: Path) -> None:
        text = page.read_text("utf-8")
        printed.append(re.sub(r"\D", "", text))
        at = 3 if len(printed[-1]) > 2 else 2
        pdf_of(target, 3, {"claims": at})

    monkeypatch.setattr(paper, "print_page", print_page)
    text = str(paper.sheet_of("claims"))
    target = tmp_path / "a.pdf"
    found = paper.print_numbered(Path("x"), text, tmp_path / "s.html", target, before)
    assert found == {"claims": 2} == sheets_of(target)
    assert printed[-1] == "2"
    assert len(printed) == {None: 3, 2: 1, 9: 2}[before and before["claims"]]
    assert not (tmp_path / "s.html").exists()


def test_a_browser_that_is_named_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "mine"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("WHOSAYS_CHROMIUM", str(program))
    assert chromium() == program

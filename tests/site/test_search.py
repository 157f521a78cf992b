"""What the search looks through."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.site.builds import BuiltBook
from whosays.site import search

Built = Callable[[str], BuiltBook]

PAGE = """
<section id="page"><h1><span class="section-number">3. </span>The page<a class="headerlink"
href="#page">#</a></h1><p>What the page begins with, in <i lang="de">einem Satz</i>.</p>
<pre>code that nobody has to read here</pre>
<section id="part"><h2>A part</h2><p>The part has words of its own.</p>
<ul><li id="here">A line that has a place.</li></ul>
<table><thead><tr><th>one of the heads of it</th></tr></thead>
<tr><td>c1</td>
<td>A cell that says something in as many words as a line.</td></tr>
<tr><td>2</td><td>24</td></tr></table>
</section></section>
"""
QUESTION = """
<section id="s"><h1>Practice</h1><div id="set-one"><section class="ws-widget ws-quiz">
<ol class="ws-items"><li class="ws-item" id="q-one">
<figure class="ws-passage ws-made-up"><figcaption>Made-up passage</figcaption><blockquote>
<p lang="en">The chairman would not say when she comes.</p></blockquote>
<div class="ws-translation"><span class="ws-label">Original</span>
<p lang="de">Der Vorsitzende wollte nicht sagen, wann sie kommt.</p></div></figure>
<p class="ws-prompt">Who says that in this passage?</p>
<ul class="ws-fill-in"><li>The option nobody should find</li></ul>
<ol class="ws-letters"><li>The letter nobody should find</li></ol>
<p>______ words on a line to fill</p>
<details class="ws-key"><summary>Answer and its reasons</summary>
<p>The answer nobody should find</p></details></li></ol></section></div></section>
"""
TERMS = """
<section id="g"><h1>Glossary</h1><dl class="glossary"><dt id="term-claim">Claim<a
class="headerlink" href="#term-claim">#</a></dt><dd><p>Something that somebody says is so.</p></dd>
<dt id="term-cue">Cue</dt><dd><p>The words that say that a report begins.</p></dd></dl></section>
"""


def sections(html: str) -> list[search.Section]:
    return search.sections_of(BeautifulSoup(html, "html.parser"), "en", "Question")


def texts(html: str) -> list[str]:
    blocks = [block for section in sections(html) for block in section.blocks]
    return [" ".join("".join(text for _, text in each.words).split()) for each in blocks]


def test_a_page_is_read_section_by_section() -> None:
    page, part = sections(PAGE)
    assert (page.place, page.title) == ("page", "The page")
    assert (part.place, part.title) == ("part", "A part")
    assert [block.place for block in part.blocks] == ["part", "here", "part"]


def test_code_heads_and_rows_of_figures_are_no_lines_to_read() -> None:
    assert texts(PAGE)[1:] == [
        "The part has words of its own.",
        "A line that has a place.",
        "· c1 · A cell that says something in as many words as a line.",
    ]


def test_a_question_is_found_and_its_options_and_answer_are_not() -> None:
    assert texts(QUESTION) == [
        "The chairman would not say when she comes.",
        "Der Vorsitzende wollte nicht sagen, wann sie kommt.",
        "Who says that in this passage?",
    ]


def test_a_line_of_a_question_leads_to_it_and_says_what_it_is_from() -> None:
    (section,) = sections(QUESTION)
    assert {block.place for block in section.blocks} == {"q-one"}
    assert [block.label for block in section.blocks] == ["Made-up passage"] * 2 + ["Question"]


def test_each_term_of_a_glossary_stands_for_itself() -> None:
    terms = [each for each in sections(TERMS) if each.is_term]
    assert [(each.place, each.title) for each in terms] == [
        ("term-claim", "Claim"),
        ("term-cue", "Cue"),
    ]
    assert [len(each.blocks) for each in terms] == [1, 1]


def made_index(*pages: str) -> dict[str, Any]:
    index = search.Index("en")
    for n, html in enumerate(pages):
        kept = json.loads(json.dumps([section.kept() for section in sections(html)]))
        index.add_page(f"{n}.html", "Lessons", "", kept)
    made: dict[str, Any] = json.loads(index.script().split(" = ", 1)[1].rstrip(";\n"))
    return made


def test_the_language_of_words_is_in_the_text() -> None:
    index = made_index(PAGE)
    text = index["pages"][0][3][0][3][0][0]
    assert index["languages"] == ["en", "de"]
    assert text == "What the page begins with, in \ue001einem Satz\ue000."


def test_signs_of_the_index_cannot_come_from_a_page() -> None:
    index = made_index("<section id='a'><h1>A</h1><p>One two \ue001three four.</p></section>")
    assert index["pages"][0][3][0][3] == [["One two three four."]]


def test_a_text_that_stands_twice_is_there_once() -> None:
    once, again = made_index(PAGE, PAGE)["pages"]
    assert again[3][1][3][1] == [2, "here"]
    assert once[3][1][3][1] == ["A line that has a place.", "here"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_language_has_its_stemmer(language: str) -> None:
    assert f"{language}: new" in search.stemmers(["en", "de", "ru"])


def test_a_book_has_its_own_search_and_nothing_of_sphinxs(built_book: Built) -> None:
    book = built_book("rich")
    names = {path.name for path in book.html.rglob("*.js")}
    assert not names & {"searchindex.js", "searchtools.js", "language_data.js", "doctools.js"}
    loaded = re.findall(r'src="([^"]+/search[^"]+)"', book.page("search"))
    assert [re.sub(r"-\w{10}\.js", "", Path(each).name) for each in loaded] == [
        "search-index",
        "search-stemmers",
        "search",
    ]
    assert all((book.html / each).is_file() for each in loaded)


def test_lessons_come_first_and_other_parts_by_their_names(built_book: Built) -> None:
    (file,) = (built_book("rich").html / "_static/whosays").glob("search-index-*.js")
    index = json.loads(file.read_text(encoding="utf-8").split(" = ", 1)[1].rstrip(";\n"))
    assert index["groups"] == ["Lessons", "First part", "Second part"]
    pages = [page[0] for page in index["pages"]]
    assert pages[:3] == ["book/index.html", "book/elements.html", "book/below.html"]

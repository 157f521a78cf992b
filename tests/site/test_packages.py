"""What of a page goes into a lesson's package, and what becomes of its links."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from tests.conftest import ROOT
from whosays.site import packages
from whosays.site.packing import in_the_zip, zipped
from whosays.words import Words
from whosays.words.interface import interface

T = interface("package", "en")


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def linked(html: str) -> str:
    body = soup(html)
    packages.keep_links(body, "here")
    return str(body)


def test_links_within_the_page_and_to_the_web_stay() -> None:
    kept = '<p id="a"><a href="#a">a</a><a href="https://example.org/x.html#y">b</a></p>'
    assert linked(kept) == kept
    assert linked('<p id="a"><a href="here.html#a">a</a></p>') == '<p id="a"><a href="#a">a</a></p>'


def test_links_that_would_be_dead_become_text() -> None:
    for dead in ("#gone", "here.html?key", "other.html", "../../data/a.txt"):
        assert (
            linked(f'<p><a href="{dead}">see <em>there</em></a></p>') == "<p>see <em>there</em></p>"
        )


GLOSSARY = """<dl class="simple glossary">
<dt id="term-A">Cue<a class="headerlink" href="#term-A">#</a></dt>
<dd><p>As in <a href="claims.html">claims</a>, or <a href="https://example.org">there</a>.</p></dd>
<dt id="term-B">Never asked for</dt><dd><p>Left out.</p></dd></dl>"""


def test_a_term_that_is_linked_stands_at_the_end() -> None:
    terms = {f"glossary#{each.place}": each for each in packages.entries_of(soup(GLOSSARY))}
    page = linked('<p>A <a href="glossary.html#term-A">cue</a> <a href="b.html#c">d</a>.</p>')
    whole = packages.with_terms(page + packages.HERE, terms, T)
    text, _, end = whole.partition("<section")
    assert text == '<p>A <a href="#look-up-term-A">cue</a> d.</p>'
    assert '<dt id="look-up-term-A">Cue</dt>' in end
    assert 'As in claims, or <a href="https://example.org">there</a>.' in end
    assert "Left out" not in end


def test_a_page_that_refers_to_nothing_ends_as_it_did() -> None:
    assert packages.with_terms(f"<p>x</p>{packages.HERE}", {}, T) == "<p>x</p>"


PAGE = """<section><h1><span class="section-number">2. </span>A<a class="headerlink">#</a></h1>
<p class="site-here">Here.</p><p>Stays.</p><details class="site-fold site-code">code</details>
<details class="admonition"><summary>For teachers</summary></details>
<section class="site-run"><p>Python</p></section>
<section class="site-run"><div data-widget-model="1"></div></section></section>"""


def test_what_is_for_teachers_and_for_python_is_left_out() -> None:
    body = soup(PAGE)
    packages.leave_out(body)
    assert body.get_text(" ", strip=True) == "A Stays."


def test_a_widget_that_needs_python_stays_out_of_sight() -> None:
    body = soup(PAGE)
    packages.leave_out(body)
    (section,) = body.select("section.site-run")
    assert section.has_attr("hidden")


def test_a_lesson_without_a_package_is_offered_none(tmp_path: Path) -> None:
    (tmp_path / "made.zip").write_bytes(b"1" * 61_234)
    rows = [packages.offered(f"{name}.zip", "../", T["zip"]) for name in ("made", "none")]
    page = tmp_path / "teachers.html"
    page.write_text("".join(f"<td>{row}</td>" for row in rows), encoding="utf-8")
    packages.say_sizes(tmp_path, ["teachers"], Words())
    links = [link.get_text() for link in soup(page.read_text("utf-8")).select("a")]
    assert links == ["zip, 61.2\N{NO-BREAK SPACE}kB"]
    (tmp_path / "made.zip").write_bytes(b"1" * 99_000)  # a later build
    packages.say_sizes(tmp_path, ["teachers"], Words())
    assert "zip, 99" in page.read_text("utf-8")
    assert soup(in_the_zip(page.read_text("utf-8"), Words())).get_text() == "on the web"


def test_the_same_files_give_the_same_package() -> None:
    assert zipped({"a": b"1", "b": b"2"}) == zipped({"b": b"2", "a": b"1"})


def test_every_word_of_the_packages_is_used() -> None:
    sources = (ROOT / "src/whosays/site").rglob("*")
    text = "".join(path.read_text("utf-8") for path in sources if path.suffix in {".py", ".html"})
    own = interface("package", "en").keys() - interface("nothing of this name", "en").keys()
    unused = [
        name
        for name in own
        if f'"{name}"' not in text
        and f"ws_lesson.{name} " not in text
        and f"{{{name}}}" not in text
    ]
    assert unused == []

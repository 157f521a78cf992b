"""What the search looks through: the text of each section, with the places where it stands.

The browser gets the text and no table of words: it needs the text for the line that it shows, and
reads through it in a few milliseconds. Word forms are told by Snowball's stemmers, which come with
Sphinx. (MiniSearch and lunr would bring the same text and a table beside it, know neither "ß" nor
two languages on a page, and mark nothing.)
Prose, questions and passages are in the text; keys, options and what the annotation says are not.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sphinx
from bs4.element import NavigableString, PreformattedString, Tag
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from whosays.site.assets import FOLDER, publish, published
from whosays.site.navigation import with_those_below
from whosays.words.interface import interface

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PAGE = "search"
INDEX, STEMMERS = f"{FOLDER}/search-index.js", f"{FOLDER}/search-stemmers.js"
"""What ``search.html`` calls the two files until their hashes are known: all pages are written."""
SCRIPTS = (INDEX, STEMMERS, published("search.js").path)

STEMMER_OF = {"de": "german", "en": "porter"}
"""Sphinx's script for a language's word forms. Words of other languages are found as they stand."""

LEFT_OUT_TAGS = frozenset({"script", "style", "svg", "pre", "button", "template", "thead"})
LEFT_OUT = frozenset(
    {
        # What is no text of the page, or is there for paper and screen readers only.
        *("headerlink", "section-number", "site-hidden", "site-code", "site-next", "site-switch"),
        *("toctree-wrapper", "ws-figure-alt", "ws-hidden", "ws-label", "ws-hint", "ws-gap"),
        *("ws-blanks", "ws-ref", "ws-bars", "ws-figure-table", "ws-place", "ws-help"),
        *("ws-chart", "ws-told", "ws-live"),
        # What tells an answer: keys, the annotation of a sentence, and options, most of them false.
        *("ws-key", "ws-gold", "ws-said", "ws-plain", "ws-letters", "ws-fill-in"),
    }
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    {
        *HEADINGS,
        *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav"),
        *("ol", "p", "section", "summary", "table", "tbody", "tfoot", "tr", "ul"),
    }
)
CELL = " · "  # between two cells of a row, which is one line of text
LINE = "ws-cell"  # a sentence of the article, beside the same one in the other language
APART = {"td": CELL, "th": CELL, "br": " "}
LEAST_WORDS, LEAST_WORDS_OF_A_CELL = 4, 8
WORD = re.compile(r"[^\W\d_]+")
FIRST_LANGUAGE = 0xE000  # code point that stands before words in the index's first language
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


@dataclass
class Block:
    """A paragraph, an entry of a list or a row: its place (an id), what it is from, its words.

    ``words`` are pairs of a language and a text.
    """

    place: str
    label: str
    words: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Section:
    """A section of a page, without those below it, or an entry of a glossary (``is_term``)."""

    place: str
    title: str
    is_term: bool
    blocks: list[Block] = field(default_factory=list)

    def kept(self) -> list[Any]:
        """The section as JSON can hold it."""
        blocks = [[block.place, block.label, block.words] for block in self.blocks]
        return [self.place, self.title, self.is_term, blocks]


class Spot(NamedTuple):
    """Where the reading of a page is: what the next words belong to."""

    section: Section
    language: str
    place: str
    label: str


def title_of(heading: Tag) -> str:
    """Words of a heading, in one line."""
    parts = [
        str(text)
        for text in heading.find_all(string=True)
        if not text.find_parent(class_=["headerlink", "section-number"])
    ]
    return " ".join("".join(parts).split())


def sections_of(body: Tag, language: str, question: str) -> list[Section]:
    """The sections of a page in order; ``question`` is the label of what a question asks."""
    start = Section("", "", is_term=False)
    found = [start]
    _read(body, Spot(start, language, "", ""), found, question)
    for section in found:
        section.blocks = [block for block in section.blocks if is_readable(block)]
    return [section for section in found if section.blocks or section.title]


def is_readable(block: Block) -> bool:
    """Whether a block is a line to read: of a table's row one cell has to be, a blank is none.

    Figures and names alone stand in sentences as well.
    """
    cells = "".join(text for _, text in block.words).split(CELL)
    least = LEAST_WORDS if len(cells) == 1 else LEAST_WORDS_OF_A_CELL
    return any(len(WORD.findall(cell)) >= least for cell in cells) and "___" not in cells[0]


def _read(tag: Tag, spot: Spot, found: list[Section], question: str) -> None:
    for child in tag.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):
                _add(spot, str(child))
            continue
        if not isinstance(child, Tag) or _is_left_out(child):
            continue
        inner = spot._replace(language=str(child.get("lang") or spot.language))
        if child.name not in BLOCKS and LINE not in _classes(child):
            if child.name in APART:
                _add(spot, APART[child.name])
            _read(child, inner, found, question)
        elif section := _begun_by(child):
            found.append(section)
            if child.name == "dt":  # its dd comes after it, not in it
                spot = spot._replace(section=section, place=section.place)
            else:
                _read(child, Spot(section, inner.language, section.place, ""), found, question)
        elif not _is_title(child):
            place, label = str(child.get("id") or spot.place), _label(child, spot.label, question)
            spot.section.blocks.append(Block(place, label))
            _read(child, inner._replace(place=place, label=label), found, question)
            spot.section.blocks.append(Block(spot.place, spot.label))


def _add(spot: Spot, text: str) -> None:
    blocks = spot.section.blocks
    if not blocks:
        blocks.append(Block(spot.place, spot.label))
    blocks[-1].words.append((spot.language, PRIVATE_USE.sub("", text)))


def _classes(tag: Tag) -> list[str]:
    return list(tag.get("class") or [])


def _is_left_out(tag: Tag) -> bool:
    classes = _classes(tag)
    if "cell_output" in classes and tag.find_parent(class_="site-run"):
        return True  # what code to be changed makes
    return tag.name in LEFT_OUT_TAGS or tag.has_attr("hidden") or not LEFT_OUT.isdisjoint(classes)


def _begun_by(tag: Tag) -> Section | None:
    """The section that begins with this element, if one does."""
    if tag.name == "dt" and "glossary" in _classes(tag.find_parent("dl") or tag):
        return Section(str(tag.get("id") or ""), title_of(tag), is_term=True)
    if tag.name == "section" and tag.get("id"):
        heading = tag.find(HEADINGS)
        if isinstance(heading, Tag) and heading.find_parent("section") is tag:
            return Section(str(tag["id"]), title_of(heading), is_term=False)
    return None


def _is_title(tag: Tag) -> bool:
    """Whether these words are said already: as a section's title, or as a passage's label."""
    within = tag.parent
    is_label = tag.name == "figcaption" and within and "ws-passage" in _classes(within)
    return tag.name in HEADINGS or bool(is_label)


def _label(tag: Tag, around: str, question: str) -> str:
    """What a block is from, where that changes how it is to be read: an invented text, say."""
    if tag.name == "details" and isinstance(summary := tag.find("summary"), Tag):
        return title_of(summary) if "admonition" in _classes(tag) else around
    if "ws-passage" in _classes(tag) and isinstance(caption := tag.find("figcaption"), Tag):
        return title_of(caption)
    return question if "ws-prompt" in _classes(tag) else around


# --- From one build to the next: a page that has not changed is not written again ---------------


def _kept(app: Sphinx, page: str) -> Path:
    return Path(app.doctreedir) / "whosays-search" / f"{page}.json"


def keep_page(app: Sphinx, page: str, body: Tag, language: str) -> None:
    """Keep a page's sections until the index is written."""
    if page not in app.env.found_docs:
        return
    heading = body.find("h1")
    number = heading.select_one(".section-number") if isinstance(heading, Tag) else None
    sections = sections_of(body, language, interface("site", language)["search_question"])
    file = _kept(app, page)
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = [number.get_text().strip() if number else "", [section.kept() for section in sections]]
    file.write_text(json.dumps(kept), encoding="utf-8")


# --- The index ----------------------------------------------------------------------------------


def pages_by_group(env: BuildEnvironment, root: str, words: dict[str, str]) -> dict[str, list[str]]:
    """Pages in the book's order, by the part they are in.

    Lessons come first: the first page and the numbered parts.
    """
    groups = {words["search_lessons"]: [root]}
    for tree in env.tocs[root].findall(addnodes.toctree):
        group = tree.get("caption") or words["search_pages"]
        pages = groups.setdefault(words["search_lessons"] if tree.get("numbered") else group, [])
        for page in tree["includefiles"]:
            pages += with_those_below(env, str(page))
    return {group: list(dict.fromkeys(pages)) for group, pages in groups.items()}


class Index:
    """The text of the book as the browser gets it: lists, in which nothing is said twice.

    A page is ``[address, title, group, sections]``, a section ``[place, title, is_term, blocks]``,
    a block ``[text, place, label]``. Group and label are numbers in ``groups`` and ``labels``. A
    text that has been is its number; a place that is its section's is 0; zeros at the end are left
    out.
    """

    def __init__(self, language: str) -> None:
        self.languages = [language]
        self.groups: list[str] = []
        self.labels = [""]
        self.pages: list[list[Any]] = []
        self._texts: dict[str, int] = {}

    def add_page(self, address: str, group: str, number: str, sections: list[list[Any]]) -> None:
        """Add a page; ``number`` is that of its lesson, as it is written."""
        if group not in self.groups:
            self.groups.append(group)
        title = next((title for _, title, is_term, _ in sections if title and not is_term), address)
        kept = [
            [place, title, int(is_term), [self._block(place, *block) for block in blocks]]
            for place, title, is_term, blocks in sections
        ]
        self.pages.append([address, f"{number} {title}".strip(), self.groups.index(group), kept])

    def _block(self, at: str, place: str, label: str, words: list[tuple[str, str]]) -> list[Any]:
        text = self._text(words)
        known = self._texts.get(text)
        if known is None:
            self._texts[text] = len(self._texts)
        if label not in self.labels:
            self.labels.append(label)
        block = [text if known is None else known, place if place != at else 0]
        block.append(self.labels.index(label))
        while len(block) > 1 and not block[-1]:
            block.pop()
        return block

    def _text(self, words: list[tuple[str, str]]) -> str:
        """Words in one line, with a mark wherever the language changes."""
        parts, current = [], self.languages[0]
        for language, text in words:
            if language != current and text.strip():
                if language not in self.languages:
                    self.languages.append(language)
                parts.append(chr(FIRST_LANGUAGE + self.languages.index(language)))
                current = language
            parts.append(text)
        return " ".join("".join(parts).split()).strip(CELL)

    def script(self) -> str:
        """The index as a classic script: from a folder nothing else can be read."""
        held = {
            "languages": self.languages,
            "groups": self.groups,
            "labels": self.labels,
            "pages": self.pages,
        }
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        return f"(window.whosays ??= {{}}).index = {text};\n"


def stemmers(languages: list[str]) -> str:
    """Snowball's stemmers for these languages, as Sphinx brings them, by language."""
    folder = Path(sphinx.package_dir) / "search" / "minified-js"
    known = [language for language in languages if language in STEMMER_OF]
    names = ["base", *(STEMMER_OF[language] for language in known)]
    parts = [(folder / f"{name}-stemmer.js").read_text(encoding="utf-8") for name in names]
    table = ", ".join(f"{each}: new {STEMMER_OF[each].title()}Stemmer()" for each in known)
    return "\n".join([*parts, f"(window.whosays ??= {{}}).stemmers = {{ {table} }};\n"])


def write_index(app: Sphinx) -> None:
    """Write what ``search.html`` loads, and put its names, with their hashes, into the page."""
    language = app.config.language or "en"
    index = Index(language)
    groups = pages_by_group(app.env, app.config.root_doc, interface("site", language))
    for group, pages in groups.items():
        for page in pages:
            number, sections = json.loads(_kept(app, page).read_text(encoding="utf-8"))
            index.add_page(f"{page}.html", group, number, sections)
    (Path(app.outdir) / "searchindex.js").unlink(missing_ok=True)  # of a build without this part
    target = Path(app.outdir) / f"{PAGE}.html"
    text = target.read_text(encoding="utf-8")
    for name, script in ((INDEX, index.script()), (STEMMERS, stemmers(index.languages))):
        file = publish(Path(name).stem, ".js", script)
        file.write(Path(app.outdir))
        text = text.replace(name, file.path)
    target.write_text(text, encoding="utf-8")


# --- Sphinx -------------------------------------------------------------------------------------


def replace_sphinx_search(app: Sphinx) -> None:
    """Let Sphinx make no index of its own: its search finds no "Pjoengjang"."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def search_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """The page that Sphinx makes only together with its own index."""
    if app.builder.format != "html":
        return []
    objects = app.env.domaindata["std"]["objects"]
    glossaries = sorted({place[0] for (kind, _), place in objects.items() if kind == "term"})
    named = [(page, app.env.titles[page].astext()) for page in glossaries]
    return [(PAGE, {"ws_glossaries": named}, f"{PAGE}.html")]

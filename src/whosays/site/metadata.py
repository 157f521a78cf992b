"""What is told of a page outside of it: to search engines, chat windows, tabs and catalogues.

A lesson is described by the aim in its first line; ``book/metadata.yml`` describes the book, and
pages that state no aim. Absolute addresses are given where ``_config.yml`` names the address of the
site (``html: baseurl``).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.locale import _

from whosays.site import assets, catalogue
from whosays.site.book_data import PictureFile, read_book_data
from whosays.site.descriptions import computed, first_line, mark_aim
from whosays.site.navigation import with_those_below
from whosays.site.warn import warn
from whosays.views.templates import script_json
from whosays.words.interface import interface
from whosays.words.said import said

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from sphinx.application import Sphinx

LONGEST_TITLE = 60  # characters that a tab's hint or a chat window shows
_CARRIED = re.compile(
    r'<meta (?:property="og:[\w:]+"|name="(?:description|theme-color|color-scheme|twitter:\w+)")'
    r'[^>]*>|<link rel="(?:canonical|icon|apple-touch-icon)"[^>]*>'
)


@dataclass(frozen=True)
class Head:
    """What the head of one page says (``site-head.html``)."""

    title: str  # of the window
    name: str  # of the page, without the book's
    description: str
    kind: str  # of Open Graph
    locale: str
    address: str  # empty where none is configured
    picture: PictureFile | None
    picture_address: str
    record: str  # JSON-LD, empty where there is none
    described_already: bool
    light: str
    dark: str


def site_address(config: Any) -> str:
    """Where the site is published, with a slash at its end; empty where nothing is configured."""
    given = str(config.html_baseurl or "").strip()
    parts = urlsplit(given)
    if not given:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        warn(
            "address",
            f"_config.yml, html, baseurl: {given} is no address of a site, so the pages name none. "
            "Remedy: write the whole address, for example https://example.org/book/.",
            once=True,
        )
        return ""
    return given.rstrip("/") + "/"


def head_of(app: Sphinx, pagename: str, context: dict[str, Any], body: BeautifulSoup) -> Head:
    """What to say of a page; a lesson's aim gets an id in its ``body``."""
    language = app.config.language or "en"
    words = interface("site", language)
    book = read_book_data(Path(app.srcdir))
    address = site_address(app.config)
    is_first = pagename == app.config.root_doc
    is_lesson = bool(app.env.toc_secnumbers.get(pagename))
    name = name_of(app, pagename, context)
    line = first_line(body)
    if line and is_lesson:
        mark_aim(body)

    own = re.search(r'<meta [^>]*name="description"', context.get("metatags") or "")
    told = book.pages.get(pagename) or (said(book.description, language) if is_first else "")
    description = (
        told
        or words.get(f"about_{pagename.rpartition('/')[2]}")
        or computed(body, line, words, is_lesson=is_lesson)
    )
    picture = PictureFile(book.picture, Path(app.srcdir), language) if book.picture else None
    subtitle = said(book.subtitle, language) if is_first else ""
    full_name = f"{name} {subtitle}".strip()
    # Sphinx writes the canonical address from it; the 404 page has none.
    here = context["pageurl"] = (context.get("pageurl") or "") if address else ""
    light, dark = paper_colours()
    record: dict[str, Any] = {}
    if here and book.catalogue and (is_first or is_lesson):
        entry = catalogue.Entry(here, full_name, description or name, language, line)
        first_page = part_of(app, address, app.config.root_doc)
        site = catalogue.Site(
            app.config.author, lessons_of(app, address), first_page, book.curricula
        )
        image = address + picture.name if picture else ""
        record = catalogue.record(entry, book.catalogue, site, image, is_book=is_first)
    return Head(
        title=window_title(full_name, "" if is_first else context["docstitle"]),
        name=full_name,
        description=description or full_name,
        kind="website" if is_first else "article",
        locale=words["locale"],
        address=here,
        picture=picture,
        picture_address=(address or context["pathto"]("", 1)) + picture.name if picture else "",
        record=script_json(record) if record else "",
        described_already=own is not None,
        light=light,
        dark=dark,
    )


# --- names --------------------------------------------------------------------------------------


def name_of(app: Sphinx, pagename: str, context: dict[str, Any]) -> str:
    """What a page is called, without its number."""
    if pagename in app.env.titles:
        return words_of(app.env.titles[pagename])
    if pagename == "search":  # its template names it itself
        return str(_("Search"))
    return re.sub(r"<[^>]+>", "", str(context.get("title") or context["docstitle"]))


def words_of(title: nodes.Element) -> str:
    """A title without markup, such as that which marks words as of another language."""
    return "".join(
        text.astext()
        for text in title.findall(nodes.Text)
        if not isinstance(text.parent, nodes.raw)
    )


def window_title(name: str, book: str) -> str:
    """The page's name with the book's, or alone where both would be cut off."""
    both = f"{name} — {book}" if book else name
    return both if len(both) <= LONGEST_TITLE else name


def lessons_of(app: Sphinx, address: str) -> list[catalogue.Part]:
    """All lessons in the order of the contents: the pages of numbered parts."""
    return [
        part_of(app, address, page)
        for page in with_those_below(app.env, app.config.root_doc)
        if app.env.toc_secnumbers.get(page)
    ]


def part_of(app: Sphinx, address: str, page: str) -> catalogue.Part:
    """A page of the site at this address as a catalogue names it."""
    name = words_of(app.env.titles[page])
    return catalogue.Part(address + app.builder.get_target_uri(page), name)


# --- colours, and the front door ----------------------------------------------------------------


@cache
def paper_colours() -> tuple[str, str]:
    """The colour of the page in light and in dark, as ``site.css`` has them."""
    style = (assets.STATIC / "site.css").read_text(encoding="utf-8")
    light, dark = re.findall(r"--ws-paper:\s*(#[0-9a-fA-F]{6})", style)[:2]
    return light, dark


def carried(page: str, folder: str) -> str:
    """What the head of a page in ``folder`` says, for a page at the root that leads to it."""

    def from_root(match: re.Match[str]) -> str:
        return f'{match[1]}="{posixpath.normpath(posixpath.join(folder, match[2]))}"'

    relative = re.compile(r'(\bhref|"og:image" content)="((?:\.\./)+[^"]*)"')
    head = page.partition("</head>")[0]
    return "".join(f"{relative.sub(from_root, each)}\n" for each in _CARRIED.findall(head))

"""The whole book on paper: one PDF, tagged and with an outline, printed by a Chromium.

While pages are written, :func:`take` keeps what of each belongs on paper, as HTML; :func:`write`
puts it together, answers at the end, and lets the browser print it. What has not changed is not
printed again.

On which sheet a place is, the browser knows only when it has printed: so it prints twice, the
second time with the numbers that the first has told.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pikepdf
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from whosays.views.templates import templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

WANTED = "WHOSAYS_PDF"
"""Environment variable: where it is set to something, the build makes a PDF."""
MINUTES = 5
PRINTS = 4
"""How often at most: longer numbers can move a line, and that a place to the next sheet."""
STYLE = Path(__file__).parent / "static/paper.css"
_TEMPLATES = templates("site/templates")

# What a screen is for, or what has a page of its own (site.css hides the same in print).
NOT_ON_PAPER = (
    ".site-next, .site-switch, .site-run, .site-fold, .site-toc, details.admonition, .site-screen, "
    ".site-wide, section:has(> .site-offline), .ws-results, .ws-classroom, .ws-owntext, .ws-live, "
    "[hidden], script, a.headerlink"
)
ANSWERS = "answers"
"""Ends the name of the place where the answers to a page's questions are."""
BIBLIOGRAPHY = "bibliography"
SHEET = re.compile(r'<span class="paper-sheet" data-to="([^"]*)"></span>')
"""A place for the number of a sheet: the one that holds the place of that name."""
_NODE = re.compile(r"node\d{8}")
"""What a browser calls an element that tags refer to."""
NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
# Where browsers are on Linux, macOS and Windows, and where Playwright puts its own.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "~/.cache/ms-playwright/chromium*/*/headless_shell",
    "~/.cache/ms-playwright/chromium*/*/chrome",
    "~/Library/Caches/ms-playwright/chromium*/*/headless_shell",
)


def chromium() -> Path | None:
    """A Chromium that can print, or None."""
    named = os.environ.get("WHOSAYS_CHROMIUM")
    for program in (named,) if named else PROGRAMS:
        if found := shutil.which(program):
            return Path(found)
    for place in PLACES:
        path = Path(place).expanduser()
        for found_at in sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor)))):
            return found_at
    return None


def wanted() -> bool:
    """Whether this build is to make a PDF, and can."""
    return bool(os.environ.get(WANTED)) and chromium() is not None


# --- What of a page belongs on paper ---------------------------------------------------------


def take(body: BeautifulSoup, page: str, folder: Path, words: Mapping[str, str]) -> None:
    """Keep what of a page belongs on paper, with its answers apart; changes ``body``.

    ``words`` are those of the interface.
    """
    for element in body.select(NOT_ON_PAPER):
        element.decompose()
    mark = PurePosixPath(page).name
    name_apart(body, mark)
    say_where(body, mark)
    for guess in body.select(".ws-overleaf"):
        turn = body.new_tag("p", attrs={"class": "paper-turn"})
        turn.string = words["paper_turn"]
        (guess.select(".ws-item") or [guess])[-1].append(turn)  # on the sheet of the last question
    keys = [
        key for key in body.select(".ws-sheet .ws-key") if key.find_parent(class_="ws-key") is None
    ]
    answers = Markup("").join(answer_of(key, mark, n) for n, key in enumerate(keys))
    for key in keys:
        key.decompose()
    heading = body.select_one("h1")
    title = heading.get_text().strip() if heading else mark
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{mark}.body.html").write_text(
        f'<article class="bd-article paper-page" id="{mark}">{body}</article>', encoding="utf-8"
    )
    section = Markup('<section id="{0}--{1}"><h2>{2} {3}</h2>{4}</section>')
    told = section.format(mark, ANSWERS, title, sheet_of(mark), answers) if answers else ""
    (folder / f"{mark}.key.html").write_text(told, encoding="utf-8")


def sheet_of(place: str) -> Markup:
    """Where the number of the sheet with this place will stand."""
    return Markup('<span class="paper-sheet" data-to="{}"></span>').format(place)


def say_where(body: BeautifulSoup, mark: str) -> None:
    """Put after each link to another page of the book the place for its sheet's number.

    Not after terms and citations, which stand in the glossary and the bibliography in order.
    """
    for link in body.select("a.internal[href^='#']:not(:has(.std-term))"):
        place = str(link["href"])[1:]
        if place.partition("--")[0] not in (mark, BIBLIOGRAPHY):
            number = BeautifulSoup(f" {sheet_of(place)}", "html.parser")
            link.insert_after(number)


def name_apart(body: BeautifulSoup, mark: str) -> None:
    """Give each id the name of its page, since all pages become one, and lead links there."""
    for element in body.select("[id]"):
        element["id"] = f"{mark}--{element['id']}"
    for attribute in NAMING:
        for element in body.select(f"[{attribute}]"):
            names = " ".join(f"{mark}--{name}" for name in str(element[attribute]).split())
            element[attribute] = names
    for element in body.select("[href]"):
        element["href"] = led(str(element["href"]), mark)
    for element in body.select("*"):
        for attribute, value in element.attrs.items():
            if isinstance(value, str) and value.startswith("url(#"):
                element[attribute] = value.replace("url(#", f"url(#{mark}--")


def led(address: str, mark: str) -> str:
    """Where a link leads on paper: to the place in the same document, or out of it."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    if not parts.path:
        return f"#{mark}--{parts.fragment}" if parts.fragment else f"#{mark}"
    to = PurePosixPath(parts.path)
    if to.suffix != ".html" or len(to.parts) > 1:
        return address
    place = ANSWERS if parts.query == "key" else parts.fragment
    return f"#{to.stem}--{place}" if place else f"#{to.stem}"


def answer_of(key: Tag, mark: str, position: int) -> Markup:
    """An answer as it stands at the end of the book, with a link to its question, and one back."""
    summary = key.find("summary", recursive=False)
    if isinstance(summary, Tag):
        summary.decompose()
    item = key.find_parent(class_="ws-item") or key.find_parent(class_="ws-sheet")
    if not isinstance(item, Tag) or key.name != "details":
        return Markup("")
    if not item.get("id"):
        item["id"] = f"{mark}--key-{position}"
    prompt = item.select_one(".ws-prompt") or item.select_one(".ws-title")
    asked = prompt.get_text(" ", strip=True) if prompt else ""
    told = Markup(key.decode_contents())  # noqa: S704 (HTML of a page of ours)
    return Markup('<div class="paper-key"><p><a href="#{}">{}</a></p>{}</div>').format(
        item["id"], asked, told
    )


# --- All of it, printed ----------------------------------------------------------------------


@dataclass(frozen=True)
class Book:
    """What the document is called, by whom, in which language, and its pages in order."""

    title: str
    author: str
    language: str
    pages: tuple[str, ...]  # names, without folder
    words: dict[str, str]
    parts: dict[str, str] = field(default_factory=dict)  # name of a part by its first page
    subtitle: str = ""
    address: str = ""  # of the folder of its pages on the web, if there is one


def document(book: Book, folder: Path, styles: Sequence[str]) -> str:
    """The whole book as one HTML document; ``styles`` are addresses of style sheets.

    Headings make the outline: parts, below them their pages, below those their sections. Pages
    before the first part are beside the parts.
    """

    def kept(kind: str) -> dict[str, str]:
        files = {page: folder / f"{page}.{kind}.html" for page in book.pages}
        return {page: file.read_text(encoding="utf-8") for page, file in files.items()}

    pages = kept("body")
    titles = {page: title_of(body) or page for page, body in pages.items()}
    heads = {**titles, "paper-answers": book.words["paper_answers"]}
    bodies = []
    in_part = False
    for page, body in pages.items():
        part = book.parts.get(page, "")
        in_part = in_part or bool(part)
        bodies.append(below(body, part) if in_part else body)
    text = _TEMPLATES.get_template("paper.html").render(
        book=book,
        styles=styles,
        heads=[running_head(page, title) for page, title in heads.items()],
        titles=titles,
        sheet_of=sheet_of,
        bodies=bodies,
        keys=kept("key").values(),
    )
    return leading_somewhere(text, book.address)


def leading_somewhere(text: str, address: str) -> str:
    """A document whose links all lead somewhere, in it or on the web; others are plain text.

    A file beside the pages has an ``address`` only where the site has one: on paper, and in a PDF
    that somebody was sent, there is nothing beside it.
    """
    places = set(re.findall(r'\bid="([^"]+)"', text))

    def link(found: re.Match[str]) -> str:
        to = found[2]
        if to[0] == "#":
            return found[0] if to[1:] in places else found[1]
        if urlsplit(to).scheme:
            return found[0]
        return f'{found[1]} href="{urljoin(address, to)}"' if address else found[1]

    linked = re.sub(r'(<a\b[^>]*?) href="([^"]+)"', link, text)
    return SHEET.sub(lambda found: found[0] if found[1] in places else "", linked)


def numbered(text: str, sheets: Mapping[str, int]) -> str:
    """A document with the numbers of sheets; of three figures where they are not known yet."""

    def number(found: re.Match[str]) -> str:
        return f'<span class="paper-sheet">{sheets.get(found[1], 100)}</span>'

    return SHEET.sub(number, text)


def title_of(body: str) -> str:
    """The words of the first heading of a page as :func:`take` kept it."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    return " ".join(Markup(found[1]).striptags().split()) if found else ""  # noqa: S704 (our page)


def below(body: str, part: str) -> str:
    """A page whose headings are one level lower, below the name of the part that it begins."""
    lowered = re.sub(r"<(/?)h([1-5])\b", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", body)
    opening, rest = lowered.split(">", 1)
    name = Markup('<h1 class="paper-part">{}</h1>').format(part) if part else ""
    return f"{opening.replace('paper-page', 'paper-page paper-below')}>{name}{rest}"


def running_head(page: str, title: str) -> str:
    """Style that has the title of a page at the head of its sheets."""
    quoted = title.replace("\\", "").replace('"', "\\22 ").replace("<", "\\3c ")
    named = f"sheet-{page}"
    return f'[id="{page}"]{{page:{named}}}@page {named}{{@top-right{{content:"{quoted}"}}}}'


def styles_of(pages: Iterable[Path]) -> tuple[str, ...]:
    """Addresses of all style sheets that these pages load, each once, in the order that counts."""
    found: dict[str, None] = {}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found |= dict.fromkeys(re.findall(r'<link rel="stylesheet" href="([^"]+)"', text))
    return tuple(found)


def write(book: Book, folder: Path, beside: Path, target: Path) -> None:
    """Print the book, unless what is to be printed was printed before.

    ``folder`` holds what :func:`take` kept; ``beside`` is the folder of the pages, from which their
    addresses count. Raises RuntimeError where the browser fails.
    """
    program = chromium()
    if program is None:
        raise RuntimeError("No Chromium was found to print the book with.")
    pages = [beside / f"{page}.html" for page in book.pages]
    text = document(book, folder, [*styles_of(pages), STYLE.as_uri()])
    used = [(beside / address.partition("?")[0]).read_bytes() for address in styles_of(pages)]
    used.append(STYLE.read_bytes())
    digest = hashlib.sha256(b"".join([text.encode(), *used])).hexdigest()
    stamp = folder / "printed.json"
    kept = folder / "book.pdf"
    before: dict[str, Any] = json.loads(stamp.read_text("utf-8")) if stamp.exists() else {}
    if not (kept.exists() and before.get("digest") == digest):
        sheets = print_numbered(program, text, beside / "_paper.html", kept, before.get("sheets"))
        stamp.write_text(json.dumps({"digest": digest, "sheets": sheets}), encoding="utf-8")
    shutil.copyfile(kept, target)


def print_numbered(
    program: Path, text: str, source: Path, target: Path, sheets: Mapping[str, int] | None
) -> Mapping[str, int]:
    """Print a document until the numbers in it are those of its sheets; gives these.

    ``sheets`` are those of an earlier print, if there was one; ``source`` is where the document is
    put meanwhile, beside what it loads. Raises RuntimeError where the browser fails.
    """
    told = sheets or {}
    try:
        for _ in range(PRINTS):
            source.write_text(numbered(text, told), encoding="utf-8")
            print_page(program, source, target)
            found = sheets_of(target)
            if found == told:
                break
            told = found
    finally:
        source.unlink(missing_ok=True)
    return told


def sheets_of(pdf: Path) -> dict[str, int]:
    """Of each place in a PDF that something leads to: on which sheet it is, counted from 1."""
    with pikepdf.open(pdf) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        places = document.Root.get("/Dests", pikepdf.Dictionary())
        return {name[1:]: numbers[place[0].objgen] for name, place in places.items()}


def print_page(program: Path, page: Path, target: Path) -> None:
    """Let a browser print a page, with tags and an outline; the same page gives the same bytes.

    Raises RuntimeError with the browser's own words where it fails.
    """
    made = target.with_suffix(".part")
    done = subprocess.run(  # noqa: S603 (a browser, with a page of ours)
        [
            program,
            "--headless",
            "--no-sandbox",  # a container's superuser cannot have one; the page is ours
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={made}",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=MINUTES * 60,
    )
    if done.returncode or not made.exists():
        raise RuntimeError(f"{program} printed no PDF: {done.stderr.strip()[-300:]}")
    pack(made, target)
    made.unlink()


def pack(printed: Path, target: Path) -> None:
    """Write a PDF anew, in half the room, and without what differs from one printing to the next.

    That is the time, and the browser's numbers for what tags refer to. It writes each of the many
    thousand marks that say what is a heading or a paragraph as an object of its own, uncompressed.
    """
    with pikepdf.open(printed) as document:
        renumber(document)
        for time in ("/CreationDate", "/ModDate"):
            if time in document.docinfo:
                del document.docinfo[time]
        document.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )


def renumber(document: pikepdf.Pdf) -> None:
    """Number the nodes of the page that tags refer to from one, in the order that they have."""
    found = list(_names_of_nodes(document))
    numbers = {name: n for n, name in enumerate(sorted({str(held[key]) for held, key in found}), 1)}
    for held, key in found:
        held[key] = pikepdf.String(f"node{numbers[str(held[key])]:08}")


def _names_of_nodes(document: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Each dictionary or array with a key or place at which it holds the name of a node."""
    for found in document.objects:
        inside: list[Any] = [found]
        while inside:
            one = inside.pop()
            if isinstance(one, pikepdf.Dictionary):
                pairs: list[tuple[Any, Any]] = list(one.items())
            elif isinstance(one, pikepdf.Array):
                pairs = list(enumerate(one))
            else:
                continue
            for key, value in pairs:
                if isinstance(value, pikepdf.String) and _NODE.fullmatch(str(value)):
                    yield one, key
                elif isinstance(value, pikepdf.Object) and not value.is_indirect:
                    inside.append(value)

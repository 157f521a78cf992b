"""The whole book on paper: one PDF, tagged and with an outline, printed by a Chromium.

While pages are written, :func:`take` keeps what of each belongs on paper, as HTML; :func:`write`
puts it together, answers at the end, and lets the browser print it. What has not changed is not
printed again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bs4 import Tag
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bs4 import BeautifulSoup

WANTED = "WHOSAYS_PDF"
"""Environment variable: where it is set to something, the build makes a PDF."""
MINUTES = 5
STYLE = Path(__file__).parent / "static/paper.css"

# What a screen is for, or what has a page of its own (site.css hides the same in print).
NOT_ON_PAPER = (
    ".site-next, .site-switch, .site-run, .site-fold, .site-toc, details.admonition, .site-screen, "
    ".site-wide, .ws-live, script, a.headerlink"
)
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


def take(body: BeautifulSoup, page: str, folder: Path) -> None:
    """Keep what of a page belongs on paper, with its answers apart; changes ``body``."""
    for element in body.select(NOT_ON_PAPER):
        element.decompose()
    mark = PurePosixPath(page).name
    name_apart(body, mark)
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
    (folder / f"{mark}.key.html").write_text(
        Markup("<section><h2>{}</h2>{}</section>").format(title, answers) if answers else "",
        encoding="utf-8",
    )


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
    if parts.scheme or parts.netloc or parts.query:
        return address
    if not parts.path:
        return f"#{mark}--{parts.fragment}" if parts.fragment else f"#{mark}"
    to = PurePosixPath(parts.path)
    if to.suffix != ".html" or len(to.parts) > 1:
        return address
    return f"#{to.stem}--{parts.fragment}" if parts.fragment else f"#{to.stem}"


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


def document(book: Book, folder: Path, styles: Sequence[str]) -> str:
    """The whole book as one HTML document; ``styles`` are addresses of style sheets.

    Headings make the outline: parts, below them their pages, below those their sections. Pages
    before the first part are beside the parts.
    """
    bodies: list[str] = []
    contents: list[str] = []
    heads: list[str] = []
    in_part = False
    for page in book.pages:
        body = (folder / f"{page}.body.html").read_text(encoding="utf-8")
        title = title_of(body) or page
        part = book.parts.get(page, "")
        if part:
            contents.append(Markup('<li class="paper-part">{}</li>').format(part))
        in_part = in_part or bool(part)
        contents.append(Markup('<li><a href="#{}">{}</a></li>').format(page, title))
        heads.append(running_head(page, title))
        bodies.append(below(body, part) if in_part else body)
    keys = "".join((folder / f"{page}.key.html").read_text(encoding="utf-8") for page in book.pages)
    heads.append(running_head("paper-answers", book.words["paper_answers"]))
    links = "".join(f'<link rel="stylesheet" href="{address}">' for address in styles)
    head = Markup('<meta charset="utf-8"><title>{}</title>').format(book.title)
    front = Markup(
        '<header class="paper-front"><p class="paper-title">{}</p><p>{}</p><p>{}</p></header>'
        '<nav class="bd-article paper-page" id="paper-contents"><h1>{}</h1><ul>{}'
        '<li class="paper-part"><a href="#paper-answers">{}</a></li></ul></nav>'
    ).format(
        book.title,
        book.author,
        book.words["paper_note"],
        book.words["paper_contents"],
        Markup("").join(contents),
        book.words["paper_answers"],
    )
    answers = Markup(
        '<article class="bd-article paper-page" id="paper-answers"><h1>{}</h1>'
    ).format(book.words["paper_answers"])
    return (
        f'<!DOCTYPE html><html lang="{book.language}" data-theme="light" class="paper">'
        f"<head>{head}{links}<style>{''.join(heads)}</style></head><body>"
        f'<main class="bd-main"><div class="bd-content">{front}{"".join(bodies)}'
        f"{answers}{keys}</article></div></main></body></html>"
    )


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
    stamp = folder / "printed"
    kept = folder / "book.pdf"
    if not (kept.exists() and stamp.exists() and stamp.read_text("utf-8") == digest):
        source = beside / "_paper.html"
        source.write_text(text, encoding="utf-8")
        try:
            print_page(program, source, kept)
        finally:
            source.unlink()
        stamp.write_text(digest, encoding="utf-8")
    shutil.copyfile(kept, target)


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
    target.write_bytes(without_times(made.read_bytes()))
    made.unlink()


def without_times(pdf: bytes) -> bytes:
    """A PDF without the time at which it was made; blanks keep every offset where it was."""
    return re.sub(rb"/(?:CreationDate|ModDate) ?\([^)]*\)", lambda found: b" " * len(found[0]), pdf)

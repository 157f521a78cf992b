"""The whole book to take along: a zip that opens from a folder, and what a device keeps by itself.

The site says on a page how both are had (``{container} site-offline``). Their sizes are known when
everything else is written, so this comes last.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup
from markupsafe import Markup

from whosays import __version__
from whosays.site import assets
from whosays.views.templates import templates
from whosays.words.language import Words

WORKER = "sw.js"
"""At the root, because a worker answers for the folder that it stands in."""

ONLY_ON_A_SERVER = frozenset(
    {WORKER, "404.html", "robots.txt", "sitemap.xml", "objects.inv", ".nojekyll", ".buildinfo"}
)
"""Files at the root that are of no use in a folder."""

SOURCES = "_sources/"
APART = ("lite/", "data/", SOURCES)
"""What a device does not keep by itself: Python for the browser, data and notebooks."""

NOT_TAKEN_ALONG = ("lite/", "packages/", "plans/")
"""What is too large, of no use without a network, or in the zip in other files."""
PACKED = frozenset({".zip", ".png", ".jpg", ".webp", ".woff2", ".pdf"})
LONGEST_ADDRESS = 300
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
_READABLE = 0o644 << 16
_UNIX = 3
_TEMPLATES = templates("site/templates")


def book_name(title: str, suffix: str) -> str:
    """Name of a file that holds the whole book, from its title: ``who-says-so.zip``."""
    return (re.sub(r"\W+", "-", title.lower()).strip("-") or "book") + suffix


def zip_name(title: str) -> str:
    """Name of the zip."""
    return book_name(title, ".zip")


def pdf_name(title: str) -> str:
    """Name of the PDF (:mod:`~whosays.site.paper`)."""
    return book_name(title, ".pdf")


# --- what a page says of it ---------------------------------------------------------------------


def say_how(
    body: BeautifulSoup, words: Words, title: str, up: str, *, printed: bool = False
) -> None:
    """Fill the place for it in a chapter; ``up`` leads from the page to the root of the site.

    ``title`` is the book's; ``printed`` says whether there will be a PDF.
    """
    template = _TEMPLATES.get_template("site-offline.html")
    t, names = words.of("site"), {"zip": zip_name(title), "pdf": pdf_name(title)}
    for place in body.select(".site-offline"):
        told = template.render(t=t, **names, up=up, printed=printed)
        place.append(BeautifulSoup(told, "html.parser"))


def in_the_zip(page: str, words: Words) -> str:
    """A page as it stands in the zip: what it says of the zip is about itself.

    Packages for platforms are of no use without a network.
    """
    here = Markup('<p class="site-zip">{}</p>').format(words.of("site")["zip_here"])
    page = re.sub(r'<p class="site-zip">.*?</p>', lambda _: str(here), page, flags=re.DOTALL)
    page = re.sub(r"<a [^>]*data-ws-package=[^>]*>[^<]*</a>", words.of("site")["zip_without"], page)
    return re.sub(r'<p class="(?:site-online|site-kept)".*?</p>', "", page, flags=re.DOTALL)


def sized(page: str, sizes: dict[str, int], words: Words) -> str:
    """A page with the sizes where they belong; those of an earlier build give way."""
    for name, size in sizes.items():
        place = rf'(<span data-ws-size="{name}">)[^<]*(?=</span>)'
        page = re.sub(place, rf"\g<1>{megabytes(size, words)}", page)
    return page


def megabytes(size: int, words: Words) -> str:
    """A number of bytes for people, in megabytes of 1,000,000."""
    return f"{words.number(size / 1e6, places=1)} MB"


# --- the site as it is --------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """A finished site: its folder, what its book is called, and the language it is in."""

    folder: Path
    title: str
    words: Words

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file but those that this module writes, by its path from the root, in order."""
        own = {WORKER, zip_name(self.title)}
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return tuple(sorted({path.relative_to(self.folder).as_posix() for path in paths} - own))

    def read(self, name: str) -> bytes:
        """Content of a file."""
        return (self.folder / name).read_bytes()

    def pages(self) -> Iterator[str]:
        """Pages that are part of the book, the root's redirect included."""
        for name in self.files:
            if name.endswith(".html") and name not in ONLY_ON_A_SERVER and not apart(name):
                yield name

    @cached_property
    def text(self) -> str:
        """All pages as one text, to look for addresses in."""
        return "\n".join(self.read(page).decode() for page in self.pages())

    @cached_property
    def loaded(self) -> set[str]:
        """Addresses that pages link or load, from the root; other files are for somebody else."""
        found = re.findall(r"""(?:src|href)=["'](?:\.\.?/)*([^"'#?:]+)""", self.text)
        return {*found, "manifest.webmanifest"}

    @cached_property
    def stamped(self) -> dict[str, list[str]]:
        """How pages ask for a file with its hash behind its name (``?v=…``), by that name."""
        found: dict[str, set[str]] = {}
        for end in re.finditer(r"\?v=\w+", self.text):
            before = self.text[max(0, end.start() - LONGEST_ADDRESS) : end.start()]
            name = re.split(r"[\"'\s(]", before)[-1].lstrip("./")
            found.setdefault(name, set()).add(name + end[0])
        return {name: sorted(addresses) for name, addresses in found.items()}


def apart(name: str) -> bool:
    """Whether a file is not fetched in the background."""
    return name.startswith(APART) or (name.startswith("_static/") and name.endswith(".html"))


def pack(site: Site) -> None:
    """Write the zip, the sizes and the worker into a finished site."""
    packed = archive(site)
    (site.folder / zip_name(site.title)).write_bytes(packed)
    sizes = {"zip": len(packed), "fetched": on_the_wire(packed, kept(site))}
    if (pdf := site.folder / pdf_name(site.title)).exists():
        sizes["pdf"] = pdf.stat().st_size
    for page in site.pages():
        before = site.read(page).decode()
        after = sized(before, sizes, site.words)
        if after != before:
            (site.folder / page).write_text(after, encoding="utf-8", newline="")
    (site.folder / WORKER).write_text(worker(site), encoding="utf-8", newline="")


# --- the zip ------------------------------------------------------------------------------------


def archive(site: Site) -> bytes:
    """The whole book in one folder of a zip: the same site gives the same bytes."""
    top = zip_name(site.title).removesuffix(".zip")
    return zipped({f"{top}/{name}": content for name, content in unpacked(site).items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by their path as a zip: the same ones give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.create_system = _READABLE, _UNIX
            stored = Path(name).suffix in PACKED
            how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, content, how)
    return buffer.getvalue()


def unpacked(site: Site) -> dict[str, bytes]:
    """What the zip holds, by path; at its top a file whose name says what it is for."""
    found = {}
    for name in site.files:
        unlinked = name.startswith(SOURCES) and quote(name) not in site.text
        if (
            name in {*ONLY_ON_A_SERVER, pdf_name(site.title)}
            or name.startswith(NOT_TAKEN_ALONG)
            or unlinked
        ):
            continue
        content = site.read(name)
        if name.endswith(".html"):
            content = in_the_zip(content.decode(), site.words).encode()
        found[name] = content
    if "index.html" in found:
        found[f"{site.words.of('site')['zip_door']}.html"] = found["index.html"]
    return found


# --- what a device keeps ------------------------------------------------------------------------


def kept(site: Site) -> tuple[list[str], list[str]]:
    """Files and pages that a device keeps, by path; a page comes after all that it loads."""
    pages = list(site.pages())
    taken = {*pages, *ONLY_ON_A_SERVER}

    def is_kept(name: str) -> bool:
        # At the root is also what platforms and search engines ask for.
        wanted = name.startswith(("_static/", "_images/")) or quote(name) in site.loaded
        return wanted and not apart(name) and Path(name).suffix not in (".zip", ".pdf")

    return [name for name in site.files if name not in taken and is_kept(name)], pages


def on_the_wire(packed: bytes, names: tuple[list[str], list[str]]) -> int:
    """Bytes of these files as a server sends them that compresses, as the zip does."""
    wanted = {*names[0], *names[1]}
    with zipfile.ZipFile(io.BytesIO(packed)) as book:
        entries = ((each.filename.partition("/")[2], each) for each in book.infolist())
        return sum(each.compress_size for name, each in entries if name in wanted)


def worker(site: Site) -> str:
    """The worker, with the list of what it keeps and their hashes: they make a release."""
    files, pages = kept(site)
    hashes = {name: _digest(site.read(name)) for name in (*files, *pages)}
    parts = [
        {
            address: hashes[name]
            for name in part
            for address in site.stamped.get(quote(name), [quote(name)])
        }
        for part in (files, pages)
    ]
    release = _digest(json.dumps(parts).encode())[:7]
    t, size = site.words.of("site"), sum(len(site.read(name)) for name in hashes)
    version = f"{__version__} ({release})"
    book = {
        "release": release,
        "parts": parts,
        "first": quote("index.html"),
        "styles": styles_of(site),
        "lang": site.words.lang,
        "title": site.title,
        "whole": t["kept_whole"].format(size=megabytes(size, site.words), version=version),
        "copy": t["kept_copy"].format(version=version),
        "absent": t["kept_absent"],
        "absent_what": t["kept_absent_what"],
        "absent_first": t["kept_absent_first"],
    }
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    source = (assets.STATIC / WORKER).read_text(encoding="utf-8")
    return f"self.book = {text};\n{assets.COMMENTS.sub('', source)}"


def styles_of(site: Site) -> list[str]:
    """Addresses of the style sheets that every page has, from the root."""
    pages = [page for page in site.pages() if page != "index.html"]
    linked = [
        re.findall(r'<link rel="stylesheet" href="(?:\.\.?/)*([^"]+)"', site.read(page).decode())
        for page in pages
    ]
    return [each for each in (linked[0] if linked else []) if all(each in one for one in linked)]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]

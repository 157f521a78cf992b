"""Files at the root of the site, whose names others have fixed: icons, manifest, 404, sitemap."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from whosays.site import assets
from whosays.site.book_data import FILE, PictureFile, read_book_data
from whosays.site.metadata import paper_colours, site_address
from whosays.site.warn import warn
from whosays.words.interface import interface
from whosays.words.said import said

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MISSING = "404"
ICONS = assets.STATIC / "root"
"""The icons, as they are published. ``python -m tools.preview`` draws them after ``icon.svg``."""

_RELATIVE = re.compile(
    r'\b(href|src|action|data-content_root)="(?![a-z][a-z0-9+.-]*:|[/#])([^"]*)"'
)


def missing_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page for an address where nothing is, rendered by Sphinx as any other page."""
    words = interface("site", app.config.language or "en")
    yield MISSING, {"title": words["missing_title"], "pageurl": ""}, "404.html"


def write(app: Sphinx) -> None:
    """Write the files; called once after all pages are written."""
    outdir, address = Path(app.outdir), site_address(app.config)
    book = read_book_data(Path(app.srcdir))
    for file in ICONS.iterdir():
        shutil.copyfile(file, outdir / file.name)
    if book.picture:
        picture = PictureFile(book.picture, Path(app.srcdir), app.config.language or "en")
        shutil.copyfile(picture.source, outdir / picture.name)
    told = json.dumps(manifest(app), ensure_ascii=False, indent=1)
    (outdir / "manifest.webmanifest").write_text(f"{told}\n", encoding="utf-8")
    (outdir / "robots.txt").write_text(robots(address), encoding="utf-8")
    (outdir / ".nojekyll").touch()  # GitHub would leave out what begins with an underscore
    pages = [app.builder.get_target_uri(page) for page in sorted(app.env.found_docs)]
    map_file = outdir / "sitemap.xml"
    if address:
        map_file.write_text(sitemap(address + page for page in pages), encoding="utf-8")
        from_anywhere(outdir / f"{MISSING}.html", urlsplit(address).path)
    else:
        map_file.unlink(missing_ok=True)  # of an earlier build
    for page in sorted(set(book.pages) - app.env.found_docs):
        warn(
            "metadata",
            f"{FILE} describes {page}, and there is no such page. Remedy: correct its name, as "
            "_toc.yml has it, or remove the description.",
        )


def manifest(app: Sphinx) -> dict[str, Any]:
    """What a device has to know to install the site; addresses are relative to the root."""
    language = app.config.language or "en"
    book = read_book_data(Path(app.srcdir))
    title = str(app.config.html_title or app.config.project)
    light, _ = paper_colours()
    sizes = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    sizes.append(("icon-maskable-512.png", "512x512", "maskable"))
    found: dict[str, Any] = {
        "name": f"{title} {said(book.subtitle, language)}".strip(),
        "short_name": title,
        "description": said(book.description, language),
        "lang": language,
        "start_url": app.builder.get_target_uri(app.config.root_doc),
        "scope": "./",
        # Buttons to go back and forth where a device can give them.
        "display_override": ["minimal-ui"],
        "display": "standalone",
        "background_color": light,
        "theme_color": light,
        "icons": [
            {"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": name, "sizes": size, "type": "image/png", "purpose": purpose}
                for name, size, purpose in sizes
            ),
        ],
    }
    return {name: value for name, value in found.items() if value != ""}


def robots(address: str) -> str:
    """All may be read."""
    listed = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nAllow: /\n{listed}"


def sitemap(addresses: Iterable[str]) -> str:
    """All pages. It gives no days: that of a build would say of a page what is not so."""
    lines = "".join(f"<url><loc>{escape(each)}</loc></url>\n" for each in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )


def from_anywhere(page: Path, root: str) -> None:
    """Make a page work at any address: a server shows the 404 page in place of the one asked for.

    ``root`` is the path of the site on its host, such as ``/book/``.
    """
    text = page.read_text(encoding="utf-8")

    def absolute(match: re.Match[str]) -> str:
        return f'{match[1]}="{root}{match[2].removeprefix("./")}"'

    page.write_text(_RELATIVE.sub(absolute, text), encoding="utf-8")

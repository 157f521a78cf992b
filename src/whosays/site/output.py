"""The built folder, finished: icons, smaller style sheets, the front door, nothing superfluous."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from whosays.site import assets
from whosays.site.icons import icon_styles, icons_in
from whosays.site.styles import only_used, with_twins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OURS = ("site.css", "page.js", "search.js", "host.js")
# Style sheets that hold far more than a book uses.
LARGE = (
    "styles/bootstrap.css",
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
    "basic.css",
    "mystnb.*.css",
    "sphinx-design.min.css",
    "pygments.css",
)


def finish(outdir: Path, srcdir: Path, language: str) -> None:
    """Finish a built site in place; called once after all pages are written."""
    static = outdir / "_static"
    for name in OURS:
        assets.published(name).write(outdir)
    write_front_door(outdir / "index.html", language)

    pages = {page: page.read_text(encoding="utf-8") for page in sorted(outdir.rglob("*.html"))}
    pages = {page: text for page, text in pages.items() if "_static" not in page.parts}
    scripts = referenced(pages, outdir, suffix=".js")
    texts = [*pages.values(), *(read(script) for script in sorted(scripts))]
    (static / "whosays/icons.css").write_text(icon_styles(icons_in(texts)), encoding="utf-8")
    shrink_styles(static, texts)
    remove_unreferenced(static, referenced(pages, outdir), keep=srcdir / "_static")


def read(path: Path) -> str:
    """Text of a file of the site."""
    return path.read_text(encoding="utf-8", errors="replace")


def write_front_door(index: Path, language: str) -> None:
    """Turn the one-line redirect of sphinx-external-toc into a page with language and title."""
    text = read(index) if index.exists() else ""
    target = re.fullmatch(r'<meta http-equiv="Refresh" content="0; url=(\S+)" />\s*', text)
    if target is None:
        return
    address = target[1]
    index.write_text(
        f'<!DOCTYPE html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<title>{address}</title>\n<main><h1><a href="{address}">{address}</a></h1></main>\n'
        "</html>\n",
        encoding="utf-8",
    )


def referenced(pages: dict[Path, str], outdir: Path, suffix: str = "") -> set[Path]:
    """Files of the site that pages load, and files that their style sheets load in turn."""
    found: set[Path] = set()
    queue = [
        (page.parent / unquote(urlsplit(address).path)).resolve()
        for page, text in pages.items()
        for address in re.findall(r"""(?:src|href)=["']([^"'#]+)""", text)
        if not urlsplit(address).scheme
    ]
    while queue:
        path = queue.pop()
        if path in found or not path.is_file() or outdir.resolve() not in path.parents:
            continue
        found.add(path)
        if path.suffix == ".css":
            queue += [(path.parent / address).resolve() for address in loads_of(read(path))]
    return {path for path in found if path.name.endswith(suffix)}


def loads_of(style: str) -> list[str]:
    """Addresses that a style sheet loads, relative to it."""
    found = re.findall(r"""url\(["']?([^"')]+)|@import\s+["']([^"']+)""", style)
    addresses = ("".join(pair) for pair in found)
    return [unquote(urlsplit(each).path) for each in addresses if not each.startswith("data:")]


def shrink_styles(static: Path, texts: Iterable[str]) -> None:
    """Leave out of the stock style sheets what no page and no script can make use of."""
    is_used = usage(texts)
    for pattern in LARGE:
        for path in static.glob(pattern):
            path.write_text(with_twins(only_used(read(path), is_used)), encoding="utf-8")


def usage(texts: Iterable[str]) -> Callable[[str], bool]:
    """Predicate: whether a selector's classes and ids all occur somewhere in these texts.

    A word anywhere counts, so a class that a script composes from whole words is never lost.
    """
    words = {word for text in texts for word in re.findall(r"[\w-]+", text)}

    def is_used(selector: str) -> bool:
        plain = re.sub(r":not\([^)]*\)|\[[^\]]*\]", "", selector).replace("\\", "")
        return all(name in words for name in re.findall(r"[.#]([\w-]+)", plain))

    return is_used


def remove_unreferenced(static: Path, needed: set[Path], keep: Path) -> None:
    """Delete files that no page loads, except those the author put into ``_static``."""
    for path in sorted(static.rglob("*"), reverse=True):
        relative = path.relative_to(static)
        if path.is_file() and path.resolve() not in needed and not (keep / relative).exists():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()

"""The built folder, finished: smaller style sheets, the front door, nothing superfluous."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from whosays.site import assets
from whosays.site.metadata import carried
from whosays.site.policy import POLICY
from whosays.site.scripts import minified
from whosays.site.styles import only_used, with_twins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OURS = (
    "site.css",
    "pictures.css",
    "teach.css",
    "mode.js",
    "page.js",
    "copy.js",
    "found.js",
    "search.js",
)
QUESTION = r'<li[^>]* id="q-([\w-]+)"'
"""How the place of a question begins; the places that it was called before are in it."""
# The stock sheets that a page of ours needs parts of. The rest of the look is ours: site.css.
BUNDLES = {"code.css": ("pygments.css",)}


def finish(outdir: Path, srcdir: Path, language: str) -> None:
    """Finish a built site in place; called once after all pages are written."""
    static = outdir / "_static"
    for name in OURS:
        assets.published(name).write(outdir)
    assets.with_words("launch.js", language).write(outdir)
    write_front_door(outdir / "index.html", language)

    pages = {
        page: read(page)
        for page in sorted(outdir.rglob("*.html"))
        if not page.is_relative_to(static)
    }
    tighten(pages)
    write_bundles(static, pages.values())
    write_items(outdir, pages)
    stamp(pages, static)
    remove_unreferenced(static, referenced(pages, outdir), keep=srcdir / "_static")


def read(path: Path) -> str:
    """Text of a file of the site."""
    return path.read_text(encoding="utf-8", errors="replace")


def write_front_door(index: Path, language: str) -> None:
    """Turn the one-line redirect of sphinx-external-toc into a page with language and title.

    It has the title of the page it leads to, and says of itself what that page does: a chat window
    shows it for the address of the site, and follows no redirect. What an earlier build wrote is
    written anew.
    """
    text = read(index) if index.exists() else ""
    target = re.search(
        r'<meta http-equiv="refresh" content="0; url=([^"\s]+)"', text, re.IGNORECASE
    )
    if target is None:
        return
    address = target[1]
    page = index.parent / unquote(address)
    leads_to = read(page) if page.is_file() else ""
    title = re.search(r"<title>(.*?)</title>", leads_to, re.DOTALL)
    name = " ".join(title[1].split()) if title else address
    index.write_text(
        f'<!DOCTYPE html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{name}</title>\n{carried(leads_to, address.rpartition('/')[0])}"
        f'<main><h1><a href="{address}">{name}</a></h1></main>\n'
        "</html>\n",
        encoding="utf-8",
    )


def referenced(pages: dict[Path, str], outdir: Path) -> set[Path]:
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
    return found


def loads_of(style: str) -> list[str]:
    """Addresses that a style sheet loads, relative to it."""
    found = re.findall(r"""url\(["']?([^"')]+)|@import\s+["']([^"']+)""", style)
    addresses = ("".join(pair) for pair in found)
    return [unquote(urlsplit(each).path) for each in addresses if not each.startswith("data:")]


def write_bundles(static: Path, pages: Iterable[str]) -> None:
    """Write the style sheets that stand for the stock ones: only rules that these pages use."""
    is_used = usage(pages)
    for bundle, patterns in BUNDLES.items():
        sources = [path for pattern in patterns for path in sorted(static.glob(pattern))]
        parts = [with_twins(only_used(rebased(path, static), is_used)) for path in sources]
        text = minified("".join(parts), "text/css")
        (static / "whosays" / bundle).write_text(text, encoding="utf-8")


def write_items(outdir: Path, pages: dict[Path, str]) -> None:
    """Write which questions each page has: a script, since from a folder no JSON can be fetched."""
    found = {
        page.relative_to(outdir).with_suffix("").as_posix(): re.findall(QUESTION, text)
        for page, text in pages.items()
    }
    held = {page: list(dict.fromkeys(ids)) for page, ids in found.items() if ids}
    former = dict(re.findall(QUESTION + r' data-was="([\w -]+)"', "".join(pages.values())))
    text = json.dumps(held, separators=(",", ":"))
    before = json.dumps({name: ids.split() for name, ids in former.items()}, separators=(",", ":"))
    target = outdir / assets.ITEMS
    target.parent.mkdir(parents=True, exist_ok=True)
    script = f"(window.whosays ??= {{}}).items = {text};\n"
    if former:
        script += f"whosays.former = {before};\n"
    target.write_text(script, encoding="utf-8")


def rebased(path: Path, static: Path) -> str:
    """A style sheet as it reads from ``_static/whosays``: the files it loads are elsewhere."""
    up = "../" + "".join(f"{part}/" for part in path.relative_to(static).parent.parts)
    return re.sub(r"""url\((?!["']?(?:data:|#))(["']?)""", rf"url(\1{up}", read(path))


AS_IT_IS = re.compile(
    "|".join(rf"<{tag}\b.*?</{tag}>" for tag in ("pre", "script", "style", "textarea")), re.DOTALL
)
"""What of a page keeps its spaces."""


def tighten(pages: dict[Path, str]) -> None:
    """Take the indents and blank lines between tags out of the pages: nobody sees them."""
    for page, text in pages.items():
        kept = iter(AS_IT_IS.findall(text))
        tight = "".join(_tight(part) + next(kept, "") for part in AS_IT_IS.split(text))
        if tight != text:
            page.write_text(tight, encoding="utf-8", newline="")
            pages[page] = tight


def _tight(part: str) -> str:
    return re.sub(r">\s*\n\s*<", ">\n<", re.sub(r"[ \t]*\n[ \t]*", "\n", part))


def stamp(pages: dict[Path, str], static: Path) -> None:
    """Put each bundle's hash into the pages that load it, so that no old copy is used."""
    for bundle in (*BUNDLES, Path(assets.ITEMS).name):
        if not (static / "whosays" / bundle).is_file():
            continue
        digest = hashlib.sha256((static / "whosays" / bundle).read_bytes()).hexdigest()[:10]
        for page, text in pages.items():
            pattern = rf"(_static/whosays/{re.escape(bundle)})(\?v=\w+)?"
            stamped = re.sub(pattern, rf"\1?v={digest}", text)
            if stamped != text:
                page.write_text(stamped, encoding="utf-8")
                pages[page] = stamped


def usage(pages: Iterable[str]) -> Callable[[str], bool]:
    """Predicate: whether all classes and ids of a selector stand on some page."""
    named = re.compile(r'\b(?:class|id)="([^"]*)"')
    names = {name for text in pages for value in named.findall(text) for name in value.split()}

    def is_used(selector: str) -> bool:
        plain = re.sub(r":not\([^)]*\)|\[[^\]]*\]", "", selector).replace("\\", "")
        return all(name in names for name in re.findall(r"[.#]([\w-]+)", plain))

    return is_used


def remove_unreferenced(static: Path, needed: set[Path], keep: Path) -> None:
    """Delete files that no page loads, except those the author put into ``_static``."""
    for path in sorted(static.rglob("*"), reverse=True):
        relative = path.relative_to(static)
        if path.is_file() and path.resolve() not in needed and not (keep / relative).exists():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()

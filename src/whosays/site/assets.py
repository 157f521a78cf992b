"""Scripts and styles: our own, and which of the others a page needs."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays.site.scripts import minified
from whosays.site.styles import with_twins
from whosays.site.warn import warn
from whosays.words.interface import interface

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

STATIC = Path(__file__).parent / "static"
FOLDER = "_static/whosays"
ITEMS = f"{FOLDER}/items.js"  # which questions each page has; known when all pages are written
COMMENTS = re.compile(r"^ *//.*\n", re.MULTILINE)
"""Lines of JavaScript that are nothing but a comment: no reader needs them."""


@dataclass(frozen=True)
class PublishedFile:
    """A file of ours in the built site; its name holds its hash, so it may be cached for good."""

    path: str
    text: str

    def write(self, outdir: Path) -> None:
        """Write the file into the built site."""
        target = outdir / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.text, encoding="utf-8")


def publish(stem: str, suffix: str, text: str) -> PublishedFile:
    """Name a file by its content."""
    version = hashlib.sha256(text.encode()).hexdigest()[:10]
    return PublishedFile(f"{FOLDER}/{stem}-{version}{suffix}", text)


@cache
def published(name: str) -> PublishedFile:
    """One of the files in ``static/`` as it is published."""
    source = STATIC / name
    # What goes on from its name comes first: page_places.js before page.js.
    parts = [*sorted(STATIC.glob(f"{source.stem}_*{source.suffix}")), source]
    text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    if source.suffix == ".css":
        text = minified(with_twins(text), "text/css")
    else:
        text = minified(COMMENTS.sub("", text), "application/javascript") + "\n"
    return publish(source.stem, source.suffix, text)


def with_words(name: str, lang: str) -> PublishedFile:
    """A script of ``static/`` that finds its words in ``whosays.<stem>Words``."""
    stem = Path(name).stem
    words = json.dumps(interface(stem, lang), ensure_ascii=False, separators=(",", ":"))
    return publish(stem, ".js", f"whosays.{stem}Words={words};\n{published(name).text}")


def digest() -> str:
    """Hash over all files in ``static/``."""
    contents = [path.read_bytes() for path in sorted(STATIC.iterdir()) if path.is_file()]
    return hashlib.sha256(b"".join(contents)).hexdigest()


# What a file or an inline script of the stock site is for: a CSS selector of the content that needs
# it, or None where nothing does. What is not listed stays. First match wins.
CODE = "div.highlight pre"
TOGGLE = ".toggle"  # its boxes that unfold are details elements by now (body.py)
PURPOSE: tuple[tuple[str, str | None], ...] = (
    (r"(^|/)sphinx-thebe\.", None),
    (r"^const THEBE_JS_URL", None),
    # page.js does what these three did, without storing anything unasked.
    (r"(^|/)sphinx-book-theme\.js", None),
    (r"^DOCUMENTATION_OPTIONS\.pagename", None),
    # Sphinx's search; ours (search.py) does without.
    (r"(^|/)(doctools|sphinx_highlight|documentation_options|translations)\.js", None),
    (r"(^|/)(clipboard\.min|copybutton)\.js", None),  # copy.js does that
    # What site.css and the bundles of output.py stand for.
    (r"(^|/)(pygments|copybutton|mystnb\.\w+|sphinx-book-theme)\.css", None),
    (r"(^|/)togglebutton\.|^let toggle|^var togglebutton", TOGGLE),
    (r"(^|/)sphinx-design[\w.-]*\.css", "[class^='sd-'], [class*=' sd-']"),
    (r"(^|/)design-tabs\.js", ".sd-tab-set"),
)


def purpose_of(asset: Any) -> str | None:
    """Selector of the content an asset serves; ``*`` where we know of none."""
    name = str(getattr(asset, "filename", asset) or asset.attributes.get("body", ""))
    return next((selector for pattern, selector in PURPOSE if re.search(pattern, name)), "*")


Holds = Callable[[str], bool]


def holder(body: BeautifulSoup) -> Holds:
    """Says of a selector whether something on the page fits it; each is looked for once."""
    return cache(lambda selector: body.select_one(selector) is not None)


def shows_code(body: BeautifulSoup) -> bool:
    """Whether code stands on the page that is not folded away."""
    return any(code.find_parent("details") is None for code in body.select(CODE))


def is_needed(asset: Any, holds: Holds) -> bool:
    """Whether a page with this content needs the script or style sheet."""
    selector = purpose_of(asset)
    return selector == "*" or (selector is not None and holds(selector))


def is_foreign(asset: Any) -> bool:
    """Whether a script or style sheet would be asked of another site."""
    return bool(re.match(r"(https?:)?//", str(getattr(asset, "filename", asset) or "")))


def needed_scripts(scripts: list[Any], holds: Holds, page: str) -> list[Any]:
    """Scripts the page needs, each once and after the page is read."""
    kept: list[Any] = []
    seen: set[tuple[str, str]] = set()
    for script in scripts:
        filename = str(script.filename or "")
        identity = (filename, str(script.attributes.get("body", "")))
        if identity in seen or not is_needed(script, holds):
            continue
        seen.add(identity)
        if is_foreign(script):
            warn(
                "foreign",
                f"{page} would ask another site for {filename}, so the script is left out. Remedy: "
                "do without what needs it (a formula needs MathJax: write it as text or as a "
                "picture).",
                page,
            )
            continue
        if filename:
            script.attributes.setdefault("defer", "defer")
        kept.append(script)
    return kept


def needed_styles(styles: list[Any], holds: Holds) -> list[Any]:
    """Style sheets the page needs."""
    return [style for style in styles if is_needed(style, holds) and not is_foreign(style)]

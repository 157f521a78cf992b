"""The running text of the book's pages, for checks and for the reading level."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def pages() -> list[Path]:
    """All pages of the book."""
    return sorted([*(ROOT / "book" / "en").glob("*.ipynb"), *(ROOT / "book" / "en").glob("*.md")])


def page_named(name: str, lang: str = "en") -> Path:
    """A page by its name: a notebook or, where nothing is run, a page of Markdown."""
    page = ROOT / "book" / lang / f"{name}.ipynb"
    return page if page.exists() else page.with_suffix(".md")


def source(page: Path) -> str:
    """A page's Markdown: all of it, or the cells that hold it."""
    text = page.read_text(encoding="utf-8")
    if page.suffix != ".ipynb":
        return text
    cells = json.loads(text)["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def prose(page: Path) -> str:
    """A page's running text: Markdown without code, directive lines and comments."""
    return prose_of(source(page))


def prose_of(text: str) -> str:
    """Running text of Markdown."""
    text = re.sub(r"^(:::|```|:\w+:).*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\{\w+(:\w+)?\}`[^`]*`|`[^`]*`", "code", text)


def sentences(text: str) -> list[str]:
    """Sentences of running text; headings, list items and table rows are units of their own."""
    plain = re.sub(r"<[^>]+>|[*_]{1,3}|\[([^\]]*)\]\([^)]*\)", r"\1", text)
    units = re.split(r"\n\s*\n|\n(?=\s*(?:[-*|>#]|\d+\.)\s)|(?<=[.!?:])[\"”)]?\s+", plain)
    return [" ".join(unit.split()) for unit in units if unit and unit.strip()]

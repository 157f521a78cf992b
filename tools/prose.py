"""The running text of the book's pages, for checks and for the reading level."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def pages() -> list[Path]:
    """All pages of the book."""
    return sorted([*(ROOT / "book" / "en").glob("*.ipynb"), *(ROOT / "book" / "en").glob("*.md")])


def page_named(name: str, lang: str = "en") -> Path:
    """A page by its name: a notebook or, where nothing is run, a page of Markdown."""
    page = ROOT / "book" / lang / f"{name}.ipynb"
    return page if page.exists() else page.with_suffix(".md")


def cells_of(page: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; a page of Markdown is one cell."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".md":
        return [{"cell_type": "markdown", "metadata": {}, "source": [text]}]
    cells: list[dict[str, Any]] = json.loads(text)["cells"]
    return cells


def source(page: Path) -> str:
    """A page's Markdown: all of it, or the cells that hold it."""
    return "\n\n".join(_of_type("markdown", page))


def code_of(page: Path) -> list[str]:
    """The code cells of a page."""
    return _of_type("code", page)


def _of_type(kind: str, page: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in cells_of(page) if cell["cell_type"] == kind]


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

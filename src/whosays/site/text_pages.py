"""Pages that no file of the book holds: a title and paragraphs, made from data at build time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

TEMPLATE = "site-text.html"


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, in one language."""

    title: str
    paragraphs: tuple[Markup, ...]
    lang: str


@dataclass(frozen=True)
class TextPage:
    """A page of sections."""

    title: str
    sections: tuple[Section, ...]


def link(address: str, words: str) -> Markup:
    """A link to a page of the book."""
    return Markup('<a href="{}">{}</a>').format(address, words)


def collected(
    pages: dict[str, TextPage], root_doc: str
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages as Sphinx collects them, in the folder of the book's first page."""
    folder = PurePosixPath(root_doc).parent
    for name, page in pages.items():
        context = {"title": page.title, "ws_sections": page.sections, "parents": []}
        yield str(folder / name), context, TEMPLATE

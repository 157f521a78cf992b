"""Pages that no file of the book holds: a title and paragraphs, made from data at build time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from whosays.words.said import said

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


def with_german(
    title: Mapping[str, str], lang: str, sections_in: Callable[[str], Iterable[Section]]
) -> TextPage:
    """A page in the book's language and, where that is another, in German below it.

    German law asks for both. The German part is headed by what the page is called in German:
    whoever looks for *Impressum* looks for that word.
    """
    sections = [*sections_in(lang)]
    if lang != "de":
        first, *rest = sections_in("de")
        sections += [replace(first, title=f"{said(title, 'de')}: {first.title}"), *rest]
    return TextPage(said(title, lang), tuple(sections))


def listed(items: Iterable[str]) -> Markup:
    """A list; what is no HTML in it is escaped."""
    points = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup("<ul>{}</ul>").format(points)


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

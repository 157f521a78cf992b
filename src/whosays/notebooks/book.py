"""What the lessons of a book refer to: its pages, places in them, terms, references, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from whosays.errors import CallError
from whosays.notebooks import myst
from whosays.notebooks.references import Reference, read_references

CONFIG = "_config.yml"
PLACEHOLDER = "OWNER"
"""What stands in the repository's address until there is one."""


class NotebookError(CallError, ValueError):
    """A lesson cannot be made into a notebook to run; the text says where, and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem} {remedy}")


@dataclass(frozen=True)
class Term:
    """An entry of the glossary."""

    name: str
    definition: str  # MyST


@dataclass(frozen=True)
class Place:
    """A heading with a name of its own, to which links lead."""

    page: str
    heading: str  # MyST


@dataclass(frozen=True)
class Page:
    """A file of the book: a lesson, with its notebook, or a page of Markdown alone."""

    name: str
    path: Path
    notebook: dict[str, Any]  # as nbformat has it; of a page of Markdown, one cell

    @cached_property
    def markdown(self) -> tuple[tuple[int, str], ...]:
        """Its cells of Markdown, each with its number from 0."""
        return tuple(
            (at, "".join(cell["source"]))
            for at, cell in enumerate(self.notebook["cells"])
            if cell["cell_type"] == "markdown"
        )

    @cached_property
    def headings(self) -> tuple[myst.Heading, ...]:
        """Its headings, from top to bottom."""
        return tuple(each for _, text in self.markdown for each in myst.headings(text))


@dataclass(frozen=True)
class Book:
    """One language of the book, and what its configuration says of it."""

    lang: str
    title: str
    pages: Mapping[str, Page]
    references: Mapping[str, Reference]
    repository: str  # where pip gets the package from, such as git+https://…@main, or ""
    site: str  # where this language is published, with a slash at its end, or ""
    publisher: str  # who answers for this copy, or ""

    @cached_property
    def places(self) -> dict[str, Place]:
        """Headings that have a name, by that name."""
        return {
            name: Place(page.name, heading.text)
            for page in self.pages.values()
            for heading in page.headings
            for name in heading.names
        }

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The glossary, by the terms in small letters; ``glossary_page`` has it."""
        return {term.name.lower(): term for term in glossary(self._glossary[1])}

    @property
    def glossary_page(self) -> str:
        """Name of the page that explains the terms; empty where none does."""
        return self._glossary[0]

    @cached_property
    def _glossary(self) -> tuple[str, str]:
        for page in self.pages.values():
            for _, text in page.markdown:
                for each in myst.directives(text):
                    if each.name == "glossary":
                        return page.name, each.body
        return "", ""


def glossary(body: str) -> Iterator[Term]:
    """The entries of a glossary: a term, and below it, indented, what it means."""
    for entry in re.split(r"\n(?=\S)", body.strip()):
        name, _, definition = entry.partition("\n")
        yield Term(name.strip(), " ".join(definition.split()))


def read_book(folder: Path) -> Book:
    """The lessons in ``folder`` (``book/en``), by the configuration of the book around it.

    Raises :class:`NotebookError` where there is no such folder, no lesson in it, or no
    configuration above it.
    """
    pages = {path.stem: _page(path) for path in sorted(folder.glob("*.ipynb"))}
    if not pages:
        raise NotebookError(f"{folder}: there are no notebooks.", "Name one with lessons: book/en.")
    texts = (path for path in sorted(folder.glob("*.md")) if path.stem not in pages)
    here = folder.resolve()
    root = next((each for each in (here, *here.parents) if (each / CONFIG).is_file()), None)
    if root is None:
        problem = f"{folder}: no folder above has {CONFIG}, so it is part of no book."
        raise NotebookError(problem, "Name a folder of lessons: book/en.")
    config = yaml.safe_load((root / CONFIG).read_text(encoding="utf-8"))
    references = [root / name for name in config.get("bibtex_bibfiles") or []]
    return Book(
        lang=here.name,
        title=config.get("title", ""),
        pages={**pages, **{path.stem: _text_page(path) for path in texts}},
        references=read_references(references),
        repository=_repository(config.get("repository") or {}),
        site=_site(config, here.relative_to(root).as_posix()),
        publisher=_publisher(config),
    )


def _page(path: Path) -> Page:
    try:
        return Page(path.stem, path, json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise NotebookError(f"{path}: this is no notebook ({error}).", "Save it again.") from None


def _text_page(path: Path) -> Page:
    cell = {"cell_type": "markdown", "id": "text", "metadata": {}}
    cells = [{**cell, "source": path.read_text(encoding="utf-8")}]
    return Page(path.stem, path, {"cells": cells, "nbformat": 4, "nbformat_minor": 5})


def _repository(configured: Mapping[str, str]) -> str:
    url = configured.get("url") or ""
    if not url or PLACEHOLDER in urlsplit(url).path.split("/"):
        return ""
    return f"git+{url}@{configured.get('branch') or 'main'}"


def _site(config: Mapping[str, Any], folder: str) -> str:
    address = str((config.get("html") or {}).get("baseurl") or "").strip()
    return f"{address.rstrip('/')}/{folder}/".replace("/./", "/") if address else ""


def _publisher(config: Mapping[str, Any]) -> str:
    sphinx = (config.get("sphinx") or {}).get("config") or {}
    return str((sphinx.get("whosays_publisher") or {}).get("name") or "")

"""Notebooks to run, made from lessons: how to run them comes first, and every link works."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from whosays.notebooks.book import Book, NotebookError, Page, read_book
from whosays.notebooks.myst import UnknownConstructError, headings, sections, words_of
from whosays.notebooks.plain import Plain, cell_id
from whosays.words.interface import interface


class Target(Enum):
    """Where notebooks are run."""

    LAB = "lab"
    """In Jupyter, with the package installed and all notebooks in one folder."""
    LITE = "lite"
    """In JupyterLite, which brings the package."""
    ALONE = "alone"
    """Anywhere: one notebook, downloaded or opened on Colab, which installs the package itself."""


IPYTHON: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
PYODIDE: dict[str, Any] = {
    # Without both, JupyterLite asks each reader which kernel to take.
    "kernelspec": {"display_name": "Python (Pyodide)", "language": "python", "name": "python"},
    "language_info": {"name": "python"},
}


def notebooks(folder: Path, target: Target) -> dict[str, bytes]:
    """All pages of the book in ``folder`` (``book/en``) as notebooks, by their file names.

    Pages of Markdown alone, such as the glossary, become notebooks as well where links lead to
    them, so not for :attr:`Target.ALONE`. Raises :class:`NotebookError` for what cannot be shown.
    """
    book = read_book(folder)
    return {
        f"{name}.ipynb": runnable(book, page, target)
        for name, page in book.pages.items()
        if target is not Target.ALONE or page.path.suffix == ".ipynb"
    }


def write(files: Mapping[str, bytes], folder: Path, *, replace: bool = False) -> dict[Path, bool]:
    """Write notebooks into ``folder``, and say of each whether it was written.

    One that is there already may hold somebody's work, so it stays, unless ``replace`` is true.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for name, content in files.items():
        path = folder / name
        written[path] = replace or not path.exists()
        if written[path]:
            path.write_bytes(content)
    return written


def runnable(book: Book, page: Page, target: Target) -> bytes:
    """One page as a notebook; NotebookError, with file and cell, for what cannot be shown."""
    words = {**interface("site", book.lang), **interface("notebooks", book.lang)}
    plain = Plain(book, page, words, together=target is not Target.ALONE)
    cells = []
    for at, cell in enumerate(page.notebook["cells"]):
        if cell["cell_type"] != "markdown":
            cells.append(cell)
            continue
        try:
            texts = sections(plain("".join(cell["source"])))
        except UnknownConstructError as error:
            problem = f"{page.path.name}, cell {at}: {error.construct}."
            raise NotebookError(problem, error.remedy) from None
        cells += _sections(plain, cell, texts)
    has_code = any(cell["cell_type"] == "code" for cell in cells)
    first = _first(book, target, words) if has_code else []
    made = {
        **page.notebook,
        "cells": [*first, *cells, *_last(plain, target, words)],
        "metadata": PYODIDE if target is Target.LITE else IPYTHON,
    }
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode()


def _sections(plain: Plain, cell: dict[str, Any], texts: list[str]) -> Iterator[dict[str, Any]]:
    """A cell for each section, with the id that links to it name.

    A link that opens another notebook gets there before its headings do, and finds cells only.
    """
    for text in texts:
        heading = next(headings(text), None)
        name = cell_id(words_of(heading.text, plain.shown)) if heading else cell["id"]
        yield {**cell, "id": name, "source": _lines(text)}


def _first(book: Book, target: Target, words: dict[str, str]) -> list[dict[str, Any]]:
    """How a notebook is run, and where it is alone, how it gets the package."""
    lines = [words["run_cell"], words["run_all"]]
    if target is not Target.ALONE:
        return [_markdown("how-to-run", _block([*lines, words["run_yours"]]))]
    if not book.repository:
        return [_markdown("how-to-run", _block([*lines, words["run_no_package"]]))]
    install = f'# {words["run_install"]}\n%pip install --quiet "whosays @ {book.repository}"'
    cell: dict[str, Any] = {"cell_type": "code", "execution_count": None, "metadata": {}}
    return [
        _markdown("how-to-run", _block([*lines, words["run_package"]])),
        {**cell, "id": "install", "outputs": [], "source": _lines(install)},
    ]


def _last(plain: Plain, target: Target, words: dict[str, str]) -> list[dict[str, Any]]:
    """What the page refers to: the works, and where no glossary lies beside it, the terms."""
    cells = []
    if target is Target.ALONE and plain.terms:
        terms = [f"- **{each.name}**: {plain(each.definition)}" for each in [*plain.terms.values()]]
        cells.append(_markdown("terms", "\n".join([f"## {words['terms']}\n", *terms])))
    if plain.cited:
        works = f"## {words['references']}\n\n{plain.references(plain.cited)}"
        cells.append(_markdown("references", works))
    return cells


def _block(lines: list[str]) -> str:
    return "\n".join(f"> {line}  " for line in lines[:-1]) + f"\n> {lines[-1]}"


def _markdown(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": _lines(text)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)

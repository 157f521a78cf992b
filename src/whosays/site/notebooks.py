"""The lessons to download: notebooks that run by themselves, where Sphinx has put the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whosays.notebooks import Target, runnable
from whosays.notebooks.book import NotebookError, read_book
from whosays.site.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write_notebooks(app: Sphinx) -> None:
    """Put a notebook that runs in the place of each lesson's source below ``_sources/``."""
    lessons = {
        page: path
        for page in sorted(app.env.found_docs)
        if (path := Path(app.env.doc2path(page))).suffix == ".ipynb"
    }
    books = {folder: read_book(folder) for folder in {path.parent for path in lessons.values()}}
    for page, path in lessons.items():
        place = Path(app.outdir, "_sources", path.relative_to(app.srcdir))
        if not place.is_file():
            continue
        book = books[path.parent]
        try:
            place.write_bytes(runnable(book, book.pages[path.stem], Target.ALONE))
        except NotebookError as error:
            warn(
                "notebook",
                f"{page} cannot be offered as a notebook to run: {error.problem} "
                f"Remedy: {error.remedy}",
                page,
            )

"""The lessons to download: notebooks that run by themselves, where Sphinx has put the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from whosays.notebooks import Target, notebooks
from whosays.notebooks.book import NotebookError

LOGGER = logging.getLogger(__name__)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write_notebooks(app: Sphinx) -> None:
    """Put a notebook that runs in the place of each lesson's source below ``_sources/``."""
    sources = (Path(app.env.doc2path(page)) for page in app.env.found_docs)
    for folder in sorted({each.parent for each in sources if each.suffix == ".ipynb"}):
        place = Path(app.outdir, "_sources", folder.relative_to(app.srcdir))
        try:
            made = notebooks(folder, Target.ALONE)
        except NotebookError as error:
            LOGGER.warning("%s", error, type="whosays", subtype="notebook")
            continue
        for name, content in made.items():
            if (place / name).is_file():
                (place / name).write_bytes(content)

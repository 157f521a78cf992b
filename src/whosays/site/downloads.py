"""The data of every case, beside the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whosays.downloads import write_downloads
from whosays.read import read_case

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Export every folder below ``seeds/`` into the built site."""
    if exception is not None or app.builder.format != "html":
        return
    for folder in sorted(Path(app.srcdir).glob("seeds/*/")):
        write_downloads(read_case(folder), Path(app.outdir))

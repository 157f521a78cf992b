"""The data of every case, beside the pages, and the links to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whosays.case.read import read_case
from whosays.errors import CaseError, in_line
from whosays.export.downloads import FOLDER, write_downloads
from whosays.export.question_files import archives
from whosays.export.writing import write
from whosays.site import rebuild
from whosays.site.warn import warn

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from sphinx.application import Sphinx


def add_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Export every folder below ``seeds/`` into the built site, where it is not there as it is."""
    if exception is not None or app.builder.format != "html":
        return
    data = Path(app.outdir, FOLDER)
    left, source = rebuild.notes(app), rebuild.source(app)
    if source and (left.get("source"), left.get("data")) == (source, rebuild.looks(data)):
        return
    whole = True
    seeds = Path(app.srcdir, "seeds")
    # Listed and not searched by a pattern, which finds nothing in a folder that cannot be read.
    for folder in sorted(filter(Path.is_dir, seeds.iterdir() if seeds.exists() else ())):
        try:
            case = read_case(folder)
        except CaseError as error:
            name = in_line(folder.name)
            warn(
                "case",
                f"The case {name} is left out of the site, because it is not finished: "
                f"{_first_of(error)}. Remedy: `whosays check {name}` says what to mend.",
            )
            whole = False
            continue
        write_downloads(case, Path(app.outdir))
        write(archives(case), data / case.id)
    # An unfinished case is told of with every build.
    rebuild.note(app, source=source if whole else "", data=rebuild.looks(data))


def link_downloads(body: BeautifulSoup, up: str) -> None:
    """Make the names of files links in a chapter, and those of pages; ``up`` leads to the root.

    How they are had where Python runs is no concern of the site's.
    """
    for how in body.select("[data-ws-live]"):
        how.decompose()
    for page in body.select("[data-ws-page]"):
        page.name = "a"
        page.attrs = {"href": f"{page['data-ws-page']}.html", "class": "reference internal"}
    for name in body.select("[data-ws-file]"):
        name.name = "a"
        name.attrs = {"href": f"{up}{FOLDER}/{name['data-ws-file']}", "download": ""}


def _first_of(error: CaseError) -> str:
    """What is wrong, without listing all of it."""
    first, *more = error.problems
    return f"{first} (and {len(more)} more)" if more else str(first)

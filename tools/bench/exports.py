"""How long it takes to export the questions of the whole book, and how large that is."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tools.bench.tables import kilobytes, seconds, table
from tools.bench.workspace import Workspace
from whosays import read_case
from whosays.export.collection import collection
from whosays.export.lessons import lessons
from whosays.export.platforms import PLATFORMS, files
from whosays.export.question_files import archives

CASE = "kursk-2024"
MOST_SECONDS = 10


def exports_section(workspace: Workspace) -> Iterator[str]:
    """Questions for other platforms: each format, and all files of the site."""
    case = read_case(workspace.source / "seeds" / CASE)
    rows, start = [], time.perf_counter()
    whole = collection(case, lessons(case))
    for name in PLATFORMS:
        begun = time.perf_counter()
        size = sum(map(len, files(whole, [name]).values()))
        rows.append((name, seconds(time.perf_counter() - begun), kilobytes(size)))
    rows.append(("all of them", seconds(time.perf_counter() - start), ""))
    begun = time.perf_counter()
    size = sum(map(len, archives(case).values()))
    rows.append(("the site's zips", seconds(time.perf_counter() - begun), kilobytes(size)))
    yield table(("format", "time", "size"), rows)
    yield ""
    yield f"All formats of the whole book are to take less than {MOST_SECONDS} s."

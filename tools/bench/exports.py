"""How long it takes to export the whole book, in one process and format by format."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from tools.bench.tables import kilobytes, seconds, table
from tools.bench.workspace import Workspace
from whosays import read_case
from whosays.export import datapackage
from whosays.export.downloads import archive
from whosays.export.files import FORMATS
from whosays.export.paper import papers
from whosays.export.platforms import formats_of, readme
from whosays.export.question_files import collections

CASE = "kursk-2024"
MOST_SECONDS = 10

P, T = ParamSpec("P"), TypeVar("T")


@dataclass
class _Row:
    """How long all of a kind took, and what came of it."""

    spent: float = 0.0
    sizes: list[int] = field(default_factory=list)

    def shown(self, name: str) -> tuple[str, str, str, str]:
        """The cells of the table."""
        files = str(len(self.sizes)) if self.sizes else ""
        return name, seconds(self.spent), files, kilobytes(sum(self.sizes)) if self.sizes else ""


class _Clock:
    """Adds up, by name, how long things take, and the files that come of them."""

    def __init__(self) -> None:
        self.rows: dict[str, _Row] = {}

    def timed(self, name: str, make: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """What a function gives; its bytes, or those of its values, are counted as files."""
        begun = time.perf_counter()
        made = make(*args, **more)
        row = self.rows.setdefault(name, _Row())
        row.spent += time.perf_counter() - begun
        files = made.values() if isinstance(made, dict) else [made]
        row.sizes += [len(each) for each in files if isinstance(each, bytes)]
        return made


def exports_section(workspace: Workspace) -> Iterator[str]:
    """Everything that is exported: each format, of all lessons together and of each by itself."""
    begun, clock = time.perf_counter(), _Clock()
    case = clock.timed("the case is read", read_case, workspace.source / "seeds" / CASE)
    tables: dict[str, bytes] = {}
    for name, make in FORMATS.items():
        tables |= clock.timed(name, make, case)
    clock.timed("datapackage", datapackage.describe, case, tables)
    for chosen in clock.timed("the questions of each lesson", collections, case).values():
        clock.timed("what fits on paper", papers, chosen)
        formats = formats_of(chosen)
        made = {name: clock.timed(name, module.write, chosen) for name, module in formats.items()}
        made["readme"] = clock.timed("readme", readme, chosen, formats)
        clock.timed("zips of these", archive, made)
    whole = time.perf_counter() - begun
    rows = [row.shown(name) for name, row in clock.rows.items()]
    yield table(("export", "time", "files", "size"), [*rows, ("all of it", seconds(whole), "", "")])
    yield ""
    yield f"All of it is to take less than {MOST_SECONDS} s, with the libraries that it loads."
    yield "Not in it: SCORM packages and zips of plans, made while the site is built."

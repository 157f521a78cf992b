"""``python -m tools.bench [SECTION …]``: print the measurements, all of them or those named."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tools.bench.build import build_section
from tools.bench.classroom import classroom_section
from tools.bench.exports import exports_section
from tools.bench.in_page import in_page_section
from tools.bench.lighthouse import lighthouse_section
from tools.bench.lite import lite_section
from tools.bench.minutes import minutes_section
from tools.bench.pages import pages_section
from tools.bench.propose import propose_section
from tools.bench.prose import prose_section
from tools.bench.reading import reading_section
from tools.bench.tasks import tasks_section
from tools.bench.widgets import widgets_section
from tools.bench.workspace import BenchError, Workspace
from tools.browsers import NoBrowserError

Section = Callable[[Workspace], Iterator[str]]

SECTIONS: dict[str, Section] = {
    "build": build_section,
    "pages": pages_section,
    "tasks": tasks_section,
    "lighthouse": lighthouse_section,
    "reading": reading_section,
    "widgets": widgets_section,
    "exports": exports_section,
    "class": classroom_section,
    "prose": prose_section,
    "minutes": minutes_section,
    "propose": propose_section,
    "lite": lite_section,
    "inpage": in_page_section,
}
"""What is measured, in this order: a function that yields lines; its docstring is the heading."""

say = partial(print, flush=True)
"""Print a line at once, also into a pipe."""


def main() -> int:
    """Run the sections; exit code 1 if a measurement could not be made."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], metavar="SECTION")
    parser.add_argument(
        "--corpus", type=Path, help="folder of marked quotations, for the section propose"
    )
    given = parser.parse_args()
    chosen = given.sections or list(SECTIONS)
    start = time.perf_counter()
    say(f"Load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    with tempfile.TemporaryDirectory(prefix="whosays-bench-") as folder:
        workspace = Workspace(Path(folder), given.corpus)
        try:
            for name in chosen:
                say(f"\n{(SECTIONS[name].__doc__ or name).splitlines()[0]}\n")
                for line in SECTIONS[name](workspace):
                    say(line)
        except (BenchError, NoBrowserError) as error:
            sys.stderr.write(f"\nNot measured. {error}\n")
            return 1
    say(f"\nMeasured in {time.perf_counter() - start:.0f} s: {', '.join(chosen)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

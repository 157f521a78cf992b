"""Where the time of a clean build goes."""

from __future__ import annotations

from collections.abc import Iterator

from tools.bench.tables import seconds, table
from tools.bench.workspace import Workspace

MOST_SECONDS = 60
LESSON = "book/en/verb.ipynb"


def build_section(workspace: Workspace) -> Iterator[str]:
    """Build time: kernels, imports, notebook execution, Sphinx."""
    build = workspace.own
    notebooks = build.executions()
    rows = [
        (name, run.kernel, run.imports, run.cells - run.imports, run.whole)
        for name, run in notebooks.items()
    ]
    kernels, imports, cells, running = (
        sum(times) for times in zip(*(row[1:] for row in rows), strict=True)
    )
    total = ("all notebooks", kernels, imports, cells, running)
    yield table(
        ("notebook", "kernel", "imports", "cells", "together"),
        [(name, *map(seconds, times)) for name, *times in (*rows, total)],
    )
    yield ""
    parts = {
        "kernel start and imports": kernels + imports,
        "notebook execution": cells,
        "Sphinx and the rest of jupyter-book": build.seconds - running,
        f"clean build (at most {MOST_SECONDS} s)": build.seconds,
    }
    yield table(("part", "time"), [(part, seconds(value)) for part, value in parts.items()])
    yield ""
    again = {
        "clean build": build.seconds,
        f"one lesson changed (at most {build.seconds / 3:.1f} s)": workspace.again(LESSON),
        "nothing changed": workspace.again(),
    }
    yield table(("built again", "time"), [(what, seconds(value)) for what, value in again.items()])
    yield ""
    yield "All from one clean build of a copy of the tree: `jupyter-book build` from start to end."
    yield "Together: what myst-nb recorded for each notebook (exec_data). Imports, and cells apart"
    yield "from them: noted by the kernels (bench/kernel_probe.py). Kernel: the difference, that is"
    yield "starting the kernel, talking to it and stopping it."

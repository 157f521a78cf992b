"""How long it takes to read and check a case, and how that grows with its length."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tools.bench.synthetic import grown_case
from tools.bench.tables import count, milliseconds, table
from tools.bench.workspace import Workspace
from whosays import read_case

CASE = "kursk-2024"
SIZES = (100, 300, 1_000)
RUNS = {"real": 5, "grown": 3}
MOST_SECONDS = 0.5


def times(folder: Path, runs: int) -> tuple[int, list[float]]:
    """Sentences of a case, and the seconds of each reading."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        case = read_case(folder)
        spent.append(time.perf_counter() - start)
    return len(case.sentences), spent


def reading_section(workspace: Workspace) -> Iterator[str]:
    """Reading and checking: this article, and synthetic ones up to 1,000 sentences."""
    original = workspace.source / "seeds" / CASE
    measured = [(CASE, *times(original, RUNS["real"]))]
    for size in SIZES:
        folder = grown_case(original, workspace.folder / f"grown-{size}", size)
        measured.append((f"repeated to {size:,}", *times(folder, RUNS["grown"])))

    rows = [
        (
            name,
            count(sentences),
            milliseconds(min(spent)),
            milliseconds(median(spent)),
            f"{min(spent) / sentences * 1000:.2f} ms",
        )
        for name, sentences, spent in measured
    ]
    yield table(("case", "sentences", "fastest", "median", "per sentence"), rows)
    yield ""
    yield f"{CASE} is to be read in at most {milliseconds(MOST_SECONDS)}; where reading grows"
    yield "linearly, the last column stays the same. Longer cases repeat this one with new ids."

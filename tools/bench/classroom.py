"""How long the class view takes with the files of a whole school, on the page and in Python."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tools.bench.server import serving
from tools.bench.tables import kilobytes, seconds, table
from tools.bench.workspace import BenchError, Workspace
from tools.browsers import launch
from whosays import Case, read_case
from whosays.views.classroom import made_up_files

CASE = "kursk-2024"
SIZES = (28, 500)
RUNS = 3
MOST_SECONDS = 2
AGAIN = 0.6
"""So many of the wrong answers somebody tries again."""


def pupils_files(case: Case, pupils: int) -> Iterator[tuple[str, bytes]]:
    """Files as pupils hand them in: some have come to the end of the book, others not half-way.

    They are made up, and written as *My results* writes them, with what was tried again.
    """
    draw = random.Random(1)  # noqa: S311 - nothing secret
    banks = [bank for bank in case.quizzes.values() if not bank.form]
    for name, content in made_up_files([case], pupils, banks=list(case.quizzes)):
        kept = json.loads(content)
        done = banks[: draw.randint(len(banks) // 3, len(banks))]
        asked = [item.id for bank in done for item in bank.items]
        kept["records"] = {each: _tried(kept["records"][each], draw) for each in asked}
        if done != banks:
            kept["forms"].pop("after", None)
        yield name, json.dumps(kept, ensure_ascii=False, indent=1).encode()


def _tried(record: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    """A record, in which a wrong answer may be followed by another."""
    (first,) = record["attempts"]
    if first.get("points", 1) == 1 or draw.random() > AGAIN:
        return dict(record)
    at = datetime.fromisoformat(first["at"]) + timedelta(milliseconds=draw.randint(5_000, 60_000))
    later = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {**record, "attempts": [first, {**first, "at": later, "retry": True}]}


# Files are chosen elsewhere on the page, and dropped in the page itself: how long the tool takes to
# hand them over is not counted. All is shown when a picture has been drawn with it.
_CHOOSER = """() => {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
  document.body.append(Object.assign(input, { id: "bench" }));
}"""
_DROPPED = """() => new Promise((resolve) => {
  const place = document.querySelector(".ws-classroom");
  const told = place.querySelector(".ws-told");
  const dataTransfer = new DataTransfer();
  for (const file of document.getElementById("bench").files) dataTransfer.items.add(file);
  new MutationObserver(() => {
    if (!place.querySelector(".ws-question")) return;
    requestAnimationFrame(() => setTimeout(() =>
      resolve([performance.now() - begun, told.textContent])));
  }).observe(place, { childList: true, subtree: true });
  const begun = performance.now();
  place.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
})"""


def on_the_page(browser: Browser, url: str, files: Sequence[Path]) -> tuple[float, int]:
    """Seconds from files dropped to figures drawn; how many pupils the page says that it counts."""
    page = browser.new_page(service_workers="block")  # it would fetch the whole book meanwhile
    page.goto(url)
    page.locator(".ws-classroom input[type=file]").scroll_into_view_if_needed()
    page.evaluate(_CHOOSER)
    page.locator("#bench").set_input_files(files)
    milliseconds, told = page.evaluate(_DROPPED)
    page.close()
    return milliseconds / 1000, int(told.split()[0])


_CALLED = """
import sys, time
from whosays import read_case, read_class
case = read_case(sys.argv[1])
begun = time.perf_counter()
mine = read_class(case, sys.argv[2])
shown = [len(getattr(mine, name)) for name in sys.argv[3:]]
print(time.perf_counter() - begun, len(mine.pupils))
"""
TABLES = (
    *("answers", "items", "choices", "pupils", "results"),
    *("agreement", "sentences", "refused"),
)


def in_python(case: Path, folder: Path, tables: Sequence[str]) -> tuple[float, int]:
    """Seconds from the call of ``read_class`` to these tables, in a fresh process; how many pupils.

    What Python has to load for it is counted, the case is read before.
    """
    command = [sys.executable, "-c", _CALLED, str(case), str(folder), *tables]
    said = subprocess.check_output(command, text=True).split()  # noqa: S603 - as above
    return float(said[0]), int(said[1])


def classroom_section(workspace: Workspace) -> Iterator[str]:
    """The class view: from files dropped to figures shown, and from the call to the tables."""
    seed = workspace.source / "seeds" / CASE
    case, rows = read_case(seed), []
    with serving(workspace.own.html) as host, sync_playwright() as p, launch(p) as browser:
        for size in SIZES:
            folder = workspace.folder / f"class-{size}"
            folder.mkdir()
            for name, content in pupils_files(case, size):
                (folder / name).write_bytes(content)
            files = sorted(folder.iterdir())
            url = f"{host.url}/book/en/class.html"
            shown = [on_the_page(browser, url, files) for _ in range(RUNS)]
            called = [in_python(seed, folder, TABLES) for _ in range(RUNS)]
            first = [in_python(seed, folder, ["items"]) for _ in range(RUNS)]
            if {pupils for _, pupils in (*shown, *called, *first)} != {size}:
                raise BenchError(f"Not all of {size} pupils were counted.")
            total = kilobytes(sum(file.stat().st_size for file in files))
            spent = (median(time for time, _ in runs) for runs in (shown, first, called))
            rows.append((f"{size} files", total, *map(seconds, spent)))
    yield table(("class", "size", "on the page", "in Python, a table", "all tables"), rows)
    yield ""
    yield f"{SIZES[-1]} files are to be shown in at most {MOST_SECONDS} s. Median of {RUNS} runs."
    yield "On the page: from files dropped to figures drawn. In Python: from the call of read_class"
    yield "in a fresh process, with what it loads, until the table items is there, or all are."

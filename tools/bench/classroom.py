"""How long the class view takes with the files of a whole school."""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from tools.bench.server import serving
from tools.bench.tables import kilobytes, seconds, table
from tools.bench.workspace import Workspace
from tools.browsers import launch
from whosays import read_case
from whosays.views.classroom import made_up_files, read_class

CASE = "kursk-2024"
SIZES = (28, 500)
BANKS = ("before", "welcome", "article", "claims", "disputes", "numbers")
MOST_SECONDS = 2

_DONE = "() => /count/.test(document.querySelector('.ws-classroom .ws-told').textContent)"


def classroom_section(workspace: Workspace) -> Iterator[str]:
    """The class view: files chosen until all is shown, and the same in Python."""
    case = read_case(workspace.source / "seeds" / CASE)
    rows = []
    with serving(workspace.own.html) as host, sync_playwright() as p, launch(p) as browser:
        for size in SIZES:
            files = made_up_files([case], size, banks=BANKS)
            folder = workspace.folder / f"class-{size}"
            folder.mkdir()
            for name, content in files:
                (folder / name).write_bytes(content)
            page = browser.new_page()
            page.goto(f"{host.url}/book/en/class.html")
            chooser = page.locator(".ws-classroom input[type=file]")
            chooser.scroll_into_view_if_needed()
            begun = time.perf_counter()
            chooser.set_input_files(sorted(folder.iterdir()))
            page.wait_for_function(_DONE)
            page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
            )
            shown = time.perf_counter() - begun
            page.close()
            begun = time.perf_counter()
            mine = read_class(case, folder)
            _ = (mine.items, mine.choices, mine.pupils, mine.results, mine.agreement)
            counted = time.perf_counter() - begun
            total = kilobytes(sum(len(content) for _, content in files))
            rows.append((f"{size} files", total, seconds(shown), seconds(counted)))
    yield table(("class", "size", "in the browser", "in Python"), rows)
    yield ""
    yield f"{SIZES[-1]} files are to be shown in at most {MOST_SECONDS} s."

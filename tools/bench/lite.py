"""Python in the reader's browser, beside JupyterLite as it comes with a notebook that prints 1.

Writes what was measured to ``lite/measured.json``, from which the pages say how long it takes.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tools.bench.server import Host, serving
from tools.bench.tables import megabytes, seconds, table
from tools.bench.workspace import REPOSITORY, BenchError, Workspace
from tools.browsers import launch_options

BUILT = REPOSITORY / "_build/lite"
PYTHON = REPOSITORY / ".venv-lite/bin/python"
MEASURED = REPOSITORY / "lite/measured.json"
LINE = 10e6 / 8
"""Bytes a second of a line that is neither slow nor quick: 10 Mbit/s."""
PATIENCE = 300_000  # ms

_READY = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return Boolean(context?.isReady && context.session?.kernel?.status === "idle");
}"""
_RUN = """async () => {
  const { content } = jupyterapp.shell.currentWidget;
  const cells = content.widgets.filter(({ model }) => model.type === "code");
  content.mode = "command";
  for (const cell of cells) {
    content.activeCellIndex = content.widgets.indexOf(cell);
    await jupyterapp.commands.execute("notebook:run-cell");
    if (cell.outputArea.node.querySelector(".jp-OutputArea-output")) return;
  }
}"""
_SHOWS = """() => {
  const output = document.querySelector(".jp-CodeCell .jp-OutputArea-output");
  return Boolean(output && output.offsetHeight > 0 && output.textContent.trim());
}"""
_CALLBACK = """async () => {
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  const code = "from ipywidgets.widgets.widget import _instances\\n"
    + "print([each.away for each in _instances.values() if hasattr(each, 'away')][0])";
  for (;;) {
    const request = kernel.requestExecute({ code, store_history: false });
    let said = "";
    request.onIOPub = ({ content }) => { said += content.text ?? content.evalue ?? ""; };
    await request.done;
    if (said.trim() && said.trim() !== "()" && said.trim() !== "[]") return said;
    await new Promise((then) => setTimeout(then, 50));
  }
}"""


@dataclass(frozen=True)
class Kind:
    """One thing that is waited for."""

    name: str
    notebook: str
    most: float | None  # times of the bare notebook, at most
    group: str = ""  # of about.json: what it loads at most
    answers: bool = False  # wait until a widget has been used and Python knows


BARE = Kind("JupyterLite as it comes: print(1)", "one.ipynb", None)
KINDS = (
    Kind("a lesson without a table", "index.ipynb", 1.2, "python"),
    Kind("a table (pandas)", "teachers.ipynb", 2, "tables"),
    Kind("a widget that answers Python", "index.ipynb", 2.5, answers=True),
    Kind("a chart (matplotlib)", "practice-numbers.ipynb", None, "charts"),
)


@dataclass(frozen=True)
class Visit:
    """The first visit and the next."""

    cold: float  # s until the first output
    warm: float
    sent: int  # bytes of the first
    files: frozenset[str]  # what it loaded, by path


def bare_lite(folder: Path) -> Path:
    """JupyterLite as it comes, on the same Pyodide; raises BenchError."""
    target = folder / "bare"
    keep = REPOSITORY / "_build/lite-files"
    command = [str(PYTHON), "-m", "lite", "--bare", "--to", str(target), "--keep", str(keep)]
    done = subprocess.run(  # noqa: S603 (our own program)
        command, cwd=REPOSITORY, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise BenchError(f"JupyterLite as it comes could not be built: {done.stderr[-2000:]}")
    return target


def until_first_output(page: Page, url: str, kind: Kind) -> float:
    """Seconds from the address to the first output, or until Python has a widget's answer."""
    start = time.perf_counter()
    page.goto(f"{url}/notebooks/index.html?path={kind.notebook}", wait_until="commit")
    page.wait_for_function(_READY, timeout=PATIENCE)
    page.evaluate(_RUN)
    page.wait_for_function(_SHOWS, timeout=PATIENCE)
    if kind.answers:
        page.locator(".jp-OutputArea-output button").first.click(timeout=PATIENCE)
        page.evaluate(_CALLBACK)
    return time.perf_counter() - start


@contextmanager
def empty_browser(
    playwright: Playwright, folder: Path, rate: float | None = None, **options: Any
) -> Iterator[tuple[BrowserContext, Host]]:
    """A browser that has seen nothing yet and keeps what it loads, and the host of a folder."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        serving(folder, etags=True, rate=rate) as host,
    ):
        context = playwright.chromium.launch_persistent_context(
            profile, **launch_options(playwright), **options
        )
        try:
            yield context, host
        finally:
            context.close()


def visit(playwright: Playwright, folder: Path, kind: Kind, rate: float | None) -> Visit:
    """Visit with an empty browser, and again with the same one."""
    size = {"width": 1280, "height": 1600}
    with empty_browser(playwright, folder, rate, viewport=size) as (context, host):
        files: set[str] = set()
        cold = _once(context, host, kind, files)
        sent = sum(host.sent)
        return Visit(cold, _once(context, host, kind, set()), sent, frozenset(files))


def _once(context: BrowserContext, host: Host, kind: Kind, files: set[str]) -> float:
    page = context.new_page()
    page.on("requestfinished", lambda each: files.add(urlsplit(each.url).path.lstrip("/")))
    try:
        return until_first_output(page, host.url, kind)
    finally:
        page.close()


def note(found: dict[Kind, Visit]) -> None:
    """Keep what pages say: files of the application, and seconds once they are loaded."""
    every = frozenset.intersection(*(found[kind].files for kind in KINDS))
    app = sorted(
        name
        for name in every
        if (BUILT / name).is_file() and not name.startswith(("static/pyodide/", "files/"))
    )
    times = {kind.group: max(1, round(found[kind].warm)) for kind in KINDS if kind.group}
    measured: dict[str, Any] = {"app": app, "seconds": times}
    MEASURED.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def lite_section(workspace: Workspace) -> Iterator[str]:
    """Python in the reader's browser: seconds to the first output."""
    if not (BUILT / "about.json").is_file():
        raise BenchError("There is no _build/lite. Run: make lite")
    bare = bare_lite(workspace.folder)
    with sync_playwright() as playwright:
        for name, rate in (("from this machine", None), ("over 10 Mbit/s", LINE)):
            found = {BARE: visit(playwright, bare, BARE, rate)}
            found |= {kind: visit(playwright, BUILT, kind, rate) for kind in KINDS}
            header = (name, "cold", "of bare", "asked", "loaded", "warm", "warm of cold")
            yield table(header, [_row(kind, each, found[BARE]) for kind, each in found.items()])
            yield ""
            if rate is None:
                note(found)
    yield "Cold: an empty browser; warm: the same one again. Loaded: bytes as they travel, text and"
    yield "WebAssembly by gzip. One run each: measure on an idle machine."
    yield f"Written: {MEASURED.relative_to(REPOSITORY)}."


def _row(kind: Kind, each: Visit, bare: Visit) -> tuple[str, ...]:
    return (
        kind.name,
        seconds(each.cold),
        f"{each.cold / bare.cold:.2f}",
        f"≤ {kind.most:g}" if kind.most else "",
        megabytes(each.sent),
        seconds(each.warm),
        f"{each.warm / each.cold:.2f}",
    )

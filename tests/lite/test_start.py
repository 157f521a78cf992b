"""The line under a notebook says what Python is doing, and says it once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lite.pages import APP, add_start
from tests.conftest import ROOT
from whosays.words.interface import table

WORDS = {name: text["en"] for name, text in table()["lite"].items()}
# JupyterLab as far as the line looks at it; what was told is kept as a screen reader hears it.
LAB = """
window.kernel = { status: "unknown" };
const session = { get kernel() { return window.kernel; } };
window.Worker = class extends EventTarget {};
window.jupyterapp = { shell: { currentWidget: { sessionContext: { session } } } };
window.heard = [];
addEventListener("DOMContentLoaded", () => {
  window.worker = new Worker("python.js");
  const line = document.querySelector("[role=status]");
  heard.push(line.textContent);
  new MutationObserver(() => heard.push(line.textContent)).observe(line, { childList: true });
});
"""


class Line:
    """The line, and a Python that does what the test says."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def python(self, status: str | None, seconds: float) -> None:
        """Let Python be in a state for so long; None is no Python at all."""
        self.page.evaluate("(status) => { window.kernel = status && { status }; }", status)
        self.page.clock.run_for(seconds * 1000)

    def breaks(self) -> None:
        """Let a promise break that nobody keeps."""
        self.page.evaluate("dispatchEvent(new Event('unhandledrejection'))")

    def logs(self, level: str, text: str) -> None:
        """Let a worker write into JupyterLite's log."""
        data = {"_logMessage": {"level": level, "data": text}}
        self.page.evaluate(
            "(data) => worker.dispatchEvent(new MessageEvent('message', { data }))", data
        )

    def heard(self) -> list[str]:
        """What was said since the last time, by the names of the words."""
        names = {text: name for name, text in WORDS.items()}
        said = self.page.evaluate("heard.splice(0)")
        return [names[text] for text in said]


@pytest.fixture
def line(browser: Browser, tmp_path: Path) -> Iterator[Line]:
    app = tmp_path / APP
    app.parent.mkdir(parents=True)
    app.write_text("<html><head></head><body></body></html>", encoding="utf-8")
    add_start(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.add_init_script(LAB)
    page.goto(f"{app.as_uri()}?path=numbers.ipynb")
    yield Line(page)
    context.close()


def test_from_the_start_to_a_cell_that_is_done(line: Line) -> None:
    line.python("unknown", 5)
    line.python("idle", 5)
    line.python("busy", 10)
    line.python("idle", 10)
    assert line.heard() == ["starting", "ready", "busy", "done"]


def test_nobody_hears_of_short_cells_and_of_the_moments_between_long_ones(line: Line) -> None:
    line.python("idle", 2)
    assert line.heard() == ["starting", "ready"]
    for _ in range(5):
        line.python("busy", 0.5)
        line.python("idle", 2)
    assert line.heard() == []
    for _ in range(5):
        line.python("busy", 2)
        line.python("idle", 0.25)
    assert line.heard() == ["busy"]


def test_what_takes_long_comes_with_what_to_do(line: Line) -> None:
    line.python("unknown", 31)
    line.python("idle", 1)
    line.python("busy", 31)
    assert line.heard() == ["starting", "slow", "ready", "busy", "long"]
    assert "Restart Kernel" in WORDS["long"]
    assert "reload" in WORDS["slow"]


def test_a_new_python_is_said_to_have_forgotten(line: Line) -> None:
    line.python("idle", 1)
    line.python("restarting", 3)
    line.python("unknown", 3)
    line.python("idle", 1)
    line.python(None, 3)
    line.python("unknown", 3)
    line.python("idle", 1)
    again = ["restarting", "anew"]
    assert line.heard() == ["starting", "ready", *again, "stopped", *again]


def test_a_crash_is_told_and_what_breaks_beside_a_living_python_is_none(line: Line) -> None:
    line.python("idle", 1)
    line.breaks()
    line.python("idle", 5)
    line.python("busy", 1.5)
    line.logs("info", "Pyodide has something to say.")
    line.logs("critical", "a warning of a library")
    line.python("busy", 5)
    assert line.heard() == ["starting", "ready", "busy"]
    line.logs("critical", "Pyodide has exited and can no longer be used.")
    line.python("busy", 5)
    assert line.heard() == ["crashed"]
    line.python("restarting", 1)
    line.python("idle", 1)
    assert line.heard() == ["restarting", "anew"]
    line.python("busy", 0)
    line.logs("critical", "Pyodide has suffered a fatal error.")
    line.python("busy", 5)
    line.python("restarting", 3)
    line.python("idle", 1)
    assert line.heard() == ["busy", "crashed", "restarting", "anew"]
    line.python("dead", 1)
    assert line.heard() == ["crashed"]


def test_a_python_that_cannot_start_is_told(line: Line) -> None:
    line.python("unknown", 1)
    line.breaks()
    line.python("unknown", 5)
    assert line.heard() == ["starting", "failed"]


def test_the_way_back_leads_to_the_lesson(line: Line) -> None:
    link = line.page.get_by_role("link", name=WORDS["back"])
    assert link.get_attribute("href") == "../../book/en/numbers.html"


def test_every_word_has_a_place_in_the_script() -> None:
    script = (ROOT / "lite/start.js").read_text(encoding="utf-8")
    assert [name for name in WORDS if name not in script] == []

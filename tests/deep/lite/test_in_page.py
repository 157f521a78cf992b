"""Code that runs in a page, with the engine that ``make lite`` builds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import (
    STRICT,
    SUB_PATH,
    BelowASubPath,
    Open,
    Visit,
    addresses,
    open_page,
)
from tests.conftest import ROOT
from tests.pages import axe_problems
from whosays.site.live import weight

__all__ = ["open_page"]

LOADED = 120_000  # ms until Python is there, on a slow machine
RUNS = "localStorage.setItem('whosays:run', 'on')"  # of a reader who wants to run pages
ENGINE = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
"""What has to be allowed below ``lite/``, and nowhere else."""


class WithAnEngine(BelowASubPath):
    """Serves a site as strictly as a site with Python in it can be served."""

    def end_headers(self) -> None:
        of_engine = self.path.startswith(f"{SUB_PATH}lite/")
        self.send_header("Content-Security-Policy", ENGINE if of_engine else STRICT)
        super(BelowASubPath, self).end_headers()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    yield from addresses(WithAnEngine)


@dataclass
class Cell:
    """One piece of code that can be changed, and a reader before it."""

    visit: Visit
    place: Locator

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def field(self) -> Locator:
        return self.place.get_by_label("Code to change")

    @property
    def status(self) -> Locator:
        return self.place.get_by_role("status").first

    @property
    def output(self) -> Locator:
        return self.place.locator(".site-live-output")

    def press(self, name: str = "Run") -> None:
        self.place.get_by_role("button", name=name, exact=True).click()

    def start(self) -> None:
        """Run what the page has, and wait for what it gives."""
        self.press("Run here")
        self.wait()

    def wait(self) -> None:
        expect(self.place).not_to_have_class("site-live-busy", timeout=LOADED)
        expect(self.place.get_by_role("button", name="Run", exact=True)).to_have_attribute(
            "aria-disabled", "false", timeout=LOADED
        )

    def run(self, code: str) -> str:
        """Run other code in the field; gives the text of what it shows."""
        self.field.fill(code)
        self.field.press("Control+Enter")
        self.wait()
        return self.output.inner_text().strip()


@pytest.fixture(scope="session")
def site_dir() -> Path:
    """A built site with Python in it; fails with what to do where there is none."""
    named = os.environ.get("WHOSAYS_SITE_WITH_LITE")
    folder = Path(named or ROOT / "_build/with-lite/_build/html").resolve()
    if not (folder / "lite/live.json").is_file():
        pytest.fail(
            f"{folder} has no Python in it. Run `make deep`, which builds it, or set "
            "WHOSAYS_SITE_WITH_LITE to a site of `make lite`.",
            pytrace=False,
        )
    return folder


@pytest.fixture
def cell_of(site_dir: Path, open_page: Open) -> Callable[..., Cell]:
    def opened(name: str, number: int = 0, path: str = "", init: str = "") -> Cell:
        visit = open_page(site_dir, path or f"book/en/{name}.html", init=f"{RUNS};{init}")
        place = visit.page.locator("section.site-run .tag_change").nth(number)
        place.scroll_into_view_if_needed()
        expect(place.get_by_role("button", name="Run")).to_be_visible()
        return Cell(visit, place)

    return opened


def engine_files(visit: Visit) -> set[str]:
    """Files of the engine that were asked for."""
    return {name for name in visit.files() if name.startswith("lite/static/")}


def test_a_lesson_without_a_table_loads_no_pandas_and_what_it_said(
    cell_of: Callable[..., Cell], site_dir: Path
) -> None:
    cell = cell_of("chains")
    told = cell.place.locator(".site-live-note").first.inner_text()
    cell.start()
    expect(cell.output).to_contain_text("2.4")
    files = engine_files(cell.visit)
    assert not [name for name in files if "/pandas" in name or "/matplotlib" in name]
    loaded = sum(weight(site_dir / name)["wire"] for name in files) / 1e6
    assert loaded < 12
    said = float(told.partition("about ")[2].partition(" MB")[0])
    assert said == pytest.approx(loaded, abs=0.6)
    assert cell.visit.problems == []


def test_code_can_be_changed_and_cells_share_what_they_define(cell_of: Callable[..., Cell]) -> None:
    cell = cell_of("disputes", 1)
    cell.start()
    expect(cell.output.locator("table")).to_be_visible()
    assert cell.run("shared = 7\nshared + 1") == "8"
    first = Cell(cell.visit, cell.page.locator("section.site-run .tag_change").nth(0))
    first.press("Run here")
    first.wait()
    assert first.run("shared") == "7"
    assert cell.visit.problems == []


MISTAKES = {
    "a = 1\n\nb": "Line 3: NameError: name 'b' is not defined",
    "passage(case, '99.9')": "no sentence '99.9'",
    "import requests": "there is no requests in this page",
    "input()": "Python cannot ask you anything",
    "open('mine.csv')": "Python in this page cannot see your files",
}


def test_a_mistake_is_one_line(cell_of: Callable[..., Cell]) -> None:
    cell = cell_of("framing")
    cell.start()
    for code, said in MISTAKES.items():
        text = cell.run(code)
        assert said in text
        assert "\n" not in text
        expect(cell.status).to_have_text("Python stopped at a mistake: see below.")
    assert cell.run("1 + 1") == "2"
    assert cell.visit.problems == []


def test_a_widget_and_its_callback_are_alive(cell_of: Callable[..., Cell]) -> None:
    cell = cell_of("numbers")
    cell.start()
    expect(cell.output.get_by_role("radio", name="dots")).to_be_checked()
    cell.run(
        "mine = chart_lab(case, rows)\n"
        "mine.observe(lambda change: print('Python heard', change.new), 'axis')\n"
        "mine.observe(lambda change: setattr(mine, 'wording', True), 'axis')\n"
        "mine"
    )
    expect(cell.output.get_by_role("checkbox", name="the source\u2019s words")).not_to_be_checked()
    cell.output.get_by_text("logarithmic").click()
    expect(cell.output).to_contain_text("Python heard log")
    expect(cell.output.get_by_role("checkbox", name="the source\u2019s words")).to_be_checked()
    assert not [name for name in engine_files(cell.visit) if "/matplotlib" in name]
    assert cell.visit.problems == []


def test_what_a_reader_has_marked_on_the_page_is_known_to_python(
    cell_of: Callable[..., Cell],
) -> None:
    cell = cell_of("six-sentences")
    cell.page.locator('.ws-annotator select[data-layer="source"]').first.select_option(index=1)
    cell.start()
    assert cell.run("len(mine.annotations)") == "1"
    assert cell.visit.problems == []


def test_what_hangs_can_be_stopped_and_python_starts_afresh(cell_of: Callable[..., Cell]) -> None:
    cell = cell_of("framing")
    cell.start()
    cell.run("kept = 1")
    cell.field.fill("while True: pass")
    cell.press()
    cell.press("Stop")
    expect(cell.status).to_contain_text("Stopped.")
    assert "NameError" in cell.run("kept")
    assert cell.visit.problems == []


def test_loading_can_be_cancelled_and_begun_again(cell_of: Callable[..., Cell]) -> None:
    cell = cell_of("framing")
    cell.press("Run here")
    expect(cell.place.get_by_role("progressbar")).to_be_visible()
    cell.press("Cancel")
    expect(cell.status).to_have_text("Cancelled. Nothing more is fetched.")
    cell.press()
    cell.wait()
    expect(cell.output).to_contain_text("war")


@pytest.mark.parametrize("name", ["claims", "estimates"])
def test_what_is_shown_has_no_barrier(cell_of: Callable[..., Cell], name: str) -> None:
    cell = cell_of(name)
    cell.start()
    assert axe_problems(cell.page) == []
    assert cell.visit.problems == []

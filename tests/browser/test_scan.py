"""Codes from screen to screen: shown as QR codes, and scanned in the class view with a camera."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import Open
from tests.browser.test_class import CASE, CLASS, RESULTS, form_of
from tests.browser.test_states import PHONE, keeping
from tests.pages import axe_problems
from tests.scanning import seen_on
from tools.browsers import launch_options
from whosays.measures.codes import encode
from whosays.views.classroom import asked

FORM = "book/en/before.html"
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
# Chromium has none on Linux. This one sees what the test holds, once the camera gives a picture.
DETECTOR = """window.held = [];
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect({ videoWidth }) {
    return videoWidth > 0 ? window.held.map((rawValue) => ({ rawValue })) : [];
  }
};"""
NO_DETECTOR = "delete window.BarcodeDetector;"


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium with a camera."""
    launched = playwright.chromium.launch(**launch_options(playwright), args=CAMERA)
    yield launched
    launched.close()


def code_of(pupil: int) -> str:
    """The code of a pupil's form."""
    (bank,) = (bank for bank in asked([CASE]) if bank.id == "before")
    return encode(bank.coded, form_of(pupil, wrong=pupil == 1)["answers"])


@pytest.mark.parametrize(("path", "place"), [(RESULTS, ".ws-hand-in"), (FORM, ".ws-result")])
def test_a_pupil_shows_a_code(site_dir: Path, open_page: Open, path: str, place: str) -> None:
    kept = keeping({"whosays:form:before": form_of(0, wrong=False)})
    visit = open_page(site_dir, path, init=kept, viewport=PHONE, color_scheme="dark")
    page, drawing = visit.page, visit.page.locator(f"{place} .ws-qr svg")
    assert not any("results-later" in name for name in visit.files())
    page.evaluate("document.querySelectorAll('.ws-hand-in').forEach((each) => (each.open = true))")
    expect(page.locator(place)).to_contain_text(code_of(0))
    expect(drawing).to_have_count(0)
    page.locator(f"{place} .ws-qr summary").press("Enter")
    expect(drawing).to_have_attribute("aria-label", code_of(0))
    box = drawing.bounding_box()
    assert box
    assert box["width"] >= 300
    assert seen_on(drawing) == [code_of(0)]
    assert axe_problems(page) == []
    assert visit.problems == []


def hold(page: Page, *texts: str) -> None:
    """Holds codes before the camera."""
    page.evaluate("(texts) => { window.held = texts; }", texts)


def test_a_teacher_scans_one_code_after_the_other(site_dir: Path, open_page: Open) -> None:
    codes = [code_of(pupil) for pupil in range(4)]
    visit = open_page(site_dir, CLASS, init=DETECTOR, viewport=PHONE)
    page, widget = visit.page, visit.page.locator(".ws-classroom")
    field, said = widget.get_by_label("Codes, one a line"), widget.locator(".ws-scanned")
    field.fill(codes[0] + "\n")
    widget.get_by_role("button", name="Scan codes").press("Enter")
    expect(widget.locator("video")).to_be_visible()
    hold(page, codes[1])
    expect(said).to_have_text("2: Before you start. Read.")
    expect(widget.locator(".ws-told")).to_have_text("2 pupils count. Not counted: 0.")
    for text, reason in (
        (codes[0], "1 has handed in the same answers"),
        (codes[2][:-1] + "*", "“*” is in no code."),
        (codes[2][:-3], "There is a slip in the code"),
        ("https://example.org/", "“:” is in no code."),
    ):
        hold(page, text)
        expect(said).to_contain_text(f"Not counted. {reason}")
    expect(field).to_have_value("\n".join(codes[:2]))
    widget.get_by_label("Pseudonym of whoever shows a code").fill("A7")
    hold(page, codes[2])
    expect(said).to_have_text("A7: Before you start. Read.")
    hold(page, codes[3])
    expect(said).to_contain_text("Not counted. A7 has a code for these questions already.")
    expect(field).to_have_value("\n".join([*codes[:2], f"A7: {codes[2]}"]))
    expect(widget.locator(".ws-told")).to_have_text("3 pupils count. Not counted: 0.")
    assert axe_problems(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]

    page.evaluate("window.picture = document.querySelector('video').srcObject.getTracks()[0]")
    assert page.evaluate("picture.readyState") == "live"
    page.keyboard.press("Escape")
    expect(widget.locator("video")).to_be_hidden()
    assert page.evaluate("picture.readyState") == "ended"
    button = widget.get_by_role("button", name="Scan codes")
    button.click()
    widget.get_by_role("button", name="Stop scanning").click()
    expect(widget.locator("video")).to_be_hidden()
    page.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(); }")
    button.click()
    expect(said).to_contain_text("Allow this page to use the camera")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert visit.problems == []


def test_where_nothing_can_be_scanned_it_says_what_to_do(site_dir: Path, open_page: Open) -> None:
    widget = open_page(site_dir, CLASS, init=NO_DETECTOR).page.locator(".ws-classroom")
    expect(widget).to_contain_text("This browser cannot scan codes here.")
    expect(widget.get_by_role("button", name="Scan codes")).to_have_count(0)

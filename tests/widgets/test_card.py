"""The card: copied, saved and sent by the reader's own hand, and a plain text without a script."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import BAC, Edit, case_in
from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case, read_case
from whosays.widgets import card
from whosays.widgets._base import part

from .pages import status, targets, too_wide

KILOBYTE = 1024
KEEP_COPIED = """Object.defineProperty(navigator, 'clipboard', {value: {
  writeText: (text) => { window.copied = text; return Promise.resolve(); } }})"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
KEEP_SENT = "navigator.share = (sent) => { window.sent = sent; return Promise.resolve(); }"
NO_SHARING = "Object.defineProperty(Navigator.prototype, 'share', {value: undefined})"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_its_lines_are_those_of_the_case_in_their_order(kursk: Case) -> None:
    made = card(kursk, "four-questions")
    leads = [line.split("*")[1] for line in made.lines]
    assert leads == [
        "What is counted?", "Which bound?", "As of when?", "Who builds the contrast?",
    ]  # fmt: skip
    assert made.behind == "Behind all four: *Who says so?*"


def test_a_card_that_is_not_there_is_refused_with_those_that_are(kursk: Case) -> None:
    with pytest.raises(KeyError, match=r"no card 'four-question'.*did you mean 'four-questions'"):
        card(kursk, "four-question")
    with pytest.raises(KeyError, match="there are: none"):
        card(case_in(BAC), "four-questions")
    with pytest.raises(TypeError, match="give the case first"):
        card("kursk-2024", "four-questions")  # type: ignore[arg-type]


def test_a_card_has_a_title(folder: Path, edit: Edit) -> None:
    edit("lessons.yml", '  title: {en: "Do two', '  heading: {en: "Do two')
    with pytest.raises(KeyError, match="no title for the card 'four-questions'"):
        card(read_case(folder), "four-questions")


def test_the_text_is_copied_without_its_markup(open_widget: OpenWidget, kursk: Case) -> None:
    page = open_widget(card(kursk, "four-questions"), init=KEEP_COPIED)
    press(page, "Copy the text")
    expect(status(page)).to_have_text("Copied. You can paste it now.")
    copied = str(page.evaluate("window.copied")).splitlines()
    assert copied[0] == card(kursk, "four-questions").title
    assert copied[2].startswith("1. What is counted? ")
    assert copied[-3:] == ["Behind all four: Who says so?", "", "From the book “Who Says So?”"]


def test_what_cannot_be_copied_is_selected(open_widget: OpenWidget, kursk: Case) -> None:
    page = open_widget(card(kursk, "four-questions"), init=NO_CLIPBOARD)
    press(page, "Copy the text")
    expect(status(page)).to_contain_text("The text is selected")
    assert "What is counted?" in page.evaluate("String(getSelection())")


@pytest.mark.parametrize("file", [True, False], ids=["from a folder", "from the web"])
def test_the_picture_is_drawn_in_the_browser(
    open_widget: OpenWidget, kursk: Case, tmp_path: Path, *, file: bool
) -> None:
    page = open_widget(card(kursk, "four-questions"), file=file)
    with page.expect_download() as download:
        press(page, "Save as a picture")
    path = tmp_path / "card.png"
    download.value.save_as(path)
    assert download.value.suggested_filename == "whosays-four-questions.png"
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", head[16:24])
    assert (width, height > width) == (1080, True)
    expect(status(page)).to_have_text("Saved as whosays-four-questions.png.")


def test_the_sheet_of_the_phone_is_offered_where_there_is_one(
    open_widget: OpenWidget, kursk: Case
) -> None:
    page = open_widget(card(kursk, "four-questions"), init=NO_SHARING)
    expect(page.get_by_role("button", name="Send")).to_have_count(0)
    page = open_widget(card(kursk, "four-questions"), init=KEEP_SENT, name="sends")
    press(page, "Send")
    assert "1. What is counted?" in page.evaluate("window.sent.text")


def test_the_address_is_told_where_one_is_configured(open_widget: OpenWidget, kursk: Case) -> None:
    link = """document.addEventListener('DOMContentLoaded', () => {
      document.head.append(Object.assign(document.createElement('link'),
        { rel: 'canonical', href: 'https://book.example/' })); })"""
    page = open_widget(card(kursk, "four-questions"), init=link)
    expect(page.locator(".ws-from")).to_have_text(
        "From the book “Who Says So?” · https://book.example/"
    )


@pytest.mark.in_turn(script=[True, False], scheme=["light", "dark"])
def test_axe_finds_nothing(
    open_widget: OpenWidget, kursk: Case, scheme: str, *, script: bool
) -> None:
    page = open_widget(card(kursk, "four-questions"), scheme, script=script)
    expect(page.get_by_text("What is counted?")).to_be_visible()
    assert axe_problems(page) == []


def test_nothing_is_lost_at_320_pixels(open_widget: OpenWidget, kursk: Case) -> None:
    page = open_widget(card(kursk, "four-questions"), width=320)
    assert too_wide(page) == []
    assert targets(page) == []


def test_it_is_small() -> None:
    own = "".join(part("card", end) for end in (".js", ".css"))
    assert len(gzip.compress(own.encode())) <= 3 * KILOBYTE

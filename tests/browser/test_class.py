"""From pupils' devices to the class view: files that My results saved, codes, tables to keep."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_states import AT, PHONE, attempt, keeping
from tests.conftest import KURSK, case_in
from tests.pages import axe_problems
from whosays.widgets import quiz

CASE = case_in(KURSK)
RESULTS, CLASS, LESSON = (f"book/en/{name}.html" for name in ("results", "class", "index"))
QUESTION = "welcome-two-numbers"
NONE = "\N{EN DASH}"


def form_of(pupil: int, *, wrong: bool) -> dict[str, Any]:
    """The form before, handed in; the first question answered wrongly or not."""
    items = quiz(CASE, "before").items
    answers = {item["id"]: attempt(item) for item in items}
    if wrong:
        other = next(each["id"] for each in items[0]["options"] if not each["correct"])
        answers[items[0]["id"]].update(choice=other, points=0)
    for number, each in enumerate(answers.values()):
        each["at"] = f"2026-11-20T10:{pupil:02}:{number:02}.000Z"
    return {"v": 1, "at": AT, "answers": answers}


def hand_in(open_page: Open, site: Path, to: Path, pupil: int) -> tuple[str, str]:
    """A pupil answers and saves a file; gives the code of the form, and the option chosen.

    Each has the options in another order.
    """
    kept = keeping({"whosays:form:before": form_of(pupil, wrong=pupil % 2 == 1)})
    page = open_page(site, LESSON, init=kept).page
    card = page.locator(f"[data-item='{QUESTION}']")
    option = card.locator(".ws-choice:not(.ws-pill)").nth(pupil % 3)
    chosen = option.inner_text()
    option.click()
    card.get_by_role("button", name="Check").click()
    page.goto(page.url.replace(LESSON, RESULTS))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    download.value.save_as(to)
    page.get_by_text("To hand in").click()
    expect(page.locator(".ws-hand-in dt")).to_have_text(["Before you start", "The first questions"])
    code: str = page.locator(".ws-hand-in dd").first.inner_text()
    assert one_sheet(page)
    return code, chosen


def one_sheet(page: Page) -> bool:
    """Whether the page prints on one sheet of paper."""
    return page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_a_class_hands_in_and_its_teacher_reads_it(
    site_dir: Path, open_page: Open, tmp_path: Path
) -> None:
    codes, options = {}, []
    for pupil in range(3):
        path = tmp_path / f"A{pupil}.json"
        codes[path.name], chosen = hand_in(open_page, site_dir, path, pupil)
        options.append(chosen)
    whole = (tmp_path / "A0.json").read_text(encoding="utf-8")
    (tmp_path / "torn.json").write_text(whole[:-200], encoding="utf-8")
    old = {**json.loads(whole), "version": 0}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    (tmp_path / "copy of A1.json").write_bytes((tmp_path / "A1.json").read_bytes())

    visit = open_page(site_dir, CLASS, viewport=PHONE)
    page, widget = visit.page, visit.page.locator(".ws-classroom")
    typed = codes.pop("A2.json")
    (tmp_path / "A2.json").unlink()
    widget.locator("input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    expect(widget.locator(".ws-told")).to_have_text("2 pupils count. Not counted: 3.")
    expect(widget.locator(".ws-refused li")).to_contain_text([
        "old.json It was saved by another edition of the book (version 0).",
        "torn.json It is damaged, or no results file.",
        "It holds the same as",
    ])  # fmt: skip
    widget.get_by_label("Codes, one a line").focus()
    page.keyboard.type(f"A2: {typed.lower()}\n{typed[:-1]}7\n{codes['A0.json']}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(widget.locator(".ws-told")).to_have_text("3 pupils count. Not counted: 5.")

    row = widget.get_by_role("row", name="Before you start").first
    expect(row.get_by_role("cell")).to_have_text(["3", "30", "97 %", "75 %", NONE, NONE])
    first = widget.locator(".ws-question", has_text=quiz(CASE, "before").items[0]["prompt"]).first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    chosen = first.locator(".ws-chosen", has=page.locator(".ws-n", has_text="1"))
    expect(chosen).to_have_count(1)
    expect(chosen.locator("small")).not_to_be_empty()

    tables = {}
    for button, name in (("pupils", "pupils"), ("questions", "items"), ("options", "choices")):
        with page.expect_download() as download:
            widget.get_by_role("button", name=f"Table of {button} (CSV)").click()
        download.value.save_as(tmp_path / f"{name}.csv")
        tables[name] = pd.read_csv(tmp_path / f"{name}.csv")
    assert tables["pupils"]["pupil"].tolist() == ["A0", "A1", "A2"]
    assert tables["pupils"]["answers"].tolist() == [11, 11, 10]
    items = tables["items"].set_index("question")
    assert items.loc["before-toilets", ["n", "right"]].tolist() == [3, 2]
    assert tables["choices"].query("question == 'before-toilets'")["n"].sum() == 3
    # Not the letters on the pupils' screens, which have an order of their own.
    lesson = tables["choices"][tables["choices"]["question"] == QUESTION]
    assert sum(lesson["n"]) == 2
    for row in lesson.to_dict("records"):
        assert row["n"] == sum(row["text"] in chosen for chosen in options[:2])

    assert axe_problems(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert one_sheet(page)
    assert visit.problems == []

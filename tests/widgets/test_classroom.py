"""The class view in a browser: the figures of Python, files and codes, tables to keep, a sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.measures.test_classes import code_of, damaged
from tests.widgets.conftest import OpenWidget
from tests.widgets.pages import targets
from whosays import Case, ClassResults
from whosays.measures.codes import CodedBank, CodeError, decode, encode
from whosays.views.classroom import asked, made_up_files, read_class
from whosays.widgets.classroom import classroom

WIDTH = 16
BANKS = ("before", "welcome", "claims", "sources", "article", "numbers", "origin", "unseen")
"""Together they have every type of question, and some have a form."""

SIGNED = "\N{MINUS SIGN}?" + r"\d\.\d\d"
INTERVAL = re.compile(rf"^{SIGNED} \({SIGNED} to {SIGNED}\)$")
"""A value with its interval in brackets."""

FIGURES = """async ([texts, lines]) => {
  const { classBook, classFigures, csvRows, handedIn, readHandedIn } = harness.module;
  const names = ["items", "banks", "asked", "places", "layers", "chances"];
  const book = classBook(Object.fromEntries(names.map((n) => [n, harness.model.get(n)])),
    harness.model.get("strings"));
  const files = await Promise.all(
    texts.map(([name, text]) => readHandedIn(new File([text], name))));
  const { pupils, refused } = handedIn(book, files, lines);
  const figures = classFigures(book, pupils, 20);
  const plain = (each) => ({ ...each, here: undefined, bank: each.id });
  return { refused, csv: csvRows(figures), results: figures.results.map(plain),
    agreement: figures.agreement, sentences: figures.sentences };
}"""


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON has them."""
    found: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=15))
    return found


def same(rows: Sequence[dict[str, Any]], expected: pd.DataFrame) -> None:
    """The columns of a table are in the rows, and numbers agree to nine places."""
    wanted = rows_of(expected)
    assert len(rows) == len(wanted)
    for row, other in zip(rows, wanted, strict=True):
        assert {name: row[name] for name in other} == {
            name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
            for name, value in other.items()
        }


@pytest.fixture
def page(kursk: Case, asem: Case, open_widget: OpenWidget) -> Page:
    return open_widget(classroom(kursk, asem), name="classroom")


@pytest.fixture
def small(kursk: Case, open_widget: OpenWidget) -> Page:
    """The class view for a form and the questions of the first page."""
    made = classroom(kursk)
    made.places = {}
    made.banks = [bank for bank in made.banks if bank["id"] in FEW]
    names = {name for bank in made.banks for name in bank["questions"]}
    made.items = [item for item in made.items if item["id"] in names]
    return open_widget(made, name="small")


FEW = ("before", "welcome")


@pytest.fixture(scope="module")
def files(kursk: Case) -> list[tuple[str, bytes]]:
    return made_up_files([kursk], WIDTH, banks=BANKS)


def put(page: Page, files: Sequence[tuple[str, bytes]]) -> None:
    page.locator(".ws-classroom input[type=file]").set_input_files(
        [{"name": n, "mimeType": "application/json", "buffer": text} for n, text in files]
    )


def told(page: Page, text: str) -> None:
    expect(page.locator(".ws-classroom .ws-told")).to_have_text(text)


def test_python_and_javascript_give_the_same_figures(
    page: Page, kursk: Case, asem: Case, files: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    plain = {name: json.loads(text) for name, text in files}
    wrong = {name: text for name, (text, _) in damaged(plain).items() if name != "utf16.json"}
    lines = [f"A{n}: {code_of(kursk, json.loads(text))}" for n, (_, text) in enumerate(files[:3])]
    lines += ["X: 1234", code_of(kursk, {"forms": {"before": {"answers": {}}}}), files[0][0]]
    every = [*files[2:], *wrong.items(), ("copy.json", files[4][1])]
    for name, text in every:
        (tmp_path / name).write_bytes(text)
    found = page.evaluate(FIGURES, [[[name, text.decode()] for name, text in every], lines])
    mine: ClassResults = read_class(kursk, tmp_path, asem, codes=lines)
    assert len(mine.pupils) == WIDTH
    for name in ("pupils", "items", "choices"):
        same(found["csv"][name], getattr(mine, name))
    for name in ("results", "agreement", "sentences"):
        same(found[name], getattr(mine, name))
    assert sorted((each["name"], each["reason"]) for each in found["refused"]) == sorted(
        (each.name, each.reason) for each in mine.not_counted
    )


def test_python_and_javascript_write_and_read_the_same_codes(
    page: Page, kursk: Case, asem: Case
) -> None:
    banks = asked([kursk, asem])
    made = made_up_files([kursk, asem], 2, banks=[bank.id for bank in banks])
    cases = []
    for _, text in made:
        file = json.loads(text)
        for bank in banks:
            records = {name: r["attempts"][0] for name, r in file["records"].items()}
            answers = file["forms"][bank.id]["answers"] if bank.form else records
            own = {q["id"]: answers[q["id"]] for q in bank.coded["questions"]}
            cases.append([bank.coded["mark"], bank.coded["questions"], own])
    written = page.evaluate(
        """(cases) => cases.map(([mark, asked, answers]) =>
          harness.module.encodeAnswers({ mark, asked }, answers))""",
        cases,
    )
    coded = [bank.coded for bank in banks]
    assert written == [
        encode(coded[n % len(coded)], answers) for n, (_, _, answers) in enumerate(cases)
    ]
    read = """([codes, banks]) => codes.map((code) => {
      try {
        const { bank, answers } = harness.module.decodeAnswers(code, banks);
        return { mark: bank.mark, answers };
      } catch (error) { return error.message; }
    })"""
    torn = [code[:-1] for code in written] + [code[:9] + "U" + code[10:] for code in written]
    sent = [{"mark": each["mark"], "asked": each["questions"]} for each in coded]
    every = [*written, *torn]
    back = page.evaluate(read, [every, sent])
    assert back == [read_back(code, coded) for code in every]
    assert {each for each in back if isinstance(each, str)} == {"code_check", "code_letter"}


def read_back(code: str, banks: Sequence[CodedBank]) -> Any:
    """What Python reads of a code, or the reason why it cannot."""
    try:
        bank, answers = decode(code, banks)
    except CodeError as error:
        return error.reason
    return {"mark": bank["mark"], "answers": answers}


def test_five_hundred_files_are_read(small: Page, kursk: Case) -> None:
    put(small, made_up_files([kursk], 500))
    expect(small.locator(".ws-question")).to_have_count(17, timeout=60_000)
    told(small, "500 pupils count. Not counted: 0.")


def test_what_is_wrong_is_refused_one_by_one(small: Page, files: list[tuple[str, bytes]]) -> None:
    page = small
    wrong = damaged({name: json.loads(text) for name, text in files})
    put(page, [*files[:5], *((name, text) for name, (text, _) in wrong.items())])
    told(page, f"5 pupils count. Not counted: {len(wrong)}.")
    for name, (_, reason) in wrong.items():
        line = page.locator(".ws-refused li", has_text=name)
        expect(line).to_contain_text(reason)


def test_a_class_is_read_kept_and_gone(small: Page, kursk: Case, tmp_path: Path) -> None:
    page, files = small, made_up_files([kursk], WIDTH)
    codes = [code_of(kursk, json.loads(text)) for _, text in files]
    put(page, files[:10])
    told(page, "10 pupils count. Not counted: 0.")
    put(page, files[10:13])
    told(page, "13 pupils count. Not counted: 0.")
    field = page.get_by_label("Codes, one a line")
    field.fill("\n".join([f"A1: {codes[14]}", codes[15], codes[15][:-1], codes[0]]))
    page.get_by_role("button", name="Read the codes").press("Enter")
    told(page, "15 pupils count. Not counted: 2.")
    expect(page.locator(".ws-refused li")).to_have_text([
        "3 There is a slip in the code, or a part is missing. Compare it character by character.",
        "4 pupil-01 has handed in the same answers, given at the same moments. They count once.",
    ])  # fmt: skip
    row = page.get_by_role("row", name="Before you start").first
    expect(row.get_by_role("cell").nth(0)).to_have_text("15")
    expect(row.get_by_role("cell").nth(4)).to_have_text(INTERVAL)
    with page.expect_download() as download:
        page.get_by_role("button", name="Table of questions (CSV)").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    kept = pd.read_csv(path)
    assert path.name == "class-items.csv"
    assert kept.loc[kept["bank"] == "before", "n"].tolist() == [15] * 10
    with page.expect_download() as download:
        page.get_by_role("button", name="Table of pupils (CSV)").click()
    download.value.save_as(path)
    assert pd.read_csv(path)["pupil"].astype(str).tolist()[:2] == ["2", "A1"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert targets(page) == []
    page.get_by_role("button", name="Empty the page").click()
    told(page, "Nothing is here any more.")
    expect(page.locator(".ws-question")).to_have_count(0)
    expect(field).to_have_value("")


def test_a_spreadsheet_takes_no_pseudonym_for_a_formula(
    small: Page, files: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    page = small
    put(page, [('=cmd("x"), 1.json', files[0][1])])
    told(page, "One pupil counts. Not counted: 0.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Table of pupils (CSV)").click()
    path = tmp_path / "class.csv"
    download.value.save_as(path)
    assert pd.read_csv(path)["pupil"].tolist() == ['\'=cmd("x"), 1']


def test_files_can_be_dropped(small: Page, files: list[tuple[str, bytes]]) -> None:
    small.evaluate(
        """([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text], name));
          const drop = { dataTransfer: data, bubbles: true, cancelable: true };
          document.querySelector(".ws-drop").dispatchEvent(new DragEvent("drop", drop));
        }""",
        [files[0][0], files[0][1].decode()],
    )
    told(small, "One pupil counts. Not counted: 0.")


def test_the_summary_is_one_sheet(
    open_widget: OpenWidget, kursk: Case, files: list[tuple[str, bytes]]
) -> None:
    page = open_widget(classroom(kursk), name="paper")
    put(page, files)
    told(page, f"{WIDTH} pupils count. Not counted: 0.")
    page.emulate_media(media="print")
    shown = page.locator(".ws-alone")
    expect(shown).to_contain_text("Results of a class")
    expect(page.get_by_role("heading", name="One widget")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1

"""“My results” in a browser: what is stored, saved, loaded, merged and deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.scanning import printed
from tests.widgets.conftest import OpenWidget, axe_problems
from whosays import Case
from whosays.measures.answers import ResultsFile
from whosays.views.classroom import asked, made_up_files
from whosays.widgets.results import Results, results

from .test_quiz_widget import REFUSED

AT = "2026-11-20T10:00:00.000Z"


def attempt(choice: Any = "b", points: float = 1, **more: Any) -> dict[str, Any]:
    return {"at": AT, "choice": choice, "points": points, "confidence": 75, **more}


def record(*attempts: dict[str, Any]) -> dict[str, Any]:
    return {"v": 1, "attempts": list(attempts)}


RECORDS = {
    "one": record(attempt("a", 0), attempt(at="2026-11-20T10:01:00.000Z", retry=True)),
    "two": record(attempt()),
    "strange": record(attempt(signal=True, said=True), attempt()),
}

MARKED = json.dumps({"v": 1, "at": AT, "marks": {"source": "putin"}, "compared": {}})


FITS = {"one": ["a", "b", "c"]}
GUESS = {
    "scored": 2, "right": 0.7, "problems": 1, "seen": 0.3, "alarms": 0.7, "d_prime": -0.5,
}  # fmt: skip
FORM = {"v": 1, "at": AT, "answers": {"f1": attempt(signal=True, said=True), "f2": attempt("a", 0)}}


def widget(**more: Any) -> Results:
    names = ("one", "two", "three", "f1", "f2")
    questions = [
        {"id": name, "set": "Form" if name[0] == "f" else "Samples", "fits": FITS,
         "form": name[0] == "f"}
        for name in names
    ]  # fmt: skip
    forms = [{"id": "before", "title": "Before you start", "guess": GUESS}]
    return Results(questions=questions, forms=forms, **more)


def put_form(page: Page, form: Any) -> None:
    page.evaluate("(text) => localStorage.setItem('whosays:form:before', text)", json.dumps(form))
    page.reload()


def put(page: Page, records: dict[str, Any]) -> None:
    page.evaluate(
        """(records) => Object.entries(records).forEach(([id, record]) =>
          localStorage.setItem(`whosays:answer:${id}`, JSON.stringify(record)))""",
        records,
    )
    page.reload()


def stored(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("harness.state.records")
    return found


def file_of(records: Any, **more: Any) -> dict[str, Any]:
    text = json.dumps(
        {"format": "whosays-results", "version": 1, "exported": AT, "records": records, **more}
    )
    return {"name": "results.json", "mimeType": "application/json", "buffer": text.encode()}


def load(page: Page, file: dict[str, Any]) -> None:
    page.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[list-item]


def test_nothing_stored(open_widget: OpenWidget) -> None:
    page = open_widget(widget())
    expect(page.locator(".ws-results")).to_contain_text("Nothing is stored yet")
    expect(page.get_by_role("button", name="Save as a file")).to_be_hidden()
    expect(page.get_by_role("button", name="Delete all")).to_be_hidden()


def test_it_shows_what_is_stored(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="results")
    put(page, RECORDS)
    shown = page.locator(".ws-results")
    expect(shown).to_contain_text("2 of 3 right")
    row = page.get_by_role("row", name="Samples")
    expect(row.get_by_role("cell")).to_have_text(["2 of 3", "1 of 2", "2 of 2"])
    expect(page.get_by_role("row", name="Other questions")).to_be_visible()
    expect(shown).to_contain_text("Worth coming back to")
    assert stored(page) == RECORDS


@pytest.mark.parametrize("file", [False, True])
def test_a_saved_file_keeps_to_the_schema_and_loads_again(
    open_widget: OpenWidget, tmp_path: Path, *, file: bool
) -> None:
    page = open_widget(widget(), name=f"results-{file}", file=file)
    page.evaluate("(text) => localStorage.setItem('whosays:annotation:c:p1s1', text)", MARKED)
    put(page, RECORDS)
    expect(page.locator(".ws-results")).to_contain_text("annotated one sentence")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    read = ResultsFile.model_validate_json(path.read_text(encoding="utf-8"))
    assert set(read.records) == set(RECORDS)
    assert read.annotations["c:p1s1"].marks.source == "putin"
    page.get_by_role("button", name="Delete all").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".ws-told")).to_have_text("Everything is deleted.")
    assert page.evaluate("localStorage.length") == 0
    page.locator("input[type=file]").set_input_files(path)
    told = page.locator(".ws-told")
    expect(told).to_contain_text("Questions: 3. Annotated sentences: 1. New here: 4.")
    assert stored(page) == RECORDS
    assert page.evaluate("harness.state.annotations") == {"c:p1s1": json.loads(MARKED)}


def test_a_form_counts_alone(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="forms")
    put(page, {**RECORDS, "f1": record(attempt("a", 0))})
    put_form(page, FORM)
    shown = page.locator(".ws-results")
    expect(shown).to_contain_text("You answered 2 of 3 right at first.")
    form = shown.locator(".ws-form")
    expect(form).to_contain_text("Before you start: handed in on 20 November 2026")
    expect(form).to_contain_text("You answered 1 of 2 right. Passages with a problem:")
    expect(form).to_contain_text("Choosing at random gives 0.7 of 2 right on average.")
    assert page.evaluate("harness.state.filled") == {"before": FORM}


def test_a_form_that_is_not_handed_in_is_no_result(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="open-form")
    put_form(page, {**FORM, "at": None})
    expect(page.locator(".ws-form")).to_have_count(0)


def test_forms_are_saved_loaded_and_the_first_one_handed_in_stays(
    open_widget: OpenWidget, tmp_path: Path
) -> None:
    page = open_widget(widget(), name="forms-saved")
    put_form(page, FORM)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    path = tmp_path / "results.json"
    download.value.save_as(path)
    read = ResultsFile.model_validate_json(path.read_text(encoding="utf-8"))
    assert (read.version, list(read.forms["before"].answers)) == (3, ["f1", "f2"])
    put_form(page, {**FORM, "at": "2026-11-21T10:00:00.000Z"})
    page.locator("input[type=file]").set_input_files(path)
    page.wait_for_function(f"harness.state.filled.before.at === '{AT}'")
    merged = "([a, b]) => harness.module.mergedForm(a, b)"
    open_form = {"v": 1, "answers": {"f1": attempt("c", at="2026-11-22T10:00:00.000Z")}}
    assert page.evaluate(merged, [open_form, FORM]) == FORM
    older = {"v": 1, "answers": FORM["answers"]}
    both = page.evaluate(merged, [older, open_form])["answers"]
    assert (both["f1"]["choice"], both["f2"]["choice"]) == ("c", "a")


def test_answers_to_questions_that_have_changed_are_kept_and_do_not_count(
    open_widget: OpenWidget,
) -> None:
    page = open_widget(widget(), name="changed")
    put(page, {**RECORDS, "three": record(attempt("gone"), attempt(["gone"]))})
    shown = page.locator(".ws-results")
    expect(shown).to_contain_text("2 answers were to questions that have changed since.")
    expect(shown).to_contain_text("You answered 2 of 3 right at first.")
    assert "three" in stored(page)


def test_measures_come_from_enough_answers_on(open_widget: OpenWidget) -> None:
    page = open_widget(widget(enough=3), name="enough")
    put(page, RECORDS)
    expect(page.locator(".ws-results svg")).to_be_visible()
    expect(page.locator(".ws-results")).to_contain_text("2 of 3 right")


def test_only_annotated_sentences_are_something_to_show(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="marks-only")
    page.evaluate("(text) => localStorage.setItem('whosays:annotation:c:p1s1', text)", MARKED)
    page.reload()
    expect(page.locator(".ws-results")).not_to_contain_text("Nothing is stored")
    expect(page.get_by_role("button", name="Save as a file")).to_be_visible()


def test_the_marks_compared_first_win_when_files_meet(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="marks-merge")
    early = {"v": 1, "at": "2026-11-20T10:00:00Z", "marks": {"source": "hur", "mood": "konj1"},
             "compared": {"source": "hur", "mood": None}}  # fmt: skip
    late = {"v": 1, "at": "2026-11-20T11:00:00+00:00", "marks": {"source": "putin"},
            "compared": {"source": "putin", "mood": "none"}}  # fmt: skip
    both = page.evaluate("([a, b]) => harness.module.mergedAnnotation(a, b)", [late, early])
    assert both["marks"] == {"source": "putin"}
    assert both["compared"] == {"source": "hur", "mood": "none"}


def test_loading_merges_and_loses_nothing(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="merge")
    put(page, RECORDS)
    later = attempt("c", 0, at="2026-11-21T10:00:00.000Z")
    load(page, file_of({"two": record(later, attempt()), "three": record(attempt())}))
    expect(page.locator(".ws-told")).to_contain_text(
        "Questions: 2. Annotated sentences: 0. New here: 1."
    )
    page.wait_for_function("harness.state.records.three")
    assert stored(page) == {**RECORDS, "two": record(attempt(), later), "three": record(attempt())}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({"name": "a.json", "mimeType": "text/plain", "buffer": b"{oops"}, "cannot be read"),
        (file_of({}, format="moodle"), "not a results file"),
        (file_of({}, version=4), "another edition of the book (version 4)"),
        (file_of({}, version=3, annotations={}), "not a results file"),
        (file_of({}, version=3, annotations={}, forms={"x": {"v": 1}}), "“x” is damaged"),
        (file_of({"one": {"v": 1}}), "The entry “one” is damaged"),
        (file_of({"<b>": record()}), "The entry “<b>” is damaged"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_clear_words(
    open_widget: OpenWidget, file: dict[str, Any], words: str
) -> None:
    page = open_widget(widget(), name="refused")
    put(page, RECORDS)
    load(page, file)
    expect(page.locator('.ws-told[role="status"]')).to_contain_text(words)
    expect(page.locator(".ws-told")).to_contain_text("nothing has changed")
    assert stored(page) == RECORDS


def test_deleting_asks_first_and_can_be_called_off(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="delete")
    put(page, RECORDS)
    button = page.get_by_role("button", name="Delete all")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Delete all")).to_contain_text("Answered questions: 3.")
    expect(page.get_by_role("button", name="Keep")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert stored(page) == RECORDS


def test_deleting_leaves_other_sites_data_alone(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="others")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    put(page, RECORDS)
    page.get_by_role("button", name="Delete all").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    assert page.evaluate("Object.keys(localStorage)") == ["theme"]


def test_unreadable_entries_are_mentioned_and_left_out(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="unreadable")
    page.evaluate("localStorage.setItem('whosays:answer:bad', '{')")
    put(page, RECORDS)
    expect(page.locator(".ws-note")).to_contain_text("could not be read")
    assert stored(page) == RECORDS


def test_without_storage_it_says_so(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), init=REFUSED)
    expect(page.locator(".ws-note")).to_contain_text("keeps nothing")
    load(page, file_of({"one": record(attempt())}))
    expect(page.locator(".ws-told")).to_contain_text("will not keep them")


def test_the_list_of_days_does_not_ask_for_what_is_done(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="done")
    days = [f"2026-0{month}-01T10:00:00.000Z" for month in (1, 2, 3, 4)]
    put(page, {"one": record(*(attempt(at=day) for day in days))})
    expect(page.locator(".ws-results")).not_to_contain_text("Worth coming back to")


@pytest.mark.in_turn(width=[320, 1280], scheme=["light", "dark"])
def test_axe_finds_nothing_and_narrow_screens_lose_nothing(
    open_widget: OpenWidget, scheme: str, width: int
) -> None:
    page = open_widget(widget(), scheme, name=f"results-{scheme}-{width}", width=width)
    assert axe_problems(page) == []
    put(page, RECORDS)
    put_form(page, FORM)
    page.get_by_role("button", name="Delete all").click()
    assert axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- handing in -------------------------------------------------------------------------------


def test_the_codes_of_the_whole_book_can_be_scanned_from_one_printed_sheet(
    open_widget: OpenWidget, kursk: Case, asem: Case
) -> None:
    page = open_widget(results(kursk, asem), name="scanned")
    banks = [bank.id for bank in asked([kursk, asem])]
    ((_, text),) = made_up_files([kursk, asem], 1, banks=banks)
    file = json.loads(text)
    for name, form in file["forms"].items():
        keys = [f"whosays:form:{name}", json.dumps(form)]
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", keys)
    put(page, file["records"])
    page.get_by_text("To hand in").click()
    codes = page.locator(".ws-hand-in code").all_inner_texts()
    assert len(codes) == len(banks)
    expect(page.locator(".ws-alone svg")).to_have_count(len(codes))
    pdf = page.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") == 1
    assert sorted(printed(pdf)) == sorted(codes)


# --- a file is taken whole or not at all ------------------------------------------------------


ODD_NAMES = ("constructor", "tostring", "valueof", "hasownproperty")
TIGHT = """(() => {
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    const used = Object.entries(localStorage).reduce((sum, [k, v]) => sum + k.length + v.length, 0);
    if (used + value.length > 2000) throw new DOMException("full", "QuotaExceededError");
    set.call(this, key, value);
  };
})()"""


def bytes_of(buffer: bytes) -> dict[str, Any]:
    return {"name": "results.json", "mimeType": "application/json", "buffer": buffer}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_question_may_be_called_as_what_every_object_has(
    open_widget: OpenWidget, name: str
) -> None:
    page = open_widget(widget(), name="odd-names")
    put(page, RECORDS)
    load(page, file_of({"aaa": record(attempt()), name: record(attempt()), "zzz": record()}))
    expect(page.locator(".ws-told")).to_contain_text("New here: 3.")
    page.wait_for_function("harness.state.records.zzz")
    assert set(stored(page)) == {*RECORDS, "aaa", name, "zzz"}
    assert page.evaluate(f"Object.hasOwn(harness.state.records, {name!r})")


LATER = record(attempt("c", at="2026-11-21T10:00:00.000Z"))
WHOLE = file_of({"aaa": LATER, "one": LATER, "zzz": record(attempt())})
DEEP = "[" * 100_000 + "]" * 100_000
HOSTILE = {
    "a prototype": file_of({"aaa": LATER})["buffer"].replace(b'"aaa"', b'"__proto__"'),
    "a prototype in a choice": b"",
    "cut short": WHOLE["buffer"][:-30],
    "another encoding": WHOLE["buffer"].decode().encode("utf-16"),
    "bytes that are no text": WHOLE["buffer"].replace(b'"c"', b'"\xfc"'),
    "no number": WHOLE["buffer"].replace(b'"points": 1', b'"points": NaN'),
    "an endless number": WHOLE["buffer"].replace(b'"points": 1', b'"points": 1e999'),
    "the last one damaged": file_of({"aaa": LATER, "zzz": {"v": 1, "attempts": [{}]}})["buffer"],
    "of another version": file_of({"aaa": {**LATER, "v": 2}})["buffer"],
    "deep": f'{{"format": "whosays-results", "version": 1, "records": {DEEP}}}'.encode(),
    "deep in a choice": WHOLE["buffer"].replace(b'"c"', DEEP.encode()),
    "a list": b"[]",
    "nothing": b"",
    "null": b"null",
}
HOSTILE["a prototype in a choice"] = WHOLE["buffer"].replace(b'"c"', b'{"__proto__": {"a": "b"}}')


@pytest.mark.parametrize("kind", HOSTILE)
def test_of_a_file_with_a_fault_nothing_is_stored(open_widget: OpenWidget, kind: str) -> None:
    page = open_widget(widget(), name="hostile")
    put(page, RECORDS)
    before = page.evaluate("({ ...localStorage })")
    load(page, bytes_of(HOSTILE[kind]))
    expect(page.locator(".ws-told")).to_contain_text("nothing has changed")
    assert page.evaluate("({ ...localStorage })") == before
    assert page.evaluate("({}).a") is None


def test_a_file_may_begin_with_a_mark_of_its_encoding(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="bom")
    load(page, bytes_of(b"\xef\xbb\xbf" + WHOLE["buffer"]))
    expect(page.locator(".ws-told")).to_contain_text("New here: 3.")


def test_markup_in_a_file_is_text(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="markup")
    hostile = "<img src=x onerror=window.harmed=1>"
    load(page, file_of({"aaa": record(attempt(hostile))}))
    load(page, file_of({hostile: record(attempt())}))
    expect(page.locator(".ws-told")).to_contain_text("<img src=x")
    assert page.evaluate("window.harmed") is None


def test_a_file_without_room_leaves_all_as_it_was(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="no-room", init=TIGHT)
    put(page, {"one": RECORDS["one"]})
    before = page.evaluate("({ ...localStorage })")
    many = {f"item-{n}": record(attempt()) for n in range(30)}
    load(page, file_of({"one": LATER, **many}))
    told = page.locator(".ws-told")
    expect(told).to_contain_text("nothing has changed. Your browser has no room for it.")
    assert page.evaluate("({ ...localStorage })") == before
    assert stored(page) == {"one": RECORDS["one"]}
    expect(page.locator(".ws-note")).to_be_empty()


def test_a_file_that_no_browser_could_keep_is_not_read(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="large")
    # 450,000 attempts; a file of this size is not handed over by Playwright, so it is made here.
    page.evaluate(
        """(one) => {
          const text = JSON.stringify({ format: "whosays-results", version: 1,
            exported: one.at, records: { aaa: { v: 1, attempts: new Array(450_000).fill(one) } } });
          const data = new DataTransfer();
          data.items.add(new File([text], "results.json"));
          const input = document.querySelector("input[type=file]");
          input.files = data.files;
          input.dispatchEvent(new Event("change"));
        }""",
        attempt(),
    )
    expect(page.locator(".ws-told")).to_contain_text("has no room for it", timeout=20_000)
    assert page.evaluate("localStorage.length") == 0


def test_twenty_thousand_records_are_taken(open_widget: OpenWidget) -> None:
    page = open_widget(widget(), name="many")
    load(page, file_of({f"item-{n}": record(attempt()) for n in range(20_000)}))
    expect(page.locator(".ws-told")).to_contain_text("New here: 20000.", timeout=20_000)
    page.get_by_role("button", name="Delete all").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".ws-told")).to_have_text("Everything is deleted.", timeout=20_000)
    assert page.evaluate("localStorage.length") == 0


# --- answers of other editions ---------------------------------------------------------------


def test_an_entry_that_cannot_be_read_is_put_aside_and_not_written_over(
    open_widget: OpenWidget,
) -> None:
    page = open_widget(widget(), name="aside")
    newer = json.dumps({"v": 2, "attempts": "of a later edition"})
    page.evaluate("(text) => localStorage.setItem('whosays:answer:one', text)", newer)
    load(page, file_of({"one": record(attempt())}))
    expect(page.locator(".ws-told")).to_contain_text("New here: 1.")
    aside = page.evaluate("JSON.parse(localStorage['whosays:aside:whosays:answer:one'])")
    assert aside == newer
    assert stored(page) == {"one": record(attempt())}
    expect(page.locator(".ws-note")).to_contain_text("could not be read")


def test_answers_under_a_former_id_count_for_the_question_that_it_became(
    open_widget: OpenWidget,
) -> None:
    fits = {"one": ["a", "b"], "former": ["old"], "renamed": {"x": "b"}}
    shown = Results(questions=[{"id": "new", "set": "Samples", "fits": fits, "form": False}])
    page = open_widget(shown, name="former")
    put(page, {"old": record(attempt("x")), "new": record(attempt("gone"))})
    row = page.get_by_role("row", name="Samples")
    expect(row.get_by_role("cell")).to_have_text(["1 of 1", "1 of 1", "1 of 1"])
    expect(page.get_by_role("row", name="Other questions")).to_have_count(0)
    expect(page.locator(".ws-results")).to_contain_text("One answer was to a question that has")
    # What is kept, and saved, is as it was.
    assert stored(page) == {"old": record(attempt("x")), "new": record(attempt("gone"))}


def test_the_questions_of_every_case_that_is_given_are_known(kursk: Case, asem: Case) -> None:
    """Or the answers to a lesson on another article would be strangers on the page."""
    known = [question["id"] for question in results(kursk, asem).questions]
    banks = [*kursk.quizzes.values(), *asem.quizzes.values()]
    assert known == [item.id for bank in banks for item in bank.items]
    with pytest.raises(TypeError):
        results(kursk, "asem-2007")  # type: ignore[arg-type]

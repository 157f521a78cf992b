"""JavaScript and Python judge alike: markup, points, measures, days to return, stored records."""

from __future__ import annotations

import dataclasses
import itertools
import json
import random
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page
from pydantic import ValidationError

from tests import samples
from tests.oracles import next_return
from tests.widgets.conftest import OpenWidget
from whosays.measures import scoring
from whosays.measures.answers import ResultsFile, still_fits
from whosays.widgets.quiz import Quiz
from whosays.widgets.results import Results
from whosays.words.said import inline

VIEWS = {item["id"]: samples.shown(item) for item in samples.ITEMS}


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget(
        Quiz(samples.bank().items, sentences=samples.PASSAGES, original="de"), name="agreement"
    )


def random_markup(count: int) -> list[str]:
    pick = random.Random(4)  # noqa: S311 (the same cases every time)
    pieces = ["*", "[", "]", "{de}", "{", "}", "a", " ", "\n", "<b>", "&", '"', "\u00a0", "ß", "😀"]
    return ["".join(pick.choices(pieces, k=pick.randint(0, 25))) for _ in range(count)]


def test_inline_markup(page: Page) -> None:
    texts = [text for text, _ in samples.INLINE] + samples.HOSTILE + random_markup(2000)
    differing = page.evaluate(
        """(pairs) => pairs.filter(([text, html]) => {
          const expected = document.createElement("template");
          expected.innerHTML = html;
          const made = document.createDocumentFragment();
          made.append(...harness.module.inline(text));
          const markup = (fragment) => {
            const div = document.createElement("div");
            div.append(fragment.cloneNode(true));
            return div.innerHTML;
          };
          return markup(made) !== markup(expected.content);
        })""",
        # An HTML parser turns these two into others; the texts themselves may hold them.
        [[text, str(inline(text))] for text in texts if "\r" not in text and "\0" not in text],
    )
    assert differing == []


def choices() -> list[tuple[str, Any]]:
    words = range(6)
    found: list[tuple[str, Any]] = []
    found += [("single", name) for name in "ab"]
    found += [("multiple", list(c)) for n in (1, 2, 3) for c in itertools.combinations("abc", n)]
    for pair in itertools.product(("said", "done"), repeat=2):
        found.append(("classify", dict(zip(("one", "two"), pair, strict=True))))
    for pair in itertools.product(("office", "keeper", "nobody"), repeat=2):
        found.append(("match", dict(zip(("x", "y"), pair, strict=True))))
    found += [("mark", list(c)) for n in (1, 2, 3, 6) for c in itertools.combinations(words, n)]
    found += [("order", list(c)) for c in itertools.permutations(("first", "second", "third"))]
    found += [("estimate", n) for n in (0, -1, 10799.99, 10800, 12000, 13200, 13200.01, 1e9)]
    return [*found, ("reflect", "words")]


def test_points(page: Page) -> None:
    cases = [(VIEWS[f"sample-{name}"], choice) for name, choice in choices()]
    javascript = page.evaluate(
        "(cases) => cases.map(([item, choice]) => harness.module.points(item, choice))", cases
    )
    assert javascript == [scoring.points(item, choice) for item, choice in cases]
    assert page.evaluate(
        "(cases) => cases.every(([item, choice]) => harness.module.fits(item, choice))", cases
    )
    assert all(still_fits(item["fits"], choice) for item, choice in cases)


def test_choices_that_do_not_fit_are_left_out(page: Page) -> None:
    wrong = [None, "zzz", [], ["zzz"], {}, {"one": "zzz"}, [99], ["a", "a"], True]
    cases = [(item, choice) for item in VIEWS.values() for choice in wrong]
    fitting = page.evaluate(
        "(cases) => cases.filter(([item, choice]) => harness.module.fits(item, choice))", cases
    )
    assert fitting == [[item, c] for item, c in cases if still_fits(item["fits"], c)]
    # A reflection may be any text.
    assert [(item["type"], choice) for item, choice in fitting] == [("reflect", "zzz")]


def attempts(pick: random.Random) -> list[dict[str, Any]]:
    made = []
    for _ in range(pick.randint(0, 30)):
        attempt: dict[str, Any] = {"points": pick.choice([0, 0.5, 1, None])}
        if pick.random() < 0.7:
            attempt["confidence"] = pick.choice(scoring.CONFIDENCE)
        if pick.random() < 0.6:
            attempt.update(signal=pick.random() < 0.5, said=pick.random() < 0.5)
        made.append(attempt)
    return made


def test_summary(page: Page) -> None:
    pick = random.Random(7)  # noqa: S311
    cases = [attempts(pick) for _ in range(200)]
    javascript = page.evaluate("(cases) => cases.map(harness.module.summary)", cases)
    for case, found in zip(cases, javascript, strict=True):
        expected = dataclasses.asdict(scoring.summary(case))
        for name in ("discrimination", "brier"):
            if expected[name] is not None:
                expected[name] = pytest.approx(expected[name], abs=1e-9)
        assert found == expected


@pytest.mark.parametrize(("hits", "noises"), [(0, 1), (500, 1), (1, 500), (3000, 3000)])
def test_extreme_rates(page: Page, hits: int, noises: int) -> None:
    expected = scoring.discrimination(hits, 1, 0, noises)
    found = page.evaluate(f"harness.module.discrimination({hits}, 1, 0, {noises})")
    assert expected is not None
    assert found["d_prime"] == pytest.approx(expected.d_prime, abs=1e-7)


def test_questions_return_after_1_7_and_21_days(page: Page) -> None:
    due = page.evaluate(
        """() => {
          const attempts = [{ at: "2026-11-22T12:00:00Z" }];
          const days = [];
          for (let day; (day = harness.module.nextReturn(attempts)); ) {
            days.push(Math.round((day - new Date("2026-11-22T12:00:00")) / 86400000));
            attempts.push({ at: day.toISOString() });
          }
          return days;
        }"""
    )
    assert due == [1, 7, 21]


def test_next_return(page: Page) -> None:
    pick = random.Random(3)  # noqa: S311
    cases = [
        [
            f"2026-{pick.randint(3, 4):02}-{pick.randint(1, 28):02}T12:00:00Z"
            for _ in range(pick.randint(0, 5))
        ]
        for _ in range(100)
    ]
    found = page.evaluate(
        """(cases) => cases.map((days) => {
          const due = harness.module.nextReturn(days.map((at) => ({ at })));
          return due && [due.getFullYear(), due.getMonth() + 1, due.getDate()];
        })""",
        cases,
    )
    for days, due in zip(cases, found, strict=True):
        expected = next_return(datetime.fromisoformat(day).date() for day in days)
        assert due == (expected and [expected.year, expected.month, expected.day])


NUMBERS = [
    ("12000", 12000),
    ("12,000", 12000),
    ("12.000", 12000),
    ("12 000", 12000),
    ("12\u202f000", 12000),
    ("1,234,567", 1234567),
    ("1.234.567", 1234567),
    ("0,5", 0.5),
    ("0.125", 0.125),
    ("20", 20),
    ("3,14", 3.14),
    ("-5", -5),
    ("\u22125", -5),
    ("1,23,456", None),
    ("about 20", None),
    ("", None),
    ("1e9", None),
    ("20 %", None),
]


def test_numbers_as_readers_type_them(page: Page) -> None:
    found = page.evaluate(
        "(texts) => texts.map(harness.module.parseNumber)", [text for text, _ in NUMBERS]
    )
    assert found == [number for _, number in NUMBERS]


AT = "2026-11-22T10:00:00.000Z"
ATTEMPT: dict[str, Any] = {"at": AT, "choice": "a", "points": 1, "confidence": 75}
FILE: dict[str, Any] = {"format": "whosays-results", "version": 1, "exported": AT}


def record(**fields: Any) -> dict[str, Any]:
    return {"v": 1, "attempts": [ATTEMPT], **fields}


def with_attempt(**fields: Any) -> dict[str, Any]:
    return {**FILE, "records": {"a": record(attempts=[{**ATTEMPT, **fields}])}}


def with_sentence(place: str = "a:p1s1", **fields: Any) -> dict[str, Any]:
    made = {"v": 1, "at": AT, "marks": {}, "compared": {}, **fields}
    return {**FILE, "version": 2, "records": {}, "annotations": {place: made}}


FILES: list[Any] = [
    {**FILE, "records": {}},
    {**FILE, "records": {"a": record(), "b-2": record(draft={"choice": None, "review": False})}},
    *(with_attempt(choice=c) for c in ("x", 3, 0.5, [], ["a", 1], {}, {"a": "b"})),
    *(with_attempt(choice=c) for c in (None, True, [None], [["a"]], {"a": {}}, {"a": [1]})),
    *(with_attempt(points=p) for p in (None, 0, 0.5, -0.1, 1.1, "1", True)),
    *(with_attempt(confidence=p) for p in (None, 0, 33.3, 100, 101, "50")),
    *(with_attempt(signal=p) for p in (None, True, 1, "yes")),
    *(with_attempt(at=p) for p in (None, 5, "today", "2026-11-22", "2026-13-22T10:00:00Z")),
    *(with_attempt(at=p) for p in ("2026-11-22T10:00:00+01:00", "2026-11-22T10:00:00")),
    with_attempt(name="Ada"),
    {**FILE, "records": {"a": record(v=2)}},
    {**FILE, "records": {"a": record(draft="x")}},
    {**FILE, "records": {"a": record(draft={"choice": [None]})}},
    {**FILE, "records": {"a": {"v": 1}}},
    {**FILE, "records": {"a": []}},
    {**FILE, "records": {"Not Kebab": record()}},
    {**FILE, "records": {"a" * 81: record()}},
    {**FILE, "records": []},
    {**FILE, "records": None},
    {**FILE, "records": {}, "name": "Ada"},
    {**FILE, "version": True, "records": {}},
    {**FILE, "version": 3, "records": {}, "annotations": {}},
    {**FILE, "records": {}, "annotations": {}},
    {**FILE, "version": 2, "records": {}},
    {**FILE, "version": 2, "records": {"a": record()}, "annotations": {}},
    *(
        with_sentence(name)
        for name in ("kursk-2024:p1s1", "p1s1", "Kursk:p1s1", "a:p0s1", "a:p1s1 ")
    ),
    *(with_sentence(marks=m) for m in ({}, {"source": None}, {"mood": "konj1", "stwr": "direct"})),
    *(with_sentence(marks=m) for m in ([], None, {"source": 1}, {"who": "a"}, {"source": "A b"})),
    *(with_sentence(marks={"source": "a" * n}) for n in (80, 81)),
    *(with_sentence(compared=m) for m in ({"source": "putin"}, None, {"mood": ""})),
    *(with_sentence(at=p) for p in (None, "today", "2026-11-22T10:00:00+01:00")),
    with_sentence(v=2),
    with_sentence(name="Ada"),
    {**FILE, "format": "other", "records": {}},
    FILE,
    [],
    None,
    "text",
]


def accepted(file: Any) -> bool:
    try:
        ResultsFile.model_validate_json(json.dumps(file))
    except ValidationError:
        return False
    return True


def test_results_files(open_widget: OpenWidget) -> None:
    page = open_widget(Results(), name="agreement-results")
    found = page.evaluate(
        """(texts) => texts.map((text) => {
          try { harness.module.parseFile(text); return true; } catch { return false; }
        })""",
        [json.dumps(file) for file in FILES],
    )
    differing = [f for f, ok in zip(FILES, found, strict=True) if ok != accepted(f)]
    assert differing == []
    assert True in found
    assert False in found

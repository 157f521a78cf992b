"""A lesson takes as long as its first line says. `python -m tools.bench minutes` prints both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.contents import first_page, lessons_in_order
from tools.minutes import (
    FIRST_LINE,
    ROUNDING,
    TOLERANCE,
    Lesson,
    Minutes,
    agree,
    lesson,
    minutes_of,
    readable,
    shown_words,
    words,
)
from tools.prose import page_named, pages
from whosays import Case, passage

# Nobody reads these from beginning to end.
REFERENCE = {
    *("about", "bibliography", "class", "copy", "data", "glossary", "guidelines", "results", "run"),
    *("plan-15", "plan-45", "plan-90", "plan-180", "plan-paper", "plan-no-war", "lesson-cards"),
    *("notice", "notice-de", "ways"),
}
PAGES = [page for page in pages() if page.stem not in REFERENCE]


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: page.stem)
def each(request: pytest.FixtureRequest) -> Lesson:
    page: Path = request.param
    found = lesson(page)
    assert found is not None, f"{page.name}: its first line states no minutes to read"
    return found


# Within 15 %, or within half a minute, because a page states whole minutes.
def test_stated_minutes_are_those_measured(each: Lesson) -> None:
    assert each.agrees, f"stated {each.stated}, measured {each.measured}"


# Pages for teachers have no fold-out for them.
FOR_TEACHERS = {"teachers", "own-article", "curricula", "evidence", "near-the-war"}


def test_teachers_are_told_the_same_minutes(each: Lesson) -> None:
    told = {None, each.stated} if each.name in FOR_TEACHERS else {each.stated}
    assert each.repeated in told


# What rounding does to the parts of a lesson is not to add up: of all of it, within 15 %.
@pytest.mark.parametrize("name", lessons_in_order())
def test_the_minutes_of_a_lesson_agree_as_a_whole(name: str) -> None:
    found = lesson(page_named(name))
    assert found is not None
    off = abs(found.stated.whole - found.measured.whole)
    assert off <= TOLERANCE * found.measured.whole, f"{found.stated} for {found.measured}"


LONGEST, LONGEST_FIRST = 15, 10
LESSONS = lessons_in_order()


def too_long(name: str, minutes: Minutes, rounding: float = 0) -> bool:
    """Whether a lesson takes more than its minutes, all that it states included."""
    longest = LONGEST_FIRST if name == first_page() else LONGEST
    return minutes.whole > longest + rounding


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_takes_at_most_fifteen_minutes_and_the_first_page_ten(name: str) -> None:
    found = lesson(page_named(name))
    assert found is not None, f"{name}: its first line states no minutes to read"
    assert not too_long(name, found.stated), f"stated: {found.stated.whole:.0f} minutes"
    # The tolerance of a page that states whole minutes.
    measured = found.measured
    assert not too_long(name, measured, ROUNDING), f"measured: {measured.whole:.1f} minutes"


def test_minutes_for_something_else_count_as_well() -> None:
    def whole(line: str) -> float:
        found = minutes_of(FIRST_LINE, line)
        return found.whole if found else 0

    assert whole("*About 3 minutes to read, 10 for the six sentences.*") == 13
    assert whole("*About 3 minutes to read, 5 for the questions, 2 of them for “On a phone”.*") == 8
    assert whole("*About 2 minutes to read, 4 for the questions, 6 minutes for the chart.*") == 12
    assert whole("*About 9 minutes to read, 9 for the questions or 5 for a core of seven.*") == 18
    assert whole("*About 1 minute to read, 10 or more with a text.*") == 11


def test_the_first_page_has_a_limit_of_its_own() -> None:
    assert not too_long("index", Minutes(4, 6))
    assert too_long("index", Minutes(4, 6, 1))
    assert too_long("index", Minutes(4, 6.6), ROUNDING)
    assert not too_long("claims", Minutes(4, 6, 5))
    assert too_long("claims", Minutes(4, 6, 6))


def test_minutes_agree_within_15_per_cent_or_half_a_minute() -> None:
    assert agree(23, 20)
    assert not agree(24, 20)
    assert agree(1, 0.5)
    assert not agree(2, 1.4)
    assert agree(None, None)
    assert not agree(1, None)


def test_syntax_and_what_teachers_unfold_are_no_words_to_read() -> None:
    text = """(here)=
# Two words

A [link to](https://example.org) a {term}`claim <Claim>`, {doc}`numbers` + and <i lang="de">sei</i>.

```{admonition} Folded in
:class: dropdown
For readers.
```

```{admonition} For teachers
:class: dropdown
**Time:** About 10 minutes to read.
```
"""
    assert readable(text).split() == [
        "#", "Two", "words", "A", "link", "to", "a", "claim,", "numbers", "+", "and", "sei.",
        "Folded", "in", "For", "readers.",
    ]  # fmt: skip
    assert words(readable(text)) == 14


def test_a_passage_has_the_words_of_its_translation(kursk: Case) -> None:
    said = kursk.sentence("p7s1").translation["en"]
    assert shown_words(passage(kursk, "p7s1")) == len(["7.1", *said.split()])

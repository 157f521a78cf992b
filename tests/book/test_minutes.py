"""A lesson takes as long as its first line says. `python -m tools.bench minutes` prints both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.minutes import Lesson, agree, lesson, readable, shown_words, words
from tools.prose import pages
from whosays import Case, passage

# Nobody reads these from beginning to end.
REFERENCE = {"about", "bibliography", "data", "glossary", "guidelines", "results", "ways"}
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


def test_teachers_are_told_the_same_minutes(each: Lesson) -> None:
    assert each.repeated in ({None, each.stated} if each.name == "teachers" else {each.stated})


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

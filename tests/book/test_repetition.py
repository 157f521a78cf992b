"""What the book says often stays within its budgets, and no page copies a sentence of another.

The budgets are in `book/repetition.yml`; `tools/repetition.py` counts.
"""

from __future__ import annotations

import pytest

from tools.repetition import Budget, book, over, paragraphs, read, repeated_runs, unused

FILE = read()


@pytest.mark.parametrize("name", FILE.budgets)
def test_a_budget_is_kept(name: str) -> None:
    assert over({name: FILE.budgets[name]}, book()) == []


def test_every_budget_is_of_something_that_is_said() -> None:
    assert unused(FILE.budgets, book()) == []


def test_no_two_pages_share_a_run_of_words() -> None:
    assert repeated_runs(book(), FILE.formulas) == []


# --- that a repetition is found ---------------------------------------------------------------

PAIR = Budget(pattern="12,000.*3,000", on_a_page=1, home={"first": 2}, in_all=3)
AGAIN = "About 12,000, and 3,000."


def test_a_page_may_say_it_once_and_its_home_more_often() -> None:
    assert over({"pair": PAIR}, {"first": [AGAIN, AGAIN], "second": [AGAIN]}) == []
    (problem,) = over({"pair": PAIR}, {"first": [AGAIN], "second": [AGAIN, AGAIN]})
    assert problem.startswith("pair: 2 times on second, at most 1: “About 12,000")


def test_all_pages_together_have_a_budget() -> None:
    pages = {name: [AGAIN] for name in ("first", "second", "third", "fourth")}
    (problem,) = over({"pair": PAIR}, pages)
    assert problem == "pair: 4 times in all, at most 3: first 1, second 1, third 1, fourth 1"


def test_one_paragraph_counts_once_and_two_paragraphs_are_not_one() -> None:
    assert over({"pair": PAIR}, {"second": [f"{AGAIN} {AGAIN}"]}) == []
    assert over({"pair": PAIR}, {"second": ["12,000.", "3,000.", AGAIN]}) == []


def test_a_budget_of_nothing_is_named() -> None:
    assert unused({"pair": PAIR}, {"second": ["Nothing."]}) == [
        "pair: nothing in the book is like “12,000.*3,000”",
        "pair: there is no page first",
    ]


RUN = "a city does not fear and a country does not report anything to anybody"


def test_a_sentence_that_two_pages_share_is_named_once() -> None:
    pages = {"first": [f"Well, {RUN}."], "second": [RUN.upper()]}
    (problem,) = repeated_runs(pages)
    assert problem == "first, second: “a city does not fear and a country does not …”"
    assert repeated_runs(pages, [RUN]) == []
    assert repeated_runs({"first": [RUN], "second": ["a city does not fear"]}) == []


def test_numbers_do_not_hide_a_sentence_that_is_repeated() -> None:
    pages = {n: [f"on {n} October the service counted {n} soldiers more than before"] for n in "34"}
    assert len(repeated_runs(pages)) == 1


def test_paragraphs_are_prose_without_what_is_alike_everywhere() -> None:
    text = """# A title

*About 3 minutes to read.*

One *paragraph*
in two lines.

- An item
- Another

```{admonition} For teachers
:class: dropdown
Not read.
```

## Change something: here

Not read either.
"""
    assert paragraphs(text) == ["A title", "One paragraph in two lines.", "- An item", "- Another"]

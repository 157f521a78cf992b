"""CSV for forms: read back by Python's reader, every question with its answers, key and reasons."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given

from tests.export.questions import collected, items, squeezed, texts_of, whole
from tests.made_cases import unhurried
from tests.samples import ITEMS
from whosays import Case
from whosays.export.collection import Collection
from whosays.export.forms import write


def rows(collection: Collection) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write(collection).decode("utf-8-sig"), newline="")))


def by_question(collection: Collection) -> dict[str, str]:
    """All cells of a question as one text."""
    found: dict[str, str] = {}
    for row in rows(collection):
        name = row["ID"].partition("/")[0]
        found[name] = f"{found.get(name, '')} {' '.join(row.values())}"
    return {name: squeezed(text) for name, text in found.items()}


def lost(collection: Collection) -> list[str]:
    texts = by_question(collection)
    assert set(texts) == {question.id for question in collection.questions}
    return [
        each for q in collection.questions for each in texts_of(q.made) if each not in texts[q.id]
    ]


def test_no_text_of_the_book_is_lost(kursk: Case) -> None:
    assert lost(whole(kursk)) == []


@unhurried(25)
@given(items())
def test_no_text_is_lost_whatever_it_looks_like(made: list[dict[str, Any]]) -> None:
    assert lost(collected(made)) == []


def test_a_row_has_answers_with_letters_and_the_key() -> None:
    found = {row["ID"]: row for row in rows(collected(ITEMS))}
    single = found["sample-single"]
    assert (single["A"], single["B"], single["Key"]) == ("Option a", "Option b", "B")
    assert single["Reasons"].startswith("A: Feedback to a. Look at “hingegen”.\nB: Feedback to b.")
    assert found["sample-multiple"]["Key"] == "A, C"
    assert (found["sample-mark"]["A"], found["sample-mark"]["Key"]) == ("“seien”", "A, B")
    order = found["sample-order"]
    right = [order[letter] for letter in order["Key"].split(", ")]
    assert right == ["Step first", "Step second", "Step third"]
    assert found["sample-estimate"]["Key"] == "12,000 boats"


def test_statements_and_pairs_are_a_row_each() -> None:
    found = {row["ID"]: row for row in rows(collected(ITEMS))}
    second = found["sample-classify/2"]
    assert second["Question"] == "A question of the type classify?\nIt rained."
    assert (second["A"], second["B"], second["Key"]) == ("Said", "Done", "B")
    assert second["Reasons"] == "A: Nobody says it.\nB: Yes, bare."
    pair = found["sample-match/1"]
    assert (pair[pair["Key"]], pair["Reasons"]) == ("The office", "laut Amt")

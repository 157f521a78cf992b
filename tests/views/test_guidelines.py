"""The guidelines cover every value, and their examples carry the value they stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from whosays import Case
from whosays.case.vocabulary import VOCABULARIES
from whosays.views.guidelines import Guideline, GuidelineTable, guidelines

LINES = [(field, line) for field, lines in guidelines("en").items() for line in lines]


def values_in_gold(case: Case, field: str, entry: str) -> set[str]:
    """The values that an entry of the gold annotation has in the field of a vocabulary."""
    found = next(each for each in entries(case, field) if each.id == entry)
    if field in {"bound", "counted"}:
        return {getattr(found.quantity, field)}
    if field == "factuality":
        return {stance.value for stance in found.factuality}
    return {getattr(found, "type" if field == "relation" else field)}


def entries(case: Case, field: str) -> list[Any]:
    """The entries that have this field."""
    annotation = case.annotation
    lists: dict[str, list[Any]] = {
        "kind": annotation.sources,
        "naming": annotation.sources,
        "stake": annotation.sources,
        "function": annotation.author_voice,
        "relation": annotation.relations,
        "made_by": annotation.relations,
        "type": annotation.claims,
        "factuality": annotation.claims,
        "checkable": annotation.claims,
        "bound": [c for c in annotation.claims if c.quantity],
        "counted": [c for c in annotation.claims if c.quantity],
    }
    return lists.get(field, annotation.attributions)


def used_in_gold(case: Case, field: str) -> set[str]:
    found = {value for e in entries(case, field) for value in values_in_gold(case, field, e.id)}
    return {value for value in found if value}


@pytest.mark.parametrize(("field", "line"), LINES, ids=lambda x: getattr(x, "value", x))
def test_every_value_has_a_test_and_its_example_carries_it(
    kursk: Case, field: str, line: Guideline
) -> None:
    assert line.test.endswith(("?", ".", "one."))
    example = kursk.examples.of(field, line.value)
    assert example is None or line.value in values_in_gold(kursk, field, example)


@pytest.mark.parametrize("field", [*VOCABULARIES, "counted"])
def test_a_value_that_the_article_has_is_shown_with_an_example(kursk: Case, field: str) -> None:
    used = used_in_gold(kursk, field)
    assert {value for value in used if kursk.examples.of(field, value) is None} == set()


@pytest.mark.parametrize("field", VOCABULARIES)
def test_every_table_shows_every_value(kursk: Case, field: str) -> None:
    html = GuidelineTable(kursk, field)._repr_html_()
    assert all(f"<code>{value}</code>" in html for value in VOCABULARIES[field])


def test_readers_of_german_get_every_test_and_example_in_german() -> None:
    german = {(f, line.value): line for f, lines in guidelines("de").items() for line in lines}
    for field, line in LINES:
        own = german[field, line.value]
        assert own.test.endswith(("?", "."))
        assert own.test.count("?") >= 1
        assert own.test != line.test
        assert "]{de}" not in own.test + own.elsewhere
        assert '"' not in own.test + own.elsewhere
        assert not {*own.test.split(), *own.elsewhere.split()} & {"the", "is", "it", "of", "and"}


def test_guidelines_are_in_english_where_nobody_has_written_them_in_a_language(
    kursk: Case,
) -> None:
    assert guidelines("fr") == guidelines("en")
    assert "Test" in GuidelineTable(replace(kursk, lang="fr"), "mood")._repr_html_()

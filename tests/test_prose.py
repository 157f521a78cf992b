"""The prose: short sentences, German marked as German, numbers that stand in the data."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import KURSK, ROOT
from tests.prose import pages, prose, sentences
from whosays import Case, read_case, tables
from whosays.tables import TABLES

MAX_WORDS = 35
PAGES = pages()

_GERMAN = re.compile(r"<(\w+)[^>]*\blang=\"de\"[^>]*>.*?</\1>", re.DOTALL)
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,-])\d{3,}(?![\w,])")


_ALSO_ENGLISH = {
    "fall",
    "telegram",
    "winter",
    "august",
    "initiative",
    "land",
    "warm",
    "wing",
    "form",
}


@cache
def german_only() -> set[str]:
    """Words of the article that are no words of its translation: what must be marked as German."""
    case = read_case(KURSK)
    translated = " ".join(s.translation["en"] for s in case.sentences.values()).lower()
    text = case.text.removeprefix(case.article.preamble).lower()
    return (
        set(re.findall(r"[^\W\d_]{4,}", text)) - set(re.findall(r"\w+", translated)) - _ALSO_ENGLISH
    )


@cache
def known_numbers() -> set[str]:
    """Every number that stands in the data, as it would be printed."""
    case: Case = read_case(KURSK)
    found: set[str] = set()
    for table in TABLES.values():
        for value in table(case, "en").to_numpy().ravel():
            if isinstance(value, float) and not math.isnan(value):
                found |= {f"{value:,.0f}", f"{value:.0f}"}
            found |= set(re.findall(r"\d[\d,.]*\d|\d", str(value)))
    for extra in (KURSK / "article.yml", ROOT / "references.bib", ROOT / "CITATION.cff"):
        found |= set(re.findall(r"\d[\d,]*\d", extra.read_text(encoding="utf-8")))
    found |= {f"{len(tables.sentences(case))}", f"{len(case.text):,}"}
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_sentence_is_longer_than_readers_can_hold(page: Path) -> None:
    long = [s for s in sentences(prose(page)) if len(s.split()) > MAX_WORDS]
    assert not long


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_german_words_are_marked_as_german(page: Path) -> None:
    unmarked = _GERMAN.sub(" ", re.sub(r"\]\([^)]*\)", " ", prose(page)))
    words = {word.lower() for word in re.findall(r"[^\W\d_]{4,}", unmarked)}
    assert not words & german_only()


# Numbers that are no facts about the case: pixels, years of the book, measures of the tests.
_OWN = {"100", "320", "2026", "000"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_number_in_prose_stands_in_the_data(page: Path) -> None:
    text = re.sub(r"\]\([^)]*\)|https?://\S+", " ", prose(page))
    numbers = set(_NUMBER.findall(text)) - _OWN
    assert not numbers - known_numbers()


@pytest.mark.parametrize("bank", sorted(read_case(KURSK).quizzes))
def test_every_option_has_feedback_and_every_item_an_aim(kursk: Case, bank: str) -> None:
    for item in kursk.quizzes[bank].items:
        assert item.aim
        for option in getattr(item, "options", []):
            assert option.feedback["en"].strip()


def test_notebooks_are_stored_without_outputs() -> None:
    for page in PAGES:
        if page.suffix == ".ipynb":
            for cell in json.loads(page.read_text(encoding="utf-8"))["cells"]:
                assert not cell.get("outputs")
                assert cell.get("execution_count") is None


def test_a_code_cell_is_an_import_and_a_call() -> None:
    for page in PAGES:
        if page.suffix == ".ipynb":
            for cell in json.loads(page.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    lines = [line for line in "".join(cell["source"]).splitlines() if line.strip()]
                    assert len(lines) <= 5, f"{page.name}: {lines}"


def test_every_source_is_cited_and_every_citation_has_its_source() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    cited = {
        key.strip()
        for group in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text)
        for key in group.split(",")
    }
    bibliography = (ROOT / "references.bib").read_text(encoding="utf-8")
    entries = set(re.findall(r"^@\w+\{([^,\s]+),", bibliography, re.MULTILINE))
    assert cited == entries


def test_every_source_says_how_it_was_read() -> None:
    bibliography = (ROOT / "references.bib").read_text(encoding="utf-8")
    for entry in re.split(r"^@", bibliography, flags=re.MULTILINE)[1:]:
        key = entry.split("{", 1)[1].split(",", 1)[0]
        note = re.search(r"note\s*=\s*\{(.+)\}", entry)
        assert note, key
        assert re.search(r"\bread\b", note[1], re.IGNORECASE), key


def test_the_book_has_the_items_it_promises(kursk: Case) -> None:
    items = [item for bank in kursk.quizzes.values() for item in bank.items]
    made_up = [item for item in items if item.passage and item.passage.made_up]
    signals = [item.signal for item in items if getattr(item, "signal", None) is not None]
    assert len(items) >= 120
    assert len(made_up) >= 40
    assert 0.35 <= sum(signals) / len(signals) <= 0.65
    assert {item.type for item in items} == {
        "single", "multiple", "classify", "mark", "match", "order", "estimate", "reflect"
    }  # fmt: skip

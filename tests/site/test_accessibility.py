"""The accessibility statement: what it says, and that it says what tests have found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tools.accessibility import TESTS
from whosays.errors import CaseError
from whosays.site import accessibility
from whosays.site.publisher import publisher_from
from whosays.words.packaged import FOLDER, read_packaged

SCHOOL: dict[str, Any] = {
    "name": "Beispielschule",
    "address": ["Beispielweg 1", "12345 Beispielstadt"],
    "email": "post@beispielschule.example",
}
FOUND: dict[str, Any] = {
    "day": "2026-11-27",
    "axe_core": "4.14.1",
    "browser": "Chromium 1.2.3",
    "pages": ["index.html", "404.html"],
    "checks": [{"test": "test_axe_finds_nothing", "runs": 8, "findings": 0}],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with results and with something to check by hand."""
    (tmp_path / "book").mkdir()
    write(tmp_path, FOUND)
    by_hand = {
        "barriers": [{"en": "No sign language.", "de": "Keine Gebärdensprache."}],
        "by_hand": [
            {"what": {"en": "A screen reader", "de": "Ein Screenreader"}},
            {"what": {"en": "A keyboard", "de": "Eine Tastatur"}, "done": "2026-11-20"},
        ],
    }
    (tmp_path / accessibility.BY_HAND).write_text(yaml.safe_dump(by_hand), encoding="utf-8")
    return tmp_path


def write(book: Path, found: dict[str, Any]) -> None:
    (book / accessibility.RESULTS).write_text(yaml.safe_dump(found), encoding="utf-8")


def said(book: Path, lang: str = "en", **more: Any) -> str:
    publisher = publisher_from({**SCHOOL, **more}) if more else None
    page = accessibility.pages(book, publisher, lang, "A Book")["accessibility"]
    return "\n".join(
        f"{section.lang} {section.title}: {' '.join(section.paragraphs)}"
        for section in page.sections
    )


def test_a_book_that_says_nothing_of_it_has_no_statement(tmp_path: Path) -> None:
    assert accessibility.pages(tmp_path, None, "en", "A Book") == {}


def test_without_results_the_page_says_so(book: Path) -> None:
    (book / accessibility.RESULTS).unlink()
    text = said(book)
    assert "built without results of tests" in text
    assert "compliant" not in text
    assert "A screen reader: not done so far" in text


def test_it_says_what_was_tested_with_what_and_when(book: Path) -> None:
    text = said(book)
    assert "self-assessment of 27 November 2026" in text
    assert "each of the 2 pages in Chromium 1.2.3 and applied axe-core 4.14.1" in text
    assert "rules of axe-core, size of targets included (8 runs, nothing found)" in text
    assert "<strong>partially</strong>" in text
    assert "Selbstbewertung vom 27. November 2026" in text


def test_what_was_found_is_said(book: Path) -> None:
    write(book, {**FOUND, "checks": [{**FOUND["checks"][0], "findings": 3}]})
    text = said(book)
    assert "(8 runs, something found in 3)" in text
    assert "Programs found something against it" in text
    assert "Programs found nothing" not in text


def test_what_people_have_to_check_is_listed_done_or_not(book: Path) -> None:
    text = said(book)
    assert "A screen reader: not done so far" in text
    assert "A keyboard: done on 20 November 2026" in text
    assert "Ein Screenreader: bisher nicht geschehen" in text


def test_it_is_there_in_the_books_language_and_in_german(book: Path) -> None:
    assert "de Erklärung zur Barrierefreiheit: Worum es geht" in said(book)
    assert said(book, "de").count("Worum es geht") == 1


def test_nobody_is_said_to_answer_where_nobody_is_named(book: Path) -> None:
    text = said(book)
    assert "Nobody has put a name to this copy" in text
    assert "If no answer helps" not in text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"public_body": True}, "arbitration service under section 16"),
        ({"public_body": False}, "not named as a public body"),
        ({"accessibility_body": "An office, a street"}, "is: An office, a street"),
    ],
)
def test_who_helps_depends_on_who_publishes(book: Path, more: dict[str, Any], words: str) -> None:
    text = said(book, **more)
    assert words in text
    assert "Beispielschule<br>Beispielweg 1" in text


def test_what_is_named_is_text_and_no_html(book: Path) -> None:
    assert "<script>" not in said(book, name="<script>x</script>")


def test_a_result_that_does_not_fit_is_refused_with_its_place(book: Path) -> None:
    write(book, {**FOUND, "checks": [{"test": "x", "runs": 0, "findings": 0}]})
    with pytest.raises(CaseError, match=r"accessibility-results\.yml"):
        said(book)


def test_every_check_has_its_words_and_no_words_have_no_check() -> None:
    assert set(TESTS) == set(read_packaged(FOLDER / "accessibility.yml")["checks"])


def test_what_people_check_in_the_book_is_said_in_both_languages() -> None:
    by_hand = accessibility.read_by_hand(ROOT)
    texts = [*by_hand.barriers, *(task.what for task in by_hand.by_hand)]
    assert len(texts) > 5
    assert all(set(text) == {"en", "de"} for text in texts)

"""The prose: short sentences, German marked as German, numbers that stand in the data."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SEEDS, case_in
from tools.minutes import shown_on
from tools.plans import WORDS_A_MINUTE
from tools.prose import cells_of, code_of, page_named, pages, prose, prose_of, sentences, source
from whosays import Case, tables
from whosays.tables.frames import TABLES
from whosays.widgets.quiz import Quiz

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
    """Words of an article that are no words of a translation: what must be marked as German."""
    text, translated = "", ""
    for case in map(case_in, SEEDS):
        translated += " ".join(s.translation["en"] for s in case.sentences.values()).lower()
        text += case.text.removeprefix(case.article.preamble).lower()
    return (
        set(re.findall(r"[^\W\d_]{4,}", text)) - set(re.findall(r"\w+", translated)) - _ALSO_ENGLISH
    )


@cache
def known_numbers() -> set[str]:
    """Every number that stands in the data, as it would be printed."""
    found: set[str] = set()
    for case in map(case_in, SEEDS):
        for table in TABLES.values():
            for value in table(case).to_numpy().ravel():
                if isinstance(value, float) and not math.isnan(value):
                    found |= {f"{value:,.0f}", f"{value:.0f}"}
                found |= set(re.findall(r"\d[\d,.]*\d|\d", str(value)))
        found |= {f"{len(tables.sentences(case))}", f"{len(case.text):,}"}
    articles = [folder / "article.yml" for folder in SEEDS]
    for extra in (*articles, ROOT / "references.bib", ROOT / "CITATION.cff"):
        found |= set(re.findall(r"\d[\d,]*\d", extra.read_text(encoding="utf-8")))
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


# No facts about the case: pixels, years of the book, measures of the tests and of plans.
_OWN = {"100", "320", "2026", "000", str(WORDS_A_MINUTE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_number_in_prose_stands_in_the_data(page: Path) -> None:
    text = re.sub(r"\]\([^)]*\)|https?://\S+", " ", prose(page))
    numbers = set(_NUMBER.findall(text)) - _OWN
    assert not numbers - known_numbers()


def test_about_names_the_browsers_that_the_host_is_written_for() -> None:
    host = (ROOT / "src/whosays/site/static/host.js").read_text(encoding="utf-8")
    needed = re.search(r"Chrome and Edge ([\d.]+), Firefox ([\d.]+), Safari ([\d.]+)\.", host)
    assert needed
    about = source(ROOT / "book/en/about.md")
    chrome, firefox, safari = needed.groups()
    assert f"Chrome and Edge from version {chrome}," in about
    assert f"Firefox from {firefox}," in about
    assert f"Safari from {safari}." in about


def test_about_names_the_days_on_which_outlets_were_read(kursk: Case) -> None:
    days = {entry.read_on for entry in (*kursk.estimates, *kursk.coverage)}
    told = re.search(r"read on (\d+) and (\d+) November 2026", source(ROOT / "book/en/about.md"))
    assert told
    assert {str(day) for day in days} == {f"2026-11-{day}" for day in told.groups()}


# --- aims -------------------------------------------------------------------------------------

# Forms and the unseen report have aims of all chapters, and practice pages repeat those of lessons.
_MIXED = {"before", "after", "unseen"}
ALL_BANKS = {name: bank for folder in SEEDS for name, bank in case_in(folder).quizzes.items()}
BANKS = sorted(set(ALL_BANKS) - _MIXED)
_ON_OTHER_PAGES = re.compile(r"practice-|without-war|before|after|unseen")


def aims_on(name: str) -> list[tuple[str, str]]:
    """Aims that the questions of a page have, with their banks, in the order of the banks."""
    shown = questions_in(shown_on(page_named(name)))
    found = []
    for bank in BANKS:
        tested = {item.aim for item in ALL_BANKS[bank].items if item.id in shown}
        found += [(bank, aim) for aim in ALL_BANKS[bank].aims if aim in tested]
    return found


def questions_in(shown: Iterable[Any]) -> list[str]:
    """Ids of the questions in what cells show, one after the other."""
    return [item["id"] for each in shown if isinstance(each, Quiz) for item in each.items]


# Forms and the unseen report have aims of their own kind; other pages ask again.
LESSONS = [
    page.stem
    for page in PAGES
    if "quiz(" in "".join(code_of(page)) and not _ON_OTHER_PAGES.match(page.stem)
]


@pytest.mark.parametrize("bank", BANKS)
def test_every_aim_of_a_bank_has_a_question_in_a_lesson(bank: str) -> None:
    tested = {aim for name in LESSONS for each, aim in aims_on(name) if each == bank}
    assert tested == set(ALL_BANKS[bank].aims)


def test_every_question_is_on_one_page() -> None:
    repeating = {"six-sentences", "without-war"}  # on purpose
    shown = Counter(
        item
        for page in PAGES
        if page.stem not in repeating
        for item in questions_in(shown_on(page))
    )
    every = [item.id for bank in ALL_BANKS.values() for item in bank.items]
    assert len(every) == len(set(every)), "answers are kept by id: no two cases have the same"
    assert set(shown) == set(every)
    assert not {item: pages for item, pages in shown.items() if pages > 1}


@pytest.mark.parametrize("name", LESSONS)
def test_a_page_tells_teachers_the_aims_of_its_questions(name: str) -> None:
    found = re.search(r"\*\*Aims:\*\* (.+)", source(page_named(name)))
    assert found, f"{name} has no line of aims for teachers"
    told = re.sub(r"</?(i|span)[^>]*>", "", found[1])
    aims = dict.fromkeys(ALL_BANKS[bank].aims[aim]["en"] for bank, aim in aims_on(name))
    assert told == " ".join(re.sub(r"\[([^]]+)\]\{de\}", r"\1", aim) for aim in aims)


def test_the_parallel_forms_have_the_same_aims_in_the_same_order(kursk: Case) -> None:
    before, after = (kursk.quizzes[name] for name in ("before", "after"))
    assert before.aims == after.aims
    assert [(i.type, i.aim, getattr(i, "signal", None)) for i in before.items] == [
        (i.type, i.aim, getattr(i, "signal", None)) for i in after.items
    ]


def test_teachers_can_count_a_form_as_they_are_told(kursk: Case) -> None:
    text = source(page_named("after"))
    told = re.search(r"questions (.+) are on a passage with a problem, (.+) on a sound one", text)
    assert told
    problems, sound = ([int(n) for n in re.findall(r"\d+", numbers)] for numbers in told.groups())
    for name in ("before", "after"):
        asked = {n: getattr(i, "signal", None) for n, i in enumerate(kursk.quizzes[name].items, 1)}
        assert [n for n, signal in asked.items() if signal is True] == problems
        assert [n for n, signal in asked.items() if signal is False] == sound
        assert (len(problems), len(sound), len(asked)) == (3, 3, 10)  # the numbers in words
        for item in kursk.quizzes[name].items:
            if getattr(item, "signal", None) is not None:
                options = getattr(item, "options", [])
                assert all(o.text["en"].startswith("Yes") == o.says_signal for o in options)
    assert len(kursk.quizzes["unseen"].items) == 8


def test_teachers_get_the_key_of_every_page_with_questions() -> None:
    asking = [page.stem for page in PAGES if questions_in(shown_on(page))]
    linked_keys = re.findall(r'href="([a-z-]+)\.html\?key"', source(page_named("teachers")))
    assert sorted(linked_keys) == sorted(asking)


# --- pictures and terms -----------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_picture_has_an_alternative_text(page: Path) -> None:
    text = source(page)
    assert not re.findall(r"!\[\s*\]\(", text)
    for picture in re.findall(r"[`:]{3,}\{(?:image|figure)\}.*?(?=[`:]{3})", text, re.DOTALL):
        assert ":alt:" in picture
    for tag in re.findall(r"<img[^>]*>", text):
        assert re.search(r"alt=\"[^\"]", tag)


GLOSSARY = (ROOT / "book" / "en" / "glossary.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^([^\s:`(#].*)\n(?=  \S)", GLOSSARY.split("{glossary}")[1], re.MULTILINE)
# These explain terms themselves, or use them for something else ("source", "content" of a server).
REFERENCE = {"glossary", "bibliography", "about", "copy", "guidelines", "data", "run"}
CHAPTERS = [page for page in PAGES if page.stem not in REFERENCE]


def linked(text: str) -> set[str]:
    """Terms of the glossary that a text links, in lower case."""
    found = re.findall(r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`", text)
    return {term.lower() for term in found}


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_a_chapter_links_the_terms_it_uses(page: Path) -> None:
    text = source(page).split("```{admonition} For teachers")[0]
    plain = re.sub(r"^(#|\*).*$|\]\([^)]*\)|<[^>]+>", "", prose_of(text), flags=re.MULTILINE)
    used = {t for t in TERMS if re.search(rf"\b{re.escape(t)}\b", plain, re.IGNORECASE)}
    assert {term.lower() for term in used} <= linked(text)


def test_the_glossary_explains_what_readers_meet() -> None:
    """In the prose, in a question or on the label of a widget."""
    texts = [*(source(page) for page in PAGES if page.stem != "glossary")]
    texts += [bank.model_dump_json() for bank in ALL_BANKS.values()]
    texts.append((ROOT / "src/whosays/words/interface.yml").read_text(encoding="utf-8"))
    met = " ".join(texts).lower()
    assert [term for term in TERMS if term.lower() not in met] == []


# --- questions --------------------------------------------------------------------------------


@pytest.mark.parametrize("bank", sorted(ALL_BANKS))
def test_every_option_has_feedback(bank: str) -> None:
    for item in ALL_BANKS[bank].items:
        for option in getattr(item, "options", []):
            assert option.feedback["en"].strip()


def test_notebooks_are_stored_without_outputs() -> None:
    for page in PAGES:
        if page.suffix == ".ipynb":
            for cell in cells_of(page):
                assert not cell.get("outputs")
                assert cell.get("execution_count") is None


def test_a_code_cell_is_an_import_and_a_call() -> None:
    for page in PAGES:
        if page.suffix == ".ipynb":
            for cell in cells_of(page):
                if cell["cell_type"] == "code":
                    source = "".join(cell["source"])
                    lines = [line for line in source.splitlines() if line and line[0] != "#"]
                    assert len(lines) <= 5, f"{page.name}: {lines}"


NOTEBOOKS = [page for page in PAGES if page.suffix == ".ipynb"]

WIDTH = 60
"""Characters of a line of code, so that none is cut at 1280 px, where 68 have room. On a phone of
390 px 39 have: there a longer line goes on in the next."""


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_line_of_code_is_seen_whole(page: Path) -> None:
    lines = "\n".join(code_of(page)).splitlines()
    assert [line for line in lines if len(line) > WIDTH] == []


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_lesson_imports_from_two_places_only(page: Path) -> None:
    found = re.findall(r"^(?:from|import) (whosays[\w.]*)", "\n".join(code_of(page)), re.MULTILINE)
    assert set(found) <= {"whosays", "whosays.widgets"}


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_lessons_code_has_no_text_for_readers(page: Path) -> None:
    """A German lesson differs in one line of code: what is in quotation marks are names."""
    for code in code_of(page):
        calls = re.sub(r"#.*", "", code)
        told = re.findall(
            r"(?:title|caption|summary)\s*=\s*f?[\"']|f\"|\.rename\(|\[\"en\"\]", calls
        )
        assert not told, code
        assert 'lang="' not in calls, code


def test_every_text_of_a_lesson_is_shown_and_every_set_as_well(cases: list[Case]) -> None:
    code = "\n".join(cell for page in NOTEBOOKS for cell in code_of(page))
    captions = set(re.findall(r"\w\.caption\(\"([a-z0-9.-]+)\"", code))
    cards = re.findall(r"card\(case, \"([a-z0-9-]+)\"\)", code)
    texts = {name for case in cases for name in case.lessons}
    of_cards = {name for name in texts if name.split(".")[0] in cards}
    assert captions | of_cards == texts
    banks = ALL_BANKS.values()
    sets = {f"set-{bank.id}-{part}" for bank in banks for part in bank.sets}
    forms = {f"set-{bank.id}" for bank in banks if bank.form}
    quizzes = [each for page in PAGES for each in shown_on(page) if isinstance(each, Quiz)]
    assert {each.anchor for each in quizzes} - {"", "review"} == sets | forms


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


def test_the_book_has_the_items_it_promises() -> None:
    items = [item for bank in ALL_BANKS.values() for item in bank.items]
    made_up = [item for item in items if item.passage and item.passage.made_up]
    signals = [item.signal for item in items if getattr(item, "signal", None) is not None]
    assert len(items) >= 120
    assert len(made_up) >= 40
    assert 0.35 <= sum(signals) / len(signals) <= 0.65
    assert {item.type for item in items} == {
        "single", "multiple", "classify", "mark", "match", "order", "estimate", "reflect"
    }  # fmt: skip

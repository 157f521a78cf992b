"""From a case to a page: a book with a lesson that a program has made is built, and asks."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.conftest import ASEM, ROOT
from tests.levels import for_german_readers, reduced
from tests.pages import axe_problems
from tests.site.builds import build
from whosays import read_case
from whosays.begin.lesson import lesson
from whosays.begin.questions import generated
from whosays.case.vocabulary import Level

CONFIG = ROOT / "tests/gallery/_config.yml"


def test_a_book_with_a_made_lesson_is_built_and_asks(tmp_path: Path, browser: Browser) -> None:
    book = tmp_path / "book"
    (book / "seeds").mkdir(parents=True)
    case = read_case(for_german_readers(reduced(ASEM, book / "seeds", Level.READING)))
    (book / "lesson.ipynb").write_bytes(lesson(case))
    config = CONFIG.read_text(encoding="utf-8").replace(
        "html_static_path: [scripts]", "language: de"
    )
    (book / "_config.yml").write_text(config, encoding="utf-8")
    (book / "_toc.yml").write_text(
        "format: jb-book\nroot: index\nchapters:\n  - file: lesson\n", encoding="utf-8"
    )
    (book / "index.md").write_text("# A small book\n\nOne lesson.\n", encoding="utf-8")
    built = build(book, tmp_path / "out", "--warningiserror", "--nitpick", "--keep-going")
    assert built.warnings == ()

    bank = generated(case)
    assert bank is not None
    # The author's own sentences have no words to point at.
    item, right = next(
        (item, option)
        for item in bank.items
        if item.id in bank.sets["who"].items
        for option in item.options  # type: ignore[attr-defined]
        if option.correct and option.words
    )
    page = browser.new_page(locale="de-DE")
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{(built.html / 'lesson.html').as_uri()}#q-{item.id}")
    asked = page.locator(f'[data-item="{item.id}"]')
    asked.locator("label").filter(has_text=right.text["de"]).click()
    asked.get_by_role("button", name="Prüfen").click()
    said = asked.get_by_role("status")
    said.get_by_text(right.feedback["de"]).wait_for()
    assert right.words[0].quote in said.inner_text()
    assert problems == []
    assert axe_problems(page) == []  # fetches style sheets, which a folder refuses
    page.close()

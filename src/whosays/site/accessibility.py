"""How far the pages can be used by everybody: the statement, after the German model.

What it claims is what tests have found: ``book/accessibility-results.yml``, which
``python -m tools.accessibility`` writes. What people have to check by hand, and what is not
accessible, stands in ``book/accessibility.yml``; the words in ``words/accessibility.yml``. A book
without results claims nothing; one that has neither file has no such page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Protocol

from markupsafe import Markup
from pydantic import Field

from whosays.case.records import Record
from whosays.site.book_data import read_of_book
from whosays.site.publisher import Publisher
from whosays.site.text_pages import Section, TextPage, listed, with_german
from whosays.words import numbers
from whosays.words.packaged import FOLDER, read_packaged
from whosays.words.said import Localized, Text, filled, said

RESULTS = "book/accessibility-results.yml"
BY_HAND = "book/accessibility.yml"
NAME = "accessibility"

Count = Annotated[int, Field(ge=0)]


class Check(Record):
    """A test: how often it ran, each time on another page or in another situation."""

    test: Text
    runs: Annotated[int, Field(ge=1)]
    findings: Count  # runs in which it found something


class Results(Record):
    """What the tests found, and with what; written by ``python -m tools.accessibility``."""

    day: dt.date
    axe_core: Text  # its version
    browser: Text  # name and version
    pages: Annotated[tuple[Text, ...], Field(min_length=1)]  # paths from the root of the site
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]


class Task(Record):
    """Something that only people can check."""

    what: Localized
    done: dt.date | None = None


class ByHand(Record):
    """``book/accessibility.yml``."""

    barriers: tuple[Localized, ...] = ()
    by_hand: tuple[Task, ...] = ()


def read_results(srcdir: Path) -> Results | None:
    """The results of the book in ``srcdir``; None where there are none.

    Raises CaseError where something in the file does not fit.
    """
    return read_of_book(Results, srcdir, RESULTS)


def read_by_hand(srcdir: Path) -> ByHand:
    """What people check and what is not accessible; nothing where there is no such file."""
    return read_of_book(ByHand, srcdir, BY_HAND) or ByHand()


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_packaged(FOLDER / "accessibility.yml")
    return words


def pages(srcdir: Path, publisher: Publisher | None, lang: str, book: str) -> dict[str, TextPage]:
    """The statement, in the book's language and, where that is another, in German."""
    results, by_hand = read_results(srcdir), read_by_hand(srcdir)
    if results is None and by_hand == ByHand():
        return {}
    statement = _Statement(results, by_hand, publisher, book)
    return {NAME: with_german(statement.words["title"], lang, statement.sections)}


class Line(Protocol):
    """A line of the words in one language, with what is known put in."""

    def __call__(self, key: str, /, **known: str) -> Markup:
        """The line of this name."""


class _Statement:
    """The sections of the statement, in any language."""

    def __init__(
        self, results: Results | None, by_hand: ByHand, publisher: Publisher | None, book: str
    ) -> None:
        self.results, self.by_hand, self.publisher = results, by_hand, publisher
        self.book = book
        self.words = _words()

    def sections(self, lang: str) -> Iterator[Section]:
        def titled(name: str, *paragraphs: Markup) -> Section:
            return Section(said(self.words[name], lang), paragraphs, lang)

        def line(key: str, /, **known: str) -> Markup:
            return _strong(filled(said(self.words[key], lang), known))

        named = self.publisher
        scope = line("scope_named", name=named.name, book=self.book) if named else None
        yield titled("scope", scope or line("scope_nobody", book=self.book), line("scope_law"))
        results = self.results
        if results is None:
            yield titled("status", line("status_unknown"))
        else:
            found = any(check.findings for check in results.checks)
            yield titled("status", line("status_found" if found else "status_partly"))
        yield titled("barriers", listed(said(each, lang) for each in self.by_hand.barriers))
        if results is not None:
            how = line(
                "assessed_how",
                day=numbers.day(results.day, lang),
                pages=numbers.number(len(results.pages), lang),
                browser=results.browser,
                axe=results.axe_core,
            )
            yield titled("assessed", how, listed(self._checked(results, lang)))
        yield titled("by_hand", line("by_hand_what"), listed(self._tasks(lang)))
        yield titled("contact", *self._contact(line))
        if named:
            yield titled("enforcement", self._enforcement(line, named))

    def _checked(self, results: Results, lang: str) -> Iterator[str]:
        for check in results.checks:
            name = "assessed_found" if check.findings else "assessed_nothing"
            counts = {"runs": check.runs, "findings": check.findings}
            outcome = filled(
                said(self.words[name], lang),
                {each: numbers.number(count, lang) for each, count in counts.items()},
            )
            yield f"{said(self.words['checks'][check.test], lang)} ({outcome})"

    def _tasks(self, lang: str) -> Iterator[str]:
        for task in self.by_hand.by_hand:
            day = {"day": numbers.day(task.done, lang)} if task.done else {}
            state = said(self.words["by_hand_done" if task.done else "by_hand_open"], lang)
            yield f"{said(task.what, lang)}: {filled(state, day)}"

    def _contact(self, line: Line) -> tuple[Markup, ...]:
        named = self.publisher
        if named is None:
            return (line("contact_nobody"),)
        reached = [named.name, *named.address, *filter(None, (named.phone,)), named.email]
        return (line("contact_named"), Markup("<br>").join(reached))

    def _enforcement(self, line: Line, named: Publisher) -> Markup:
        if named.accessibility_body:
            return line("enforcement_body", accessibility_body=named.accessibility_body)
        return line("enforcement_public" if named.public_body else "enforcement_none")


def _strong(text: str) -> Markup:
    """HTML of a text: ``**words**`` are strong, all else is plain."""
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(part) if index % 2 else Markup.escape(part)
        for index, part in enumerate(parts)
    )

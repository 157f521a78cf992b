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
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any

from markupsafe import Markup
from pydantic import Field

from whosays.case.records import Record
from whosays.site.book_data import read_of_book
from whosays.site.publisher import Publisher
from whosays.site.text_pages import Section, TextPage, listed, with_german
from whosays.words import Words
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
    statement = partial(_Statement, results, by_hand, publisher, book)
    return {NAME: with_german(_words()["title"], lang, lambda each: statement(each).sections())}


@dataclass(frozen=True)
class _Statement:
    """The statement in one language."""

    results: Results | None
    by_hand: ByHand
    publisher: Publisher | None
    book: str
    lang: str

    def sections(self) -> Iterator[Section]:
        """All of it, under its headings."""
        results, named, line = self.results, self.publisher, self._line
        scope = line("scope_named", name=named.name, book=self.book) if named else None
        yield self._under("scope", scope or line("scope_nobody", book=self.book), line("scope_law"))
        if results is None:
            yield self._under("status", line("status_unknown"))
        else:
            found = any(check.findings for check in results.checks)
            yield self._under("status", line("status_found" if found else "status_partly"))
        barriers = (said(each, self.lang) for each in self.by_hand.barriers)
        yield self._under("barriers", listed(barriers))
        if results is not None:
            how = line(
                "assessed_how",
                day=Words(self.lang).day(results.day),
                pages=Words(self.lang).number(len(results.pages)),
                browser=results.browser,
                axe=results.axe_core,
            )
            yield self._under("assessed", how, listed(map(self._checked, results.checks)))
        tasks = listed(map(self._task, self.by_hand.by_hand))
        yield self._under("by_hand", line("by_hand_what"), tasks)
        yield self._under("contact", *self._contact())
        if named:
            yield self._under("enforcement", self._enforcement(named))

    def _under(self, heading: str, *paragraphs: Markup) -> Section:
        return Section(self._said(heading), paragraphs, self.lang)

    def _said(self, key: str, **known: str) -> str:
        """A line of the words, with what is known put in."""
        return filled(said(_words()[key], self.lang), known)

    def _line(self, key: str, **known: str) -> Markup:
        return _strong(self._said(key, **known))

    def _checked(self, check: Check) -> str:
        outcome = self._said(
            "assessed_found" if check.findings else "assessed_nothing",
            runs=Words(self.lang).number(check.runs),
            findings=Words(self.lang).number(check.findings),
        )
        return f"{said(_words()['checks'][check.test], self.lang)} ({outcome})"

    def _task(self, task: Task) -> str:
        day = {"day": Words(self.lang).day(task.done)} if task.done else {}
        state = self._said("by_hand_done" if task.done else "by_hand_open", **day)
        return f"{said(task.what, self.lang)}: {state}"

    def _contact(self) -> tuple[Markup, ...]:
        named = self.publisher
        if named is None:
            return (self._line("contact_nobody"),)
        reached = [named.name, *named.address, *filter(None, (named.phone,)), named.email]
        return (self._line("contact_named"), Markup("<br>").join(reached))

    def _enforcement(self, named: Publisher) -> Markup:
        if body := named.accessibility_body:
            return self._line("enforcement_body", accessibility_body=body)
        return self._line("enforcement_public" if named.public_body else "enforcement_none")


def _strong(text: str) -> Markup:
    """HTML of a text: ``**words**`` are strong, all else is plain."""
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(part) if index % 2 else Markup.escape(part)
        for index, part in enumerate(parts)
    )

"""How often the book says what it says often, against the budgets of ``book/repetition.yml``.

``python -m tools.repetition`` prints what is over its budget, and what two pages share.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import Field

from tools.contents import all_pages
from tools.discoveries import plain
from tools.minutes import CHANGE, readable
from tools.prose import ROOT, page_named, source
from whosays.case.records import Record

FILE = ROOT / "book" / "repetition.yml"
RUN = 10
"""From how many words on a run is a repetition, whatever it says."""

_LOOKED_UP = {
    *("glossary", "bibliography", "data", "guidelines", "about"),
    *("teachers", "near-the-war", "notice", "notice-de", "curricula", "evidence"),
}
"""Reference, and pages for teachers."""


class Budget(Record):
    """In how many paragraphs a pattern may be: of one page, of its home pages, and of them all."""

    pattern: str
    on_a_page: int
    home: dict[str, int] = Field(default_factory=dict)
    in_all: int


class Repetition(Record):
    """The file: budgets by name, and runs of words that may be on several pages."""

    budgets: dict[str, Budget]
    formulas: list[str]


def read(path: Path = FILE) -> Repetition:
    """The file, checked."""
    return Repetition.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


Pages = Mapping[str, Sequence[str]]
"""Paragraphs of prose by page."""


def book() -> dict[str, list[str]]:
    """Every page that is read, and not looked up."""
    return {
        name: paragraphs(source(page_named(name))) for name in all_pages() if name not in _LOOKED_UP
    }


def paragraphs(text: str) -> list[str]:
    """Paragraphs of Markdown as they are read; list items are paragraphs of their own.

    The first line of a page, with its minutes, is alike everywhere and left out.
    """
    parts = re.split(
        r"\n\s*\n|\n(?=\s*(?:[-*|>]|\d+\.)\s)", readable(text.split(CHANGE, maxsplit=1)[0])
    )
    told = (plain(re.sub(r"^#+ ", "", part)) for part in parts)
    return [each for each in told if each and not re.search(r"\bminutes? to read\b", each)]


def over(budgets: Mapping[str, Budget], pages: Pages) -> list[str]:
    """What is said more often than its budget allows, with the places."""
    found = []
    for name, budget in budgets.items():
        there = {page: _having(budget.pattern, told) for page, told in pages.items()}
        for page, told in there.items():
            if len(told) > (most := budget.home.get(page, budget.on_a_page)):
                places = "; ".join(f"“{each[:60]} …”" for each in told)
                found.append(f"{name}: {len(told)} times on {page}, at most {most}: {places}")
        if (total := sum(map(len, there.values()))) > budget.in_all:
            counted = ", ".join(f"{page} {len(told)}" for page, told in there.items() if told)
            found.append(f"{name}: {total} times in all, at most {budget.in_all}: {counted}")
    return found


def _having(pattern: str, told: Sequence[str]) -> list[str]:
    return [each for each in told if re.search(pattern, each, re.IGNORECASE)]


def unused(budgets: Mapping[str, Budget], pages: Pages) -> list[str]:
    """Budgets whose pattern, or whose home page, is nowhere."""
    found = [
        f"{name}: nothing in the book is like “{budget.pattern}”"
        for name, budget in budgets.items()
        if not any(_having(budget.pattern, told) for told in pages.values())
    ]
    return found + [
        f"{name}: there is no page {page}"
        for name, budget in budgets.items()
        for page in budget.home
        if page not in pages
    ]


def repeated_runs(pages: Pages, formulas: Sequence[str] = ()) -> list[str]:
    """Runs of words that two pages share, each once, with its pages."""
    allowed = [f" {' '.join(_words(formula))} " for formula in formulas]
    where: dict[str, set[str]] = defaultdict(set)
    for page, told in pages.items():
        for paragraph in told:
            said = f" {' '.join(_words(paragraph))} "
            for formula in allowed:
                said = said.replace(formula, " | ")
            for part in said.split("|"):
                for run in _runs(part.split()):
                    where[run].add(page)
    shared = {run: on for run, on in where.items() if len(on) > 1}
    # Of a longer run that is shared, its first words are enough.
    begun = {run.split(" ", 1)[1] for run in shared}
    return [
        f"{', '.join(sorted(on))}: “{run} …”"
        for run, on in shared.items()
        if run.rsplit(" ", 1)[0] not in begun
    ]


def _words(text: str) -> list[str]:
    """Words in lower case; numbers are all one, since a formula may have any."""
    plainly = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return ["n" if word.isdecimal() else word for word in re.findall(r"[\w',]*\w", plainly)]


def _runs(words: Sequence[str]) -> Iterator[str]:
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def main() -> int:
    """Print what is over its budget and what two pages share; exit code 1 where there is some."""
    file, pages = read(), book()
    found = [*over(file.budgets, pages), *repeated_runs(pages, file.formulas)]
    sys.stdout.write("".join(f"{each}\n" for each in found or ["Every budget is kept."]))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())

"""How long a lesson takes, to compare with the minutes that its first line states.

``python -m tools.bench minutes`` prints both, ``tests/book/test_minutes.py`` compares them. Reading
takes **words / 180** minutes, a question **40 seconds**, its passage and feedback included. The
code cells are run for that, so what they show is what counts.

Counted as words: headings and text of the page, what is folded in for readers included; what
passages, the article's reader, the wipe, lists, tables, cards, pictures and dispute boards say in
the reader's language. Not counted: the fold-out for teachers and the section *Change something*,
which most readers never open; targets of links; the other language beside a translation; charts
and what is tried in them; the annotator, whose time a page states by itself; buttons, and what
opens when something is chosen.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, singledispatch
from pathlib import Path
from typing import Any

from tools.cells import run
from tools.prose import cells_of, pages, source
from whosays.pictures.drawing import Picture
from whosays.tables.html import TableView
from whosays.views.guidelines import GuidelineTable
from whosays.views.lists import Listed
from whosays.views.passages import Passage
from whosays.widgets.card import Card
from whosays.widgets.dispute import DisputeBoard
from whosays.widgets.quiz import Quiz
from whosays.widgets.reader import Reader
from whosays.widgets.wipe import Wipe

WORDS_A_MINUTE = 180
SECONDS_A_QUESTION = 40
TOLERANCE = 0.15
"""How far stated minutes may be from those measured, as a share of these."""
ROUNDING = 0.5
"""How far they may be in any case, for they are whole minutes."""

CHANGE = "## Change something"
_TEACHERS = re.compile(r"^```\{admonition\} For teachers$.*?^```$", re.MULTILINE | re.DOTALL)
_SYNTAX = re.compile(r"^(```|:::)\{[\w-]+\}|^(```|:::|:\w+:.*|\([\w-]+\)=)$", re.MULTILINE)
_TIME = re.compile(r"^\*\*Time:\*\* .+", re.MULTILINE)
FIRST_LINE = re.compile(r"^\*.*\bto read\b.*\*$", re.MULTILINE)
# "10 for the six sentences", "10 or more with a text", but no part of what was counted ("2 of them
# for …", "or 5 for …").
_BESIDES = re.compile(
    r"(?<!\bor )\b(\d+) (?:or more )?(?:minutes? )?(?:for|with) (?!the questions)"
)


# --- words ------------------------------------------------------------------------------------


def words(text: str) -> int:
    """Number of words: whatever stands between spaces and has a letter or a digit."""
    return sum(any(sign.isalnum() for sign in part) for part in text.split())


def readable(text: str) -> str:
    """Markdown as it is read: without the teachers' fold-out, syntax and targets of links."""
    text = _TEACHERS.sub("", text)
    text = _SYNTAX.sub("", text)
    text = re.sub(r"\{[\w:]+\}`([^`<]*[^`<\s])\s*(?:<[^`>]*>)?`", r"\1", text)
    return re.sub(r"<[^>]+>", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))


def _of_html(text: str, lang: str = "en") -> int:
    """Words of HTML that are in the reader's language, or in none that is named."""
    own = re.sub(rf'<(\w+)[^>]* lang="(?!{lang}")[^"]*"[^>]*>.*?</\1>', " ", text, flags=re.DOTALL)
    return words(html.unescape(re.sub(r"<[^>]+>", " ", own)))


@singledispatch
def shown_words(_: Any) -> int:
    """Words that what a cell shows gives to read; what is not listed here has none."""
    return 0


@shown_words.register(Passage | Listed | Picture | TableView | GuidelineTable)
def _(shown: Passage | Listed | Picture | TableView | GuidelineTable) -> int:
    return _of_html(shown._repr_html_())


@shown_words.register
def _(shown: Reader) -> int:
    sentences = (each for part in shown.reading["paragraphs"] for each in part["sentences"])
    return sum(words(_flat(sentence["texts"][shown.lang])) for sentence in sentences)


def _flat(parts: list[Any]) -> str:
    """The text of a sentence without the marks in it."""
    return "".join(part if isinstance(part, str) else _flat(part["inside"]) for part in parts)


@shown_words.register
def _(shown: DisputeBoard) -> int:
    return sum(
        words(" ".join([cell["name"], *(text for says in cell["says"] for text in says["texts"])]))
        for question in shown.questions
        for cell in question["cells"]
    )


@shown_words.register
def _(shown: Wipe) -> int:
    # Read twice, with the sources and without.
    said = sum(words(_flat([piece["text"] for piece in each["said"]])) for each in shown.sentences)
    return said + sum(words(each["left"]) for each in shown.sentences)


@shown_words.register
def _(shown: Card) -> int:
    return words(" ".join([shown.title, *shown.lines, shown.behind]))


# --- a page -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Minutes:
    """Minutes of a page; none for questions where it has or states none.

    ``besides`` are those that a page states for what has no words and is no question.
    """

    read: float
    questions: float | None
    besides: float = field(default=0, compare=False)

    @property
    def whole(self) -> float:
        """All minutes together."""
        return self.read + (self.questions or 0) + self.besides


@dataclass(frozen=True)
class Lesson:
    """What a page gives to read and to answer, and what it says about its length."""

    name: str
    words: int
    questions: int
    stated: Minutes
    repeated: Minutes | None
    """What the line *Time* of the fold-out for teachers says, where there is one."""

    @property
    def measured(self) -> Minutes:
        """Minutes by the two rates."""
        asked = self.questions * SECONDS_A_QUESTION / 60 if self.questions else None
        return Minutes(self.words / WORDS_A_MINUTE, asked, self.stated.besides)

    @property
    def agrees(self) -> bool:
        """Whether the first line states what was measured."""
        stated, measured = self.stated, self.measured
        return agree(stated.read, measured.read) and agree(stated.questions, measured.questions)


def agree(stated: float | None, measured: float | None) -> bool:
    """Whether stated minutes are near enough to measured ones."""
    if stated is None or measured is None:
        return stated is measured
    return abs(stated - measured) <= max(TOLERANCE * measured, ROUNDING)


def lesson(page: Path) -> Lesson | None:
    """A page measured; None for one that states no minutes to read."""
    text = source(page)
    first = minutes_of(FIRST_LINE, text)
    if first is None:
        return None
    results = shown_on(page)
    return Lesson(
        name=page.stem,
        words=words(readable(text.split(CHANGE)[0])) + sum(map(shown_words, results)),
        questions=sum(len(each.items) for each in results if isinstance(each, Quiz)),
        stated=first,
        repeated=minutes_of(_TIME, text),
    )


def minutes_of(line: re.Pattern[str], text: str) -> Minutes | None:
    """What a line says: “10 minutes to read, 27 for the questions”."""
    found = line.search(text)
    read = re.search(r"(\d+) minutes? to read", found[0]) if found else None
    if found is None or read is None:
        return None
    asked = re.search(r"(\d+) for the questions", found[0])
    besides = sum(int(minutes) for minutes in _BESIDES.findall(found[0]))
    return Minutes(int(read[1]), int(asked[1]) if asked else None, besides)


@cache
def shown_on(page: Path) -> list[Any]:
    """What each cell of a page shows; run once, whoever asks."""
    return shown(cells_of(page))


def shown(cells: Sequence[dict[str, Any]]) -> list[Any]:
    """What each cell shows, None where it shows nothing; those to change something are not run."""
    names: dict[str, Any] = {}
    return [_shown(cell, names) for cell in cells]


def _shown(cell: dict[str, Any], names: dict[str, Any]) -> Any:
    if cell["cell_type"] != "code" or "change" in cell["metadata"].get("tags", []):
        return None
    return run("".join(cell["source"]), names)


def lessons() -> list[Lesson]:
    """All pages that state minutes."""
    found = (lesson(page) for page in sorted(pages()))
    return [each for each in found if each is not None]

"""A lesson on paper: its questions as they are asked on a sheet, and their key.

What is printed, in whatever format, is written from this and from nothing else. A sheet comes in
two versions with the same questions in the same order. Version A has the letters that the page, the
wall and the class view have; version B has what there is to choose from in another order.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from string import ascii_lowercase
from typing import Any

from markupsafe import Markup

from whosays.case.items.base import letter
from whosays.views.portable import (
    Lesson,
    Question,
    choices,
    is_target,
    marks,
    plain,
    table,
)
from whosays.views.questions import quoted
from whosays.words import Words
from whosays.words.said import inline

VERSIONS = ("A", "B")

_SHUFFLED = {
    "single": "options",
    "multiple": "options",
    "classify": "categories",
    "match": "right",
    "order": "entries",
}
"""By type of question, what stands in another order in another version."""

_SHORT = 40
"""Options with fewer characters stand two in a line."""

_TRIES = 50
"""So often another order is looked for; where all options are right there is none to find."""


@dataclass(frozen=True)
class Run:
    """Words that look alike; ``lang`` is empty where they are in the language of the sheet."""

    text: str
    lang: str = ""
    emphasis: bool = False
    strong: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Excerpt:
    """A passage in one language, below its label."""

    label: str
    text: Text


@dataclass(frozen=True)
class Reason:
    """Why an answer is right, or is not; ``label`` is its letter or other mark."""

    label: str
    text: Text
    right: bool


@dataclass(frozen=True)
class Task:
    """A question as it is printed; what it does not have is empty.

    ``called`` is what the page of the lesson calls it: its set, and its number where the set has
    several.

    ``options`` have letters, ``entries`` a line each to write a letter on, ``boxed`` a box for a
    number; ``unit`` follows a gap for a number, ``lines`` are to write on. ``answer`` is what a
    teacher compares, ``reasons`` the right ones first.
    """

    id: str
    number: int
    called: str
    passage: tuple[Excerpt, ...]
    prompt: Text
    hint: str
    entries: tuple[Text, ...]
    choose: str
    options: tuple[Text, ...]
    boxed: tuple[Text, ...]
    unit: Text | None
    lines: int
    answer: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Sheet:
    """One version of a lesson on paper.

    ``full`` and ``telling`` are ids of questions that are left out: because the sides are full, and
    because one of two would tell the other's answer. ``names`` are what people know them by.
    """

    lesson: str
    title: str
    version: str
    tasks: tuple[Task, ...]
    full: tuple[str, ...]
    telling: tuple[str, ...]
    names: Mapping[str, str]

    def first(self, count: int) -> Sheet:
        """The sheet with so many of its questions; the others are left out, because it is full."""
        left = tuple(task.id for task in self.tasks[count:])
        return replace(self, tasks=self.tasks[:count], full=(*left, *self.full))


def sheets(lesson: Lesson) -> tuple[Sheet, ...]:
    """Every version of the sheet of a lesson, with all of its questions that are :func:`kept`."""
    there = kept(lesson)
    left = tuple(each.id for each in lesson.questions if each not in there)
    names = {each.id: each.name for each in lesson.questions}
    called = dict(_called(lesson))
    made = [arranged(question, VERSIONS) for question in there]
    return tuple(
        Sheet(
            lesson=lesson.name,
            title=lesson.title,
            version=version,
            tasks=tuple(
                task(each[place], n, called[each[place].id]) for n, each in enumerate(made, 1)
            ),
            full=(),
            telling=left,
            names=names,
        )
        for place, version in enumerate(VERSIONS)
    )


def _called(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """What the page calls each question, by its id."""
    t = lesson.questions[0].words.of("classroom")
    for part in lesson.sets:
        for number, name in enumerate(part.questions, 1):
            numbered = t["question_number"].replace("{number}", str(number))
            told = (part.title, numbered if len(part.questions) > 1 else "")
            yield name, ", ".join(filter(None, told))


# --- what gives an answer away ------------------------------------------------------------------


def kept(lesson: Lesson) -> list[Question]:
    """The questions of a lesson that a sheet may have together, in their order.

    A question that would tell the answer of one before it, or be told by it, is left out, and so is
    a guess that others tell.
    """
    there = {question.id for question in lesson.questions}
    found: list[Question] = []
    met: list[_Said] = []
    for question in lesson.questions:
        said = _said_by(question)
        told = any(said.tells(other) or other.tells(said) for other in met)
        if not told and there.isdisjoint(question.told_by):
            found.append(question)
            met.append(said)
    return found


@dataclass(frozen=True)
class _Said:
    """What a question states, and its right answers in words; all without signs and capitals."""

    stated: str
    answers: tuple[str, ...]

    def tells(self, other: _Said) -> bool:
        """Whether this states a right answer to another question, word for word."""
        return any(f" {answer} " in self.stated for answer in other.answers)


def tells(one: Question, other: Question) -> bool:
    """Whether what ``one`` states has the words of a right answer to ``other``."""
    return _said_by(one).tells(_said_by(other))


def _said_by(question: Question) -> _Said:
    told = (_closed_up(text) for text in stated(question))
    return _Said(f" {' | '.join(told)} ", tuple(_answers(question)))


def stated(question: Question) -> Iterator[str]:
    """What a question states, as plain text: its passage, its prompt, and entries to decide on."""
    made, words = question.made, question.words
    if passage := made["passage"]:
        yield from (part["text"] for part in (*passage["text"], *passage["translation"]))
    paper = question.model.paper(made)
    texts = [made["prompt"], *paper.get("lined", ()), *paper.get("boxed", ())]
    yield from (plain(inline(text), words) for text in texts)


def _answers(question: Question) -> Iterator[str]:
    """Right answers in words."""
    if question.kind in ("single", "multiple"):
        for choice in choices(question):
            if choice.right:
                yield _closed_up(plain(choice.text, question.words))
    elif shown := question.made.get("shown"):
        yield _closed_up(shown)


def _closed_up(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


# --- versions -----------------------------------------------------------------------------------


def arranged(question: Question, versions: Sequence[str]) -> list[Question]:
    """The question with what there is to choose from in the order of each version.

    The first version has it as the page has it. The order of the others follows from the question's
    id: none has the letters of one before it, and none has lines to order in their right order.
    """
    field = _SHUFFLED.get(question.kind)
    if field is None:
        return [question] * len(versions)
    count = len(question.made[field])
    taken = {" ".join(map(str, range(1, count + 1)))} if question.kind == "order" else set()
    found = [question]
    taken.add(answer(question))
    for version in versions[1:]:
        made = question
        for attempt in range(_TRIES):
            entries = list(question.made[field])
            seed = f"{question.id}/{version}/{attempt}"
            random.Random(seed).shuffle(entries)  # noqa: S311 (nothing secret)
            made = replace(question, made={**question.made, field: entries})
            if answer(made) not in taken:
                break
        taken.add(answer(made))
        found.append(made)
    return found


def answer(question: Question) -> str:
    """The right answer as a teacher compares it: letters where there are letters."""
    made, words = question.made, question.words
    match question.kind:
        case "single" | "multiple":
            given = enumerate(choices(question))
            return ", ".join(letter(place) for place, choice in given if choice.right)
        case "classify" | "match":
            rows = zip(ascii_lowercase, table(question).rows, strict=False)
            return ", ".join(f"{name} {letter(row.right)}" for name, row in rows)
        case "order":
            return " ".join(str(row.right + 1) for row in table(question).rows)
        case "estimate":
            return _figure(made, words)
        case "mark":
            return _marked(made["targets"], words)
        case _:
            return words.of("sheets")["open"]


def _marked(targets: Sequence[Mapping[str, Any]], words: Words) -> str:
    """What is to be marked, and that one of its words is enough, as on the screen."""
    told = ", ".join(plain(quoted(each), words) for each in targets)
    if all(len(each["positions"]) == 1 for each in targets):
        return told
    enough = "one_word" if len(targets) == 1 else "one_word_each"
    return f"{told} ({words.of('sheets')[enough]})"


def _figure(made: Mapping[str, Any], words: Words) -> str:
    """A number, and from where to where others count as well."""
    if made["low"] == made["high"]:
        return str(made["shown"])
    ends = {name: words.number(made[name], places=6) for name in ("low", "high")}
    return words.of("sheets")["counts"].format(shown=made["shown"], **ends)


# --- a question ---------------------------------------------------------------------------------


def task(question: Question, number: int, called: str) -> Task:
    """A question as it is printed."""
    made, words = question.made, question.words
    t = words.of("quiz")
    paper = question.model.paper(made)
    choose, options = paper.get("lettered", ("", []))
    gap = paper.get("gap")
    return Task(
        id=question.id,
        number=number,
        called=called,
        passage=tuple(_excerpts(question)),
        prompt=runs(inline(made["prompt"]), words),
        hint=t[paper["hint"]] if "hint" in paper else "",
        entries=_said(paper.get("lined", ()), words),
        choose=t[choose] if choose else "",
        options=_said(options, words),
        boxed=_said(paper.get("boxed", ()), words),
        unit=None if gap is None else runs(inline(gap), words),
        lines=paper.get("lines", 0),
        answer=answer(question),
        reasons=tuple(sorted(reasons(question), key=lambda each: not each.right)),
    )


def _said(texts: Iterable[str], words: Words) -> tuple[Text, ...]:
    return tuple(runs(inline(text), words) for text in texts)


def _excerpts(question: Question) -> Iterator[Excerpt]:
    """The passage, and the same in another language where it is given."""
    passage = question.made["passage"]
    if passage is None:
        return
    t = question.words.of("quiz")
    columns = ("text", "translation")
    for column in columns if passage["first"] == "text" else reversed(columns):
        if passage[column]:
            first = column == passage["first"]
            label = t["made_up" if passage["made_up"] else "from_article"]
            text = _running(passage[column], question.words)
            yield Excerpt(label if first else t[passage["second"]], text)


def _running(parts: Sequence[Mapping[str, Any]], words: Words) -> Text:
    """The sentences of a passage as one text."""
    html = Markup(" ").join(
        (Markup("[…] ") if part.get("gap") else Markup("")) + part["text"] for part in parts
    )
    return runs(Markup('<span lang="{}">{}</span>').format(parts[0]["lang"], html), words)


def reasons(question: Question) -> Iterator[Reason]:
    """Why each answer is right or is not, with its mark on the sheet."""
    for label, html, right in _WHY.get(question.kind, _in_writing)(question):
        yield Reason(label, runs(html, question.words), right)


_Why = Iterator[tuple[str, Markup, bool]]


def _of_options(question: Question) -> _Why:
    for place, choice in enumerate(choices(question)):
        yield letter(place), choice.reason, choice.right


def _of_rows(question: Question) -> _Why:
    for name, row in zip(ascii_lowercase, table(question).rows, strict=False):
        said = row.reasons[row.right]
        yield f"{name} {letter(row.right)}", said, True
        for place, other in enumerate(row.reasons):
            if other != said:
                yield f"{name} {letter(place)}", other, False


def _of_steps(question: Question) -> _Why:
    for row in sorted(table(question).rows, key=lambda row: row.right):
        yield str(row.right + 1), row.reasons[row.right], True


def _of_bands(question: Question) -> _Why:
    t = question.words.of("quiz")
    for band in ("close", "too_low", "too_high"):
        yield t[f"band_{band}"], inline(question.made["feedback"][band]), band == "close"


def _of_marks(question: Question) -> _Why:
    made = question.made
    yield "", inline(made["feedback"]), True
    for each in marks(made):
        if each.get("feedback"):
            label = plain(quoted(each), question.words)
            yield label, inline(each["feedback"]), is_target(made, each)
    yield "", inline(made["otherwise"]), False


def _in_writing(question: Question) -> _Why:
    made, t = question.made, question.words.of("quiz")
    yield f"{t['model_answer']}:", inline(made["model_answer"]), True
    yield f"{t['look_for']}:", Markup(" ").join(inline(each) for each in made["look_for"]), True


_WHY: dict[str, Callable[[Question], _Why]] = {
    "single": _of_options,
    "multiple": _of_options,
    "classify": _of_rows,
    "match": _of_rows,
    "order": _of_steps,
    "estimate": _of_bands,
    "mark": _of_marks,
}


# --- marked-up text -----------------------------------------------------------------------------


def runs(html: Markup, words: Words) -> Text:
    """HTML of a text of ours as runs; quoted words get quotation marks."""
    parser = _Runs(words)
    parser.feed(html)
    parser.close()
    return tuple(parser.found)


class _Runs(HTMLParser):
    """Collects the words of a text with their language and emphasis."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.marks = words.of("platforms")["quotation"].split("…")
        self.lang = words.lang
        self.open: list[tuple[str, str]] = []
        self.found: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "q":
            self.handle_data(self.marks[0])
        self.open.append((tag, dict(attrs).get("lang") or ""))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()
        if tag == "q":
            self.handle_data(self.marks[1])

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        lang = next((lang for _, lang in reversed(self.open) if lang), self.lang)
        text = re.sub(r"\s+", " ", data)
        if text:
            lang = "" if lang == self.lang else lang
            self.found.append(Run(text, lang, "em" in tags, "strong" in tags))


def in_two_columns(options: Sequence[Text]) -> bool:
    """Whether options are few words each, so that two have room in a line."""
    return len(options) > 2 and all(len(read(each)) < _SHORT for each in options)  # noqa: PLR2004


def read(text: Text) -> str:
    """Runs as plain text."""
    return "".join(run.text for run in text)

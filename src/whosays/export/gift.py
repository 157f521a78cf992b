"""GIFT, Moodle's format of plain text, which other platforms read as well.

Written for what Moodle's importer reads (``question/format/gift/format.php``). Each text is one
line of HTML. A comment before a question holds its ID number and its tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup

from whosays.export.collection import Collection
from whosays.export.moodle import digits, reach
from whosays.views.portable import Question, as_entities, choices, key, plain, stem, table
from whosays.words.said import inline

LOSSES = {
    "*": ("forms",),
    "multiple": ("shares",),
    "classify": ("reasons_together", "answer_marks"),
    "match": ("reasons_together", "answer_marks"),
    "mark": ("as_options", "shares"),
    "order": ("reasons_together", "as_places"),
}


def write(collection: Collection) -> bytes:
    """The file."""
    lines = [f"// {_line(collection.rights)}", ""]
    for lesson in collection.lessons:
        path = (name.replace("/", "//") for name in (collection.book, lesson.title))
        lines += [f"$CATEGORY: {'/'.join(['$course$/top', *map(_text, path)])}", ""]
        for question in lesson.questions:
            lines += [*_question(question), ""]
    return "\n".join(lines).encode("utf-8")


def _question(question: Question) -> Iterator[str]:
    named = [f"id:{question.id}", *(f"tag:{tag}" for tag in question.tags)]
    yield "// " + " ".join(f"[{each}]" for each in named)
    yield f"::{_text(question.name)}::[html]{_html(stem(question))}{{"
    for line in _TYPES[question.kind](question):
        yield f"\t{line}"
    yield "}"


# --- texts --------------------------------------------------------------------------------------


def _line(text: str) -> str:
    """A text in one line: a line break ends what it stands in, and an empty line the question."""
    return re.sub(r"\s+", " ", text).strip()


def _text(text: str) -> str:
    """Plain text with the signs escaped that mean something."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", _line(text))


def _html(html: Markup) -> str:
    """HTML in which no sign means anything: not every reader knows an escaped backslash."""
    return _text(as_entities(html, "\\%"))


def _general(question: Question) -> str:
    return f"####{_html(key(question))}"


# --- types --------------------------------------------------------------------------------------


def _options(question: Question) -> Iterator[str]:
    given = choices(question)
    right = sum(choice.right for choice in given)
    for choice in given:
        sign = "=" if choice.right else "~"
        if question.kind != "single":
            share = 100 / right if choice.right else -100 / max(len(given) - right, 1)
            sign = f"~%{share:.7g}%"
        reason = f"#{_html(choice.reason)}" if choice.reason else ""
        yield f"{sign}{_html(choice.text)}{reason}"
    if question.kind == "mark":
        yield _general(question)


def _pairs(question: Question) -> Iterator[str]:
    """Entries and their answers; an answer that none has is offered all the same."""
    answers, rows = table(question)
    texts = [_text(plain(answer, question.words)) for answer in answers]
    for row in rows:
        yield f"={_html(row.text)} -> {texts[row.right]}"
    for at in sorted(set(range(len(texts))) - {row.right for row in rows}):
        yield f"= -> {texts[at]}"
    yield _general(question)


def _number(question: Question) -> Iterator[str]:
    item = question.made
    said = {band: _html(inline(text)) for band, text in item["feedback"].items()}
    below = reach(item["low"])
    tolerance = digits(item["high"] - item["answer"])
    yield "#"
    yield f"=%100%{digits(item['answer'])}:{tolerance}#{said['close']}"
    yield f"=%0%{digits(item['low'] - below)}:{digits(below)}#{said['too_low']}"
    yield f"~#{said['too_high']}"
    yield f"####{_html(inline(item['shown']))}"


def _thoughts(question: Question) -> Iterator[str]:
    yield _general(question)


_TYPES: dict[str, Callable[[Question], Iterator[str]]] = {
    "single": _options,
    "multiple": _options,
    "mark": _options,
    "classify": _pairs,
    "match": _pairs,
    "order": _pairs,
    "estimate": _number,
    "reflect": _thoughts,
}

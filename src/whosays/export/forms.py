"""CSV for forms: a row for each question to ask, to copy into whatever a school uses.

Statements to classify and entries to pair are a row each: with their answers they are a question of
their own. Everything is plain text in UTF-8, with the mark by which spreadsheets know it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from whosays.case.items.base import letter
from whosays.export.collection import Collection
from whosays.views.portable import Question, choices, key, passage, plain, prompt, table
from whosays.words import Words

LOSSES = {
    "*": ("forms", "text_marks"),
    "mark": ("as_options",),
    "order": ("as_letters",),
    "classify": ("as_rows",),
    "match": ("as_rows",),
}


def write(collection: Collection) -> bytes:
    """The file."""
    t = collection.words.of("platforms")
    rows = [
        {**row, "lesson": lesson.title, "licence": collection.rights}
        for lesson in collection.lessons
        for question in lesson.questions
        for row in _rows(question)
    ]
    letters = sorted({name for row in rows for name in row if len(name) == 1})
    columns = ["id", "lesson", "aim", "type", "passage", "question", *letters]
    columns += ["key", "reasons", "licence"]
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([name if len(name) == 1 else t[f"column_{name}"] for name in columns])
    lines.writerows([row.get(name, "") for name in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _rows(question: Question) -> Iterator[dict[str, str]]:
    """The rows of a question; columns with a letter for a name are answers to choose from."""
    words, made = question.words, question.made
    common = {
        "aim": question.aim,
        "type": question.kind,
        "passage": plain(passage(question), words),
    }
    asked = plain(prompt(question), words)
    match question.kind:
        case "classify" | "match":
            answers, rows = table(question)
            for place, row in enumerate(rows, 1):
                yield {
                    **common,
                    **_lettered(plain(answer, words) for answer in answers),
                    "id": f"{question.id}/{place}",
                    "question": f"{asked}\n{plain(row.text, words)}",
                    "key": letter(row.right),
                    "reasons": _reasons(dict(enumerate(row.reasons)), words),
                }
            return
        case "single" | "multiple" | "mark":
            given = choices(question)
            answers = tuple(choice.text for choice in given)
            right = ", ".join(letter(at) for at, choice in enumerate(given) if choice.right)
            reasons = _reasons({at: each.reason for at, each in enumerate(given)}, words)
            if question.kind == "mark":
                reasons = plain(key(question), words)
        case "order":
            entries = [entry["id"] for entry in made["entries"]]
            answers = tuple(row.text for row in table(question).rows)
            right = ", ".join(letter(entries.index(name)) for name in made["right"])
            reasons = plain(key(question), words)
        case _:
            answers, right, reasons = (), made.get("shown", ""), plain(key(question), words)
    yield {
        **common,
        **_lettered(plain(answer, words) for answer in answers),
        "id": question.id,
        "question": asked,
        "key": right,
        "reasons": reasons,
    }


def _lettered(texts: Iterable[str]) -> dict[str, str]:
    return {letter(place): text for place, text in enumerate(texts)}


def _reasons(reasons: Mapping[int, Markup], words: Words) -> str:
    """Reasons by the letter of their answer; one that is the same for all stands once."""
    if len(set(reasons.values())) == 1:
        return plain(next(iter(reasons.values())), words)
    return "\n".join(f"{letter(at)}: {plain(each, words)}" for at, each in reasons.items() if each)

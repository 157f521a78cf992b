"""CSV for forms: a row for each question to ask, to copy into whatever a school uses.

Statements to classify and entries to pair are a row each: with their answers they are a question of
their own. Everything is plain text in UTF-8, with the mark by which spreadsheets know it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

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
    asked = plain(prompt(question), words)

    def row(answers: Iterable[Markup], right: str, reasons: str) -> dict[str, str]:
        return {
            "id": question.id,
            "aim": question.aim,
            "type": question.kind,
            "passage": plain(passage(question), words),
            "question": asked,
            **{letter(place): plain(answer, words) for place, answer in enumerate(answers)},
            "key": right,
            "reasons": reasons,
        }

    match question.kind:
        case "classify" | "match":
            answers, rows = table(question)
            for place, each in enumerate(rows, 1):
                yield {
                    **row(answers, letter(each.right), _reasons(each.reasons, words)),
                    "id": f"{question.id}/{place}",
                    "question": f"{asked}\n{plain(each.text, words)}",
                }
        case "single" | "multiple" | "mark":
            given = choices(question)
            right = ", ".join(letter(at) for at, choice in enumerate(given) if choice.right)
            told = plain(key(question), words)
            if question.kind != "mark":
                told = _reasons([choice.reason for choice in given], words)
            yield row([choice.text for choice in given], right, told)
        case "order":
            entries = [entry["id"] for entry in made["entries"]]
            right = ", ".join(letter(entries.index(name)) for name in made["right"])
            steps = [each.text for each in table(question).rows]
            yield row(steps, right, plain(key(question), words))
        case _:
            yield row((), made.get("shown", ""), plain(key(question), words))


def _reasons(reasons: Sequence[Markup], words: Words) -> str:
    """Reasons by the letter of their answer; one that is the same for all stands once."""
    if len(set(reasons)) == 1:
        return plain(reasons[0], words)
    return "\n".join(
        f"{letter(at)}: {plain(each, words)}" for at, each in enumerate(reasons) if each
    )

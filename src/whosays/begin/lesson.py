"""A case as a lesson: a notebook with its text, its questions and its annotation.

The questions follow from the annotation (:mod:`whosays.begin.questions`); the page says so. What it
says otherwise stands in the words of the interface.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whosays.begin.questions import BANK, MORE, generated
from whosays.case.case import Case
from whosays.case.items import Bank
from whosays.errors import Report, WrongValueError
from whosays.words.said import filled

ANNOTATED = 5
"""How many sentences a reader is asked to annotate."""

_WORDS_A_MINUTE, _SECONDS_A_QUESTION = 180, 40
"""As the book counts its minutes (``tools/minutes.py``)."""
_FEWEST = 2
"""Minutes that are said at least: one would need other words."""

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def write(content: bytes, file: Path, *, replace: bool = False) -> bool:
    """Write a lesson into a file; False where there is one that has to stay.

    The folder is made if need be. Raises CaseError where the file cannot be written.
    """
    try:
        if file.exists() and not replace and file.read_bytes() != content:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        problem = f"the lesson cannot be written here ({error.strerror})."
        raise Report(str(file)).refuse(problem, "Name another file with --to.") from error
    return True


def lesson(case: Case) -> bytes:
    """The notebook, without outputs; the same case gives the same bytes.

    Raises WrongValueError where the annotation leaves nothing to ask.
    """
    bank = asked(case)
    cells = [
        {**cell, "id": f"{case.id}-{number:02}"[-64:], "source": text.splitlines(keepends=True)}
        for number, (cell, text) in enumerate(_cells(case, bank), 1)
    ]
    notebook = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def asked(case: Case) -> Bank:
    """The questions of a lesson; WrongValueError where the annotation leaves nothing to ask."""
    bank = generated(case)
    if bank is None:
        raise WrongValueError(
            f"nothing can be asked about {case.id}: its annotation has too few voices, or a"
            " rationale (careful people could differ) beside each entry. Mark more voices."
        )
    return bank


_IMPORTS = """\
from whosays import lists, passage, read_case
from whosays.widgets import annotator, quiz, reader
"""
_TEXT: dict[str, Any] = {"cell_type": "markdown", "metadata": {}}
_CODE: dict[str, Any] = {
    "cell_type": "code",
    "execution_count": None,
    "metadata": {"tags": ["hide-input"]},
    "outputs": [],
}


def _cells(case: Case, bank: Bank) -> Iterator[tuple[dict[str, Any], str]]:
    """Each cell without its source, and the source."""
    t = case.words.of("lesson")
    passage = ", ".join(f'"{number}"' for number in paragraphs(case))
    lang = "" if case.lang == case.article.readers else f', lang="{case.lang}"'
    read = f'case = read_case("{case.id}"{lang})'
    yield _TEXT, _head(case, bank, t)
    yield _CODE, f"{_IMPORTS}\n{read}\npassage(case, {passage})"
    for name in bank.sets:
        if name != MORE:
            yield _TEXT, f"## {t[name]}"
            yield _CODE, _questions(name, t)
    sentences = ", ".join(f'"{name}"' for name in to_annotate(case, bank))
    yield _TEXT, f"## {t['annotate']}"
    yield _CODE, f"annotator(case, paragraphs=[{sentences}])"
    yield _TEXT, f"## {t['whole']}\n\n{t['whole_why']}"
    yield _CODE, f'reader(case, language="{language_shown(case)}")'
    if MORE in bank.sets:
        yield _TEXT, f"## {t[MORE]}"
        yield _CODE, _questions(MORE, t)
    yield _TEXT, f"## {t['credit']}"
    yield _CODE, "lists.credit(case)"
    aims = " ".join((t["teachers_aims"], *map(case.said, bank.aims.values())))
    yield _TEXT, _admonition(t["teachers"], [t["teachers_made"], aims], dropdown=True)


def _questions(name: str, t: dict[str, str]) -> str:
    """A set; that a program has made it stands once, at the top of the page."""
    return f'quiz(case, "{BANK}", "{name}", title="{t["questions"]}")'


def _head(case: Case, bank: Bank, t: dict[str, str]) -> str:
    """Title, aim, what a program has made, and what comes first."""
    return "\n\n".join(
        [
            f"# {_plain(case.said(case.article.title))}",
            aim(case, bank),
            _admonition(t["made"], [t["made_how"]]),
            f"## {t['read']}",
            t["read_why"],
        ]
    )


def aim(case: Case, bank: Bank) -> str:
    """How long the lesson takes, and what somebody can do afterwards."""
    words = sum(len(s.in_language(language_shown(case)).split()) for s in case.sentences.values())
    first = [item for name, part in bank.sets.items() if name != MORE for item in part.items]
    seconds = _SECONDS_A_QUESTION * (len(first) + len(to_annotate(case, bank)))
    # The text stands there twice: to be read, and annotated.
    minutes = {"read": 2 * words / _WORDS_A_MINUTE, "asked": seconds / 60}
    told = {name: str(max(round(number), _FEWEST)) for name, number in minutes.items()}
    return filled(case.words.of("lesson")["aim"], told)


def _admonition(title: str, lines: list[str], *, dropdown: bool = False) -> str:
    how = ":class: dropdown\n" if dropdown else ""
    return f"```{{admonition}} {title}\n{how}" + "\n\n".join(lines) + "\n```"


def _plain(text: str) -> str:
    """A text of the case, in which Markdown finds no markup."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#{}$|" else each for each in text)


def language_shown(case: Case) -> str:
    """The language in which all sentences are there for the reader."""
    there = {sentence.language_for(case.lang) for sentence in case.sentences.values()}
    return there.pop() if len(there) == 1 else case.article.language


def paragraphs(case: Case) -> list[int]:
    """The numbers of its paragraphs, in order."""
    return [*dict.fromkeys(sentence.paragraph for sentence in case.sentences.values())]


def to_annotate(case: Case, bank: Bank) -> list[str]:
    """Sentences to annotate: those that no question has shown, as far as there are enough."""
    asked = {
        name
        for item in bank.items
        if item.passage is not None
        for name in item.passage.sentences or ()
    }
    names = sorted(case.sentences, key=lambda name: name in asked)[:ANNOTATED]
    return [name for name in case.sentences if name in names]

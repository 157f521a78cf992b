"""The questions for other platforms and for paper: a file a format, and what each cannot carry.

A format is a module with ``SUFFIX``, the end of its file's name, ``write(collection)``, its bytes,
and ``LOSSES``: by type of question (``*`` for all, ``confidence`` where the book asks how sure
somebody is, ``signal`` where it counts for telling apart), words of the interface for what the
format does not carry. It is added to ``PLATFORMS``.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import NamedTuple

from whosays.errors import unknown
from whosays.export import anki, docx, forms, gift, key, moodle, qti21, qti30, sheet
from whosays.export.collection import Collection
from whosays.views.portable import Question

PAPER: dict[str, ModuleType] = {"sheet": sheet, "key": key, "docx": docx}
"""Formats to print, which have the article to mark, too."""

PLATFORMS: dict[str, ModuleType] = {
    **PAPER,
    "moodle": moodle,
    "gift": gift,
    "qti21": qti21,
    "qti30": qti30,
    "anki": anki,
    "forms": forms,
}
"""Every format by the name that the command takes."""


_NAMED = 40
"""So many questions that lose something are named one by one; more are only counted."""


class Loss(NamedTuple):
    """What a format does not carry, in words, and the ids of the questions that lose it."""

    words: str
    questions: tuple[str, ...]


def formats_of(chosen: Collection) -> dict[str, ModuleType]:
    """The formats that there are for a collection: without questions it is for paper only."""
    return PLATFORMS if chosen.questions else PAPER


def files(chosen: Collection, formats: Iterable[str] | None = None) -> dict[str, bytes]:
    """The questions in these formats, and a text that says what each file is and does not hold.

    KeyError, with those there are, for another format.
    """
    possible = formats_of(chosen)
    names = list(possible if formats is None else formats)
    for name in names:
        if name not in possible:
            raise unknown("format", name, possible)
    made = {
        f"{chosen.name}{PLATFORMS[name].SUFFIX}": PLATFORMS[name].write(chosen) for name in names
    }
    return {**made, chosen.words.of("platforms")["readme"]: readme(chosen, names)}


def losses(name: str, chosen: Collection) -> list[Loss]:
    """What a format does not carry of these questions."""
    t = chosen.words.of("platforms")
    lost: dict[str, list[str]] = {}
    for question in chosen.questions:
        for what, words in PLATFORMS[name].LOSSES.items():
            if _is(question, what):
                for word in words:
                    lost.setdefault(word, []).append(question.id)
    return [Loss(t[f"lost_{word}"], tuple(ids)) for word, ids in lost.items()]


def _is(question: Question, what: str) -> bool:
    """Whether a question is of a type, or has what ``LOSSES`` names."""
    return (
        what in ("*", question.kind)
        or (what == "signal" and "signal" in question.made)
        or (what == "confidence" and bool(question.made["confidence"]))
    )


def readme(chosen: Collection, names: Iterable[str]) -> bytes:
    """What each file is, how it is taken in, and what it does not hold, as plain text."""
    t = chosen.words.of("platforms")
    count = chosen.words.number(len(chosen.questions))
    lines = [chosen.title, "", t["holds"].format(n=count), ""]
    for name in names:
        lines += [f"{chosen.name}{PLATFORMS[name].SUFFIX}", t[f"how_{name}"], t["lost"]]
        for loss in losses(name, chosen):
            few = len(loss.questions) <= _NAMED
            named = ", ".join(loss.questions) if few else t["lost_of"].format(len(loss.questions))
            lines.append(f"- {loss.words} ({named})")
        lines.append("")
    return ("\n".join([*lines, chosen.rights]) + "\n").encode("utf-8")

"""The questions for other platforms and for paper: a file a format, and what each cannot carry.

A format is a module with ``write(collection)``, which gives its bytes, and ``LOSSES``: by type of
question (``*`` for all), words of the interface for what the format does not carry. It is added to
``PLATFORMS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from whosays.errors import unknown
from whosays.export import anki, docx, forms, gift, moodle, paper, qti, qti21, qti30
from whosays.export.collection import Collection
from whosays.views.portable import Question


class Format(NamedTuple):
    """A format: what writes it, how its file's name ends, and what it does not carry.

    ``laid_out`` are words for what only some questions lose, which laying them out tells.
    """

    write: Callable[[Collection], bytes]
    suffix: str
    losses: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    laid_out: tuple[str, ...] = ()


PAPER = {
    "sheet": Format(paper.sheets_as_pdf, ".sheet.pdf", laid_out=("two_sides",)),
    "key": Format(paper.keys_as_pdf, ".key.pdf", laid_out=("one_side",)),
    "docx": Format(docx.write, ".docx", laid_out=("two_sides", "one_side")),
}
"""Formats to print, which have the article to mark, too."""

PLATFORMS = {
    **PAPER,
    "moodle": Format(moodle.write, ".moodle.xml", moodle.LOSSES),
    "gift": Format(gift.write, ".gift.txt", gift.LOSSES),
    "qti21": Format(qti21.write, ".qti21.zip", qti.LOSSES),
    "qti30": Format(qti30.write, ".qti30.zip", qti.LOSSES),
    "anki": Format(anki.write, ".apkg", anki.LOSSES),
    "forms": Format(forms.write, ".forms.csv", forms.LOSSES),
}
"""Every format by the name that the command takes."""

NOWHERE = {"confidence": ("sure",), "signal": ("telling_apart",)}
"""What none carries where the book asks how sure somebody is, and where it counts telling apart."""

_NAMED = 40
"""So many questions that lose something are named one by one; more are only counted."""


class Loss(NamedTuple):
    """What a format does not carry, in words, and the ids of the questions that lose it.

    There are no ids where they are not asked for.
    """

    words: str
    questions: tuple[str, ...]


def formats_of(chosen: Collection) -> dict[str, Format]:
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
        f"{chosen.name}{PLATFORMS[name].suffix}": PLATFORMS[name].write(chosen) for name in names
    }
    return {**made, chosen.words.of("platforms")["readme"]: readme(chosen, names)}


def losses(name: str, chosen: Collection, *, laid_out: bool = True) -> list[Loss]:
    """What a format does not carry of these questions.

    What only laying them out would tell is named without any unless they are ``laid_out``.
    MissingExtraError where what does that is not installed.
    """
    t = chosen.words.of("platforms")
    _, _, own, of_some = PLATFORMS[name]
    left = paper.left_out(chosen) if of_some and laid_out else {}
    lost = {word: [*left.get(word, ())] for word in of_some if left.get(word) or not laid_out}
    kinds = {"*": (), **NOWHERE, **own}
    for question in chosen.questions:
        for what, words in kinds.items():
            if _is(question, what):
                for word in words:
                    lost.setdefault(word, []).append(question.id)
    return [Loss(t[f"lost_{word}"], tuple(ids)) for word, ids in lost.items()]


def _is(question: Question, what: str) -> bool:
    """Whether a question is of a type, or has what ``NOWHERE`` names."""
    return (
        what in ("*", question.kind)
        or (what == "signal" and "signal" in question.made)
        or (what == "confidence" and bool(question.made["confidence"]))
    )


def readme(chosen: Collection, names: Sequence[str]) -> bytes:
    """What each file is, how it is taken in, and what it does not hold, as plain text."""
    t = chosen.words.of("platforms")
    lines = [chosen.title, ""]
    if chosen.questions:
        lines += [t["holds"].format(n=chosen.words.number(len(chosen.questions))), ""]
    lines += [t["to_do"], ""]
    lost = {f"{chosen.name}{PLATFORMS[name].suffix}": losses(name, chosen) for name in names}
    for file, name in zip(lost, names, strict=True):
        lines += [file, t[f"how_{name}"], ""]
    if any(lost.values()):
        lines += [t["lost"], ""]
    for file, found in lost.items():
        if found:
            told = (line for loss in found for line in _told(loss, chosen))
            lines += [file, *told, ""]
    return ("\n".join([*lines, chosen.rights]) + "\n").encode("utf-8")


def _told(loss: Loss, chosen: Collection) -> Iterator[str]:
    """A loss with the questions that it is about: by name where they are some, and few."""
    t = chosen.words.of("platforms")
    if len(loss.questions) == len(chosen.questions):
        yield f"- {loss.words} ({t['lost_all']})"
    elif len(loss.questions) > _NAMED:
        yield f"- {loss.words} ({t['lost_of'].format(len(loss.questions))})"
    else:
        names = {question.id: question.name for question in chosen.questions}
        yield f"- {loss.words}"
        yield from (f"  - {names[each]}" for each in loss.questions)

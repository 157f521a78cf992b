"""The article on paper, to mark who says what: its lines with their numbers, and the key to them.

Lines are broken here and not by what prints them, so that the key names the same lines everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whosays.case.case import Case
from whosays.views.article import ArticleView, Node, ParagraphView, plain, view

WIDTH = 74
"""Characters of a line, which leaves a margin to write into."""

_SHOWN = 5
"""So many words of a content are enough to find it by."""


@dataclass(frozen=True)
class Found:
    """A relation of the annotation, and from which line to which it stands.

    ``form`` is a term of the vocabulary in words; ``cue`` is empty where there is none.
    """

    first: int
    last: int
    source: str
    cue: str
    form: str
    content: str

    @property
    def lines(self) -> str:
        """The lines as a key names them."""
        return str(self.first) if self.first == self.last else f"{self.first}\N{EN DASH}{self.last}"


@dataclass(frozen=True)
class Marking:
    """An article in one language: paragraphs of lines, numbered through from 1, and the key.

    ``name`` is that of the language, ``notes`` are on the text.
    """

    title: str
    language: str
    name: str
    notes: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    found: tuple[Found, ...]

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return sum(len(paragraph) for paragraph in self.paragraphs)


def markings(case: Case) -> tuple[Marking, ...]:
    """The article in the reader's language and in its own, where these are two."""
    seen = view(case)
    return tuple(_marking(case, seen, language) for language in reversed(seen["languages"]))


def _marking(case: Case, seen: ArticleView, language: str) -> Marking:
    paragraphs: list[tuple[str, ...]] = []
    places: dict[str, list[int]] = {}
    before = 0
    for paragraph in seen["paragraphs"]:
        text, marked = _joined(paragraph, language)
        broken = list(broken_at(text, WIDTH))
        for name, start, end in marked:
            touched = [
                before + number
                for number, (first, last) in enumerate(broken, 1)
                if start < last and first < end
            ]
            places.setdefault(name, []).extend(touched)
        paragraphs.append(tuple(text[first:last].rstrip() for first, last in broken))
        before += len(broken)
    sources = {source["id"]: source["short"] for source in seen["sources"]}
    found = []
    for name, lines in places.items():
        mark = seen["marks"][name]
        if mark["kind"] == "content":
            found.append(
                Found(
                    first=min(lines),
                    last=max(lines),
                    source=sources[mark["source"]],
                    cue=mark["cue"].get(language, ""),
                    form=seen["terms"][mark["stwr"]],
                    content=_beginning(mark["words"].get(language, "")),
                )
            )
    words = case.words.about("annotator", case.article.language, language)
    is_translation = language != case.article.language
    return Marking(
        title=case.said(case.article.title),
        language=language,
        name=case.words.language(language),
        notes=(words["brackets"],) if is_translation and "brackets" in words else (),
        paragraphs=tuple(paragraphs),
        found=tuple(sorted(found, key=lambda each: (each.first, each.last))),
    )


def _joined(paragraph: ParagraphView, language: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text of a paragraph, and where marks stand in it (code points, end exclusive).

    A relation that is not marked in this language stands for its whole sentence.
    """
    text, marked = "", []
    for sentence in paragraph["sentences"]:
        text += " " if text else ""
        start = len(text)
        nodes = sentence["texts"][language]
        text += plain(nodes)
        here = [(name, start + a, start + b) for name, a, b in _stretches(nodes, 0)]
        named = {name for name, _, _ in here}
        marked += here
        marked += [(name, start, len(text)) for name in sentence["marks"] if name not in named]
    return text, marked


def _stretches(nodes: Sequence[str | Node], start: int) -> Iterator[tuple[str, int, int]]:
    """Every marked stretch of a tree with its place."""
    for node in nodes:
        if isinstance(node, str):
            start += len(node)
            continue
        end = start + len(plain(node["inside"]))
        yield node["mark"], start, end
        yield from _stretches(node["inside"], start)
        start = end


def broken_at(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins and ends; a word that is longer has a line of its own."""
    start = end = 0
    for word in re.finditer(r"\S+", text):
        if word.end() - start > width and end > start:
            yield start, end
            start = word.start()
        end = word.end()
    yield start, end


def _beginning(words: str) -> str:
    """The first words of a content."""
    every = words.split()
    shown = " ".join(every[:_SHOWN])
    return shown if len(every) <= _SHOWN else f"{shown.removesuffix(' …')} …"

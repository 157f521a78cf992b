"""The state of a page's widgets without what the page says already.

What a widget shows stands in its static form as well. A string, or a long piece of one, that occurs
in the text of the static forms travels as a reference to it, ``^skip,length;``: how far from the
end of the reference before, and how long, both in base 36. ``host.js`` puts the text back, in the
JSON itself, before anything else is done with it.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from bs4.element import (
    CData,
    Comment,
    Declaration,
    Doctype,
    NavigableString,
    ProcessingInstruction,
    Tag,
    TemplateString,
)

from whosays.views.templates import script_json

SPACE = re.compile(r"[ \t\n\r\f]+")
UNSEEN = (CData, Comment, Declaration, Doctype, ProcessingInstruction, TemplateString)
REFERENCE = "\ue000"  # stands for the sign of a reference until all signs of the text are doubled
SHORTEST = 8
"""A piece shorter than this costs as much as its reference, after compression."""
FAR = 12
"""What is far from the reference before has to be this long: its reference is longer, too."""
NEAR = 36**2
CANDIDATES = 4


def text_of(places: Iterable[Tag]) -> str:
    """The text of elements as a browser gives it (``textContent``), its white space made even."""
    return SPACE.sub(" ", " ".join(_content(place) for place in places))


def _content(place: Tag) -> str:
    apart = {id(node) for each in place.find_all("template") for node in each.descendants}
    parts = []
    for node in place.descendants:
        if not isinstance(node, NavigableString) or isinstance(node, UNSEEN) or id(node) in apart:
            continue
        # A browser drops the line break that follows these tags.
        parent = node.parent
        first = parent and parent.name in ("pre", "textarea") and parent.contents[0] is node
        parts.append(str(node).removeprefix("\n") if first else str(node))
    return "".join(parts)


def checksum(text: str) -> int:
    """Adler-32 over the UTF-16 code units of a text: cheap here and in a browser."""
    return zlib.adler32(text.encode("utf-16-le", "surrogatepass"))


def base36(number: int) -> str:
    """An integer as JavaScript's ``parseInt(text, 36)`` reads it."""
    return np.base_repr(number, 36).lower()


class Packer:
    """Writes JSON with references to one text."""

    def __init__(self, text: str) -> None:
        # A browser counts UTF-16 code units, of which these characters have two. Nothing refers
        # to them.
        self.text = re.sub(r"[\U00010000-\U0010ffff]", "\0\0", text)
        self.at = 0  # end of the reference before
        self.literal: set[str] = set()

    def pack(self, value: Any) -> str:
        """``value`` as JSON that can stand in a script element."""
        whole = script_json(value)
        if REFERENCE in whole or "\0" in whole:
            return whole.replace("^", "^^")
        return script_json(self._packed(value)).replace("^", "^^").replace(REFERENCE, "^")

    def _packed(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._string(value)
        if isinstance(value, dict):
            return {name: self._packed(each) for name, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._packed(each) for each in value]
        return value

    def _find(self, piece: str) -> int:
        """Where it occurs, as near to the reference before as possible; -1 if nowhere."""
        after = self.text.find(piece, self.at)
        before = self.text.rfind(piece, 0, self.at + len(piece) - 1) if self.at else -1
        if after < 0 or (before >= 0 and self.at - before < after - self.at):
            return before
        return after

    def _refer(self, start: int, length: int) -> str:
        skip = start - self.at
        self.at = start + length
        return f"{REFERENCE}{base36(skip) if skip else ''},{base36(length)};"

    def _is_worth(self, start: int, length: int) -> bool:
        return length >= (SHORTEST if abs(start - self.at) < NEAR else FAR)

    def _string(self, text: str) -> str:
        # A short name that was written out before is compressed better than a reference to it.
        if len(text) < SHORTEST or (text in self.literal and len(text) < 2 * FAR):
            return text
        start = self._find(text)
        if start >= 0 and self._is_worth(start, len(text)):
            return self._refer(start, len(text))
        self.literal.add(text)
        return self._pieces(text) if " " in text else text

    def _pieces(self, text: str) -> str:
        """A string of which only pieces occur: one long piece after the other."""
        out = []
        at = 0
        while at < len(text):
            start, length = self._longest(text, at)
            if length and self._is_worth(start, length):
                out.append(self._refer(start, length))
                at += length
            else:
                out.append(text[at])
                at += 1
        return "".join(out)

    def _longest(self, text: str, at: int) -> tuple[int, int]:
        """Start and length of a long piece of ``text`` from ``at`` on; of length 0 if none occurs.

        Only the places nearest to the reference before are looked at, so that the time grows with
        the length of the text and no faster, whatever stands in it.
        """
        starts = self._starts.get(text[at : at + SHORTEST], [])
        here = bisect(starts, self.at)
        best = (0, 0)
        for start in starts[max(here - CANDIDATES, 0) : here + CANDIDATES]:
            length = common_length(text, at, self.text, start)
            if length > best[1]:
                best = (start, length)
        return best

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where each piece of the shortest length begins that begins with a word."""
        found: dict[str, list[int]] = {}
        for word in re.finditer(r"\b\w", self.text):
            at = word.start()
            found.setdefault(self.text[at : at + SHORTEST], []).append(at)
        return found


def common_length(text: str, at: int, other: str, start: int) -> int:
    """How many characters are the same in both from these places on."""
    length, step = 0, 64
    end = min(len(text) - at, len(other) - start)
    while step:
        piece = text[at + length : at + length + step]
        fits = length + step <= end and other.startswith(piece, start + length)
        length, step = (length + step, step) if fits else (length, step // 2)
    return length

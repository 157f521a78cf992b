"""From quotations to offsets.

Authors quote the article's words; this module finds where they stand. Offsets count Unicode code
points from the start of ``article.txt``, end exclusive. A run of white space in a quotation
matches any run of white space in the text, so a line break in the article is no obstacle.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from whosays.models import Quote

BLANK_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n|\r(?!\n)|\n)")
"""What separates paragraphs. A single line break, CRLF as well, is white space."""


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the article: code points ``start`` to ``end``, end exclusive."""

    start: int
    end: int

    def text(self, article: str) -> str:
        """The words of the article that the span covers."""
        return article[self.start : self.end]


class SpanError(ValueError):
    """A quotation has no place in the text, or several; ``remedy`` says what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.remedy = remedy


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in quote.split())
    # A quotation is made of whole words: "mit" is not found inside "mitteilte". \b would ask for a
    # word character at the edge, which a quotation mark is not. The second guard keeps a
    # quotation from ending before a combining mark that belongs to its last letter.
    before = r"(?<!\w)" if quote.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if quote.strip()[-1:].isalnum() else ""
    return re.compile(before + words + after)


def _ends_inside_character(text: str, end: int) -> bool:
    return end < len(text) and unicodedata.combining(text[end]) != 0


_INSIDE_WORD = re.compile(r"(?<=\w)(?=\w)")


def cuts_word(text: str, end: int) -> bool:
    """Whether a stretch that ends at ``end`` leaves part of its last word or letter behind."""
    return _INSIDE_WORD.match(text, end) is not None or _ends_inside_character(text, end)


def occurrences(quote: str, text: str, within: Span) -> Iterator[Span]:
    """All places of ``quote`` inside ``within``, in order, overlapping ones excluded."""
    if not quote.strip():
        return
    for match in _pattern(quote).finditer(text, within.start, within.end):
        if not _ends_inside_character(text, match.end()):
            yield Span(*match.span())


def find(quote: Quote, text: str, within: Span) -> Span:
    """The one place of a quotation inside ``within``.

    Raises :class:`SpanError` where it is missing, or stands more than once and ``nth`` does not
    say which.
    """
    found = list(occurrences(quote.quote, text, within))
    shown = f"the quotation {_short(quote.quote)}"
    if not found:
        loose = unicodedata.normalize("NFC", quote.quote) in unicodedata.normalize(
            "NFC", within.text(text)
        )
        if loose and not unicodedata.is_normalized("NFC", within.text(text) + quote.quote):
            raise SpanError(
                f"{shown} is written with other code points than the article.",
                "Copy the words from article.txt.",
            )
        raise SpanError(
            f"{shown} is not in its sentence.",
            "Copy the words from article.txt, whole words only, or name the right sentence.",
        )
    if quote.nth is None:
        if len(found) > 1:
            raise SpanError(
                f"{shown} stands {len(found)} times in its sentence.",
                f"Quote more words, or add nth: 1 to {len(found)}.",
            )
        return found[0]
    if quote.nth > len(found):
        raise SpanError(
            f"{shown} stands {len(found)} time(s) in its sentence, nth asks for {quote.nth}.",
            f"Use nth: 1 to {len(found)}.",
        )
    return found[quote.nth - 1]


def find_all(quotes: Iterable[Quote], text: str, within: Span) -> tuple[Span, ...]:
    """Places of the parts of a discontinuous span; they must follow one another."""
    spans = tuple(find(quote, text, within) for quote in quotes)
    for left, right in itertools.pairwise(spans):
        if right.start < left.end:
            raise SpanError(
                f"{_short(left.text(text))} and {_short(right.text(text))} overlap or stand in the "
                "other order.",
                "Give the parts in the order of the text.",
            )
    return spans


def utf16_offset(text: str, offset: int) -> int:
    """The same place counted in UTF-16 code units, as JavaScript counts."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _short(words: str, limit: int = 60) -> str:
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= limit else f"'{words[: limit - 1]}…'"

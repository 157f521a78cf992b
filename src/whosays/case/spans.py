"""From quotations to offsets: the one rule that finds words in a text.

Authors quote words; this module finds where they stand, in the article, in a translation and in
a passage alike. Offsets count Unicode code points from the start of the text, end exclusive. A run
of white space in a quotation matches any run of white space in the text, so a line break in the
article is no obstacle.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whosays.case.records import Quote

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


class NotThereError(SpanError):
    """The words do not stand in the text, or not as often as ``nth`` says: only so many times."""

    def __init__(self, problem: str, remedy: str, times: int = 0) -> None:
        super().__init__(problem, remedy)
        self.times = times


def find(quote: Quote, text: str, within: Span | None = None, where: str = "its sentence") -> Span:
    """The one place of a quotation inside ``within``, or in all of the text.

    Raises :class:`SpanError` where it is missing, or stands more than once and ``nth`` does not
    say which; ``where`` says in the message what was looked through.
    """
    within = within or Span(0, len(text))
    found = list(occurrences(quote.quote, text, within))
    shown = f"the quotation {_short(quote.quote)}"
    if not found:
        loose = unicodedata.normalize("NFC", quote.quote) in unicodedata.normalize(
            "NFC", within.text(text)
        )
        if loose and not unicodedata.is_normalized("NFC", within.text(text) + quote.quote):
            raise NotThereError(
                f"{shown} is written with other code points than the article.",
                "Copy the words from article.txt.",
            )
        raise NotThereError(
            f"{shown} is not in {where}.",
            "Copy the words letter by letter, whole words only, or name the right place.",
        )
    if quote.nth is None:
        if len(found) > 1:
            raise SpanError(
                f"{shown} stands {len(found)} times in {where}.",
                f"Quote more words, or add nth: 1 to {len(found)}.",
            )
        return found[0]
    if quote.nth > len(found):
        raise NotThereError(
            f"{shown} stands {len(found)} time(s) in {where}, nth asks for {quote.nth}.",
            f"Use nth: 1 to {len(found)}.",
            len(found),
        )
    return found[quote.nth - 1]


def find_all(
    quotes: Iterable[Quote], text: str, within: Span | None = None, where: str = "its sentence"
) -> tuple[Span, ...]:
    """Places of the parts of a discontinuous span; they must follow one another."""
    spans = tuple(find(quote, text, within, where) for quote in quotes)
    for left, right in itertools.pairwise(spans):
        if right.start < left.end:
            raise SpanError(
                f"{_short(left.text(text))} and {_short(right.text(text))} overlap or stand in the "
                "other order.",
                "Give the parts in the order of the text.",
            )
    return spans


def find_by_language(quote: Quote, texts: Mapping[str, str]) -> dict[str, Span]:
    """The place of a quotation in each of a passage's texts, by language, that has it.

    Raises :class:`SpanError` where none has it, or where one has it more than once.
    """
    found: dict[str, Span] = {}
    missing: list[NotThereError] = []
    for lang, text in texts.items():
        try:
            found[lang] = find(quote, text, where="the passage")
        except NotThereError as error:
            missing.append(error)
    if not texts:
        raise SpanError(
            f"there is no passage for the quotation {_short(quote.quote)}.",
            "Give the item a passage, or leave the words out.",
        )
    if not found:
        # The language that has the words too few times is the one they were copied from.
        raise max(missing, key=lambda error: error.times)
    return found


def find_in_order(parts: Sequence[str], text: str, avoid: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Places of words in a translation, one after the other where they stand in that order.

    Where words occur more than once, a place outside ``avoid`` is taken first: a cue is rarely
    inside its own content. Raises :class:`SpanError` for words that are not there.
    """
    found: list[Span] = []
    after = 0
    for words in parts:
        places = list(occurrences(words, text, Span(0, len(text))))
        if not places:
            raise NotThereError(
                f"{_short(words)} is not in the translation.",
                "Copy the words from the sentence's translation.",
            )

        def less_likely(place: Span, after: int = after) -> tuple[bool, bool]:
            inside = any(place.start < a.end and a.start < place.end for a in avoid)
            return inside, place.start < after

        found += sorted(places, key=less_likely)[:1]
        after = found[-1].end
    return tuple(found)


def utf16_offset(text: str, offset: int) -> int:
    """The same place counted in UTF-16 code units, as JavaScript counts."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _short(words: str, limit: int = 60) -> str:
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= limit else f"'{words[: limit - 1]}…'"

"""Sentences cut into clauses.

A :class:`Unit` is a sentence, or several that one pair of quotation marks holds together. What is
quoted in it counts as a single word, and a unit is cut into :class:`Clause`s at its commas, colons,
semicolons and dashes.
"""

# ruff: noqa: RUF001 (quotation marks and dashes are the subject here)

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from whosays.begin.propose.lexicon import german
from whosays.begin.propose.marks import quoted
from whosays.begin.propose.moods import is_konjunktiv
from whosays.begin.propose.tagging import Token, tokens
from whosays.case.spans import Span

QUOTE = "QUOTE"
"""Part of speech of a stretch in quotation marks."""

_SEPARATORS = frozenset(",:;–—-")
_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+")
_OPENERS = {"(": ")", "[": "]"}
_MOST_OF_A_NAME = 4
_NEAR = 12
_CALLED = frozenset({"ein", "eine", "einen", "als", "zu", "wie", "parolen"})


class Kind(Enum):
    """What sort of clause it is, by its first word and the place of its verb."""

    MAIN = auto()
    VERB_FIRST = auto()
    COMPLEMENT = auto()
    """dass, ob"""
    QUESTION = auto()
    """An indirect question: wie, warum …"""
    WIE = auto()
    """wie … mitteilte"""
    SUBORDINATE = auto()
    RELATIVE = auto()
    INFINITIVE = auto()
    """with zu and without a finite verb"""
    FRAGMENT = auto()


@dataclass
class Clause:
    """A stretch between two separators: ``opener`` is the one before it, empty for the first."""

    tokens: list[Token]
    opener: str

    @cached_property
    def words(self) -> list[Token]:
        """Without what is in brackets, without closing signs and without a first *und*."""
        words = [t for t in _outside_brackets(self.tokens) if t.text[0].isalnum() or t.pos == QUOTE]
        if words and words[0].low in {"und", "oder", "aber", "sondern", "sowie", "doch", "denn"}:
            return words[1:]
        return words

    @cached_property
    def finite(self) -> list[int]:
        """Places among ``words`` of the finite verbs."""
        return [i for i, token in enumerate(self.words) if token.is_finite]

    @cached_property
    def quotes(self) -> list[Token]:
        """What of ``words`` stands in quotation marks."""
        return [token for token in self.words if token.pos == QUOTE]

    @cached_property
    def in_konjunktiv(self) -> bool:
        """Whether one of its finite verbs is in Konjunktiv."""
        return any(is_konjunktiv(self.words[i]) for i in self.finite)

    @cached_property
    def kind(self) -> Kind:
        """What sort of clause it is."""
        words = self.words
        if not words:
            return Kind.FRAGMENT
        if words[0].low in german()["complement"]:
            return Kind.COMPLEMENT
        if not self.finite:
            return Kind.INFINITIVE if _has_infinitive(words) else Kind.FRAGMENT
        if self.finite[0] == 0:
            return Kind.VERB_FIRST
        return self._subordinate() or Kind.MAIN

    def _subordinate(self) -> Kind | None:
        """The kind of a clause with a finite verb that is not first, if it hangs on another."""
        words, first, lists = self.words, self.words[0].low, german()
        ends = words[-1].is_finite
        if (ends or self.finite[0] > 2) and _is_wie(words):  # noqa: PLR2004
            return Kind.WIE
        if self.opener and _is_relative(words):
            return Kind.RELATIVE
        if self.finite[0] > 1:
            if self.opener and first in lists["question_words"]:
                return Kind.QUESTION
            if first in lists["subordinators"] and ends:
                return Kind.SUBORDINATE
        return None


def _is_wie(words: Sequence[Token]) -> bool:
    return words[0].low == "wie" or [word.low for word in words[:2]] == ["so", "wie"]


def _is_relative(words: Sequence[Token]) -> bool:
    """Whether a clause begins with a relative pronoun, alone or behind a preposition."""
    relatives, last = german()["relatives"], words[-1]
    if words[0].pos.startswith("APPR"):
        return len(words) > 1 and words[1].low in relatives and last.is_finite
    # A main clause after a cue begins alike: its verb is in Konjunktiv, and stands before the end.
    if words[0].pos.startswith("PREL"):
        return not any(word.is_finite and is_konjunktiv(word) for word in words[:-1])
    return words[0].low in relatives and last.is_finite and not is_konjunktiv(last)


def _has_infinitive(words: Sequence[Token]) -> bool:
    if words[0].low in {"um", "ohne", "statt", "anstatt"}:
        return False
    for before, token in zip([None, *words], words, strict=False):
        if token.pos == "VVIZU":
            return True
        if token.pos in {"VVINF", "VAINF", "VMINF"} and before is not None and before.low == "zu":
            return True
    return False


def _outside_brackets(found: Sequence[Token]) -> Iterator[Token]:
    closing = ""
    for token in found:
        if closing:
            closing = "" if token.text == closing else closing
        elif token.text in _OPENERS:
            closing = _OPENERS[token.text]
        else:
            yield token


@dataclass
class Unit:
    """Sentences ``first`` to ``last`` (included) of the text, as clauses."""

    first: int
    last: int
    span: Span
    tokens: list[Token]
    paragraph: int
    everything: list[Token]
    """All words, those in quotation marks each by itself."""

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses, in order."""
        return list(_clauses(self.tokens))

    @cached_property
    def inner_clauses(self) -> list[Clause]:
        """The clauses if the quotation marks were not there."""
        marks = '"„“”»«'
        return list(_clauses([token for token in self.everything if token.text not in marks]))


def _clauses(found: Sequence[Token]) -> Iterator[Clause]:
    begun: list[Token] = []
    opener = ""
    outside = {*_outside_brackets(found)}
    for at, token in enumerate(found):
        if token in outside and _separates(found, at):
            if begun:
                yield Clause(begun, opener)
            begun, opener = [], token.text
        else:
            begun.append(token)
    if begun:
        yield Clause(begun, opener)


def _separates(found: Sequence[Token], at: int) -> bool:
    token = found[at]
    if token.text not in _SEPARATORS:
        return False
    if token.text != "-":
        return True
    # A hyphen between spaces is a dash.
    return 0 < at < len(found) - 1 and (
        found[at - 1].end < token.start and token.end < found[at + 1].start
    )


# --- from the text to units -------------------------------------------------------------------


def units(text: str, paragraphs: Sequence[Sequence[Span]]) -> Iterator[Unit]:
    """The units of a text that is split into sentences."""
    number = 0
    for place, sentences in enumerate(paragraphs):
        tagged = list(tokens(text, sentences))
        verbs = [token.start for words in tagged for token in words if token.is_finite]
        everything = [token for words in tagged for token in words]
        starts = [token.start for token in everything]
        whole = Span(sentences[0].start, sentences[-1].end)
        quotes = [
            Token(span.start, span.end, span.text(text), "", QUOTE)
            for span in quoted(text, whole)
            if _is_speech(text, span, verbs) or _is_named(span, everything, starts)
        ]
        for first, last in _joined(sentences, quotes):
            span = Span(sentences[first].start, sentences[last].end)
            words = [token for found in tagged[first : last + 1] for token in found]
            inside = [quote for quote in quotes if span.start <= quote.start < span.end]
            yield Unit(number + first, number + last, span, _collapsed(words, inside), place, words)
        number += len(sentences)


def _joined(sentences: Sequence[Span], quotes: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last of the sentences that hang together by a quotation."""
    ends = [sentence.end for sentence in sentences]
    first = 0
    rest = list(quotes)
    while first < len(sentences):
        last = first
        while rest and rest[0].start < ends[last]:
            while rest[0].end > ends[last] and last + 1 < len(ends):
                last += 1
            rest.pop(0)
        yield first, last
        first = last + 1


def _collapsed(words: Sequence[Token], quotes: Sequence[Token]) -> list[Token]:
    """The words with each quotation as one of them."""
    inside = iter(quotes)
    quote = next(inside, None)
    found: list[Token] = []
    for token in words:
        while quote is not None and token.start >= quote.end:
            quote = next(inside, None)
        if quote is None or token.start < quote.start:
            found.append(token)
        elif not found or found[-1] is not quote:
            found.append(quote)
    return found


def _is_speech(text: str, span: Span, verbs: Sequence[int]) -> bool:
    """Whether a stretch in quotation marks can be words of somebody, and not a name or title.

    ``verbs`` are the places of the finite verbs around, in order.
    """
    inner = text[span.start + 1 : span.end - 1].strip()
    words = inner.split()
    if not words or _ADDRESS.fullmatch(inner):
        return False
    if inner[-1] in ".!?…" or inner[0].islower() or len(words) > _MOST_OF_A_NAME:
        return True
    return bisect_left(verbs, span.start) < bisect_left(verbs, span.end)


def _is_named(span: Span, everything: Sequence[Token], starts: Sequence[int]) -> bool:
    """Whether a name in quotation marks is what somebody calls something: *nannte es „Unsinn“*."""
    at = bisect_left(starts, span.start)
    if not at or everything[at - 1].low not in _CALLED:
        return False
    around = everything[max(0, at - _NEAR) : at + _NEAR]
    return any(token.is_verb and token.lemma.lower() in german()["naming"] for token in around)

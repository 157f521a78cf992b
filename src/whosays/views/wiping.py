"""Sentences with the words that say who says so, and without them, for the wipe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from typing_extensions import TypedDict

from whosays.case.case import Case
from whosays.case.places import PlacedSentence
from whosays.errors import WrongValueError
from whosays.words.said import FALLBACK, said

_WORD = re.compile(r"\w+(?:[.,'\u2019\-]\w+)*\s*|[^\w\s]\s*|\s+")
"""A word, a figure such as 12,000 or a sign, with the space after it."""


class Piece(TypedDict):
    """Words of a sentence, and whether they go with its source."""

    text: str
    goes: bool


class WipedView(TypedDict):
    """A sentence: its pieces, what is left without its source, and the words that go.

    ``gap`` says that sentences of the article are left out before it. A sentence that has no
    source to lose is the same in both, and ``gone`` is empty.
    """

    id: str
    gap: bool
    said: list[Piece]
    left: str
    gone: str


def wiping(case: Case, sentences: Sequence[PlacedSentence]) -> tuple[str, list[WipedView]]:
    """The language that all of these sentences can be shown in, and each of them.

    Raises WrongValueError where none of them has a source that can be taken away.
    """
    bare = {sentence.id: _bare(case, sentence) for sentence in sentences}
    if not any(bare.values()):
        named = ", ".join(bare)
        there = ", ".join(s.id for s in case.sentences.values() if _bare(case, s))
        raise WrongValueError(
            f"no source to take away in {named}: none of the attributions has a text without it"
            f" (bare); there are: {there}"
        )
    language = _language(case, sentences, [text for each in bare.values() for text in each])
    neighbours = set(pairwise(case.sentences))
    before = [None, *(sentence.id for sentence in sentences)]
    return language, [
        _wiped(
            sentence,
            [said(text, language) for text in bare[sentence.id]],
            language,
            gap=last is not None and (last, sentence.id) not in neighbours,
        )
        for last, sentence in zip(before, sentences, strict=False)
    ]


def _bare(case: Case, sentence: PlacedSentence) -> list[dict[str, str]]:
    """What is left of a sentence when all of its sources are gone, by language.

    A report within a report counts by its innermost part, for the outer ones still name a source.
    """
    here = [
        a
        for a in case.annotation.attributions
        if a.bare is not None and a.sentence[0] == sentence.id
    ]
    outer = {a.parent for a in here}
    return [a.bare for a in here if a.bare is not None and a.id not in outer]


def _language(
    case: Case, sentences: Sequence[PlacedSentence], bare: Sequence[dict[str, str]]
) -> str:
    """The reader's language, if every text is there in it, else English, or that of its readers."""

    def is_whole(lang: str) -> bool:
        return all(s.language_for(lang) == lang for s in sentences) and all(lang in t for t in bare)

    return next(filter(is_whole, (case.lang, FALLBACK)), case.article.readers)


def _wiped(sentence: PlacedSentence, bare: list[str], language: str, *, gap: bool) -> WipedView:
    whole = sentence.in_language(language)
    left = " ".join(bare) or whole
    pieces = compared(whole, left)
    gone = [_trimmed(piece["text"]) for piece in pieces if piece["goes"]]
    return {
        "id": sentence.id,
        "gap": gap,
        "said": pieces,
        "left": left,
        "gone": " … ".join(words for words in gone if words),
    }


def compared(said: str, left: str) -> list[Piece]:
    """``said`` in pieces: which of its words are still in ``left``, in this order, and which not.

    Large and small letters are the same, for another word begins the sentence when its source is
    gone. Joined, the pieces are ``said`` again.
    """
    words, rest = _WORD.findall(said), _WORD.findall(left)
    matcher = SequenceMatcher(None, _keys(words), _keys(rest), autojunk=False)
    goes = [True] * len(words)
    for start, _, size in matcher.get_matching_blocks():
        goes[start : start + size] = [False] * size
    pieces = [
        Piece(text="".join(word for _, word in run), goes=gone)
        for gone, run in groupby(zip(goes, words, strict=True), key=lambda pair: pair[0])
    ]
    for piece, after in pairwise(pieces):
        if piece["goes"]:  # so that no mark runs on into the space after a word
            kept = piece["text"].rstrip()
            after["text"] = piece["text"][len(kept) :] + after["text"]
            piece["text"] = kept
    return pieces


def _keys(words: Sequence[str]) -> list[str]:
    return [word.strip().casefold() for word in words]


def _trimmed(words: str) -> str:
    """Words as one would quote them: without the signs around them, and without brackets."""
    inside = re.search(r"\w(?:.*\w)?", words, re.DOTALL)
    return re.sub(r"[\[\]]", "", inside[0]) if inside else ""

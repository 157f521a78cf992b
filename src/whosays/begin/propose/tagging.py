"""Words of a text with their lemma and part of speech.

The library HanTa carries its German model in its wheel: nothing is fetched.
"""

# ruff: noqa: RUF001 (an apostrophe is part of a word)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from whosays.case.spans import Span
from whosays.errors import MissingExtraError

_WORD = re.compile(r"\d+(?:[.:,]\d+)+|\w+(?:[-'’./&]\w+)*-?|[^\w\s]")
_LONGEST = 60  # the tagger takes the square of a word's length; no longer one is a word
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})


@dataclass(frozen=True)
class Token:
    """A word or sign of the text, with its lemma and its part of speech (STTS)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def is_finite(self) -> bool:
        """Whether it is a finite verb."""
        return self.pos in _FINITE

    @property
    def is_verb(self) -> bool:
        """Whether it is a form of a verb."""
        return self.pos.startswith("V")


@cache
def _tagger() -> Any:
    # Only proposals need the library, which takes most of a second to load.
    try:
        from HanTa import HanoverTagger  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("Proposing an annotation", "HanTa", "propose") from error
    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")


@lru_cache(maxsize=20_000)
def _lemma(word: str, pos: str) -> str:
    return str(_tagger().analyze(word, pos)[0])


def _tags(words: list[str]) -> list[str]:
    """The parts of speech of the words of a sentence."""
    if not words:
        return []
    try:
        return list(_tagger().tag_sent(words, taglevel=0))
    except (KeyError, IndexError):  # no way through its states leads to the end of the sentence
        return [_tagger().analyze(word)[1] for word in words]


def tokens(text: str, sentences: Iterable[Span]) -> Iterator[list[Token]]:
    """The words and signs of each sentence."""
    for sentence in sentences:
        found = [
            match
            for match in _WORD.finditer(text, sentence.start, sentence.end)
            if len(match[0]) <= _LONGEST
        ]
        words = ['"' if match[0] in "„“”»«" else match[0] for match in found]
        tags = [re.sub(r"\W|END_", "", tag) for tag in _tags(words)]
        yield [
            Token(
                *match.span(),
                match[0],
                _lemma(match[0], tag) if match[0][0].isalpha() else match[0],
                tag,
            )
            for match, tag in zip(found, _with_last_verbs(words, tags), strict=True)
        ]


def _with_present(words: list[str], tags: list[str]) -> list[str]:
    """The tags, with a participle or infinitive as the verb of a main clause that has no other.

    *X kritisiert, dass …* has the form of a participle, and *sie vermuten, dass …* that of an
    infinitive; the tagger takes them for these.
    """
    found = list(tags)
    end = words.index(",") if "," in words else 0
    if end < 2 or tags[0].startswith(("APPR", "V", "KOUS")):  # noqa: PLR2004
        return found
    told = end + 1 < len(words) and words[end + 1].lower() in {"dass", "daß", "ob"}
    if told and not _FINITE & set(tags[:end]):
        at = next((i for i in range(1, end) if _looks_present(words, tags, i)), None)
        if at is not None:
            found[at] = "VVFIN"
    return found


def _looks_present(words: list[str], tags: list[str], at: int) -> bool:
    if tags[at] == "VVINF":
        return words[at - 1].lower() != "zu"
    return tags[at] == "VVPP" and words[at].endswith("t")


def _with_last_verbs(words: list[str], tags: list[str]) -> list[str]:
    """The tags, with an infinitive that ends a subordinate clause as its finite verb.

    The tagger cannot know that *werden* is the finite verb of *dass sie eingesetzt werden*.
    """
    found = _with_present(words, tags)
    open_ = False
    for at, tag in enumerate(tags):
        if tag == "KOUS":
            open_ = True
        elif tag in _FINITE or words[at] in {":", ";"}:
            open_ = False
        elif (
            open_
            and tag in {"VVINF", "VAINF", "VMINF"}
            and (at + 1 == len(tags) or not words[at + 1][0].isalnum())
            and words[at - 1].lower() != "zu"
        ):
            found[at] = f"{tag[:2]}FIN"
            open_ = False
    return found


def load() -> None:
    """Load the tagger, or raise MissingExtraError that says how to install it."""
    _tagger()

"""Split an article into paragraphs and sentences.

The library syntok finds the sentences. It knows German and English, runs in linear time and keeps
offsets; but it takes many German stops for the end of a sentence (*am 3. Oktober*, *u. a.*) and
knows only some quotation marks. So it is given a copy of the text in which such characters are
replaced one by one, which leaves all offsets as they are. Each replacement is a case in
``tests/begin/test_segment.py``.
"""

# ruff: noqa: RUF001 (quotation marks and dashes are the subject here)

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from importlib.resources import files

from whosays.case.spans import BLANK_LINE, Span
from whosays.errors import MissingExtraError
from whosays.words.packaged import read_packaged

_WORDS: dict[str, str] = read_packaged(files("whosays.begin") / "stops.yml")


def _any_of(kind: str) -> str:
    """A pattern for any of the words of one kind in ``stops.yml``, longer ones first."""
    return "|".join(sorted(_WORDS[kind].split(), key=len, reverse=True))


_NOT_A_STOP = "·"
_SPACE = r"[^\S\r\n]"
_LETTER = r"(?<![^\W_])[^\W\d_]"  # a word of its own
_NO_LETTER_BEFORE = rf"(?<!{_LETTER}[.·])(?<!{_LETTER}[.·]{_SPACE})"
_NEVER_FINAL_PAIRS = "[zZ] B|[dD] h|[uU] a|[eE] g|[iI] e".replace(
    " ", rf"[.{_NOT_A_STOP}]{_SPACE}?"
)
_STARTER = rf"\s+[\"'„‚»«›‹“]?(?:{_any_of('starters')})\b"
_NO_STARTER = rf"(?!{_STARTER})"
_MASKED = tuple(
    re.compile(pattern)
    for pattern in (
        # Within a word: 12.000, 20.15, 3.10.2024, www.kreml.ru
        r"(?<=\w)[.?!](?=\w)",
        # z. B., d. h., u. a., e.g., i.e.: always more to come, even before "Die"
        rf"(?<!\w)(?:{_NEVER_FINAL_PAIRS})\.",
        # Initials and abbreviations of single letters: J. R. R., a. D., o. Ä., U.S. Only from the
        # first of them on: from each of thousands on, it would take thousands of times as long.
        rf"{_NO_LETTER_BEFORE}(?<![^\W_])(?:[^\W\d_][.·]{_SPACE}?)*[^\W\d_]\.{_NO_STARTER}",
        rf"(?<![^\W_])(?:{_any_of('never_final')})\.(?=\s)",
        # Also as the end of a longer word: Hauptstr.
        rf"(?:(?<![^\W_])(?:{_any_of('sometimes_final')})|(?<=[a-zäöüß])str)\.{_NO_STARTER}",
        # Ordinals: am 3. Oktober, der 16. Gipfel, im II. Weltkrieg, and at the start of a line
        rf"(?<!\w)\d{{1,2}}\.(?=\s+(?:{_any_of('months')})\b)",
        rf"\b(?i:{_any_of('before_ordinals')})\s+(?:\d{{1,3}}|[IVXLC]+)\.{_NO_STARTER}",
        r"(?m:^)\s*\d{1,3}\.(?=\s)",
    )
)
# The same before a word that begins sentences: there the stop is one. As a plain word, the
# abbreviation cannot keep syntok from seeing that.
_FINAL = re.compile(
    rf"(?<![^\W_])(?:{_any_of('sometimes_final')}|[^\W\d_]|[IVXLC]+)(?=\.{_STARTER})"
)
# A run of closing marks after a stop belongs to the sentence. As brackets, syntok keeps them all.
_CLOSING = re.compile(r"(?<=[.!?…])[\"'“”‘’«»‹›]+(?=\s|[,;:)\]}–—-]|$)")
# A mark that stands alone closes as well, in texts that set a space before it.
_DETACHED = re.compile(r"(?<=[.!?…])[^\S\r\n]+[»“”](?=\s|$)")
_TRANSLATED = str.maketrans("…;„‚“‘«»‹›", ".,\"'\"'\"\"''")
# What is neither word nor space nor punctuation (an emoji, a combining mark) counts as a letter:
# syntok overlooks a stop behind it.
_ODD = re.compile(r"[^\w\s!-/:-@\[-`{-~«»‹›„“”‚‘’…–—·]")
_DASH = re.compile(r"[–—-]\s")
_AFTER_BREAK = re.compile(r"(?<=[\r\n])")


def _masked(text: str) -> str:
    """A copy of the same length in which only ends of sentences look like ends of sentences."""
    text = _DETACHED.sub(lambda match: ")" * len(match[0]), text)
    text = _CLOSING.sub(lambda match: ")" * len(match[0]), text)
    for pattern in _MASKED:
        text = pattern.sub(lambda match: re.sub(r"[.?!]", _NOT_A_STOP, match[0]), text)
    text = _FINAL.sub(lambda match: "e" * len(match[0]), text)
    return _ODD.sub("e", text.translate(_TRANSLATED))


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


def paragraphs(text: str, start: int = 0) -> Iterator[Span]:
    """The paragraphs of ``text`` from ``start`` on: what stands between blank lines."""
    at = start
    for match in BLANK_LINE.finditer(text, start):
        if text[at : match.start()].strip():
            yield _trimmed(text, at, match.start())
        at = match.end()
    if text[at:].strip():
        yield _trimmed(text, at, len(text))


def sentences(text: str, start: int = 0) -> list[list[Span]]:
    """The sentences of each paragraph of ``text`` from ``start`` on, as spans of code points.

    Every character but white space lies in just one sentence.
    """
    return [_in_paragraph(text, paragraph) for paragraph in paragraphs(text, start)]


def _in_paragraph(text: str, paragraph: Span) -> list[Span]:
    words = paragraph.text(text)
    found = [0, *_starts(_masked(words)), len(words)]
    starts = [
        start for start, end in itertools.pairwise(found) if start and _begins(words, start, end)
    ]
    return [
        _trimmed(text, paragraph.start + start, paragraph.start + end)
        for start, end in itertools.pairwise([0, *starts, len(words)])
    ]


def _starts(masked: str) -> Iterator[int]:
    """Where syntok sees sentences begin, without the first."""
    # Only `whosays new` needs the library; reading a case does not load it.
    try:
        from syntok import segmenter  # noqa: PLC0415
        from syntok.tokenizer import Tokenizer  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("Splitting a text into sentences", error.name, "begin") from error

    tokens = Tokenizer(replace_not_contraction=False).tokenize(masked)
    for number, sentence in enumerate(segmenter.segment(tokens)):
        if number:
            yield sentence[0].offset


def _begins(words: str, start: int, end: int) -> bool:
    """Whether a sentence is here: there is a word, and no dash that goes on in the same line."""
    if not any(character.isalnum() for character in words[start:end]):
        return False
    return _AFTER_BREAK.match(words, start) is not None or not _DASH.match(words, start)

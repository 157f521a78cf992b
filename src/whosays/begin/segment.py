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
        rf"(?<!\w)(?:\d{{1,3}}|[IVXLC]+)\.(?=\s+\w*(?i:{_any_of('after_ordinals')})\b)",
        r"(?:(?<=[„»‚“\"])|(?<=[–—-]\s))\d{1,2}\.(?=\s+[^\W\d_])",
        rf"(?<=nde[nrsm]|ige[nrsm]|che[nrsm])\s+(?:\d{{1,3}}|[IVXLC]+)\.{_NO_STARTER}",
    )
)
# The same before a word that begins sentences: there the stop is one. As a plain word, the
# abbreviation cannot keep syntok from seeing that.
_FINAL = re.compile(
    rf"(?<![^\W_])(?:{_any_of('sometimes_final')}|[^\W\d_]|[IVXLC]+)(?=\.{_STARTER})"
)
# Words that the library takes for abbreviations, or cannot take for words (SpaceX, GmbH), and that
# are none before a capital: "Das weiß er. Es" holds for "Es kostet nichts, heißt es. Wittner" too.
_PLAIN = re.compile(
    rf"(?<![^\W_])(?:{_any_of('plain')}|[^\W\d_]*[a-zäöüß][A-ZÄÖÜ]+)(?=\.\s+[\"„»«“]?[A-ZÄÖÜ\d])"
)
# What begins a sentence without a capital: a figure, or a name such as eBay.
_FIGURE = re.compile(
    r"(?:(?<=[a-zäöüß]{2}\.)|(?<=[a-zäöüß][.!?]\))|(?<=\d{4}\.))(\s+)(\d{3,})(?=\s+\w)"
)
_SMALL_NAME = re.compile(r"(?<=[a-zäöüß]{2}\.)(\s+)([a-z](?=[A-Z]))")
# Words that were left out, in brackets: no end of a sentence.
_LEFT_OUT = re.compile(r"(?<=[(\[])(?:…|\.\.\.)(?=[)\]])")
# A stop without a space behind it, between words: "wurden.Das Schiff", but not "www.Kreml.ru".
_NO_SPACE = re.compile(
    r"(?<![^\s\"„»(])[^\W\d_]*(?:-[^\W\d_]*)*[a-zäöüß]{3}[\"“«)]?\.(?=[A-ZÄÖÜ][a-zäöüß]+[\s,:-])"
)
# What stands before a sentence and belongs to the one before: "(Liquigas). Österreich".
_STRAY = re.compile(r"[.!?)\]]+(?=\s)")
# A run of closing marks after a stop belongs to the sentence. As brackets, syntok keeps them all.
_CLOSING = re.compile(r"(?<=[.!?…])[\"'“”‘’«»‹›]+(?=\s|[,;:)\]}–—-]|$)")
# A mark that stands alone closes as well, in texts that set a space before it.
_DETACHED = re.compile(r"(?<=[.!?…])[^\S\r\n]+[»“”](?=\s|$)")
_TRANSLATED = str.maketrans("…;„‚“‘«»‹›", ".,\"'\"'\"\"''")
# What is neither word nor space nor punctuation (an emoji, a combining mark) counts as a letter:
# syntok overlooks a stop behind it.
_ODD = re.compile(r"[^\w\s!-/:-@\[-`{-~«»‹›„“”‚‘’…–—·]")
# Lines with what ends them; how a line ends that is no heading and no row of a table.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_LINE_ENDS = (*".!?…:;,-–—", ".“", ".”", '."', "!“", "?“", "…“", ".)")
_DASH = re.compile(r"[–—-]\s")
_AFTER_BREAK = re.compile(r"(?<=[\r\n])")


def _masked(text: str) -> str:
    """A copy of the same length in which only ends of sentences look like ends of sentences."""
    text = _LEFT_OUT.sub(lambda match: "e" * len(match[0]), text)
    text = _DETACHED.sub(lambda match: ")" * len(match[0]), text)
    text = _CLOSING.sub(lambda match: ")" * len(match[0]), text)
    for pattern in _MASKED:
        text = pattern.sub(lambda match: re.sub(r"[.?!]", _NOT_A_STOP, match[0]), text)
    for pattern in (_FINAL, _PLAIN):
        text = pattern.sub(lambda match: "e" * len(match[0]), text)
    for pattern in (_FIGURE, _SMALL_NAME):
        text = pattern.sub(lambda match: match[1] + "E".ljust(len(match[2]), "e"), text)
    return _ODD.sub("e", text.translate(_TRANSLATED))


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


def paragraphs(text: str, start: int = 0) -> Iterator[Span]:
    """The paragraphs of ``text`` from ``start`` on: what stands between blank lines."""
    blank = (match.span() for match in BLANK_LINE.finditer(text, start))
    for end, after in (*blank, (len(text), len(text))):
        if text[start:end].strip():
            yield _trimmed(text, start, end)
        start = after


def sentences(text: str, start: int = 0) -> list[list[Span]]:
    """The sentences of each paragraph of ``text`` from ``start`` on, as spans of code points.

    Every character but white space lies in just one sentence.
    """
    return [_in_paragraph(text, paragraph) for paragraph in paragraphs(text, start)]


def doubts(text: str, start: int = 0) -> Iterator[str]:
    """Where the end of a sentence was guessed: a line of words for each, with its place.

    That is behind a line without a stop, and at a stop without a space behind it.
    """
    for number, paragraph in enumerate(paragraphs(text, start), 1):
        words = paragraph.text(text)
        guessed = [(end, "a line ends here without a stop") for end in _ended_lines(words)]
        guessed += [
            (match.end(), "there is no space behind the stop")
            for match in _NO_SPACE.finditer(words)
        ]
        for end, why in sorted(guessed):
            before = " ".join(words[max(0, end - 40) : end].split())
            yield f"Paragraph {number}, behind '{before}': {why}, and a new sentence was begun."


def _in_paragraph(text: str, paragraph: Span) -> list[Span]:
    words = paragraph.text(text)
    starts = {0}
    for block in _blocks(words):
        part = block.text(words)
        found = [0, *_starts(_masked(part)), len(part)]
        starts |= {
            block.start + _after_stray(part, start)
            for start, end in itertools.pairwise(found)
            if _begins(part, start, end)
        }
    return [
        _trimmed(text, paragraph.start + start, paragraph.start + end)
        for start, end in itertools.pairwise([*sorted(starts), len(words)])
    ]


def _blocks(words: str) -> Iterator[Span]:
    """What the paragraph is cut into before anybody looks for sentences.

    Cuts are behind lines that are ended on purpose, such as headings and rows of a table, and
    behind stops without a space.
    """
    cuts = {match.end() for match in _NO_SPACE.finditer(words)} | set(_ended_lines(words))
    for start, end in itertools.pairwise([0, *sorted(cuts), len(words)]):
        yield Span(start, end)


def _ended_lines(words: str) -> Iterator[int]:
    """Where the next line begins after each line that its writer has ended without a stop.

    The first word of the next line would have had room in it, and it begins a line: it follows a
    stop, another such line, or nothing.
    """
    lines = list(_LINE.finditer(words))
    widest = max((len(line[0].rstrip()) for line in lines), default=0)
    begins = True
    for line, following in itertools.pairwise(lines):
        said, then = line[0].strip(), following[0].strip()
        stops = said.endswith(_LINE_ENDS)
        first = then.split(maxsplit=1)[0] if then else ""
        ended = (
            begins
            and bool(said)
            and not stops
            and not first[:1].islower()
            and len(said) + 1 + len(first) <= widest
        )
        if ended:
            yield following.start()
        begins = stops or ended


def _after_stray(words: str, start: int) -> int:
    match = _STRAY.match(words, start) if start else None
    return start if match is None else match.end()


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

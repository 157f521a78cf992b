"""Where sentences and quotations stand: in the article, in its translation, in a passage.

All of it is found here, once, when a case is read. What shows a case gets offsets and never looks
for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whosays.case.annotation import Annotation, Article, Attribution, AuthorVoice, Framing, Sentence
from whosays.case.records import Quote
from whosays.case.spans import (
    BLANK_LINE,
    Span,
    SpanError,
    cuts_word,
    find_all,
    find_in_order,
)
from whosays.errors import Report, unknown
from whosays.words.said import FALLBACK, Localized, said

SpanKey = tuple[str, str]
"""Entry id and field, for example ``("a04", "content")``."""

TranslatedKey = tuple[str, str, str]
"""Entry id, field and language, for example ``("a04", "content", "en")``."""

_SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class PlacedSentence:
    """A sentence with its place: paragraph from 1, offsets in code points, end exclusive."""

    id: str
    paragraph: int
    span: Span
    text: str
    language: str
    translation: Mapping[str, str]
    note: Localized | None

    def __repr__(self) -> str:
        return f"<sentence {self.place}: {self.text}>"

    @property
    def place(self) -> str:
        """Paragraph and sentence as readers see them: ``3.2``."""
        return place_of(self.id)

    def language_for(self, lang: str) -> str:
        """The language in which a reader of ``lang`` gets the sentence.

        It is the reader's own, English where there is no translation into that, and the article's
        where there is none at all.
        """
        there = (self.language, *self.translation)
        return next(each for each in (lang, FALLBACK, self.language) if each in there)

    def in_language(self, lang: str) -> str:
        """The sentence in a language that it has; the article's own included.

        KeyError, with those there are, for another.
        """
        if lang == self.language:
            return self.text
        if lang not in self.translation:
            there = (self.language, *self.translation)
            raise unknown(f"text of {self.id} in the language", lang, there)
        return self.translation[lang]


def place_of(sentence_id: str) -> str:
    """The place of a sentence as readers see it: ``p3s2`` is ``3.2``."""
    return ".".join(re.findall(r"[0-9]+", sentence_id))


def sentence_id(place: str) -> str:
    """The id of a sentence, which may be given as readers see it: ``3.2`` is ``p3s2``."""
    return re.sub(r"^\s*([0-9]+)\.([0-9]+)\s*$", r"p\1s\2", place)


def paragraph_spans(sentences: Mapping[str, PlacedSentence]) -> dict[int, Span]:
    """Where each paragraph stands, from its first sentence to its last."""
    found: dict[int, Span] = {}
    for sentence in sentences.values():
        begun = found.get(sentence.paragraph, sentence.span)
        found[sentence.paragraph] = Span(begun.start, sentence.span.end)
    return found


# --- sentences --------------------------------------------------------------------------------


def place_sentences(
    text: str, article: Article, sentences: Iterable[Sentence], report: Report
) -> dict[str, PlacedSentence]:
    """Every sentence with its place in ``text``; CaseError where one does not fit.

    Sentences with another id than their place gives them are listed all at once.
    """
    if not text.startswith(article.preamble):
        raise report.on("article.yml").refuse(
            "article.txt does not begin with this preamble.",
            "Copy the characters before the first sentence.",
            field="preamble",
        )
    placed: dict[str, PlacedSentence] = {}
    at, paragraph, number = len(article.preamble), 1, 0
    for index, sentence in enumerate(sentences):
        line = report.line_of(None, f"sentences.{index}")
        start = _skip_space(text, at)
        if placed and BLANK_LINE.search(text, at, start):
            paragraph, number = paragraph + 1, 0
        number += 1
        at = _end_of_sentence(text, start, sentence, report, line)
        expected = f"p{paragraph}s{number}"
        if sentence.id != expected:
            report(
                f"this is sentence {number} of paragraph {paragraph}.",
                f"Give it the id {expected}.",
                sentence.id,
                "id",
                line,
            )
        placed[expected] = PlacedSentence(
            expected,
            paragraph,
            Span(start, at),
            text[start:at],
            article.language,
            sentence.translation,
            sentence.note,
        )
    report.stop()
    if _skip_space(text, at) != len(text):
        following = " ".join(text[at : at + 40].split())
        raise report.refuse(
            f"nothing covers the article from '{following}…' on.",
            "Add the sentences that are missing.",
            field="sentences",
        )
    return placed


def _end_of_sentence(
    text: str, start: int, sentence: Sentence, report: Report, line: int | None
) -> int:
    """Where a sentence that begins at ``start`` ends; CaseError if it is not there as it says."""
    words = sentence.text.split()
    match = re.compile(r"\s+".join(map(re.escape, words))).match(text, start)
    end = start if match is None else match.end()
    if match is None:
        following = " ".join(text[start : start + 40].split()) or "the end of the text"
        problem = f"the article goes on with '{following}…' here."
        remedy = "Copy the sentence from article.txt; none may be left out."
    elif not words:
        problem, remedy = "there are no words in it.", "Copy the sentence, or remove the entry."
    elif BLANK_LINE.search(text, start, end):
        problem, remedy = "a blank line is in it.", "Make two of it, one for each paragraph."
    elif cuts_word(text, end):
        problem, remedy = "it ends within a word.", "Copy the whole sentence."
    else:
        return end
    raise report.refuse(problem, remedy, sentence.id, "text", line)


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()


# --- quotations -------------------------------------------------------------------------------


def _quotes_of(annotation: Annotation) -> Iterator[tuple[str, str, list[str], list[Quote]]]:
    """Every quotation of the article: entry id, field, sentences, the quotes."""
    for a in annotation.attributions:
        for field, quotes in (("mention", a.mention), ("cue", a.cue), ("content", a.content)):
            yield a.id, field, a.sentence, quotes or []
        if a.said_on:
            yield a.id, "said_on", a.sentence, [a.said_on.words]
    for v in annotation.author_voice:
        yield v.id, "quote", v.sentence, v.quote
    for c in annotation.claims:
        if c.quantity:
            yield c.id, "quantity", [c.quantity.sentence], [c.quantity.words]
    for r in annotation.relations:
        if r.marker:
            yield r.id, "marker", [r.marker.sentence], r.marker.quote
    for f in annotation.framing:
        yield f.id, "quote", f.sentence, f.quote


def place_quotes(
    text: str,
    annotation: Annotation,
    sentences: Mapping[str, PlacedSentence],
    report: Report,
) -> dict[SpanKey, tuple[Span, ...]]:
    """Where the words that entries quote stand in the article; CaseError with all that do not."""
    spans: dict[SpanKey, tuple[Span, ...]] = {}
    for entry, field, in_sentences, quotes in _quotes_of(annotation):
        unknown = [name for name in in_sentences if name not in sentences]
        if unknown:
            first = next(iter(sentences), "p1s1")
            report(
                f"there is no sentence {unknown[0]}.",
                f"Use an id from {first} on.",
                entry,
                "sentence",
            )
            continue
        places = [sentences[name].span for name in in_sentences]
        within = Span(min(places).start, max(place.end for place in places))
        try:
            spans[entry, field] = find_all(quotes, text, within)
        except SpanError as error:
            report(str(error), error.remedy, entry, field)
    report.stop()
    return spans


def translated_text(
    sentences: Mapping[str, PlacedSentence], names: Sequence[str], lang: str
) -> str:
    """Sentences in one language, joined by spaces: the text that translated words stand in."""
    return " ".join(said(sentences[name].translation, lang) for name in names)


def place_translations(
    annotation: Annotation, sentences: Mapping[str, PlacedSentence], report: Report
) -> dict[TranslatedKey, tuple[Span, ...]]:
    """Where the words of entries stand in the translation (:func:`translated_text`).

    What does not stand there goes to ``report``.
    """
    found: dict[TranslatedKey, tuple[Span, ...]] = {}
    entries: list[Attribution | AuthorVoice | Framing] = [
        *annotation.attributions,
        *annotation.author_voice,
        *annotation.framing,
    ]
    for entry in entries:
        for lang in entry.translated:
            if not all(lang in sentences[name].translation for name in entry.sentence):
                report(
                    f"its sentence is not translated into this language ({lang}).",
                    "Translate the sentence, or remove the words.",
                    entry.id,
                    "translated",
                )
                continue
            text = translated_text(sentences, entry.sentence, lang)
            try:
                for field, spans in _translated(entry, lang, text):
                    found[entry.id, field, lang] = spans
            except SpanError as error:
                problem = str(error).replace("the translation", f"the translation ({lang})")
                report(problem, error.remedy, entry.id, "translated")
    return found


def _translated(
    entry: Attribution | AuthorVoice | Framing, lang: str, text: str
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    if isinstance(entry, Attribution):
        light = entry.translated[lang]
        content = find_in_order(light.content, text)
        yield "content", content
        yield "cue", find_in_order(light.cue, text, avoid=content)
    else:
        yield "quote", find_in_order(entry.translated[lang], text)

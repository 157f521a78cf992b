"""What the reader shows, as plain data: each sentence as a tree of marked stretches.

Whatever needs offsets happens here, in Unicode code points. The front end and the static page get
nested text and never count a character, so no encoding can shift a mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from whosays.case.annotation import Attribution, AuthorVoice, Framing
from whosays.case.case import AUTHOR, Case
from whosays.case.names import short_names
from whosays.case.places import PlacedSentence, place_of, translated_text
from whosays.case.records import Quote
from whosays.case.vocabulary import Mood, Stwr
from whosays.words.numbers import conventions
from whosays.words.said import FALLBACK, Localized

LAYERS = ("who", "stwr", "mood", "voice", "framing")
"""What labels in the text can say: who, form, mood and hedges, author's voice, word choice."""

COLOURS = 8
"""How many sources have a colour of their own; readers tell no more apart."""


Entry = Attribution | AuthorVoice | Framing
"""What marks stretches of the text."""


class Node(TypedDict):
    """A marked stretch and what stands inside it."""

    mark: str
    part: str
    tag: bool
    more: bool
    inside: list[str | Node]


class SourceView(TypedDict):
    """Somebody who speaks: names, the number of a colour, how often, how far it is named."""

    id: str
    name: str
    short: str
    colour: int
    count: int
    naming: str


class Bare(TypedDict):
    """A sentence without one of its relations, and what went with it, in words."""

    mark: str
    text: str
    lost: list[str]


class SentenceView(TypedDict):
    """A sentence in each language, with the ids of its marks in reading order."""

    id: str
    label: str
    note: str
    texts: dict[str, list[str | Node]]
    marks: list[str]
    bare: list[Bare]


class ParagraphView(TypedDict):
    """Sentences with a blank line around them."""

    number: int
    sentences: list[SentenceView]


class SaidOn(TypedDict):
    """The words for the day, and the day (ISO 8601)."""

    words: str
    date: str


class Continued(TypedDict):
    """Place and cue, by language, of the relation whose cue still holds."""

    label: str
    cue: dict[str, str]


class ClaimView(TypedDict):
    """A proposition, and the term for its type."""

    text: str
    type: str


class Mark(TypedDict):
    """What is known of marked words; ``kind`` is content, voice or framing.

    Words are by language. What belongs to one kind only is not there for the others. Values of the
    vocabulary are names among the view's ``terms``.
    """

    kind: Literal["content", "voice", "framing"]
    sentence: str
    label: str
    words: dict[str, str]
    rationale: str
    source: str
    chain: list[str]
    claims: NotRequired[list[ClaimView]]
    function: NotRequired[str]
    alternatives: NotRequired[list[dict[str, str]]]
    parent: NotRequired[str | None]
    children: NotRequired[list[str]]
    stwr: NotRequired[str]
    medium: NotRequired[str]
    moods: NotRequired[list[str]]
    evidential: NotRequired[str]
    cue: NotRequired[dict[str, str]]
    cue_class: NotRequired[str]
    continues: NotRequired[Continued | None]
    mention: NotRequired[str]
    channel: NotRequired[str]
    said_on: NotRequired[SaidOn | None]


class ArticleView(TypedDict):
    """What the Reader shows.

    ``languages`` are those of the texts, the original first, and ``language_names`` what a reader
    calls them; ``layers`` what labels in the text can
    say (:func:`layers`); ``sources`` the most frequent first and the author last; ``marks`` are by
    id; ``terms`` are words and explanations of the vocabulary that occurs.
    """

    languages: list[str]
    language_names: dict[str, str]
    layers: list[str]
    sources: list[SourceView]
    paragraphs: list[ParagraphView]
    marks: dict[str, Mark]
    terms: dict[str, str]


@dataclass(frozen=True)
class Stretch:
    """A part of a mark within one text: code points ``start`` to ``end``, end exclusive.

    ``part`` is content, cue, supplied (words a translation adds for a verb form), voice or framing;
    ``number`` counts the parts of a discontinuous stretch from 0.
    """

    start: int
    end: int
    mark: str
    part: str
    number: int = 0


_RANK = {part: rank for rank, part in enumerate(("content", "voice", "cue", "supplied", "framing"))}
_LABELLED = {"content", "voice", "framing"}


def tree(text: str, stretches: Iterable[Stretch]) -> list[str | Node]:
    """``text`` as nested stretches; joined, the strings in it are the text again.

    A longer stretch holds the shorter ones inside it. Where two overlap without one holding the
    other, the shorter is divided. ``tag`` is true once for each mark, where its label belongs;
    ``more`` is true where a discontinuous stretch goes on.
    """
    order = sorted(
        (s for s in stretches if s.start < s.end),
        key=lambda s: (s.start - s.end, _RANK[s.part], s.mark, s.start),
    )
    cuts = sorted({0, len(text)} | {s.start for s in order} | {s.end for s in order})
    root: list[str | Node] = []
    open_: list[tuple[Stretch, list[str | Node]]] = []
    labelled: set[str] = set()
    begun: set[Stretch] = set()
    for start, end in pairwise(cuts):
        covering = [s for s in order if s.start <= start and end <= s.end]
        keep = 0
        while keep < len(open_) and keep < len(covering) and open_[keep][0] == covering[keep]:
            keep += 1
        del open_[keep:]
        for stretch in covering[keep:]:
            tag = stretch.part in _LABELLED and stretch.mark not in labelled
            more = stretch.number > 0 and stretch.part == "content" and stretch not in begun
            node = Node(mark=stretch.mark, part=stretch.part, tag=tag, more=more, inside=[])
            if tag:
                labelled.add(stretch.mark)
            begun.add(stretch)
            (open_[-1][1] if open_ else root).append(node)
            open_.append((stretch, node["inside"]))
        (open_[-1][1] if open_ else root).append(text[start:end])
    return root


def plain(nodes: Iterable[str | Node]) -> str:
    """The text of a tree."""
    return "".join(node if isinstance(node, str) else plain(node["inside"]) for node in nodes)


def colours(case: Case) -> dict[str, int]:
    """Colour number of each source, 1 for the one with most attributions; 0 is the shared one.

    Who has but one attribution shares, and who comes after the eighth.
    """
    counts = Counter(a.source for a in case.annotation.attributions)
    own = [name for name, count in counts.most_common(COLOURS) if count > 1]
    return {name: own.index(name) + 1 if name in own else 0 for name in case.sources}


def view(case: Case, chosen: Sequence[int | str] | None = None) -> ArticleView:
    """What a reader sees of ``case``, as plain data in the reader's language.

    ``chosen`` limits it to paragraphs (numbers) and sentences (ids).
    """
    original = case.article.language
    sentences = [
        sentence
        for sentence in case.sentences.values()
        if chosen is None or sentence.paragraph in chosen or sentence.id in chosen
    ]
    languages = list(dict.fromkeys((original, _language_for(case.lang, sentences, original))))
    builder = _Builder(case, languages, {s.id for s in sentences})
    paragraphs: dict[int, list[SentenceView]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(builder.sentence(sentence))
    return {
        "languages": languages,
        "language_names": {code: case.words.language(code) for code in languages},
        "layers": layers(case),
        "sources": builder.sources(),
        "paragraphs": [{"number": n, "sentences": each} for n, each in paragraphs.items()],
        "marks": builder.marks,
        "terms": builder.terms,
    }


def has_mood(case: Case) -> bool:
    """Whether the article's language marks reports by the mood of the verb."""
    return conventions(case.article.language)["reportive_mood"]


def layers(case: Case) -> list[str]:
    """What labels in the article can say: mood only where its language marks reports by it."""
    return [layer for layer in LAYERS if layer != "mood" or has_mood(case)]


def _language_for(lang: str, sentences: Sequence[PlacedSentence], original: str) -> str:
    """The language that a reader of ``lang`` gets all of these sentences in."""
    found = {sentence.language_for(lang) for sentence in sentences}
    if len(found) == 1:
        return found.pop()
    return FALLBACK if all(FALLBACK in s.translation for s in sentences) else original


class _Builder:
    """Collects the parts of one view."""

    def __init__(self, case: Case, languages: list[str], shown: set[str]) -> None:
        self.case = case
        self.said = case.said
        self.languages = languages
        self.shorts = short_names(case)
        self.words = {
            name: text
            for part in ("reader", "terms")
            for name, text in case.words.about(part, languages[0], languages[-1]).items()
        }
        self.terms: dict[str, str] = {}
        notes = case.annotation
        every: list[Entry] = [*notes.attributions, *notes.author_voice, *notes.framing]
        self.places = dict(zip(case.sentences, case.sentences, strict=True))
        self.places |= {entry.id: entry.sentence[0] for entry in every}
        self.entries = {e.id: e for e in every if not shown.isdisjoint(e.sentence)}
        self.marks = {name: self._mark(entry) for name, entry in self.entries.items()}

    def sources(self) -> list[SourceView]:
        """Sources that speak here or stand in a chain, with how often they speak here."""
        counts = Counter(
            mark["source"] for mark in self.marks.values() if mark["kind"] != "framing"
        )
        named = {name for mark in self.marks.values() for name in mark["chain"]}
        colour = colours(self.case)
        listed: list[SourceView] = [
            {
                "id": source.id,
                "name": self.said(source.name),
                "short": self.shorts[source.id],
                "colour": colour[source.id],
                "count": counts[source.id],
                "naming": self._term("naming", source.naming),
            }
            for source in self.case.sources.values()
            if source.id in named
        ]
        return sorted(listed, key=lambda s: (s["id"] == AUTHOR, -s["count"]))

    def sentence(self, sentence: PlacedSentence) -> SentenceView:
        """One sentence in each language, with what is marked in it."""
        here = [entry for entry in self.entries.values() if sentence.id in entry.sentence]
        texts = {lang: sentence.in_language(lang) for lang in self.languages}
        stretches = {
            lang: [s for entry in here for s in self._stretches(entry, sentence, lang)]
            for lang in self.languages
        }
        first = {
            entry.id: min(s.start for s in stretches[sentence.language] if s.mark == entry.id)
            for entry in here
        }
        reading_order = sorted(first, key=lambda e: (first[e], len(self.marks[e]["chain"])))
        return {
            "id": sentence.id,
            "label": sentence.place,
            "note": self._told(sentence.note),
            "texts": {lang: tree(text, stretches[lang]) for lang, text in texts.items()},
            "marks": reading_order,
            "bare": [step for name in reading_order for step in self._bare(name, sentence.id)],
        }

    # --- where the marks stand ---

    def _stretches(
        self, entry: Entry, sentence: PlacedSentence, language: str
    ) -> Iterator[Stretch]:
        """Where an entry stands in a sentence as it is in a language."""
        is_original = language == sentence.language
        if is_original:
            text, begin = self.case.text, sentence.span.start
        else:
            # A relation may run on into the next sentence, and so may what is highlighted.
            before = entry.sentence[: entry.sentence.index(sentence.id)]
            text = translated_text(self.case.sentences, entry.sentence, language)
            begin = len(translated_text(self.case.sentences, before, language)) + bool(before)
        end = begin + len(sentence.in_language(language))
        for field, part in _parts(entry):
            spans = self.case.spans.get((entry.id, field), ())
            if not is_original:
                spans = self.case.translated.get((entry.id, field, language), ())
            for number, span in enumerate(spans):
                start, stop = max(span.start, begin), min(span.end, end)
                supplied = part == "cue" and not is_original and span.text(text).startswith("[")
                if start < stop:
                    kind = "supplied" if supplied else part
                    yield Stretch(start - begin, stop - begin, entry.id, kind, number)

    # --- what is known about them ---

    def _mark(self, entry: Entry) -> Mark:
        mark: Mark = {
            "kind": "framing",
            "sentence": entry.sentence[0],
            "label": place_of(entry.sentence[0]),
            "words": self._words(entry),
            "rationale": self._told(entry.rationale),
            "source": AUTHOR,
            "chain": [AUTHOR],
        }
        if isinstance(entry, Attribution):
            return self._attribution(entry, mark)
        if isinstance(entry, AuthorVoice):
            return {
                **mark,
                "kind": "voice",
                "function": self._term("function", entry.function),
                "claims": self._claims(entry.id),
            }
        return {
            **mark,
            "source": entry.whose,
            "chain": [entry.whose],
            "alternatives": [
                {lang: text for lang, text in each.items() if lang in self.languages}
                for each in entry.alternatives
            ],
        }

    def _attribution(self, a: Attribution, mark: Mark) -> Mark:
        chain = list(self.case.chain(a))
        children = [b.id for b in self.case.annotation.attributions if b.parent == a.id]
        made: Mark = {
            **mark,
            "kind": "content",
            "source": a.source,
            "chain": chain,
            "parent": a.parent,
            "children": [name for name in children if name in self.entries],
            "stwr": self._term("stwr", a.stwr),
            "medium": self._term("medium", a.medium),
            "evidential": self._term("evidential", a.evidential),
            "cue": self._cue(a),
            "cue_class": self._term("cue_class", a.cue_class),
            "continues": self._continues(a),
            "mention": _joined(a.mention),
            "channel": self.said(a.channel),
            "said_on": {"words": a.said_on.words.quote, "date": a.said_on.date.isoformat()}
            if a.said_on
            else None,
            "claims": self._claims(a.id),
        }
        if has_mood(self.case):
            moods = dict.fromkeys((a.mood, *a.other_moods))
            made["moods"] = [self._term("mood", mood) for mood in moods]
        return made

    def _continues(self, a: Attribution) -> Continued | None:
        """The relation further up that has the cue still holding here."""
        before = a
        while before.cue is None and before.continues is not None:
            before = self.case.attributions[before.continues]
        if before is a:
            return None
        return {"label": place_of(before.sentence[0]), "cue": self._cue(before)}

    def _cue(self, a: Attribution) -> dict[str, str]:
        """The cue's words by language; what only a translation adds is none."""
        if a.cue is None:
            return {}
        cue = {self.languages[0]: _joined(a.cue)}
        for language in self.languages[1:]:
            light = a.translated.get(language)
            if light is not None and light.cue:
                cue[language] = " … ".join(light.cue)
        return cue

    def _words(self, entry: Entry) -> dict[str, str]:
        quotes = entry.content if isinstance(entry, Attribution) else entry.quote
        words = {self.languages[0]: _joined(quotes)}
        for language in self.languages[1:]:
            light = entry.translated.get(language)
            if light is not None:
                parts = light if isinstance(light, list) else light.content
                words[language] = " … ".join(parts)
        return words

    def _claims(self, entry: str) -> list[ClaimView]:
        return [
            {
                "text": self.said(claim.proposition),
                "type": self._term("claim", claim.type),
            }
            for claim in self.case.annotation.claims
            if entry in claim.uttered_by
        ]

    def _bare(self, entry: str, sentence: str) -> Iterable[Bare]:
        """The sentence without this relation, and what went with it."""
        a = self.entries[entry]
        if not isinstance(a, Attribution) or a.bare is None or a.sentence[0] != sentence:
            return
        lost = [self.words["lost_who"].replace("{who}", self.shorts[a.source])]
        if words := list(self._cue(a).values()):
            # The last language is the one the bare sentence is in.
            lost.append(self.words["lost_cue"].replace("{cue}", words[-1]))
        if a.stwr is Stwr.DIRECT:
            lost.append(self.words["lost_marks"])
        if has_mood(self.case) and a.mood in (Mood.KONJ1, Mood.KONJ2_SUBSTITUTE, Mood.WUERDE):
            lost.append(self.words["lost_mood"])
        yield {"mark": entry, "text": self.said(a.bare), "lost": lost}

    def _told(self, words: Localized | None) -> str:
        """A text with the ids of sentences and entries as the places that readers see (7.2)."""

        def place(match: re.Match[str]) -> str:
            name = match[0]
            return place_of(self.places[name]) if name in self.places else name

        return re.sub(r"\b[a-z][a-z0-9]*[0-9]\b", place, self.said(words))

    def _term(self, vocabulary: str, value: str) -> str:
        """Name of a vocabulary's value among the terms, which it joins."""
        name = f"{vocabulary}_{value}"
        for key in (name, f"{name}_meaning"):
            if key in self.words:
                self.terms[key] = self.words[key]
        return name


def _parts(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Fields of an entry that have places in the article, with the part each one is."""
    if isinstance(entry, Attribution):
        return (("content", "content"), ("cue", "cue"))
    return (("quote", "voice" if isinstance(entry, AuthorVoice) else "framing"),)


def _joined(quotes: Sequence[Quote] | None) -> str:
    return " … ".join(" ".join(quote.quote.split()) for quote in quotes or ())

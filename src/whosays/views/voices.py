"""How much of an article is in whose voice, in words of its own language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from typing_extensions import TypedDict

from whosays.case.case import AUTHOR, Case
from whosays.case.names import short_names
from whosays.case.spans import Span
from whosays.errors import UnknownNameError
from whosays.views.article import colours


class Voice(TypedDict):
    """Somebody whose words the text has: how many, their share of all (0 to 1), in how many places.

    ``colour`` is the number of the colour that the Reader gives; 0 is the shared one.
    """

    id: str
    name: str
    colour: int
    words: int
    share: float
    places: int


class VoicesView(TypedDict):
    """Voices, those with most words first; ``all`` words, and those ``outside`` every voice.

    What is outside names the sources and says that they speak: it is no content of anybody's.
    """

    voices: list[Voice]
    all: int
    outside: int


def view(case: Case) -> VoicesView:
    """Every word once, for the innermost voice whose content it stands in.

    UnknownNameError where nothing is annotated yet.
    """
    stretches = _stretches(case)
    words = list(_words(case))
    counts = Counter(
        next((source for span, source in stretches if span.start <= place < span.end), "")
        for place in words
    )
    places = Counter(a.source for a in case.annotation.attributions)
    places[AUTHOR] += len(case.annotation.author_voice)
    shorts, colour = short_names(case), colours(case)
    voices: list[Voice] = [
        {
            "id": source,
            "name": shorts[source],
            "colour": colour[source],
            "words": counts[source],
            "share": counts[source] / len(words),
            "places": places[source],
        }
        for source in case.sources
        if counts[source]
    ]
    if not voices:
        raise UnknownNameError(f"in {case.id} no words are annotated as anybody's, so none count")
    return {
        "voices": sorted(voices, key=lambda voice: -voice["words"]),
        "all": len(words),
        "outside": counts[""],
    }


def _stretches(case: Case) -> list[tuple[Span, str]]:
    """Stretches with whose they are, the inner ones first: those that go through more voices.

    Where two go through as many, the shorter one is the inner.
    """
    found = [
        (len(case.chain(a)), span, a.source)
        for a in case.annotation.attributions
        for span in case.spans[a.id, "content"]
    ]
    own = case.annotation.author_voice
    found += [(1, span, AUTHOR) for v in own for span in case.spans[v.id, "quote"]]
    found.sort(key=lambda each: (each[0], each[1].start - each[1].end), reverse=True)
    return [(span, source) for _, span, source in found]


def _words(case: Case) -> Iterator[int]:
    """Where each word's first letter or digit stands; signs that stand alone are no words."""
    for sentence in case.sentences.values():
        start: int | None = None
        for at in range(sentence.span.start, sentence.span.end):
            if case.text[at].isspace():
                start = None
            elif start is None and case.text[at].isalnum():
                start = at
                yield at

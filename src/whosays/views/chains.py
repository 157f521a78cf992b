"""Through whose hands words come: chains of voices as trees, from the author inwards."""

from __future__ import annotations

from collections.abc import Iterable

from typing_extensions import TypedDict

from whosays.case.annotation import Attribution, AuthorVoice
from whosays.case.case import AUTHOR, Case
from whosays.case.names import short_names
from whosays.case.places import place_of
from whosays.case.records import Quote
from whosays.errors import UnknownNameError
from whosays.views.article import colours
from whosays.views.worded import Quotation, told


class Link(TypedDict):
    """A voice in a chain: whose, where, the cue, and those whose words it passes on.

    ``words`` are the content of a voice that passes nobody's words on, else None; ``cue`` is None
    where there is none.
    """

    name: str
    colour: int
    place: str
    cue: Quotation | None
    words: Quotation | None
    inside: list[Link]


class ChainsView(TypedDict):
    """The author's name, what comes from the author's hand, and the longest chain by name."""

    author: str
    links: list[Link]
    longest: list[str]


def view(case: Case, sentences: Iterable[str] = ()) -> ChainsView:
    """The chains of these sentences (ids); of none, all in which one voice passes another on.

    Raises UnknownNameError for a case in which no voice does.
    """
    chosen = set(sentences)
    passed = {a.parent for a in case.annotation.attributions}
    attributions = [
        a
        for a in case.annotation.attributions
        if a.parent is None and (chosen.intersection(a.sentence) if chosen else a.id in passed)
    ]
    own = [v for v in case.annotation.author_voice if chosen.intersection(v.sentence)]
    if not attributions and not own:
        raise UnknownNameError(
            f"in {case.id} no voice passes on another's words; name sentences, such as '1.1'"
        )
    builder = _Builder(case)
    order = list(case.sentences)
    entries: list[Attribution | AuthorVoice] = [*attributions, *own]
    entries.sort(key=lambda entry: (order.index(entry.sentence[0]), builder.start(entry)))
    names = [case.chain(a) for a in _with_inner(case, attributions)]
    longest = max(names, key=len, default=(AUTHOR,))
    return {
        "author": builder.shorts[AUTHOR],
        "links": [builder.link(entry) for entry in entries],
        "longest": [builder.shorts[name] for name in longest],
    }


def _with_inner(case: Case, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions and all that are nested in them."""
    found = list(attributions)
    for a in found:
        found += [b for b in case.annotation.attributions if b.parent == a.id]
    return found


class _Builder:
    """Makes links of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.shorts = short_names(case)
        self.colours = colours(case)

    def start(self, entry: Attribution | AuthorVoice) -> int:
        """Where the words of an entry begin."""
        field = "content" if isinstance(entry, Attribution) else "quote"
        return min(span.start for span in self.case.spans[entry.id, field])

    def link(self, entry: Attribution | AuthorVoice) -> Link:
        """The entry with all that is nested in it."""
        if isinstance(entry, Attribution):
            source, cue, field = entry.source, self._told(entry, "cue"), "content"
        else:
            source, cue, field = AUTHOR, None, "quote"
        inner = [b for b in self.case.annotation.attributions if b.parent == entry.id]
        inner.sort(key=self.start)
        return {
            "name": self.shorts[source],
            "colour": self.colours[source],
            "place": place_of(entry.sentence[0]),
            "cue": cue,
            "words": None if inner else self._told(entry, field),
            "inside": [self.link(b) for b in inner],
        }

    def _told(self, entry: Attribution | AuthorVoice, field: str) -> Quotation | None:
        """What an entry quotes in a field; None where that is empty."""
        quotes: list[Quote] | None = getattr(entry, field)
        if quotes is None:
            return None
        own = self.case.article.language
        texts = {
            lang: each if isinstance(each, list) else getattr(each, field)
            for lang, each in entry.translated.items()
        }
        texts[own] = [" ".join(quote.quote.split()) for quote in quotes]
        return told(self.case, own, texts)

"""Passages of the article, quoted from the data so that no lesson types them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from whosays.case.asked import of_case, placed
from whosays.case.case import Case
from whosays.case.places import PlacedSentence
from whosays.errors import UnknownNameError, WrongTypeError, shown

GAP = Markup('<p class="ws-gap">[…]</p>')
"""Stands where sentences of the article are left out."""


@dataclass(frozen=True)
class Passage:
    """Sentences of the article with their translation; shows itself in a notebook."""

    sentences: tuple[PlacedSentence, ...]
    gaps: frozenset[str]
    """Ids of the sentences before which others are left out."""
    lang: str

    def __repr__(self) -> str:
        return f"<passage: {', '.join(sentence.id for sentence in self.sentences)}>"

    def _repr_html_(self) -> str:
        rows = Markup("").join(
            (GAP if sentence.id in self.gaps else "") + self._rows(sentence)
            for sentence in self.sentences
        )
        return str(Markup('<blockquote class="ws-passage">{}</blockquote>').format(rows))

    def _rows(self, sentence: PlacedSentence) -> Markup:
        """The sentence for the reader, and below it the original, where that is another."""
        lang = sentence.language_for(self.lang)
        first = Markup(
            '<p class="ws-passage-translation" lang="{}">'
            '<small class="ws-passage-number">{}</small> {}</p>'
        ).format(lang, sentence.place, sentence.in_language(lang))
        if lang == sentence.language:
            return first
        # In a notebook, which has none of the site's styles, <i> sets it apart.
        return first + Markup('<p class="ws-passage-original" lang="{}"><i>{}</i></p>').format(
            sentence.language, sentence.text
        )


@of_case
def passage(
    case: Case, *sentences: int | str | Iterable[int | str], having: str | None = None
) -> Passage:
    """Sentences of the article, translation first.

    ``sentences`` are ids (``"p3s2"``), places (``"3.2"``) or whole paragraphs (``"3"``), one by
    one, as a list or as a column of a table; one named twice is shown once. ``having`` shows those
    that have these words, or a part of a word, in the original or in any translation; large and
    small letters are the same. Where sentences in between are left out, the passage says so: […].

    KeyError names an id that is not there, or words that no sentence has; TypeError says that no
    case or no sentence was given, or that ``having`` is no text or has sentences beside it.

    >>> passage(case, "5.1", "5.2")
    <passage: p5s1, p5s2>
    >>> passage(case, having="Einsatz")
    <passage: p8s1, p9s1>
    """
    if sentences and having is not None:
        raise WrongTypeError("give either sentences or having, not both: leave one of them out")
    chosen = placed(case, sentences, "passage") if having is None else _having(case, having)
    neighbours = set(pairwise(case.sentences))
    names = [sentence.id for sentence in chosen]
    gaps = frozenset(pair[1] for pair in pairwise(names) if pair not in neighbours)
    return Passage(tuple(chosen), gaps, case.lang)


def _having(case: Case, words: object) -> list[PlacedSentence]:
    if not isinstance(words, str):
        raise WrongTypeError(f"having takes words in quotation marks, not {shown(words)}")
    found = [
        sentence
        for sentence in case.sentences.values()
        if any(
            words.casefold() in text.casefold()
            for text in (sentence.text, *sentence.translation.values())
        )
    ]
    if not found:
        raise UnknownNameError(
            f"no sentence of {case.id} has {words!r}, in the original or in translation;"
            " try a part of the word"
        )
    return found

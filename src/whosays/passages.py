"""Passages of the article, quoted from the data so that no chapter types them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from whosays.arguments import need_case, need_language, sentence_names
from whosays.case import Case, PlacedSentence

GAP = Markup('<p class="ws-gap">[…]</p>')
"""Stands where sentences of the article are left out."""


@dataclass(frozen=True)
class Passage:
    """Sentences of the article with their translation; shows itself in a notebook."""

    sentences: tuple[PlacedSentence, ...]
    gaps: frozenset[str]
    """Ids of the sentences before which others are left out."""
    language: str
    lang: str

    def __repr__(self) -> str:
        return f"<passage: {', '.join(sentence.id for sentence in self.sentences)}>"

    def _repr_html_(self) -> str:
        rows = Markup("").join(
            Markup(
                '{gap}<p class="ws-passage-translation" lang="{lang}">'
                '<small class="ws-passage-number">{number}</small> {translation}</p>'
                # In a notebook, which has none of the site's styles, <i> sets it apart.
                '<p class="ws-passage-original" lang="{language}"><i>{text}</i></p>'
            ).format(
                gap=GAP if sentence.id in self.gaps else "",
                number=_place(sentence),
                lang=self.lang if self.lang in sentence.translation else "en",
                translation=sentence.translation.get(self.lang, sentence.translation["en"]),
                language=self.language,
                text=sentence.text,
            )
            for sentence in self.sentences
        )
        return str(Markup('<blockquote class="ws-passage">{}</blockquote>').format(rows))


def _place(sentence: PlacedSentence) -> str:
    """Paragraph and sentence as the book writes them: 3.2."""
    return f"{sentence.paragraph}.{sentence.id.rpartition('s')[2]}"


def passage(case: Case, *sentences: str | Iterable[str], lang: str = "en") -> Passage:
    """Sentences of the article, translation first.

    ``sentences`` are ids (``"p3s2"``) or places (``"3.2"``), one by one, as a list or as a column
    of a table; one named twice is shown once. Where sentences in between are left out, the passage
    says so: […]. KeyError names an id that is not there, ValueError a language without words;
    TypeError says that no case or no sentence was given.
    """
    need_case(case)
    need_language(lang, case)
    named = (case.sentence(name) for name in sentence_names(sentences))
    chosen = {sentence.id: sentence for sentence in named}
    neighbours = set(pairwise(case.sentences))
    gaps = frozenset(pair[1] for pair in pairwise(chosen) if pair not in neighbours)
    return Passage(tuple(chosen.values()), gaps, case.article.language, lang)

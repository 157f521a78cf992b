"""Passages of the article, quoted from the data so that no chapter types them again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

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

    def _repr_html_(self) -> str:
        rows = Markup("").join(
            Markup(
                '{gap}<p class="ws-passage-translation" lang="{lang}">{translation}</p>'
                '<p class="ws-passage-original" lang="{language}">{text}</p>'
            ).format(
                gap=GAP if sentence.id in self.gaps else "",
                lang=self.lang if self.lang in sentence.translation else "en",
                translation=sentence.translation.get(self.lang, sentence.translation["en"]),
                language=self.language,
                text=sentence.text,
            )
            for sentence in self.sentences
        )
        return str(Markup('<blockquote class="ws-passage">{}</blockquote>').format(rows))


def passage(case: Case, *sentence_ids: str, lang: str = "en") -> Passage:
    """The sentences with these ids, translation first; KeyError names an id that is not there.

    Where sentences in between are left out, the passage says so: […].
    """
    sentences = tuple(case.sentence(name) for name in sentence_ids)
    neighbours = set(pairwise(case.sentences))
    gaps = frozenset(pair[1] for pair in pairwise(sentence_ids) if pair not in neighbours)
    return Passage(sentences, gaps, case.article.language, lang)

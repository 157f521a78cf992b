"""Passages of the article, quoted from the data so that no chapter types them again."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from whosays.case import Case, PlacedSentence


@dataclass(frozen=True)
class Passage:
    """Sentences of the article with their translation; shows itself in a notebook."""

    sentences: tuple[PlacedSentence, ...]
    language: str
    lang: str

    def _repr_html_(self) -> str:
        rows = Markup("").join(
            Markup(
                '<p class="ws-passage-translation" lang="{lang}">{translation}</p>'
                '<p class="ws-passage-original" lang="{language}">{text}</p>'
            ).format(
                lang=self.lang if self.lang in sentence.translation else "en",
                translation=sentence.translation.get(self.lang, sentence.translation["en"]),
                language=self.language,
                text=sentence.text,
            )
            for sentence in self.sentences
        )
        return str(Markup('<blockquote class="ws-passage">{}</blockquote>').format(rows))


def passage(case: Case, *sentence_ids: str, lang: str = "en") -> Passage:
    """The sentences with these ids, translation first; KeyError names an id that is not there."""
    sentences = tuple(case.sentence(name) for name in sentence_ids)
    return Passage(sentences, case.article.language, lang)

"""Short names of a case's sources, for labels in the text, tables and lists."""

from __future__ import annotations

import re
from collections import Counter

from whosays.case.annotation import Source
from whosays.case.case import Case
from whosays.case.vocabulary import Naming
from whosays.words.said import said

LONG_NAME = 20
"""A name longer than this loses what follows "of" where it stands as a label in the text."""


def short_names(case: Case) -> dict[str, str]:
    """Names short enough for a label in the text, different for each source.

    A person goes by the part of the name that the article uses; others by what stands before a
    comma or a bracket.
    """
    names = {source.id: _short_name(case, source) for source in case.sources.values()}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    return {
        source: case.said(case.sources[source].name) if name in twice else name
        for source, name in names.items()
    }


def _short_name(case: Case, source: Source) -> str:
    def head(language: str) -> str:
        return re.split(r", | \(", said(source.name, language))[0]

    name = head(case.lang)
    if source.naming is Naming.NAMED_PERSON:
        # The article's own form of the name says which of its words serves alone, whatever the
        # order of names in the person's language.
        there, here = head(case.article.language).split(), name.split()
        for a in case.annotation.attributions if len(there) == len(here) else ():
            words = " ".join(quote.quote for quote in a.mention or ())
            if a.source == source.id and words in there:
                return here[there.index(words)]
    return re.split(r" (?:of|des|der|von) ", name)[0] if len(name) > LONG_NAME else name

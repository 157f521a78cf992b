"""A case as tables, one pandas DataFrame each: ``tables.claims(case)``.

Each raises TypeError where no case was given, and each table KeyError for a column that it does not
have, with those that it has.
"""

from whosays.tables.frames import (
    attributions,
    author_voice,
    claims,
    coverage,
    disputes,
    estimates,
    factuality,
    framing,
    own_figures,
    question_sets,
    questions,
    relations,
    sentences,
    sizes,
    sources,
    utterances,
)

__all__ = [
    "attributions",
    "author_voice",
    "claims",
    "coverage",
    "disputes",
    "estimates",
    "factuality",
    "framing",
    "own_figures",
    "question_sets",
    "questions",
    "relations",
    "sentences",
    "sizes",
    "sources",
    "utterances",
]


def __dir__() -> list[str]:
    """The tables alone, without the modules they come from."""
    return sorted(__all__)

"""A case as tables, one pandas DataFrame each: ``tables.claims(case)``."""

from whosays.tables.frames import (
    TABLES,
    attributions,
    author_voice,
    claims,
    coverage,
    disputes,
    estimates,
    framing,
    own_figures,
    question_sets,
    questions,
    relations,
    sentences,
    sizes,
    sources,
)

__all__ = [
    "TABLES",
    "attributions",
    "author_voice",
    "claims",
    "coverage",
    "disputes",
    "estimates",
    "framing",
    "own_figures",
    "question_sets",
    "questions",
    "relations",
    "sentences",
    "sizes",
    "sources",
]


def __dir__() -> list[str]:
    """The tables alone, without the modules they come from."""
    return sorted(__all__)

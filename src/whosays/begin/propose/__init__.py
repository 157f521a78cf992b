"""Propose an annotation for an article: who says what, in which form, by which words.

Rules over parts of speech and lemmas, for German. What they propose is for an author to read,
correct and complete: it is marked as proposed until then.
"""

from __future__ import annotations

from collections.abc import Sequence

from whosays.begin.propose.clauses import units
from whosays.begin.propose.contents import Proposal
from whosays.begin.propose.course import proposals
from whosays.case.spans import Span


def proposed(text: str, paragraphs: Sequence[Sequence[Span]]) -> list[Proposal]:
    """What the rules propose for a text that is split into sentences, in its order.

    Raises :class:`~whosays.errors.MissingExtraError` where the tagger is not installed.
    """
    return proposals(units(text, paragraphs))


__all__ = ["Proposal", "proposed"]

"""Front end that the quiz and "My results" share: what is stored, and what follows from it."""

from __future__ import annotations

from whosays.widgets._base import front_end


def answers_front_end(stem: str, suffix: str) -> str:
    """Text of ``_common``, ``_answers`` and the widget's own file, in this order."""
    return front_end(stem, suffix, "_answers")

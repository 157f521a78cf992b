"""Front end that the quiz and "My results" share: what is stored, and what follows from it."""

from __future__ import annotations

from importlib.resources import files

from whosays.widgets._base import front_end


def answers_front_end(stem: str, suffix: str) -> str:
    """Text of ``_common``, ``_answers`` and the widget's own file, in this order."""
    own = (files("whosays.widgets") / f"{stem}{suffix}").read_text(encoding="utf-8")
    return f"{front_end('_answers', suffix)}\n{own}"

"""Texts that lessons show beside what they make from a case: captions, titles, summaries.

``lessons.yml`` of a case holds them by lesson and name, so that a lesson's code has none of them.
"""

from __future__ import annotations

from pydantic import RootModel

from whosays.case.records import Kebab
from whosays.words.said import Localized


class Lessons(RootModel[dict[Kebab, dict[Kebab, Localized]]]):
    """``lessons.yml``: text by lesson and by name."""

    def by_name(self) -> dict[str, dict[str, str]]:
        """Every text by its whole name, such as ``claims.in-sentence``."""
        return {
            f"{lesson}.{name}": text
            for lesson, texts in self.root.items()
            for name, text in texts.items()
        }

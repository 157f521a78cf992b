"""Entries of a case that show what the guidelines mean.

``examples.yml`` of a case maps values of a vocabulary to entries: ``stwr: {direct: a04}``. The
guidelines have a dash for what is not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ConfigDict, RootModel

from whosays.case.annotation import Id


class Examples(RootModel[dict[str, dict[str, Id]]]):
    """``examples.yml``: id of an entry by vocabulary and value."""

    model_config = ConfigDict(frozen=True)

    def of(self, vocabulary: str, value: str) -> str | None:
        """The entry that shows a value, None where there is none."""
        return self.root.get(vocabulary, {}).get(value)

    def all(self) -> Iterator[tuple[str, str, str]]:
        """Vocabulary, value and entry of each example, in the order of the file."""
        for vocabulary, entries in self.root.items():
            for value, entry in entries.items():
                yield vocabulary, value, entry

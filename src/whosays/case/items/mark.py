"""Words of the passage to mark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, NotRequired

from pydantic import Field

from whosays.case.items.base import (
    Block,
    Decoy,
    Fits,
    Item,
    ItemView,
    Line,
    Made,
    Paper,
    Passage,
    Quoted,
    TargetField,
    marked_words,
)
from whosays.words import Words
from whosays.words.said import FALLBACK, Language, Localized, language_of


class MarkedView(Quoted):
    """Words to mark, with the places of their words in the passage, counted from 0."""

    positions: list[int]
    feedback: NotRequired[str]


class MarkView(ItemView):
    """Words to mark, in plain form."""

    targets: list[MarkedView]
    decoys: NotRequired[list[MarkedView]]
    feedback: str
    otherwise: str


class Mark(Item):
    """Words of the passage to mark: of the original, or of the translation into ``language``."""

    type: Literal["mark"]
    passage: Passage
    language: Language | None = None
    targets: list[TargetField] = Field(min_length=1)
    decoys: list[Decoy] = Field([])
    feedback: Localized
    otherwise: Localized

    shape: ClassVar[Any] = MarkView

    def marked_in(self, article: str) -> str:
        """As in the other items."""
        made_up = self.passage.made_up
        own = language_of(made_up, FALLBACK) if made_up else article
        return self.language or self.passage.original or own

    @classmethod
    def fits(cls, made: Made) -> Fits:
        """Places of words of the passage."""
        return {"words": sum(len(part["text"].split()) for part in made["passage"]["text"])}

    @classmethod
    def points(cls, made: Made, choice: Any) -> float:
        """Targets found, as a share of all targets and of all words marked beside them."""
        found, missed, extra = marked_words(made, choice)
        return len(found) / (len(found) + len(missed) + len(extra))

    @classmethod
    def paper(cls, made: Made) -> Paper:  # noqa: ARG003 - as others
        """No more than a hint: the words are marked in the passage above."""
        return {"hint": "mark_them"}

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:  # noqa: ARG003 - as others
        """What there is to find, and what only looks like it."""

        def line(state: str, entry: Mapping[str, Any]) -> Line:
            return {"state": state, "quoted": entry, "text": entry.get("feedback", "")}

        lines = [line("right", target) for target in made["targets"]]
        lines += [line("wrong", decoy) for decoy in made.get("decoys", [])]
        return [{"text": made["feedback"]}, {"lines": lines}, {"text": made["otherwise"]}]

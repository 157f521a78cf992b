"""Entries to pair."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, NotRequired

from pydantic import Field, model_validator
from typing_extensions import TypedDict

from whosays.case.items.base import (
    Assign,
    Block,
    ItemView,
    Labelled,
    LabelledView,
    Made,
    Quoted,
    ids,
    letter,
    named,
    share,
    unique,
)
from whosays.case.items.order import shuffled
from whosays.case.records import QuoteField, Record
from whosays.words import Words
from whosays.words.said import Localized


class Pair(Record):
    """The right partner of one entry on the left."""

    left: str
    right: str
    feedback: Localized
    words: list[QuoteField] = Field([])

    @property
    def id(self) -> str:
        """What tells it from the others: each entry on the left has one partner."""
        return self.left


class PairView(TypedDict):
    """The right partner of one entry on the left."""

    left: str
    right: str
    feedback: str
    words: NotRequired[list[Quoted]]


class MatchView(ItemView):
    """Entries to pair, in plain form; partners are shuffled."""

    left: list[LabelledView]
    right: list[LabelledView]
    pairs: list[PairView]


class Match(Assign):
    """Each entry on the left gets its partner; a partner may serve twice or not at all."""

    type: Literal["match"]
    left: list[Labelled] = Field(min_length=2)
    right: list[Labelled] = Field(min_length=2)
    pairs: list[Pair]

    shape: ClassVar[Any] = MatchView
    entries_in: ClassVar[str] = "left"
    answers_in: ClassVar[str] = "right"

    @model_validator(mode="after")
    def _fits(self) -> Match:
        left = [entry.id for entry in self.left]
        right = [entry.id for entry in self.right]
        unique("left", left)
        unique("right", right)
        unique("pair", (pair.left for pair in self.pairs))
        for pair in self.pairs:
            if pair.left not in left or pair.right not in right:
                raise ValueError(
                    f"the pair {pair.left} → {pair.right} names an entry that does not exist"
                )
        missing = set(left) - {pair.left for pair in self.pairs}
        if missing:
            raise ValueError(f"no pair for {', '.join(sorted(missing))}: add one under `pairs:`")
        return self

    def arranged(self, made: Made, words: Words) -> Made:  # noqa: ARG002 - as others
        """Partners are shuffled."""
        return {**made, "right": shuffled(self.id, made["right"])}

    @classmethod
    def points(cls, made: Made, choice: Any) -> float:
        """Share of the entries that have their partner."""
        return share(choice.get(pair["left"]) == pair["right"] for pair in made["pairs"])

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:  # noqa: ARG003 - as others
        """Every entry with its partner and the reason."""
        letters = {name: letter(place) for place, name in enumerate(ids(made["right"]))}
        return [
            {
                "lines": [
                    {
                        "label": letters[pair["right"]],
                        "subject": named(made["left"], pair["left"]),
                        "answer": named(made["right"], pair["right"]),
                        "text": pair["feedback"],
                        "words": pair.get("words", []),
                    }
                    for pair in made["pairs"]
                ]
            }
        ]

"""Entries to bring into order."""

from __future__ import annotations

import random
from math import factorial
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from whosays.case.items.base import (
    Block,
    Entry,
    EntryView,
    Fits,
    Item,
    ItemView,
    Line,
    Made,
    Paper,
    share,
    texts,
    unique,
)
from whosays.words import Words


class OrderView(ItemView):
    """Entries to order, in plain form; ``right`` holds their ids in the right order."""

    entries: list[EntryView]
    right: list[str]


class Order(Item):
    """Entries to bring into order."""

    type: Literal["order"]
    entries: list[Entry] = Field(min_length=2)

    shape: ClassVar[Any] = OrderView

    @model_validator(mode="after")
    def _ids(self) -> Order:
        unique("entry", (entry.id for entry in self.entries))
        return self

    def arranged(self, made: Made, words: Words) -> Made:  # noqa: ARG002 - as others
        """Entries are shuffled; ``right`` holds their ids in the right order."""
        right = [entry["id"] for entry in made["entries"]]
        return {**made, "right": right, "entries": shuffled(self.id, made["entries"])}

    @classmethod
    def fits(cls, made: Made) -> Fits:
        """All entries, in any order."""
        return {"all": made["right"]}

    @classmethod
    def chance(cls, made: Made) -> float:
        """One order of all."""
        return 1 / factorial(len(made["right"]))

    @classmethod
    def points(cls, made: Made, choice: Any) -> float:
        """Share of all pairs of entries that stand in the right order.

        Kendall's tau, from 0 to 1.
        """
        place = {name: position for position, name in enumerate(choice)}
        right = made["right"]
        return share(place[a] < place[b] for i, a in enumerate(right) for b in right[i + 1 :])

    @classmethod
    def paper(cls, made: Made) -> Paper:
        """The entries, shuffled, with a box each."""
        return {"hint": "number_them", "boxed": texts(made["entries"])}

    @classmethod
    def key(cls, made: Made, words: Words) -> list[Block]:  # noqa: ARG003 - as others
        """The entries in the right order, with reasons."""
        entries = {entry["id"]: entry for entry in made["entries"]}
        right = [entries[name] for name in made["right"]]
        lines: list[Line] = [{"subject": each["text"], "text": each["feedback"]} for each in right]
        return [{"ordered": True, "lines": lines}]


def shuffled(seed: str, entries: list[Any]) -> list[Any]:
    """The entries in an order that is the same in every build and never the right one."""
    mixed = list(entries)
    random.Random(seed).shuffle(mixed)  # noqa: S311 (nothing secret)
    return mixed if mixed != entries else [*mixed[1:], mixed[0]]

"""What the figures of an article count: the unit, the kinds of count, the regions.

``counts.yml`` of a case gives them with their words by language; a case without the file counts
nothing. :class:`Counting` is the file, :class:`Counts` what is shown of it to readers of one
language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import Field, model_validator

from whosays.case.annotation import Id
from whosays.case.records import Record, need_once
from whosays.words import Words
from whosays.words.said import Localized


class Kind(Record):
    """A kind of count, such as people who came, or people who are to come."""

    id: Id = Field(description="Id, as it stands under counted in the other files.")
    heading: Localized = Field(description="Heading of its part of a chart.")
    short: Localized = Field(description="A word or two for the switch of a chart.")
    words: Localized = Field(description="What is counted, in words that stand alone.")
    planned: bool = Field(
        default=False, description="Whether it counts what has not happened yet; drawn hollow."
    )
    test: Localized = Field(description="How to tell it from the others: the guideline.")
    elsewhere: Localized | None = Field(None, description="An example from another text.")


class Region(Record):
    """A place that something is counted in."""

    id: Id = Field(description="Id, as it stands under region in the other files.")
    words: Localized = Field(description="Its name.")


class Counting(Record):
    """``counts.yml``."""

    unit: Localized = Field(description="What one is counted in, in the plural.")
    kinds: Annotated[list[Kind], Field(min_length=1)] = Field(
        description="Kinds of count, in the order of a chart."
    )
    regions: list[Region] = Field([], description="Places that something is counted in.")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for what, entries in (("kind", self.kinds), ("region", self.regions)):
            need_once(what, (entry.id for entry in entries), "give each its own id")
        return self


@dataclass(frozen=True)
class Counts:
    """Kinds of count by id, in the order of a chart, in the words of one language.

    ``headings`` stand above the parts of a chart ("Came"), ``names`` are what a reader chooses
    from ("came"), ``phrases`` stand alone ("people who came"); all three have the same ids.
    ``planned`` are the kinds that count what has not happened yet. ``unit`` is what one is
    counted in, and empty where nothing is; ``regions`` are places by id.
    """

    unit: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    planned: frozenset[str] = frozenset()
    regions: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Ids of the kinds, in order."""
        return tuple(self.headings)

    def phrase(self, counted: str | None, region: str | None) -> str:
        """What is counted, and where: "people who came, at the pool"; empty for no count."""
        if not counted:
            return ""
        return ", ".join([self.phrases[counted], *([self.regions[region]] if region else [])])


def counts_in(counting: Counting | None, words: Words) -> Counts:
    """What a case counts, in the words of a language; nothing where it has no ``counts.yml``."""
    if counting is None:
        return Counts()
    return Counts(
        unit=words.said(counting.unit),
        headings={kind.id: words.said(kind.heading) for kind in counting.kinds},
        names={kind.id: words.said(kind.short) for kind in counting.kinds},
        phrases={kind.id: words.said(kind.words) for kind in counting.kinds},
        planned=frozenset(kind.id for kind in counting.kinds if kind.planned),
        regions={region.id: words.said(region.words) for region in counting.regions},
    )

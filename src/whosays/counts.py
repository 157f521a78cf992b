"""What the figures of an article count: the kinds, their words, and which of them is a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whosays.case import Case
from whosays.strings import strings_for
from whosays.vocabulary import Counted


@dataclass(frozen=True)
class Counts:
    """The kinds of count by their ids, in the order of a chart and in words of one language.

    ``headings`` stand above the parts of a chart ("Sent"), ``names`` are the choices of a reader
    ("sent"); both have the same kinds. ``planned`` are those that count what has not happened yet:
    they are drawn hollow.
    """

    headings: Mapping[str, str]
    names: Mapping[str, str]
    planned: frozenset[str] = frozenset()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Ids of the kinds, in order."""
        return tuple(self.headings)


_ORDER = (
    Counted.PLANNED,
    Counted.SENT,
    Counted.TRAINING,
    Counted.PRESENT,
    Counted.IN_COMBAT,
)


def counts_for(lang: str = "en") -> Counts:
    """The kinds that the annotation can tell apart today: people in a deployment."""
    headings, names = strings_for("charts", lang), strings_for("chartlab", lang)
    return Counts(
        headings={str(kind): headings[f"part_{kind}"] for kind in _ORDER},
        names={str(kind): names[kind] for kind in _ORDER},
        planned=frozenset({str(Counted.PLANNED)}),
    )


def unit_of(case: Case, lang: str = "en") -> str:
    """What one is counted in, in the words of the case's own claims; empty where none counts."""
    quantities = (claim.quantity for claim in case.annotation.claims)
    units = (each.unit for each in quantities if each is not None and each.counted is not None)
    unit = next(units, {"en": ""})
    return unit.get(lang, unit["en"])


__all__ = ["Counts", "counts_for", "unit_of"]

"""The language that a reader reads in: how a text, a number, a day and a list are said in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whosays.words import numbers
from whosays.words.columns import heading
from whosays.words.interface import interface, table
from whosays.words.said import FALLBACK, filled, said

_SAME_VALUES = {"other_moods": "mood"}
"""Columns whose values are those of another."""


@dataclass(frozen=True)
class Words:
    """Everything that is put into words for a reader, in one language (``en``, ``de`` …)."""

    lang: str = FALLBACK

    def said(self, text: Mapping[str, str] | None) -> str:
        """A text by language in this one, else in English; empty where there is none."""
        return said(text, self.lang)

    def of(self, part: str) -> dict[str, str]:
        """The words of one part of the interface by name, such as ``quiz`` or ``terms``."""
        return interface(part, self.lang)

    def about(self, part: str, original: str, shown: str | None = None) -> dict[str, str]:
        """The words of a part of the interface that speak of an article's language.

        ``original`` is its code, ``shown`` that of the language it is read in, if that is another.
        Where it marks reports by the mood of the verb, the part has further words, or others.
        """
        how = numbers.conventions(original)
        words = self.of(part)
        if how["reportive_mood"]:
            words |= self.of(f"{part}_mood")
        names = {
            "original": self.language(original),
            "translation": self.language(shown or original),
            **how["reportive"],
        }
        return {name: filled(text, names) for name, text in words.items()}

    def language(self, code: str) -> str:
        """The name of a language; its code where nobody has written the name."""
        return numbers.conventions(self.lang)["names"].get(code, code)

    def heading(self, column: str) -> str:
        """How a column of this name is headed; its name where nothing is written for it."""
        return heading(column, self.lang)

    def value(self, column: str, value: str) -> str:
        """What a value of a column is called; the value as it is where nothing is written for it.

        A name of its own in tables (``values``) comes before the one the Reader uses (``terms``);
        ``all``, ``none``, ``true`` and ``false`` are called the same in every column.
        """
        name = f"{_SAME_VALUES.get(column, column)}_{value}"
        values = table()["values"]
        found = values.get(name) or table()["terms"].get(name) or values.get(value)
        return self.said(found) or value

    def number(self, value: float, *, places: int = 0) -> str:
        """A figure with its thousands set apart, and at most so many decimal places."""
        return numbers.number(value, self.lang, places=places)

    def fixed(self, value: float) -> str:
        """A fraction with two decimal places: 0.50, or 0,50 in German."""
        return numbers.fixed(value, self.lang)

    def day(self, date: dt.date | str, *, short: bool = False) -> str:
        """A day; text is read as ISO 8601 (2024-10-23)."""
        if isinstance(date, str):
            date = dt.date.fromisoformat(date)
        return numbers.day(date, self.lang, short=short)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts of a sentence as a list, for example "a, b and c"."""
        return numbers.listed(parts, self.lang)

    def figure(self, bound: str, value: float | None, low: float | None, high: float | None) -> str:
        """A figure with its bound, for example "at least 3,000"; no number for a presence."""
        given = {"value": value, "low": low, "high": high}
        shown = {name: self.number(one) for name, one in given.items() if one is not None}
        return self.of("figures")[f"bound_{bound}"].format(**shown)

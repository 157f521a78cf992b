"""The language that a reader reads in: how a text, a number, a day and a list are said in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whosays.words.columns import heading
from whosays.words.interface import interface, table
from whosays.words.numbers import Conventions, conventions
from whosays.words.said import FALLBACK, filled, said

_SAME_VALUES = {"other_moods": "mood"}
"""Columns whose values are those of another."""


@dataclass(frozen=True)
class Words:
    """Everything that is put into words for a reader, in one language (``en``, ``de`` …)."""

    lang: str = FALLBACK

    @property
    def how(self) -> Conventions:
        """How the language writes, as English does where it has no file of its own."""
        return conventions(self.lang)

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
        how = conventions(original)
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
        return self.how["names"].get(code, code)

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
        """A figure with its thousands set apart: 10,900, or 10.900 in German.

        It has at most so many decimal places.
        """
        whole, _, rest = f"{value:,.{places}f}".partition(".")
        rest = rest.rstrip("0")
        whole = whole.replace(",", self.how["thousands"])
        return whole + (self.how["decimal"] + rest if rest else "")

    def fixed(self, value: float) -> str:
        """A fraction with two decimal places, also where they are zero: 0.50, or 0,50 in German."""
        return f"{value:.2f}".replace(".", self.how["decimal"])

    def day(self, date: dt.date | str, *, short: bool = False) -> str:
        """A day as in "23 October 2024", or "23 Oct 2024"; text is read as ISO 8601."""
        if isinstance(date, str):
            date = dt.date.fromisoformat(date)
        months = self.how["months_short" if short else "months"]
        return self.how["day"].format(day=date.day, month=months[date.month - 1], year=date.year)

    def listed(self, parts: Sequence[str]) -> str:
        """Parts of a sentence as a list: "a", "a and b", "a, b and c"."""
        if len(parts) < 2:  # noqa: PLR2004 - one is no list
            return "".join(parts)
        return self.how["listed"].format(first=", ".join(parts[:-1]), last=parts[-1])

    def figure(self, bound: str, value: float | None, low: float | None, high: float | None) -> str:
        """A figure with its bound, for example "at least 3,000"; no number for a presence."""
        given = {"value": value, "low": low, "high": high}
        shown = {name: self.number(one) for name, one in given.items() if one is not None}
        return self.of("figures")[f"bound_{bound}"].format(**shown)

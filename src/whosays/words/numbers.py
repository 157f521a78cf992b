"""Numbers, days and lists as a language writes them: 12,000 or 12.000, 23 Oct 2024, "a and b"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from importlib.resources.abc import Traversable

from typing_extensions import TypedDict

from whosays.words.packaged import FOLDER, read_packaged
from whosays.words.said import FALLBACK


class Numerals(TypedDict):
    """The words for numbers; the comments in ``languages/en.yml`` say what each key is for."""

    count: list[str]
    forms: dict[str, int]
    factors: dict[str, int]
    alone: list[str]
    endings: list[str]


class Conventions(TypedDict):
    """What stands in a file of ``languages/``."""

    thousands: str
    decimal: str
    day: str
    months: list[str]
    months_short: list[str]
    weekdays: list[str]
    listed: str
    reportive_mood: bool
    reportive: dict[str, str]
    names: dict[str, str]
    common: list[str]
    cues: dict[str, list[str]]
    numerals: Numerals


@cache
def conventions(lang: str) -> Conventions:
    """How a language writes; as English does where the language has no file of its own."""
    found: Conventions = read_packaged(_file(lang if is_known(lang) else FALLBACK))
    return found


def is_known(lang: str) -> bool:
    """Whether the language has a file of its own."""
    return _file(lang).is_file()


def _file(lang: str) -> Traversable:
    return FOLDER / "languages" / f"{lang}.yml"


def number(value: float, lang: str, *, places: int = 0) -> str:
    """A figure with its thousands set apart: 10,900, or 10.900 in German.

    It has at most so many decimal places.
    """
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    rest = rest.rstrip("0")
    how = conventions(lang)
    return whole.replace(",", how["thousands"]) + (how["decimal"] + rest if rest else "")


def fixed(value: float, lang: str) -> str:
    """A fraction with two decimal places, also where they are zero: 0.50, or 0,50 in German."""
    return f"{value:.2f}".replace(".", conventions(lang)["decimal"])


def day(date: dt.date, lang: str, *, short: bool = False) -> str:
    """A day as in "23 October 2024", or "23 Oct 2024" where it is to be short."""
    how = conventions(lang)
    months = how["months_short" if short else "months"]
    return how["day"].format(day=date.day, month=months[date.month - 1], year=date.year)


def listed(parts: Sequence[str], lang: str) -> str:
    """Parts of a sentence as a list: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:  # noqa: PLR2004 - one is no list
        return "".join(parts)
    return conventions(lang)["listed"].format(first=", ".join(parts[:-1]), last=parts[-1])

"""How a language writes numbers, days and lists, and what it calls them (``languages/``)."""

from __future__ import annotations

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
    reportive_forms: list[str]
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

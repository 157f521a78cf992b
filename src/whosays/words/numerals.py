"""Numbers as newspapers write them, by the rules of their language (``languages/``)."""

from __future__ import annotations

import re

from whosays.words.numbers import Conventions, conventions

_GROUP = 3
_TOKEN = re.compile(r"[0-9][0-9.,]*|[^\W0-9_]+")


def numbers_in(words: str, language: str) -> list[float]:
    """The numbers that ``words`` name, in order.

    Digits follow the language (German ``12.000`` is twelve thousand, ``1,5`` one and a half);
    number words up to twelve, with *-mal* in German, and hundred, thousand, million … after a
    number are understood. Words without a number give an empty list. A language that has no file
    of its own is read as English.
    """
    how = conventions(language)
    numerals = how["numerals"]
    count = {word: float(value) for value, word in enumerate(numerals["count"])}
    plain = {**count, **numerals["forms"]}
    plain |= {word + end: value for end in numerals["endings"] for word, value in count.items()}
    found: list[float] = []
    after_number = False
    for token in _TOKEN.findall(words):
        lower = token.lower()
        factor = numerals["factors"].get(lower)
        if factor is not None:
            if after_number:
                found[-1] *= factor
            elif lower in numerals["alone"]:
                found.append(float(factor))
            after_number = bool(found)
            continue
        number = _digits(token, how) if token[0] in "0123456789" else plain.get(lower)
        after_number = number is not None
        if number is not None:
            found.append(float(number))
    return found


def _digits(token: str, how: Conventions) -> float | None:
    token = token.rstrip(".,")
    whole, _, fraction = token.partition(how["decimal"])
    groups = whole.split(how["thousands"])
    grouped = len(groups) > 1
    if grouped and not (
        1 <= len(groups[0]) <= _GROUP and all(len(group) == _GROUP for group in groups[1:])
    ):
        return None
    if fraction and not fraction.isdigit():
        return None
    return float("".join(groups) + ("." + fraction if fraction else ""))

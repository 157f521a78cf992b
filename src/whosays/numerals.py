"""Numbers as newspapers write them, in German and English."""

from __future__ import annotations

import re

_WORDS = {
    "de": ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
           "elf", "zwölf"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve"),
}  # fmt: skip
_FORMS = {
    "de": {"eine": 1, "einen": 1, "einer": 1, "eins": 1, "einmal": 1, "beide": 2},
    "en": {"a": 1, "an": 1, "once": 1, "twice": 2, "thrice": 3, "both": 2},
}
_FACTORS = {
    "de": {"hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6,
           "milliarde": 10**9, "milliarden": 10**9},
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
}  # fmt: skip
_SEPARATORS = {"de": (".", ","), "en": (",", ".")}  # thousands, decimal
_GROUP = 3
_TOKEN = re.compile(r"[0-9][0-9.,]*|[^\W0-9_]+")


def numbers_in(words: str, language: str) -> list[float]:
    """The numbers that ``words`` name, in order.

    Digits follow the language (German ``12.000`` is twelve thousand, ``1,5`` one and a half);
    number words up to twelve, with *-mal* in German, and hundred, thousand, million … after a
    number are understood. Words without a number give an empty list. Languages other than German
    (``de``) and English (``en``) are read as English.
    """
    lang = language if language in _WORDS else "en"
    plain = {word: float(value) for value, word in enumerate(_WORDS[lang])}
    plain.update(_FORMS[lang])
    if lang == "de":
        plain.update({f"{word}mal": float(value) for value, word in enumerate(_WORDS["de"])})
    found: list[float] = []
    after_number = False
    for token in _TOKEN.findall(words):
        lower = token.lower()
        factor = _FACTORS[lang].get(lower)
        if factor is not None:
            if after_number:
                found[-1] *= factor
            elif lower in ("hundert", "tausend"):
                found.append(float(factor))
            after_number = bool(found)
            continue
        number = _digits(token, lang) if token[0] in "0123456789" else plain.get(lower)
        after_number = number is not None
        if number is not None:
            found.append(number)
    return found


def _digits(token: str, lang: str) -> float | None:
    thousands, decimal = _SEPARATORS[lang]
    token = token.rstrip(".,")
    whole, _, fraction = token.partition(decimal)
    groups = whole.split(thousands)
    grouped = len(groups) > 1
    if grouped and not (
        1 <= len(groups[0]) <= _GROUP and all(len(group) == _GROUP for group in groups[1:])
    ):
        return None
    if fraction and not fraction.isdigit():
        return None
    return float("".join(groups) + ("." + fraction if fraction else ""))

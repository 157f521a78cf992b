"""The mood of a finite verb, by its form."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.begin.propose.lexicon import german
from whosays.begin.propose.tagging import Token
from whosays.case.vocabulary import Mood

QUOTATIVE = frozenset({Mood.KONJ1, Mood.KONJ2_SUBSTITUTE, Mood.WUERDE})
"""Moods by which the verb itself says that somebody else is speaking."""


def mood(token: Token) -> Mood:
    """The mood of a finite verb.

    A Konjunktiv II in the plural counts as standing in for Konjunktiv I, which looks like the
    indicative there; only of *sein* it does not.
    """
    lists, word = german(), token.low
    if word in lists["wuerde"]:
        return Mood.WUERDE
    if word in lists["konj1"] or _has_konj1_ending(token):
        return Mood.KONJ1
    if word in lists["konj2"]:
        stands_in = word.endswith("en") and word != "wären"
        return Mood.KONJ2_SUBSTITUTE if stands_in else Mood.KONJ2
    return Mood.INDICATIVE


def is_konjunktiv(token: Token) -> bool:
    """Whether a finite verb is in Konjunktiv I or II."""
    return mood(token) is not Mood.INDICATIVE


def _has_konj1_ending(token: Token) -> bool:
    """Whether it is the stem of the infinitive and -e: er komme, er handle."""
    lemma, word = token.lemma.lower(), token.low
    if token.pos != "VVFIN" or not token.text.endswith("e") or not token.text[0].islower():
        return False
    # "handle" and "handele" belong to "handeln".
    return lemma == f"{word}n" or (
        lemma.endswith(("eln", "ern"))
        and word in {f"{lemma[:-3]}{lemma[-2]}e", f"{lemma.removesuffix('n')}e"}
    )


def moods(words: Iterable[Token]) -> list[Mood]:
    """The moods of all finite verbs, in order."""
    return [mood(token) for token in words if token.is_finite]

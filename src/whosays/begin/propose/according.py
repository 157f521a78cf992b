"""What is said according to somebody: *nach Angaben, laut, zufolge, demnach, wonach*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whosays.begin.propose.clauses import Clause, Kind, Unit
from whosays.begin.propose.contents import Proposal, end_of_said, made, words_of
from whosays.begin.propose.cues import group_end, groups, named_before
from whosays.begin.propose.lexicon import german
from whosays.begin.propose.tagging import Token
from whosays.case.vocabulary import CueClass


@dataclass(frozen=True)
class _According:
    """*nach Angaben der Polizei*: its words, those of the cue, those that name the source."""

    tokens: tuple[Token, ...]
    cue: tuple[Token, ...]
    mention: tuple[Token, ...]


def _according_in(clause: Clause) -> _According | None:
    words = clause.words
    for at, token in enumerate(words):
        found = _phrase(words, at, token)
        if found is not None:
            return found
    return None


def _phrase(words: Sequence[Token], at: int, token: Token) -> _According | None:
    match token.low:
        case "laut" | "gemäß":
            end = group_end(words, at + 1)
            named = tuple(words[at + 1 : end])
            return _According((token, *named), (token,), named) if named else None
        case "zufolge":
            named = _ends_before(words, at)
            return _According((*named, token), (token,), _whose(named)) if named else None
        case "nach":
            return _nach(words, at, token)
    return None


def _nach(words: Sequence[Token], at: int, token: Token) -> _According | None:
    named = tuple(words[at + 1 : group_end(words, at + 1)])
    noun = _telling_noun(named)
    if noun is not None and not _is_temporal(named, noun):
        return _According((token, *named), (token, noun), _whose(named))
    named = _ends_before(words, at) if _telling_noun(words[at - 1 : at]) is not None else ()
    return _According((*named, token), (words[at - 1], token), _whose(named)) if named else None


def _ends_before(words: Sequence[Token], at: int) -> tuple[Token, ...]:
    """The group around a noun that ends right before a word."""
    here = (group.tokens for group in groups(words[:at]))
    return next((tokens for tokens in here if tokens[-1] is words[at - 1]), ())


def _telling_noun(words: Sequence[Token]) -> Token | None:
    ends = tuple(german()["according"])
    return next((t for t in words if t.pos.startswith(("NN", "NE")) and t.low.endswith(ends)), None)


def _is_temporal(named: Sequence[Token], noun: Token) -> bool:
    """*nach der Erklärung* comes after it; *nach Angaben, nach einem Bericht* comes from it."""
    return named[0].low in {"der", "dieser", "den", "dem", "ihrer", "seiner"} and noun.low.endswith(
        ("erklärung", "stellungnahme", "nachricht", "meldung", "mitteilung", "untersuchungen")
    )


def _whose(named: tuple[Token, ...]) -> tuple[Token, ...]:
    """Whose words they are: what follows the noun, or who is in the pronoun before it."""
    noun = _telling_noun(named)
    if noun is None:
        return named
    at = named.index(noun)
    after = named[at + 1 :]
    if after:
        return after[1:] if after[0].low in {"von", "vom"} and len(after) > 1 else after
    possessive = [token for token in named[:at] if token.pos == "PPOSAT"]
    return tuple(possessive) or named


def according(unit: Unit) -> Iterator[Proposal]:
    """*Laut X … · nach Angaben von X … · X zufolge …*."""
    if unit.tokens and unit.tokens[-1].text == "?":
        return
    for at, clause in enumerate(unit.clauses):
        phrase = _according_in(clause)
        if phrase is None:
            continue
        first, last = _scope(unit, at)
        kept = words_of(unit, first, last)
        left = list(phrase.tokens)
        if len(phrase.tokens) >= len(clause.words):
            left = words_of(unit, at, _beside(unit, at))
        yield from made(
            unit,
            kept,
            cue=phrase.cue,
            cue_class=CueClass.PREPOSITION,
            mention=phrase.mention,
            left_out=left,
        )


def _beside(unit: Unit, at: int) -> int:
    """The end of what stands beside a phrase that is a clause by itself."""
    last = at + 1
    while last < len(unit.clauses) and unit.clauses[last].kind in {Kind.FRAGMENT, Kind.RELATIVE}:
        last += 1
    return last if last < len(unit.clauses) else at + 1


def _scope(unit: Unit, at: int) -> tuple[int, int]:
    """The clauses that a phrase in clause ``at`` speaks for."""
    clauses = unit.clauses
    if at and clauses[at].kind in {Kind.RELATIVE, Kind.SUBORDINATE, Kind.COMPLEMENT}:
        return at, at + 1
    first = 0
    for number, clause in enumerate(clauses):
        if number <= at and clause.opener in {";", ":"}:
            first = number
        elif number > at and clause.opener == ";":
            return first, number
    return first, len(clauses)


def demnach(unit: Unit) -> Iterator[Proposal]:
    """*Demnach …*, and *…, wonach …*."""
    for at, clause in enumerate(unit.clauses):
        if not clause.words or not clause.finite:
            continue
        first = clause.words[0]
        starts = at == 0 and (
            first.low in {"demnach", "demzufolge"}
            or (first.low == "danach" and clause.in_konjunktiv)
        )
        inside = clause.kind is not Kind.RELATIVE and any(
            word.low == "demnach" for word in clause.words
        )
        after = clause.words[1].low if len(clause.words) > 1 else ""
        relative = at > 0 and (
            first.low in {"wonach", "demzufolge"}
            or (
                first.low in {"nach", "laut"}
                and after in {"denen", "dem", "der", "welchem", "welcher"}
                and clause.words[-1].is_finite
            )
        )
        if not starts and not inside and not relative:
            continue
        word = first if not inside else next(w for w in clause.words if w.low == "demnach")
        last = len(unit.clauses) if not relative else end_of_said(unit, at, clause)
        yield from made(
            unit,
            words_of(unit, at if relative else 0, last),
            cue=(word, clause.words[1]) if word.low in {"nach", "laut"} else (word,),
            cue_class=CueClass.ADVERB,
            mention=named_before(unit, at),
        )
        return

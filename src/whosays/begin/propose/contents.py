"""What somebody is proposed to have said: its words, where they begin and end, and their mood."""

# ruff: noqa: RUF001 (dashes are the subject here)

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from whosays.begin.propose.clauses import QUOTE, Clause, Kind, Unit
from whosays.begin.propose.moods import QUOTATIVE, is_konjunktiv, mood, moods
from whosays.begin.propose.tagging import Token
from whosays.case.spans import Span
from whosays.case.vocabulary import CueClass, Evidential, Medium, Mood, Stwr

_MOSTLY = 0.6
"""From this share of the characters on, a content with quotation marks in it is direct."""


@dataclass(eq=False)
class Proposal:
    """An attribution relation that the rules propose; spans are of the text."""

    units: list[Unit]
    form: Stwr
    content: tuple[Span, ...]
    words: list[Token]
    """The words of the content, a quotation as one."""
    cue: tuple[Token, ...] = ()
    cue_class: CueClass = CueClass.NONE
    mention: tuple[Token, ...] = ()
    medium: Medium = Medium.SPEECH_OR_WRITING
    parent: Proposal | None = None
    continues: Proposal | None = None
    inside: list[Proposal] = field(default_factory=list)

    @property
    def moods(self) -> list[Mood]:
        """The moods of the finite verbs of the content; those in quotation marks are left out."""
        return moods(self.words)

    @property
    def is_quotative(self) -> bool:
        """Whether the form of its verbs says that somebody else speaks."""
        return bool(QUOTATIVE & set(self.moods))

    def overlaps(self, other: Proposal) -> int:
        """How many characters of the content are in the content of the other, too."""
        return sum(
            max(0, min(a.end, b.end) - max(a.start, b.start))
            for a in self.content
            for b in other.content
        )

    @property
    def length(self) -> int:
        """Characters of the content."""
        return sum(span.end - span.start for span in self.content)


def _spans(kept: Sequence[Token], left_out: Iterable[Token]) -> tuple[Span, ...]:
    """The stretches that words make up, cut where a word is left out, without signs at the ends."""
    out = {token.start for token in left_out}
    runs: list[list[Token]] = [[]]
    for token in kept:
        if token.start in out:
            runs.append([])
        else:
            runs[-1].append(token)
    found = []
    for run in runs:
        while run and _is_sign(run[-1]):
            run.pop()
        while run and _is_sign(run[0]):
            run.pop(0)
        if run:
            found.append(Span(run[0].start, run[-1].end))
    return tuple(found)


def _is_sign(token: Token) -> bool:
    return token.pos != QUOTE and not token.text[0].isalnum() and token.text not in "()[]%€$"


def words_of(unit: Unit, first: int, last: int) -> list[Token]:
    """All words and signs of clauses ``first`` to ``last`` (excluded), separators between them."""
    if first >= last:
        return []
    start = unit.clauses[first].tokens[0].start
    end = unit.clauses[last - 1].tokens[-1].end
    return [token for token in unit.tokens if start <= token.start and token.end <= end]


def made(  # noqa: PLR0913
    unit: Unit,
    kept: Sequence[Token],
    *,
    cue: Sequence[Token],
    cue_class: CueClass,
    mention: Sequence[Token] = (),
    medium: Medium = Medium.SPEECH_OR_WRITING,
    left_out: Sequence[Token] = (),
) -> Iterator[Proposal]:
    """What these words tell: indirect with what is quoted in it, or direct.

    What is ``left_out`` is no part of the content; unless told, that is the cue.
    """
    out = {*(left_out or cue)}
    words = [token for token in kept if token not in out]
    content = _spans(kept, out)
    if not content:
        return
    quotes = [token for token in words if token.pos == QUOTE]
    size = sum(span.end - span.start for span in content)
    by, named = tuple(cue), tuple(mention)

    def one(
        form: Stwr, spans: tuple[Span, ...], told: list[Token], parent: Proposal | None = None
    ) -> Proposal:
        return Proposal([unit], form, spans, told, by, cue_class, named, medium, parent)

    if (
        quotes
        and sum(len(quote.text) for quote in quotes) >= _MOSTLY * size
        and not any(word.is_finite or word.pos in {"VVINF", "VVIZU"} for word in words)
    ):
        yield one(Stwr.DIRECT, tuple(Span(quote.start, quote.end) for quote in quotes), [])
        return
    whole = one(Stwr.INDIRECT, content, words)
    whole.inside = [
        one(Stwr.DIRECT, (Span(quote.start, quote.end),), [], whole) for quote in quotes
    ]
    yield whole


def begin_of_said(unit: Unit, number: int, least: int) -> int:
    """The clause that what was said begins with, whose verb is in clause ``number``.

    *Er schlug vor, das System, das es gibt, zu ändern* begins two clauses before its infinitive.
    """
    if unit.clauses[number].kind not in {Kind.INFINITIVE, Kind.VERB_FIRST}:
        return number
    before = unit.clauses[least:number]
    if (
        before
        and all(c.kind in {Kind.FRAGMENT, Kind.RELATIVE} for c in before)
        and (before[0].kind is Kind.FRAGMENT)
    ):
        return least
    return number


def end_of_said(unit: Unit, start: int, cue_clause: Clause) -> int:
    """The clause that no longer belongs to what was said, which begins with clause ``start``."""
    begun = unit.clauses[start]
    # A subordinate clause is whole with the verb that ends it.
    is_whole = begun.kind is Kind.COMPLEMENT and bool(begun.finite) and begun.words[-1].is_finite
    embedded = cue_clause.kind in {Kind.SUBORDINATE, Kind.RELATIVE, Kind.WIE, Kind.FRAGMENT}
    for number in range(start + 1, len(unit.clauses)):
        clause = unit.clauses[number]
        if clause.opener == ":" and clause.words and clause.words[0].pos == QUOTE:
            return number
        if (
            clause.kind is Kind.VERB_FIRST
            and not clause.in_konjunktiv
            and (embedded or is_whole or begun.in_konjunktiv)
        ):
            return number
        if clause.kind is not Kind.MAIN or clause.in_konjunktiv:
            continue
        first = clause.tokens[0].low
        if (
            is_whole
            or clause.opener in {";", "–"}
            or (begun.in_konjunktiv and first in {"und", "aber", "doch", "sondern"})
        ):
            return number
    return len(unit.clauses)


def without_matrix(kept: list[Token]) -> list[Token]:
    """Cut where the sentence goes on behind a subordinate clause: *dass er komme und ging*."""
    for a, b, c in zip(kept, kept[1:], kept[2:], strict=False):
        if (
            a.is_finite
            and b.low in {"und", "aber"}
            and c.is_finite
            and not is_konjunktiv(c)
            and not c.pos.startswith("VA")
        ):
            return kept[: kept.index(b)]
    return kept


def said_moods(proposal: Proposal) -> list[Mood]:
    """The moods of a content's finite verbs, the main one first; none where it has no verb."""
    clauses = [
        clause
        for unit in proposal.units
        for clause in (unit.clauses if proposal.words else unit.inner_clauses)
    ]
    found: list[tuple[bool, Mood]] = []
    for clause in clauses:
        verbs = [
            word
            for word in clause.words
            if word.is_finite
            and any(span.start <= word.start and word.end <= span.end for span in proposal.content)
        ]
        is_main = clause.kind in {Kind.MAIN, Kind.VERB_FIRST, Kind.COMPLEMENT, Kind.QUESTION}
        found += [(is_main, mood(verb)) for verb in verbs]
    first = next((at for at, (is_main, _) in enumerate(found) if is_main), 0)
    return [mood for _, mood in [*found[first : first + 1], *found[:first], *found[first + 1 :]]]


def evidential(proposal: Proposal) -> Evidential:
    """How the sentence marks that the knowledge comes from elsewhere."""
    if proposal.is_quotative:
        return Evidential.QUOTATIVE
    if proposal.cue_class is CueClass.MODAL:
        return Evidential.REPORTIVE
    if proposal.form is Stwr.DIRECT:
        return Evidential.NONE
    if proposal.cue_class in {CueClass.PREPOSITION, CueClass.ADVERB}:
        knows = any("erkenntnis" in token.low for token in proposal.cue)
        return Evidential.LEXICAL if knows else Evidential.REPORTIVE
    return Evidential.LEXICAL if proposal.medium is Medium.THOUGHT else Evidential.NONE

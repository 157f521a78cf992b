"""The rules for one sentence: who says what, by which words, in which form.

Each rule yields what it finds in a :class:`~whosays.begin.propose.clauses.Unit`. Where two finds
overlap, the one whose cue comes first in the text stands (``_chosen``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whosays.begin.propose.according import according, demnach
from whosays.begin.propose.clauses import QUOTE, Clause, Kind, Unit
from whosays.begin.propose.contents import (
    Proposal,
    begin_of_said,
    end_of_said,
    made,
    without_matrix,
    words_of,
)
from whosays.begin.propose.cues import Cue, Group, cues, groups, subject, subject_clause
from whosays.begin.propose.lexicon import Verb, german
from whosays.begin.propose.tagging import Token
from whosays.case.vocabulary import CueClass, Medium, Stwr

_MAIN = frozenset({Kind.MAIN, Kind.VERB_FIRST})
_SKIPPED = frozenset({Kind.RELATIVE, Kind.FRAGMENT, Kind.SUBORDINATE, Kind.WIE, Kind.INFINITIVE})
_MOST = 150
"""No sentence has more clauses; a list may, and each rule looks at all of them for each verb."""
_NEAR = 5
"""So many words before its end a clause has the noun that the next one says the content of."""
_FAR = 4
"""So many clauses after the verb what was said begins at the latest."""


def _after(unit: Unit, cue: Cue) -> Iterator[Proposal]:
    """*X sagte, dass … · X sagte, er komme · X forderte, … zu … · X sagte: …*."""
    at = cue.clause
    here = unit.clauses[at]
    for number in range(at + 1, min(at + 1 + _FAR, len(unit.clauses))):
        clause = unit.clauses[number]
        if not clause.words:
            continue
        if unit.clauses[number - 1].words[-1:] and (
            unit.clauses[number - 1].words[-1].text in german()["facts"]
        ):
            return
        if (clause.opener == ":" and _is_colon_said(clause, cue, here)) or _is_said(
            clause, cue, here, is_next=number == at + 1
        ):
            last = end_of_said(unit, number, here)
            kept = words_of(unit, begin_of_said(unit, number, at + 1), last)
            if clause.kind is Kind.COMPLEMENT:
                kept = without_matrix(kept)
            yield from by_verb(unit, cue, kept)
            return
        if clause.quotes and clause.kind is Kind.FRAGMENT:
            yield from by_verb(unit, cue, clause.quotes)
            return
        if clause.kind not in _SKIPPED:
            return


def _is_colon_said(clause: Clause, cue: Cue, here: Clause) -> bool:
    """Whether what follows a colon is said: words in marks, or a clause behind such a verb."""
    return (
        clause.words[0].pos == QUOTE
        or cue.verb.takes_plain_clause
        or here.words[-1] in cue.tokens
        or clause.in_konjunktiv
    )


def _is_said(clause: Clause, cue: Cue, here: Clause, *, is_next: bool) -> bool:
    """Whether a clause behind a verb of saying is what was said."""
    if clause.words[0].pos == QUOTE and clause.kind is Kind.FRAGMENT:
        return True
    if cue.verb.infinitive in german()["marks_only"]:
        return False
    if clause.kind in _MAIN:
        return _is_main_said(clause, cue, here, is_next=is_next)
    return (
        clause.kind is Kind.COMPLEMENT
        or (clause.kind is Kind.QUESTION and is_next)
        or (clause.kind is Kind.INFINITIVE and cue.verb.takes_infinitive)
    )


def _is_main_said(clause: Clause, cue: Cue, here: Clause, *, is_next: bool) -> bool:
    verbs = [clause.words[i] for i in clause.finite]
    # Some forms may be Konjunktiv, and are behind a cue: er wollte.
    if clause.in_konjunktiv or any(verb.low in german()["ambiguous2"] for verb in verbs):
        return clause.tokens[0].low != "und"
    return (
        is_next
        and clause.kind is here.kind is Kind.MAIN
        and cue.verb.takes_plain_clause
        and clause.tokens[0].pos not in {"KON", "KOUS"}
        and clause.opener == ","
    )


def by_verb(
    unit: Unit,
    cue: Cue,
    kept: Sequence[Token],
    left_out: Sequence[Token] = (),
    mention: Sequence[Token] | None = None,
) -> Iterator[Proposal]:
    """What these words tell, said by the subject of the cue or by who is named in ``mention``.

    What is ``left_out`` stands in the midst of them; unless told, that is the cue.
    """
    return made(
        unit,
        kept,
        cue=cue.tokens,
        cue_class=CueClass.VERB,
        mention=subject(unit, cue) if mention is None else mention,
        medium=cue.verb.medium,
        left_out=left_out,
    )


def _before(unit: Unit, cue: Cue) -> Iterator[Proposal]:
    """*Er komme, sagte X · „…“, sagte X, „…“*."""
    at = cue.clause
    clause = unit.clauses[at]
    if at == 0 or not cue.verb.inverts or not _follows(unit, at):
        return
    points = clause.words[0].low in {"das", "dies"} and clause.words[0].pos == "PDS"
    if points and clause.kind is Kind.MAIN and cue.verb.infinitive in german()["point_back"]:
        yield from by_verb(unit, cue, words_of(unit, 0, at))
        return
    if clause.kind is not Kind.VERB_FIRST or not _has_subject(clause):
        return
    if cue.verb.infinitive in german()["marks_only"]:
        return
    goes_on = any(
        following.words and (following.words[0].pos == QUOTE or following.in_konjunktiv)
        for following in unit.clauses[at + 1 :]
    )
    first = next((n for n in range(at, 0, -1) if unit.clauses[n].opener == ";"), 0)
    kept = words_of(unit, first, len(unit.clauses) if goes_on else at + 1)
    yield from by_verb(unit, cue, kept, left_out=clause.tokens)


def _has_subject(clause: Clause) -> bool:
    """Whether a clause names its own subject: *kam und sagte* goes on with the one before."""
    return bool(subject_clause(clause)) or any(
        word.low in {"es", "man", "werden", "worden", "wurde", "wird"} for word in clause.words
    )


def _follows(unit: Unit, at: int) -> bool:
    """Whether a clause or a quotation stands before clause ``at``, and no mere subject of it."""
    return any(
        (
            clause.kind
            in {Kind.MAIN, Kind.VERB_FIRST, Kind.COMPLEMENT, Kind.INFINITIVE, Kind.QUESTION}
        )
        or any(token.pos == QUOTE for token in clause.tokens)
        for clause in unit.clauses[:at]
    )


def _quoted_in(unit: Unit, cue: Cue) -> Iterator[Proposal]:
    """*„…“ fragte er · X nannte das „…“ · als „…“ bezeichnet*."""
    if quotes := unit.clauses[cue.clause].quotes:
        yield from by_verb(unit, cue, quotes)


def _marked(unit: Unit) -> Iterator[Proposal]:
    """*X zeigte sich zufrieden: „…“ · „…“, freute sich X*: with marks, any verb is a cue."""
    for at, clause in enumerate(unit.clauses):
        if not clause.words or clause.words[0].pos != QUOTE:
            continue
        frames = unit.clauses[at - 1 : at] if at and clause.opener == ":" else []
        frames += [c for c in unit.clauses[at + 1 : at + 2] if c.kind is Kind.VERB_FIRST]
        for frame in frames:
            if frame.finite:
                word = frame.words[frame.finite[0]]
                verb = Verb(word.lemma, Medium.SPEECH_OR_WRITING, False, False, True, frozenset())  # noqa: FBT003
                cue = Cue(verb, word, (word,), unit.clauses.index(frame), is_passive=False)
                yield from by_verb(unit, cue, clause.quotes)
                break
            named = next((g.tokens for g in groups(frame.words) if g.is_somebody), ())
            rest = [word for word in frame.words if word not in named]
            if named:
                yield from made(
                    unit,
                    clause.quotes,
                    cue=rest[-1:],
                    cue_class=CueClass.ADVERB if rest else CueClass.NONE,
                    mention=named,
                )
                break


def _as_said(unit: Unit, cue: Cue) -> Iterator[Proposal]:
    """*Wie X mitteilte, … · …, wie X, die Leiterin, mitteilte · …, so schätzt X*."""
    at, clause = cue.clause, unit.clauses[cue.clause]
    first = _wie_before(unit, at)
    is_so = clause.words[0].low == "so" and len(clause.words) > 1 and clause.words[1] is cue.word
    if clause.kind is not Kind.WIE and first == at and not (is_so and at > 0):
        return
    everything = words_of(unit, 0, len(unit.clauses))
    mention = None if first == at else subject_clause(unit.clauses[first])
    yield from by_verb(unit, cue, everything, words_of(unit, first, at + 1), mention)


def _wie_before(unit: Unit, at: int) -> int:
    """The clause with the *wie* that the verb in clause ``at`` ends, or that clause."""
    for number in range(at - 1, -1, -1):
        words = unit.clauses[number].words
        if words and words[0].low == "wie" and not unit.clauses[number].finite:
            return number
        if unit.clauses[number].kind not in {Kind.FRAGMENT, Kind.RELATIVE}:
            break
    return at


def _so(unit: Unit) -> Iterator[Proposal]:
    """*…, so X*."""
    for at, clause in enumerate(unit.clauses):
        words = clause.words
        if at == 0 or not words or words[0].low != "so" or clause.finite or len(words) == 1:
            continue
        named = groups(words[1:])
        if not named or named[0].tokens[0] is not words[1]:
            continue
        # What stands beside the name goes with it: "so X, der Leiter von Y, …"
        last = at + 1
        while last < len(unit.clauses) and unit.clauses[last].kind in {
            Kind.FRAGMENT,
            Kind.RELATIVE,
        }:
            if any(token.pos == QUOTE for token in unit.clauses[last].tokens):
                break
            last += 1
        yield from made(
            unit,
            words_of(unit, 0, len(unit.clauses)),
            cue=words[:1],
            cue_class=CueClass.ADVERB,
            mention=named[0].tokens,
            left_out=words_of(unit, at, last),
        )
        return


def _by_noun(unit: Unit) -> Iterator[Proposal]:
    """*die Behauptung, dass … · die Forderung, … zu …*."""
    with_verb = {cue.clause for cue in cues(unit)}
    for at, clause in enumerate(unit.clauses[:-1]):
        noun = next((t for t in clause.words[: -_NEAR - 1 : -1] if _is_content_noun(t)), None)
        following = unit.clauses[at + 1]
        if noun is None or at in with_verb or not _tells(following):
            continue
        last = end_of_said(unit, at + 1, clause)
        kept = without_matrix(words_of(unit, at + 1, last))
        mention = _whose_noun(clause, noun)
        yield from made(unit, kept, cue=(noun,), cue_class=CueClass.NOUN, mention=mention)


def _is_content_noun(token: Token) -> bool:
    lists = german()
    return (token.pos == "NN" and token.lemma in lists["nouns"]) or (
        token.pos in {"ADJD", "VVPP"} and token.low in lists["adjectives"]
    )


def _tells(clause: Clause) -> bool:
    """Whether a clause behind a noun can be what the noun stands for."""
    if clause.kind is Kind.MAIN:
        return clause.in_konjunktiv
    return clause.kind in {Kind.COMPLEMENT, Kind.INFINITIVE}


def _whose_noun(clause: Clause, noun: Token) -> tuple[Token, ...]:
    """Whose claim it is: *die Forderung des Vorstands*, or the subject of the clause."""
    for group in groups(clause.words):
        if noun in group.tokens and group.tokens[-1] is not noun:
            after = group.tokens[group.tokens.index(noun) + 1 :]
            return after[1:] if after[0].low in {"von", "vom"} and len(after) > 1 else after
    named = subject_clause(clause)
    return () if noun in named else named


def _act(unit: Unit, cue: Cue) -> Iterator[Proposal]:
    """*X lehnte den Plan ab · X warnte vor …*: that somebody spoke, and about what."""
    clause = unit.clauses[cue.clause]
    needs = german().acts.get(cue.verb.infinitive)
    if (
        needs is None
        or clause.kind not in {Kind.MAIN, Kind.VERB_FIRST}
        or (needs and not needs & {word.low for word in clause.words})
    ):
        return
    last = end_of_said(unit, cue.clause, clause)
    mention = subject(unit, cue)
    if not mention or not Group(mention, None).speaks or unit.tokens[-1].text == "?":
        return
    first = cue.clause if clause.opener in {";", ""} or clause.kind is Kind.MAIN else 0
    kept = words_of(unit, first, last)
    for found in by_verb(unit, cue, kept, [*cue.tokens, *mention], mention):
        if found.form is Stwr.INDIRECT:
            found.form = Stwr.REPORTED
        yield found


def soll(unit: Unit, *, near: bool) -> list[Proposal]:
    """*Er soll … getan haben*: somebody says so, and the sentence does not say who.

    Behind somebody's words (``near``) *soll* needs no perfect to say so.
    """
    for clause in unit.clauses:
        verb = clause.words[clause.finite[0]] if clause.kind in _MAIN else None
        if verb is None or verb.low not in {"soll", "sollen"} or not (near or _is_perfect(unit)):
            continue
        words = words_of(unit, 0, len(unit.clauses))
        found = list(made(unit, words, cue=(), cue_class=CueClass.NONE))
        for one in found:
            one.form, one.cue, one.cue_class = Stwr.FREE_INDIRECT, (verb,), CueClass.MODAL
        return found
    return []


def _is_perfect(unit: Unit) -> bool:
    """Whether an infinitive of the perfect is in it: *getan haben, gekommen sein*."""
    return any(
        one.pos in {"VVPP", "VAPP", "VMPP"} and two.low in {"haben", "sein"}
        for one, two in zip(unit.tokens, unit.tokens[1:], strict=False)
    )


def in_unit(unit: Unit) -> list[Proposal]:
    """All that the rules find in a unit by a cue in it."""
    return _chosen(_by_cues(unit)) if len(unit.clauses) <= _MOST else []


def _by_cues(unit: Unit) -> Iterator[Proposal]:
    for cue in cues(unit):
        for rule in (_as_said, _before, _after, _quoted_in, _act):
            found = list(rule(unit, cue))
            if found:
                yield from found
                break
    for more in (_so, according, demnach, _by_noun, _marked):
        yield from more(unit)


def _chosen(found: Iterable[Proposal]) -> list[Proposal]:
    """Those that stand beside each other: of two that overlap, the one that begins first."""
    chosen: list[Proposal] = []
    for proposal in sorted(found, key=lambda p: (_first_cue(p), -p.length)):
        if not any(proposal.overlaps(other) for other in chosen) and not any(
            span.start <= _first_cue(proposal) < span.end
            for other in chosen
            for span in other.content
        ):
            chosen.append(proposal)
    return sorted(chosen, key=lambda p: p.content)


def _first_cue(proposal: Proposal) -> int:
    return min((token.start for token in proposal.cue), default=proposal.content[0].start)

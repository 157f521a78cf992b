"""From sentence to sentence: who is still speaking where no cue says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from whosays.begin.propose.clauses import QUOTE, Kind, Unit
from whosays.begin.propose.contents import Proposal, made, words_of
from whosays.begin.propose.cues import cues, groups
from whosays.begin.propose.lexicon import german
from whosays.begin.propose.moods import mood
from whosays.begin.propose.rules import by_verb, in_unit, soll
from whosays.begin.propose.tagging import Token
from whosays.case.vocabulary import CueClass, Mood, Stwr

_MOSTLY = 0.6
"""From this share of its characters on, a sentence without a cue is all in quotation marks."""


def _goes_on(unit: Unit, before: Proposal | None, *, near: bool, told: bool) -> bool:
    """Whether a sentence without a cue is in Konjunktiv because somebody is still speaking.

    Konjunktiv I says so alone; Konjunktiv II only behind somebody's words in the same paragraph,
    or behind a verb of saying (``told``).
    """
    found = list(_main_moods(unit).values())
    if any(token.low == "ich" for token in unit.tokens) or not found:
        return False
    same = before is not None and before.units[-1].paragraph == unit.paragraph
    return Mood.KONJ1 in found or (found[0] is not Mood.INDICATIVE and ((near and same) or told))


def proposals(units: Iterable[Unit]) -> list[Proposal]:
    """All that the rules propose for a text, in its order; what lies in another comes after it."""
    found: list[Proposal] = []
    last: Proposal | None = None
    before: Unit | None = None
    near = False  # whether somebody speaks in the sentence before
    for unit in units:
        here = _here(unit, before, last, near=near)
        if here and last is not None and here[0].continues is last and _merges(last, here[0]):
            found += here[0].inside
            _merge(last, here[0])
        else:
            for each in here:
                found += [each, *each.inside]
            last = here[-1] if here else last
        before, near = unit, bool(here)
    return found


def _here(unit: Unit, before: Unit | None, last: Proposal | None, *, near: bool) -> list[Proposal]:
    """What is proposed for one unit, given the unit before and the last proposal."""
    found = in_unit(unit)
    if before is not None and not near:
        found = list(_points_back(before, unit)) or found
    if found and not (near and _is_itself_told(unit, found)):
        return found
    found = soll(unit, near=near)
    if found:
        if near:
            for one in found:
                _inherit(one, last)
        return found
    told = before is not None and before.paragraph == unit.paragraph and any(cues(before))
    found = _alone(unit, last, near=near, told=told)
    if not near and before is not None:
        _name_from(before, found)
    return found


def _is_itself_told(unit: Unit, here: Sequence[Proposal]) -> bool:
    """Whether what is found hangs on a main clause in Konjunktiv: *Er wisse nicht, ob …*."""
    main = unit.clauses[0] if unit.clauses else None
    if main is None or main.kind is not Kind.MAIN or not here:
        return False
    verb = main.words[main.finite[0]]
    return mood(verb) is Mood.KONJ1 and all(
        one.cue_class in {CueClass.VERB, CueClass.NOUN}
        and one.form is not Stwr.REPORTED
        and one.content[0].start > verb.start
        for one in here
    )


def _from_konjunktiv(unit: Unit) -> list[Token]:
    """The words from the first main clause in Konjunktiv on, if another one stands before it."""
    moods = _main_moods(unit)
    if next(iter(moods.values()), None) is Mood.INDICATIVE:
        first = next((number for number, one in moods.items() if one is not Mood.INDICATIVE), 0)
        return words_of(unit, first, len(unit.clauses))
    return list(unit.tokens)


def _main_moods(unit: Unit) -> dict[int, Mood]:
    """The mood of each main clause, by its number."""
    return {
        number: mood(clause.words[clause.finite[0]])
        for number, clause in enumerate(unit.clauses)
        if clause.finite and clause.kind in {Kind.MAIN, Kind.VERB_FIRST}
    }


def _alone(unit: Unit, last: Proposal | None, *, near: bool, told: bool) -> list[Proposal]:
    """What a sentence without a cue holds of somebody's words: Konjunktiv, or marks around it."""
    before = last if last is not None and last.form is not Stwr.DIRECT else None
    quotes = [token for token in unit.tokens if token.pos == QUOTE]
    found: list[Proposal] = []
    if _goes_on(unit, before, near=near, told=told):
        found = list(made(unit, _from_konjunktiv(unit), cue=(), cue_class=CueClass.NONE))
        for each in found:
            each.form = Stwr.INDIRECT_FREE_INDIRECT if each.words else each.form
    elif sum(len(quote.text) for quote in quotes) >= _MOSTLY * (unit.span.end - unit.span.start):
        found = list(made(unit, quotes, cue=(), cue_class=CueClass.NONE))
    for each in found:
        _inherit(each, last)
    return found


def _points_back(before: Unit, unit: Unit) -> Iterator[Proposal]:
    """*Das teilte X mit*: what was said stands in the sentence before."""
    first = unit.clauses[0].words[:1] if unit.clauses else []
    if not first or first[0].low not in {"das", "dies"} or first[0].pos != "PDS":
        return
    for cue in cues(unit):
        if cue.clause == 0 and cue.verb.infinitive in german()["point_back"]:
            for found in by_verb(unit, cue, before.tokens):
                found.units = [before, unit]
                yield found
            return


def _name_from(before: Unit, here: Sequence[Proposal]) -> None:
    """Take the subject of the sentence before for the source, where nobody was speaking yet."""
    for named in (group for clause in before.clauses for group in groups(clause.words)):
        if named.may_be_subject and named.is_somebody and named.speaks:
            for one in here:
                one.continues = None
                for each in (one, *one.inside):
                    each.mention = named.tokens
            return


def _inherit(proposal: Proposal, last: Proposal | None) -> None:
    if last is not None:
        proposal.continues = last
        for each in (proposal, *proposal.inside):
            each.mention, each.medium = last.mention, last.medium


def _merges(last: Proposal, following: Proposal) -> bool:
    return (
        last.form is following.form is Stwr.INDIRECT_FREE_INDIRECT
        and last.units[-1].last + 1 == following.units[0].first
    )


def _merge(last: Proposal, following: Proposal) -> None:
    """Let a stretch in Konjunktiv run on over the next sentence."""
    last.units += following.units
    last.content += following.content
    last.words += following.words
    for each in following.inside:
        each.parent = last
    last.inside += following.inside

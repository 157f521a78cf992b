"""From clauses to proposals: who says what, by which words, in which form.

Each rule looks at one :class:`~whosays.begin.propose.clauses.Unit` and yields what it finds. Where
two finds overlap, the one whose cue comes first in the text stands (:func:`_chosen`); what goes on
without a cue of its own is found last (:func:`_carried_on`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from whosays.begin.propose.clauses import QUOTE, Clause, Kind, Unit
from whosays.begin.propose.cues import (
    Cue,
    Group,
    cues,
    group_end,
    groups,
    subject,
    subject_clause,
)
from whosays.begin.propose.lexicon import Verb, german
from whosays.begin.propose.moods import QUOTATIVE, is_konjunktiv, mood, moods
from whosays.begin.propose.tagging import Token
from whosays.case.spans import Span
from whosays.case.vocabulary import CueClass, Evidential, Medium, Mood, Stwr

_FAR = 4
"""So many clauses after the verb what was said begins at the latest."""
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
    verb: str = ""
    parent: Proposal | None = None
    continues: Proposal | None = None
    inside: list[Proposal] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where it begins, cue or content."""
        return min(self.content[0].start, *(token.start for token in self.cue), self.content[0].end)

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


# --- contents ---------------------------------------------------------------------------------


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


def _tokens(unit: Unit, first: int, last: int) -> list[Token]:
    """All words and signs of clauses ``first`` to ``last`` (excluded), separators between them."""
    if first >= last:
        return []
    start = unit.clauses[first].tokens[0].start
    end = unit.clauses[last - 1].tokens[-1].end
    return [token for token in unit.tokens if start <= token.start and token.end <= end]


def _made(  # noqa: PLR0913
    unit: Unit,
    kept: Sequence[Token],
    *,
    cue: Sequence[Token],
    cue_class: CueClass,
    mention: Sequence[Token] = (),
    medium: Medium = Medium.SPEECH_OR_WRITING,
    verb: str = "",
) -> Iterator[Proposal]:
    """What these words tell: indirect with what is quoted in it, or direct."""
    left_out = {*cue, *mention}
    words = [token for token in kept if token not in left_out]
    content = _spans(kept, left_out)
    if not content:
        return
    quotes = [token for token in words if token.pos == QUOTE]
    size = sum(span.end - span.start for span in content)
    common = {
        "units": [unit],
        "cue": tuple(cue),
        "cue_class": cue_class,
        "mention": tuple(mention),
        "medium": medium,
        "verb": verb,
    }
    if (
        quotes
        and sum(len(quote.text) for quote in quotes) >= _MOSTLY * size
        and not any(word.is_finite or word.pos in {"VVINF", "VVIZU"} for word in words)
    ):
        spans = tuple(Span(quote.start, quote.end) for quote in quotes)
        yield Proposal(form=Stwr.DIRECT, content=spans, words=[], **common)
        return
    whole = Proposal(form=Stwr.INDIRECT, content=content, words=words, **common)
    whole.inside = [
        Proposal(
            form=Stwr.DIRECT,
            content=(Span(quote.start, quote.end),),
            words=[],
            parent=whole,
            **common,
        )
        for quote in quotes
    ]
    yield whole


def _begin_of_said(unit: Unit, number: int, least: int) -> int:
    """The clause that what was said begins with, whose verb is in clause ``number``.

    *Er schlug vor, das System, das es gibt, zu ändern* begins two clauses before its infinitive.
    """
    if unit.clauses[number].kind not in {Kind.INFINITIVE, Kind.VERB_FIRST}:
        return number
    before = unit.clauses[least:number]
    if before and all(c.kind in {Kind.FRAGMENT, Kind.RELATIVE} for c in before) and (
        before[0].kind is Kind.FRAGMENT
    ):
        return least
    return number


def _end_of_said(unit: Unit, start: int, cue_clause: Clause) -> int:
    """The clause that no longer belongs to what was said, which begins with clause ``start``."""
    said_in_konjunktiv = any(
        is_konjunktiv(unit.clauses[start].words[i]) for i in unit.clauses[start].finite
    )
    is_whole = _is_whole(unit.clauses[start])
    embedded = cue_clause.kind in {Kind.SUBORDINATE, Kind.RELATIVE, Kind.WIE, Kind.FRAGMENT}
    for number in range(start + 1, len(unit.clauses)):
        clause = unit.clauses[number]
        konjunktiv = any(is_konjunktiv(clause.words[i]) for i in clause.finite)
        if clause.opener == ":" and clause.words and clause.words[0].pos == QUOTE:
            return number
        if (
            clause.kind is Kind.VERB_FIRST
            and not konjunktiv
            and (embedded or is_whole or said_in_konjunktiv)
        ):
            return number
        if clause.kind is not Kind.MAIN or konjunktiv:
            continue
        first = clause.tokens[0].low
        if (
            is_whole
            or clause.opener in {";", "–"}
            or (said_in_konjunktiv and first in {"und", "aber", "doch", "sondern"})
        ):
            return number
    return len(unit.clauses)


def _is_whole(clause: Clause) -> bool:
    """Whether a subordinate clause has the verb that ends it."""
    return clause.kind is Kind.COMPLEMENT and bool(clause.finite) and clause.words[-1].is_finite


def _without_matrix(kept: list[Token]) -> list[Token]:
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


# --- rules for one unit -----------------------------------------------------------------------


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
        if (
            clause.opener == ":"
            and _is_colon_said(clause, cue)
            or _is_said(clause, cue, here, is_next=number == at + 1)
        ):
            last = _end_of_said(unit, number, here)
            kept = _tokens(unit, _begin_of_said(unit, number, at + 1), last)
            if clause.kind is Kind.COMPLEMENT:
                kept = _without_matrix(kept)
            yield from _by_verb(unit, cue, kept)
            return
        quotes = [token for token in clause.words if token.pos == QUOTE]
        if quotes and clause.kind is Kind.FRAGMENT:
            yield from _by_verb(unit, cue, quotes)
            return
        if clause.kind not in {
            Kind.RELATIVE,
            Kind.FRAGMENT,
            Kind.SUBORDINATE,
            Kind.WIE,
            Kind.INFINITIVE,
        }:
            return


def _is_colon_said(clause: Clause, cue: Cue) -> bool:
    """Whether what follows a colon is said: words in marks, or a clause behind such a verb."""
    return (
        clause.words[0].pos == QUOTE
        or cue.verb.takes_plain_clause
        or any(is_konjunktiv(clause.words[i]) for i in clause.finite)
    )


def _is_said(clause: Clause, cue: Cue, here: Clause, *, is_next: bool) -> bool:
    if clause.words[0].pos == QUOTE and clause.kind is Kind.FRAGMENT:
        return True
    if cue.verb.infinitive in german()["marks_only"]:
        return False
    match clause.kind:
        case Kind.COMPLEMENT:
            return True
        case Kind.QUESTION | Kind.WIE:
            return is_next and clause.kind is Kind.QUESTION
        case Kind.INFINITIVE:
            return cue.verb.takes_infinitive
        case Kind.MAIN | Kind.VERB_FIRST:
            if any(_may_be_konjunktiv(clause.words[i]) for i in clause.finite):
                return clause.tokens[0].low != "und"
            return (
                is_next
                and clause.kind is Kind.MAIN
                and cue.verb.takes_plain_clause
                and here.kind is Kind.MAIN
                and clause.tokens[0].pos not in {"KON", "KOUS"}
                and clause.opener == ","
            )
    return False


def _may_be_konjunktiv(verb: Token) -> bool:
    """Whether it is Konjunktiv, or looks like it: *er wollte* after a cue."""
    return is_konjunktiv(verb) or verb.low in german()["ambiguous2"]


def _by_verb(unit: Unit, cue: Cue, kept: Sequence[Token]) -> Iterator[Proposal]:
    mention = subject(unit, cue)
    for found in _made(
        unit,
        kept,
        cue=cue.tokens,
        cue_class=CueClass.VERB,
        medium=cue.verb.medium,
        verb=cue.verb.infinitive,
    ):
        for each in (found, *found.inside):
            each.mention = mention
        yield found


def _before(unit: Unit, cue: Cue) -> Iterator[Proposal]:
    """*Er komme, sagte X · „…“, sagte X, „…“*."""
    at = cue.clause
    clause = unit.clauses[at]
    if at == 0 or not cue.verb.inverts or not _follows(unit, at):
        return
    points = clause.words[0].low in {"das", "dies"} and clause.words[0].pos == "PDS"
    if points and clause.kind is Kind.MAIN and cue.verb.infinitive in german()["point_back"]:
        yield from _by_verb(unit, cue, _tokens(unit, 0, at))
        return
    if clause.kind is not Kind.VERB_FIRST or not _has_subject(unit, clause):
        return
    if cue.verb.infinitive in german()["marks_only"]:
        return
    last = at + 1
    for number in range(at + 1, len(unit.clauses)):
        following = unit.clauses[number]
        if following.words and (
            following.words[0].pos == QUOTE
            or any(is_konjunktiv(following.words[i]) for i in following.finite)
        ):
            last = len(unit.clauses)
            break
    first = next((n for n in range(at, 0, -1) if unit.clauses[n].opener in {";"}), 0)
    kept = _tokens(unit, first, last)
    frame = {token.start for token in clause.tokens}
    after = last == at + 1
    kept = [token for token in kept if not after or token.start not in frame]
    left = [] if after else list(clause.tokens)
    yield from _framed(unit, cue, kept, left)


def _has_subject(unit: Unit, clause: Clause) -> bool:
    """Whether a clause names its own subject: *kam und sagte* goes on with the one before."""
    return bool(subject_clause(unit, clause)) or any(
        word.low in {"es", "man", "werden", "worden", "wurde", "wird"} for word in clause.words
    )


def _framed(unit: Unit, cue: Cue, kept: Sequence[Token], frame: list[Token]) -> Iterator[Proposal]:
    """As :func:`_by_verb`, with words of the frame in the midst of what was said."""
    mention = subject(unit, cue)
    for found in _made(
        unit,
        kept,
        cue=frame or cue.tokens,
        cue_class=CueClass.VERB,
        medium=cue.verb.medium,
        verb=cue.verb.infinitive,
    ):
        for each in (found, *found.inside):
            each.mention, each.cue = mention, cue.tokens
        yield found


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
    quotes = [token for token in unit.clauses[cue.clause].words if token.pos == QUOTE]
    if quotes:
        yield from _by_verb(unit, cue, quotes)


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
                verb = Verb(word.lemma, Medium.SPEECH_OR_WRITING, False, False, True, "")  # noqa: FBT003
                cue = Cue(verb, word, (word,), unit.clauses.index(frame), is_passive=False)
                yield from _by_verb(unit, cue, [t for t in clause.words if t.pos == QUOTE])
                break
            named = next((g.tokens for g in groups(frame.words) if g.is_somebody), ())
            rest = [word for word in frame.words if word not in named]
            if named:
                yield from _made(
                    unit,
                    [t for t in clause.words if t.pos == QUOTE],
                    cue=rest[-1:],
                    cue_class=CueClass.ADVERB if rest else CueClass.NONE,
                    mention=named,
                )
                break


def _as_said(unit: Unit, cue: Cue) -> Iterator[Proposal]:
    """*Wie X mitteilte, … · …, wie X mitteilte · …, so schätzt X*."""
    at, clause = cue.clause, unit.clauses[cue.clause]
    is_so = clause.words[0].low == "so" and len(clause.words) > 1 and clause.words[1] is cue.word
    if clause.kind is not Kind.WIE and not (is_so and at > 0):
        return
    yield from _framed(unit, cue, _tokens(unit, 0, len(unit.clauses)), list(clause.tokens))


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
        frame = _tokens(unit, at, last)
        for found in _made(
            unit,
            _tokens(unit, 0, len(unit.clauses)),
            cue=frame,
            cue_class=CueClass.ADVERB,
        ):
            for each in (found, *found.inside):
                each.mention, each.cue = named[0].tokens, (words[0],)
            yield found
        return


# --- according to -----------------------------------------------------------------------------


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
            for group in groups(words[:at]):
                if group.tokens[-1] is words[at - 1]:
                    return _According((*group.tokens, token), (token,), _whose(group.tokens))
        case "nach":
            return _nach(words, at, token)
    return None


def _nach(words: Sequence[Token], at: int, token: Token) -> _According | None:
    named = tuple(words[at + 1 : group_end(words, at + 1)])
    noun = _telling_noun(named)
    if noun is not None and not _is_temporal(named, noun):
        return _According((token, *named), (token, noun), _whose(named))
    if at and _telling_noun(words[at - 1 : at]) is not None:
        for group in groups(words[:at]):
            if group.tokens[-1] is words[at - 1]:
                cue = (words[at - 1], token)
                return _According((*group.tokens, token), cue, _whose(group.tokens))
    return None


def _telling_noun(words: Sequence[Token]) -> Token | None:
    ends = tuple(german()["according"])
    return next((t for t in words if t.pos in {"NN", "NE"} and t.low.endswith(ends)), None)


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


def _according(unit: Unit) -> Iterator[Proposal]:
    if unit.tokens and unit.tokens[-1].text == "?":
        return
    for at, clause in enumerate(unit.clauses):
        phrase = _according_in(clause)
        if phrase is None:
            continue
        first, last = _scope(unit, at)
        kept = _tokens(unit, first, last)
        left = list(phrase.tokens)
        if len(phrase.tokens) >= len(clause.words):
            left = _tokens(unit, at, _beside(unit, at))
        for found in _made(
            unit,
            kept,
            cue=left,
            cue_class=CueClass.PREPOSITION,
            verb="laut",
        ):
            for each in (found, *found.inside):
                each.mention, each.cue = phrase.mention, phrase.cue
            yield found


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
    first, last = 0, len(clauses)
    for number, clause in enumerate(clauses):
        if clause.opener == ";" or (clause.opener == ":" and number <= at):
            if number <= at:
                first = number
            elif number < last:
                last = number
    return first, last


def _demnach(unit: Unit) -> Iterator[Proposal]:
    """*Demnach …*, and *…, wonach …*."""
    for at, clause in enumerate(unit.clauses):
        if not clause.words or not clause.finite:
            continue
        first = clause.words[0]
        konjunktiv = any(is_konjunktiv(clause.words[i]) for i in clause.finite)
        starts = at == 0 and (
            first.low in {"demnach", "demzufolge"} or (first.low == "danach" and konjunktiv)
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
        last = len(unit.clauses) if not relative else _end_of_said(unit, at, clause)
        mention = () if at == 0 else _named_before(unit, at)
        for found in _made(
            unit,
            _tokens(unit, at if relative else 0, last),
            cue=(word, clause.words[1]) if word.low in {"nach", "laut"} else (word,),
            cue_class=CueClass.ADVERB,
            verb="demnach",
        ):
            for each in (found, *found.inside):
                each.mention = mention
            yield found
        return


def _named_before(unit: Unit, at: int) -> tuple[Token, ...]:
    for clause in reversed(unit.clauses[:at]):
        here = groups(clause.words)
        if here:
            return here[-1].tokens
    return ()


def _by_noun(unit: Unit) -> Iterator[Proposal]:
    """*die Behauptung, dass … · die Forderung, … zu …*."""
    with_verb = {cue.clause for cue in cues(unit)}
    for at, clause in enumerate(unit.clauses[:-1]):
        noun = next((t for t in reversed(clause.words) if _is_content_noun(t)), None)
        following = unit.clauses[at + 1]
        if noun is None or at in with_verb or not _tells(following):
            continue
        last = _end_of_said(unit, at + 1, clause)
        kept = _without_matrix(_tokens(unit, at + 1, last))
        for found in _made(unit, kept, cue=(noun,), cue_class=CueClass.NOUN, verb="noun"):
            for each in (found, *found.inside):
                each.mention = _whose_noun(unit, clause, noun)
            yield found


def _is_content_noun(token: Token) -> bool:
    lists = german()
    return (token.pos == "NN" and token.lemma in lists["nouns"]) or (
        token.pos == "ADJD" and token.low in lists["adjectives"]
    )


def _tells(clause: Clause) -> bool:
    """Whether a clause behind a noun can be what the noun stands for."""
    if clause.kind is Kind.MAIN:
        return any(is_konjunktiv(clause.words[i]) for i in clause.finite)
    return clause.kind in {Kind.COMPLEMENT, Kind.INFINITIVE}


def _whose_noun(unit: Unit, clause: Clause, noun: Token) -> tuple[Token, ...]:
    """Whose claim it is: *die Forderung des Vorstands*, or the subject of the clause."""
    for group in groups(clause.words):
        if noun in group.tokens and group.tokens[-1] is not noun:
            after = group.tokens[group.tokens.index(noun) + 1 :]
            return after[1:] if after[0].low in {"von", "vom"} and len(after) > 1 else after
    named = subject_clause(unit, clause)
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
    last = _end_of_said(unit, cue.clause, clause)
    mention = subject(unit, cue)
    if not mention or not Group(mention, None).speaks or unit.tokens[-1].text == "?":
        return
    first = cue.clause if clause.opener in {";", ""} or clause.kind is Kind.MAIN else 0
    for found in _made(
        unit,
        _tokens(unit, first, last),
        cue=[*cue.tokens, *mention],
        cue_class=CueClass.VERB,
        medium=cue.verb.medium,
        verb=cue.verb.infinitive,
    ):
        if found.form is Stwr.INDIRECT:
            found.form = Stwr.REPORTED
        for each in (found, *found.inside):
            each.mention, each.cue = mention, cue.tokens
        yield found


def _soll(unit: Unit, *, near: bool) -> Iterator[Proposal]:
    """*Er soll … getan haben*: somebody says so, and the sentence does not say who."""
    for clause in unit.clauses:
        if clause.kind is not Kind.MAIN and clause.kind is not Kind.VERB_FIRST:
            continue
        verb = clause.words[clause.finite[0]]
        if verb.low in {"soll", "sollen"} and (near or _is_perfect(unit)):
            for found in _made(
                unit,
                _tokens(unit, 0, len(unit.clauses)),
                cue=(),
                cue_class=CueClass.NONE,
                verb="sollen",
            ):
                found.form, found.cue, found.cue_class = Stwr.FREE_INDIRECT, (verb,), CueClass.MODAL
                yield found
            return


def _is_perfect(unit: Unit) -> bool:
    """Whether an infinitive of the perfect is in it: *getan haben, gekommen sein*."""
    return any(
        one.pos in {"VVPP", "VAPP", "VMPP"} and two.low in {"haben", "sein"}
        for one, two in zip(unit.tokens, unit.tokens[1:], strict=False)
    )


def _in_unit(unit: Unit) -> Iterator[Proposal]:
    for cue in cues(unit):
        for rule in (_as_said, _before, _after, _quoted_in, _act):
            found = list(rule(unit, cue))
            if found:
                yield from found
                break
    for more in (_so, _according, _demnach, _by_noun, _marked):
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


# --- what goes on without a cue ---------------------------------------------------------------


def _goes_on(unit: Unit, before: Proposal | None, *, near: bool, told: bool) -> bool:
    """Whether a sentence without a cue is in Konjunktiv because somebody is still speaking.

    Konjunktiv I says so alone; Konjunktiv II only behind somebody's words in the same paragraph,
    or behind a verb of saying (``told``).
    """
    found = [
        mood(clause.words[clause.finite[0]])
        for clause in unit.clauses
        if clause.finite and clause.kind in {Kind.MAIN, Kind.VERB_FIRST}
    ]
    if any(token.low == "ich" for token in unit.tokens) or not found:
        return False
    same = before is not None and before.units[-1].paragraph == unit.paragraph
    return Mood.KONJ1 in found or (
        found[0] is not Mood.INDICATIVE and ((near and same) or told)
    )


def proposals(units: Iterable[Unit]) -> list[Proposal]:
    """All that the rules propose for a text, in its order; what lies in another comes after it."""
    found: list[Proposal] = []
    last: Proposal | None = None
    last_unit = -2
    before: Unit | None = None
    for number, unit in enumerate(units):
        near = last_unit == number - 1
        here = _chosen(_in_unit(unit))
        if before is not None and not near:
            here = list(_points_back(before, unit)) or here
        if near and _is_itself_told(unit, here):
            here = []
        if not here:
            here = _chosen(_soll(unit, near=near))
            if near:
                for one in here:
                    _inherit(one, last)
        if not here:
            told = before is not None and before.paragraph == unit.paragraph and any(cues(before))
            here = _alone(unit, last, near=near, told=told)
            if not near and before is not None:
                _name_from(before, here)
        if here:
            if (
                here[0].continues is not None
                and here[0].continues is last
                and _merges(last, here[0])
            ):
                found += here[0].inside
                _merge(last, here[0])
            else:
                for each in here:
                    found += [each, *each.inside]
                last = here[-1]
            last_unit = number
        before = unit
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
    mains = [
        (number, mood(clause.words[clause.finite[0]]))
        for number, clause in enumerate(unit.clauses)
        if clause.finite and clause.kind in {Kind.MAIN, Kind.VERB_FIRST}
    ]
    if mains and mains[0][1] is Mood.INDICATIVE:
        first = next((number for number, one in mains if one is not Mood.INDICATIVE), 0)
        return _tokens(unit, first, len(unit.clauses))
    return list(unit.tokens)


def _alone(unit: Unit, last: Proposal | None, *, near: bool, told: bool) -> list[Proposal]:
    kept = list(unit.tokens)
    before = last if last is not None and last.form is not Stwr.DIRECT else None
    if _goes_on(unit, before, near=near, told=told):
        told = _from_konjunktiv(unit)
        made = list(_made(unit, told, cue=(), cue_class=CueClass.NONE))
        for each in made:
            each.form = Stwr.INDIRECT_FREE_INDIRECT if each.words else each.form
            _inherit(each, last)
        return made
    quotes = [token for token in kept if token.pos == QUOTE]
    size = unit.span.end - unit.span.start
    if quotes and sum(len(quote.text) for quote in quotes) >= _MOSTLY * size:
        made = list(_made(unit, quotes, cue=(), cue_class=CueClass.NONE))
        for each in made:
            _inherit(each, last)
        return made
    return []


def _points_back(before: Unit, unit: Unit) -> Iterator[Proposal]:
    """*Das teilte X mit*: what was said stands in the sentence before."""
    first = unit.clauses[0].words[:1] if unit.clauses else []
    if not first or first[0].low not in {"das", "dies"} or first[0].pos != "PDS":
        return
    for cue in cues(unit):
        if cue.clause == 0 and cue.verb.infinitive in german()["point_back"]:
            for found in _by_verb(unit, cue, before.tokens):
                found.units, found.words = [before, unit], found.words
                yield found
            return


def _name_from(before: Unit, here: Sequence[Proposal]) -> None:
    """Take the subject of the sentence before for the source, where nobody was speaking yet."""
    named = next(
        (
            group.tokens
            for clause in before.clauses
            for group in groups(clause.words)
            if group.may_be_subject and group.is_somebody and group.speaks
        ),
        (),
    )
    for one in here:
        if named:
            one.continues = None
            for each in (one, *one.inside):
                each.mention = named


def _inherit(proposal: Proposal, last: Proposal | None) -> None:
    if last is not None:
        proposal.continues = last
        for each in (proposal, *proposal.inside):
            each.mention, each.medium = last.mention, last.medium


def _merges(last: Proposal | None, following: Proposal) -> bool:
    return (
        last is not None
        and last.form is following.form is Stwr.INDIRECT_FREE_INDIRECT
        and last.units[-1].last + 1 == following.units[0].first
    )


def _merge(last: Proposal | None, following: Proposal) -> None:
    """Let a stretch in Konjunktiv run on over the next sentence."""
    if last is None:
        return
    last.units += following.units
    last.content += following.content
    last.words += following.words
    for each in following.inside:
        each.parent = last
    last.inside += following.inside


def said_moods(proposal: Proposal) -> list[Mood]:
    """The moods of a content's finite verbs, the main one first; none where it has no verb."""
    clauses = [
        clause
        for unit in proposal.units
        for clause in (unit.clauses if proposal.words else unit.inner_clauses)
    ]
    found: list[tuple[bool, Mood]] = []
    for clause in clauses:
        words = [word for word in clause.words if _is_inside(word, proposal)]
        verbs = [word for word in words if word.is_finite]
        is_main = clause.kind in {Kind.MAIN, Kind.VERB_FIRST, Kind.COMPLEMENT, Kind.QUESTION}
        found += [(is_main, mood(verb)) for verb in verbs]
    first = next((at for at, (is_main, _) in enumerate(found) if is_main), 0)
    return [mood for _, mood in [*found[first : first + 1], *found[:first], *found[first + 1 :]]]


def _is_inside(word: Token, proposal: Proposal) -> bool:
    return any(span.start <= word.start and word.end <= span.end for span in proposal.content)


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

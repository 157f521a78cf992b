"""Verbs that say that somebody speaks or thinks, and whom their clause names as the one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from whosays.begin.propose.clauses import Clause, Kind, Unit
from whosays.begin.propose.lexicon import Verb, german
from whosays.begin.propose.tagging import Token

_AUXILIARIES = frozenset({"haben", "sein", "werden"})


@dataclass(frozen=True)
class Cue:
    """A verb of saying in clause number ``clause`` of a unit, with what belongs to it."""

    verb: Verb
    word: Token
    tokens: tuple[Token, ...]
    clause: int
    is_passive: bool


def cues(unit: Unit) -> Iterator[Cue]:
    """The verbs of saying of a unit, in order."""
    for number, clause in enumerate(unit.clauses):
        for at, token in enumerate(clause.words):
            found = _cue(unit, number, at, token) if token.is_verb else None
            if found is not None:
                yield found


def _cue(unit: Unit, number: int, at: int, token: Token) -> Cue | None:
    words = unit.clauses[number].words
    if not unit.clauses[number].finite and unit.clauses[number].kind is Kind.FRAGMENT:
        return None
    particle = _particle(unit, number, at)
    verb = _verb(token, particle)
    if verb is None or (verb.needs and not verb.needs & {word.low for word in words}):
        return None
    parts = [token] if particle is None else [token, particle]
    passive = False
    if not token.is_finite:
        helping = [words[i] for i in unit.clauses[number].finite if _helps(words[i])]
        parts += helping[:1]
        passive = token.pos.endswith("PP") and _is_passive(words, helping)
    return Cue(verb, token, tuple(sorted(parts, key=lambda t: t.start)), number, passive)


def _helps(token: Token) -> bool:
    return token.pos.startswith(("VA", "VM")) or token.lemma in _AUXILIARIES


def _is_passive(words: Sequence[Token], helping: Sequence[Token]) -> bool:
    return any(word.low in {"worden", "werden"} for word in words) or any(
        token.low.startswith(("wird", "wurde", "werde", "würde")) for token in helping
    )


def _verb(token: Token, particle: Token | None) -> Verb | None:
    lists, lemma = german(), token.lemma.lower()
    if particle is not None:
        return lists.parted.get((lemma, particle.low))
    # "teilte" alone is no "mitteilen"; a participle or a verb at the end has both in one word.
    return lists.whole.get(lemma)


def _particle(unit: Unit, number: int, at: int) -> Token | None:
    """What parts from a verb: mit of *teilte … mit*, bekannt of *bekannt gegeben*."""
    words = unit.clauses[number].words
    token = words[at]
    parted = german().parted
    lemma = token.lemma.lower()
    if not token.is_finite or at == len(words) - 1:
        before = words[at - 1] if at else None
        return before if before is not None and (lemma, before.low) in parted else None
    after = words[at + 1 :]
    for word in reversed(after):
        if (word.pos == "PTKVZ" and word.low != "weiter") or (
            word is words[-1] and (lemma, word.low) in parted
        ):
            return word
    for clause in unit.clauses[number + 1 :]:
        rest = clause.words
        if rest and len(rest) <= 2 and (lemma, rest[0].low) in parted:  # noqa: PLR2004
            return rest[0]
    return None


# --- who --------------------------------------------------------------------------------------

_BEGIN = frozenset(
    "ART PPOSAT PDAT PIAT PWAT PRELAT ADJA NN NNA NNI NE CARD TRUNC FM XY".split()  # noqa: SIM905
)
_NOUNS = frozenset({"NN", "NNA", "NNI", "NE", "FM"})
_PRONOUNS = frozenset({"PPER", "PIS", "PDS"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT", "PWAT", "PRELAT"})
_GENITIVE = frozenset("des der eines einer dieses dieser seines seiner ihres ihrer".split())  # noqa: SIM905
_OBLIQUE = frozenset(
    "den einen dem einem des eines ihm ihn sich mir uns ihnen diesen diesem keinen seinen ihren"  # noqa: SIM905
    " seinem ihrem jeden jedem allen vielen".split()
)
_FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "agentur", "presse", "post", "ik")
_JOINS = frozenset({"von", "vom", "für"})
_OF_A_DOCUMENT = frozenset({"aus", "in", "im", "von", "vom", "bei", "beim", "seitens"})


@dataclass(frozen=True)
class Group:
    """Words around a noun, or a pronoun, and the preposition before them."""

    tokens: tuple[Token, ...]
    preposition: Token | None

    @property
    def head(self) -> Token:
        """The last noun before whatever is joined to it."""
        for before, token in zip(self.tokens, self.tokens[1:], strict=False):
            if before.pos in _NOUNS and token.pos not in {*_NOUNS, "KON"}:
                return before
        return self.tokens[-1]

    @property
    def may_be_subject(self) -> bool:
        """Whether it can be in the nominative, by its first word, and is no time."""
        first = self.tokens[0]
        if self.preposition is not None or first.low in _OBLIQUE:
            return False
        if first.low == "der" and len(self.tokens) > 1 and self.head.low.endswith(_FEMININE):
            return False
        return self.head.text not in german()["times"]

    @property
    def is_somebody(self) -> bool:
        """Whether it is a noun, a name or a pronoun that stands for one."""
        first = self.tokens[0]
        if first.pos == "PPER":
            return first.low in {"er", "sie", "wir", "ich"}
        return any(token.pos in {*_NOUNS, "ADJA"} for token in self.tokens)

    @property
    def speaks(self) -> bool:
        """Whether it is a name, a pronoun for a person, or a noun for who speaks."""
        if self.tokens[0].pos == "PPER" or any(token.pos == "NE" for token in self.tokens[:4]):
            return True
        return self.head.low.endswith(_speakers())


@cache
def _speakers() -> tuple[str, ...]:
    """Ends of nouns for who speaks, but for those that are the end of anything."""
    lists = german()
    ends = {word for kind in lists.kinds.values() for word in kind} | lists["persons"]
    return tuple(sorted(end for end in ends if len(end) > 3))  # noqa: PLR2004


def groups(words: Sequence[Token]) -> list[Group]:
    """The groups around nouns among words, in order."""
    found: list[Group] = []
    preposition: Token | None = None
    at = 0
    while at < len(words):
        token = words[at]
        if token.pos.startswith("APPR"):
            preposition, at = token, at + 1
            continue
        end = group_end(words, at)
        if end > at:
            found.append(Group(tuple(words[at:end]), preposition))
            at = end
        else:
            at += 1
        preposition = None
    return found


def group_end(words: Sequence[Token], start: int) -> int:
    """Where a group of words that begins at ``start`` ends; ``start`` if none begins there."""
    if start >= len(words):
        return start
    if words[start].pos in _PRONOUNS:
        return start + 1
    if words[start].pos not in _BEGIN and words[start].low not in {"deren", "dessen"}:
        return start
    at, noun = start + 1, words[start].pos in _NOUNS
    while at < len(words):
        token = words[at]
        if (
            token.pos in _DETERMINERS
            and noun
            and token.low in _GENITIVE
            and words[at - 1].pos in {"NN", "NNA"}
        ):
            noun = False
        elif token.pos == "ADJA" and noun:
            break
        elif token.pos in _BEGIN - _DETERMINERS or (token.pos == "ADV" and not noun):
            noun = noun or token.pos in _NOUNS
        elif _joins(words, at, noun=noun):
            noun = False
        else:
            break
        at += 1
    return at


def _joins(words: Sequence[Token], at: int, *, noun: bool) -> bool:
    """Whether what follows belongs to the noun before: *von Berlin*, *und seine Frau*."""
    if not noun or at + 1 >= len(words):
        return False
    token, following = words[at], words[at + 1]
    if token.low in _JOINS:
        return following.pos in _BEGIN
    return token.low in {"und", "&"} and following.pos in _NOUNS


def subject(unit: Unit, cue: Cue) -> tuple[Token, ...]:
    """The words that name who speaks; none where nobody is named."""
    clause = unit.clauses[cue.clause]
    here = groups(clause.words)
    if cue.verb.infinitive in {"heißen", "hervorgehen", "bekanntwerden"}:
        earlier = (g for clause in unit.clauses[: cue.clause] for g in groups(clause.words))
        return _behind([*here, *earlier], _OF_A_DOCUMENT)
    if cue.is_passive and cue.verb.infinitive != "zitieren":
        return _behind(here, {"von", "vom", "durch"})
    return _in_nominative(unit, cue.clause, here)


def _in_nominative(unit: Unit, number: int, here: Sequence[Group]) -> tuple[Token, ...]:
    clause = unit.clauses[number]
    candidates = [group for group in here if group.may_be_subject and group.is_somebody]
    if clause.kind is Kind.RELATIVE and not candidates:
        return named_before(unit, number)
    if clause.kind is Kind.VERB_FIRST and number and _goes_on(unit, number):
        return _earlier(unit, number) or _likely(candidates)
    if candidates or any(word.low in {"es", "man"} for word in clause.words):
        return _likely(candidates)
    return _earlier(unit, number)


def _likely(candidates: Sequence[Group]) -> tuple[Token, ...]:
    """Of groups that can be the subject the first that is somebody who speaks, else the first."""
    return next((group.tokens for group in candidates if group.speaks), None) or next(
        (group.tokens for group in candidates), ()
    )


def _goes_on(unit: Unit, number: int) -> bool:
    """Whether the clause goes on with a subject before it: *X, der …, sagte*."""
    return all(
        clause.kind in {Kind.FRAGMENT, Kind.RELATIVE} and not clause.quotes
        for clause in unit.clauses[:number]
    )


def _behind(here: Iterable[Group], prepositions: Collection[str]) -> tuple[Token, ...]:
    """The first group behind one of these prepositions."""
    for group in here:
        if group.preposition is not None and group.preposition.low in prepositions:
            return group.tokens
    return ()


def named_before(unit: Unit, number: int) -> tuple[Token, ...]:
    """The last group of words around a noun before a clause."""
    for clause in reversed(unit.clauses[:number]):
        here = groups(clause.words)
        if here:
            return here[-1].tokens
    return ()


def _earlier(unit: Unit, number: int) -> tuple[Token, ...]:
    """The subject of the first clause before that has one: *X, der …, sagte*; *X kam und sagte*."""
    for clause in unit.clauses[:number]:
        named = subject_clause(clause)
        if named and clause.kind not in {Kind.RELATIVE, Kind.COMPLEMENT}:
            return named
    return ()


def subject_clause(clause: Clause) -> tuple[Token, ...]:
    """The first group of a clause that can be its subject."""
    for group in groups(clause.words):
        if group.may_be_subject and group.is_somebody:
            return group.tokens
    return ()

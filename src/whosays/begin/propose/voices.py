"""Who speaks: mentions that name the same voice, joined by surname and role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count, dropwhile, takewhile

from whosays.begin.propose.contents import Proposal
from whosays.begin.propose.lexicon import german
from whosays.begin.propose.tagging import Token
from whosays.case.case import AUTHOR
from whosays.case.vocabulary import Naming, SourceKind

_PERSONAL = frozenset({"PPER", "PPOSAT", "PDS", "PIS", "PRELS", "PRF"})
_SHORT = 4  # so short a word is no end of a longer one


@dataclass(eq=False)
class Voice:
    """A source that the rules propose."""

    id: str
    name: str
    kind: SourceKind
    naming: Naming
    names: set[str] = field(default_factory=set)
    """Names it goes by, surnames of persons."""
    roles: set[str] = field(default_factory=set)
    """Nouns it goes by, in small letters."""


def voices(proposals: Sequence[Proposal]) -> dict[Proposal, Voice]:
    """The voice of each proposal."""
    found: list[Voice] = []
    whose: dict[Proposal, Voice] = {}
    last: Voice | None = None
    for proposal in proposals:
        before = proposal.parent or proposal.continues
        if before is not None and before.mention == proposal.mention and before in whose:
            voice = whose[before]
        else:
            voice = _voice(proposal.mention, found, last)
        if voice not in found:
            found.append(voice)
        whose[proposal] = last = voice
    return whose


def _voice(mention: Sequence[Token], found: Sequence[Voice], last: Voice | None) -> Voice:
    names, roles = _names(mention), _roles(mention)
    if not names and not roles:
        if mention and last is not None and mention[0].pos in _PERSONAL:
            return last
        return next((v for v in found if v.kind is SourceKind.UNSPECIFIED), None) or Voice(
            _free("unnamed", found), "…", SourceKind.UNSPECIFIED, Naming.ANONYMOUS
        )
    for voice in reversed(found):
        if _same(voice, names, roles, mention):
            voice.names |= names
            voice.roles |= roles
            return voice
    kind = _kind(roles, names)
    words = _slug(max(names) if names else max(sorted(roles), key=len))
    return Voice(_free(words, found), _shown(mention), kind, _naming(names, roles), names, roles)


def _names(mention: Sequence[Token]) -> set[str]:
    """The surname of a person, or the name of something: the last of the first names."""
    row = [*takewhile(_is_name, dropwhile(lambda token: not _is_name(token), mention))]
    if not row:
        return set()
    name = row[-1].text
    is_genitive = len(mention) == 1 and len(name) > _SHORT
    return {name.removesuffix("s") if is_genitive else name}


def _is_name(token: Token) -> bool:
    return token.pos == "NE"


def _roles(mention: Sequence[Token]) -> set[str]:
    """The noun that says what somebody is: the first one."""
    for token in mention:
        if token.pos == "NN":
            return {token.lemma.lower()}
        if token.pos == "NE":
            return set()
    return set()


def _same(voice: Voice, names: set[str], roles: set[str], mention: Sequence[Token]) -> bool:
    if names and voice.names:
        return bool(names & voice.names)
    if mention[0].low in {"ein", "eine", "einer", "eines", "einem", "weitere", "andere"}:
        return False
    return any(_fits(a, b) for a in roles for b in voice.roles)


def _fits(one: str, other: str) -> bool:
    """Whether two nouns can be the same: *Geheimdienst* is the end of *Militärgeheimdienst*."""
    long, short = sorted((one, other), key=len, reverse=True)
    return long == short or (len(short) > _SHORT and long.endswith(short))


def _kind(roles: set[str], names: set[str]) -> SourceKind:
    words = [*roles, *(name.lower() for name in names)]
    for kind, ends in german().kinds.items():
        for word in words:
            if any(word == end or (len(end) > _SHORT and word.endswith(end)) for end in ends):
                return SourceKind(kind)
    return SourceKind.GOVERNMENT if names & german()["places"] else SourceKind.OTHER


def _naming(names: set[str], roles: set[str]) -> Naming:
    if names & german()["places"] and not roles:
        return Naming.METONYM
    ends = tuple(german()["persons"])
    if names and (not roles or any(role.endswith(ends) for role in roles)):
        return Naming.NAMED_PERSON
    if any(role.endswith(ends) for role in roles):
        return Naming.ROLE
    return Naming.INSTITUTION


def _shown(mention: Sequence[Token]) -> str:
    words = [token.text for token in mention]
    if len(words) > 1 and mention[0].pos == "ART":
        words = words[1:]
    return " ".join(words)


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.lower().replace("ß", "ss"))
    found = re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")
    return found if found[:1].isalpha() else f"voice_{found}".strip("_")


def _free(name: str, found: Iterable[Voice]) -> str:
    """The name, with a number where it is another voice's."""
    used = {AUTHOR, *(voice.id for voice in found)}
    numbered = (f"{name}_{number}" for number in count(2))
    return name if name not in used else next(each for each in numbered if each not in used)

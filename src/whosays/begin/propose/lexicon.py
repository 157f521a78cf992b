"""The German words by which somebody's words are told, from ``german.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whosays.case.vocabulary import Medium
from whosays.words.packaged import read_packaged


@dataclass(frozen=True)
class Verb:
    """A verb of saying, thinking or writing, by its infinitive (``mitteilen``)."""

    infinitive: str
    medium: Medium
    takes_infinitive: bool
    takes_plain_clause: bool
    inverts: bool
    """Whether what is said can stand in front of it."""
    needs: frozenset[str]
    """Words without any of which it is another verb: *es* for *heißen*; empty for most."""


@dataclass(frozen=True)
class Lexicon:
    """Lists of words; verbs whole by infinitive and in two parts by (verb, particle)."""

    lists: dict[str, frozenset[str]]
    kinds: dict[str, frozenset[str]]
    whole: dict[str, Verb]
    parted: dict[tuple[str, str], Verb]
    acts: dict[str, frozenset[str]]
    """Infinitives of verbs that report with an object alone, with the words they need for that."""

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


_MEDIA = {
    "said": Medium.SPEECH_OR_WRITING,
    "spoken": Medium.SPEECH,
    "written": Medium.WRITING,
    "thought": Medium.THOUGHT,
}


@cache
def german() -> Lexicon:
    """The words, read once."""
    found = read_packaged(files("whosays.begin.propose") / "german.yml")
    kinds = {kind: frozenset(words.split()) for kind, words in found.pop("kinds").items()}
    lists = {name: frozenset(words.split()) for name, words in found.items()}
    whole: dict[str, Verb] = {}
    parted: dict[tuple[str, str], Verb] = {}
    for name, medium in _MEDIA.items():
        for written in sorted(lists[name]):
            needs, _, rest = written.rpartition("+")
            *particles, base = rest.split("|")
            verb = Verb(
                rest.replace("|", ""),
                medium,
                written in lists["infinitive"],
                written in lists["plain_clause"],
                written not in lists["no_inversion"],
                _words(needs),
            )
            whole[verb.infinitive] = verb
            if particles:
                parted[base, particles[-1]] = verb
    acts = {
        infinitive: _words(needs)
        for infinitive, _, needs in (act.partition(":") for act in lists["acts"])
    }
    return Lexicon(lists, kinds, whole, parted, acts)


def _words(alternatives: str) -> frozenset[str]:
    return frozenset(filter(None, alternatives.split("/")))

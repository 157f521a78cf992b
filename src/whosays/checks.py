"""What must hold between the entries of a case, beyond what a schema can say."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whosays import quiz
from whosays.case import AUTHOR, Case
from whosays.errors import Problem
from whosays.models import Attribution, AuthorVoice, Claim, Framing
from whosays.numerals import numbers_in
from whosays.quiz import Bank, duplicates
from whosays.spans import Span
from whosays.unfinished import unwritten_annotation, unwritten_provenance
from whosays.vocabulary import CueClass, SourceKind, VoiceFunction

FILE = "annotation.yml"
_WEEKDAYS = {
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def check_references(case: Case, banks: Mapping[str, Bank]) -> list[Problem]:
    """All problems between entries; ``banks`` maps a quiz file to its bank.

    References and nesting are checked first: the rest follows them, and would only report the
    consequences (or, round a circle, never end).
    """
    problems = [*_ids(case), *_names(case), *_stretches(case)] or [*_nesting(case)]
    if not problems:
        for check in (
            unwritten_annotation,
            _continuations,
            _coverage,
            _orphans,
            _holders,
            _figures,
            _days,
            _translations,
            unwritten_provenance,
        ):
            problems += check(case)
    problems += _quizzes(case, banks)
    return problems


def _entry_ids(case: Case) -> Iterator[str]:
    a = case.annotation
    lists = (a.sources, a.attributions, a.author_voice, a.claims, a.relations, a.framing)
    for entry in itertools.chain[Any](*lists):
        yield entry.id


def _ids(case: Case) -> Iterator[Problem]:
    for entry, count in Counter(_entry_ids(case)).items():
        if count > 1:
            yield Problem(
                FILE, f"the id stands {count} times.", "Give each entry its own.", entry, "id"
            )


def _unknown(
    kind: str, name: str, known: Iterable[str], entry: str, field: str
) -> Iterator[Problem]:
    known = list(known)
    if name not in known:
        close = [candidate for candidate in known if candidate[:2] == name[:2]] or known
        yield Problem(
            FILE,
            f"there is no {kind} '{name}'.",
            f"Add it, or use one that is there ({', '.join(close[:6])}).",
            entry,
            field,
        )


def _names(case: Case) -> Iterator[Problem]:
    """Every id that an entry names must be there."""
    if AUTHOR not in case.sources or case.sources[AUTHOR].kind is not SourceKind.AUTHOR:
        yield Problem(
            FILE,
            "the source 'author' is missing or not of kind author.",
            "Add it: every chain of sources begins with the author.",
            None,
            "sources",
        )
    for a in case.annotation.attributions:
        yield from _names_in_attribution(a, case)
    utterances = [*case.attributions, *(voice.id for voice in case.annotation.author_voice)]
    for c in case.annotation.claims:
        for name in c.uttered_by:
            yield from _unknown("attribution or author_voice", name, utterances, c.id, "uttered_by")
        for stance in c.factuality:
            yield from _unknown("source", stance.holder, case.sources, c.id, "factuality")
    for r in case.annotation.relations:
        yield from _unknown("claim", r.from_claim, case.claims, r.id, "from_claim")
        yield from _unknown("claim", r.to_claim, case.claims, r.id, "to_claim")
    for f in case.annotation.framing:
        yield from _unknown("source", f.whose, case.sources, f.id, "whose")


def _names_in_attribution(a: Attribution, case: Case) -> Iterator[Problem]:
    yield from _unknown("source", a.source, case.sources, a.id, "source")
    if a.source == AUTHOR:
        yield Problem(
            FILE,
            "the author is no source of an attribution.",
            "Move the stretch to author_voice.",
            a.id,
            "source",
        )
    for field, name in (("parent", a.parent), ("continues", a.continues)):
        if name is not None:
            yield from _unknown("attribution", name, case.attributions, a.id, field)


def _stretches(case: Case) -> Iterator[Problem]:
    """An entry that names several sentences runs through them without a gap and reaches each."""
    a = case.annotation
    entries: list[Attribution | AuthorVoice | Framing] = [
        *a.attributions,
        *a.author_voice,
        *a.framing,
    ]
    order = list(case.sentences)
    number = {name: i for i, name in enumerate(order)}
    quoted: dict[str, list[Span]] = {}
    for (entry_id, _), spans in case.spans.items():
        quoted.setdefault(entry_id, []).extend(spans)
    for entry in entries:
        names = entry.sentence
        first = number[names[0]]
        if names != order[first : first + len(names)]:
            yield Problem(
                FILE,
                f"the sentences {', '.join(names)} do not follow one another.",
                "Name them in the order of the text and leave none out, or make two entries.",
                entry.id,
                "sentence",
            )
            continue
        for name in names:
            place = case.sentences[name].span
            if not any(s.start < place.end and place.start < s.end for s in quoted[entry.id]):
                yield Problem(
                    FILE,
                    f"nothing of it stands in {name}.",
                    "Quote words of that sentence as well, or do not name it.",
                    entry.id,
                    "sentence",
                )


def _follow(start: Attribution, field: str, case: Case) -> Iterator[Attribution]:
    """Attributions reached from ``start`` over ``field``; ends after a full circle."""
    seen = {start.id}
    name = getattr(start, field)
    while name is not None and name not in seen:
        seen.add(name)
        yield case.attributions[name]
        name = getattr(case.attributions[name], field)
    if name is not None:
        yield case.attributions[name]


def _circular(attribution: Attribution, field: str, case: Case) -> bool:
    met = [a.id for a in _follow(attribution, field, case)]
    return len(met) != len(set(met)) or attribution.id in met


def _covers(outer: tuple[Span, ...], inner: tuple[Span, ...]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def _nesting(case: Case) -> Iterator[Problem]:
    for a in case.annotation.attributions:
        if a.parent is None:
            continue
        if _circular(a, "parent", case):
            yield Problem(
                FILE,
                "the parents form a circle.",
                "Let the chain end in a relation without a parent.",
                a.id,
                "parent",
            )
            return
        inside = _covers(case.spans[a.parent, "content"], case.spans[a.id, "content"])
        if not inside and a.rationale is None:
            yield Problem(
                FILE,
                f"its content does not lie within the content of {a.parent}.",
                "Correct the parent, or say why in rationale.",
                a.id,
                "content",
            )


def _continuations(case: Case) -> Iterator[Problem]:
    place = {a.id: case.spans[a.id, "content"][0] for a in case.annotation.attributions}
    for a in case.annotation.attributions:
        if a.continues is None:
            if a.cue_class is CueClass.NONE and a.parent is None and a.rationale is None:
                yield Problem(
                    FILE,
                    "nothing says that this is attributed.",
                    "Quote a cue, name the relation it continues, or say why in rationale.",
                    a.id,
                    "cue",
                )
            continue
        before = case.attributions[a.continues]
        if before.source != a.source:
            yield Problem(
                FILE,
                f"it continues {before.id}, whose source is '{before.source}'.",
                "A continuation has the same source.",
                a.id,
                "continues",
            )
        if not place[before.id] < place[a.id]:
            yield Problem(
                FILE,
                f"it continues {before.id}, which stands after it.",
                "Name an earlier relation.",
                a.id,
                "continues",
            )


def _coverage(case: Case) -> Iterator[Problem]:
    annotation = case.annotation
    covered = {name for a in annotation.attributions for name in a.sentence}
    covered |= {name for voice in annotation.author_voice for name in voice.sentence}
    for sentence in case.sentences:
        if sentence not in covered:
            yield Problem(
                FILE,
                "no attribution and no author's voice covers this sentence.",
                "Add one of the two.",
                sentence,
            )


def _orphans(case: Case) -> Iterator[Problem]:
    annotation = case.annotation
    used = {a.source for a in annotation.attributions} | {AUTHOR}
    for source in annotation.sources:
        if source.id not in used:
            yield Problem(
                FILE, "no attribution has this source.", "Use it or remove it.", source.id
            )
    uttering = {name for claim in annotation.claims for name in claim.uttered_by}
    for a in annotation.attributions:
        if a.id not in uttering:
            yield Problem(
                FILE,
                "no claim is uttered by this attribution.",
                "Name it in the uttered_by of a claim.",
                a.id,
            )
    for voice in annotation.author_voice:
        if voice.id not in uttering and voice.function is not VoiceFunction.CONTRAST:
            yield Problem(
                FILE,
                "no claim is uttered by this stretch of author's voice.",
                "Name it in the uttered_by of a claim.",
                voice.id,
            )
    related: set[tuple[str, str, str]] = set()
    for r in annotation.relations:
        key = (r.from_claim, r.to_claim, r.type)
        if key in related:
            yield Problem(FILE, "the same relation stands twice.", "Remove one.", r.id)
        related.add(key)


def _holders(case: Case) -> Iterator[Problem]:
    """Who holds a claim certain must be somebody on the way from the author to the claim."""
    for claim in case.annotation.claims:
        allowed = {AUTHOR} | {
            source
            for name in claim.uttered_by
            if name in case.attributions
            for source in case.chain(case.attributions[name])
        }
        for stance in claim.factuality:
            if stance.holder not in allowed:
                yield Problem(
                    FILE,
                    f"'{stance.holder}' does not utter this claim.",
                    f"Holders can be: {', '.join(sorted(allowed))}.",
                    claim.id,
                    "factuality",
                )


def _figures(case: Case) -> Iterator[Problem]:
    for claim in case.annotation.claims:
        if claim.quantity is not None:
            yield from _figure(claim, case.article.language)


def _figure(claim: Claim, language: str) -> Iterator[Problem]:
    quantity = claim.quantity
    if quantity is None:
        return
    stated = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    words = quantity.words.quote
    read = numbers_in(words, language)
    if not set(stated) <= set(read):
        yield Problem(
            FILE,
            f"the words '{words}' say {', '.join(f'{n:g}' for n in read) or 'no number'}, "
            f"the entry says {', '.join(f'{n:g}' for n in stated)}.",
            "Correct the figure or quote the words that give it.",
            claim.id,
            "quantity",
        )


def _days(case: Case) -> Iterator[Problem]:
    weekdays = _WEEKDAYS.get(case.article.language, [])
    for a in case.annotation.attributions:
        if a.said_on is None:
            continue
        named = [i for i, day in enumerate(weekdays) if day in a.said_on.words.quote]
        if named and named != [a.said_on.date.weekday()]:
            yield Problem(
                FILE,
                f"{a.said_on.date} is a {weekdays[a.said_on.date.weekday()]}.",
                f"Correct the date or the words '{a.said_on.words.quote}'.",
                a.id,
                "said_on",
            )


def _translations(case: Case) -> Iterator[Problem]:
    """What is highlighted in a translation must stand there."""

    def missing(entry: str, sentences: list[str], lang: str, parts: list[str]) -> Iterator[Problem]:
        whole = " ".join(case.sentences[name].translation.get(lang, "") for name in sentences)
        for part in parts:
            if part not in whole:
                yield Problem(
                    FILE,
                    f"'{part}' is not in the translation ({lang}).",
                    "Copy the words from the sentence's translation.",
                    entry,
                    "translated",
                )

    for a in case.annotation.attributions:
        for lang, parts in a.translated.items():
            yield from missing(a.id, a.sentence, lang, [*parts.cue, *parts.content])
    for voice in case.annotation.author_voice:
        for lang, quotes in voice.translated.items():
            yield from missing(voice.id, voice.sentence, lang, quotes)


def _quizzes(case: Case, banks: Mapping[str, Bank]) -> Iterator[Problem]:
    texts = {
        sentence.id: {case.article.language: sentence.text, **sentence.translation}
        for sentence in case.sentences.values()
    }
    for file, bank in banks.items():
        if file != f"quizzes/{bank.id}.yml":
            yield Problem(
                file, f"its id is '{bank.id}'.", "Let file name and id agree.", field="id"
            )
        for found in bank.check(texts):
            yield _in_file(file, found)
    for found in duplicates(banks.values()):
        yield _in_file("quizzes/", found)


def _in_file(file: str, found: quiz.Problem) -> Problem:
    """A problem of an item bank, in whole sentences as all others."""
    remedy = found.remedy[:1].upper() + found.remedy[1:]
    return Problem(file, f"{found.problem}.", f"{remedy}.", found.entry, found.field)

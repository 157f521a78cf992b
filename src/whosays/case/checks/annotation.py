"""What must hold between the entries of a case, beyond what a schema can say."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from typing import Any

from whosays.case.annotation import (
    Annotation,
    Article,
    Attribution,
    AuthorVoice,
    Framing,
)
from whosays.case.case import AUTHOR, Case
from whosays.case.checks.unfinished import unwritten_annotation, unwritten_provenance
from whosays.case.spans import Span
from whosays.case.vocabulary import CueClass, Level, SourceKind, VoiceFunction
from whosays.errors import Report
from whosays.words import Words
from whosays.words.numbers import conventions, is_known
from whosays.words.numerals import numbers_in


def check_annotation(case: Case, report: Report) -> None:
    """All problems between the entries of annotation.yml, and what article.yml still lacks.

    References and nesting are checked first: the rest follows them, and would only report the
    consequences (or, round a circle, never end).
    """
    for stage in _STAGES:
        for check in stage:
            if check not in _FROM_CLAIMS_ON or case.article.level.has(Level.CLAIMS):
                check(case, report)
        if report.problems:
            return


def _ids(case: Case, report: Report) -> None:
    a = case.annotation
    lists = (a.sources, a.attributions, a.author_voice, a.claims, a.relations, a.framing)
    ids = (entry.id for entry in itertools.chain[Any](*lists))
    for entry, count in Counter(ids).items():
        if count > 1:
            report(f"the id stands {count} times.", "Give each entry its own.", entry, "id")


def _unknown(  # noqa: PLR0913, PLR0917 - a missing reference has so many parts
    report: Report, kind: str, name: str, known: Iterable[str], entry: str, field: str
) -> None:
    known = list(known)
    if name not in known:
        close = [candidate for candidate in known if candidate[:2] == name[:2]] or known
        report(
            f"there is no {kind} '{name}'.",
            f"Add it, or use one that is there ({', '.join(close[:6])}).",
            entry,
            field,
        )


def _names(case: Case, report: Report) -> None:
    """Every id that an entry names must be there."""
    if AUTHOR not in case.sources or case.sources[AUTHOR].kind is not SourceKind.AUTHOR:
        report(
            "the source 'author' is missing or not of kind author.",
            "Add it: every chain of sources begins with the author.",
            None,
            "sources",
        )
    for a in case.annotation.attributions:
        _names_in_attribution(a, case, report)
    utterances = [*case.attributions, *(voice.id for voice in case.annotation.author_voice)]
    for c in case.annotation.claims:
        for name in c.uttered_by:
            _unknown(report, "attribution or author_voice", name, utterances, c.id, "uttered_by")
        for stance in c.factuality:
            _unknown(report, "source", stance.holder, case.sources, c.id, "factuality")
    for r in case.annotation.relations:
        _unknown(report, "claim", r.from_claim, case.claims, r.id, "from_claim")
        _unknown(report, "claim", r.to_claim, case.claims, r.id, "to_claim")
    for f in case.annotation.framing:
        _unknown(report, "source", f.whose, case.sources, f.id, "whose")


def _names_in_attribution(a: Attribution, case: Case, report: Report) -> None:
    _unknown(report, "source", a.source, case.sources, a.id, "source")
    if a.source == AUTHOR:
        report(
            "the author is no source of an attribution.",
            "Move the stretch to author_voice.",
            a.id,
            "source",
        )
    for field, name in (("parent", a.parent), ("continues", a.continues)):
        if name is not None:
            _unknown(report, "attribution", name, case.attributions, a.id, field)


def _given(case: Case, report: Report) -> None:
    """What may be empty has to be said to be: an author has thought of it."""
    parts: list[tuple[Report, Annotation | Article, tuple[str, ...]]] = [
        (report, case.annotation, ("claims", "relations", "framing")),
        (report.on("article.yml"), case.article, ("known", "unknown")),
    ]
    for on_file, record, fields in parts:
        for field in fields:
            if field not in record.model_fields_set:
                on_file("this field is missing.", "Add it.", None, field)


def _stretches(case: Case, report: Report) -> None:
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
            report(
                f"the sentences {', '.join(names)} do not follow one another.",
                "Name them in the order of the text and leave none out, or make two entries.",
                entry.id,
                "sentence",
            )
            continue
        for name in names:
            place = case.sentences[name].span
            if not any(s.start < place.end and place.start < s.end for s in quoted[entry.id]):
                report(
                    f"nothing of it stands in {name}.",
                    "Quote words of that sentence as well, or do not name it.",
                    entry.id,
                    "sentence",
                )


def _circular(attribution: Attribution, case: Case) -> bool:
    """Whether its parents come back to one that was met already."""
    met = {attribution.id}
    while (name := attribution.parent) is not None:
        if name in met:
            return True
        met.add(name)
        attribution = case.attributions[name]
    return False


def _covers(outer: tuple[Span, ...], inner: tuple[Span, ...]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def _nesting(case: Case, report: Report) -> None:
    for a in case.annotation.attributions:
        if a.parent is None:
            continue
        if _circular(a, case):
            report(
                "the parents form a circle.",
                "Let the chain end in a relation without a parent.",
                a.id,
                "parent",
            )
            return
        inside = _covers(case.spans[a.parent, "content"], case.spans[a.id, "content"])
        if not inside and a.rationale is None:
            report(
                f"its content does not lie within the content of {a.parent}.",
                "Correct the parent, or say why in rationale.",
                a.id,
                "content",
            )


def _continuations(case: Case, report: Report) -> None:
    place = {a.id: case.spans[a.id, "content"][0] for a in case.annotation.attributions}
    for a in case.annotation.attributions:
        if a.continues is None:
            if a.cue_class is CueClass.NONE and a.parent is None and a.rationale is None:
                report(
                    "nothing says that this is attributed.",
                    "Quote a cue, name the relation it continues, or say why in rationale.",
                    a.id,
                    "cue",
                )
            continue
        before = case.attributions[a.continues]
        if before.source != a.source:
            report(
                f"it continues {before.id}, whose source is '{before.source}'.",
                "A continuation has the same source.",
                a.id,
                "continues",
            )
        if not place[before.id] < place[a.id]:
            report(
                f"it continues {before.id}, which stands after it.",
                "Name an earlier relation.",
                a.id,
                "continues",
            )


def _coverage(case: Case, report: Report) -> None:
    annotation = case.annotation
    covered = {name for a in annotation.attributions for name in a.sentence}
    covered |= {name for voice in annotation.author_voice for name in voice.sentence}
    for sentence in case.sentences:
        if sentence not in covered:
            report(
                "no attribution and no author's voice covers this sentence.",
                "Add one of the two.",
                sentence,
            )


def _unused(case: Case, report: Report) -> None:
    used = {a.source for a in case.annotation.attributions} | {AUTHOR}
    for source in case.annotation.sources:
        if source.id not in used:
            report("no attribution has this source.", "Use it or remove it.", source.id)


def _unclaimed(case: Case, report: Report) -> None:
    annotation = case.annotation
    uttering = {name for claim in annotation.claims for name in claim.uttered_by}
    for a in annotation.attributions:
        if a.id not in uttering:
            report(
                "no claim is uttered by this attribution.",
                "Name it in the uttered_by of a claim.",
                a.id,
            )
    for voice in annotation.author_voice:
        if voice.id not in uttering and voice.function is not VoiceFunction.CONTRAST:
            report(
                "no claim is uttered by this stretch of author's voice.",
                "Name it in the uttered_by of a claim.",
                voice.id,
            )


def _related(case: Case, report: Report) -> None:
    related: set[tuple[str, str, str]] = set()
    for r in case.annotation.relations:
        key = (r.from_claim, r.to_claim, r.type)
        if key in related:
            report("the same relation stands twice.", "Remove one.", r.id)
        related.add(key)


def _holders(case: Case, report: Report) -> None:
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
                report(
                    f"'{stance.holder}' does not utter this claim.",
                    f"Holders can be: {', '.join(sorted(allowed))}.",
                    claim.id,
                    "factuality",
                )


def _figures(case: Case, report: Report) -> None:
    for claim in case.annotation.claims:
        if (quantity := claim.quantity) is None:
            continue
        stated = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
        words = quantity.words.quote
        read = numbers_in(words, case.article.language)
        if not set(stated) <= set(read):
            report(
                f"the words '{words}' say {', '.join(f'{n:g}' for n in read) or 'no number'}, "
                f"the entry says {', '.join(f'{n:g}' for n in stated)}.",
                "Correct the figure or quote the words that give it.",
                claim.id,
                "quantity",
            )


def _days(case: Case, report: Report) -> None:
    language = case.article.language
    # None are known where the language has no file of its own.
    weekdays = conventions(language)["weekdays"] if is_known(language) else []
    for a in case.annotation.attributions:
        if a.said_on is None:
            continue
        named = [i for i, day in enumerate(weekdays) if day in a.said_on.words.quote]
        if named and named != [a.said_on.date.weekday()]:
            report(
                f"{a.said_on.date} is a {weekdays[a.said_on.date.weekday()]}.",
                f"Correct the date or the words '{a.said_on.words.quote}'.",
                a.id,
                "said_on",
            )


def _translated(case: Case, report: Report) -> None:
    """Readers who do not read the article's language need every sentence in their own."""
    readers = case.article.readers
    for sentence in case.sentences.values():
        if readers not in (sentence.language, *sentence.translation):
            report(
                f"it has no {Words().language(readers)} translation.",
                f"Add it under translation: {{{readers}: …}}.",
                sentence.id,
                "translation",
            )


_STAGES = (
    (_ids, _names, _stretches, _given),
    (_nesting,),
    (
        *(unwritten_annotation, _translated, _continuations, _coverage, _unused, _unclaimed),
        *(_related, _holders, _figures, _days, unwritten_provenance),
    ),
)
"""What is checked, in the order of the messages."""

_FROM_CLAIMS_ON = {_given, _unclaimed}
"""What is asked for from this level on, and all else at any.

Files have theirs in :mod:`whosays.case.folder`. Whether what is there is sound is asked at every
level: a case may have more than its level needs, and readers see it.
"""

"""Quotations that rules propose, counted against a corpus in which people have marked them.

A corpus is a folder of files such as ``dev.jsonl.gz``, one article a line: ``text``, ``sentences``
and ``annotations`` as character offsets. Quotations are matched one to one, by the best sum, where
the overlap of their characters is at least half of their union. A sentence of the corpus counts as
reported where at least 30 % of its characters lie in one quotation that is not nested.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from whosays.begin.propose import Proposal, proposed
from whosays.begin.segment import sentences
from whosays.case.vocabulary import Stwr

SHARE = 0.3
OVERLAP = 0.5

_FORMS = {
    "Direct": Stwr.DIRECT,
    "Indirect": Stwr.INDIRECT,
    "IndirectFreeIndirect": Stwr.INDIRECT_FREE_INDIRECT,
    "FreeIndirect": Stwr.FREE_INDIRECT,
    "Reported": Stwr.REPORTED,
}


@dataclass(frozen=True)
class Quotation:
    """A quotation, marked or proposed: its form, and the characters of its parts."""

    form: Stwr
    content: frozenset[int]
    speaker: frozenset[int]
    cue: frozenset[int]
    is_nested: bool


@dataclass
class Counts:
    """How many there are, how many are proposed, how many of these are right."""

    marked: int = 0
    proposed: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Share of the proposed that are right."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Share of the marked that are proposed."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.marked + self.proposed
        return 2 * self.right / both if both else 0.0


@dataclass
class Score:
    """All counts of a part of a corpus."""

    articles: int = 0
    sentences: Counts = field(default_factory=Counts)
    sentences_as_told: Counts = field(default_factory=Counts)
    """All sentences; right are those that are reported in the form proposed, or not at all."""
    quotations: Counts = field(default_factory=Counts)
    forms: dict[Stwr, Counts] = field(default_factory=lambda: {form: Counts() for form in Stwr})
    form_right: Counts = field(default_factory=Counts)
    speaker_right: Counts = field(default_factory=Counts)
    cue_right: Counts = field(default_factory=Counts)


def articles(file: Path) -> Iterator[dict[str, Any]]:
    """The articles of a part of the corpus."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _characters(spans: Iterable[Sequence[int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def marked(article: dict[str, Any]) -> list[Quotation]:
    """The quotations that people have marked in an article."""
    return [
        Quotation(
            _FORMS[one["type"]],
            _characters(one["quote"]),
            _characters(one["speaker"]),
            _characters(one["cue"]),
            one["nested"],
        )
        for one in article["annotations"]
    ]


def found(text: str) -> list[Quotation]:
    """The quotations that the rules propose in a text."""
    return [_as_quotation(one) for one in proposed(text, sentences(text))]


def _as_quotation(one: Proposal) -> Quotation:
    return Quotation(
        one.form,
        _characters((span.start, span.end) for span in one.content),
        _characters((token.start, token.end) for token in one.mention),
        _characters((token.start, token.end) for token in one.cue),
        one.parent is not None,
    )


def matched(gold: Sequence[Quotation], ours: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Pairs of places in both lists, one to one, whose overlaps have the best sum."""
    near = {
        a: {b: worth for b, two in enumerate(ours) if (worth := _worth(one, two)) >= OVERLAP}
        for a, one in enumerate(gold)
    }
    pairs: list[tuple[int, int]] = []
    left = {a for a, edges in near.items() if edges}
    while left:
        group, others = _connected(min(left), near)
        left -= group
        pairs += _best(sorted(group), near, others)
    return pairs


def _worth(one: Quotation, two: Quotation) -> float:
    both = len(one.content & two.content)
    return both / (len(one.content) + len(two.content) - both) if both else 0.0


def _connected(start: int, near: dict[int, dict[int, float]]) -> tuple[set[int], set[int]]:
    group, others = {start}, set(near[start])
    while True:
        more = {a for a, edges in near.items() if others & set(edges)}
        if more <= group:
            return group, others
        group |= more
        others |= {b for a in more for b in near[a]}


def _best(
    group: list[int], near: dict[int, dict[int, float]], others: set[int]
) -> list[tuple[int, int]]:
    """The best pairs of a few quotations that lie in each other."""

    @cache
    def best(at: int, free: frozenset[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        if at == len(group):
            return 0.0, ()
        options = [best(at + 1, free)]
        for b, worth in near[group[at]].items():
            if b in free:
                total, pairs = best(at + 1, free - {b})
                options.append((total + worth, ((group[at], b), *pairs)))
        return max(options)

    return list(best(0, frozenset(others))[1])


def _form(sentence: Sequence[int], quotations: Iterable[Quotation]) -> Stwr | None:
    """The form of the quotation that has most of a sentence; None where it is not reported."""
    inside = frozenset(range(*sentence))
    most, form = SHARE * len(inside), None
    for one in quotations:
        has = len(inside & one.content)
        if not one.is_nested and (has >= most if form is None else has > most):
            most, form = has, one.form
    return form


def scored(corpus: Iterable[dict[str, Any]]) -> Score:
    """The counts of all articles of a part of the corpus."""
    score = Score()
    for article in corpus:
        _add(score, article, marked(article), found(article["text"]))
    return score


def _add(
    score: Score, article: dict[str, Any], gold: list[Quotation], ours: list[Quotation]
) -> None:
    score.articles += 1
    for sentence in article["sentences"]:
        said, told = _form(sentence, gold), _form(sentence, ours)
        score.sentences.marked += said is not None
        score.sentences.proposed += told is not None
        score.sentences.right += None not in {said, told}
        score.sentences_as_told.proposed += 1
        score.sentences_as_told.right += said is told
    pairs = matched(gold, ours)
    score.quotations.marked += len(gold)
    score.quotations.proposed += len(ours)
    score.quotations.right += len(pairs)
    for one in gold:
        score.forms[one.form].marked += 1
    for one in ours:
        score.forms[one.form].proposed += 1
    for a, b in pairs:
        one, two = gold[a], ours[b]
        score.forms[one.form].right += one.form is two.form
        for counts, is_right, counted in (
            (score.form_right, one.form is two.form, True),
            (score.speaker_right, bool(one.speaker & two.speaker), bool(one.speaker)),
            (score.cue_right, bool(one.cue & two.cue), bool(one.cue)),
        ):
            counts.proposed += counted
            counts.right += counted and is_right

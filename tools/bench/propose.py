"""How good the proposals of an annotation are, and how long they take.

The corpus is not part of the project: its marks are under a licence that forbids commercial use.
``--corpus`` names a folder with its parts (``train.jsonl.gz``, ``dev.jsonl.gz``); what was counted
on the last of them in :data:`PARTS` is written to ``measured.yml``, which the command repeats.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from tools.bench.quotations import Score, articles, scored
from tools.bench.tables import count, seconds, table
from tools.bench.workspace import REPOSITORY, BenchError, Workspace
from whosays import Case, read_case
from whosays.begin.propose import proposed
from whosays.begin.propose.contents import said_moods
from whosays.begin.propose.entries import LANGUAGE
from whosays.begin.segment import sentences
from whosays.case.places import paragraph_spans
from whosays.case.spans import Span
from whosays.case.vocabulary import Mood, Stwr
from whosays.errors import MissingExtraError

PARTS = ("train", "dev", "test")
MEASURED = REPOSITORY / "src/whosays/begin/propose/measured.yml"
CASES = ("kursk-2024", "asem-2007")
SIZES = (30, 1_000)
_HEAD = "# How the rules fare against marks of people. Written by: python -m tools.bench propose\n"


def propose_section(workspace: Workspace) -> Iterator[str]:
    """Proposals: counted against marked quotations and the cases' gold, and their seconds."""
    try:
        yield from _times(workspace)
        yield ""
        yield from _on_cases(workspace)
    except MissingExtraError as error:
        raise BenchError(str(error)) from error
    if workspace.corpus is None:
        yield "\nNo corpus was named (--corpus FOLDER), so quotations were not counted."
        return
    yield from _on_corpus(workspace.corpus)


def _on_corpus(corpus: Path) -> Iterator[str]:
    there = [part for part in PARTS if (corpus / f"{part}.jsonl.gz").is_file()]
    if not there:
        raise BenchError(f"{corpus} holds none of: {', '.join(f'{p}.jsonl.gz' for p in PARTS)}.")
    for part in there:
        score = scored(articles(corpus / f"{part}.jsonl.gz"))
        yield f"\n{part}: {count(score.articles)} articles\n"
        yield _table(score)
        if part != "train":
            _write(score, part)


def _table(score: Score) -> str:
    rows = [("sentence reported", score.sentences), ("any quotation", score.quotations)]
    rows += [(form.value, counts) for form, counts in score.forms.items()]
    lines = [
        (
            name,
            count(c.marked),
            count(c.proposed),
            _share(c.precision),
            _share(c.recall),
            _share(c.f1),
        )
        for name, c in rows
    ]
    found = [
        (f"{name} right", "", count(c.proposed), _share(c.precision), "", "")
        for name, c in (
            ("of all sentences: reported or not, and form", score.sentences_as_told),
            ("of those found: form", score.form_right),
            ("of those found: speaker", score.speaker_right),
            ("of those found: cue", score.cue_right),
        )
    ]
    return table(("", "marked", "proposed", "precision", "recall", "F1"), [*lines, *found])


def _share(value: float) -> str:
    return f"{value:.3f}".lstrip("0")


def _write(score: Score, part: str) -> None:
    def missing(share: float) -> int:
        return round(100 * (1 - share))

    MEASURED.write_text(
        _HEAD
        + yaml.safe_dump(
            {
                "language": LANGUAGE,
                "corpus": "German Wikinews",
                "part": part,
                "articles": score.articles,
                "other_sentence": missing(score.sentences_as_told.precision),
                "wrong": missing(score.quotations.precision),
                "missed": missing(score.quotations.recall),
                "other_form": missing(score.form_right.precision),
                "other_speaker": missing(score.speaker_right.precision),
            },
            sort_keys=False,
        ),
        encoding="utf-8",
    )


# --- the cases --------------------------------------------------------------------------------


def _on_cases(workspace: Workspace) -> Iterator[str]:
    rows = []
    for name in CASES:
        case = read_case(workspace.source / "seeds" / name)
        gold, ours = _by_sentence(case), _proposed_by_sentence(case)
        forms = sum(gold[s][0] == ours[s][0] for s in case.sentences)
        moods = sum(gold[s][1] == ours[s][1] for s in case.sentences)
        rows.append((name, count(len(gold)), count(forms), count(moods)))
    yield table(("case", "sentences", "form right", "mood right"), rows)
    yield "Of each sentence the relation that covers most of it counts; no relation is a form, too."


Said = tuple[Stwr | None, Mood | None]


def _by_sentence(case: Case) -> dict[str, Said]:
    """Form and mood of the outermost relation that covers most of each sentence of the gold."""
    relations = [
        (case.spans[one.id, "content"], one.stwr, one.mood)
        for one in case.annotation.attributions
        if one.parent is None
    ]
    return {name: _most(place.span, relations) for name, place in case.sentences.items()}


def _proposed_by_sentence(case: Case) -> dict[str, Said]:
    found = proposed(case.text, _paragraphs(case))
    relations = [
        (one.content, one.form, next(iter(said_moods(one)), Mood.NONE))
        for one in found
        if one.parent is None
    ]
    return {name: _most(place.span, relations) for name, place in case.sentences.items()}


def _paragraphs(case: Case) -> list[list[Span]]:
    found: dict[int, list[Span]] = {number: [] for number in paragraph_spans(case.sentences)}
    for sentence in case.sentences.values():
        found[sentence.paragraph].append(sentence.span)
    return list(found.values())


def _most(sentence: Span, relations: list[tuple[tuple[Span, ...], Stwr, Mood]]) -> Said:
    covered = [
        (sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in spans), -at)
        for at, (spans, _, _) in enumerate(relations)
    ]
    best = max(covered, default=(0, 0))
    return relations[-best[1]][1:] if best[0] else (None, None)


# --- seconds ----------------------------------------------------------------------------------


def _times(workspace: Workspace) -> Iterator[str]:
    text = (workspace.source / "seeds" / CASES[0] / "article.txt").read_text(encoding="utf-8")
    start = time.perf_counter()
    proposed("Er sagte, er komme.", [[Span(0, 19)]])
    rows = [("loading the tagger", "", seconds(time.perf_counter() - start))]
    for size in SIZES:
        grown = "\n\n".join([text] * (size // 20 + 1))
        paragraphs = list(_first(sentences(grown), size))
        start = time.perf_counter()
        proposed(grown, paragraphs)
        rows.append((f"{CASES[0]}, repeated", count(size), seconds(time.perf_counter() - start)))
    yield table(("", "sentences", "time"), rows)


def _first(paragraphs: list[list[Span]], size: int) -> Iterator[list[Span]]:
    """The first so many sentences, by paragraph."""
    for paragraph in paragraphs:
        if size > 0:
            yield paragraph[:size]
        size -= len(paragraph)

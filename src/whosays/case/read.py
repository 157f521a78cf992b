"""Read a case folder into a :class:`~whosays.case.case.Case`, or say what to mend.

Reading goes in stages: the files, their form, the places of the quotations, the references
between entries. A stage that fails ends the reading, so that one mistake gives one message and
not a trail of its consequences.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from whosays.case.annotation import Annotation, Article, CoverageRow, Estimate
from whosays.case.case import Case, Entries
from whosays.case.checks import check_case
from whosays.case.counts import Counting
from whosays.case.disputes import Disputes
from whosays.case.examples import Examples
from whosays.case.folder import (
    COUNTS,
    COVERAGE,
    DISPUTES,
    ESTIMATES,
    EXAMPLES,
    LESSONS,
    PICTURES,
    PLANS,
    READINGS,
    SETTLED,
    decoded,
    find_case,
    need_files,
    read_files,
)
from whosays.case.forms import Model, RowLines, read_model, read_rows
from whosays.case.items import Bank
from whosays.case.lessons import Lessons
from whosays.case.pictured import Pictured
from whosays.case.places import place_quotes, place_sentences, place_translations
from whosays.case.plans import Plans
from whosays.case.readings import Reading, Settled
from whosays.case.yaml_source import YamlSource, parse_yaml
from whosays.errors import Lines, Report, WrongTypeError, WrongValueError, shown
from whosays.words.interface import languages
from whosays.words.said import FALLBACK

_NOTHING: dict[str, dict[str, list[object]]] = {
    DISPUTES: {"questions": []},
    EXAMPLES: {},
    LESSONS: {},
    PICTURES: {},
    PLANS: {},
    SETTLED: {},
}
"""What a file holds that a case does without."""


def read_case(case: str | Path, lang: str | None = None) -> Case:
    """Read and check a case, given by its folder or by its name (``kursk-2024``).

    ``lang`` is the reader's language: all that is shown of the case is in it, or in English where
    something is not translated. Without it, it is the language that the case is for. Raises
    :class:`~whosays.errors.CaseError`, whose problems name file, line, entry, field and remedy,
    ValueError for a language that nothing is written in, and TypeError where no case is named.

    >>> read_case("kursk-2024")
    <case kursk-2024: 29 sentences, ...>
    """
    if not case or not isinstance(case, str | Path):
        raise WrongTypeError(
            f"name the case in quotation marks, such as read_case('kursk-2024'), not {shown(case)}"
        )
    folder = find_case(case)
    data = read_files(folder)
    texts = {name: decoded(found, name) for name, found in data.items()}
    sources = {name: YamlSource(nothing) for name, nothing in _NOTHING.items()}
    sources |= {n: parse_yaml(text, n) for n, text in texts.items() if n.endswith(".yml")}
    readers = _readers_of(sources["article.yml"])

    def read(model: type[Model], name: str) -> Model:
        return read_model(model, sources[name], name, readers)

    article = read(Article, "article.yml")
    need_files(folder, data, article.level)
    annotation = read(Annotation, "annotation.yml")
    estimates = read_rows(Estimate, texts[ESTIMATES], ESTIMATES) if ESTIMATES in texts else ()
    coverage = read_rows(CoverageRow, texts[COVERAGE], COVERAGE) if COVERAGE in texts else ()
    banks = {name: read(Bank, name) for name in sources if name.startswith("quizzes/")}
    disputes = read(Disputes, DISPUTES)
    examples = read(Examples, EXAMPLES)
    counting = read(Counting, COUNTS) if COUNTS in sources else None
    lessons = read(Lessons, LESSONS)
    plans = read(Plans, PLANS)
    pictured = read(Pictured, PICTURES)
    readings = read_rows(Reading, texts[READINGS], READINGS) if READINGS in texts else ()
    settled = read(Settled, SETTLED)
    text = texts["article.txt"]
    _check_sha256(data["article.txt"], article)
    report = Report("annotation.yml", sources["annotation.yml"])
    sentences = place_sentences(text, article, annotation.sentences, report)
    found = Case(
        folder=folder,
        article=article,
        text=text,
        sentences=Entries("sentence", sentences.values()),
        annotation=annotation,
        spans=place_quotes(text, annotation, sentences, report),
        translated=place_translations(annotation, sentences, report),
        estimates=estimates,
        coverage=coverage,
        quizzes=Entries("item bank", banks.values()),
        disputes=disputes,
        counting=counting,
        examples=examples,
        lessons=lessons.by_name(),
        pictured=pictured,
        plans=plans,
        readings=readings,
        settled=settled.root,
        lang=lang or article.readers,
    )
    lines: dict[str, Lines] = {**sources}
    if ESTIMATES in texts:
        lines[ESTIMATES] = RowLines(texts[ESTIMATES])
    check_case(found, banks, report, lines)
    report.stop()
    _need_language(found)
    return found


def _readers_of(article: YamlSource) -> str:
    """The language of the readers, before anything else can be read; the model looks at it."""
    given = article.data.get("readers") if isinstance(article.data, dict) else None
    return given if isinstance(given, str) else FALLBACK


def _need_language(case: Case) -> None:
    """Raise WrongValueError, with those there are, for a language without any words."""
    there = dict.fromkeys([*languages(), case.article.language])
    for sentence in case.sentences.values():
        there |= dict.fromkeys(sentence.translation)
    if case.lang not in there:
        raise WrongValueError(f"no language {case.lang!r}; there are: {', '.join(there)}")


def _check_sha256(text: bytes, article: Article) -> None:
    found = hashlib.sha256(text).hexdigest()
    if found != article.sha256:
        raise Report("article.txt").refuse(
            f"its sha256 is {found}, not the one in article.yml.",
            "Restore the text; if the change is meant, write the new sha256 there.",
            field="sha256",
        )

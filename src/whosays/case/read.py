"""Read a case folder into a :class:`~whosays.case.case.Case`, or say what to mend.

Reading goes in stages: the files, their form, the places of the quotations, the references
between entries. A stage that fails ends the reading, so that one mistake gives one message and
not a trail of its consequences.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from whosays.case.annotation import Annotation, Article, CoverageRow, Estimate
from whosays.case.case import Case
from whosays.case.checks import check_case
from whosays.case.counts import FILE as COUNTS
from whosays.case.counts import Counting
from whosays.case.disputes import FILE as DISPUTES
from whosays.case.disputes import Disputes
from whosays.case.examples import FILE as EXAMPLES
from whosays.case.examples import Examples
from whosays.case.forms import RowLines, read_model, read_rows
from whosays.case.items import Bank
from whosays.case.lessons import FILE as LESSONS
from whosays.case.lessons import Lessons
from whosays.case.pictured import FILE as PICTURES
from whosays.case.pictured import Pictured
from whosays.case.places import place_quotes, place_sentences, place_translations
from whosays.case.readings import FILE as READINGS
from whosays.case.readings import SETTLED, Reading, Settled
from whosays.case.yaml_source import YamlSource, parse_yaml
from whosays.errors import CaseError, Lines, Problem, Report, WrongTypeError, WrongValueError, shown
from whosays.words.interface import languages
from whosays.words.said import FALLBACK

REQUIRED_FILES = ("article.txt", "article.yml", "annotation.yml", "estimates.csv", "coverage.csv")
OPTIONAL_FILES = (COUNTS, DISPUTES, EXAMPLES, LESSONS, PICTURES, READINGS, SETTLED)

_NOTHING: dict[str, dict[str, list[object]]] = {
    DISPUTES: {"questions": []},
    EXAMPLES: {},
    LESSONS: {},
    PICTURES: {},
    SETTLED: {},
}
"""What a file holds that a case does without."""


def find_case(case: str | Path) -> Path:
    """The folder of a case: ``case`` itself, or ``seeds/<case>`` here or in a folder above.

    So a notebook names the case wherever it is started. Where nothing is found, ``case`` is
    returned as it is, and reading it says so.
    """
    here = Path.cwd()
    candidates = (Path(case), *(folder / "seeds" / case for folder in (here, *here.parents)))
    try:
        return next((folder for folder in candidates if folder.is_dir()), Path(case))
    except OSError:  # for example a name longer than names can be
        raise CaseError([_no_folder(case)]) from None


def read_case(case: str | Path, lang: str = FALLBACK) -> Case:
    """Read and check a case, given by its folder or by its name (``kursk-2024``).

    ``lang`` is the reader's language: all that is shown of the case is in it, or in English where
    something is not translated. Raises :class:`~whosays.errors.CaseError`, whose problems name
    file, line, entry, field and remedy, ValueError for a language that nothing is written in, and
    TypeError where no case is named.
    """
    if not case or not isinstance(case, str | Path):
        raise WrongTypeError(
            f"name the case in quotation marks, such as read_case('kursk-2024'), not {shown(case)}"
        )
    folder = find_case(case)
    texts = _read_files(folder)
    sources = {name: parse_yaml(text, name) for name, text in texts.items() if _is_yaml(name)}
    sources = {**{name: YamlSource(nothing) for name, nothing in _NOTHING.items()}, **sources}
    article = read_model(Article, sources["article.yml"], "article.yml")
    annotation = read_model(Annotation, sources["annotation.yml"], "annotation.yml")
    estimates = read_rows(Estimate, texts["estimates.csv"], "estimates.csv")
    coverage = read_rows(CoverageRow, texts["coverage.csv"], "coverage.csv")
    banks = {
        name: read_model(Bank, sources[name], name)
        for name in sources
        if name.startswith("quizzes/")
    }
    disputes = read_model(Disputes, sources[DISPUTES], DISPUTES)
    examples = read_model(Examples, sources[EXAMPLES], EXAMPLES)
    counting = read_model(Counting, sources[COUNTS], COUNTS) if COUNTS in sources else None
    lessons = read_model(Lessons, sources[LESSONS], LESSONS)
    pictured = read_model(Pictured, sources[PICTURES], PICTURES)
    readings = read_rows(Reading, texts[READINGS], READINGS) if READINGS in texts else ()
    settled = read_model(Settled, sources[SETTLED], SETTLED)
    text = texts["article.txt"]
    _check_sha256(folder, article)
    report = Report("annotation.yml", sources["annotation.yml"])
    sentences = place_sentences(text, article, annotation, report)
    found = Case(
        folder=folder,
        article=article,
        text=text,
        sentences=sentences,
        annotation=annotation,
        spans=place_quotes(text, annotation, sentences, report),
        translated=place_translations(annotation, sentences, report),
        estimates=estimates,
        coverage=coverage,
        quizzes={bank.id: bank for bank in banks.values()},
        disputes=disputes,
        counting=counting,
        examples=examples,
        lessons=lessons.by_name(),
        pictured=pictured,
        readings=readings,
        settled=settled.root,
        lang=lang,
    )
    lines: dict[str, Lines] = {**sources, "estimates.csv": RowLines(texts["estimates.csv"])}
    check_case(found, banks, report, lines)
    report.stop()
    _need_language(found)
    return found


def _is_yaml(name: str) -> bool:
    return name.endswith(".yml")


def _need_language(case: Case) -> None:
    """Raise WrongValueError, with those there are, for a language without any words."""
    there = dict.fromkeys([*languages(), case.article.language])
    for sentence in case.sentences.values():
        there |= dict.fromkeys(sentence.translation)
    if case.lang not in there:
        raise WrongValueError(f"no language {case.lang!r}; there are: {', '.join(there)}")


# --- files ------------------------------------------------------------------------------------


def _no_folder(case: str | Path) -> Problem:
    there = ", ".join(_cases_found())
    remedy = f"There are: {there}." if there else "Name a folder under seeds/."
    return Problem(str(case), "there is no such folder.", remedy)


def _cases_found() -> list[str]:
    """Names of the cases in the nearest ``seeds`` folder, here or in a folder above."""
    here = Path.cwd()
    found = (sorted((folder / "seeds").glob("*/article.yml")) for folder in (here, *here.parents))
    return [path.parent.name for path in next(filter(None, found), [])]


def _read_files(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise CaseError([_no_folder(folder)])
    report = Report("")
    for name in REQUIRED_FILES:
        if not (folder / name).is_file():
            report.on(name)(
                "the file is missing.",
                f"Put it into {folder.name}/; `whosays new` shows how an empty one looks.",
            )
    report.stop()
    quizzes = sorted((folder / "quizzes").glob("*.yml"))
    optional = [name for name in OPTIONAL_FILES if (folder / name).is_file()]
    names = [*REQUIRED_FILES, *optional, *(f"quizzes/{path.name}" for path in quizzes)]
    return {name: _decode(folder, name) for name in names}


def _decode(folder: Path, name: str) -> str:
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})."
        raise Report(name).refuse(problem, "Check its permissions.") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Report(name).refuse(
            f"byte {error.start} is not UTF-8.",
            "Save the file with the encoding UTF-8.",
            line=line,
        ) from error
    # The article is taken byte for byte; elsewhere a byte order mark is a habit of some editors.
    return text if name == "article.txt" else text.removeprefix("\ufeff")


def _check_sha256(folder: Path, article: Article) -> None:
    found = hashlib.sha256((folder / "article.txt").read_bytes()).hexdigest()
    if found != article.sha256:
        raise Report("article.txt").refuse(
            f"its sha256 is {found}, not the one in article.yml.",
            "Restore the text; if the change is meant, write the new sha256 there.",
            field="sha256",
        )

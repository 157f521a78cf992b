"""Read a case folder into a :class:`~whosays.case.Case`, or say what to mend.

Reading goes in stages: the files, their form, the places of the quotations, the references
between entries. A stage that fails ends the reading, so that one mistake gives one message and
not a trail of its consequences.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from whosays.case import Case, PlacedSentence, SpanKey
from whosays.checks import check_references
from whosays.disputes import Disputes, check_disputes
from whosays.errors import CaseError, Problem
from whosays.models import Annotation, Article, CoverageRow, Estimate, OutsideRow, Quote, Sentence
from whosays.quiz import Bank
from whosays.spans import BLANK_LINE, Span, SpanError, cuts_word, find_all
from whosays.yaml_source import Path as YamlPath
from whosays.yaml_source import YamlSource, parse_yaml

Model = TypeVar("Model", bound=BaseModel)
Row = TypeVar("Row", bound=OutsideRow)

REQUIRED_FILES = ("article.txt", "article.yml", "annotation.yml", "estimates.csv", "coverage.csv")
DISPUTES = "disputes.yml"
OPTIONAL_FILES = (DISPUTES,)


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


def read_case(case: str | Path) -> Case:
    """Read and check a case, given by its folder or by its name (``kursk-2024``).

    Raises :class:`~whosays.errors.CaseError`, whose problems name file, line, entry, field and
    remedy.
    """
    folder = find_case(case)
    texts = _read_files(folder)
    article = read_model(Article, parse_yaml(texts["article.yml"], "article.yml"), "article.yml")
    source = parse_yaml(texts["annotation.yml"], "annotation.yml")
    annotation = read_model(Annotation, source, "annotation.yml")
    estimates = read_rows(Estimate, texts["estimates.csv"], "estimates.csv")
    coverage = read_rows(CoverageRow, texts["coverage.csv"], "coverage.csv")
    banks = {
        name: read_model(Bank, parse_yaml(text, name), name)
        for name, text in texts.items()
        if name.startswith("quizzes/")
    }
    dispute_source = parse_yaml(texts.get(DISPUTES, "questions: []"), DISPUTES)
    disputes = read_model(Disputes, dispute_source, DISPUTES)
    text = texts["article.txt"]
    _check_sha256(folder, article)
    sentences = _place_sentences(text, article, annotation, source)
    spans = _place_quotes(text, annotation, sentences, source)
    found = Case(
        folder=folder,
        article=article,
        text=text,
        sentences=sentences,
        annotation=annotation,
        spans=spans,
        estimates=estimates,
        coverage=coverage,
        quizzes={bank.id: bank for bank in banks.values()},
        disputes=disputes,
    )
    problems = check_references(found, banks) or [*check_disputes(found, dispute_source)]
    if problems:
        raise CaseError(_with_lines(problems, source))
    return found


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
    missing = [name for name in REQUIRED_FILES if not (folder / name).is_file()]
    if missing:
        raise CaseError(
            Problem(
                name,
                "the file is missing.",
                f"Put it into {folder.name}/; `whosays new` shows how an empty one looks.",
            )
            for name in missing
        )
    quizzes = sorted((folder / "quizzes").glob("*.yml"))
    optional = [name for name in OPTIONAL_FILES if (folder / name).is_file()]
    names = [*REQUIRED_FILES, *optional, *(f"quizzes/{path.name}" for path in quizzes)]
    return {name: _decode(folder, name) for name in names}


def _decode(folder: Path, name: str) -> str:
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise CaseError(
            [
                Problem(
                    name, f"the file cannot be read ({error.strerror}).", "Check its permissions."
                )
            ]
        ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseError(
            [
                Problem(
                    name,
                    f"byte {error.start} is not UTF-8.",
                    "Save the file with the encoding UTF-8.",
                    line=line,
                )
            ]
        ) from error
    # The article is taken byte for byte; elsewhere a byte order mark is a habit of some editors.
    return text if name == "article.txt" else text.removeprefix("\ufeff")


def _check_sha256(folder: Path, article: Article) -> None:
    found = hashlib.sha256((folder / "article.txt").read_bytes()).hexdigest()
    if found != article.sha256:
        raise CaseError(
            [
                Problem(
                    "article.txt",
                    f"its sha256 is {found}, not the one in article.yml.",
                    "Restore the text; if the change is meant, write the new sha256 there.",
                    field="sha256",
                )
            ]
        )


# --- form -------------------------------------------------------------------------------------

_REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Correct its name or remove it.",
    "enum": "Use one of these values.",
    "literal_error": "Use one of these values.",
    "string_pattern_mismatch": "Correct its form.",
    "float_parsing": "Write a plain number such as 12000 or 0.5, without separators or words.",
    "int_parsing": "Write a whole number such as 2.",
}


def read_model(model: type[Model], source: YamlSource, file: str) -> Model:
    """The model that the data of a file make; CaseError, with the file's name, if they do not."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise CaseError(_form_problems(error, source, file)) from None


def _form_problems(error: ValidationError, source: YamlSource, file: str) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path = _path_in(source.data, detail["loc"])
        entry, field = _entry_and_field(source.data, path, detail["loc"])
        message, remedy = _message(detail)
        yield Problem(file, message, remedy, entry, field, source.line_of(path))


def _message(detail: Any) -> tuple[str, str]:
    kind = detail["type"]
    if kind == "missing":
        return "this field is missing.", _REMEDIES[kind]
    if kind == "extra_forbidden":
        return "this field is not known.", _REMEDIES[kind]
    if kind == "value_error":
        text = str(detail["ctx"]["error"])
        problem, _, remedy = text.partition("; ")
        if remedy:
            return problem + ".", remedy[:1].upper() + remedy[1:] + "."
        return text + ".", "Correct it."
    shown = _shorten(detail["input"])
    reason = detail["msg"][:1].lower() + detail["msg"][1:]
    return f"{shown} does not fit: {reason}.", _REMEDIES.get(kind, "Correct the value.")


def _shorten(value: Any, limit: int = 60) -> str:
    shown = repr(value)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _path_in(data: Any, loc: Iterable[str | int]) -> YamlPath:
    """The part of a pydantic location that exists in the data (unions add parts of their own)."""
    path: list[str | int] = []
    for part in loc:
        inside = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if inside:
            data = data[part]
            path.append(part)
    return tuple(path)


def _entry_and_field(
    data: Any, path: YamlPath, loc: tuple[str | int, ...]
) -> tuple[str | None, str | None]:
    """Id of the innermost entry with one on the way, and what is left of the path as a field."""
    entry, start = None, 0
    for depth, part in enumerate(path, 1):
        data = data[part]
        if isinstance(data, dict) and isinstance(data.get("id"), str) and depth > 1:
            entry, start = data["id"], depth
        elif isinstance(part, int) and entry is None:
            entry, start = ".".join(map(str, path[: depth - 1])) + f"[{part}]", depth
    named = list(path[start:])
    if loc and loc[-1] not in path and isinstance(loc[-1], str):
        named.append(loc[-1])
    return entry, ".".join(map(str, named)) or None


def read_rows(model: type[Row], text: str, file: str) -> tuple[Row, ...]:
    """The rows of a table given as CSV text; CaseError, with the file's name, if they do not."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    try:
        header = next(reader, [])
        _check_header(model, header, file)
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                row = _csv_row(model, header, cells, file, line)
                if row.id in seen:
                    raise CaseError(
                        [
                            Problem(
                                file,
                                f"the id stands already on line {seen[row.id]}.",
                                "Give each row an id of its own.",
                                row.id,
                                "id",
                                line,
                            )
                        ]
                    )
                seen[row.id] = line
                rows.append(row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise CaseError(
            [
                Problem(
                    file,
                    f"this is not valid CSV ({error}).",
                    "Check the quotation marks on this line.",
                    line=reader.line_num,
                )
            ]
        ) from error
    return tuple(rows)


def _check_header(model: type[BaseModel], header: list[str], file: str) -> None:
    known = list(model.model_fields)
    problems = [
        Problem(
            file,
            "this column is missing.",
            f"The columns are: {', '.join(known)}.",
            field=name,
            line=1,
        )
        for name in known
        if name not in header
    ] + [
        Problem(
            file,
            "this column is not known or stands twice.",
            f"The columns are: {', '.join(known)}.",
            field=name,
            line=1,
        )
        for name in dict.fromkeys(header)
        if name not in known or header.count(name) > 1
    ]
    if problems:
        raise CaseError(problems)


def _csv_row(model: type[Row], header: list[str], cells: list[str], file: str, line: int) -> Row:
    if len(cells) != len(header):
        raise CaseError(
            [
                Problem(
                    file,
                    f"there are {len(cells)} cells, the header has {len(header)}.",
                    "Put a cell that holds a comma into quotation marks.",
                    cells[0] or None,
                    line=line,
                )
            ]
        )
    data = {name: cell if cell != "" else None for name, cell in zip(header, cells, strict=True)}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise CaseError(
            Problem(
                file,
                *_message(detail),
                entry=data.get("id"),
                field=".".join(map(str, detail["loc"])) or None,
                line=line,
            )
            for detail in error.errors(include_url=False)
        ) from None


# --- places -----------------------------------------------------------------------------------

_SPACE = re.compile(r"\s*")


def _place_sentences(
    text: str, article: Article, annotation: Annotation, source: YamlSource
) -> dict[str, PlacedSentence]:
    if not text.startswith(article.preamble):
        raise CaseError(
            [
                Problem(
                    "article.yml",
                    "article.txt does not begin with this preamble.",
                    "Copy the characters before the first sentence.",
                    field="preamble",
                )
            ]
        )
    placed: dict[str, PlacedSentence] = {}
    at, paragraph, number = len(article.preamble), 1, 0
    for index, sentence in enumerate(annotation.sentences):
        line = source.line_of(("sentences", index))
        start = _skip_space(text, at)
        if placed and BLANK_LINE.search(text, at, start):
            paragraph, number = paragraph + 1, 0
        number += 1
        end = _end_of_sentence(text, start, sentence, line)
        expected = f"p{paragraph}s{number}"
        if sentence.id != expected:
            raise CaseError(
                [
                    Problem(
                        "annotation.yml",
                        f"this is sentence {number} of paragraph {paragraph}.",
                        f"Give it the id {expected}.",
                        sentence.id,
                        "id",
                        line,
                    )
                ]
            )
        at = end
        placed[sentence.id] = PlacedSentence(
            sentence.id,
            paragraph,
            Span(start, at),
            text[start:at],
            sentence.translation,
            sentence.note,
        )
    if _skip_space(text, at) != len(text):
        following = " ".join(text[at : at + 40].split())
        raise CaseError(
            [
                Problem(
                    "annotation.yml",
                    f"nothing covers the article from '{following}…' on.",
                    "Add the sentences that are missing.",
                    field="sentences",
                )
            ]
        )
    return placed


def _end_of_sentence(text: str, start: int, sentence: Sentence, line: int | None) -> int:
    """Where a sentence that begins at ``start`` ends; CaseError if it is not there as it says."""
    words = sentence.text.split()
    match = re.compile(r"\s+".join(map(re.escape, words))).match(text, start)
    end = start if match is None else match.end()
    if match is None:
        following = " ".join(text[start : start + 40].split()) or "the end of the text"
        problem = f"the article goes on with '{following}…' here."
        remedy = "Copy the sentence from article.txt; none may be left out."
    elif not words:
        problem, remedy = "there are no words in it.", "Copy the sentence, or remove the entry."
    elif BLANK_LINE.search(text, start, end):
        problem, remedy = "a blank line is in it.", "Make two of it, one for each paragraph."
    elif cuts_word(text, end):
        problem, remedy = "it ends within a word.", "Copy the whole sentence."
    else:
        return end
    raise CaseError([Problem("annotation.yml", problem, remedy, sentence.id, "text", line)])


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()


def _quotes_of(
    annotation: Annotation,
) -> Iterator[tuple[str, int, str, str, list[str], list[Quote]]]:
    """Every quotation: list, index, entry id, field, sentences, the quotes."""
    for i, a in enumerate(annotation.attributions):
        for field, quotes in (("mention", a.mention), ("cue", a.cue), ("content", a.content)):
            yield "attributions", i, a.id, field, a.sentence, quotes or []
        if a.said_on:
            yield "attributions", i, a.id, "said_on", a.sentence, [a.said_on.words]
    for i, v in enumerate(annotation.author_voice):
        yield "author_voice", i, v.id, "quote", v.sentence, v.quote
    for i, c in enumerate(annotation.claims):
        if c.quantity:
            yield "claims", i, c.id, "quantity", [c.quantity.sentence], [c.quantity.words]
    for i, r in enumerate(annotation.relations):
        if r.marker:
            yield "relations", i, r.id, "marker", [r.marker.sentence], r.marker.quote
    for i, f in enumerate(annotation.framing):
        yield "framing", i, f.id, "quote", f.sentence, f.quote


def _place_quotes(
    text: str,
    annotation: Annotation,
    sentences: Mapping[str, PlacedSentence],
    source: YamlSource,
) -> dict[SpanKey, tuple[Span, ...]]:
    spans: dict[SpanKey, tuple[Span, ...]] = {}
    problems: list[Problem] = []
    for part, index, entry, field, in_sentences, quotes in _quotes_of(annotation):
        line = source.line_of((part, index, field))
        unknown = [name for name in in_sentences if name not in sentences]
        if unknown:
            problems.append(
                Problem(
                    "annotation.yml",
                    f"there is no sentence {unknown[0]}.",
                    f"Use an id from {next(iter(sentences), 'p1s1')} on.",
                    entry,
                    "sentence",
                    line,
                )
            )
            continue
        places = [sentences[name].span for name in in_sentences]
        within = Span(min(places).start, max(place.end for place in places))
        try:
            spans[entry, field] = find_all(quotes, text, within)
        except SpanError as error:
            problems.append(Problem("annotation.yml", str(error), error.remedy, entry, field, line))
    if problems:
        raise CaseError(problems)
    return spans


def _with_lines(problems: Iterable[Problem], source: YamlSource) -> Iterator[Problem]:
    """Add the line of the entry to problems of annotation.yml that have none."""
    places = {
        entry["id"]: (part, index)
        for part, entries in source.data.items()
        for index, entry in enumerate(entries)
    }
    for problem in problems:
        path = places.get(problem.entry or "") if problem.file == "annotation.yml" else None
        if path is None or problem.line is not None:
            yield problem
            continue
        line = source.line_of((*path, *((problem.field or "").split("."))))
        yield Problem(
            problem.file, problem.problem, problem.remedy, problem.entry, problem.field, line
        )

"""What an edition of the book in another language still lacks: texts, files, quotations.

Files are gone through as they are written, so that a file with texts by language is covered
whatever model it has: a text is missing where a map has English and not the edition's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from typing import Any

from whosays.case.case import Case
from whosays.case.checks.items import passage_texts
from whosays.case.folder import decoded, read_files
from whosays.case.items import Item
from whosays.case.spans import SpanError, find
from whosays.case.yaml_source import Path, YamlSource, parse_yaml, parts
from whosays.errors import Report
from whosays.tables.columns import column_names
from whosays.words.said import FALLBACK

_LANGUAGE = re.compile("[a-z]{2,3}")
_OF_THE_ARTICLE = {"translation", "translated"}
"""Fields that say in another language what the article says; needed in none that it is in."""


@dataclass(frozen=True)
class Missing:
    """A text that an edition lacks: file, entry and field; the whole file where both are empty.

    Files of the case are named from its folder, those of the package from ``words/`` on, pages of
    the book from ``book/`` on. ``line`` counts from 1; 0 where there is none.
    """

    file: str
    entry: str = ""
    field: str = ""
    line: int = 0

    def __str__(self) -> str:
        if not self.field:
            return "the file is missing"
        line = f"line {self.line}: " if self.line else ""
        return line + ", ".join(part for part in (self.entry, self.field) if part)


def missing(case: Case, lang: str) -> list[Missing]:
    """All that an edition in ``lang`` lacks, file by file: the case, the package, the book.

    Nothing is missing in the language that the case is for, and nothing that repeats the article in
    its own language. Words and pages are there in English.
    """
    if lang == case.article.readers:
        return []
    beside = () if lang == FALLBACK else (*_in_words(lang), *_in_book(case, lang))
    return [*_in_case(case, lang), *beside]


# --- the case ---------------------------------------------------------------------------------


def _in_case(case: Case, lang: str) -> Iterator[Missing]:
    skip = _OF_THE_ARTICLE if lang == case.article.language else set()
    written = read_files(case.folder)
    quotations = {f"quizzes/{bank.id}.yml": bank.items for bank in case.quizzes.values()}
    for name in sorted(name for name in written if name.endswith(".yml")):
        source = parse_yaml(decoded(written[name], name), name)
        yield from _untranslated(name, source, case.article.readers, lang, skip)
        for item in quotations.get(name, ()):
            for field in _quoted_elsewhere(case, item, lang):
                line = source.line_of_entry(item.id, field) or 0
                yield Missing(name, item.id, field, line)
    for row in case.coverage:
        if row.language != lang and lang not in row.translation:
            yield Missing("coverage.csv", row.id, f"translation_{lang}")


def _untranslated(
    name: str, source: YamlSource, has: str, lang: str, skip: set[str]
) -> Iterator[Missing]:
    """Maps by language in a file that have the one that all texts have, and not this language."""

    def lacking(value: Any, path: Path, entry: str, field: tuple[str, ...]) -> Iterator[Missing]:
        if _is_by_language(value, has):
            if lang not in value and not skip & set(field):
                yield Missing(name, entry, ".".join(field), source.line_of(path) or 0)
            return
        for key, part in parts(value):
            own, within = _id(part), (*path, key)
            if own and not entry:
                yield from lacking(part, within, own, ())
            else:
                yield from lacking(part, within, entry, (*field, own or str(key)))

    return lacking(source.data, (), "", ())


def _id(value: Any) -> str:
    """The id of an entry; empty for anything else."""
    own = value.get("id") if isinstance(value, dict) else None
    return own if isinstance(own, str) else ""


def _is_by_language(value: Any, has: str) -> bool:
    return (
        isinstance(value, dict)
        and has in value
        and all(_LANGUAGE.fullmatch(str(key)) for key in value)
    )


def _quoted_elsewhere(case: Case, item: Item, lang: str) -> Iterator[str]:
    """Fields of a question that quote from its passage, but nothing of it in this language."""
    passage = item.passage
    if passage is None:
        return
    texts = passage.made_up or passage_texts(case, passage.sentences or [])
    if lang not in texts:
        return
    for field, quotes in groupby(item.quotes(), key=lambda pair: pair[0]):
        if not any(_stands_in(quote, texts[lang]) for _, quote in quotes):
            yield field


def _stands_in(quote: Any, text: str) -> bool:
    try:
        find(quote, text)
    except SpanError:
        return False
    return True


# --- the package and the book -----------------------------------------------------------------


def _in_words(lang: str) -> Iterator[Missing]:
    words = files("whosays.words")
    for name in ("columns.yml", "interface.yml"):
        source = _yaml(words / name)
        yield from _untranslated(f"words/{name}", source, FALLBACK, lang, set())
        if name == "columns.yml":
            yield from _undescribed(source)
    for pattern in ("guidelines.{}.yml", "languages/{}.yml"):
        yield from _unwritten(words, pattern.format(FALLBACK), pattern.format(lang))


def _undescribed(source: YamlSource) -> Iterator[Missing]:
    """Columns that only a model describes, in English."""
    for table, names in column_names().items():
        written = source.data["tables"][table]["columns"] or {}
        for column in names:
            if column not in written:
                yield Missing("words/columns.yml", "", f"tables.{table}.columns.{column}")


def _unwritten(words: Traversable, english: str, other: str) -> Iterator[Missing]:
    """What a file of one language has and its counterpart lacks, or that there is none."""
    if not (words / other).is_file():
        yield Missing(f"words/{other}")
        return
    there = set(_leaves(_yaml(words / other).data))
    for path in _leaves(_yaml(words / english).data):
        if path not in there:
            yield Missing(f"words/{other}", "", ".".join(path))


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Paths to all that is no mapping; what mappings of numerals hold differs by language."""
    if isinstance(value, dict) and value and path[:1] != ("numerals",):
        for key, part in value.items():
            yield from _leaves(part, (*path, str(key)))
    elif not isinstance(value, dict):
        yield path


def _yaml(file: Traversable) -> YamlSource:
    return parse_yaml(file.read_text(encoding="utf-8"), file.name)


def _in_book(case: Case, lang: str) -> Iterator[Missing]:
    """Pages of the book beside the folder of cases that the edition does not have.

    CaseError where the pages may not be listed.
    """
    book = case.folder.resolve().parent.parent / "book"
    try:
        pages = sorted((book / FALLBACK).iterdir())
    except (FileNotFoundError, NotADirectoryError):  # a case that lies in no book
        return
    except OSError as error:
        problem = f"this folder cannot be read ({error.strerror})."
        remedy = "Check who may read it (its permissions)."
        raise Report(str(book / FALLBACK)).refuse(problem, remedy) from error
    for page in pages:
        if page.suffix in {".ipynb", ".md"} and not (book / lang / page.name).is_file():
            yield Missing(f"book/{lang}/{page.name}")

"""What a book says of itself to catalogues and chat windows (``book/metadata.yml``)."""

from __future__ import annotations

import hashlib
import struct
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints

from whosays.case.forms import read_model
from whosays.case.records import Record
from whosays.case.yaml_source import parse_yaml
from whosays.errors import Report
from whosays.words.said import Language, Localized, Text, Translations, said

FILE = "book/metadata.yml"
SHORTEST, LONGEST = 70, 160
"""Characters of a description: fewer say little, more are cut off where it is shown."""

Model = TypeVar("Model", bound=Record)
Description = Annotated[
    str,
    StringConstraints(min_length=SHORTEST, max_length=LONGEST, strip_whitespace=True),
]


class Concept(Record):
    """A value of a published vocabulary: its address there, and what it is called there."""

    id: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    label: Annotated[Translations, Field(min_length=1)]


class Picture(Record):
    """The picture that stands for the book, by language: a PNG file and what is seen on it."""

    file: Localized
    alt: Localized


class Catalogue(Record):
    """What the AMB profile asks of the book and of each lesson, beyond what the pages say."""

    keywords: dict[Language, list[Text]]
    about: list[Concept]
    audience: list[Concept]
    educational_level: list[Concept]
    interactivity: Concept
    type_of_book: list[Concept]
    type_of_lesson: list[Concept]


class Curriculum(Record):
    """A number of a framework of teaching; names are quoted, by the language that they are in."""

    framework: Annotated[Translations, Field(min_length=1)]
    by: Text
    number: Text | None = None
    name: Translations = Field(default_factory=dict)
    asks: Localized
    here: Localized
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None


class BookData(Record):
    """``book/metadata.yml``; a book without it is described by its pages alone."""

    subtitle: Localized | None = None
    description: dict[Language, Description] = Field(default_factory=dict)
    picture: Picture | None = None
    catalogue: Catalogue | None = None
    curricula: list[Curriculum] = Field(default_factory=list)
    pages: dict[str, Description] = Field(default_factory=dict)


class PictureFile:
    """The picture in one language, looked at: where it is, how large, and what it shows."""

    def __init__(self, picture: Picture, srcdir: Path, language: str) -> None:
        self.source = srcdir / said(picture.file, language)
        self.name = self.source.name
        self.alt = said(picture.alt, language)
        report = Report(FILE)
        field = f"picture.file.{language if language in picture.file else 'en'}"
        if not self.source.is_file():
            raise report.refuse(
                f"there is no file {said(picture.file, language)}.",
                "Draw it with `python -m tools.preview`, or correct the name.",
                field=field,
            )
        start = self.source.read_bytes()[:24]
        if not start.startswith(b"\x89PNG\r\n\x1a\n"):
            raise report.refuse("the file is no PNG picture.", "Save it as PNG.", field=field)
        self.width, self.height = struct.unpack(">II", start[16:24])  # of the header chunk


def read_book_data(srcdir: Path) -> BookData:
    """The file of the book in ``srcdir``; CaseError where something in it does not fit."""
    return read_of_book(BookData, srcdir, FILE) or BookData()


def read_of_book(model: type[Model], srcdir: Path, name: str) -> Model | None:
    """A file of the book in ``srcdir``, checked; None where there is none.

    Raises CaseError where something in it does not fit.
    """
    file = srcdir / name
    return _read(model, file, name, file.stat().st_mtime_ns) if file.is_file() else None


@cache  # every page asks for them
def _read(model: type[Model], file: Path, name: str, _changed: int) -> Model:
    return read_model(model, parse_yaml(file.read_text(encoding="utf-8"), name), name)


def digest(srcdir: Path) -> str:
    """Hash over the file; when it changes, all pages are written anew."""
    file = srcdir / FILE
    return hashlib.sha256(file.read_bytes() if file.is_file() else b"").hexdigest()

"""Begin a new case: a folder in which an author goes on writing.

``article.txt`` is the given file byte for byte. Paragraphs and sentences are split and have their
ids; everything that takes a reader is marked as still to be written (see
:mod:`whosays.case.checks.unfinished`), and ``whosays check`` lists it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import textwrap
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from whosays.begin.segment import sentences
from whosays.case.checks.unfinished import TO_BE_WRITTEN
from whosays.case.spans import Span
from whosays.case.vocabulary import Level
from whosays.errors import CaseError, Report
from whosays.words import Words
from whosays.words.said import FALLBACK

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,79}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BYTE_ORDER_MARK = "\ufeff"


def new_case(  # noqa: PLR0913 - all that a command line can say of an article
    name: str,
    text_file: Path,
    folder: Path,
    language: str = "de",
    preamble: str | None = None,
    *,
    readers: str = FALLBACK,
) -> Path:
    """Make ``folder/name`` for the article in ``text_file``; returns the new folder.

    The case has the level *reading*. ``preamble`` are words in front of the article that do not
    belong to it, ``readers`` is the language of those who the case is for. Raises
    :class:`CaseError`, and then leaves nothing behind.
    """
    _check_place(name, folder)
    _check_languages(language, readers)
    data, text = _read(text_file)
    front = _front(text, preamble, text_file)
    spans = sentences(text, len(front))
    if not spans:
        raise _refusal(text_file, "there is no text in this file.", "Put the article into it.")
    files = {
        "article.txt": data,
        "article.yml": _article(name, language, readers, data, front).encode(),
        "annotation.yml": _annotation(text, spans, language, readers).encode(),
    }
    try:
        _write(folder / name, files)
    except OSError as error:
        raise _refusal(
            folder,
            f"the case cannot be written here ({error.strerror}).",
            "Name another with --in.",
        ) from error
    return folder / name


def _refusal(place: Path | str, problem: str, remedy: str) -> CaseError:
    return Report(str(place)).refuse(problem, remedy)


def _check_languages(*languages: str) -> None:
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            raise _refusal(
                language, "this is no language code.", "Use two or three letters, such as de or en."
            )


def _check_place(name: str, folder: Path) -> None:
    if not _NAME.fullmatch(name):
        raise _refusal(
            f"'{' '.join(name.split())}'",
            "this cannot be the name of a case.",
            "Use small letters a to z, digits, - and _ (at most 80, a letter first): pool-2025.",
        )
    try:
        there, taken = folder.is_dir(), os.path.lexists(folder / name)
    except (OSError, ValueError) as error:
        problem = f"this folder cannot be looked into ({error})."
        raise _refusal(folder, problem, "Name another with --in.") from None
    if not there:
        raise _refusal(
            folder,
            "there is no such folder.",
            "Run this in the folder of the book, or name a folder that is there with --in.",
        )
    if taken:
        raise _refusal(
            folder / name, "this is there already.", "Choose another name; nothing was changed."
        )


def _read(text_file: Path) -> tuple[bytes, str]:
    try:
        data = text_file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        problem = f"the text cannot be read ({getattr(error, 'strerror', error)})."
        raise _refusal(text_file, problem, "Name the article's file.") from error
    try:
        return data, data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(
            text_file,
            f"byte {error.start} (line {line}) is not UTF-8.",
            "Save the file as plain text with the encoding UTF-8.",
        ) from error


def _front(text: str, preamble: str | None, text_file: Path) -> str:
    """The characters before the article: a byte order mark, and the preamble with its spaces."""
    at = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    words = (preamble or "").split()
    if words:
        pattern = r"\s*" + r"\s+".join(map(re.escape, words)) + r"\s*"
        match = re.compile(pattern).match(text, at)
        if match is None:
            begins = " ".join(text[at : at + 80].split())
            raise _refusal(
                text_file,
                f"the text does not begin with this preamble, but with '{begins}'.",
                "Copy the words from the file, without the article's first word.",
            )
        at = match.end()
    return text[:at]


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**9)


def _article(name: str, language: str, readers: str, data: bytes, front: str) -> str:
    to_write = {readers: TO_BE_WRITTEN}
    return _begun("article.yml") + _yaml(
        {
            "id": name,
            "title": dict(to_write),
            "language": language,
            "readers": readers,
            "level": Level.READING.value,
            "sha256": hashlib.sha256(data).hexdigest(),
            "preamble": front,
            "as_of": TO_BE_WRITTEN,
            "rights": dict(to_write),
        }
    )


def _annotation(text: str, spans: list[list[Span]], language: str, readers: str) -> str:
    """The file, with a translation to write where the article is not in its readers' language."""
    entries = [
        {
            "id": f"p{paragraph}s{number}",
            "text": " ".join(span.text(text).split()),
            **({} if language == readers else {"translation": {readers: TO_BE_WRITTEN}}),
        }
        for paragraph, in_paragraph in enumerate(spans, 1)
        for number, span in enumerate(in_paragraph, 1)
    ]
    file = _begun("annotation.yml").replace("<unwritten>", TO_BE_WRITTEN)
    file = file.replace("<author>", Words(readers).of("lesson")["author"])
    file = file.replace("{en:", f"{{{readers}:")
    if language == readers:
        file = re.sub(r"(?m)^#   translated: .*\n", "", file)
    return file.replace("  <sentences>\n", textwrap.indent(_yaml(entries), "  "))


def _begun(name: str) -> str:
    """A file of a case as it begins: what its author has to know, and examples."""
    return (resources.files("whosays.begin") / f"new_{name}").read_text(encoding="utf-8")


def _write(case: Path, files: dict[str, bytes]) -> None:
    """Write all files beside their place and move them there as one, or leave nothing."""
    begun = Path(tempfile.mkdtemp(prefix=f".{case.name}-", dir=case.parent))
    try:
        for name, data in files.items():
            (begun / name).write_bytes(data)
        begun.chmod(0o755)
        begun.rename(case)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise

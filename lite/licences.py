"""Whose work is in the folder, and its licence: said in the words that each part brings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from importlib.metadata import PackageMetadata, distribution
from pathlib import Path

FILE = "licences.txt"
"""Every licence in full, in the built folder."""
_TEXT = re.compile(r"\.dist-info/(licenses/.*|[^/]*(LICEN[CS]E|COPYING|NOTICE)[^/]*)$")
_CLASSIFIER = "License :: "
_WORD = 60


@dataclass(frozen=True)
class Licensed:
    """A part of others' work."""

    name: str
    version: str
    licence: str  # SPDX where it says so, else its own name for it
    text: str

    def as_json(self) -> list[str]:
        """What a list of parts says of it."""
        return [self.name, self.version, self.licence]


# The Lesser GPL is the GPL with permissions more, and says that a copy of that comes along as well.
LESSER = "LGPL-3.0"
GPL = Path(__file__).with_name("gpl-3.0.txt")

# What comes as no wheel: their own words are on the pages that are named.
ENGINE = (
    ("Pyodide", "MPL-2.0", "https://github.com/pyodide/pyodide/blob/main/LICENSE"),
    ("Python", "PSF-2.0", "https://docs.python.org/3.14/license.html"),
)


def of_wheel(wheel: bytes) -> Licensed | None:
    """What a wheel says of itself; None for an archive that is none."""
    archive = zipfile.ZipFile(io.BytesIO(wheel))
    about = next((n for n in archive.namelist() if n.endswith(".dist-info/METADATA")), None)
    if about is None:
        return None
    said = HeaderParser().parsestr(archive.read(about).decode())
    texts = [archive.read(n).decode() for n in sorted(archive.namelist()) if _TEXT.search(n)]
    licence = _licence(said)
    if licence.startswith(LESSER):
        texts.append(GPL.read_text(encoding="utf-8"))
    return Licensed(said["Name"], said["Version"], licence, "\n\n".join(texts))


def _licence(said: Message | PackageMetadata) -> str:
    """Its name: as an SPDX expression, in a word, or among the classifiers."""

    def values(field: str) -> list[str]:
        return [str(each) for each in said.get_all(field) or ()]

    classifiers = [each for each in values("Classifier") if each.startswith(_CLASSIFIER)]
    # Some have the whole licence in this field.
    in_a_word = [each for each in values("License") if "\n" not in each and len(each) < _WORD]
    named = [*values("License-Expression"), *in_a_word]
    named += [each.rpartition(" :: ")[2] for each in classifiers]
    return named[0] if named else ""


def of_engine(pyodide: str) -> Iterator[Licensed]:
    """What is in the folder besides wheels: the engine, and JupyterLite with its own list."""
    for name, licence, address in ENGINE:
        yield Licensed(name, pyodide if name == "Pyodide" else "", licence, address)
    for name in ("jupyterlite-core", "jupyterlite-pyodide-kernel", "jupyterlab-widgets"):
        found = distribution(name)
        texts = [each.read_text() for each in found.files or () if _TEXT.search(each.as_posix())]
        said = "Scripts of others in it: third-party-licenses.json, below build/ and extensions/."
        yield Licensed(name, found.version, _licence(found.metadata), "\n\n".join([*texts, said]))


def in_full(parts: Iterable[Licensed]) -> str:
    """All of them, one after the other."""
    return "\n".join(
        f"{'=' * 80}\n{part.name} {part.version}: {part.licence}\n{'=' * 80}\n\n{part.text}\n"
        for part in parts
    )

"""Whose work is in the built site besides the book's own, and its licence (``shipped.yml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distribution
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from whosays.site.lite import LICENCES
from whosays.site.text_pages import Section, TextPage, listed
from whosays.words.packaged import read_packaged
from whosays.words.said import said

LICENCE_FILE = re.compile(r"(LICEN[CS]E|COPYING)[^/]*$")


@dataclass(frozen=True)
class Part:
    """What of others' work is in the site."""

    name: str
    version: str
    licence: str  # SPDX
    what: dict[str, str]
    files: tuple[str, ...]  # patterns of the build's files below _static that it stands for
    text: str  # the licence's own words


@cache
def parts() -> tuple[Part, ...]:
    """All of it; version and text are those of the installed package, if one brings it.

    Raises PackageNotFoundError where a package is not installed, ValueError where it brings no
    licence.
    """
    table = read_packaged(files("whosays.site") / "shipped.yml")
    return tuple(map(_part, table["parts"]))


def _part(entry: dict[str, Any]) -> Part:
    brought = distribution(entry["distribution"]) if "distribution" in entry else None
    return Part(
        entry["name"],
        brought.version if brought else entry["version"],
        entry["licence"],
        entry["what"],
        tuple(entry["files"]),
        _text_of(brought) if brought else entry["text"],
    )


def _text_of(brought: Distribution) -> str:
    for file in brought.files or ():
        if ".dist-info/" in str(file) and LICENCE_FILE.search(file.name):
            return file.read_text()
    raise ValueError(f"shipped.yml: {brought.metadata['Name']} brings no licence file.")


def page(words: dict[str, str], lang: str, in_browser: Iterable[tuple[str, str, str]]) -> TextPage:
    """The page that names each part and says its licence in full.

    ``in_browser`` are name, version and licence of what runs in the reader's browser.
    """
    others = listed(
        Markup("<b>{} {}</b>: {}. {}<details><summary>{}</summary>{}</details>").format(
            part.name,
            part.version,
            said(part.what, lang),
            part.licence,
            words["licence_text"],
            _paragraphs(part.text),
        )
        for part in parts()
    )
    own = Markup.escape(words["licences_own"])
    return TextPage(
        words["licences"],
        (
            Section(words["licences_ours"], (own,), lang),
            Section(words["licences_others"], (others,), lang),
            *_of_lite(words, lang, list(in_browser)),
        ),
    )


def _of_lite(
    words: dict[str, str], lang: str, parts: list[tuple[str, str, str]]
) -> Iterator[Section]:
    """What comes to readers who let Python run in their browser, where the site has it."""
    if not parts:
        return
    item = Markup("<b>{} {}</b>: {}")
    full = Markup('<a href="../../{}">{}</a>').format(LICENCES, words["licences_in_full"])
    lesser = [
        Markup.escape(words["licences_lesser"].format(part=f"{name} {version}"))
        for name, version, licence in parts
        if licence.startswith("LGPL")
    ]
    every = listed(item.format(*part) for part in parts)
    yield Section(words["licences_lite"], (full, every, *lesser), lang)


def _paragraphs(text: str) -> Markup:
    parts = re.split(r"\n\s*\n", text.strip())
    return Markup("").join(Markup("<p lang='en'>{}</p>").format(part) for part in parts)

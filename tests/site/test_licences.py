"""Whose work is in the built site: named, with version and licence, none left out."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatch
from importlib.metadata import version

import pytest

from tests.site.builds import BuiltBook
from whosays.site import licences
from whosays.site.output import BUNDLES
from whosays.words.interface import interface

PERMISSIVE = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"}


def stock_files(book: BuiltBook) -> set[str]:
    """What the build takes from others: into its bundles, or as it is."""
    bundled = {name for names in BUNDLES.values() for name in names}
    static = book.html / "_static"
    as_it_is = {
        path.relative_to(static).as_posix()
        for path in static.rglob("*")
        if path.is_file() and path.relative_to(static).parts[0] != "whosays"
    }
    return bundled | as_it_is


def test_every_file_of_others_has_its_licence_on_the_page(
    built_book: Callable[[str], BuiltBook],
) -> None:
    patterns = [pattern for part in licences.parts() for pattern in part.files]
    nobodys = {
        name
        for name in stock_files(built_book("rich"))
        if not any(fnmatch(name, pattern) for pattern in patterns)
    }
    assert not nobodys


@pytest.mark.parametrize("part", licences.parts(), ids=lambda part: part.name)
def test_a_part_has_a_licence_that_fits_and_its_words(part: licences.Part) -> None:
    assert part.licence in PERMISSIVE
    assert "opyright" in part.text
    assert "WARRANT" in part.text.upper()


def test_versions_are_those_of_the_build() -> None:
    known = {part.name: part.version for part in licences.parts()}
    assert known["Sphinx"] == version("sphinx")


def test_the_page_names_all_of_them() -> None:
    page = licences.page(interface("site", "en"), "en", [])
    text = "".join(paragraph for section in page.sections for paragraph in section.paragraphs)
    assert all(f"{part.name} {part.version}" in text for part in licences.parts())
    assert "<script" not in text


def test_what_is_under_the_lesser_gpl_says_that_it_is_its_own_source() -> None:
    words = interface("site", "en")
    parts = [("A", "1.0", "MIT"), ("HanTa", "1.2.1", "LGPL-3.0-or-later")]
    *_, section = licences.page(words, "en", parts).sections
    said = [text for text in section.paragraphs if "Lesser General Public License" in text]
    assert len(said) == 1
    assert said[0].startswith("HanTa 1.2.1 is under")

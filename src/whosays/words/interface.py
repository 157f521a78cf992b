"""Words of the interface, one table for all widgets and languages (``interface.yml``)."""

from __future__ import annotations

from functools import cache

from whosays.words.packaged import FOLDER, read_packaged
from whosays.words.said import FALLBACK, said


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    """All of it: part of the interface, name of a word, language."""
    found: dict[str, dict[str, dict[str, str]]] = read_packaged(FOLDER / "interface.yml")
    return found


@cache
def languages() -> tuple[str, ...]:
    """The languages that the interface is written in, English first."""
    found = {lang for part in table().values() for words in part.values() for lang in words}
    return (FALLBACK, *sorted(found - {FALLBACK}))


def interface(part: str, lang: str) -> dict[str, str]:
    """Words of one part of the interface, the ``common`` ones included.

    A word that has no translation yet appears in English rather than not at all.
    """
    return dict(_words(part, lang))  # whoever asks may add to it


@cache
def _words(part: str, lang: str) -> dict[str, str]:
    return {
        name: said(words, lang)
        for section in ("common", part)
        for name, words in table().get(section, {}).items()
    }

"""Words of the interface, one table for all widgets and languages (``strings.yml``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    text = (files("whosays") / "strings.yml").read_text(encoding="utf-8")
    table: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(text)
    return table


def strings_for(part: str, lang: str) -> dict[str, str]:
    """Words of one part of the interface, the ``common`` ones included.

    A word that has no translation yet appears in English rather than not at all.
    """
    return {
        name: words.get(lang, words["en"])
        for section in ("common", part)
        for name, words in _table().get(section, {}).items()
    }

"""The licence of what is exported, and what it leaves out: said once, for every format."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.case import Case

LICENCE_NAME = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
HOLDER = "The Who Says So? authors"

_SCOPE = {
    "en": "The annotation is licensed under CC BY 4.0. The words quoted from the article are not "
    "ours and are excluded from that licence, wherever they stand; so are short quotations from "
    "other outlets. Translations are covered as far as they are ours: the rights in what they "
    "translate stay where they are."
}
_QUOTED = {
    "article": {"en": "Quoted from the article and excluded from the licence: {}."},
    "outlet": {"en": "Quoted from other outlets and excluded from the licence: {}."},
}


def rights(case: Case, lang: str = "en") -> str:
    """What the licence covers and what not, followed by what ``article.yml`` says of the text."""
    return f"{scope(lang)} {case.article.rights.get(lang, case.article.rights['en'])}"


def rights_by_language(case: Case) -> dict[str, str]:
    """:func:`rights` in every language that both of its parts have."""
    return {lang: rights(case, lang) for lang in _SCOPE if lang in case.article.rights}


def scope(lang: str = "en") -> str:
    """What the licence covers and what not."""
    return _SCOPE.get(lang, _SCOPE["en"])


def excluded(quoted_from: str, places: Iterable[str], lang: str = "en") -> str:
    """Which parts of one file are quoted (from ``article`` or ``outlet``) and so excluded."""
    words = _QUOTED[quoted_from]
    return words.get(lang, words["en"]).format(", ".join(places))

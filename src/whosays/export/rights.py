"""The licence of what is exported, and what it leaves out: said once, for every format."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.case.case import Case
from whosays.words import Words
from whosays.words.interface import table

LICENCE_NAME = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
HOLDER = "The Who Says So? authors"


def rights(case: Case, words: Words) -> str:
    """What the licence covers and what not, followed by what ``article.yml`` says of the text."""
    return f"{scope(words)} {words.said(case.article.rights)}"


def rights_by_language(case: Case) -> dict[str, str]:
    """:func:`rights` in every language that both of its parts have."""
    written = table()["export"]["scope"]
    return {lang: rights(case, Words(lang)) for lang in written if lang in case.article.rights}


def scope(words: Words) -> str:
    """What the licence covers and what not."""
    return words.of("export")["scope"]


def excluded(quoted_from: str, places: Iterable[str], words: Words) -> str:
    """Which parts of one file are quoted (from ``article`` or ``outlet``) and so excluded."""
    return words.of("export")[f"quoted_{quoted_from}"].format(", ".join(places))


def question_rights(case: Case, words: Words) -> str:
    """The licence of the questions, and what it leaves out."""
    t = words.of("platforms")
    return (
        f"{t['licence'].format(holder=HOLDER, url=LICENCE_URL)} {words.said(case.article.rights)}"
    )

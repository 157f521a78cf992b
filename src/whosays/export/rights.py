"""The licence of what is exported, and what it leaves out: said once, for every format.

The words of an article are under a licence of their own where ``article.yml`` gives one, and else
under none.
"""

from __future__ import annotations

from collections.abc import Iterable

from whosays.case.annotation import Licence
from whosays.case.case import Case
from whosays.words import Words
from whosays.words.interface import table
from whosays.words.said import filled

LICENCE_NAME = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
HOLDER = "The Who Says So? authors"


def rights(case: Case, words: Words) -> str:
    """What the licence covers and what not, followed by what ``article.yml`` says of the text."""
    return f"{scope(case, words)} {words.said(case.article.rights)}"


def rights_by_language(case: Case) -> dict[str, str]:
    """:func:`rights` in every language that both of its parts have."""
    written = table()["export"][_of(case.article.licence, "scope")]
    return {lang: rights(case, Words(lang)) for lang in written if lang in case.article.rights}


def scope(case: Case, words: Words) -> str:
    """What the licence covers and what not."""
    licence = case.article.licence
    return filled(words.of("export")[_of(licence, "scope")], _named(licence))


def excluded(quoted_from: str, places: Iterable[str], case: Case) -> str:
    """Which parts of one file are quoted (from ``article`` or ``outlet``) and so excluded.

    Those of an article with a licence of its own are under that.
    """
    licence = case.article.licence if quoted_from == "article" else None
    text = case.words.of("export")[_of(licence, f"quoted_{quoted_from}")]
    return filled(text, {**_named(licence), "places": ", ".join(places)})


def question_rights(case: Case, words: Words) -> str:
    """The licence of the questions, and under what the words are that they quote."""
    licence = case.article.licence
    ours = {"holder": HOLDER, "ours": LICENCE_URL, **_named(licence)}
    text = filled(words.of("platforms")[_of(licence, "licence")], ours)
    return f"{text} {words.said(case.article.rights)}"


def own_licence(licence: Licence) -> dict[str, str]:
    """The licence of an article's words, as a Data Package names one."""
    return {"name": licence.name, "path": licence.url, "title": licence.title}


def _of(licence: Licence | None, name: str) -> str:
    """The name of a text of the interface, or of the one for an article with a licence."""
    return name if licence is None else f"{name}_licensed"


def _named(licence: Licence | None) -> dict[str, str]:
    return {} if licence is None else {"licence": licence.title, "url": licence.url}

"""The editor: a text of the reader's own, split, marked and taken along as a case."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from whosays.case.checks.unfinished import TO_BE_WRITTEN
from whosays.errors import unknown
from whosays.views.marking import WIDTH
from whosays.views.own_text import (
    Proposing,
    TextLanguage,
    Value,
    choices,
    languages,
    proposing,
    sheet_words,
    stops,
)
from whosays.widgets._base import Widget, front_end
from whosays.words import interface
from whosays.words.said import FALLBACK


class OwnText(Widget):
    """An empty page for a text, which a reader splits into sentences, marks, and saves as a case.

    ``languages`` are those that a text may be in, ``choices`` what can be marked, by layer,
    ``stops`` the words that tell whether a stop ends a sentence, ``todo`` what stands in a file
    where somebody has to write, ``proposing`` what is known of marks that a program proposes, where
    the page has one, ``line_width`` how many characters a printed line has, ``sheet_words`` the
    words around it, by the language of whoever gets the sheet. What the reader makes stays in the
    browser.
    """

    _esm = front_end("owntext", ".js", "_summary", "_handing", "_card", later=("_yaml",))
    _css = front_end("owntext", ".css", "_answers", "_alone", "card", "_file")
    stem = "owntext"
    contract: ClassVar[dict[str, Any]] = {
        "languages": list[TextLanguage],
        "choices": dict[str, list[Value]],
        "stops": dict[str, list[str]],
        "proposing": Proposing,
        "sheet_words": dict[str, dict[str, str]],
    }

    languages = traitlets.List(traitlets.Dict()).tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)
    stops = traitlets.Dict().tag(sync=True)
    proposing = traitlets.Dict().tag(sync=True)
    todo = traitlets.Unicode(TO_BE_WRITTEN).tag(sync=True)
    line_width = traitlets.Int(WIDTH).tag(sync=True)
    sheet_words = traitlets.Dict().tag(sync=True)

    def holds(self) -> str:
        """What it holds, in a word or two."""
        return "an empty page"


def own_text(lang: str = FALLBACK) -> OwnText:
    """An editor for a text of the reader's own, in a reader's language (``en``, ``de``).

    Raises KeyError, with those there are, for a language that the editor does not speak.

    >>> own_text()
    <OwnText of an empty page: run this cell in a notebook to use it>
    """
    if lang not in interface.languages():
        raise unknown("language", lang, interface.languages())
    return OwnText(
        languages=languages(lang),
        choices=choices(lang),
        stops=stops(),
        proposing=proposing(),
        sheet_words=sheet_words(),
        lang=lang,
        anchor="own-text",
    )

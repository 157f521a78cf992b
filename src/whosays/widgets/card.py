"""The card: what a lesson gives to keep or to send, in a few lines."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from whosays.case.asked import of_case
from whosays.case.case import Case
from whosays.errors import UnknownNameError, there_are
from whosays.widgets._base import Widget, front_end

TITLE = "title"
BEHIND = "behind"


class Card(Widget):
    """A title, some lines, and the one line behind them; to copy, to save as a picture, to send.

    Texts are in ``lang`` and may have *emphasis*. ``name`` is what a saved picture is called.
    """

    _esm = front_end("card", ".js", "_handing", "_card")
    _css = front_end("card", ".css")
    stem = "card"
    content = ("lines", "line")
    contract: ClassVar[dict[str, Any]] = {"lines": list[str]}

    name = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    lines = traitlets.List(traitlets.Unicode()).tag(sync=True)
    behind = traitlets.Unicode().tag(sync=True)


@of_case
def card(case: Case, name: str) -> Card:
    """The card of this name, as the case's ``lessons.yml`` has it.

    There ``title`` stands above it and ``behind`` below a rule; every other text is a line, in the
    order of the file. Raises KeyError, with the names there are, for one that is not there or has
    no title, and TypeError where no case was given.

    >>> card(case, "four-questions")
    <Card of 4 lines: run this cell in a notebook to use it>
    """
    texts: dict[str, str] = {}
    cards: list[str] = []
    for whole, text in case.lessons.items():
        lesson, _, part = whole.partition(".")
        if part == BEHIND:
            cards.append(lesson)
        if lesson == name:
            texts[part] = case.said(text)
    if name not in cards:
        raise UnknownNameError(f"no card {name!r} in lessons.yml; {there_are(name, cards)}")
    if TITLE not in texts:
        raise UnknownNameError(f"no title for the card {name!r} in lessons.yml: add {TITLE!r}")
    return Card(
        name=name,
        title=texts.pop(TITLE),
        behind=texts.pop(BEHIND),
        lines=list(texts.values()),
        lang=case.lang,
        anchor=f"card-{name}",
    )

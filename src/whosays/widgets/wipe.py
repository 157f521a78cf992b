"""The wipe: sentences whose sources can be taken away and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import traitlets

from whosays.case.asked import of_case, placed
from whosays.case.case import Case
from whosays.views.wiping import WipedView, wiping
from whosays.widgets._base import Widget, front_end


class Wipe(Widget):
    """Sentences with the words that say who says so, and without them, at the press of a button.

    ``sentences`` are :class:`whosays.views.wiping.WipedView`, in ``language``; ``away`` is whether
    their sources are taken away.
    """

    _esm = front_end("wipe", ".js")
    _css = front_end("wipe", ".css")
    stem = "wipe"
    content = ("sentences", "sentence")
    contract: ClassVar[dict[str, Any]] = {"sentences": list[WipedView]}
    settable: ClassVar[dict[str, str]] = {"away": "True or False"}

    sentences = traitlets.List(traitlets.Dict()).tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    away = traitlets.Bool(default_value=False).tag(sync=True)


@of_case
def wipe(case: Case, *sentences: int | str | Iterable[int | str]) -> Wipe:
    """Sentences of the article, with one control that takes their sources away and back.

    ``sentences`` are ids (``"p7s1"``), places (``"7.1"``) or whole paragraphs (``"7"``), one by one
    or as a list; they come in the order given. Raises KeyError for one that is not there,
    ValueError where none of them has a source that can be taken away, and TypeError where no case
    or no sentence was given.

    >>> wipe(case, "7.1", "7.3")
    <Wipe of 2 sentences: run this cell in a notebook to use it>
    """
    language, shown = wiping(case, placed(case, sentences, "wipe"))
    return Wipe(
        sentences=shown,
        language=language,
        lang=case.lang,
        anchor=f"wipe-{shown[0]['id']}",
    )

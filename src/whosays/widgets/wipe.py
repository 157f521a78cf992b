"""The wipe: sentences whose sources can be taken away and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import traitlets

from whosays.case.asked import need_case, sentence_names
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
    contract: ClassVar[dict[str, Any]] = {"sentences": list[WipedView]}
    settable: ClassVar[dict[str, str]] = {"away": "True or False"}

    sentences = traitlets.List(traitlets.Dict()).tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    away = traitlets.Bool(default_value=False).tag(sync=True)

    def fallback_context(self) -> dict[str, Any]:
        """The sentences in both forms, one after the other, for paper and without JavaScript."""
        return {"sentences": self.sentences, "language": self.language}


def wipe(case: Case, *sentences: str | Iterable[str]) -> Wipe:
    """Sentences of the article, with one control that takes their sources away and back.

    ``sentences`` are ids (``"p7s1"``) or places (``"7.1"``), one by one or as a list; they come in
    the order given. Raises KeyError for one that is not there, ValueError where none of them has a
    source that can be taken away, and TypeError where no case or no sentence was given.
    """
    need_case(case)
    names = sentence_names(sentences, "wipe")
    chosen = {sentence.id: sentence for sentence in map(case.sentence, names)}
    language, shown = wiping(case, list(chosen.values()))
    return Wipe(
        sentences=shown,
        language=language,
        lang=case.lang,
        anchor=f"wipe-{shown[0]['id']}",
    )

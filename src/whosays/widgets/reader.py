"""The reader widget: the article with its attributions made visible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import traitlets

from whosays.case.asked import listed, of_case, places
from whosays.case.case import Case
from whosays.views.article import LAYERS, ArticleView
from whosays.views.article import layers as layers_of
from whosays.views.article import view as view_of
from whosays.widgets._base import Widget, WrongChoiceError, front_end, number_of

DETAILS = (
    *("rationale", "claims", "alternatives", "cue", "cue_class", "mention", "channel", "said_on"),
    *("medium", "parent", "children"),
)
"""What only the details of a mark say (``later_reader.js``)."""


class Reader(Widget):
    """Sentences with translation, marked by who says each stretch, and in which form.

    ``reading`` is what there is to read (:func:`whosays.views.article.view`). The other traits are
    what the reader has chosen; a live kernel can read and set them:

    - ``selected``: id of the attribution, stretch of author's voice or framing word whose details
      are open, or "";
    - ``layers``: what the labels say, out of ``reading["layers"]``: who, stwr (form), mood where
      the article's language marks reports by it, voice, framing;
    - ``language``: "both" or one of ``reading["languages"]``;
    - ``hidden_sources``: ids of sources that are not marked;
    - ``found``: id of the one source that is followed, or "";
    - ``bare``: ids of the sentences shown without their attribution;
    - ``view``: "text" or "list".
    """

    _esm = front_end("reader", ".js")
    _css = front_end("reader", ".css")
    stem = "reader"
    contract: ClassVar[dict[str, Any]] = {"reading": ArticleView}
    later: ClassVar[tuple[str, ...]] = (
        *(f"reading.marks.*.{name}" for name in DETAILS),
        "reading.paragraphs.*.sentences.*.note",
        "reading.terms.*_meaning",
    )

    reading = traitlets.Dict().tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True)
    layers = traitlets.List(traitlets.Enum(LAYERS)).tag(sync=True)
    language = traitlets.Unicode("both").tag(sync=True)
    hidden_sources = traitlets.List(traitlets.Unicode()).tag(sync=True)
    found = traitlets.Unicode().tag(sync=True)
    bare = traitlets.List(traitlets.Unicode()).tag(sync=True)
    view = traitlets.Enum(("text", "list"), "text").tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        languages = self.reading["languages"]
        self.strings = self.words.about(self.stem, languages[0], languages[-1])

    @traitlets.validate("layers")
    def _known_layers(self, proposal: dict[str, Any]) -> list[str]:
        return [_one_of(each, self.reading["layers"], "layer") for each in proposal["value"]]

    @traitlets.validate("language")
    def _known_language(self, proposal: dict[str, Any]) -> str:
        return _one_of(proposal["value"], ["both", *self.reading["languages"]], "language")

    @traitlets.validate("selected")
    def _known_mark(self, proposal: dict[str, Any]) -> str:
        return _one_of(proposal["value"], ["", *self.reading["marks"]], "mark")

    @traitlets.validate("found")
    def _known_source(self, proposal: dict[str, Any]) -> str:
        return _one_of(proposal["value"], ["", *self._source_ids()], "source")

    @traitlets.validate("hidden_sources")
    def _known_sources(self, proposal: dict[str, Any]) -> list[str]:
        return [_one_of(each, self._source_ids(), "source") for each in proposal["value"]]

    def _source_ids(self) -> list[str]:
        return [source["id"] for source in self.reading["sources"]]

    def holds(self) -> str:
        """What it holds, in a word or two."""
        return number_of(
            sum(len(each["sentences"]) for each in self.reading["paragraphs"]), "sentence"
        )

    def fallback_context(self) -> dict[str, Any]:
        """Sentences, sources and terms for the page without JavaScript."""
        shorts = {source["id"]: source["short"] for source in self.reading["sources"]}
        marks = self.reading["marks"]
        framing = [name for name, mark in marks.items() if mark["kind"] == "framing"]
        return {**self.reading, "shorts": shorts, "framing": framing}


def _one_of(value: str, known: Sequence[str], what: str) -> str:
    if value not in known:
        there = ", ".join(repr(each) for each in known)
        raise WrongChoiceError(f"no {what} {value!r} here; there are: {there}")
    return value


@of_case
def reader(
    case: Case,
    *,
    paragraphs: Sequence[int | str] | int | str | None = None,
    layers: Iterable[str] | str = ("who",),
    language: str = "both",
) -> Reader:
    """The article of ``case``, marked by who says what.

    ``paragraphs`` limits it to paragraphs (7) and sentences ("p7s1", "7.1"); ``layers`` are those
    shown at first (who, stwr, mood, voice, framing); one alone needs no list. ``language`` is
    "both" or the code of one. Raises, naming what there is, KeyError for a paragraph or sentence
    that does not exist and ValueError (a TraitError) for a layer or language; ValueError for an
    empty list of paragraphs; TypeError where no case was given.

    >>> reader(case, paragraphs="7", layers=["who", "mood"])
    <Reader of 4 sentences: run this cell in a notebook to use it>
    """
    asked = places(case, paragraphs)
    reading = view_of(case, asked)
    return Reader(
        reading=reading,
        anchor=f"reader-{reading['paragraphs'][0]['sentences'][0]['id']}",
        layers=[_one_of(layer, layers_of(case), "layer") for layer in listed(layers)],
        language=language,
        lang=case.lang,
    )

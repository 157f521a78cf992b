"""The reader widget: the article with its attributions made visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import traitlets

from whosays.case.asked import listed, of_case, places
from whosays.case.case import AUTHOR, Case
from whosays.views.article import LAYERS, ArticleView, Mark, Node, SentenceView
from whosays.views.article import layers as layers_of
from whosays.views.article import view as view_of
from whosays.widgets._base import Widget, WrongChoiceError, front_end

LONG = 3
"""With more sentences the voices stand above the text, where there is room for them."""


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
    content = ("_sentences", "sentence")
    contract: ClassVar[dict[str, Any]] = {"reading": ArticleView}

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

    @property
    def _sentences(self) -> list[SentenceView]:
        return [each for one in self.reading["paragraphs"] for each in one["sentences"]]

    @classmethod
    def rests(cls, values: Mapping[str, Any]) -> bool:
        """It does with the translation alone, in which who says it is marked, and nothing more."""
        first = {"layers": ["who"], "language": values["reading"]["languages"][-1], "view": "text"}
        nothing = dict.fromkeys(("selected", "hidden_sources", "found", "bare"))
        return all(
            values[name] == value if value else not values[name]
            for name, value in (first | nothing).items()
        )

    def fallback_context(self) -> dict[str, Any]:
        """Sentences, sources and terms for the page without JavaScript; labels where it rests."""
        reading = self.reading
        marks, sources = reading["marks"], reading["sources"]
        framing = [name for name, mark in marks.items() if mark["kind"] == "framing"]
        shorts = {source["id"]: source["short"] for source in sources}
        names = reversed(reading["language_names"].items())
        is_resting = self.is_resting()
        return {
            **reading,
            "shorts": shorts,
            "colours": {source["id"]: source["colour"] for source in sources} | {AUTHOR: AUTHOR},
            "framing": framing,
            "language_names": [("both", self.strings["both"]), *names],
            "labels": {
                name: _label(mark, shorts) for name, mark in marks.items() if name not in framing
            },
            "word_after_label": _word_after_label,
            "asides": {
                each["id"]: _placeless(each, reading["languages"][-1], framing)
                if is_resting
                else []
                for each in self._sentences
            },
            "is_long": len(self._sentences) > LONG,
        }


def _label(mark: Mark, shorts: Mapping[str, str]) -> str:
    """What stands before marked words of somebody's (``labelOf`` in reader_state.js)."""
    inside = "› " * (len(mark["chain"]) - 2)  # noqa: RUF001 - as it stands in the label
    return f"{inside}{'… ' if mark.get('continues') else ''}{shorts[mark['source']]}"


def _word_after_label(node: Node) -> str:
    """The word that stays on one line with the label before it; empty where there is none."""
    first = node["inside"][0] if node["inside"] else ""
    found = re.match(r"\S{1,16}", first) if isinstance(first, str) else None
    return found[0] if found else ""


def _placeless(sentence: SentenceView, language: str, framing: Sequence[str]) -> list[str]:
    """Marks that have no words in a language: their labels stand after the sentence."""

    def marked(nodes: Sequence[str | Node]) -> Iterator[str]:
        for node in nodes:
            if not isinstance(node, str):
                yield node["mark"]
                yield from marked(node["inside"])

    there = {*marked(sentence["texts"][language]), *framing}
    return [each for each in sentence["marks"] if each not in there]


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

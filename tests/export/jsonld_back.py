"""What ``annotation.jsonld`` says, read by its keys: the oracle of :mod:`whosays.export.jsonld`.

It reads the JSON as it is written, in the form of the published context, and takes it to be whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whosays.case.annotation import Annotation
from whosays.case.places import SpanKey
from whosays.case.spans import Span
from whosays.export.jsonld_terms import KINDS, OWN, Kind, own

Node = Mapping[str, Any]

_SPECIAL = ("said_on", "translated_cue", "translated_content", "alternatives")


@dataclass(frozen=True)
class Document:
    """What a document holds: the annotation, and where its quotations stand.

    ``spans`` is as in :class:`~whosays.case.case.Case`; ``sentences`` maps an id to its place.
    """

    annotation: Annotation
    spans: Mapping[SpanKey, tuple[Span, ...]]
    sentences: Mapping[str, Span]


def read_document(text: str | bytes) -> Document:
    """The annotation in a document and the places of its quotations."""
    reader = _Reader()
    data = reader.annotation(json.loads(text))
    return Document(Annotation.model_validate(data), reader.spans, reader.sentences)


def _name(iri: str, *groups: str) -> str:
    """The entry's id in ``case:group/id``, which must be of one of the groups."""
    group, _, name = iri.removeprefix("case:").partition("/")
    assert iri.startswith("case:"), iri
    assert group in groups, iri
    return name


def _names(iris: Sequence[str], *groups: str) -> list[str]:
    return [_name(iri, *groups) for iri in iris]


def _fields(node: Node, *done: str) -> dict[str, Any]:
    """The fields under own terms, without those that are read in another way."""
    return {
        key.removeprefix(OWN): value
        for key, value in node.items()
        if key.startswith(OWN) and key.removeprefix(OWN) not in done
    }


@dataclass
class _Reader:
    """Collects places while it turns nodes into the data of the models."""

    spans: dict[SpanKey, tuple[Span, ...]] = field(default_factory=dict)
    sentences: dict[str, Span] = field(default_factory=dict)

    def annotation(self, document: Node) -> dict[str, Any]:
        """The data of the model; the places are kept on the way."""
        items = document["first"]["items"]
        return {
            "sentences": [self._sentence(item, at) for item, at in _of("sentences", items)],
            "sources": [_source(node) for node in document[own("sources")]],
            "claims": [self._claim(node) for node in document[own("claims")]],
            "relations": [self._relation(node) for node in document[own("relations")]],
            **{
                kind.group: [self._entry(kind, item, at) for item, at in _of(kind.group, items)]
                for kind in KINDS
            },
        }

    # --- words of the article ---

    def _quotes(self, entry: str, field: str, parts: Sequence[Node]) -> list[dict[str, Any]]:
        placed = [self._quote(part) for part in parts]
        self.spans[entry, field] = tuple(span for span, _ in placed)
        return [quote for _, quote in placed]

    def _quote(self, resource: Node) -> tuple[Span, dict[str, Any]]:
        selectors = {selector["type"]: selector for selector in resource["selector"]}
        position = selectors["TextPositionSelector"]
        exact = selectors["TextQuoteSelector"]["exact"]
        words = {"quote": resource.get(own("as_written"), exact)}
        if own("nth") in resource:
            words["nth"] = resource[own("nth")]
        return Span(position["start"], position["end"]), words

    # --- entries ---

    def _sentence(self, item: Node, sentence: str) -> dict[str, Any]:
        span, words = self._quote(item["target"][0])
        self.sentences[sentence] = span
        data = {
            "id": sentence,
            "text": words["quote"],
            "translation": _by_language(item["body"], translating=True),
        }
        note = _by_language(item["body"], translating=False)
        return {**data, "note": note} if note else data

    def _entry(self, kind: Kind, item: Node, entry: str) -> dict[str, Any]:
        body = item["body"]
        data = _fields(body, "sentence", kind.target, *kind.spans, *kind.refers, *_SPECIAL)
        data |= {
            "id": entry,
            "sentence": _names(body[own("sentence")], "sentences"),
            kind.target: self._quotes(entry, kind.target, item["target"]),
        }
        for name in kind.spans:
            # A case knows of a field without words that it has no place.
            if quotes := self._quotes(entry, name, body.get(own(name), [])):
                data[name] = quotes
        for name, group in kind.refers.items():
            if own(name) in body:
                data[name] = _name(body[own(name)], group)
        return data | self._special(body, entry)

    def _special(self, body: Node, entry: str) -> dict[str, Any]:
        data: dict[str, Any] = {}
        if own("said_on") in body:
            said = body[own("said_on")]
            (words,) = self._quotes(entry, "said_on", [said[own("quoted")]])
            data["said_on"] = {"date": said[own("date")], "words": words}
        if own("translated_cue") in body:
            contents = body[own("translated_content")]
            data["translated"] = {
                lang: {"cue": cue, "content": contents[lang]}
                for lang, cue in body[own("translated_cue")].items()
            }
        if own("alternatives") in body:
            data["alternatives"] = [each[own("words")] for each in body[own("alternatives")]]
        return data

    def _claim(self, node: Node) -> dict[str, Any]:
        claim = _name(node["id"], "claims")
        data = _fields(node, "uttered_by", "factuality", "quantity")
        data |= {
            "id": claim,
            "proposition": node["schema:text"],
            "uttered_by": _names(node[own("uttered_by")], "attributions", "author_voice"),
            "factuality": [
                {"holder": _name(stance[own("holder")], "sources"), "value": stance[own("value")]}
                for stance in node[own("factuality")]
            ],
        }
        if own("quantity") in node:
            data["quantity"] = self._quantity(node[own("quantity")], claim)
        return data

    def _quantity(self, node: Node, claim: str) -> dict[str, Any]:
        (words,) = self._quotes(claim, "quantity", [node[own("quoted")]])
        (sentence,) = _names(node[own("sentence")], "sentences")
        return {
            **_fields(node, "quoted", "sentence"),
            "words": words,
            "sentence": sentence,
            "value": node.get("schema:value"),
            "low": node.get("schema:minValue"),
            "high": node.get("schema:maxValue"),
            "unit": node["schema:unitText"],
        }

    def _relation(self, node: Node) -> dict[str, Any]:
        relation = _name(node["id"], "relations")
        data = _fields(node, "from_claim", "to_claim", "marker")
        data |= {
            "id": relation,
            "from_claim": _name(node[own("from_claim")], "claims"),
            "to_claim": _name(node[own("to_claim")], "claims"),
        }
        if own("marker") in node:
            marker = node[own("marker")]
            (sentence,) = _names(marker[own("sentence")], "sentences")
            data["marker"] = {
                "sentence": sentence,
                "quote": self._quotes(relation, "marker", marker[own("quote")]),
            }
        return data


def _of(group: str, items: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """The items of one list of the annotation, each with its entry's id."""
    for item in items:
        if item["id"].startswith(f"case:{group}/"):
            yield item, _name(item["id"], group)


def _source(node: Node) -> dict[str, Any]:
    return {"id": _name(node["id"], "sources"), "name": node["schema:name"], **_fields(node)}


def _by_language(bodies: Sequence[Node], *, translating: bool) -> dict[str, Any]:
    """Bodies of a sentence as a map by language: its translations, or the notes on them."""
    return {
        body["language"]: body["value"]
        for body in bodies
        if (body["purpose"] == "whosays:translating") is translating
    }

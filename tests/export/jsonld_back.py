"""Read ``annotation.jsonld`` back: what :mod:`whosays.export.jsonld` wrote gives the same objects.

It reads the JSON as it is written, in the form of the published context. A document that another
program has expanded or framed anew has to be compacted with its own ``@context`` first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whosays.case.annotation import Annotation
from whosays.case.case import SpanKey
from whosays.case.read import read_model
from whosays.case.spans import Span
from whosays.case.yaml_source import YamlSource
from whosays.errors import CaseError, Problem
from whosays.export.jsonld import FILE
from whosays.export.jsonld_terms import KINDS, OWN, Kind, own

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Document:
    """What a document holds: the annotation, and where its quotations stand.

    ``spans`` is as in :class:`~whosays.case.case.Case`; ``sentences`` maps a sentence's id to its place.
    """

    annotation: Annotation
    spans: Mapping[SpanKey, tuple[Span, ...]]
    sentences: Mapping[str, Span]


def read_jsonld(source: str | Path) -> Annotation:
    """The annotation in a document, given by its path or as its text.

    Raises :class:`~whosays.errors.CaseError` for a file that cannot be read, for text that is not
    JSON and for a document of another form.
    """
    return read_document(source).annotation


def read_document(source: str | Path) -> Document:
    """The annotation in a document and the places of its quotations; errors as above."""
    reader = _Reader()
    data = reader.annotation(_load(source))
    return Document(
        read_model(Annotation, YamlSource(data), FILE),
        reader.spans,
        reader.sentences,
    )


def _load(source: str | Path) -> Any:
    if isinstance(source, str) and source.lstrip().startswith("{"):
        text = source
    else:
        try:
            text = Path(source).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:  # ValueError: not UTF-8, or no possible name
            raise CaseError(
                [Problem(str(source), "the file cannot be read.", "Name a file in UTF-8.")]
            ) from error
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise CaseError([Problem(FILE, "this is not JSON.", _REMEDY, line=line)]) from error


_REMEDY = "Export the case again with `whosays export`."


def _no(where: str, what: str) -> CaseError:
    return CaseError([Problem(FILE, f"{what} is missing or of another kind.", _REMEDY, where)])


def _get(node: Any, key: str, kind: type, where: str) -> Any:
    """The value under ``key``, which must be there and of a kind."""
    value = node.get(key) if isinstance(node, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _no(where, key)
    return value


def _dicts(node: Any, key: str, where: str) -> list[dict[str, Any]]:
    return [_known(entry, dict, f"{where}, {key}") for entry in _get(node, key, list, where)]


def _known(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise _no(where, "an entry")
    return value


def _name(iri: Any, group: str, where: str) -> str:
    """The entry's id in ``case:group/id``."""
    begin = f"case:{group}/"
    if not isinstance(iri, str) or not iri.startswith(begin):
        raise _no(where, f"a reference to {group}")
    return iri.removeprefix(begin)


def _names(node: Any, key: str, groups: tuple[str, ...], where: str) -> list[str]:
    def one(iri: Any) -> str:
        group = next((g for g in groups if str(iri).startswith(f"case:{g}/")), groups[0])
        return _name(iri, group, where)

    return [one(iri) for iri in _get(node, key, list, where)]


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

    def annotation(self, document: Any) -> dict[str, Any]:
        """The data of the model; the places are kept on the way."""
        first = _get(document, "first", dict, "document")
        items = _dicts(first, "items", "first")
        return {
            "sentences": [self._sentence(item, at) for item, at in _of("sentences", items)],
            "sources": [_source(node) for node in _dicts(document, own("sources"), "document")],
            "claims": self._each(document, "claims", self._claim),
            "relations": self._each(document, "relations", self._relation),
            **{
                kind.group: [self._entry(kind, item, at) for item, at in _of(kind.group, items)]
                for kind in KINDS
            },
        }

    def _each(
        self, document: Node, group: str, read: Callable[[Node, str], dict[str, Any]]
    ) -> list[dict[str, Any]]:
        nodes = _dicts(document, own(group), "document")
        return [read(node, _name(node.get("id"), group, group)) for node in nodes]

    # --- words of the article ---

    def _quotes(self, entry: str, field: str, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        where = f"{entry}, {field}"
        placed = [self._quote(part, where) for part in parts]
        self.spans[entry, field] = tuple(span for span, _ in placed)
        return [quote for _, quote in placed]

    def _quote(self, resource: Node, where: str) -> tuple[Span, dict[str, Any]]:
        selectors = {
            selector.get("type"): selector
            for selector in _dicts(resource, "selector", where)
            if isinstance(selector.get("type"), str)
        }
        quote = selectors.get("TextQuoteSelector")
        position = selectors.get("TextPositionSelector")
        span = Span(_get(position, "start", int, where), _get(position, "end", int, where))
        words = {"quote": resource.get(own("as_written"), _get(quote, "exact", str, where))}
        if own("nth") in resource:
            words["nth"] = resource[own("nth")]
        return span, words

    # --- entries ---

    def _sentence(self, item: Node, sentence: str) -> dict[str, Any]:
        (target, *_) = _dicts(item, "target", sentence) or [{}]
        span, words = self._quote(target, sentence)
        self.sentences[sentence] = span
        bodies = _dicts(item, "body", sentence)
        data = {
            "id": sentence,
            "text": words["quote"],
            "translation": _by_language(bodies, translating=True),
        }
        note = _by_language(bodies, translating=False)
        return {**data, "note": note} if note else data

    def _entry(self, kind: Kind, item: Node, entry: str) -> dict[str, Any]:
        body = _get(item, "body", dict, entry)
        data = _fields(body, "sentence", kind.target, *kind.spans, *kind.refers, *_SPECIAL)
        data |= {
            "id": entry,
            "sentence": _names(body, own("sentence"), ("sentences",), entry),
            kind.target: self._quotes(entry, kind.target, _dicts(item, "target", entry)),
        }
        for name in kind.spans:
            # A case knows of a field without words that it has no place.
            parts = _dicts(body, own(name), entry) if own(name) in body else []
            if quotes := self._quotes(entry, name, parts):
                data[name] = quotes
        for name, group in kind.refers.items():
            if own(name) in body:
                data[name] = _name(body[own(name)], group, entry)
        return data | self._special(body, entry)

    def _special(self, body: Node, entry: str) -> dict[str, Any]:
        data: dict[str, Any] = {}
        if own("said_on") in body:
            said = _get(body, own("said_on"), dict, entry)
            words = _get(said, own("quoted"), dict, entry)
            data["said_on"] = {
                "date": said.get(own("date")),
                "words": self._quotes(entry, "said_on", [words])[0],
            }
        if own("translated_cue") in body:
            cues = _get(body, own("translated_cue"), dict, entry)
            contents = _get(body, own("translated_content"), dict, entry)
            data["translated"] = {
                lang: {"cue": cue, "content": contents.get(lang)} for lang, cue in cues.items()
            }
        if own("alternatives") in body:
            alternatives = _dicts(body, own("alternatives"), entry)
            data["alternatives"] = [each.get(own("words")) for each in alternatives]
        return data

    def _claim(self, node: Node, claim: str) -> dict[str, Any]:
        data = _fields(node, "uttered_by", "factuality", "quantity")
        data |= {
            "id": claim,
            "proposition": node.get("schema:text"),
            "uttered_by": _names(node, own("uttered_by"), ("attributions", "author_voice"), claim),
            "factuality": [
                {
                    "holder": _name(stance.get(own("holder")), "sources", claim),
                    "value": stance.get(own("value")),
                }
                for stance in _dicts(node, own("factuality"), claim)
            ],
        }
        if own("quantity") in node:
            data["quantity"] = self._quantity(_get(node, own("quantity"), dict, claim), claim)
        return data

    def _quantity(self, node: Node, claim: str) -> dict[str, Any]:
        (words,) = self._quotes(claim, "quantity", [_get(node, own("quoted"), dict, claim)])
        sentences = _names(node, own("sentence"), ("sentences",), claim)
        return {
            **_fields(node, "quoted", "sentence"),
            "words": words,
            "sentence": next(iter(sentences), None),
            "value": node.get("schema:value"),
            "low": node.get("schema:minValue"),
            "high": node.get("schema:maxValue"),
            "unit": node.get("schema:unitText"),
        }

    def _relation(self, node: Node, relation: str) -> dict[str, Any]:
        data = _fields(node, "from_claim", "to_claim", "marker")
        data |= {
            "id": relation,
            "from_claim": _name(node.get(own("from_claim")), "claims", relation),
            "to_claim": _name(node.get(own("to_claim")), "claims", relation),
        }
        if own("marker") in node:
            marker = _get(node, own("marker"), dict, relation)
            sentences = _names(marker, own("sentence"), ("sentences",), relation)
            data["marker"] = {
                "sentence": next(iter(sentences), None),
                "quote": self._quotes(relation, "marker", _dicts(marker, own("quote"), relation)),
            }
        return data


_SPECIAL = ("said_on", "translated_cue", "translated_content", "alternatives")


def _of(group: str, items: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """The items of one list of the annotation, each with its entry's id."""
    begin = f"case:{group}/"
    for item in items:
        iri = item.get("id")
        if isinstance(iri, str) and iri.startswith(begin):
            yield item, iri.removeprefix(begin)


def _source(node: Node) -> dict[str, Any]:
    return {
        "id": _name(node.get("id"), "sources", "sources"),
        "name": node.get("schema:name"),
        **_fields(node),
    }


def _by_language(bodies: list[dict[str, Any]], *, translating: bool) -> dict[str, Any]:
    """Bodies of a sentence as a map by language: its translations, or the notes on them."""
    return {
        str(body.get("language")): body.get("value")
        for body in bodies
        if (body.get("purpose") == "whosays:translating") is translating
    }

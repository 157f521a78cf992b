"""``annotation.jsonld``: the annotation as W3C Web Annotations, with claims of schema.org.

One annotation collection: sentences, attributions, author's voice and framing words are W3C
annotations whose target is words of the article; sources, claims and relations hang on the
collection. A claim is a schema.org ``Claim`` and carries no verdict. The tests read
it back.

Offsets count Unicode code points, as the Recommendation asks for (Web Annotation Data Model,
4.2.4 and 4.2.5); ``whosays:start_utf16`` and ``whosays:end_utf16`` give the same places in UTF-16
code units, as JavaScript counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

import whosays
from whosays.case.annotation import Attribution, Claim, Quantity, Relation, Source
from whosays.case.case import Case
from whosays.case.records import Quote
from whosays.case.spans import Span, utf16_offset
from whosays.case.vocabulary import Naming, SourceKind
from whosays.export.jsonld_terms import KINDS, Kind, article_iri, context, own, ref
from whosays.export.rights import HOLDER, LICENCE_URL, rights_by_language
from whosays.words.interface import table

FILE = "annotation.jsonld"
CONTEXT_LENGTH = 32
"""Code points of context before and after quoted words, at most."""

_MAX_EXACT = 2**53


def files(case: Case) -> dict[str, bytes]:
    """The document as text: indented, in a fixed order, with a line break at its end."""
    text = json.dumps(to_jsonld(case), ensure_ascii=False, indent=1) + "\n"
    return {FILE: text.encode("utf-8")}


def to_jsonld(case: Case) -> dict[str, Any]:
    """The annotation of a case as a JSON-LD document (a W3C ``AnnotationCollection``)."""
    items = list(_items(case))
    annotation = case.annotation
    return {
        "@context": context(case.id),
        "id": "case:annotation",
        "type": "AnnotationCollection",
        "label": case.article.title[case.article.readers],
        "creator": {"type": "Organization", "name": HOLDER},
        "rights": LICENCE_URL,
        "dc:rights": rights_by_language(case),
        "schema:version": whosays.__version__,
        "whosays:offsets": table()["export"]["offsets"],
        "whosays:article": _article(case),
        "whosays:sources": [_source(source) for source in annotation.sources],
        "whosays:claims": [_claim(case, claim) for claim in annotation.claims],
        "whosays:relations": [_relation(case, relation) for relation in annotation.relations],
        "total": len(items),
        "first": {
            "id": "case:annotation/1",
            "type": "AnnotationPage",
            "partOf": "case:annotation",
            "startIndex": 0,
            "items": items,
        },
        "last": "case:annotation/1",
    }


def _article(case: Case) -> dict[str, Any]:
    article = case.article
    return {
        "id": article_iri(article.sha256),
        "type": ["Text", "schema:Article"],
        "schema:name": article.title,
        "language": article.language,
        "format": "text/plain",
        **({"rights": article.licence.url} if article.licence else {}),
        "dc:rights": article.rights,
        "whosays:sha256": article.sha256,
        "whosays:as_of": article.as_of,
    }


# --- words of the article ---------------------------------------------------------------------


def _resource(case: Case, iri: str, span: Span, written: str, nth: int | None) -> dict[str, Any]:
    """Words of the article, selected by quotation and by position.

    ``written`` is what the author of the annotation wrote; it is kept where it differs in white
    space from the article, and ``nth`` where it was needed, so that nothing is lost.
    """
    text = case.text
    exact = span.text(text)
    return {
        "id": iri,
        "type": "SpecificResource",
        "source": article_iri(case.article.sha256),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": exact,
                "prefix": _before(text, span.start),
                "suffix": _after(text, span.end),
            },
            {
                "type": "TextPositionSelector",
                "start": span.start,
                "end": span.end,
                "whosays:start_utf16": utf16_offset(text, span.start),
                "whosays:end_utf16": utf16_offset(text, span.end),
            },
        ],
        **({} if written == exact else {"whosays:as_written": written}),
        **({} if nth is None else {"whosays:nth": nth}),
    }


def _before(text: str, at: int) -> str:
    """Whole words before a place, so that no character is cut from what combines with it."""
    start = max(0, at - CONTEXT_LENGTH)
    while 0 < start < at and (text[start].isspace() or not text[start - 1].isspace()):
        start += 1
    return text[start:at]


def _after(text: str, at: int) -> str:
    """Whole words after a place."""
    end = min(len(text), at + CONTEXT_LENGTH)
    while at < end < len(text) and (text[end - 1].isspace() or not text[end].isspace()):
        end -= 1
    return text[at:end]


def _quoted(
    case: Case, group: str, entry: str, field: str, quotes: Sequence[Quote]
) -> list[dict[str, Any]]:
    """The words of one field, part by part."""
    spans = case.spans[entry, field]
    return [
        _resource(case, ref(group, entry, field, part), span, quote.quote, quote.nth)
        for part, (span, quote) in enumerate(zip(spans, quotes, strict=True), 1)
    ]


# --- annotations ------------------------------------------------------------------------------


def _items(case: Case) -> Iterator[dict[str, Any]]:
    for index in range(len(case.annotation.sentences)):
        yield _sentence(case, index)
    for kind in KINDS:
        for entry in getattr(case.annotation, kind.group):
            yield _annotation(case, kind, entry)


def _sentence(case: Case, index: int) -> dict[str, Any]:
    sentence = case.annotation.sentences[index]
    span = case.sentences[sentence.id].span
    target = _resource(case, ref("sentences", sentence.id, "text", 1), span, sentence.text, None)
    bodies = [
        *_texts(sentence.translation, "whosays:translating"),
        *_texts(sentence.note or {}, "commenting"),
    ]
    return _web_annotation(ref("sentences", sentence.id), "describing", bodies, [target])


def _texts(words: Mapping[str, str], purpose: str) -> Iterator[dict[str, Any]]:
    for lang, text in words.items():
        yield {
            "type": "TextualBody",
            "value": text,
            "language": lang,
            "format": "text/plain",
            "purpose": purpose,
        }


def _annotation(case: Case, kind: Kind, entry: Any) -> dict[str, Any]:
    """An entry that is about words: they are the target, all else is the body.

    The parts of a discontinuous span are targets of their own, for readers of any Web Annotation;
    the body lists them in their order, since it is all of them together that it is about.
    """
    target = _quoted(case, kind.group, entry.id, kind.target, getattr(entry, kind.target))
    body = {
        "id": ref(kind.group, entry.id, "body"),
        "type": kind.type,
        own("sentence"): [ref("sentences", name) for name in entry.sentence],
        own(kind.target): [part["id"] for part in target],
    }
    for field in kind.spans:
        if quotes := getattr(entry, field):
            body[own(field)] = _quoted(case, kind.group, entry.id, field, quotes)
    for field, group in kind.refers.items():
        if name := getattr(entry, field):
            body[own(field)] = ref(group, name)
    body |= _details(case, entry, {"sentence", kind.target, *kind.spans, *kind.refers})
    return _web_annotation(ref(kind.group, entry.id), kind.motivation, body, target)


def _details(case: Case, entry: Any, done: Iterable[str]) -> dict[str, Any]:
    """The fields of an entry that quote nothing and name nothing."""
    details = _plain(entry, {"id", "translated", "said_on", "alternatives", *done})
    if isinstance(entry, Attribution):
        for part in ("cue", "content") if entry.translated else ():
            details[own(f"translated_{part}")] = {
                lang: getattr(words, part) for lang, words in entry.translated.items()
            }
        if entry.said_on:
            (words,) = _quoted(case, "attributions", entry.id, "said_on", [entry.said_on.words])
            details[own("said_on")] = {
                "type": "whosays:SaidOn",
                "whosays:date": entry.said_on.date.isoformat(),
                "whosays:quoted": words,
            }
    elif getattr(entry, "translated", None):
        details[own("translated")] = entry.translated
    if alternatives := getattr(entry, "alternatives", None):
        details[own("alternatives")] = [
            {"type": "whosays:Alternative", "whosays:words": words} for words in alternatives
        ]
    return details


def _plain(entry: BaseModel, done: set[str]) -> dict[str, Any]:
    data = entry.model_dump(mode="json", exclude=done, exclude_defaults=True)
    return {own(name): value for name, value in data.items()}


def _web_annotation(iri: str, motivation: str, body: Any, target: Any) -> dict[str, Any]:
    return {
        "id": iri,
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": target,
    }


# --- sources, claims, relations ---------------------------------------------------------------

_PEOPLE = {
    SourceKind.HEAD_OF_STATE,
    SourceKind.SPOKESPERSON,
    SourceKind.WITNESS,
    SourceKind.PRIVATE_PERSON,
}
_ORGANIZATIONS = {
    SourceKind.GOVERNMENT: "schema:GovernmentOrganization",
    SourceKind.INTELLIGENCE: "schema:GovernmentOrganization",
    SourceKind.PARLIAMENT: "schema:GovernmentOrganization",
    SourceKind.AUTHORITY: "schema:GovernmentOrganization",
    SourceKind.POLICE: "schema:GovernmentOrganization",
    SourceKind.COURT: "schema:GovernmentOrganization",
    SourceKind.POLITICAL_PARTY: "schema:PoliticalParty",
    SourceKind.COMPANY: "schema:Corporation",
    SourceKind.NEWS_MEDIA: "schema:NewsMediaOrganization",
}


def _source_types(source: Source) -> list[str]:
    """schema.org's type beside our own, as far as the text says what the source is.

    "Kyiv" is some organisation; which one it is, a metonym does not say. Of an anonymous source
    nothing is claimed.
    """
    known = {
        Naming.NAMED_PERSON: "schema:Person",
        Naming.ROLE: "schema:Person" if source.kind in _PEOPLE else None,
        Naming.INSTITUTION: _ORGANIZATIONS.get(source.kind, "schema:Organization"),
        Naming.METONYM: "schema:Organization",
        Naming.ANONYMOUS: None,
    }[source.naming]
    return ["whosays:Source", *([known] if known else [])]


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": ref("sources", source.id),
        "type": _source_types(source),
        "schema:name": source.name,
        **_plain(source, {"id", "name"}),
    }


def _claim(case: Case, claim: Claim) -> dict[str, Any]:
    node = {
        "id": ref("claims", claim.id),
        "type": "schema:Claim",
        "schema:text": claim.proposition,
        "schema:appearance": article_iri(case.article.sha256),
        "whosays:uttered_by": [
            ref("attributions" if name in case.attributions else "author_voice", name)
            for name in claim.uttered_by
        ],
        "whosays:factuality": [
            {
                "type": "whosays:Stance",
                "whosays:holder": ref("sources", stance.holder),
                "whosays:value": stance.value,
            }
            for stance in claim.factuality
        ],
        **_plain(claim, {"id", "proposition", "uttered_by", "factuality", "quantity"}),
    }
    if claim.quantity:
        node["whosays:quantity"] = _quantity(case, claim.id, claim.quantity)
    return node


def _quantity(case: Case, claim: str, quantity: Quantity) -> dict[str, Any]:
    (words,) = _quoted(case, "claims", claim, "quantity", [quantity.words])
    numbers = {
        "schema:value": quantity.value,
        "schema:minValue": quantity.low,
        "schema:maxValue": quantity.high,
    }
    return {
        "type": "schema:QuantitativeValue",
        **{name: _number(value) for name, value in numbers.items() if value is not None},
        "schema:unitText": quantity.unit,
        "whosays:sentence": [ref("sentences", quantity.sentence)],
        "whosays:quoted": words,
        **_plain(quantity, {"words", "sentence", "value", "low", "high", "unit"}),
    }


def _number(value: float) -> float | int:
    """12000 and not 12000.0, which JSON-LD would make a floating-point number."""
    return int(value) if value.is_integer() and value < _MAX_EXACT else value


def _relation(case: Case, relation: Relation) -> dict[str, Any]:
    node = {
        "id": ref("relations", relation.id),
        "type": "whosays:Relation",
        "whosays:from_claim": ref("claims", relation.from_claim),
        "whosays:to_claim": ref("claims", relation.to_claim),
        **_plain(relation, {"id", "from_claim", "to_claim", "marker"}),
    }
    if relation.marker:
        quotes = relation.marker.quote
        node["whosays:marker"] = {
            "type": "whosays:Marker",
            "whosays:sentence": [ref("sentences", relation.marker.sentence)],
            "whosays:quote": _quoted(case, "relations", relation.id, "marker", quotes),
        }
    return node

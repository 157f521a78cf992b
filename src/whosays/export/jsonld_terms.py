"""The shape of ``annotation.jsonld``: which terms it uses and which field goes where.

Own terms are named as the fields of the models, with the prefix ``whosays:``; the JSON Schemas
describe them. The namespace is a UUID and not an address, because it has to stay the same wherever
the book is published.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

OWN = "whosays:"
_UUID = uuid.UUID("50e1e110-97a2-4581-a911-8a448d9527b3")
NAMESPACE = f"urn:uuid:{_UUID}#"
"""What the prefix ``whosays:`` stands for."""

ANNO_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""Context of the W3C Web Annotation Data Model (Recommendation of 23 February 2017)."""

_LANGUAGE_MAPS = (
    *("schema:name", "schema:text", "schema:unitText", "dc:rights"),
    *("whosays:channel", "whosays:bare", "whosays:rationale", "whosays:reason", "whosays:words"),
    *("whosays:translated", "whosays:translated_cue", "whosays:translated_content"),
    "whosays:offsets",
)
_REFERENCES = (
    *("schema:appearance", "whosays:article", "whosays:source", "whosays:parent"),
    *("whosays:continues", "whosays:uttered_by", "whosays:holder", "whosays:whose"),
    *("whosays:from_claim", "whosays:to_claim", "whosays:sources", "whosays:claims"),
    *("whosays:relations", "whosays:said_on", "whosays:quoted", "whosays:quantity"),
    *("whosays:marker", "whosays:factuality"),
)
_LISTS = (
    *("whosays:sentence", "whosays:mention", "whosays:cue", "whosays:content", "whosays:quote"),
    "whosays:alternatives",
)


@dataclass(frozen=True)
class Kind:
    """How entries of one list of the annotation become W3C annotations.

    ``target`` is the field whose spans are the annotation's target, ``spans`` are further fields
    that quote, ``refers`` maps a field to the list whose entry it names.
    """

    group: str
    type: str
    motivation: str
    target: str
    spans: tuple[str, ...] = ()
    refers: Mapping[str, str] = field(default_factory=dict)


KINDS = (
    Kind(
        "attributions",
        "whosays:Attribution",
        "identifying",
        target="content",
        spans=("mention", "cue"),
        refers={"source": "sources", "parent": "attributions", "continues": "attributions"},
    ),
    Kind("author_voice", "whosays:AuthorVoice", "classifying", target="quote"),
    Kind(
        "framing",
        "whosays:FramingWord",
        "commenting",
        target="quote",
        refers={"whose": "sources"},
    ),
)


def context(case_id: str) -> list[Any]:
    """The ``@context``: the published one by its address, own terms inline."""
    return [
        ANNO_CONTEXT,
        {
            "whosays": NAMESPACE,
            "case": f"urn:uuid:{uuid.uuid5(_UUID, case_id)}#",
            **{term: {"@container": "@language"} for term in _LANGUAGE_MAPS},
            **{term: {"@type": "@id"} for term in _REFERENCES},
            **{term: {"@type": "@id", "@container": "@list"} for term in _LISTS},
            "whosays:other_moods": {"@container": "@list"},
            "whosays:date": {"@type": "xsd:date"},
            "whosays:start_utf16": {"@type": "xsd:nonNegativeInteger"},
            "whosays:end_utf16": {"@type": "xsd:nonNegativeInteger"},
        },
    ]


def article_iri(sha256: str) -> str:
    """The IRI that names an article by its bytes (RFC 6920), from their SHA-256 in hexadecimal."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def ref(group: str, entry: str, *parts: object) -> str:
    """Id of an entry in ``annotation.jsonld``, or of a part of it."""
    return "case:" + "/".join(map(str, (group, entry, *parts)))


def own(name: str) -> str:
    """The term for a field of the models."""
    return OWN + name

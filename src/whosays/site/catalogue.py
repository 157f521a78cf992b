"""Records for catalogues of teaching material: schema.org's LearningResource in the AMB profile.

*Allgemeines Metadatenprofil für Bildungsressourcen*, version 20231019
(https://w3id.org/kim/amb/20231019/): one record for the book on its first page, one for each
lesson, in the head of the page, as the profile wants it. What it has no word for (``timeRequired``,
``educationalAlignment``) is said in schema.org's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from whosays.export.rights import LICENCE_URL
from whosays.site.book_data import Catalogue, Concept, Curriculum
from whosays.site.curricula import alignments
from whosays.site.descriptions import AIM, FirstLine

PROFILE = "https://w3id.org/kim/amb/context.jsonld"
NO_LOGIN = "http://w3id.org/kim/conditionsOfAccess/no_login"
BOOK, LESSON = ["LearningResource", "Book"], ["LearningResource", "Chapter"]


class Part(NamedTuple):
    """A page: its address, and what it is called."""

    address: str
    name: str


class Entry(NamedTuple):
    """The page that is described; its language is that of the record as well."""

    address: str
    name: str
    description: str
    language: str
    line: FirstLine | None


class Site(NamedTuple):
    """Who made the book, its lessons in their order, and the page that stands for it."""

    author: str
    lessons: Sequence[Part]
    first_page: Part
    curricula: Sequence[Curriculum] = ()


def record(
    page: Entry, values: Catalogue, site: Site, image: str, *, is_book: bool
) -> dict[str, Any]:
    """The record of the book, or of one lesson in it."""
    found: dict[str, Any] = {
        "@context": [PROFILE, "https://schema.org", {"@language": page.language}],
        "id": page.address,
        "type": BOOK if is_book else LESSON,
        "name": page.name,
        "description": page.description,
        "inLanguage": [page.language],
        "creator": [{"type": "Organization", "name": site.author}],
        "license": {"id": LICENCE_URL},
        "isAccessibleForFree": True,
        "conditionsOfAccess": {"id": NO_LOGIN, "type": "Concept"},
        "about": concepts(values.about),
        "keywords": values.keywords.get(page.language, []),
        "learningResourceType": concepts(values.type_of_book if is_book else values.type_of_lesson),
        "audience": concepts(values.audience),
        "educationalLevel": concepts(values.educational_level),
        "interactivityType": concept(values.interactivity),
    }
    if image:
        found["image"] = image
    if is_book:
        found["hasPart"] = [part(lesson, LESSON) for lesson in site.lessons]
        if site.curricula:
            found["educationalAlignment"] = alignments(site.curricula)
    else:
        found["isPartOf"] = [part(site.first_page, BOOK)]
        found |= stated(page)
    return found


def stated(page: Entry) -> dict[str, Any]:
    """What a lesson's first line states: its aim, known by its place there, and its minutes."""
    line = page.line
    found: dict[str, Any] = {}
    if line and line.aim:
        found["teaches"] = [{"id": f"{page.address}#{AIM}", "prefLabel": {page.language: line.aim}}]
    if line and line.minutes:
        found["timeRequired"] = f"PT{line.minutes}M"
    return found


def part(page: Part, kind: list[str]) -> dict[str, Any]:
    """A page as another record names it."""
    return {"id": page.address, "type": kind, "name": page.name}


def concept(value: Concept) -> dict[str, Any]:
    """A value of a vocabulary as the profile writes it."""
    return {"id": value.id, "type": "Concept", "prefLabel": value.label}


def concepts(values: Sequence[Concept]) -> list[dict[str, Any]]:
    """Several of them."""
    return [concept(value) for value in values]

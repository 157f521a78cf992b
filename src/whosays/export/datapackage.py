"""``datapackage.json``: the export described as a Frictionless Data Package (version 2.0)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

import whosays
from whosays.case.case import Case
from whosays.export.rights import (
    HOLDER,
    LICENCE_NAME,
    LICENCE_TITLE,
    LICENCE_URL,
    excluded,
    own_licence,
    rights,
    scope,
)
from whosays.export.schemas import as_json
from whosays.tables.columns import Column, about, columns, key
from whosays.words.said import inline

FILE = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_LICENCES = [{"name": LICENCE_NAME, "path": LICENCE_URL, "title": LICENCE_TITLE}]


def describe(case: Case, files: Mapping[str, bytes]) -> bytes:
    """The file that describes the others."""
    return as_json(datapackage(case, files))


def datapackage(case: Case, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The descriptor of exported ``files`` (path to content), in their order."""
    words = case.words
    t = words.of("export")
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": case.id,
        "title": words.said(case.article.title),
        "description": f"{t['about']} {t['verbatim']} {scope(case, words)}",
        "version": whosays.__version__,
        "licenses": _LICENCES,
        "rights": rights(case, words),
        "contributors": [{"title": HOLDER, "roles": ["author"]}],
        "resources": [
            _resource(path, content, case)
            for path, content in files.items()
            if PurePosixPath(path).suffix in _RESOURCES
        ],
        # No resources: Frictionless takes every *.schema.json among them for a Table Schema.
        "jsonSchemas": [
            _file(path, content)
            for path, content in files.items()
            if PurePosixPath(path).suffix not in _RESOURCES
        ],
    }


def _resource(path: str, content: bytes, case: Case) -> dict[str, Any]:
    place = PurePosixPath(path)
    described = _RESOURCES[place.suffix](place.stem, case)
    return {"licenses": _LICENCES, **described, **_file(path, content), "encoding": "utf-8"}


def _file(path: str, content: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    return {"path": path, "bytes": len(content), "hash": f"sha256:{digest}"}


def _linked_data(name: str, case: Case) -> dict[str, Any]:
    words = case.words
    return {
        "name": name,
        "description": words.of("export")["linked_data"],
        "format": "jsonld",
        "mediatype": "application/ld+json",
        "rights": excluded("article", ["exact", "prefix", "suffix", "as_written"], case),
    }


def _text(name: str, case: Case) -> dict[str, Any]:
    licence = case.article.licence
    return {
        "name": name,
        "description": case.words.of("export")["text"],
        "format": "txt",
        "mediatype": "text/plain",
        "licenses": [own_licence(licence)] if licence else [],
        "rights": inline(case.said(licence.attribution)).striptags() if licence else "",
    }


# --- tables -----------------------------------------------------------------------------------


def _table(name: str, case: Case) -> dict[str, Any]:
    words = case.words
    found = columns(name, words, case.counts)
    quoted = {
        whose: [column.name for column in found if column.quotes == whose]
        for whose in ("article", "outlet")
    }
    notes = [excluded(whose, names, case) for whose, names in quoted.items() if names]
    return {
        "name": name,
        "type": "table",
        "description": about(name, words),
        "format": "csv",
        "mediatype": "text/csv",
        **({"rights": " ".join(notes)} if notes else {}),
        "schema": _table_schema(name, found),
    }


def _table_schema(name: str, found: tuple[Column, ...]) -> dict[str, Any]:
    unique = key(name)
    refers = [_foreign_key(name, column) for column in found if column.refers]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, unique=unique == (column.name,)) for column in found],
        "missingValues": [""],
        "primaryKey": list(unique),
        **({"foreignKeys": refers} if refers else {}),
    }


def _foreign_key(table: str, column: Column) -> dict[str, Any]:
    # A table that refers to itself does so by an empty name, which 1.0 and 2.0 both read.
    resource = "" if column.refers == table else column.refers
    return {"fields": [column.name], "reference": {"resource": resource, "fields": ["id"]}}


def _field(column: Column, *, unique: bool) -> dict[str, Any]:
    constraints = {
        "required": column.required,
        "unique": unique or None,
        "enum": list(column.allowed) or None,
        "pattern": column.pattern or None,
        "minimum": column.minimum,
    }
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        "constraints": {name: each for name, each in constraints.items() if each is not None},
    }


_RESOURCES: dict[str, Callable[[str, Case], dict[str, Any]]] = {
    ".csv": _table,
    ".jsonld": _linked_data,
    ".txt": _text,
}

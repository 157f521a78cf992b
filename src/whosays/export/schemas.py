"""JSON Schemas (2020-12) of a case's files, generated from the models.

They say what a file may look like, so that an editor can help to write one. What holds between
entries (every id is there, quotations are found, chains end in the author) only
``whosays check`` can say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from whosays.case.annotation import Annotation, Article, CoverageRow, Estimate
from whosays.case.case import Case
from whosays.case.items import Bank
from whosays.measures.answers import ResultsFile

_SCHEMAS: dict[str, tuple[type[BaseModel], str]] = {
    "article": (Article, "article.yml: where a case's text comes from"),
    "annotation": (Annotation, "annotation.yml: the annotation of a case"),
    "estimate": (Estimate, "estimates.csv: one row"),
    "coverage": (CoverageRow, "coverage.csv: one row"),
    "quiz": (Bank, "quizzes/*.yml: one item bank"),
    "results": (ResultsFile, 'the file that a reader saves in "My results"'),
}
_LIMIT = "`whosays check` checks in addition what holds between entries and with the article."


def files(_case: Case) -> dict[str, bytes]:
    """The schemas; they are the same for every case."""
    return {f"schemas/{name}.schema.json": as_json(schema) for name, schema in schemas().items()}


def as_json(data: Mapping[str, Any]) -> bytes:
    """JSON as it is written here: readable, with a line break at its end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its name; each describes one file, or one row of a table."""
    return {name: _schema(model, title) for name, (model, title) in _SCHEMAS.items()}


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema()
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **schema,
        "title": title,
        "$comment": _LIMIT,
    }

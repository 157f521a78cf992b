"""JSON Schemas that say what a case's files may look like."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from tests.conftest import KURSK
from whosays import Case
from whosays.case import annotation as models
from whosays.case.records import Quote
from whosays.export.schemas import schemas


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it (1.2): ``no`` and ``2024-10-25`` are texts."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":bool", ":timestamp"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@cache
def validator(schema: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schemas()[schema])


def complaints(schema: str, data: Any) -> list[str]:
    return [error.json_path for error in validator(schema).iter_errors(data)]


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_a_schema(name: str) -> None:
    schema = schemas()[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("article", "article.yml"),
        ("annotation", "annotation.yml"),
        *(("quiz", f"quizzes/{path.name}") for path in sorted(KURSK.glob("quizzes/*.yml"))),
    ],
)
def test_a_file_as_its_author_wrote_it_is_valid(schema: str, file: str) -> None:
    text = (KURSK / file).read_text(encoding="utf-8")
    assert complaints(schema, yaml.load(text, Loader=Yaml12)) == []  # noqa: S506 - a SafeLoader


def test_a_row_is_valid(kursk: Case) -> None:
    for name, rows in (("estimate", kursk.estimates), ("coverage", kursk.coverage)):
        for row in rows:
            assert complaints(name, row.model_dump(mode="json")) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"truth": "no"}, "$.attributions[0]"),
        ({"mood": "konjunktiv"}, "$.attributions[0].mood"),
        ({"sentence": "s1"}, "$.attributions[0].sentence"),
        ({"content": []}, "$.attributions[0].content"),
        ({"bare": {}}, "$.attributions[0].bare"),
    ],
)
def test_a_schema_finds_what_is_wrong(kursk: Case, change: dict[str, Any], path: str) -> None:
    data = kursk.annotation.model_dump(mode="json")
    data["attributions"][0] |= change
    assert complaints("annotation", data) == [path]


def test_every_field_of_a_case_is_described() -> None:
    found = [
        each
        for each in [*vars(models).values(), Quote]
        if isinstance(each, type) and issubclass(each, BaseModel) and each is not BaseModel
    ]
    undescribed = [
        f"{model.__name__}.{name}"
        for model in found
        for name, info in model.model_fields.items()
        if not info.description
    ]
    assert undescribed == []

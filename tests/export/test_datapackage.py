"""The description of the exported files: valid after its profile, and true."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from frictionless import validate
from hypothesis import given

from tests.conftest import ROOT
from tests.made_cases import made_cases, unhurried
from whosays import Case
from whosays.export import jsonld
from whosays.export.datapackage import datapackage
from whosays.export.files import export_case, render
from whosays.tables.columns import data_dictionary
from whosays.tables.frames import TABLES

pytestmark = pytest.mark.deep

STANDARDS = ROOT / "tests" / "standards"


def test_the_data_package_is_valid_after_the_published_profile(files: dict[str, bytes]) -> None:
    profile = json.loads((STANDARDS / "datapackage-2.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(profile)
    package = json.loads(files["datapackage.json"])
    assert [e.json_path for e in jsonschema.Draft7Validator(profile).iter_errors(package)] == []


def test_it_says_the_truth_about_its_files(exported: Path) -> None:
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    for each in (*package["resources"], *package["jsonSchemas"]):
        content = (exported / each["path"]).read_bytes()
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    report = validate(str(exported / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    assert len(report.tasks) == len(TABLES) + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("attributions.csv", '"p1s1","putin"', '"p1s1","poutine"', "foreign-key"),
        ("attributions.csv", '"reported"', '"rumoured"', "constraint-error"),
        ("claims.csv", '"c02"', '"c01"', "primary-key"),
        ("estimates.csv", '"2024-10-10"', '"2024-13-10"', "type-error"),
    ],
)
def test_what_does_not_fit_its_description_is_found(
    exported: Path, file: str, old: str, new: str, found: str
) -> None:
    path = exported / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert found in {
        kind for (kind,) in validate(str(exported / "datapackage.json")).flatten(["type"])
    }


@unhurried(10)
@given(made_cases)
def test_the_data_package_of_any_case_is_valid(
    tmp_path_factory: pytest.TempPathFactory, case: Case
) -> None:
    folder = tmp_path_factory.mktemp("made")
    export_case(case, folder)
    assert validate(str(folder / "datapackage.json")).flatten(["title", "message"]) == []


def test_the_data_dictionary_has_every_column_of_the_data_package(
    kursk: Case, files: dict[str, bytes]
) -> None:
    package = json.loads(files["datapackage.json"])
    described = [
        (each["name"], column["name"], column["type"], column["description"])
        for each in package["resources"]
        if each["name"] in TABLES
        for column in each["schema"]["fields"]
    ]
    shown = data_dictionary(kursk)[["table", "column", "type", "description"]]
    assert list(shown.itertuples(index=False, name=None)) == described


def test_everything_that_quotes_says_that_the_quotation_is_not_licensed(
    files: dict[str, bytes],
) -> None:
    package = json.loads(files["datapackage.json"])
    document = json.loads(files["annotation.jsonld"])
    for text in (package["description"], package["rights"], document["dc:rights"]["en"]):
        assert "quoted from the article are not ours and are excluded" in text
    assert "not covered" in document["whosays:article"]["dc:rights"]["en"]
    rights = {each["name"]: each.get("rights", "") for each in package["resources"]}
    assert {name for name, text in rights.items() if text} == {
        *("sentences", "attributions", "author_voice", "claims", "relations", "framing"),
        *("estimates", "coverage", "annotation"),
    }
    assert rights["attributions"].endswith("excluded from the licence: cue, content, mention.")
    assert rights["coverage"].endswith("other outlets and excluded from the licence: wording.")
    assert all(each["licenses"][0]["name"] == "CC-BY-4.0" for each in package["resources"])


def test_it_says_that_texts_stand_as_they_were_written(files: dict[str, bytes]) -> None:
    """A proposition may begin with "=": data keep it, and who opens a table has to know."""
    assert "import the columns as text" in json.loads(files["datapackage.json"])["description"]


def test_an_article_with_a_licence_of_its_own_is_under_that(kursk: Case, asem: Case) -> None:
    """Of a text that may be passed on nothing says that it may not, and of another all does."""
    package, document = datapackage(asem, {}), jsonld.to_jsonld(asem)
    licence = asem.article.licence
    assert licence is not None
    for text in (package["description"], package["rights"], document["dc:rights"]["en"]):
        assert f"under a licence of their own, wherever they stand: {licence.title}" in text
        assert "article are not ours" not in text
    rights = {each["name"]: each.get("rights", "") for each in resources(asem)}
    assert rights["attributions"].endswith(
        f"its own licence, {licence.title} ({licence.url}): cue, content, mention."
    )
    assert document["whosays:article"]["rights"] == licence.url
    assert "rights" not in jsonld.to_jsonld(kursk)["whosays:article"]


def resources(case: Case) -> list[dict[str, Any]]:
    """What the descriptor says of each file of a case."""
    found: list[dict[str, Any]] = json.loads(render(case)["datapackage.json"])["resources"]
    return found


def test_a_text_that_may_be_passed_on_is_among_the_files_and_no_other_is(
    files: dict[str, bytes], asem: Case, tmp_path: Path
) -> None:
    assert "article.txt" not in files
    assert render(asem)["article.txt"] == (asem.folder / "article.txt").read_bytes()
    (text,) = (each for each in resources(asem) if each["path"] == "article.txt")
    assert [licence["name"] for licence in text["licenses"]] == ["CC-BY-2.5"]
    assert "Wikinews authors" in text["rights"]
    export_case(asem, tmp_path / "out")
    report = validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []

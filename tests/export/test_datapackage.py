"""The description of the exported files: valid after its profile, and true."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest
from frictionless import validate
from hypothesis import given

from tests.conftest import ROOT
from tests.made_cases import made_cases, unhurried
from whosays import Case
from whosays.export.files import export_case
from whosays.tables.columns import data_dictionary
from whosays.tables.frames import TABLES

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

"""What is exported is valid after published standards, complete, and reads back as it was."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
import yaml
from click.testing import CliRunner
from frictionless import validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright
from pydantic import BaseModel
from pyld import jsonld
from rdflib import namespace

from tests.conftest import KURSK, ROOT
from tests.export.jsonld_back import read_document, read_jsonld
from tests.made_cases import folders, read_made
from tools.browsers import launch
from whosays import Case, CaseError, read_case
from whosays.case import annotation as whosays_models
from whosays.case.annotation import CoverageRow, Estimate
from whosays.case.read import read_rows
from whosays.case.spans import Span
from whosays.cli import main
from whosays.export.files import export_case, read_tables, render
from whosays.export.jsonld import dump_jsonld, to_jsonld
from whosays.export.jsonld_terms import ANNO_CONTEXT, NAMESPACE, article_iri
from whosays.export.schemas import schemas
from whosays.tables.columns import all_columns, columns, data_dictionary
from whosays.tables.frames import TABLES

STANDARDS = ROOT / "tests" / "standards"
OA = "http://www.w3.org/ns/oa#"
made_cases = folders().map(read_made)


def unhurried(examples: int) -> settings:
    """Settings for tests whose examples are whole cases."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.fixture(scope="session")
def files(kursk: Case) -> dict[str, bytes]:
    return render(kursk)


@pytest.fixture
def exported(kursk: Case, tmp_path: Path) -> Path:
    export_case(kursk, tmp_path / "out")
    return tmp_path / "out"


def entries(node: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object, from outside to inside."""
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from entries(each)


# --- what is there ----------------------------------------------------------------------------


def test_every_promised_file_is_written(exported: Path) -> None:
    found = {path.relative_to(exported).as_posix() for path in exported.rglob("*.*")}
    tables = {f"{name}.csv" for name in TABLES}
    described = {f"schemas/{name}.schema.json" for name in schemas()}
    assert found == tables | described | {"annotation.jsonld", "datapackage.json"}
    assert set(schemas()) == {"article", "annotation", "estimate", "coverage", "quiz"}


def test_the_same_case_gives_the_same_bytes_in_any_process(files: dict[str, bytes]) -> None:
    program = (
        "import hashlib; from whosays import read_case; from whosays.export.files import render\n"
        f"for name, data in render(read_case({str(KURSK)!r})).items():\n"
        "    print(name, hashlib.sha256(data).hexdigest())"
    )
    expected = [f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in files.items()]
    run = subprocess.run(  # noqa: S603 - this Python, with a program from above
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines() == expected


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


# --- columns ----------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_no_other(kursk: Case, table: str) -> None:
    described = columns(table)
    assert [column.name for column in described] == list(TABLES[table](kursk, "en"))
    assert all(column.description for column in described)


def test_no_description_is_left_over() -> None:
    text = (ROOT / "src" / "whosays" / "columns.yml").read_text(encoding="utf-8")
    written = yaml.safe_load(text)
    assert set(written) == set(TABLES)
    for table, texts in written.items():
        assert set(texts["columns"]) <= {column.name for column in columns(table)}


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_of_the_kind_that_its_column_says(kursk: Case, table: str) -> None:
    frame = TABLES[table](kursk, "en")
    for column in columns(table):
        cells = [cell for cell in frame[column.name] if cell != "" and not pd.isna(cell)]
        assert not column.required or len(cells) == len(frame), column
        assert not column.allowed or set(cells) <= set(column.allowed), column
        assert not column.pattern or all(re.fullmatch(column.pattern, str(c)) for c in cells)
        assert column.minimum is None or all(cell >= column.minimum for cell in cells)


def test_the_data_dictionary_has_every_column_of_the_data_package(
    files: dict[str, bytes],
) -> None:
    package = json.loads(files["datapackage.json"])
    described = [
        (each["name"], column["name"], column["type"], column["description"])
        for each in package["resources"]
        if each["name"] in TABLES
        for column in each["schema"]["fields"]
    ]
    shown = data_dictionary()[["table", "column", "type", "description"]]
    assert list(shown.itertuples(index=False, name=None)) == described
    assert len(described) == len(list(all_columns()))


# --- JSON Schemas -----------------------------------------------------------------------------


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
        ({"bare": {"de": "Ohne Englisch."}}, "$.attributions[0].bare"),
    ],
)
def test_a_schema_finds_what_is_wrong(kursk: Case, change: dict[str, Any], path: str) -> None:
    data = kursk.annotation.model_dump(mode="json")
    data["attributions"][0] |= change
    assert complaints("annotation", data) == [path]


def test_every_field_of_a_case_is_described() -> None:
    found = [
        each
        for each in vars(whosays_models).values()
        if isinstance(each, type) and issubclass(each, BaseModel) and each is not BaseModel
    ]
    undescribed = [
        f"{model.__name__}.{name}"
        for model in found
        for name, info in model.model_fields.items()
        if not info.description
    ]
    assert undescribed == []


# --- data package -----------------------------------------------------------------------------


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


# --- linked data ------------------------------------------------------------------------------


@cache
def published_context() -> dict[str, Any]:
    text = (STANDARDS / "web-annotation-terms.jsonld").read_text(encoding="utf-8")
    context: dict[str, Any] = json.loads(text)
    return context


def offline(url: str, _options: object = None) -> dict[str, Any]:
    assert url == ANNO_CONTEXT, f"{url} would be fetched"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": published_context(),
    }


@pytest.fixture(scope="session")
def expanded(kursk: Case) -> dict[str, Any]:
    (node,) = jsonld.expand(to_jsonld(kursk), {"documentLoader": offline})
    return dict(node)


def of_type(node: Any, iri: str) -> list[dict[str, Any]]:
    return [each for each in entries(node) if iri in each.get("@type", ())]


def test_every_annotation_has_what_the_recommendation_asks_for(
    kursk: Case, expanded: dict[str, Any]
) -> None:
    annotation = kursk.annotation
    found = of_type(expanded, f"{OA}Annotation")
    lists = (annotation.sentences, annotation.attributions, annotation.author_voice)
    assert len(found) == sum(map(len, (*lists, annotation.framing)))
    assert len({each["@id"] for each in found}) == len(found)
    for each in found:
        assert each[f"{OA}hasTarget"]
        assert each[f"{OA}hasBody"]
        assert len(each[f"{OA}motivatedBy"]) == 1


def test_every_selector_selects_the_article(kursk: Case, expanded: dict[str, Any]) -> None:
    source = article_iri(kursk.article.sha256)
    found = of_type(expanded, f"{OA}SpecificResource")
    assert len(found) > 100
    for each in found:
        assert each[f"{OA}hasSource"] == [{"@id": source}]
        quote, position = each[f"{OA}hasSelector"]
        assert quote["@type"] == [f"{OA}TextQuoteSelector"]
        assert position["@type"] == [f"{OA}TextPositionSelector"]
        start, end = position[f"{OA}start"][0], position[f"{OA}end"][0]
        assert start["@type"] == "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
        exact = quote[f"{OA}exact"][0]["@value"]
        assert kursk.text[start["@value"] : end["@value"]] == exact
        whole = "".join(quote[f"{OA}{part}"][0]["@value"] for part in ("prefix", "exact", "suffix"))
        assert kursk.text.count(whole) == 1


def test_no_key_is_lost_when_it_is_expanded(kursk: Case) -> None:
    document = to_jsonld(kursk)
    published, own = published_context()["@context"], document.pop("@context")[1]
    languages = re.compile("[a-z]{2,3}")
    keys = {key for each in entries(document) for key in each if not languages.fullmatch(key)}
    plain = {key for key in keys if ":" not in key}
    assert plain <= set(published)
    prefixes = {key.partition(":")[0] for key in keys - plain}
    assert prefixes <= {*own, *published}
    assert set(own) - {"whosays", "case"} <= keys | {"whosays:translated"}


def test_own_terms_are_fields_of_the_models(kursk: Case) -> None:
    fields = {
        name
        for model in vars(whosays_models).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name in model.model_fields
    }
    of_the_document = {
        *("offsets", "article", "start_utf16", "end_utf16", "as_written", "quoted"),
        *("translated_cue", "translated_content"),
    }
    document = to_jsonld(kursk)
    del document["@context"]
    keys = {key for each in entries(document) for key in each if key.startswith("whosays:")}
    assert {key.removeprefix("whosays:") for key in keys} <= fields | of_the_document


def test_terms_of_schema_org_exist_and_none_gives_a_verdict(
    kursk: Case, files: dict[str, bytes], expanded: dict[str, Any]
) -> None:
    text = files["annotation.jsonld"].decode("utf-8")
    used = set(re.findall(r'"schema:(\w+)"', text))
    assert {"Claim", "QuantitativeValue", "Person", "GovernmentOrganization"} <= used
    assert all(term in namespace.SDO for term in used)
    assert not re.search("ClaimReview|rating|verdict|truth", text, re.IGNORECASE)
    claims = of_type(expanded, "http://schema.org/Claim")
    assert [each["@id"].rpartition("/")[2] for each in claims] == list(kursk.claims)


def test_the_context_names_own_terms_in_a_namespace_of_their_own(kursk: Case) -> None:
    address, own = to_jsonld(kursk)["@context"]
    assert address == ANNO_CONTEXT
    assert own["whosays"] == NAMESPACE
    assert not re.search("https?:", json.dumps(own))


# --- there and back ---------------------------------------------------------------------------


def assert_same(case: Case) -> None:
    document = read_document(dump_jsonld(case))
    assert document.annotation == case.annotation
    assert document.spans == case.spans
    assert document.sentences == {name: each.span for name, each in case.sentences.items()}


def test_the_linked_data_read_back_give_the_same_annotation(kursk: Case, exported: Path) -> None:
    assert_same(kursk)
    assert read_jsonld(exported / "annotation.jsonld") == kursk.annotation
    assert read_jsonld(str(exported / "annotation.jsonld")) == kursk.annotation


@unhurried(100)
@given(made_cases)
def test_any_case_survives_the_way_there_and_back(case: Case) -> None:
    assert_same(case)


def assert_tables(case: Case, folder: Path) -> None:
    for name, frame in read_tables(folder).items():
        expected = TABLES[name](case, "en").reindex(columns=list(frame.columns))
        pd.testing.assert_frame_equal(frame, expected, check_dtype=False)
    sentences = read_tables(folder)["sentences"]
    for row in sentences.itertuples():
        assert case.text[row.start : row.end] == row.text


def test_the_tables_read_back_are_the_same(kursk: Case, exported: Path) -> None:
    assert_tables(kursk, exported)
    for model, name, rows in (
        (Estimate, "estimates.csv", kursk.estimates),
        (CoverageRow, "coverage.csv", kursk.coverage),
    ):
        assert read_rows(model, (exported / name).read_text(encoding="utf-8"), name) == rows


@unhurried(30)
@given(made_cases)
def test_the_tables_of_any_case_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, case: Case
) -> None:
    folder = tmp_path_factory.mktemp("made")
    export_case(case, folder)
    assert_tables(case, folder)


@unhurried(10)
@given(made_cases)
def test_the_data_package_of_any_case_is_valid(
    tmp_path_factory: pytest.TempPathFactory, case: Case
) -> None:
    folder = tmp_path_factory.mktemp("made")
    export_case(case, folder)
    assert validate(str(folder / "datapackage.json")).flatten(["title", "message"]) == []


# --- JavaScript -------------------------------------------------------------------------------

SELECT = """({ text, places }) => {
  const points = Array.from(text);
  return places.map(({ start, end, start_utf16, end_utf16 }) => [
    text.slice(start_utf16, end_utf16),
    points.slice(start, end).join(""),
  ]);
}"""

Run = Callable[[Any], Any]


@pytest.fixture(scope="module")
def javascript() -> Iterator[Run]:
    """:data:`SELECT` in Node.js where there is one, else in the browser of the other tests."""
    node = shutil.which("node")
    if node is None:
        with sync_playwright() as playwright, launch(playwright) as browser:
            page = browser.new_page()
            yield lambda data: page.evaluate(SELECT, data)
        return
    program = (
        'const data = JSON.parse(require("fs").readFileSync(0, "utf8"));'
        f"process.stdout.write(JSON.stringify(({SELECT})(data)));"
    )

    def run(data: Any) -> Any:
        done = subprocess.run(  # noqa: S603 - Node.js, with a program from above
            [node, "-e", program],
            input=json.dumps(data).encode("utf-8"),
            capture_output=True,
            check=True,
        )
        return json.loads(done.stdout)

    yield run


def assert_same_in_javascript(case: Case, javascript: Run) -> None:
    selectors = [
        {each["type"]: each for each in resource["selector"]}
        for resource in entries(json.loads(dump_jsonld(case)))
        if resource.get("type") == "SpecificResource"
    ]
    places = [
        {key.removeprefix("whosays:"): value for key, value in each["TextPositionSelector"].items()}
        for each in selectors
    ]
    words = [each["TextQuoteSelector"]["exact"] for each in selectors]
    selected = javascript({"text": case.text, "places": places})
    assert selected == [[exact, exact] for exact in words]


def test_javascript_selects_the_same_words(kursk: Case, javascript: Run) -> None:
    assert_same_in_javascript(kursk, javascript)


@unhurried(15)
@given(made_cases)
def test_javascript_selects_the_same_words_among_any_characters(
    javascript: Run, case: Case
) -> None:
    assert_same_in_javascript(case, javascript)


# --- what goes wrong --------------------------------------------------------------------------

BROKEN = {
    "text that is no JSON": lambda document: "{" + document[:50],
    "a list": lambda _: "{}",
    "no items": lambda document: document.replace('"items"', '"things"'),
    "a selector without offsets": lambda document: document.replace('"start": ', '"begin": ', 1),
    "a value outside the vocabulary": lambda document: document.replace(
        '"whosays:mood": "none"', '"whosays:mood": "subjunctive"', 1
    ),
    "a field that is not known": lambda document: document.replace(
        '"whosays:mood": "none"', '"whosays:mood": "none", "whosays:truth": 1', 1
    ),
    "a claim that names a source": lambda document: document.replace(
        '"whosays:from_claim": "case:claims/', '"whosays:from_claim": "case:sources/', 1
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_document_of_another_form_is_refused_with_a_reason(kursk: Case, name: str) -> None:
    broken = BROKEN[name](dump_jsonld(kursk))
    with pytest.raises(CaseError) as error:
        read_jsonld(broken)
    for problem in error.value.problems:
        assert problem.file == "annotation.jsonld"
        assert problem.problem.endswith(".")
        assert problem.remedy.endswith(".")


@pytest.mark.parametrize("name", ["nowhere.jsonld", "", "\0"])
def test_a_document_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        read_jsonld(name)


odd_values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just([]), st.just({})
)


@unhurried(200)
@given(data=st.data())
def test_no_mutation_of_a_document_ends_in_a_traceback(
    files: dict[str, bytes], data: st.DataObject
) -> None:
    document = json.loads(files["annotation.jsonld"])
    node: Any = document
    for _ in range(data.draw(st.integers(0, 8))):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        inside = [key for key in keys if isinstance(node[key], (dict, list)) and node[key]]
        if not inside:
            break
        node = node[data.draw(st.sampled_from(inside))]
    key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
    if data.draw(st.booleans()):
        del node[key]
    else:
        node[key] = data.draw(odd_values)
    with contextlib.suppress(CaseError):
        read_jsonld(json.dumps(document))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: path.write_bytes(b"\xff"), "cannot be read"),
        (lambda path: path.write_text("a,b\n1,2\n", encoding="utf-8"), "columns are not those"),
        (lambda path: path.write_text("", encoding="utf-8"), "cannot be read"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(
    exported: Path, change: Callable[[Path], object], message: str
) -> None:
    change(exported / "claims.csv")
    with pytest.raises(CaseError, match=message) as error:
        read_tables(exported)
    assert error.value.problems[0].file == "claims.csv"


def test_a_number_that_is_none_is_named(exported: Path) -> None:
    path = exported / "claims.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("12000.0", '"many"', 1), encoding="utf-8")
    with pytest.raises(CaseError, match="does not fit"):
        read_tables(exported)


def run_export(folder: Path) -> Any:
    return CliRunner().invoke(main, ["export", str(KURSK), "--to", str(folder)])


def test_the_command_names_every_file(tmp_path: Path, files: dict[str, bytes]) -> None:
    result = run_export(tmp_path / "new" / "folder")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == len(files)


def in_a_file(folder: Path) -> Path:
    (folder / "file").write_text("", encoding="utf-8")
    return folder / "file" / "out"


def with_a_folder_in_the_way(folder: Path) -> Path:
    (folder / "annotation.jsonld").mkdir()
    return folder


@pytest.mark.parametrize("place", [in_a_file, with_a_folder_in_the_way, lambda f: f / ("x" * 300)])
def test_a_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    result = run_export(place(tmp_path))
    assert result.exit_code == 1
    assert "cannot be written to" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


def test_a_line_break_in_a_quotation_keeps_its_place(folder: Path) -> None:
    """The article breaks a line where the annotation has a space: both come back as they were."""
    text = (folder / "article.txt").read_bytes().decode("utf-8")
    broken = text.replace("Es handle sich um", "Es handle\r\nsich um")
    (folder / "article.txt").write_bytes(broken.encode("utf-8"))
    path = folder / "article.yml"
    old = hashlib.sha256(text.encode("utf-8")).hexdigest()
    new = hashlib.sha256(broken.encode("utf-8")).hexdigest()
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    case = read_case(folder)
    resource = next(
        each
        for each in entries(to_jsonld(case))
        if each.get("id") == "case:attributions/a07/content/1" and "selector" in each
    )
    assert resource["selector"][0]["exact"].startswith("Es handle\r\nsich um")
    assert resource["whosays:as_written"].startswith("Es handle sich um")
    assert isinstance(case.spans["a07", "content"][0], Span)
    assert_same(case)

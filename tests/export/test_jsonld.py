"""The linked data: W3C Web Annotations that are complete, select the article, and read back."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from pydantic import BaseModel
from pyld import jsonld as pyld
from rdflib import namespace

from tests.conftest import ROOT
from tests.export.conftest import entries
from tests.export.jsonld_back import read_document
from tests.made_cases import made_cases, unhurried
from whosays import Case, read_case
from whosays.case import annotation as models
from whosays.case.records import Quote
from whosays.case.spans import Span
from whosays.export import jsonld
from whosays.export.jsonld_terms import ANNO_CONTEXT, NAMESPACE, article_iri

STANDARDS = ROOT / "tests" / "standards"
OA = "http://www.w3.org/ns/oa#"


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
    (node,) = pyld.expand(jsonld.to_jsonld(kursk), {"documentLoader": offline})
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
    document = jsonld.to_jsonld(kursk)
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
        for model in [*vars(models).values(), Quote]
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name in model.model_fields
    }
    of_the_document = {
        *("offsets", "article", "start_utf16", "end_utf16", "as_written", "quoted"),
        *("translated_cue", "translated_content"),
    }
    document = jsonld.to_jsonld(kursk)
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
    address, own = jsonld.to_jsonld(kursk)["@context"]
    assert address == ANNO_CONTEXT
    assert own["whosays"] == NAMESPACE
    assert not re.search("https?:", json.dumps(own))


# --- there and back ---


def assert_same(case: Case) -> None:
    document = read_document(jsonld.files(case)[jsonld.FILE])
    assert document.annotation == case.annotation
    assert document.spans == case.spans
    assert document.sentences == {name: each.span for name, each in case.sentences.items()}


def test_the_linked_data_read_back_give_the_same_annotation(kursk: Case) -> None:
    assert_same(kursk)


@unhurried(100)
@given(made_cases)
def test_any_case_survives_the_way_there_and_back(case: Case) -> None:
    assert_same(case)


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
        for each in entries(jsonld.to_jsonld(case))
        if each.get("id") == "case:attributions/a07/content/1" and "selector" in each
    )
    assert resource["selector"][0]["exact"].startswith("Es handle\r\nsich um")
    assert resource["whosays:as_written"].startswith("Es handle sich um")
    assert isinstance(case.spans["a07", "content"][0], Span)
    assert_same(case)


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
def javascript(request: pytest.FixtureRequest) -> Run:
    """:data:`SELECT` in Node.js where there is one, else in the browser of the other tests."""
    node = shutil.which("node")
    if node is None:
        page = request.getfixturevalue("browser").new_page()
        return lambda data: page.evaluate(SELECT, data)
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

    return run


def assert_same_in_javascript(case: Case, javascript: Run) -> None:
    selectors = [
        {each["type"]: each for each in resource["selector"]}
        for resource in entries(jsonld.to_jsonld(case))
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

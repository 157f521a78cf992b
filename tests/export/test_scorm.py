"""A lesson as a SCORM package: its manifest, and what it says of the questions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from tests.export.questions import collected, whole
from tests.samples import ITEMS
from whosays import Case
from whosays.export.scorm import LONGEST, VERSIONS, manifest, right, script


@pytest.mark.parametrize("version", VERSIONS)
def test_the_manifest_leads_to_the_page_and_lists_the_files(version: str) -> None:
    files = ["book/en/a.html", "_static/a&b.js"]
    made = etree.fromstring(manifest(version, "a", "“A” & <b>", files[0], files))
    called = VERSIONS[version]
    assert made.findtext(".//{*}schemaversion") == called.edition
    assert {each.tag.partition("}")[0] for each in made} == {f"{{{called.packaging}"}
    assert {each.text for each in made.iterfind(".//{*}title")} == {"“A” & <b>"}
    (resource,) = made.iterfind(".//{*}resource")
    assert [each.get("href") for each in resource] == files
    assert resource.get("href") == files[0]
    assert resource.get(f"{{{called.adl}}}{called.kind}") == "sco"
    (item,) = made.iterfind(".//{*}item")
    assert item.get("identifierref") == resource.get("identifier")


def test_a_platform_of_2004_takes_nobody_for_done_who_is_not() -> None:
    made = etree.fromstring(manifest("2004", "a", "A", "a.html", ["a.html"]))
    (item,) = made.iterfind(".//{*}item")
    found = made.iterfind(".//{*}sequencing/*")
    assert {each.tag.partition("}")[2]: dict(each.attrib) for each in found} == {
        "deliveryControls": {"completionSetByContent": "true", "objectiveSetByContent": "true"},
        "controlMode": {"choice": "true", "flow": "true"},
    }
    assert item.find("{*}sequencing/{*}deliveryControls") is not None


def test_what_is_said_to_be_right_gets_every_point(kursk: Case, asem: Case) -> None:
    asked = [each for case in (kursk, asem) for each in whole(case).questions]
    scored = [each for each in asked if each.model.scored]
    assert {each.kind for each in asked} - {each.kind for each in scored} == {"reflect"}
    assert [each.id for each in scored if each.model.points(each.made, right(each)) != 1] == []


def lesson(count: int | None = None, version: str = "1.2") -> dict[str, Any]:
    made = script(collected(ITEMS).questions[:count], version).decode()
    found: dict[str, Any] = json.loads(made.partition("lesson = ")[2].rstrip(";\n"))
    return found


def test_a_page_is_told_which_questions_nobody_scores() -> None:
    questions = lesson()["questions"]
    assert [each["id"] for each in questions if not each["closed"]] == ["sample-reflect"]
    assert {"right" in each for each in questions if each["closed"]} == {True}


def test_words_to_mark_are_told_with_the_places_that_are_kept() -> None:
    (mark,) = (each for each in lesson()["questions"] if "words" in each["fits"])
    assert len(mark["words"]) == mark["fits"]["words"]


def test_another_list_of_questions_is_another_edition() -> None:
    assert lesson()["edition"] == lesson()["edition"]
    assert lesson()["edition"] != lesson(-1)["edition"]


def test_what_is_kept_holds_for_the_same_questions_in_each_version() -> None:
    one, other = lesson(), lesson(version="2004")
    assert (one["scorm"], other["scorm"]) == ("1.2", "2004")
    assert one["edition"] == other["edition"]


def test_a_platform_of_2004_is_told_what_is_asked_and_what_is_close(kursk: Case) -> None:
    asked = whole(kursk).questions
    made = script(asked, "2004").decode()
    told = json.loads(made.partition("lesson = ")[2].rstrip(";\n"))["questions"]
    assert {0 < len(each["asks"]) <= LONGEST for each in told} == {True}
    assert not any("\n" in each["asks"] or "<" in each["asks"] for each in told)
    close = {each["id"]: each["close"] for each in told if "close" in each}
    assert close == {
        each.id: [each.made["low"], each.made["high"]] for each in asked if each.kind == "estimate"
    }
    assert len(close) > 0
    assert not any("asks" in each for each in lesson()["questions"])

"""A lesson as a SCORM package: its manifest, and what it says of the questions."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from tests.export.questions import collected, whole
from tests.samples import ITEMS
from whosays import Case
from whosays.export.scorm import manifest, right, script


def test_the_manifest_leads_to_the_page_and_lists_the_files() -> None:
    files = ["book/en/a.html", "_static/a&b.js"]
    made = etree.fromstring(manifest("a", "“A” & <b>", files[0], files))
    assert made.findtext(".//{*}schemaversion") == "1.2"
    assert {each.text for each in made.iterfind(".//{*}title")} == {"“A” & <b>"}
    (resource,) = made.iterfind(".//{*}resource")
    assert [each.get("href") for each in resource] == files
    assert resource.get("href") == files[0]
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    (item,) = made.iterfind(".//{*}item")
    assert item.get("identifierref") == resource.get("identifier")


def test_what_is_said_to_be_right_gets_every_point(kursk: Case, asem: Case) -> None:
    asked = [each for case in (kursk, asem) for each in whole(case).questions]
    scored = [each for each in asked if each.model.scored]
    assert {each.kind for each in asked} - {each.kind for each in scored} == {"reflect"}
    assert [each.id for each in scored if each.model.points(each.made, right(each)) != 1] == []


def lesson(count: int | None = None) -> dict[str, Any]:
    made = script(collected(ITEMS).questions[:count]).decode()
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

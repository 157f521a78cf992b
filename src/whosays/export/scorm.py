"""A lesson as a SCORM package: its manifest, and what a platform is told of its questions.

The page in it is the site's (:mod:`whosays.site.packages`), which has to be built first: so the
command writes none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from whosays.case.items import Made
from whosays.views.portable import Question, plain
from whosays.words.said import inline

MANIFEST = "imsmanifest.xml"
QUESTIONS = "lesson.js"
"""Says which questions the page has: a script, since from a folder no JSON can be fetched."""
LONGEST = 250
"""So many characters of what a question asks a platform has to take."""


class Version(NamedTuple):
    """What the manifest of a version of SCORM calls things.

    ``packaging`` and ``adl`` are its namespaces; ``kind`` is the attribute that says which resource
    speaks to a platform; ``of_item`` and ``of_all`` are said of the page and of the whole besides.
    ``asks`` is whether a platform is told what a question asks.
    """

    edition: str
    packaging: str
    adl: str
    kind: str
    of_item: Markup = Markup()
    of_all: Markup = Markup()
    asks: bool = False


VERSIONS = {
    "1.2": Version(
        edition="1.2",
        packaging="http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        adl="http://www.adlnet.org/xsd/adlcp_rootv1p2",
        kind="scormtype",
    ),
    "2004": Version(
        edition="2004 4th Edition",
        packaging="http://www.imsglobal.org/xsd/imscp_v1p1",
        adl="http://www.adlnet.org/xsd/adlcp_v1p3",
        kind="scormType",
        # Else a platform takes who leaves for one who has passed.
        of_item=Markup(
            """        <sequencing xmlns="http://www.imsglobal.org/xsd/imsss">
          <deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </sequencing>
"""
        ),
        # Else a platform that is told to start would not know where.
        of_all=Markup(
            """      <sequencing xmlns="http://www.imsglobal.org/xsd/imsss">
        <controlMode choice="true" flow="true"/>
      </sequencing>
"""
        ),
        asks=True,
    ),
}
"""The versions of SCORM that a lesson has packages for, by what their files are called."""

_MANIFEST = Markup(
    """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="whosays-{name}" version="1" xmlns="{version.packaging}"
  xmlns:adlcp="{version.adl}">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>{version.edition}</schemaversion>
  </metadata>
  <organizations default="lesson">
    <organization identifier="lesson">
      <title>{title}</title>
      <item identifier="page" identifierref="files">
        <title>{title}</title>
{version.of_item}      </item>
{version.of_all}    </organization>
  </organizations>
  <resources>
    <resource identifier="files" type="webcontent" adlcp:{version.kind}="sco" href="{start}">
{files}    </resource>
  </resources>
</manifest>
"""
)
_FILE = Markup('      <file href="{}"/>\n')


def manifest(version: str, name: str, title: str, start: str, files: Iterable[str]) -> bytes:
    """What tells a platform which page to open (``start``) and which files belong to it."""
    listed = Markup("").join(_FILE.format(file) for file in files)
    text = _MANIFEST.format(
        version=VERSIONS[version], name=name, title=title, start=start, files=listed
    )
    return text.encode("utf-8")


def script(asked: Iterable[Question], version: str) -> bytes:
    """The questions of a page, as ``scorm.js`` wants them for a version of SCORM.

    What a platform keeps is by places in these lists: it holds for this ``edition`` of them.
    """
    asked = list(asked)
    questions = [_told(each) for each in asked]
    said = json.dumps(questions, ensure_ascii=False, separators=(",", ":"))
    if VERSIONS[version].asks:
        questions = [told | _more(each) for told, each in zip(questions, asked, strict=True)]
    lesson = {
        "scorm": version,
        "edition": hashlib.sha256(said.encode()).hexdigest()[:8],
        "questions": questions,
    }
    text = json.dumps(lesson, ensure_ascii=False, separators=(",", ":"))
    return f"(window.whosays ??= {{}}).lesson = {text};\n".encode()


def _told(question: Question) -> dict[str, Any]:
    made, model = question.made, question.model
    fits = {name: value for name, value in made["fits"].items() if name not in _FORMER}
    told = {"id": question.id, "closed": model.scored, "fits": fits}
    if model.scored:
        told["right"] = right(question)
    if "words" in fits:
        parts = made["passage"]["text"]
        told["words"] = [word for part in parts for word in part["text"].split()]
    return told


def _more(question: Question) -> dict[str, Any]:
    """What is asked, in one line, and from where to where a number is close."""
    made = question.made
    asks = " ".join(plain(inline(made["prompt"]), question.words).split())[:LONGEST]
    return {"asks": asks} | ({"close": [made["low"], made["high"]]} if "low" in made else {})


_FORMER = ("former", "renamed")
"""What readers of the site have stored under other names: no platform has."""


def right(question: Question) -> Any:
    """A choice that is wholly right, as the book keeps one; KeyError where nothing is."""
    return _RIGHT[question.kind](question.made)


_RIGHT: dict[str, Callable[[Made], Any]] = {
    "single": lambda made: next(each["id"] for each in made["options"] if each["correct"]),
    "multiple": lambda made: [each["id"] for each in made["options"] if each["correct"]],
    "classify": lambda made: {each["id"]: each["category"] for each in made["statements"]},
    "match": lambda made: {each["left"]: each["right"] for each in made["pairs"]},
    "order": lambda made: made["right"],
    "mark": lambda made: sorted({n for each in made["targets"] for n in each["positions"]}),
    "estimate": lambda made: made["answer"],
}

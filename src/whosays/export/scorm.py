"""A lesson as a SCORM 1.2 package: its manifest, and what a platform is told of its questions.

The page in it is the site's (:mod:`whosays.site.packages`), which has to be built first: so the
command writes none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from whosays.case.items import Made
from whosays.views.portable import Question

MANIFEST = "imsmanifest.xml"
QUESTIONS = "lesson.js"
"""Says which questions the page has: a script, since from a folder no JSON can be fetched."""

_MANIFEST = Markup(
    """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="whosays-{name}" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="lesson">
    <organization identifier="lesson">
      <title>{title}</title>
      <item identifier="page" identifierref="files">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="files" type="webcontent" adlcp:scormtype="sco" href="{start}">
{files}    </resource>
  </resources>
</manifest>
"""
)
_FILE = Markup('      <file href="{}"/>\n')


def manifest(name: str, title: str, start: str, files: Iterable[str]) -> bytes:
    """What tells a platform which page to open (``start``) and which files belong to it."""
    listed = Markup("").join(_FILE.format(file) for file in files)
    text = _MANIFEST.format(name=name, title=title, start=start, files=listed)
    return text.encode("utf-8")


def script(asked: Iterable[Question]) -> bytes:
    """The questions of a page, as ``scorm.js`` wants them.

    What a platform keeps is by places in these lists: it holds for this ``edition`` of them.
    """
    questions = [_told(each) for each in asked]
    said = json.dumps(questions, ensure_ascii=False, separators=(",", ":"))
    lesson = {
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

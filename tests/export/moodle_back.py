"""Moodle's importer in small: what becomes of a file of Moodle XML there.

Written after ``question/format/xml/format.php`` and the types *multianswer* and *gapselect* of
Moodle 4: its regular expressions, and the order in which it takes entities and backslashes away.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

# Python's look-behind has one length; Moodle's is (?<!\\|&|&amp;).
_ANSWER = r".+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$)"
_FEEDBACK = r".*?(?<!\\)(?=[~}]|$)"
_ALTERNATIVE = rf"(=|%(-?[0-9]+)%)?({_ANSWER})(#({_FEEDBACK}))?"
_KINDS = (
    "NUMERICAL|NM|MULTICHOICE|MC|MULTICHOICE_V|MCV|MULTICHOICE_H|MCH|SHORTANSWER|SA|MW|"
    "SHORTANSWER_C|SAC|MWC|MULTICHOICE_S|MCS|MULTICHOICE_VS|MCVS|MULTIRESPONSE|MR"
)
CLOZE = re.compile(rf"\{{([0-9]*):({_KINDS}):({_ALTERNATIVE}(~{_ALTERNATIVE})*)\}}", re.DOTALL)
_EACH = re.compile(rf"~?{_ALTERNATIVE}", re.DOTALL)
_GAP = re.compile(r"\[\[(\d+)]]")


@dataclass
class Answer:
    text: str
    fraction: float
    feedback: str = ""
    tolerance: float = 0


@dataclass
class Imported:
    """A question as Moodle has it afterwards; every text is HTML but the name."""

    type: str
    name: str
    text: str
    idnumber: str
    tags: list[str]
    category: str
    feedback: str = ""
    answers: list[Answer] = field(default_factory=list)
    parts: list[list[Answer]] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)


def alternatives(text: str) -> list[Answer]:
    """The alternatives of a part, as ``qtype_multianswer_extract_question`` takes them."""
    found: list[Answer] = []
    while match := _EACH.search(text):
        fraction = 1.0 if match[1] == "=" else float(match[2] or 0) / 100
        texts = (html.unescape(match[n] or "") for n in (3, 5))
        answer, feedback = (each.replace(r"\}", "}").replace(r"\#", "#") for each in texts)
        found.append(Answer(answer, fraction, feedback))
        text = text.split(match[0], 1)[1]
    return found


def cloze(text: str) -> tuple[str, list[list[Answer]]]:
    """Text and parts of a question of the type *multianswer*."""
    parts: list[list[Answer]] = []
    while match := CLOZE.search(text):
        parts.append(alternatives(match[3]))
        text = f"{{#{len(parts)}}}".join(text.split(match[0], 1))
    return text, parts


def _text(element: Any, path: str) -> str:
    return (element.findtext(f"{path}/text") or "").strip()


def _answer(element: Any) -> Answer:
    return Answer(
        (element.findtext("text") or "").strip(),
        float(element.get("fraction")) / 100,
        _text(element, "feedback"),
        float(element.findtext("tolerance") or 0),
    )


def imported(content: bytes) -> list[Imported]:
    """All questions of a file."""
    category, found = "", []
    for each in etree.fromstring(content).iter("question"):
        if each.get("type") == "category":
            category = _text(each, "category")
            continue
        question = Imported(
            type=each.get("type"),
            name=_text(each, "name"),
            text=_text(each, "questiontext"),
            idnumber=each.findtext("idnumber"),
            tags=[tag.findtext("text") for tag in each.iterfind("tags/tag")],
            category=category,
            feedback=" ".join(
                _text(each, name) for name in ("generalfeedback", "incorrectfeedback", "graderinfo")
            ),
            answers=[_answer(answer) for answer in each.iterfind("answer")],
            settings={child.tag: child.text or "" for child in each if not len(child)},
        )
        if question.type == "cloze":
            question.text, question.parts = cloze(question.text)
        if question.type == "gapselect":
            question.gaps = [int(number) for number in _GAP.findall(question.text)]
            question.answers = [
                Answer(option.findtext("text"), 0) for option in each.iterfind("selectoption")
            ]
        found.append(question)
    return found

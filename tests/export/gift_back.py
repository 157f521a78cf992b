"""Moodle's importer of GIFT in small, after ``question/format/gift/format.php``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

SIGNS = ":#={}~"
_WEIGHT = re.compile(r"^%(-?[0-9]{1,3}\.?[0-9]*)%")


@dataclass
class Imported:
    """A question as Moodle has it afterwards.

    Every text is HTML, but for the name and the answers of ``pairs``.
    """

    type: str
    name: str
    text: str
    id: str
    tags: list[str]
    category: str
    feedback: str = ""
    answers: list[tuple[str, float, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def _hidden(text: str) -> str:
    """Escaped signs as something else, before anything is looked for."""
    text = text.replace("\\\\", "\0")
    for sign in SIGNS:
        text = text.replace(f"\\{sign}", f"&&{ord(sign):03};")
    return text.replace("\0", "\\")


def _shown(text: str) -> str:
    for sign in SIGNS:
        text = text.replace(f"&&{ord(sign):03};", sign)
    return text.strip()


def imported(content: bytes) -> list[Imported]:
    """All questions of a file."""
    category, found = "", []
    for block in re.split(r"\n\s*\n", content.decode()):
        lines = block.splitlines()
        comments = "\n".join(line for line in lines if line.startswith("//"))
        text = _hidden("\n".join(line for line in lines if not line.startswith("//")).strip())
        if text.startswith("$CATEGORY:"):
            category = _shown(text.removeprefix("$CATEGORY:"))
        elif text:
            found.append(_question(text, comments, category))
    return found


def _question(text: str, comments: str, category: str) -> Imported:
    name, _, rest = text.removeprefix("::").partition("::")
    start, end = rest.index("{"), rest.index("}")
    assert rest.endswith("}"), "an answer that ends too early leaves the rest behind"
    assert end == len(rest) - 1
    answers, _, general = rest[start + 1 : end].strip().partition("####")
    answers = answers.strip()
    question = Imported(
        type=_type(answers),
        name=_shown(name),
        text=_shown(rest[:start]).removeprefix("[html]"),
        id="".join(re.findall(r"\[id:([^]]+)]", comments)),
        tags=re.findall(r"\[tag:([^]]+)]", comments),
        category=category,
        feedback=_shown(general),
    )
    if question.type == "match":
        for pair in answers.split("=")[1:]:
            left, _, right = pair.partition("->")
            question.pairs.append((_shown(left), _shown(right)))
    elif question.type != "essay":
        marked = answers.lstrip("#").replace("=", "~=").split("~")
        question.answers = [_answer(each.strip()) for each in marked if each.strip()]
    return question


def _type(answers: str) -> str:
    if not answers:
        return "essay"
    if answers.startswith("#"):
        return "numerical"
    return "multichoice" if "~" in answers else "match"


def _answer(text: str) -> tuple[str, float, str]:
    share = 0.0
    if text.startswith("="):
        share, text = 1.0, text[1:]
    if weight := _WEIGHT.match(text):
        share, text = float(weight[1]) / 100, text[weight.end() :]
    answer, _, feedback = text.partition("#")
    return _shown(answer), share, _shown(feedback)

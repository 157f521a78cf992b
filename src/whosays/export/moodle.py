"""Moodle XML: every question as the type of Moodle that fits it best.

Written for what Moodle's own importer reads (``question/format/xml/format.php``, and the types
*multianswer*, *gapselect* and *ordering*). A category of the question bank is a lesson; the name
and the ID number of a question are the same in every export.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence

from markupsafe import Markup

from whosays.export.collection import Collection
from whosays.views.portable import (
    Lesson,
    Question,
    Row,
    choices,
    for_xml,
    in_order,
    is_target,
    key,
    literal,
    marks,
    stem,
    table,
)
from whosays.words.said import inline

LOSSES = {
    "*": ("forms",),
    "multiple": ("shares",),
    "classify": ("moodle_parts",),
    "match": ("moodle_parts",),
    "mark": ("offered",),
    "order": ("reasons_together", "moodle_ordering"),
}

_RIGHT, _WRONG = "100", "0"
_BEYOND = 1000
"""How many times the size of an answer a number may be too low and still be told so."""


def write(collection: Collection) -> bytes:
    """The file."""
    root = ET.Element("quiz")
    root.append(ET.Comment(f" {for_xml(collection.rights).replace('--', '- -')} "))
    for lesson in collection.lessons:
        _category(root, collection, lesson)
        for question in lesson.questions:
            _question(root, question)
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _category(root: ET.Element, collection: Collection, lesson: Lesson) -> None:
    made = ET.SubElement(root, "question", type="category")
    path = (name.replace("/", "//") for name in (collection.book, lesson.title))
    _text(made, "category", "/".join(["$course$/top", *path]))
    aims = Markup("").join(Markup("<li>{}</li>").format(aim) for aim in lesson.aims)
    _html(made, "info", Markup("<ul>{}</ul><p>{}</p>").format(aims, collection.rights))


def _question(root: ET.Element, question: Question) -> None:
    kind, write_it = _TYPES[question.kind]
    made = ET.SubElement(root, "question", type=kind)
    _text(made, "name", question.name)
    write_it(made, question)
    _settings(made, idnumber=question.id)
    tags = ET.SubElement(made, "tags")
    for tag in question.tags:
        _text(tags, "tag", tag)


# --- texts --------------------------------------------------------------------------------------


def _text(parent: ET.Element, name: str, words: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    ET.SubElement(element, "text").text = for_xml(words)
    return element


def _settings(parent: ET.Element, **values: str) -> None:
    for name, value in values.items():
        ET.SubElement(parent, name).text = value


def _html(parent: ET.Element, name: str, html: Markup) -> ET.Element:
    """HTML in which no character means anything to a type of question or to a filter."""
    element = _text(parent, name, literal(html))
    element.set("format", "html")
    return element


def alternative(html: Markup) -> str:
    """HTML as one alternative of a cloze, or the reason beside it.

    Moodle takes the entities away once, and nothing else may end the alternative before, a line
    break at its end included.
    """
    text = " ".join(literal(html).split()).replace("&", "&amp;")
    return "".join(f"&#{ord(each)};" if each in "#~=%" else each for each in text)


def _answer(
    parent: ET.Element, text: Markup | str, fraction: str, feedback: Markup | None
) -> ET.Element:
    if isinstance(text, Markup):
        answer = _html(parent, "answer", text)
    else:
        answer = _text(parent, "answer", text)
    answer.set("fraction", fraction)
    if feedback is not None:
        _html(answer, "feedback", feedback)
    return answer


# --- types --------------------------------------------------------------------------------------


def _multichoice(made: ET.Element, question: Question) -> None:
    given = choices(question)
    right = sum(choice.right for choice in given)
    wrong = len(given) - right
    several = question.kind == "multiple"
    _html(made, "questiontext", stem(question))
    single = str(not several).lower()
    _settings(made, single=single, shuffleanswers="true", answernumbering="ABCD")
    for choice in given:
        share = 100 / right if choice.right else -100 / wrong if several else 0
        _answer(made, choice.text, f"{share:.7g}", choice.reason)


def _cloze(made: ET.Element, question: Question) -> None:
    """A choice below each entry, as radio buttons, which may hold HTML and show its reason."""
    answers, rows = table(question)
    lines = (f"<li>{literal(row.text)}<div>{_part(answers, row)}</div></li>" for row in rows)
    shown = f"{literal(stem(question))}<ol>{''.join(lines)}</ol>"
    _text(made, "questiontext", shown).set("format", "html")


def _part(answers: Sequence[Markup], row: Row) -> str:
    """The choice below an entry: radio buttons, one below the other."""
    alternatives = (
        f"{'=' if at == row.right else ''}{alternative(answer)}#{alternative(row.reasons[at])}"
        for at, answer in enumerate(answers)
    )
    return f"{{1:MCV:{'~'.join(alternatives)}}}"


def _gapselect(made: ET.Element, question: Question) -> None:
    """Behind each stretch of the passage that may be marked, whether it is to be."""
    t = question.words.of("platforms")
    entries = marks(question.made)
    gaps = [f"[[{1 if is_target(question.made, each) else 2}]]" for each in entries]
    # An entity that no HTML has keeps the place of a gap until brackets of the text are literal.
    asked = stem(question, lambda at, words: Markup("<u>{}</u> &gap{};").format(words, at))
    hint = Markup("<p><em>{}</em></p>").format(t["mark_each"])
    shown = f"{literal(asked)}\n{hint}"
    for at, gap in enumerate(gaps):
        shown = shown.replace(f"&gap{at};", gap)
    _text(made, "questiontext", shown).set("format", "html")
    _html(made, "generalfeedback", key(question))
    otherwise = inline(question.made["otherwise"])
    _html(made, "correctfeedback", Markup(""))
    _html(made, "partiallycorrectfeedback", otherwise)
    _html(made, "incorrectfeedback", otherwise)
    _settings(made, shuffleanswers="0")
    for name in ("mark_this", "leave_this"):
        _settings(ET.SubElement(made, "selectoption"), text=t[name], group="1")


def _ordering(made: ET.Element, question: Question) -> None:
    _html(made, "questiontext", stem(question))
    _html(made, "generalfeedback", key(question))
    entries = in_order(question.made)
    _settings(
        made,
        layouttype="VERTICAL",
        selecttype="ALL",
        selectcount=str(len(entries)),
        gradingtype="RELATIVE_ALL_PREVIOUS_AND_NEXT",  # pairs in the right order, as here
        showgrading="HIDE",
        numberingstyle="none",
        shownumcorrect="0",
    )
    for place, entry in enumerate(entries, 1):
        _answer(made, inline(entry["text"]), str(place), None)


def _numerical(made: ET.Element, question: Question) -> None:
    item = question.made
    _html(made, "questiontext", stem(question))
    _html(made, "generalfeedback", Markup("<p>{}</p>").format(inline(item["shown"])))
    said = {band: inline(text) for band, text in item["feedback"].items()}
    # The first answer that fits is taken: what is close, then all below, then all that is left.
    below = reach(item["low"])
    for value, tolerance, fraction, band in (
        (item["answer"], item["high"] - item["answer"], _RIGHT, "close"),
        (item["low"] - below, below, _WRONG, "too_low"),
    ):
        answer = _answer(made, digits(value), fraction, said[band])
        _settings(answer, tolerance=digits(tolerance))
    _answer(made, "*", _WRONG, said["too_high"])


def _essay(made: ET.Element, question: Question) -> None:
    _html(made, "questiontext", stem(question))
    _html(made, "generalfeedback", key(question))
    _html(made, "graderinfo", key(question))
    _settings(
        made,
        responseformat="editor",
        responserequired="1",
        responsefieldlines="10",
        attachments="0",
    )


def reach(low: float) -> float:
    """How far below the lowest number that is close another is still told to be too low."""
    return _BEYOND * max(abs(low), _BEYOND)


def digits(value: float) -> str:
    """A number in digits, without an exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


_TYPES: dict[str, tuple[str, Callable[[ET.Element, Question], None]]] = {
    "single": ("multichoice", _multichoice),
    "multiple": ("multichoice", _multichoice),
    "classify": ("cloze", _cloze),
    "match": ("cloze", _cloze),
    "mark": ("gapselect", _gapselect),
    "order": ("ordering", _ordering),
    "estimate": ("numerical", _numerical),
    "reflect": ("essay", _essay),
}

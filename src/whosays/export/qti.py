"""Questions in QTI 2.1 and 3.0 (1EdTech), the format that platforms for tests exchange.

An item is made once, in the names of 2.1; 3.0 says the same in other names. A package is a zip with
a file an item and a manifest, which has the keywords of each.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from whosays.export.collection import Collection
from whosays.export.downloads import archive
from whosays.views.portable import (
    Question,
    choices,
    for_xml,
    in_order,
    is_target,
    key,
    marks,
    passage,
    reason,
    table,
)
from whosays.words.said import inline

LOSSES = {
    "*": ("forms",),
    "mark": ("offered",),
    "order": ("reasons_together", "whole_order"),
}

_LOM = "http://ltsc.ieee.org/xsd/LOM"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ANSWER, _SCORE, _SAID = "RESPONSE", "SCORE", "FEEDBACK"
_AFTER, _OTHERWISE = ("AFTER", "after"), ("OTHERWISE", "otherwise")
"""Feedback to whatever was answered, and to all that is not wholly right."""

Said = tuple[str, str]
"""An outcome and the value that calls up a piece of feedback. Each stands alone, because players
disagree on how a value is added to others."""


class Version(NamedTuple):
    """What differs between the versions, names of elements aside."""

    item: str
    """Namespace of an item."""
    manifest: str
    """Namespace of a manifest."""
    resource: str
    """The type of an item in a manifest."""
    schema: tuple[str, str]
    """What a manifest says of itself: schema and version."""
    named: Callable[[ET.Element], None]
    """Gives the elements of an item the names of the version."""


def package(collection: Collection, version: Version) -> bytes:
    """All items in a zip, with their manifest."""
    files = {
        f"items/{question.id}.xml": _written(question, version) for question in collection.questions
    }
    manifest = _document(_manifest(collection, version))
    # Items are alike: the zip of a lesson takes far less with them as they are.
    return archive({"imsmanifest.xml": manifest, **files}, stored=True)


@lru_cache(maxsize=2048)
def _written(question: Question, version: Version) -> bytes:
    """An item, which is the same in the package of its lesson and in that of all."""
    return _document(_item(question, version))


def _document(root: ET.Element) -> bytes:
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _made(tag: str, *inside: ET.Element | str | Markup, **attributes: str) -> ET.Element:
    """An element; text goes in as text, HTML as elements. ``_`` in front is for Python's words."""
    element = ET.Element(tag, {name.lstrip("_"): value for name, value in attributes.items()})
    for each in inside:
        if isinstance(each, Markup):
            parsed = ET.fromstring(for_xml(f"<x>{each}</x>"))  # noqa: S314 - made here
            for inner in parsed.iter():
                if lang := inner.attrib.pop("lang", None):
                    inner.set(_XML_LANG, lang)
            _add_text(element, parsed.text)
            element.extend(parsed)
        elif isinstance(each, str):
            _add_text(element, for_xml(each))
        else:
            element.append(each)
    return element


def _add_text(element: ET.Element, text: str | None) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (text or "")
    else:
        element.text = (element.text or "") + (text or "")


# --- an item ------------------------------------------------------------------------------------


class _Answering(NamedTuple):
    """How a type asks and scores: the parts of an item that differ from type to type."""

    response: dict[str, str]
    """Attributes of the declaration of the answer."""
    correct: Sequence[str]
    """What is right; empty where nobody scores it."""
    body: Sequence[ET.Element]
    scoring: Sequence[ET.Element]
    said: Mapping[Said, Markup]
    """Feedback by what calls it up."""
    mapping: ET.Element | None = None
    """What each choice counts, where the score is a sum."""


def _item(question: Question, version: Version) -> ET.Element:
    asked = _TYPES[question.kind](question)
    scored = bool(asked.correct)
    answer = _made("responseDeclaration", identifier=_ANSWER, **asked.response)
    if scored:
        answer.append(_made("correctResponse", *(_made("value", each) for each in asked.correct)))
    if asked.mapping is not None:
        answer.append(asked.mapping)
    item = _made(
        "assessmentItem",
        answer,
        _outcome(_SCORE, "single", "float", "0"),
        _outcome("MAXSCORE", "single", "float", "1" if scored else "0"),
        *(
            # A choice has one piece of feedback, and several choices as many.
            _outcome(
                name, asked.response["cardinality"] if name == _SAID else "single", "identifier"
            )
            for name in dict.fromkeys(outcome for outcome, _ in asked.said)
        ),
        _made("itemBody", *asked.body),
        _made("responseProcessing", *asked.scoring),
        *(_feedback(said, html) for said, html in asked.said.items() if html),
        xmlns=version.item,
        identifier=question.id,
        title=question.name,
        adaptive="false",
        timeDependent="false",
    )
    item.set(_XML_LANG, question.words.lang)
    version.named(item)
    return item


def _outcome(name: str, cardinality: str, base: str, default: str = "") -> ET.Element:
    outcome = _made("outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=base)
    if default:
        outcome.append(_made("defaultValue", _made("value", default)))
    return outcome


def _feedback(said: Said, html: Markup) -> ET.Element:
    # A paragraph around text, because a platform may take feedback for blocks alone.
    inside = html if html.startswith(("<p>", "<ul>", "<ol>")) else Markup("<p>{}</p>").format(html)
    outcome, name = said
    return _made(
        "modalFeedback", inside, outcomeIdentifier=outcome, identifier=name, showHide="show"
    )


def _above(question: Question) -> ET.Element:
    return _made("div", passage(question))


def _offered(entries: Iterable[Mapping[str, Any]]) -> list[ET.Element]:
    """Answers to choose or to put in order."""
    return [
        _made("simpleChoice", inline(each["text"]), identifier=_name(each["id"]))
        for each in entries
    ]


def _prompt(question: Question) -> ET.Element:
    """The prompt as an interaction has it: in one line."""
    hint = Markup("")
    if question.kind == "multiple":
        hint = Markup(" <em>{}</em>").format(question.words.of("quiz")["hint_multiple"])
    return _made("prompt", inline(question.made["prompt"]) + hint)


# --- scoring ------------------------------------------------------------------------------------


def _variable() -> ET.Element:
    return _made("variable", identifier=_ANSWER)


def _value(base: str, text: str) -> ET.Element:
    return _made("baseValue", text, baseType=base)


def _float(value: float) -> ET.Element:
    return _value("float", _number(value))


def _set(outcome: str, value: ET.Element) -> ET.Element:
    return _made("setOutcomeValue", value, identifier=outcome)


def _say(said: Said) -> ET.Element:
    outcome, name = said
    return _set(outcome, _value("identifier", name))


def _when(condition: ET.Element, *then: ET.Element) -> ET.Element:
    return _made("responseCondition", _made("responseIf", condition, *then))


def _is_right() -> ET.Element:
    return _made("match", _variable(), _made("correct", identifier=_ANSWER))


def _all_of_it() -> ET.Element:
    return _set(_SCORE, _float(1))


def _mapping(values: Mapping[str, float], lower: str = "") -> ET.Element:
    """What each choice adds to the score, or takes from it."""
    mapping = _made(
        "mapping",
        *(
            _made("mapEntry", mapKey=name, mappedValue=_number(each))
            for name, each in values.items()
        ),
        defaultValue="0",
    )
    if lower:
        mapping.set("lowerBound", lower)
    return mapping


def _mapped(beside: float = 0) -> ET.Element:
    """Set the score to what the choices add up to, and what the others bring that were left."""
    mapped = _made("mapResponse", identifier=_ANSWER)
    return _set(_SCORE, _made("sum", mapped, _float(beside)) if beside else mapped)


def _number(value: float) -> str:
    return f"{value:.10g}"


# --- types --------------------------------------------------------------------------------------


def _choices(question: Question) -> _Answering:
    options = question.made["options"]
    names = [_name(each["id"]) for each in options]
    right = [name for name, each in zip(names, options, strict=True) if each["correct"]]
    one = question.kind == "single"
    interaction = _made(
        "choiceInteraction",
        _prompt(question),
        *_offered(options),
        responseIdentifier=_ANSWER,
        shuffle="true",
        maxChoices="1" if one else "0",
    )
    share = 1 / len(options)
    mapping = _mapping({name: share if name in right else -share for name in names})
    given = zip(names, choices(question), strict=True)
    said: dict[Said, Markup] = {(_SAID, name): each.reason for name, each in given}
    if one:
        scoring = [_when(_is_right(), _all_of_it())]
    else:
        scoring = [_mapped(share * (len(names) - len(right)))]
    return _Answering(
        {"cardinality": "single" if one else "multiple", "baseType": "identifier"},
        right,
        [_above(question), interaction],
        [*scoring, _set(_SAID, _variable())],
        said,
        None if one else mapping,
    )


def _pairs(question: Question) -> _Answering:
    """Entries and answers as two sides to connect; each connection has its reason."""
    answers, rows = table(question)
    entries = [f"entry-{n}" for n in range(1, len(rows) + 1)]
    targets = [f"answer-{n}" for n in range(1, len(answers) + 1)]
    right = [f"{entry} {targets[row.right]}" for entry, row in zip(entries, rows, strict=True)]
    said: dict[Said, Markup] = {
        (f"{_SAID}-{n}", f"{entry}.{target}"): row.reasons[at]
        for n, (entry, row) in enumerate(zip(entries, rows, strict=True), 1)
        for at, target in enumerate(targets)
    }
    interaction = _made(
        "matchInteraction",
        _prompt(question),
        _side(entries, [row.text for row in rows], "1"),
        _side(targets, answers, "0"),
        responseIdentifier=_ANSWER,
        shuffle="false",
        maxAssociations=str(len(rows)),
    )
    calls = [
        _when(
            _made("member", _value("directedPair", each[1].replace(".", " ")), _variable()),
            _say(each),
        )
        for each in said
    ]
    return _Answering(
        {"cardinality": "multiple", "baseType": "directedPair"},
        right,
        [_above(question), interaction],
        [_mapped(), *calls],
        said,
        _mapping(dict.fromkeys(right, 1 / len(rows))),
    )


def _side(names: Sequence[str], texts: Sequence[Markup], most: str) -> ET.Element:
    return _made(
        "simpleMatchSet",
        *(
            _made("simpleAssociableChoice", text, identifier=name, matchMax=most)
            for name, text in zip(names, texts, strict=True)
        ),
    )


def _words(question: Question) -> _Answering:
    """Stretches of the passage to choose."""
    made = question.made
    entries = marks(made)
    names = [f"stretch-{n}" for n in range(1, len(entries) + 1)]
    right = [name for name, each in zip(names, entries, strict=True) if is_target(made, each)]
    share = 1 / len(right)
    shown = passage(
        question,
        lambda at, words: Markup('<hottext identifier="{}">{}</hottext>').format(names[at], words),
    )
    # Above: not every player shows a prompt in this interaction.
    prompt = _made("p", inline(made["prompt"]))
    interaction = _made("hottextInteraction", shown, responseIdentifier=_ANSWER, maxChoices="0")
    given = zip(names, entries, strict=True)
    said: dict[Said, Markup] = {(_SAID, name): reason(each, question.words) for name, each in given}
    calls = [
        _set(_SAID, _variable()),
        _say(_AFTER),
        _when(_made("not", _is_right()), _say(_OTHERWISE)),
    ]
    return _Answering(
        {"cardinality": "multiple", "baseType": "identifier"},
        right,
        [prompt, interaction],
        [_mapped(), *calls],
        {**said, _AFTER: inline(made["feedback"]), _OTHERWISE: inline(made["otherwise"])},
        _mapping({name: share if name in right else -share for name in names}, lower="0"),
    )


def _order(question: Question) -> _Answering:
    interaction = _made(
        "orderInteraction",
        _prompt(question),
        *_offered(question.made["entries"]),
        responseIdentifier=_ANSWER,
        shuffle="false",
    )
    return _Answering(
        {"cardinality": "ordered", "baseType": "identifier"},
        [_name(each["id"]) for each in in_order(question.made)],
        [_above(question), interaction],
        [_when(_is_right(), _all_of_it()), _say(_AFTER)],
        {_AFTER: key(question)},
    )


def _estimate(question: Question) -> _Answering:
    made = question.made
    gap = _made("textEntryInteraction", responseIdentifier=_ANSWER, expectedLength="12")
    line = _made("p", gap, " ", inline(made.get("unit", "")))

    def compared(how: str, end: str) -> ET.Element:
        return _made(how, _variable(), _float(made[end]))

    close = _made("and", compared("gte", "low"), compared("lte", "high"))
    bands = _made(
        "responseCondition",
        _made("responseIf", close, _all_of_it(), _say((_SAID, "close"))),
        _made("responseElseIf", compared("lt", "low"), _say((_SAID, "too_low"))),
        _made("responseElseIf", compared("gt", "high"), _say((_SAID, "too_high"))),
    )
    said: dict[Said, Markup] = {
        (_SAID, band): inline(text) for band, text in made["feedback"].items()
    }
    return _Answering(
        {"cardinality": "single", "baseType": "float"},
        [_number(made["answer"])],
        [_above(question), _made("p", inline(made["prompt"])), line],
        [bands, _say(_AFTER)],
        {**said, _AFTER: inline(made["shown"])},
    )


def _thoughts(question: Question) -> _Answering:
    interaction = _made(
        "extendedTextInteraction",
        _prompt(question),
        responseIdentifier=_ANSWER,
        expectedLines="8",
    )
    return _Answering(
        {"cardinality": "single", "baseType": "string"},
        [],
        [_made("rubricBlock", key(question), view="scorer"), _above(question), interaction],
        [_say(_AFTER)],
        {_AFTER: key(question)},
    )


_TYPES: dict[str, Callable[[Question], _Answering]] = {
    "single": _choices,
    "multiple": _choices,
    "classify": _pairs,
    "match": _pairs,
    "mark": _words,
    "order": _order,
    "estimate": _estimate,
    "reflect": _thoughts,
}


def _name(name: str) -> str:
    """An identifier for an id, which may begin with a digit."""
    return f"choice-{name}"


# --- the manifest -------------------------------------------------------------------------------


def _manifest(collection: Collection, version: Version) -> ET.Element:
    schema, number = version.schema
    return _made(
        "manifest",
        _made(
            "metadata",
            _made("schema", schema),
            _made("schemaversion", number),
            _lom(collection.title, collection.words.lang, (), rights=collection.rights),
        ),
        _made("organizations"),
        _made("resources", *(_resource(question, version) for question in collection.questions)),
        xmlns=version.manifest,
        identifier=f"whosays-{collection.name}",
    )


def _resource(question: Question, version: Version) -> ET.Element:
    path = f"items/{question.id}.xml"
    return _made(
        "resource",
        _made("metadata", _lom(question.name, question.words.lang, question.tags)),
        _made("file", href=path),
        identifier=f"item-{question.id}",  # an ID begins with a letter
        type=version.resource,
        href=path,
    )


def _lom(title: str, lang: str, keywords: Sequence[str], rights: str = "") -> ET.Element:
    """What is said about a resource, in IEEE Learning Object Metadata."""

    def text(name: str, words: str) -> ET.Element:
        return _made(name, _made("string", words, language=lang))

    lom = _made(
        "lom",
        _made("general", text("title", title), *(text("keyword", each) for each in keywords)),
        xmlns=_LOM,
    )
    if rights:
        lom.append(_made("rights", text("description", rights)))
    return lom

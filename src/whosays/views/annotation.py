"""What the annotator shows: sentences to mark, their gold, and what can be marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typing_extensions import TypedDict

from whosays.case.annotation import Source
from whosays.case.case import AUTHOR, Case
from whosays.case.names import short_names
from whosays.case.vocabulary import Naming, SourceKind
from whosays.views.article import Mark, has_mood, plain, view
from whosays.views.guidelines import guidelines

NOBODY = "nobody"
"""Stands for every source that the text neither names nor says the sort of."""

NO_REPORT = "none"
"""The form of a sentence in which only the author speaks."""


class Text(TypedDict):
    """A sentence in one language."""

    lang: str
    text: str


class Gold(TypedDict):
    """A relation of the gold, or a stretch of the author's voice; ``moods`` the first verb's first.

    ``words`` and ``named`` are the article's; ``why`` says what the source can be told from.
    """

    id: str
    words: str
    rationale: str
    source: str
    stwr: str
    moods: list[str]
    why: str
    named: str


class Task(TypedDict):
    """A sentence to annotate, the original first; the first relation is the one to expect."""

    id: str
    label: str
    texts: list[Text]
    gold: list[Gold]


class Value(TypedDict):
    """What can be marked: a short name, a full one for the list to choose from, and the test."""

    id: str
    name: str
    full: str
    test: str


class Layer(TypedDict):
    """A layer to mark, with its values."""

    id: str
    name: str
    values: list[Value]


# --- the sentences ----------------------------------------------------------------------------


def tasks(case: Case, paragraphs: Sequence[int | str] | None) -> list[Task]:
    """The sentences of the paragraphs and sentences named, with their gold."""
    seen = view(case, paragraphs)
    words = case.words.of("annotator")
    return [
        {
            "id": sentence["id"],
            "label": sentence["label"],
            "texts": [
                {"lang": language, "text": plain(sentence["texts"][language])}
                for language in seen["languages"]
            ],
            "gold": _gold(case, [(m, seen["marks"][m]) for m in sentence["marks"]], words),
        }
        for paragraph in seen["paragraphs"]
        for sentence in paragraph["sentences"]
    ]


def _gold(case: Case, marks: Sequence[tuple[str, Mark]], words: Mapping[str, str]) -> list[Gold]:
    """Relations of a sentence: the outermost first, then in the order of the text.

    Stretches in the author's voice come after them: where there is a report, the report is what
    is asked for.
    """
    found = [(name, mark) for name, mark in marks if mark["kind"] != "framing"]
    found.sort(key=lambda entry: (entry[1]["kind"] == "voice", len(entry[1]["chain"])))
    return [_relation(case, name, mark, words) for name, mark in found]


def _relation(case: Case, name: str, mark: Mark, words: Mapping[str, str]) -> Gold:
    gold: Gold = {
        "id": name,
        "words": mark["words"][case.article.language],
        "rationale": mark["rationale"],
        "source": AUTHOR,
        "stwr": NO_REPORT,
        "moods": [],
        "why": words["why_author"],
        "named": "",
    }
    if mark["kind"] == "voice":
        return gold
    relation = case.attributions[name]
    why, named = words["why_hidden"], ""
    if mention := mark.get("mention"):
        why, named = words["why_named"], mention
    elif continues := mark.get("continues"):
        why = words["why_continues"].replace("{label}", continues["label"])
        named = continues["cue"].get(case.article.language, "")
    moods = dict.fromkeys((relation.mood, *relation.other_moods)) if has_mood(case) else ()
    return {
        **gold,
        "source": NOBODY if _is_nobody(case.sources[relation.source]) else relation.source,
        "stwr": relation.stwr.value,
        "moods": [mood.value for mood in moods],
        "why": why,
        "named": named,
    }


def _is_nobody(source: Source) -> bool:
    """Whether the text says neither who the source is nor what sort of source."""
    return source.kind is SourceKind.UNSPECIFIED and source.naming is Naming.ANONYMOUS


# --- what can be marked -----------------------------------------------------------------------


def choice(case: Case, layer: str) -> Layer:
    """A layer: its name and its values, each with the test for it."""
    words = case.words.of("annotator")
    values = _sources(case, words) if layer == "source" else _terms(case, layer, words)
    return {"id": layer, "name": words[layer], "values": values}


def _sources(case: Case, words: Mapping[str, str]) -> list[Value]:
    shorts = short_names(case)
    named = [
        _value(source.id, shorts[source.id], "", case.said(source.name))
        for source in case.sources.values()
        if source.id != AUTHOR and not _is_nobody(source)
    ]
    return [
        *sorted(named, key=lambda source: source["name"].casefold()),
        _value(AUTHOR, words["author"], words["author_test"]),
        _value(NOBODY, words["nobody"], words["nobody_test"]),
    ]


def _terms(case: Case, layer: str, words: Mapping[str, str]) -> list[Value]:
    terms = case.words.about("terms", case.article.language)
    values = [
        _value(line.value, terms[f"{layer}_{line.value}"], line.test)
        for line in guidelines(case.lang)[layer]
    ]
    if layer == "stwr":
        values.append(_value(NO_REPORT, words["no_report"], words["no_report_test"]))
    return values


def _value(name: str, short: str, test: str, full: str = "") -> Value:
    return {"id": name, "name": short, "full": full or short, "test": test}

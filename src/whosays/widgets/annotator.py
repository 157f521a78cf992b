"""The annotator: readers mark source, form and mood themselves and compare with the gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import traitlets

from whosays import agreement
from whosays.agreement import LAYERS
from whosays.case import AUTHOR, Case
from whosays.guidelines import guidelines
from whosays.quiz import inline, reading
from whosays.reading import plain, short_names, view
from whosays.strings import strings_for
from whosays.vocabulary import SourceKind
from whosays.widgets._base import Widget, front_end

NOBODY = "nobody"
"""Stands for every source of which the text does not even say what sort it is."""

NO_REPORT = "none"
"""The form of a sentence in which only the author speaks."""


class Annotator(Widget):
    """Sentences to annotate, each on its own, with the gold to compare with.

    ``tasks`` are the sentences with their gold relations, ``choices`` what can be marked. The
    trait to read from Python is ``annotations``: what the reader has marked so far, by sentence id
    (:class:`whosays.widgets.results.SentenceMarks`); :meth:`agreement` scores it.
    """

    _esm = front_end("annotator", ".js", "_marks")
    _css = front_end("annotator", ".css")
    stem = "annotator"

    case_id = traitlets.Unicode().tag(sync=True)
    original = traitlets.Unicode("de").tag(sync=True)
    tasks = traitlets.List(traitlets.Dict()).tag(sync=True)
    choices = traitlets.List(traitlets.Dict()).tag(sync=True)
    annotations = traitlets.Dict().tag(sync=True)

    def agreement(self) -> pd.DataFrame:
        """How far the reader's first marks agree with the gold (:func:`whosays.agreement.table`).

        Counted are sentences that were compared, with the marks made before the gold was shown.
        """
        known = {c["id"]: {each["id"] for each in c["values"]} for c in self.choices}
        marks = {
            name: {
                layer: mark
                for layer, mark in record["compared"].items()
                if layer in known and mark in known[layer]
            }
            for name, record in self.annotations.items()
        }
        golds = {task["id"]: task["gold"] for task in self.tasks}
        return agreement.table(golds, marks, known)

    def fallback_context(self) -> dict[str, Any]:
        """Sentences, what can be marked, and the gold to fold away."""
        names = {c["id"]: {v["id"]: v["name"] for v in c["values"]} for c in self.choices}
        return {
            "tasks": self.tasks,
            "choices": self.choices,
            "names": names,
            "original": self.original,
            "inline": inline,
        }


def annotator(
    case: Case,
    *,
    paragraphs: Sequence[int | str] | None = None,
    layers: Sequence[str] = LAYERS,
    lang: str = "en",
) -> Annotator:
    """The sentences of ``case`` to annotate.

    ``paragraphs`` limits it to paragraphs (7) and sentences ("p7s1"), ``layers`` to what is asked
    (source, stwr, mood). Raises KeyError for a paragraph or sentence that does not exist, and
    ValueError for a layer.
    """
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown or not layers:
        raise ValueError(f"layers are one or more of {', '.join(LAYERS)}, here: {list(layers)}")
    return Annotator(
        case_id=case.id,
        original=case.article.language,
        tasks=_tasks(case, paragraphs, lang),
        choices=[_choice(case, layer, lang) for layer in LAYERS if layer in layers],
        lang=lang,
    )


# --- the sentences ----------------------------------------------------------------------------


def _tasks(case: Case, paragraphs: Sequence[int | str] | None, lang: str) -> list[dict[str, Any]]:
    seen = view(case, paragraphs, lang)
    words = strings_for("annotator", lang)
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


def _gold(
    case: Case, marks: Sequence[tuple[str, Mapping[str, Any]]], words: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Relations of a sentence: the outermost first, then in the order of the text.

    Stretches in the author's voice come after them: where there is a report, the report is what
    is asked for.
    """
    found = [(name, mark) for name, mark in marks if mark["kind"] != "framing"]
    found.sort(key=lambda entry: (entry[1]["kind"] == "voice", len(entry[1]["chain"])))
    return [_relation(case, name, mark, words) for name, mark in found]


def _relation(
    case: Case, name: str, mark: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    said = {
        "id": name,
        "words": mark["words"][case.article.language],
        "rationale": mark["rationale"],
    }
    if mark["kind"] == "voice":
        return said | {
            "source": AUTHOR,
            "stwr": NO_REPORT,
            "moods": [],
            "why": words["why_author"],
            "named": "",
        }
    relation = case.attributions[name]
    kind = case.sources[relation.source].kind
    continues = mark["continues"]
    if mark["mention"]:
        why, named = words["why_named"], mark["mention"]
    elif continues:
        why = words["why_continues"].replace("{label}", continues["label"])
        named = continues["cue"].get(case.article.language, "")
    else:
        why, named = words["why_hidden"], ""
    return said | {
        "source": NOBODY if kind is SourceKind.UNSPECIFIED else relation.source,
        "stwr": relation.stwr,
        "moods": list(dict.fromkeys((relation.mood, *relation.other_moods))),
        "why": why,
        "named": named,
    }


# --- what can be marked -----------------------------------------------------------------------


def _choice(case: Case, layer: str, lang: str) -> dict[str, Any]:
    """A layer: its name and its values, each with the test for it.

    A value has a short ``name`` and a ``full`` one for the list to choose from.
    """
    words = strings_for("annotator", lang)
    values = _sources(case, lang, words) if layer == "source" else _terms(layer, lang, words)
    return {"id": layer, "name": words[layer], "values": values}


def _sources(case: Case, lang: str, words: Mapping[str, str]) -> list[dict[str, str]]:
    shorts = short_names(case, lang)
    named = [
        _value(source.id, shorts[source.id], "", reading(source.name, lang))
        for source in case.sources.values()
        if source.id != AUTHOR and source.kind is not SourceKind.UNSPECIFIED
    ]
    return [
        *sorted(named, key=lambda source: source["name"].casefold()),
        _value(AUTHOR, words["author"], words["author_test"]),
        _value(NOBODY, words["nobody"], words["nobody_test"]),
    ]


def _terms(layer: str, lang: str, words: Mapping[str, str]) -> list[dict[str, str]]:
    terms = strings_for("terms", lang)
    values = [
        _value(line.value, terms[f"{layer}_{line.value}"], line.test)
        for line in guidelines()[layer]
    ]
    if layer == "stwr":
        values.append(_value(NO_REPORT, words["no_report"], words["no_report_test"]))
    return values


def _value(name: str, short: str, test: str, full: str = "") -> dict[str, str]:
    return {"id": name, "name": short, "full": full or short, "test": test}

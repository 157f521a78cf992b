"""The annotator: readers mark source, form and mood themselves and compare with the gold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import traitlets

from whosays.case.asked import listed, need_case, places
from whosays.case.case import AUTHOR, Case
from whosays.case.places import sentence_id
from whosays.case.vocabulary import SourceKind
from whosays.errors import WrongTypeError, WrongValueError, shown, there_are, unknown
from whosays.measures.answers import LAYERS
from whosays.views.article import plain, short_names, view
from whosays.views.guidelines import guidelines
from whosays.widgets._base import Widget, front_end
from whosays.words.said import inline

if TYPE_CHECKING:
    import pandas as pd

NOBODY = "nobody"
"""Stands for every source of which the text does not even say what sort it is."""

NO_REPORT = "none"
"""The form of a sentence in which only the author speaks."""


class Annotator(Widget):
    """Sentences to annotate, each on its own, with the gold to compare with.

    ``tasks`` are the sentences with their gold relations, ``choices`` what can be marked. The
    trait to read from Python is ``annotations``: what the reader has marked so far, by sentence id
    (:class:`whosays.measures.answers.SentenceMarks`). :meth:`mark` marks from Python, and
    :meth:`agreement` scores what was compared.
    """

    _esm = front_end("annotator", ".js", "_marks")
    _css = front_end("annotator", ".css")
    stem = "annotator"

    case_id = traitlets.Unicode().tag(sync=True)
    original = traitlets.Unicode().tag(sync=True)
    tasks = traitlets.List(traitlets.Dict()).tag(sync=True)
    choices = traitlets.List(traitlets.Dict()).tag(sync=True)
    annotations = traitlets.Dict().tag(sync=True)

    def agreement(self) -> pd.DataFrame:
        """How far the first marks agree with the gold (:func:`whosays.measures.agreement.table`).

        Counted are sentences that were compared, with the marks made before the gold was shown.
        Without one the table has no rows; below five sentences it has no interval.
        """
        # Counting needs pandas, which takes longer to import than a page of questions to show.
        from whosays.measures import agreement  # noqa: PLC0415

        known = self._known()
        marks = {
            name: {
                layer: mark
                for layer, mark in _compared(record).items()
                if layer in known and mark in known[layer]
            }
            for name, record in self.annotations.items()
        }
        golds = {task["id"]: task["gold"] for task in self.tasks}
        return agreement.table(golds, marks, known)

    def mark(
        self,
        sentence: str,
        *,
        source: str | None = None,
        stwr: str | None = None,
        mood: str | None = None,
    ) -> pd.DataFrame:
        """Mark a sentence ("p5s1", "5.1") and compare it with the gold, as *Compare* does.

        What is left out stays as it was. What was compared first counts. Gives a row for each layer
        that could be compared, with ``mark``, ``gold`` and ``verdict`` (agrees, also, differs).
        Run the cell that shows the annotator again to see the marks there.

        Raises KeyError for a sentence that is not asked for, and ValueError for a layer or value
        that is not there or where nothing is marked; they say what there is.
        """
        import pandas as pd  # noqa: PLC0415 - as above

        from whosays.measures import agreement  # noqa: PLC0415 - as above

        golds = {task["id"]: task["gold"] for task in self.tasks}
        if not isinstance(sentence, str):
            raise WrongTypeError(
                "name a sentence in quotation marks, such as '3.2' or 'p3s2',"
                f" not {shown(sentence)}"
            )
        name = sentence_id(sentence)
        if name not in golds:
            raise unknown("sentence", sentence, golds)
        given = {"source": source, "stwr": stwr, "mood": mood}
        made = {layer: value for layer, value in given.items() if value is not None}
        self._need_known(made)
        record = self.annotations.get(name)
        marks = {**_parts_of(record, "marks"), **made}
        self.annotations = {**self.annotations, name: {
            "v": 1,
            "at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "marks": marks,
            # Later marks are made with the gold in view: what was compared first counts.
            "compared": {**marks, **_compared(record)},
        }}  # fmt: skip
        found = agreement.compare(golds[name], marks)
        rows = [{"layer": layer, **asdict(one)} for layer, one in found.items()]
        return pd.DataFrame(rows, columns=["layer", "mark", "gold", "verdict"]).set_index("layer")

    def _known(self) -> dict[str, list[str]]:
        """Values that can be marked, by layer."""
        return {c["id"]: [each["id"] for each in c["values"]] for c in self.choices}

    def _need_known(self, made: Mapping[str, str]) -> None:
        """Raise WrongValueError unless something is marked, and only what can be."""
        known = self._known()
        if not made:
            raise WrongValueError(f"mark at least one of: {', '.join(known)}")
        for layer, value in made.items():
            if layer not in known:
                raise WrongValueError(
                    f"{layer} is not asked for here; there are: {', '.join(known)}"
                )
            if value not in known[layer]:
                raise WrongValueError(
                    f"{layer} has no value {value!r}; {there_are(value, known[layer])}"
                )

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


def _compared(record: object) -> dict[str, str]:
    """The marks of a record that were compared with the gold."""
    return _parts_of(record, "compared")


def _parts_of(record: object, part: str) -> dict[str, str]:
    """A part of a record by layer, without what is open; empty where a record lacks it."""
    marks = record.get(part) if isinstance(record, Mapping) else None
    if not isinstance(marks, Mapping):
        return {}
    return {layer: value for layer, value in marks.items() if value is not None}


def annotator(
    case: Case,
    *,
    paragraphs: Sequence[int | str] | int | str | None = None,
    layers: Sequence[str] | str = LAYERS,
) -> Annotator:
    """The sentences of ``case`` to annotate.

    ``paragraphs`` limits it to paragraphs (7) and sentences ("p7s1", "7.1"), ``layers`` to what is
    asked (source, stwr, mood); one alone needs no list. Raises KeyError for a paragraph or sentence
    that does not exist, ValueError for a layer, TypeError where no case was given.
    """
    need_case(case)
    asked = listed(layers)
    if not asked or not set(asked) <= set(LAYERS):
        raise WrongValueError(f"layers are one or more of {', '.join(LAYERS)}, here: {asked}")
    return Annotator(
        case_id=case.id,
        original=case.article.language,
        tasks=_tasks(case, places(case, paragraphs)),
        choices=[_choice(case, layer) for layer in LAYERS if layer in asked],
        lang=case.lang,
    )


# --- the sentences ----------------------------------------------------------------------------


def _tasks(case: Case, paragraphs: Sequence[int | str] | None) -> list[dict[str, Any]]:
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


def _choice(case: Case, layer: str) -> dict[str, Any]:
    """A layer: its name and its values, each with the test for it.

    A value has a short ``name`` and a ``full`` one for the list to choose from.
    """
    words = case.words.of("annotator")
    values = _sources(case, words) if layer == "source" else _terms(case, layer, words)
    return {"id": layer, "name": words[layer], "values": values}


def _sources(case: Case, words: Mapping[str, str]) -> list[dict[str, str]]:
    shorts = short_names(case)
    named = [
        _value(source.id, shorts[source.id], "", case.said(source.name))
        for source in case.sources.values()
        if source.id != AUTHOR and source.kind is not SourceKind.UNSPECIFIED
    ]
    return [
        *sorted(named, key=lambda source: source["name"].casefold()),
        _value(AUTHOR, words["author"], words["author_test"]),
        _value(NOBODY, words["nobody"], words["nobody_test"]),
    ]


def _terms(case: Case, layer: str, words: Mapping[str, str]) -> list[dict[str, str]]:
    terms = case.words.of("terms")
    values = [
        _value(line.value, terms[f"{layer}_{line.value}"], line.test)
        for line in guidelines(case.lang)[layer]
    ]
    if layer == "stwr":
        values.append(_value(NO_REPORT, words["no_report"], words["no_report_test"]))
    return values


def _value(name: str, short: str, test: str, full: str = "") -> dict[str, str]:
    return {"id": name, "name": short, "full": full or short, "test": test}

"""The annotator: readers mark source, form and mood themselves and compare with the gold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from whosays.case.asked import listed, need_case, places
from whosays.case.case import Case
from whosays.case.places import sentence_id
from whosays.errors import WrongTypeError, WrongValueError, shown, there_are, unknown
from whosays.measures.answers import LAYERS, SentenceMarks
from whosays.views.annotation import Layer, Task, choice, tasks
from whosays.views.article import has_mood
from whosays.widgets._base import Widget, front_end
from whosays.words.said import inline

if TYPE_CHECKING:
    import pandas as pd


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
    contract: ClassVar[dict[str, Any]] = {
        "tasks": list[Task],
        "choices": list[Layer],
        "annotations": dict[str, SentenceMarks],
    }

    case_id = traitlets.Unicode().tag(sync=True)
    original = traitlets.Unicode().tag(sync=True)
    tasks = traitlets.List(traitlets.Dict()).tag(sync=True)
    choices = traitlets.List(traitlets.Dict()).tag(sync=True)
    annotations = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        languages = [text["lang"] for task in self.tasks for text in task["texts"]]
        shown = next((lang for lang in languages if lang != self.original), self.original)
        strings = self.words.about(self.stem, self.original, shown)
        if shown == self.original:
            strings.pop("brackets", None)  # they stand in translations
        self.strings = strings

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
            "translated": any(len(task["texts"]) > 1 for task in self.tasks),
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
    layers: Sequence[str] | str | None = None,
) -> Annotator:
    """The sentences of ``case`` to annotate.

    ``paragraphs`` limits it to paragraphs (7) and sentences ("p7s1", "7.1"), ``layers`` to what is
    asked (source, stwr, mood); one alone needs no list. Unless told, all are, but mood only of an
    article whose language marks reports by it. Raises KeyError for a paragraph or sentence that
    does not exist, ValueError for a layer, TypeError where no case was given.
    """
    need_case(case)
    there = [layer for layer in LAYERS if layer != "mood" or has_mood(case)]
    asked = there if layers is None else listed(layers)
    if not asked or not set(asked) <= set(there):
        raise WrongValueError(f"layers are one or more of {', '.join(there)}, here: {asked}")
    given = places(case, paragraphs)
    chosen = tasks(case, given)
    return Annotator(
        case_id=case.id,
        original=case.article.language,
        tasks=chosen,
        anchor=f"annotate-{chosen[0]['id']}",
        choices=[choice(case, layer) for layer in LAYERS if layer in asked],
        lang=case.lang,
    )

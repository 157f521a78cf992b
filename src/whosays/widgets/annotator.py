"""The annotator: readers mark source, form and mood themselves and compare with the gold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from whosays.case.asked import in_one_line, listed, of_case, places
from whosays.case.case import Case
from whosays.case.places import place_of, sentence_id
from whosays.errors import WrongTypeError, WrongValueError, in_line, shown, there_are, unknown
from whosays.measures.answers import LAYERS, SentenceMarks, read_results
from whosays.views.annotation import Gold, Layer, Task, choice, tasks
from whosays.views.article import has_mood
from whosays.widgets._base import Widget, front_end

if TYPE_CHECKING:
    import pandas as pd


class Annotator(Widget):
    """Sentences to annotate, each on its own, with the gold to compare with.

    ``tasks`` are the sentences with their gold relations, ``choices`` what can be marked. The
    trait to read from Python is ``annotations``: what the reader has marked so far, by sentence id
    (:class:`whosays.measures.answers.SentenceMarks`). :meth:`mark` marks from Python,
    :meth:`compared` lists what was compared, and :meth:`agreement` scores it, here or in a file.
    """

    _esm = front_end("annotator", ".js", "_marks", "_compare")
    _css = front_end("annotator", ".css")
    stem = "annotator"
    content = ("tasks", "sentence")
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

    @in_one_line
    def agreement(self, file: str | Path | None = None) -> pd.DataFrame:
        """How far the first marks agree with the gold (:func:`whosays.measures.agreement.table`).

        Counted are sentences that were compared, with the marks made before the gold was shown: in
        this annotator, or in a ``file`` that *My results* has saved. Without one the table has no
        rows; below five sentences it has no interval. Raises, for a file, as
        :func:`whosays.read_results` does, and ValueError where it has no marks of these sentences.

        >>> mine = annotator(case)
        >>> mine.agreement("whosays-results-2026-11-27.json")["same"].to_dict()
        {'source': 1, 'stwr': 1, 'mood': 0}
        """
        # Counting needs pandas, which takes longer to import than a page of questions to show.
        from whosays.measures import agreement  # noqa: PLC0415

        return agreement.table(self._golds(), self._counted(file), self._known())

    @in_one_line
    def compared(self, file: str | Path | None = None) -> pd.DataFrame:
        """Each mark that was compared, beside the gold: a row per sentence and layer.

        Columns ``place`` (3.2), ``layer``, ``mark``, ``gold`` and ``verdict`` (agrees, also,
        differs; :func:`whosays.measures.agreement.compare`), in the order of the text. Marks and
        errors are those of :meth:`agreement`.

        >>> mine = annotator(case, paragraphs=["5.1", "8.3"])
        >>> mine.compared("whosays-results-2026-11-27.json")["verdict"].tolist()
        ['agrees', 'agrees', 'differs', 'differs']
        """
        import pandas as pd  # noqa: PLC0415 - as above

        from whosays.measures import agreement  # noqa: PLC0415 - as above

        marks = self._counted(file)
        rows = [
            {"place": place_of(name), "layer": layer, **asdict(one)}
            for name, gold in self._golds().items()
            if name in marks
            for layer, one in agreement.compare(gold, marks[name]).items()
        ]
        return pd.DataFrame(rows, columns=["place", "layer", "mark", "gold", "verdict"])

    @in_one_line
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

        >>> mine = annotator(case, paragraphs=["3.1", "3.2"])
        >>> mine.mark("3.1", source="hur", stwr="direct")["gold"].tolist()
        ['hur', 'indirect']
        """
        import pandas as pd  # noqa: PLC0415 - as above

        from whosays.measures import agreement  # noqa: PLC0415 - as above

        golds = self._golds()
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

    def _golds(self) -> dict[str, list[Gold]]:
        """Relations of the gold by sentence, the one to expect first."""
        return {task["id"]: task["gold"] for task in self.tasks}

    def _counted(self, file: str | Path | None) -> dict[str, dict[str, str]]:
        """The marks that count, by sentence and layer: those compared first, of known values."""
        known = self._known()
        records = self.annotations if file is None else self._kept(file)
        return {
            name: {
                layer: mark
                for layer, mark in _compared(record).items()
                if layer in known and mark in known[layer]
            }
            for name, record in records.items()
        }

    def _kept(self, file: str | Path) -> dict[str, dict[str, Any]]:
        """What a results file has of these sentences; WrongValueError where it has nothing."""
        asked = {f"{self.case_id}:{name}": name for name in self._golds()}
        kept = read_results(file).annotations
        found = {asked[place]: kept[place].model_dump() for place in asked if place in kept}
        if not found:
            raise WrongValueError(
                f"{in_line(file)} has no marks of these sentences. Mark some on the page, press"
                " Compare, and save the file once more"
            )
        return found

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
        """Names of what can be marked, and whether a translation stands beside the sentences."""
        return {
            "names": {c["id"]: {v["id"]: v["name"] for v in c["values"]} for c in self.choices},
            "translated": any(len(task["texts"]) > 1 for task in self.tasks),
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


@of_case
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

    >>> mine = annotator(case, paragraphs=["3.1", "3.2"])
    >>> mine
    <Annotator of 2 sentences: run this cell in a notebook to use it>
    >>> mine.mark("3.1", source="hur", stwr="direct")["verdict"].tolist()
    ['agrees', 'differs']
    """
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

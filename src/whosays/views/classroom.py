"""What the class view knows of questions and sentences, and a class that is read from its files."""

from __future__ import annotations

import gc
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from whosays.case.asked import listed, need_case, of_case
from whosays.case.case import Case
from whosays.case.items import Made, types
from whosays.errors import UnknownNameError, WrongTypeError, in_line
from whosays.measures import scoring
from whosays.measures.answers import LAYERS
from whosays.measures.codes import coded_bank
from whosays.measures.handed_in import AskedBank, Pupil, Refused, handed_in
from whosays.views.annotation import choice, tasks
from whosays.views.article import has_mood
from whosays.views.lessons import question_places
from whosays.views.questions import sentences_of, view

if TYPE_CHECKING:
    import pandas as pd

    from whosays.measures.classes import Place


class ClassBank(TypedDict):
    """A bank: its title, whether it is a form, and the characters that stand for it in codes."""

    id: str
    title: str
    form: bool
    mark: str
    questions: list[str]


class GoldView(TypedDict):
    """A relation of the gold, as far as marks are compared with it."""

    source: str
    stwr: str
    moods: list[str]


class PlaceView(TypedDict):
    """A sentence that can be annotated: its number in its article, and its gold."""

    label: str
    gold: list[GoldView]


class LayerView(TypedDict):
    """A layer of marks, and what its values are called, by case."""

    id: str
    name: str
    values: dict[str, dict[str, str]]


# --- what is asked -------------------------------------------------------------------------------


def asked(cases: Sequence[Case]) -> list[AskedBank]:
    """The banks of some cases, with their questions in the order of the key."""
    return [bank for case in cases for bank in _banks(case)]


def _banks(case: Case) -> Iterator[AskedBank]:
    language = case.article.language
    for bank in case.quizzes.values():
        sentences = sentences_of(case, bank.items)
        items = [_slim(view(item, sentences, case.words, language)) for item in bank.items]
        yield AskedBank(
            bank.id, case.said(bank.title), bank.form, items, coded_bank(bank.id, items)
        )


def _slim(item: Made) -> Made:
    """A question without its passage and quotations, and with the feedback of options alone."""

    def entry(each: Any) -> Any:
        if not isinstance(each, dict):
            return each
        kept = {name: value for name, value in each.items() if name not in {"words", "at"}}
        return {**kept, "at": []} if "at" in each else kept

    lists = {
        name: [entry(each) for each in value]
        for name, value in item.items()
        if isinstance(value, list)
    }
    return {**item, **lists, "passage": None}


def bank_views(banks: Iterable[AskedBank]) -> list[ClassBank]:
    """The banks as the front end gets them, beside their questions."""
    return [
        {
            "id": bank.id,
            "title": bank.title,
            "form": bank.form,
            "mark": bank.coded["mark"],
            "questions": [item["id"] for item in bank.items],
        }
        for bank in banks
    ]


def chances(banks: Iterable[AskedBank]) -> dict[str, float]:
    """How likely each scored question is answered rightly at random."""
    kinds = types()
    every = (item for bank in banks for item in bank.items)
    return {
        item["id"]: kinds[item["type"]].chance(dict(item))
        for item in every
        if kinds[item["type"]].scored
    }


def place_views(cases: Sequence[Case]) -> dict[str, PlaceView]:
    """The sentences that can be annotated, by place (``kursk-2024:p5s1``)."""
    return {
        f"{case.id}:{task['id']}": {
            "label": task["label"],
            "gold": [
                {"source": each["source"], "stwr": each["stwr"], "moods": each["moods"]}
                for each in task["gold"]
            ],
        }
        for case in cases
        for task in tasks(case, None)
        if task["gold"]
    }


def layer_views(cases: Sequence[Case]) -> list[LayerView]:
    """What can be marked, by layer and case."""
    return [
        {
            "id": layer,
            "name": choice(cases[0], layer)["name"],
            "values": {
                case.id: {each["id"]: each["name"] for each in choice(case, layer)["values"]}
                for case in cases
                if layer != "mood" or has_mood(case)
            },
        }
        for layer in LAYERS
    ]


def _places(cases: Sequence[Case]) -> dict[str, Place]:
    from whosays.measures.classes import Place  # noqa: PLC0415 - it needs numpy

    layers = layer_views(cases)
    return {
        name: Place(
            each["label"],
            each["gold"],
            {layer["id"]: layer["values"].get(name.partition(":")[0], {}) for layer in layers},
        )
        for name, each in place_views(cases).items()
    }


# --- a class -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClassResults:
    """The results of a class as tables. A pupil is known by a pseudonym: the name of the file.

    - ``answers``: a row per pupil and question, the first answer alone. ``chosen`` has the letters
      of the key; ``points`` are from 0 to 1, ``confidence`` is in per cent, NaN where none was
      given; ``signal`` says whether there was a problem to find, ``said`` what the pupil said.
    - ``items``: a row per question. ``lesson``, ``set`` and ``number`` are what its page calls it,
      ``sheet`` is its number on the lesson's sheet. ``share`` of the ``n`` answers are ``right``;
      ``chance`` is the share that choosing at random gives; ``sure`` is the mean confidence in per
      cent, also of right and of wrong answers.
    - ``choices``: a row per option of a question, with its letter, its words and who chose it.
    - ``pupils``: a row per pupil.
    - ``results``: a row per bank of questions, and one for all lessons. ``d_prime`` and
      ``criterion`` from twenty answers on, their intervals (``d_low`` to ``d_high``, ``c_low`` to
      ``c_high``: 95 %, percentile bootstrap over pupils) from five pupils on, else NaN.
    - ``agreement``: a row per layer of annotation. ``alpha`` is Krippendorff's, among the pupils,
      with its interval over sentences; ``as_gold`` is the share of marks that are as in the gold.
    - ``sentences``: a row per annotated sentence and layer.
    - ``refused``: a row per file or code that does not count, and why.
    """

    banks: tuple[AskedBank, ...]
    cases: tuple[Case, ...]
    handed: tuple[Pupil, ...]
    not_counted: tuple[Refused, ...]

    def __repr__(self) -> str:
        return (
            f"<class of {len(self.handed)} pupils: {len(self.answers)} answers,"
            f" {len(self.not_counted)} refused>"
        )

    @cached_property
    def _words(self) -> dict[str, str]:
        return self.cases[0].words.of("classroom")

    @cached_property
    def _given(self) -> list[Any]:
        from whosays.measures.classes import given  # noqa: PLC0415 - it needs numpy

        with _uncollected():
            return given(self.banks, self.handed)

    @cached_property
    def _places(self) -> dict[str, Place]:
        return _places(self.cases)

    @cached_property
    def _homes(self) -> dict[str, dict[str, Any]]:
        places = (place for case in self.cases for place in question_places(case))
        return {
            place["question"]: {
                "lesson": place["lesson"],
                "set": place["set"],
                "number": place["number"],
                "sheet": place["sheet"],
            }
            for place in places
            if not place["borrowed"]
        }

    @cached_property
    def answers(self) -> pd.DataFrame:
        """A row per pupil and question."""
        from whosays.measures.classes import answer_rows  # noqa: PLC0415 - as above

        columns = "pupil bank question chosen points right confidence signal said"
        frame = _frame(answer_rows(self._given, self._words), columns)
        return frame.astype({"points": "float64", "confidence": "float64"})

    @cached_property
    def items(self) -> pd.DataFrame:
        """A row per question."""
        from whosays.measures.classes import item_rows  # noqa: PLC0415 - as above

        measured = "share points chance sure sure_right sure_wrong"
        rows = item_rows(self.banks, self._given, chances(self.banks), self._homes)
        frame = _frame(rows, f"bank {_PLACE} question prompt n right {measured}")
        return frame.astype({"sheet": "Int64", **dict.fromkeys(measured.split(), "float64")})

    @cached_property
    def choices(self) -> pd.DataFrame:
        """A row per option of a question."""
        from whosays.measures.classes import choice_rows  # noqa: PLC0415 - as above

        rows = choice_rows(self.banks, self._given, self._homes, self._words)
        columns = f"bank {_PLACE} question part letter text right n share"
        return _frame(rows, columns).astype({"sheet": "Int64"})

    @cached_property
    def pupils(self) -> pd.DataFrame:
        """A row per pupil."""
        from whosays.measures.classes import pupil_rows  # noqa: PLC0415 - as above

        columns = f"pupil {_TOLD} sentences marks same unfitting"
        frame = _frame(pupil_rows(self.handed, self._given, self._places), columns)
        return frame.astype(dict.fromkeys(("share", "points", "sure", "brier"), "float64"))

    @cached_property
    def results(self) -> pd.DataFrame:
        """A row per bank of questions."""
        from whosays.measures.classes import result_rows  # noqa: PLC0415 - as above

        measured = "d_prime d_low d_high criterion c_low c_high"
        frame = _frame(result_rows(self.banks, self._given), f"bank pupils {_TOLD} {measured}")
        numbers = ("share", "points", "sure", "brier", *measured.split())
        return frame.astype(dict.fromkeys(numbers, "float64"))

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """A row per layer of annotation."""
        from whosays.measures.classes import agreement_rows  # noqa: PLC0415 - as above

        columns = "layer sentences marks alpha low high compared same as_gold"
        frame = _frame(agreement_rows(self.handed, self._places), columns)
        return frame.astype(dict.fromkeys(("alpha", "low", "high", "as_gold"), "float64"))

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """A row per annotated sentence and layer."""
        from whosays.measures.classes import sentence_rows  # noqa: PLC0415 - as above

        columns = "place label layer n most most_n gold same"
        return _frame(sentence_rows(self.handed, self._places), columns)

    @cached_property
    def refused(self) -> pd.DataFrame:
        """A row per file or code that does not count."""
        rows = (
            {"name": each.name, "reason": self._words[each.reason].replace("{detail}", each.detail)}
            for each in self.not_counted
        )
        return _frame(rows, "name reason")


_PLACE = "lesson set number sheet"
_TOLD = "answers right share points hits misses alarms rejections sure brier"


def _frame(rows: Iterable[Mapping[str, Any]], columns: str) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - a page with a widget does not wait for it

    return pd.DataFrame(list(rows), columns=columns.split())


@of_case
def read_class(
    case: Case, files: str | Path | Sequence[str | Path], *more: Case, codes: Sequence[str] = ()
) -> ClassResults:
    """The results of a class, from files that *My results* has saved, and from codes.

    ``files`` is a folder, of which all ``.json`` files are read, or a list of files; ``more`` are
    other cases whose questions the book asks; ``codes`` are lines such as ``"A7: 1K7P-…"``. What
    cannot be read is in the table ``refused``, and all else counts. Nothing is written anywhere.

    Raises KeyError where there is no such folder or file, and TypeError where no case was given.

    >>> mine = read_class(case, ["whosays-results-2026-11-27.json"])
    >>> mine
    <class of 1 pupils: 1 answers, 0 refused>
    >>> mine.answers[["pupil", "question", "points"]].to_dict("records")
    [{'pupil': 'whosays-results-2026-11-27', 'question': 'welcome-two-numbers', 'points': 0.0}]
    """
    for each in more:
        need_case(each)
    paths = list(_paths(files))
    return _results((case, *more), [(path.name, path.read_bytes()) for path in paths], codes)


def _results(
    cases: tuple[Case, ...], files: Iterable[tuple[str, bytes]], codes: Sequence[str] = ()
) -> ClassResults:
    banks = tuple(asked(cases))
    with _uncollected():
        pupils, refused = handed_in(banks, files, codes)
    return ClassResults(banks, cases, tuple(pupils), tuple(refused))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from searching again and again through all answers for what can be thrown away.

    Of a school's files it would take longer than all else, and find nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _paths(files: object) -> Iterator[Path]:
    for each in listed(files):
        if not isinstance(each, str | Path):
            raise WrongTypeError(
                "name a folder or files, for example read_class(case, 'results'), not"
                f" a {type(each).__name__}"
            )
        path = Path(each)
        if path.is_dir():
            yield from sorted(path.glob("*.json"))
        elif path.is_file():
            yield path
        else:
            there = ", ".join(sorted(each.name for each in Path().glob("*.json"))) or "none"
            raise UnknownNameError(
                f"no folder or file {in_line(path)} to read. Put the pupils' files into a folder"
                f" beside this notebook, and name it; JSON files that are there: {there}"
            )


# --- a class that nobody taught ------------------------------------------------------------------


@of_case
def made_up_class(case: Case, pupils: int = 12, *, seed: int = 1) -> ClassResults:
    """A class that does not exist, to try the tables with: answers drawn by chance.

    Each of the pupils, ``pupil-01`` and so on, answers the form *before* and the questions of the
    first page, and marks six sentences; some of them choose better than others. The same ``seed``
    gives the same class. Raises TypeError where no case was given.

    >>> made_up_class(case, pupils=3)
    <class of 3 pupils: ... answers, 0 refused>
    """
    return _results((case,), made_up_files([case], pupils, seed=seed))


def made_up_files(
    cases: Sequence[Case],
    pupils: int,
    *,
    seed: int = 1,
    banks: Sequence[str] = ("before", "welcome"),
) -> list[tuple[str, bytes]]:
    """Files as *My results* saves them, of pupils that do not exist: pairs of name and content."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    every = [bank for bank in asked(cases) if bank.id in banks]
    places = _places(cases)
    names = list(places)[8:14]
    return [
        (
            f"pupil-{n:02}.json",
            json.dumps(_made_up(n, draw, every, {p: places[p] for p in names})).encode(),
        )
        for n in range(1, pupils + 1)
    ]


_START = datetime(2026, 11, 27, 9, tzinfo=UTC)


def _made_up(
    number: int, draw: random.Random, banks: Sequence[AskedBank], places: Mapping[str, Place]
) -> dict[str, Any]:
    tries = draw.choice((1, 2, 2, 3))  # the best of so many choices is taken
    now = _START + timedelta(seconds=number)

    def moment() -> str:
        nonlocal now
        now += timedelta(milliseconds=draw.randint(8_000, 60_000))
        return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def attempt(item: Mapping[str, Any]) -> dict[str, Any]:
        choices = [_any_choice(item, draw) for _ in range(tries)]
        best = max(choices, key=lambda each: scoring.points(item, each) or 0)
        points = scoring.points(item, best)
        made = {"at": moment(), "choice": best}
        if points is not None:
            made |= {"points": points, "confidence": draw.choice(scoring.CONFIDENCE)}
        if item.get("signal") is not None:
            chosen = next(each for each in item["options"] if each["id"] == best)
            made |= {"signal": item["signal"], "said": chosen["says_signal"]}
        return made

    records = {
        item["id"]: {"v": 1, "attempts": [attempt(item)]}
        for bank in banks
        if not bank.form
        for item in bank.items
    }
    forms = {
        bank.id: {
            "v": 1,
            "answers": {item["id"]: attempt(item) for item in bank.items},
            "at": moment(),
        }
        for bank in banks
        if bank.form
    }
    annotations = {}
    for name, place in places.items():
        gold = place.gold[0]
        marks = {
            layer: gold[layer]
            if draw.random() < 0.3 * tries
            else draw.choice([*place.known[layer]])
            for layer in ("source", "stwr")
        }
        annotations[name] = {"v": 1, "at": moment(), "marks": marks, "compared": marks}
    return {
        "format": "whosays-results",
        "version": 3,
        "exported": moment(),
        "records": records,
        "annotations": annotations,
        "forms": forms,
    }


def _any_choice(item: Mapping[str, Any], draw: random.Random) -> Any:
    """A choice that fits a question, drawn by chance."""
    match item["fits"]:
        case {"one": names}:
            return draw.choice(names)
        case {"some": names} | {"all": names}:
            count = len(names) if "all" in item["fits"] else draw.randint(1, len(names))
            return draw.sample(names, count)
        case {"keys": keys, "values": values}:
            return {key: draw.choice(values) for key in keys}
        case {"words": words}:
            return sorted(draw.sample(range(words), draw.randint(1, min(3, words))))
        case {"kind": "number"}:
            return round(item["answer"] * draw.choice((0.1, 0.5, 1, 1, 2)))
    return "Words."

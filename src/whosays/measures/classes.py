"""How a class did: figures from what pupils handed in, as rows of plain data.

Each first answer counts. Values that few answers carry are left out (None): d' and the criterion
below twenty answers, an interval below five pupils or sentences. Intervals are those of the
percentile bootstrap, 95 %: pupils are drawn with replacement as they are, because the answers of
one pupil hang together, and sentences likewise for alpha (Zapf et al. 2016, doi
10.1186/s12874-016-0200-9, as in ``agreement.py``). The draws come from a fixed sequence, so that
Python and ``classroom_measures.js`` give the same figures; one test holds them to each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from whosays.case.items.base import letter, marked_words
from whosays.measures import agreement, scoring
from whosays.measures.agreement import FEWEST, RESAMPLES, Gold, compare, values
from whosays.measures.answers import LAYERS
from whosays.measures.handed_in import AskedBank, Pupil

Row = dict[str, Any]
Words = Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """A sentence that can be annotated: its gold, and what can be marked, by layer."""

    label: str
    gold: Sequence[Gold]
    known: Mapping[str, Mapping[str, str]]


# --- answers -------------------------------------------------------------------------------------


class Given(NamedTuple):
    """A first answer of a pupil to a question, with its points by the present key."""

    pupil: str
    bank: AskedBank
    item: Mapping[str, Any]
    choice: Any
    points: float | None
    right: bool
    """Whether all of it is right."""
    confidence: float | None
    said: bool | None


def given(banks: Sequence[AskedBank], pupils: Iterable[Pupil]) -> list[Given]:
    """All answers that count, pupil by pupil, in the order of the banks."""
    return [
        _given(pupil.name, bank, item, pupil.answers[bank.id][item["id"]])
        for pupil in pupils
        for bank in banks
        if bank.id in pupil.answers
        for item in bank.items
        if item["id"] in pupil.answers[bank.id]
    ]


def _given(
    pupil: str, bank: AskedBank, item: Mapping[str, Any], answer: Mapping[str, Any]
) -> Given:
    choice, said = answer["choice"], None
    if item.get("signal") is not None:
        said = next(each["says_signal"] for each in item["options"] if each["id"] == choice)
    points = scoring.points(item, choice)
    return Given(pupil, bank, item, choice, points, points == 1, answer.get("confidence"), said)


def answer_rows(answers: Iterable[Given], t: Words) -> Iterator[Row]:
    """A row for each answer; a text of one's own is not shown."""
    known: dict[str, list[Letters]] = {}  # hundreds have answered the same
    for each in answers:
        name = each.item["id"]
        if name not in known:
            known[name] = letters(each.item, t)
        yield {
            "pupil": each.pupil,
            "bank": each.bank.id,
            "question": name,
            "chosen": chosen(each.item, each.choice, known[name]),
            "points": each.points,
            "right": None if each.points is None else each.right,
            "confidence": each.confidence,
            "signal": each.item.get("signal"),
            "said": each.said,
        }


# --- what was chosen -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Option:
    """What can be chosen in a part of a question, with its letter in the key."""

    id: str
    letter: str
    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True)
class Part:
    """A choice that a question asks for; most ask for one, and then it has no text."""

    text: str
    options: list[Option]


def parts(item: Mapping[str, Any], t: Words) -> list[Part]:
    """What a question asks to choose, with the letters that its key has.

    A place in an order is a part, a statement and an entry to pair as well. Words to mark and
    numbers have options by what the feedback tells apart. A text of one's own has none.
    """
    make = _PARTS.get(item["type"])
    return make(item, t) if make else []


def _options(entries: Sequence[Mapping[str, Any]], right: Callable[[str], bool]) -> list[Option]:
    return [
        Option(each["id"], letter(at), each["text"], right(each["id"]), each.get("feedback", ""))
        for at, each in enumerate(entries)
    ]


def _of_choice(item: Mapping[str, Any], _: Words) -> list[Part]:
    correct = {each["id"] for each in item["options"] if each["correct"]}
    return [Part("", _options(item["options"], correct.__contains__))]


def _of_classes(item: Mapping[str, Any], _: Words) -> list[Part]:
    categories = [{"id": each["id"], "text": each["text"]} for each in item["categories"]]
    return [
        Part(each["text"], _options(categories, each["category"].__eq__))
        for each in item["statements"]
    ]


def _of_pairs(item: Mapping[str, Any], _: Words) -> list[Part]:
    partner = {pair["left"]: pair["right"] for pair in item["pairs"]}
    return [
        Part(each["text"], _options(item["right"], partner[each["id"]].__eq__))
        for each in item["left"]
    ]


def _of_order(item: Mapping[str, Any], t: Words) -> list[Part]:
    entries = {each["id"]: each for each in item["entries"]}
    inorder = [{"id": name, "text": entries[name]["text"]} for name in item["right"]]
    return [
        Part(t["place"].replace("{number}", str(at)), _options(inorder, name.__eq__))
        for at, name in enumerate(item["right"], 1)
    ]


def _of_words(item: Mapping[str, Any], t: Words) -> list[Part]:
    marked = [(target, True) for target in item["targets"]]
    marked += [(decoy, False) for decoy in item.get("decoys", [])]
    options = [
        Option(str(at), letter(at), each["quote"], right, each.get("feedback", ""))
        for at, (each, right) in enumerate(marked)
    ]
    return [Part("", [*options, Option("other", "*", t["other_words"], right=False)])]


def _of_number(item: Mapping[str, Any], t: Words) -> list[Part]:
    return [
        Part("", [
            Option("too_low", letter(0), t["too_low"], right=False),
            Option("close", letter(1), item["shown"], right=True),
            Option("too_high", letter(2), t["too_high"], right=False),
        ])
    ]  # fmt: skip


_PARTS: dict[str, Callable[[Mapping[str, Any], Words], list[Part]]] = {
    "single": _of_choice,
    "multiple": _of_choice,
    "classify": _of_classes,
    "match": _of_pairs,
    "order": _of_order,
    "mark": _of_words,
    "estimate": _of_number,
}


def picks(item: Mapping[str, Any], choice: Any) -> list[list[str]]:
    """Ids of the options that a choice takes, for each of the parts."""
    take = _PICKS.get(item["type"])
    return take(item, choice) if take else []


_PICKS: dict[str, Callable[[Mapping[str, Any], Any], list[list[str]]]] = {
    "single": lambda _, choice: [[choice]],
    "multiple": lambda _, choice: [choice],
    "classify": lambda item, choice: [[choice[each["id"]]] for each in item["statements"]],
    "match": lambda item, choice: [[choice[each["id"]]] for each in item["left"]],
    "order": lambda _, choice: [[each] for each in choice],
    "mark": lambda item, choice: [_marked(item, choice)],
    "estimate": lambda item, choice: [[_near(item, choice)]],
}


def _near(item: Mapping[str, Any], choice: float) -> str:
    if choice < item["low"]:
        return "too_low"
    return "close" if choice <= item["high"] else "too_high"


def _marked(item: Mapping[str, Any], choice: Sequence[int]) -> list[str]:
    found, _, extra = marked_words(dict(item), choice)
    decoys = [set(each["positions"]) for each in item.get("decoys", [])]
    tempted = [at for at, words in enumerate(decoys, len(item["targets"])) if words & set(extra)]
    names = [str(at) for at in [*found, *tempted]]
    is_other = any(all(word not in words for words in decoys) for word in extra)
    return [*names, "other"] if is_other else names


Letters = Mapping[str, str]
"""The letters of the options of a part, by their ids, in the order of the key."""


def letters(item: Mapping[str, Any], t: Words) -> list[Letters]:
    """The letters of each part of a question."""
    return [{option.id: option.letter for option in part.options} for part in parts(item, t)]


def chosen(item: Mapping[str, Any], choice: Any, key: Sequence[Letters]) -> str:
    """The letters of a choice, part by part: ``B``, ``AC``, ``B A C``; a number as it is."""
    if item["type"] == "estimate":
        return str(int(choice)) if choice == int(choice) else repr(choice)
    made = zip(key, picks(item, choice), strict=True)
    return " ".join(
        "".join(sign for name, sign in part.items() if name in taken) for part, taken in made
    )


def choice_rows(
    banks: Sequence[AskedBank], answers: Sequence[Given], homes: Mapping[str, Row], t: Words
) -> Iterator[Row]:
    """A row for each option of each answered question: how many chose it.

    ``homes`` say what a question is called where it is asked, by its id.
    """
    for bank, item, here in _by_item(banks, answers):
        taken = [picks(item, each.choice) for each in here]
        for at, part in enumerate(parts(item, t)):
            count = Counter(name for each in taken for name in each[at])
            for option in part.options:
                yield {
                    "bank": bank.id,
                    **homes[item["id"]],
                    "question": item["id"],
                    "part": part.text,
                    "letter": option.letter,
                    "text": option.text,
                    "right": option.right,
                    "n": count[option.id],
                    "share": count[option.id] / len(here),
                }


def _by_item(
    banks: Sequence[AskedBank], answers: Sequence[Given]
) -> Iterator[tuple[AskedBank, Mapping[str, Any], list[Given]]]:
    """The questions that somebody scored on, with their answers."""
    by_question: dict[tuple[str, str], list[Given]] = {}
    for each in answers:
        if each.points is not None:
            by_question.setdefault((each.bank.id, each.item["id"]), []).append(each)
    for bank in banks:
        for item in bank.items:
            if here := by_question.get((bank.id, item["id"])):
                yield bank, item, here


# --- questions, pupils, banks --------------------------------------------------------------------


def item_rows(
    banks: Sequence[AskedBank],
    answers: Sequence[Given],
    chances: Mapping[str, float],
    homes: Mapping[str, Row],
) -> Iterator[Row]:
    """A row for each answered question: how hard it was, and how sure its answers were.

    ``homes`` say what a question is called where it is asked, by its id.
    """
    for bank, item, here in _by_item(banks, answers):
        right = sum(each.right for each in here)
        yield {
            "bank": bank.id,
            **homes[item["id"]],
            "question": item["id"],
            "prompt": item["prompt"],
            "n": len(here),
            "right": right,
            "share": right / len(here),
            "points": _mean(each.points for each in here),
            "chance": chances[item["id"]],
            "sure": _mean(each.confidence for each in here),
            "sure_right": _mean(each.confidence for each in here if each.right),
            "sure_wrong": _mean(each.confidence for each in here if not each.right),
        }


def pupil_rows(
    pupils: Iterable[Pupil], answers: Sequence[Given], places: Mapping[str, Place]
) -> Iterator[Row]:
    """A row for each pupil, by pseudonym."""
    by_pupil = _by_pupil(answers)
    for pupil in pupils:
        here = [each for each in by_pupil.get(pupil.name, []) if each.points is not None]
        made = [each for name in pupil.marks for each in _compared(places, name, pupil).values()]
        yield {
            "pupil": pupil.name,
            **_told(here),
            "sentences": sum(bool(_compared(places, name, pupil)) for name in pupil.marks),
            "marks": len(made),
            "same": sum(each.verdict != "differs" for each in made),
            "unfitting": pupil.unfitting,
        }


def _by_pupil(answers: Iterable[Given]) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for each in answers:
        found.setdefault(each.pupil, []).append(each)
    return found


def _told(here: Sequence[Given]) -> Row:
    right = sum(each.right for each in here)
    hits, misses, alarms, rejections = _counts(here)
    judged = [(each.confidence / 100, each.right) for each in here if each.confidence]
    return {
        "answers": len(here),
        "right": right,
        "share": right / len(here) if here else None,
        "points": sum(each.points or 0 for each in here),
        "hits": hits,
        "misses": misses,
        "alarms": alarms,
        "rejections": rejections,
        "sure": _mean(each.confidence for each in here),
        "brier": scoring.brier(judged),
    }


def _counts(here: Iterable[Given]) -> tuple[int, int, int, int]:
    pairs = Counter((each.item.get("signal"), each.said) for each in here if each.said is not None)
    return pairs[True, True], pairs[True, False], pairs[False, True], pairs[False, False]


def _mean(numbers: Iterable[float | None]) -> float | None:
    found = [each for each in numbers if each is not None]
    return sum(found) / len(found) if found else None


LESSONS = "lessons"
"""Stands for all banks that are no form, in the column ``bank``."""


def result_rows(banks: Sequence[AskedBank], answers: Sequence[Given]) -> Iterator[Row]:
    """A row for all lessons together, one for each bank of theirs, and one for each form."""
    scored = [each for each in answers if each.points is not None]
    of_lessons = [each for each in scored if not each.bank.form]
    groups = [(LESSONS, of_lessons)] if len({each.bank.id for each in of_lessons}) > 1 else []
    by_bank: dict[str, list[Given]] = {bank.id: [] for bank in banks}
    for each in scored:
        by_bank[each.bank.id].append(each)
    groups += by_bank.items()
    for name, here in groups:
        if here:
            yield {
                "bank": name,
                "pupils": len({each.pupil for each in here}),
                **_told(here),
                **_discrimination(here),
            }


def _discrimination(here: Sequence[Given]) -> Row:
    """D' and criterion of all answers together, with the interval over pupils."""
    counts = np.array([_counts(each) for each in _by_pupil(here).values()])
    counts = counts[counts.sum(axis=1) > 0]
    found = dict.fromkeys(("d_prime", "d_low", "d_high", "criterion", "c_low", "c_high"))
    whole = _signal(counts.sum(axis=0)) if counts.sum() >= scoring.ENOUGH else None
    if whole is None:
        return found
    found |= {"d_prime": whole.d_prime, "criterion": whole.criterion}
    if len(counts) >= FEWEST:
        samples = [_signal(each) for each in counts[draws(len(counts))].sum(axis=1)]
        made = [each for each in samples if each]
        found["d_low"], found["d_high"] = middle_95([each.d_prime for each in made])
        found["c_low"], found["c_high"] = middle_95([each.criterion for each in made])
    return found


def _signal(counts: npt.NDArray[np.int_]) -> scoring.Discrimination | None:
    hits, misses, alarms, rejections = map(int, counts)
    return scoring.discrimination(hits, misses, alarms, rejections)


# --- drawing with replacement --------------------------------------------------------------------

_FACTOR, _MODULUS, _SEED = 48_271, 2_147_483_647, 20_241_127
"""Park & Miller's generator, with the factor of 1993 (doi 10.1145/159544.376068)."""


@cache
def draws(size: int) -> npt.NDArray[np.intp]:
    """A thousand times so many places below ``size``, in rows; always the same."""
    states = np.empty((RESAMPLES, size), dtype=np.int64)
    state = _SEED
    for at in range(size):
        states[0, at] = state = state * _FACTOR % _MODULUS
    leap = pow(_FACTOR, size, _MODULUS)  # as many steps at once as a row is long
    for at in range(1, RESAMPLES):
        states[at] = states[at - 1] * leap % _MODULUS
    return (states * size // _MODULUS).astype(np.intp)


def middle_95(found: Sequence[float]) -> tuple[float | None, float | None]:
    """Between which values the middle 95 % lie; NaN is left out."""
    made = np.array(found, dtype=float)
    made = made[~np.isnan(made)]
    if not len(made):
        return None, None
    low, high = np.percentile(made, [2.5, 97.5])
    return float(low), float(high)


# --- annotations ---------------------------------------------------------------------------------


def agreement_rows(pupils: Sequence[Pupil], places: Mapping[str, Place]) -> Iterator[Row]:
    """A row for each layer: agreement of the pupils among themselves, and with the gold."""
    for layer in LAYERS:
        marks = _marks(pupils, places, layer)
        units = [each for each in marks.values() if len(each) > 1]
        made = [
            _compared(places, name, pupil).get(layer) for pupil in pupils for name in pupil.marks
        ]
        compared = [each for each in made if each]
        if not marks:
            continue
        low, high = alpha_interval(units)
        same = sum(each.verdict != "differs" for each in compared)
        yield {
            "layer": layer,
            "sentences": len(units),
            "marks": sum(map(len, units)),
            "alpha": alpha(units),
            "low": low,
            "high": high,
            "compared": len(compared),
            "same": same,
            "as_gold": same / len(compared) if compared else None,
        }


def sentence_rows(pupils: Sequence[Pupil], places: Mapping[str, Place]) -> Iterator[Row]:
    """A row for each sentence and layer: what most pupils marked, and what the gold has."""
    for name, place in places.items():
        for layer in LAYERS:
            marks = _marks(pupils, {name: place}, layer).get(name)
            if not marks:
                continue
            count = Counter(marks)
            most = min(count, key=lambda value: (-count[value], value))
            compared = (_compared(places, name, pupil).get(layer) for pupil in pupils)
            yield {
                "place": name,
                "label": place.label,
                "layer": layer,
                "n": len(marks),
                "most": most,
                "most_n": count[most],
                "gold": next(iter(values(place.gold[0], layer)), None),
                "same": sum(each is not None and each.verdict != "differs" for each in compared),
            }


def _known(place: Place, marks: Mapping[str, str]) -> dict[str, str]:
    return {layer: mark for layer, mark in marks.items() if mark in place.known.get(layer, {})}


def _compared(places: Mapping[str, Place], name: str, pupil: Pupil) -> Mapping[str, Any]:
    """A pupil's marks of a sentence beside the gold, by layer."""
    if name not in places or name not in pupil.marks:
        return {}
    return compare(places[name].gold, _known(places[name], pupil.marks[name]))


def _marks(
    pupils: Sequence[Pupil], places: Mapping[str, Place], layer: str
) -> dict[str, list[str]]:
    """What the pupils marked in a layer, by sentence."""
    found: dict[str, list[str]] = {}
    for name, place in places.items():
        made = (_known(place, pupil.marks[name]) for pupil in pupils if name in pupil.marks)
        if marks := [each[layer] for each in made if layer in each]:
            found[name] = marks
    return found


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha among pupils (:func:`agreement.alpha`); None where there is none."""
    found = agreement.alpha(units)
    return None if np.isnan(found) else found


def alpha_interval(units: Sequence[Sequence[str]]) -> tuple[float | None, float | None]:
    """The interval of alpha over sentences; None where alpha is, and below five sentences."""
    low, high = agreement.interval(units, draws(len(units)))
    return (None, None) if np.isnan(low) else (low, high)

"""What pupils hand in: files that *My results* has saved, and codes. Each counts, or is refused.

A pupil is known by a pseudonym: the name of the file, or what stands before a code. Files and
codes are refused one by one, each with a reason that names a word of the class view (``classroom``
in ``interface.yml``). ``classroom_read.js`` judges alike; one test holds them to each other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from pydantic import ValidationError

from whosays.measures.answers import ResultsFile, attempts_at, renamed_choice, still_fits
from whosays.measures.codes import CodedBank, CodeError, decode, encode, plain

LARGEST = 20_000_000
"""Bytes of a file; no browser keeps as much for a site."""

KINDS = ("records", "annotations", "forms")


@dataclass(frozen=True)
class Refused:
    """What does not count: its name, a word for the reason, and what the reason is about."""

    name: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class AskedBank:
    """A bank as the class view knows it: its questions in plain form, and how codes know it."""

    id: str
    title: str
    form: bool
    items: Sequence[Mapping[str, Any]]
    coded: CodedBank


Answers = dict[str, dict[str, dict[str, Any]]]
"""Answers that count, by bank and question: ``choice``, ``confidence`` and, of a file, ``at``."""


@dataclass
class Pupil:
    """What a pupil has handed in.

    ``marks`` are by place (``kursk-2024:p5s1``) and layer; ``unfitting`` counts answers to
    questions that have changed since.
    """

    name: str
    answers: Answers = field(default_factory=dict)
    marks: dict[str, dict[str, str]] = field(default_factory=dict)
    unfitting: int = 0


@dataclass(frozen=True)
class _File:
    name: str
    saved: datetime
    kept: dict[str, Any]
    prints: frozenset[str]
    """What it holds, so that the same answers are found in another file."""


def handed_in(
    banks: Sequence[AskedBank], files: Iterable[tuple[str, bytes]], codes: Sequence[str] = ()
) -> tuple[list[Pupil], list[Refused]]:
    """The pupils in the order of their names, and what was refused.

    ``files`` are pairs of name and content, ``codes`` lines such as ``A7: 1K7P-…`` or a code alone.
    Of files with the same answers the one that was saved last counts.
    """
    counted, refused = _sifted(files)
    pupils: dict[str, Pupil] = {}
    for file in counted:
        pupil = _pupil_of(file, banks)
        if pupil.answers or pupil.marks:
            pupil.name = _free(pupil.name, pupils)
            pupils[pupil.name] = pupil
        else:
            refused.append(Refused(file.name, "unfitting" if pupil.unfitting else "nothing"))
    refused += _with_codes(pupils, banks, codes)
    return sorted(pupils.values(), key=lambda each: each.name), refused


def _free(name: str, taken: Collection[str]) -> str:
    """The name, with a number where another pupil has it."""
    names = (name if n == 1 else f"{name} ({n})" for n in count(1))
    return next(each for each in names if each not in taken)


# --- files ---------------------------------------------------------------------------------------


def _sifted(files: Iterable[tuple[str, bytes]]) -> tuple[list[_File], list[Refused]]:
    """The files that count, the last saved first, and those that do not."""
    read: list[_File] = []
    refused: list[Refused] = []
    for name, content in files:
        found = _read(name, content)
        (read if isinstance(found, _File) else refused).append(found)  # type: ignore[arg-type]
    read.sort(key=lambda each: each.name)
    read.sort(key=lambda each: each.saved, reverse=True)
    whose: dict[str, _File] = {}
    counted = []
    for file in read:
        if other := _same_pupil(file, whose):
            reason = "twin" if other.prints == file.prints else "older"
            refused.append(Refused(file.name, reason, other.name))
        else:
            counted.append(file)
            whose |= dict.fromkeys(file.prints, file)
    return counted, refused


def _same_pupil(file: _File, whose: Mapping[str, _File]) -> _File | None:
    """The file that has answers of this one: two of them, since one may be a coincidence."""
    shared: dict[str, list[_File]] = {}
    for each in sorted(file.prints & whose.keys()):
        shared.setdefault(whose[each].name, []).append(whose[each])
    for here in shared.values():
        if len(here) >= min(2, len(file.prints), len(here[0].prints)):
            return here[0]
    return None


def _read(name: str, content: bytes) -> _File | Refused:
    if len(content) > LARGEST:
        return Refused(name, "bad_large")
    try:
        kept = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return Refused(name, "bad_json")
    if not isinstance(kept, dict) or kept.get("format") != "whosays-results":
        return Refused(name, "bad_format")
    version = kept.get("version")
    if isinstance(version, bool) or version not in {1, 2, 3}:
        return Refused(name, "bad_version", str(version)[:20])
    try:
        file = ResultsFile.model_validate_json(content)
    except ValidationError as error:
        return _damaged(name, error)
    whole = {"annotations": {}, "forms": {}, **kept}  # earlier versions had none
    return _File(name, file.exported, whole, frozenset(_prints(file)))


def _damaged(name: str, error: ValidationError) -> Refused:
    """Which entry is damaged, or that the file is none of this book's."""
    places = [each["loc"] for each in error.errors()]
    of_entries = [place for place in places if len(place) > 1 and place[0] in KINDS]
    if len(of_entries) < len(places):
        return Refused(name, "bad_format")
    return Refused(name, "bad_record", str(of_entries[0][1])[:80])


def _prints(file: ResultsFile) -> Iterator[str]:
    """A line for each answer and each marked sentence: what, and when to the millisecond."""
    for name, record in file.records.items():
        yield from (_print(name, each.at) for each in record.attempts)
    for form in file.forms.values():
        yield from (_print(name, each.at) for name, each in form.answers.items())
    for place, marked in file.annotations.items():
        yield _print(place, marked.at)


def _print(name: str, at: datetime) -> str:
    return f"{name} {at.timestamp():.3f}"


def pseudonym(name: str) -> str:
    """A pupil's pseudonym: the file's name without folder and ending."""
    return name.rpartition("/")[2].removesuffix(".json").strip() or name


def _pupil_of(file: _File, banks: Sequence[AskedBank]) -> Pupil:
    pupil = Pupil(pseudonym(file.name))
    for bank in banks:
        answers, records = {}, _records(file.kept, bank)
        for item in bank.items:
            fits = item["fits"]
            names = [item["id"], *fits.get("former", ())]
            told = [a for name in names if name in records for a in records[name]["attempts"]]
            attempts = attempts_at(item, records) if told else []
            if len(attempts) < len(told):
                choices = (renamed_choice(fits, attempt["choice"]) for attempt in told)
                pupil.unfitting += sum(not still_fits(fits, choice) for choice in choices)
            if attempts:
                first = next((each for each in attempts if not each.get("retry")), attempts[0])
                answers[item["id"]] = first
        if answers:
            pupil.answers[bank.id] = answers
    for place, marked in file.kept["annotations"].items():
        if marks := {layer: mark for layer, mark in marked["compared"].items() if mark}:
            pupil.marks[place] = marks
    return pupil


def _records(kept: Mapping[str, Any], bank: AskedBank) -> Mapping[str, Any]:
    """Records that may have answers to a bank's questions.

    A form counts where it was handed in, and what was answered of its questions elsewhere does not.
    """
    if not bank.form:
        records: Mapping[str, Any] = kept["records"]
        return records
    form = kept["forms"].get(bank.id, {})
    answers = form["answers"] if form.get("at") else {}
    return {name: {"attempts": [answer]} for name, answer in answers.items()}


# --- codes ---------------------------------------------------------------------------------------


def _with_codes(
    pupils: dict[str, Pupil], banks: Sequence[AskedBank], lines: Sequence[str]
) -> Iterator[Refused]:
    """Adds the answers of codes to the pupils; gives what was refused."""
    known = _codes_of(pupils.values(), banks) if lines else {}
    coded = [bank.coded for bank in banks]
    for number, line in enumerate(lines, 1):
        named, colon, rest = line.rpartition(":")
        code = plain(rest.strip())
        if not code:
            continue
        name = named.strip() if colon else ""
        told = name or str(number)
        try:
            bank, answers = decode(code, coded)
        except CodeError as error:
            yield Refused(told, error.reason, error.detail)
            continue
        if code in known:
            yield Refused(told, "code_twin", known[code])
            continue
        if not answers:
            yield Refused(told, "nothing")
            continue
        known[code] = told
        pupil = pupils.setdefault(told, Pupil(told))
        # What a file says of the same questions has come first, and counts.
        pupil.answers[bank["id"]] = {
            **{each: dict(answer) for each, answer in answers.items()},
            **pupil.answers.get(bank["id"], {}),
        }


def _codes_of(pupils: Iterable[Pupil], banks: Sequence[AskedBank]) -> dict[str, str]:
    """The codes that the files could have been handed in as, with the pupil of each."""
    return {
        plain(encode(bank.coded, pupil.answers[bank.id])): pupil.name
        for pupil in pupils
        for bank in banks
        if bank.id in pupil.answers
    }

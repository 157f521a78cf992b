"""A reader's answers to the questions of a bank as a code of a few dozen characters.

A code is typed, or read by a phone from paper, so it is written in Crockford's Base 32 (digits and
letters without I, L, O and U; https://www.crockford.com/base32.html), in groups of four: the
version, four characters that stand for the bank as it is now, the answers, and three characters
to check them by. There is no name in it, no time and no text of one's own.

The answers are the digits of one number, each in a base of its own: as many as there are values.
The check is a sum weighted by place, modulo a prime, as in an ISBN-10 (ISO 2108): one wrong
character changes it, and so do two that changed places, because no weight is 0 and no two are the
same. ``_codes.js`` writes and reads the same codes; one test holds them to each other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from typing_extensions import TypedDict

from whosays.case.items.base import Fits
from whosays.measures.scoring import CONFIDENCE

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VERSION = "1"
MARK = 4  # characters that stand for a bank
CHECK = 3
PRIME = 32749  # the largest below 32 ** 3
TWINS = 1024
"""So many numbers tell apart two pupils who answered the same."""

_LOOK_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LOWEST, EXPONENTS = -330, 660
"""Powers of ten that a number may begin with, which are all that a computer writes."""

MOST_DIGITS = 17


class CodedQuestion(TypedDict):
    """A question as a code knows it: what a choice has to be."""

    id: str
    fits: Fits


class CodedBank(TypedDict):
    """The questions of a bank in their order, and the characters that stand for them."""

    id: str
    mark: str
    questions: list[CodedQuestion]


class Answer(TypedDict):
    """An answer as a code has it; ``confidence`` in per cent, or None."""

    choice: Any
    confidence: int | None


class CodeError(ValueError):
    """A code that cannot be read; ``reason`` names a word of the class view, ``detail`` what."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def coded_bank(bank: str, items: Iterable[Mapping[str, Any]]) -> CodedBank:
    """A bank as codes know it, from its questions in plain form."""
    questions: list[CodedQuestion] = [
        {"id": each["id"], "fits": each["fits"]}
        for each in items
        if each["fits"].get("kind") != "text"  # nobody types a text as a code
    ]
    return {"id": bank, "mark": mark_of(bank, questions), "questions": questions}


def mark_of(bank: str, questions: Iterable[Mapping[str, Any]]) -> str:
    """The characters that stand for a bank: they change with anything that a code counts by."""
    counted = [
        [each["id"], {name: each["fits"][name] for name in _COUNTED if name in each["fits"]}]
        for each in questions
        if each["fits"].get("kind") != "text"
    ]
    text = json.dumps([bank, counted], ensure_ascii=False, sort_keys=True)
    return _written(int.from_bytes(hashlib.sha256(text.encode()).digest()[:3]) >> 4, MARK)


_COUNTED = ("one", "some", "all", "keys", "values", "words", "kind")


# --- writing -------------------------------------------------------------------------------------


def encode(bank: CodedBank, answers: Mapping[str, Mapping[str, Any]]) -> str:
    """The code of answers by question id, each with ``choice``, ``confidence`` and ``at``.

    A choice has to fit its question. When they were given (``at``, ISO 8601) makes the number by
    which the same answers of two pupils are told apart; no time can be read from it.
    """
    given = [(each, answers.get(each["id"])) for each in bank["questions"]]
    moments = [_milliseconds(answer["at"]) for _, answer in given if answer]
    parts: list[tuple[int, int]] = [(sum(moments) % TWINS, TWINS)]
    for question, answer in given:
        parts.append((int(answer is not None), 2))
        if answer is not None:
            parts.append((_step(answer.get("confidence")), len(CONFIDENCE) + 1))
            parts += _parts(question["fits"], answer["choice"])
    number, values = 0, 1
    for value, radix in reversed(parts):
        number, values = number * radix + value, values * radix
    body = VERSION + bank["mark"] + _written(number, _length(values))
    whole = body + _written(_check(body), CHECK)
    return "-".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def _milliseconds(at: str) -> int:
    return (datetime.fromisoformat(at) - _EPOCH) // timedelta(milliseconds=1)


def _step(confidence: float | None) -> int:
    """Number of a step of confidence from 1; 0 for none."""
    return CONFIDENCE.index(int(confidence)) + 1 if confidence in CONFIDENCE else 0


def _written(number: int, length: int) -> str:
    return "".join(DIGITS[number >> 5 * at & 31] for at in reversed(range(length)))


def _length(values: int) -> int:
    """How many characters so many values take."""
    return -(-(values - 1).bit_length() // 5)


def _check(body: str) -> int:
    return sum(at * DIGITS.index(each) for at, each in enumerate(body, 1)) % PRIME


def _parts(fits: Fits, choice: Any) -> Iterator[tuple[int, int]]:
    """A choice as digits, each with its base."""
    match fits:
        case {"one": names}:
            yield names.index(choice), len(names)
        case {"some": names}:
            yield sum(1 << names.index(each) for each in choice) - 1, (1 << len(names)) - 1
        case {"all": names}:
            left = list(names)
            for each in choice:
                yield left.index(each), len(left)
                left.remove(each)
        case {"keys": keys, "values": values}:
            for key in keys:
                yield values.index(choice[key]), len(values)
        case {"words": words}:
            yield len(choice) - 1, words
            first = 0  # that may still be marked
            for at, place in enumerate(sorted(choice)):
                yield place - first, words - first - (len(choice) - 1 - at)
                first = place + 1
        case _:
            yield from _of_number(float(choice))


def _of_number(number: float) -> Iterator[tuple[int, int]]:
    """A number as its sign, its power of ten and the digits that tell it from all others."""
    digits = "".join(map(str, Decimal(repr(abs(number))).as_tuple().digits)).strip("0") or "0"
    power = Decimal(repr(number)).adjusted() if number else 0
    yield int(number < 0), 2
    yield power - LOWEST, EXPONENTS
    yield len(digits) - 1, MOST_DIGITS
    yield int(digits), 10 ** len(digits)


# --- reading -------------------------------------------------------------------------------------


def plain(code: str) -> str:
    """A code as it was typed without what may differ: groups, small letters, look-alikes."""
    return code.upper().translate(_LOOK_ALIKE)


def decode(code: str, banks: Sequence[CodedBank]) -> tuple[CodedBank, dict[str, Answer]]:
    """The bank of a code and its answers by question id.

    CodeError, with a reason, where a character is none of a code's (``code_letter``), where the
    check finds a mistake (``code_check``), or where the code is of another edition or another book
    (``code_version``, ``code_bank``).
    """
    text = plain(code)
    for each in text:
        if each not in DIGITS:
            raise CodeError("code_letter", each)
    body, check = text[:-CHECK], text[-CHECK:]
    if len(body) <= 1 + MARK or _written(_check(body), CHECK) != check:
        raise CodeError("code_check")
    if body[0] != VERSION:
        raise CodeError("code_version")
    for bank in banks:
        if bank["mark"] == body[1 : 1 + MARK]:
            return bank, _read(body[1 + MARK :], bank)
    raise CodeError("code_bank")


class _Digits:
    """Takes digits off a number, each in its base."""

    def __init__(self, text: str) -> None:
        self.number, self.values = 0, 1
        for each in text:
            self.number = self.number * 32 + DIGITS.index(each)

    def take(self, radix: int) -> int:
        if radix < 1:
            raise CodeError("code_check")
        self.number, value = divmod(self.number, radix)
        self.values *= radix
        return value


def _read(text: str, bank: CodedBank) -> dict[str, Answer]:
    digits = _Digits(text)
    digits.take(TWINS)
    found: dict[str, Answer] = {}
    for question in bank["questions"]:
        if digits.take(2):
            step = digits.take(len(CONFIDENCE) + 1)
            choice = _choice(question["fits"], digits)
            found[question["id"]] = {
                "choice": choice,
                "confidence": CONFIDENCE[step - 1] if step else None,
            }
    # A code that says more than its answers, or in more characters, was not written by this book.
    if digits.number or _length(digits.values) != len(text):
        raise CodeError("code_check")
    return found


def _choice(fits: Fits, digits: _Digits) -> Any:
    match fits:
        case {"one": names}:
            return names[digits.take(len(names))]
        case {"some": names}:
            chosen = digits.take((1 << len(names)) - 1) + 1
            return [name for at, name in enumerate(names) if chosen >> at & 1]
        case {"all": names}:
            left = list(names)
            return [left.pop(digits.take(len(left))) for _ in names]
        case {"keys": keys, "values": values}:
            return {key: values[digits.take(len(values))] for key in keys}
        case {"words": words}:
            return _words(words, digits)
        case _:
            return _number(digits)


def _words(words: int, digits: _Digits) -> list[int]:
    count, first, found = digits.take(words) + 1, 0, []
    for at in range(count):
        found.append(first + digits.take(words - first - (count - 1 - at)))
        first = found[-1] + 1
    return found


def _number(digits: _Digits) -> float:
    sign = "-" if digits.take(2) else ""
    power = digits.take(EXPONENTS) + LOWEST
    length = digits.take(MOST_DIGITS) + 1
    written = digits.take(10**length)
    # Where the digits are fewer than said, no number was written so.
    if len(str(written)) != length:
        raise CodeError("code_check")
    number = float(f"{sign}{written}e{power - length + 1}")
    if number in {float("inf"), float("-inf")}:
        raise CodeError("code_check")
    return number

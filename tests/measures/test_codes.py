"""A code holds what was answered, and a slip in it is found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SEEDS, case_in
from whosays.measures.codes import (
    CHECK,
    DIGITS,
    CodedBank,
    CodeError,
    coded_bank,
    decode,
    encode,
    plain,
)
from whosays.measures.handed_in import AskedBank
from whosays.measures.scoring import CONFIDENCE
from whosays.views.classroom import asked

BANKS = asked([case_in(folder) for folder in SEEDS])
CODED = [bank.coded for bank in BANKS]
AT = "2026-11-27T09:00:00.000Z"

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15)


def choices(fits: Any) -> st.SearchStrategy[Any]:
    """Every choice that fits."""
    match fits:
        case {"one": names}:
            return st.sampled_from(names)
        case {"some": names}:
            return st.lists(st.sampled_from(names), min_size=1, unique=True)
        case {"all": names}:
            return st.permutations(names)
        case {"keys": keys, "values": values}:
            return st.fixed_dictionaries({key: st.sampled_from(values) for key in keys})
        case {"words": words}:
            return st.lists(st.integers(0, words - 1), min_size=1, max_size=words, unique=True)
        case _:
            return NUMBERS


@st.composite
def handed_in(draw: st.DrawFn, fewest: int = 0) -> tuple[CodedBank, dict[str, dict[str, Any]]]:
    """A bank, and answers to some of its questions."""
    bank = draw(st.sampled_from(CODED))
    questions = draw(
        st.lists(st.sampled_from(bank["questions"]), unique_by=lambda q: q["id"], min_size=fewest)
    )
    answers = {
        each["id"]: {
            "choice": draw(choices(each["fits"])),
            "confidence": draw(st.sampled_from([None, *CONFIDENCE])),
            "at": AT,
        }
        for each in questions
    }
    return bank, answers


def in_order(choice: Any, fits: Any) -> Any:
    """A selection in the order in which a code gives it back."""
    if "some" in fits:
        return [name for name in fits["some"] if name in choice]
    return sorted(choice) if "words" in fits else choice


@given(handed_in())
def test_a_code_gives_back_what_was_answered(made: tuple[CodedBank, dict[str, Any]]) -> None:
    bank, answers = made
    code = encode(bank, answers)
    found, back = decode(code, CODED)
    assert found == bank
    fits = {each["id"]: each["fits"] for each in bank["questions"]}
    assert back == {
        name: {"choice": in_order(each["choice"], fits[name]), "confidence": each["confidence"]}
        for name, each in answers.items()
    }
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert decode(typed, CODED) == (found, back)


@settings(max_examples=40)
@given(handed_in(), st.data())
def test_one_wrong_or_swapped_character_is_found(
    made: tuple[CodedBank, dict[str, Any]], data: st.DataObject
) -> None:
    code = plain(encode(*made))
    at = data.draw(st.integers(0, len(code) - 1))
    for wrong in set(DIGITS) - {code[at]}:
        with pytest.raises(CodeError, match="code_check"):
            decode(code[:at] + wrong + code[at + 1 :], CODED)
    for other in range(len(code)):
        swapped = list(code)
        swapped[at], swapped[other] = swapped[other], swapped[at]
        if code[at] != code[other]:
            with pytest.raises(CodeError, match="code_check"):
                decode("".join(swapped), CODED)


def test_a_form_and_a_lesson_take_a_few_dozen_characters() -> None:
    longest = 48
    for bank in BANKS:
        if bank.form:
            assert len(plain(_any(bank, len(bank.items)))) <= longest
        assert len(plain(_any(bank, 8))) <= longest


def _any(bank: AskedBank, count: int) -> str:
    """A code of the first questions of a bank, with the last option of each and some confidence."""
    answers = {
        each["id"]: {"choice": _last(each["fits"]), "confidence": 75, "at": AT}
        for each in bank.coded["questions"][:count]
    }
    return encode(bank.coded, answers)


def _last(fits: Any) -> Any:
    match fits:
        case {"one": names}:
            return names[-1]
        case {"some": names} | {"all": names}:
            return names
        case {"keys": keys, "values": values}:
            return dict.fromkeys(keys, values[-1])
        case {"words": words}:
            return [words - 3, words - 2, words - 1]
        case _:
            return 12_000


def test_no_two_banks_have_one_mark() -> None:
    assert len({bank["mark"] for bank in CODED}) == len(CODED)


def test_a_bank_that_changes_has_another_mark() -> None:
    bank = next(each for each in BANKS if each.id == "before")
    first = {**bank.items[0], "fits": {"one": [*bank.items[0]["fits"]["one"], "new"]}}
    assert coded_bank("before", [first, *bank.items[1:]])["mark"] != bank.coded["mark"]
    assert coded_bank("before", bank.items)["mark"] == bank.coded["mark"]


def test_what_cannot_be_read_is_told_apart() -> None:
    bank = next(each for each in CODED if each["id"] == "before")
    code = plain(_any(next(each for each in BANKS if each.id == "before"), 10))
    for wrong, reason in [
        (code[:8] + "?" + code[9:], "code_letter"),
        (code[:-1], "code_check"),
        (code[:5] + code[6:], "code_check"),
        (code[:5] + code[5] + code[5:], "code_check"),
        ("", "code_check"),
        (code[:CHECK], "code_check"),
    ]:
        with pytest.raises(CodeError, match=reason):
            decode(wrong, CODED)
    with pytest.raises(CodeError, match="code_bank"):
        decode(code, [each for each in CODED if each != bank])


def test_a_text_of_ones_own_is_in_no_code() -> None:
    texts = [item["id"] for bank in BANKS for item in bank.items if item["type"] == "reflect"]
    assert texts
    assert not {each["id"] for bank in CODED for each in bank["questions"]} & set(texts)


def test_equal_answers_at_other_times_are_another_code() -> None:
    bank = next(each for each in CODED if each["id"] == "before")
    first = bank["questions"][0]
    one = {first["id"]: {"choice": first["fits"]["one"][0], "at": AT}}
    other = {first["id"]: {**one[first["id"]], "at": "2026-11-27T09:00:00.001Z"}}
    assert encode(bank, one) != encode(bank, other)
    assert decode(encode(bank, one), CODED) == decode(encode(bank, other), CODED)

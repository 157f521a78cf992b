"""Item banks: what a question may say, what is refused and in which words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests import samples
from whosays.case import items
from whosays.case.items import Bank, types

REFUSED: list[tuple[dict[str, Any], samples.Change, str]] = [
    (samples.SINGLE, lambda i: i.update(prompt="bare"), "map by language"),
    (samples.SINGLE, lambda i: i.update(prompt={"de": "nur"}), "English (en:) is missing"),
    (samples.SINGLE, lambda i: i.update(prompt={"en": " "}), "is empty"),
    (samples.SINGLE, lambda i: i.update(id="Not Kebab"), "pattern"),
    (samples.SINGLE, lambda i: i.update(colour="red"), "Extra inputs"),
    (samples.SINGLE, lambda i: i["options"][0].pop("feedback"), "feedback"),
    (samples.SINGLE, lambda i: i["options"][0].update(correct=True), "exactly one"),
    (samples.SINGLE, lambda i: i["options"][1].update(correct=False), "exactly one"),
    (samples.SINGLE, lambda i: i["options"][1].update(id="a"), "stand twice: a"),
    (samples.SINGLE, lambda i: i["options"][0].update(was=["b"]), "`b`, which still stands here"),
    (
        samples.SINGLE,
        lambda i: [option.update(was=["x"]) for option in i["options"][:2]],
        "former option ids must differ, but these stand twice: x",
    ),
    (samples.SINGLE, lambda i: i["options"][0].update(says_signal=True), "needs `signal"),
    (samples.SINGLE, lambda i: i.update(signal=True), "both kinds of options"),
    (samples.SIGNAL[0], lambda i: i.update(signal=False), "says the opposite"),
    (samples.SINGLE, lambda i: i.update(passage={}), "either `sentences:`"),
    (
        samples.SINGLE,
        lambda i: i.update(passage={"made_up": {"en": "x"}, "original": "de"}),
        "needs a made-up text in that language",
    ),
    (
        samples.MULTIPLE,
        lambda i: [o.update(correct=False) for o in i["options"]],
        "no option is marked",
    ),
    (samples.MULTIPLE, lambda i: i["options"][0].update(says_signal=True), "`type: single` only"),
    (samples.CLASSIFY, lambda i: i["statements"][0].update(category="no"), "does not exist"),
    (samples.CLASSIFY, lambda i: i["statements"][1]["feedback"].pop("said"), "one for each of"),
    (samples.CLASSIFY, lambda i: i["statements"][0].update(feedback={"said": "x"}), "map by lang"),
    (samples.CLASSIFY, lambda i: i["categories"][0].update(id="en"), "means a language"),
    (samples.MARK, lambda i: i.pop("passage"), "passage"),
    (samples.MATCH, lambda i: i["pairs"].pop(), "no pair for y"),
    (samples.MATCH, lambda i: i["pairs"][0].update(right="none"), "does not exist"),
    (samples.ESTIMATE, lambda i: i.update(tolerance={}), "either `absolute:`"),
    (samples.REFLECT, lambda i: i.update(confidence=True), "not scored"),
]


@pytest.mark.parametrize(("item", "change", "message"), REFUSED)
def test_a_faulty_item_is_refused_in_clear_words(
    item: dict[str, Any], change: samples.Change, message: str
) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        samples.bank([samples.changed(item, change)])


def test_two_items_with_one_id_are_refused() -> None:
    with pytest.raises(ValidationError, match="stand twice: sample-single"):
        samples.bank([samples.SINGLE, samples.SINGLE])


def test_an_unknown_type_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValidationError, match="'classify', 'estimate'"):
        samples.bank([{**samples.SINGLE, "type": "essay"}])


@pytest.mark.parametrize(
    ("aims", "message"),
    [
        ({"other": "Do it."}, "item `sample-order` has the aim"),
        ({samples.ORDER["aim"]: "Do it.", "idle": "Rest."}, "no item has the aim idle"),
        ({}, "at least 1"),
    ],
)
def test_every_aim_has_an_item_and_every_item_an_aim(aims: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(message)):
        Bank.model_validate(
            {
                "id": "sample",
                "title": samples.text("Samples"),
                "aims": {name: samples.text(words) for name, words in aims.items()},
                "items": [samples.ORDER],
            }
        )


def test_each_type_of_question_has_a_module_of_its_own_name() -> None:
    modules = {path.stem for path in Path(items.__path__[0]).glob("*.py")}
    assert modules - {"__init__", "bank", "base"} == set(types())
    assert {item["type"] for item in samples.ITEMS} == set(types())


@pytest.mark.parametrize("item", samples.ITEMS, ids=lambda item: item["id"])
def test_a_bank_written_out_reads_back_as_it_was(item: dict[str, Any]) -> None:
    bank = samples.bank([item])
    assert Bank.model_validate_json(bank.model_dump_json(exclude_none=True)) == bank


# --- what is printed ---


@pytest.mark.parametrize(
    ("item", "printed"),
    [
        (samples.SINGLE, {"lettered": ("", ["Option a", "Option b"])}),
        (
            samples.MULTIPLE,
            {"hint": "hint_multiple", "lettered": ("", ["Option a", "Option b", "Option c"])},
        ),
        (
            samples.CLASSIFY,
            {
                "lined": ["[Es sei]{de} late.", "It rained."],
                "lettered": ("choose_from", ["Said", "Done"]),
            },
        ),
        (samples.MARK, {"hint": "mark_them"}),
        (samples.ESTIMATE, {"gap": "boats"}),
        (samples.REFLECT, {"lines": 3}),
    ],
    ids=lambda value: value.get("id", ""),
)
def test_under_a_prompt_stands_what_there_is_to_choose_from(
    item: dict[str, Any], printed: dict[str, Any]
) -> None:
    assert types()[item["type"]].paper(samples.shown(item)) == printed


def test_partners_and_steps_are_printed_in_another_order_than_the_right_one() -> None:
    for item, right in (
        (samples.ORDER, ["Step first", "Step second", "Step third"]),
        (samples.MATCH, ["The office", "The keeper", "Nobody named"]),
    ):
        paper = types()[item["type"]].paper(samples.shown(item))
        printed = paper["lettered"][1] if "lettered" in paper else paper["boxed"]
        assert sorted(printed) == sorted(right)
        assert printed != right


@pytest.mark.parametrize("item", samples.ITEMS, ids=lambda item: item["id"])
def test_the_key_gives_every_feedback_that_the_author_wrote(item: dict[str, Any]) -> None:
    blocks = types()[item["type"]].key(samples.shown(item), samples.Words("en"))
    printed = repr(blocks)
    for written in _feedbacks(item):
        assert written in printed


def _feedbacks(value: Any, *, inside: bool = False) -> list[str]:
    """Every English text below a key that says why: feedback, otherwise, model answer."""
    told = ("feedback", "otherwise", "model_answer", "look_for")
    if isinstance(value, list):
        return [text for each in value for text in _feedbacks(each, inside=inside)]
    if not isinstance(value, dict):
        return []
    found = [value["en"]] if inside and "en" in value else []
    for name, each in value.items():
        found += _feedbacks(each, inside=inside or name in told)
    return found

"""Sheets and keys: letters and numbers are the bank's, versions differ, nothing tells an answer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests import samples
from tests.export.questions import collected, squeezed
from tests.samples import ITEMS, option, text
from whosays import Case
from whosays.case.items import Item
from whosays.views.lessons import lessons
from whosays.views.portable import Lesson, Question, plain
from whosays.views.worksheet import Run, Sheet, Task, answer, arranged, read, runs, sheets, tells
from whosays.words import Words
from whosays.words.said import inline

WORDS = Words()


def as_printed(words: str) -> str:
    return squeezed(plain(inline(words), WORDS))


def printed(texts: Any) -> list[str]:
    return [squeezed(read(each)) for each in texts]


class Printed(NamedTuple):
    """A lesson with its versions."""

    case: Case
    lesson: Lesson
    sheets: tuple[Sheet, ...]


@pytest.fixture(scope="module")
def every_lesson(cases: list[Case]) -> list[Printed]:
    return [
        Printed(case, lesson, sheets(lesson))
        for case in cases
        for lesson in lessons(case).by_name.values()
    ]


def every_task(every_lesson: list[Printed]) -> Iterator[tuple[Item, Task]]:
    """Each printed question of each version, with the entry of the bank that it is made from."""
    for case, _, versions in every_lesson:
        items = {each.id: each for bank in case.quizzes.values() for each in bank.items}
        for sheet in versions:
            for task in sheet.tasks:
                yield items[task.id], task


def right_in_bank(item: Any) -> dict[str, str] | list[str]:
    """What the bank says is right: an answer for each entry, or the right ones."""
    match item.type:
        case "single" | "multiple":
            return [as_printed(each.text["en"]) for each in item.options if each.correct]
        case "classify":
            named = {each.id: each.text["en"] for each in item.categories}
            return {
                as_printed(each.text["en"]): as_printed(named[each.category])
                for each in item.statements
            }
        case "match":
            left, right = (
                {each.id: as_printed(each.text["en"]) for each in side}
                for side in (item.left, item.right)
            )
            return {left[pair.left]: right[pair.right] for pair in item.pairs}
        case "order":
            return [as_printed(each.text["en"]) for each in item.entries]
        case _:
            return []


def right_by_key(task: Task, kind: str) -> dict[str, str] | list[str]:
    """What somebody takes for right who has the sheet and the key's letters and numbers."""
    options = dict(zip("ABCDEFGHIJ", printed(task.options), strict=False))
    if kind in ("single", "multiple"):
        return [options[name] for name in task.answer.split(", ")]
    if kind in ("classify", "match"):
        entries = dict(zip("abcdefghij", printed(task.entries), strict=False))
        told = (each.split(" ") for each in task.answer.split(", "))
        return {entries[name]: options[given] for name, given in told}
    if kind == "order":
        numbered = zip(map(int, task.answer.split(" ")), printed(task.boxed), strict=True)
        return [entry for _, entry in sorted(numbered)]
    return []


def test_every_letter_and_number_of_the_key_is_the_right_one_of_the_bank(
    every_lesson: list[Printed],
) -> None:
    seen = set()
    for item, task in every_task(every_lesson):
        by_key, in_bank = right_by_key(task, item.type), right_in_bank(item)
        in_any_order = item.type == "multiple"
        assert (sorted(by_key) if in_any_order else by_key) == (
            sorted(in_bank) if in_any_order else in_bank
        ), task.id
        if item.type == "estimate":
            assert WORDS.number(item.answer, places=6) in task.answer  # type: ignore[attr-defined]
        if item.type == "mark":
            for target in item.targets:  # type: ignore[attr-defined]
                assert target.quote.removesuffix(".") in task.answer
        seen.add(item.type)
    assert seen == {
        "single", "multiple", "classify", "match", "order", "estimate", "mark", "reflect",
    }  # fmt: skip


@pytest.mark.deep
def test_the_key_says_where_one_word_is_enough(every_lesson: list[Printed]) -> None:
    seen = set()
    for case, _, versions in every_lesson:
        made = {question.id: question for question in all_questions(case)}
        for task in versions[0].tasks:
            question = made[task.id]
            if question.kind != "mark":
                continue
            targets = question.made["targets"]
            first_words = [each["positions"][0] for each in targets]
            one_is_enough = any(len(each["positions"]) > 1 for each in targets)
            assert question.model.points(question.made, first_words) == 1
            assert ("enough" in task.answer) == one_is_enough, task.id
            seen.add(one_is_enough)
    assert seen == {True, False}


def all_questions(case: Case) -> Iterator[Question]:
    for lesson in lessons(case).by_name.values():
        yield from lesson.questions


def test_questions_are_numbered_once(every_lesson: list[Printed]) -> None:
    for _, _, versions in every_lesson:
        made = versions[0]
        assert [task.number for task in made.tasks] == list(range(1, len(made.tasks) + 1))


def test_what_is_left_out_is_said(every_lesson: list[Printed]) -> None:
    for _, lesson, versions in every_lesson:
        made = versions[0].first(2)
        assert len(made.tasks) == 2
        kept = {task.id for task in made.tasks}
        assert kept | {*made.full} | {*made.telling} == {each.id for each in lesson.questions}


def test_versions_have_the_same_questions_and_other_letters(
    every_lesson: list[Printed],
) -> None:
    for _, _, versions in every_lesson:
        a, b = (sheet.tasks for sheet in versions)
        for one, other in zip(a, b, strict=True):
            assert (one.id, one.prompt, one.passage) == (other.id, other.prompt, other.passage)
            if one.options or one.boxed:
                assert one.answer != other.answer
                assert sorted(printed(one.options)) == sorted(printed(other.options))


def test_version_a_is_what_the_page_prints(every_lesson: list[Printed]) -> None:
    shuffled = set()
    for _, lesson, versions in every_lesson:
        made = {question.id: question for question in lesson.questions}
        for first, second in zip(*(sheet.tasks for sheet in versions), strict=True):
            question = made[first.id]
            paper = question.model.paper(question.made)
            _, lettered = paper.get("lettered", ("", []))
            for texts, on_sheet in (
                (lettered, first.options),
                (paper.get("lined", ()), first.entries),
                (paper.get("boxed", ()), first.boxed),
            ):
                assert [as_printed(each) for each in texts] == printed(on_sheet), first.id
            if first.answer != second.answer:
                shuffled.add(question.kind)
    assert shuffled == {"single", "multiple", "classify", "match", "order"}


def test_lines_to_order_never_stand_in_their_right_order(
    every_lesson: list[Printed],
) -> None:
    ordered = [task for item, task in every_task(every_lesson) if item.type == "order"]
    assert ordered
    for task in ordered:
        assert task.answer != " ".join(sorted(task.answer.split()))


def test_a_version_is_the_same_whenever_it_is_made() -> None:
    (question, *_) = collected(ITEMS).questions
    random.seed(7)
    first = [each.made for each in arranged(question, "AB")]
    random.seed(8)
    assert [each.made for each in arranged(question, "AB")] == first


def test_no_right_answer_is_stated_elsewhere_on_a_sheet(
    every_lesson: list[Printed],
) -> None:
    for case, lesson, versions in every_lesson:
        items = {each.id: each for bank in case.quizzes.values() for each in bank.items}
        tasks = versions[0].tasks
        for task in tasks:
            if items[task.id].type not in ("single", "multiple"):
                continue
            for other in tasks:
                if other.id != task.id:
                    said = [*(each.text for each in other.passage), other.prompt]
                    said += [*other.entries, *other.boxed]
                    for right in right_in_bank(items[task.id]):
                        told = [words for words in printed(said) if states(words, right)]
                        assert not told, (lesson.name, task.id, other.id)


def states(words: str, right: str) -> bool:
    """Whether the words of an answer stand in a text, one after another."""
    within, wanted = (
        "".join(sign if sign.isalnum() else " " for sign in each.casefold()).split()
        for each in (words, right)
    )
    return any(within[n : n + len(wanted)] == wanted for n in range(len(within)))


def lesson_of(*made: dict[str, Any]) -> Lesson:
    return collected(list(made)).lessons[0]


def choice(name: str, prompt: str, right: str) -> dict[str, Any]:
    options = [option("a", correct=True), option("b")]
    options[0]["text"] = text(right)
    return {**samples.item("single", options=options), "id": name, "prompt": text(prompt)}


def test_a_question_that_would_tell_the_answer_to_another_is_left_out() -> None:
    asks = choice("which-word", "Which word is neutral?", "Earlier")
    tells_it = choice("put", "Put *earlier* in its place. What goes?", "Nothing")
    other = choice("third", "Who ran earliest?", "A hare")
    made, _ = sheets(lesson_of(asks, tells_it, other))
    assert [task.id for task in made.tasks] == ["which-word", "third"]
    assert made.telling == ("put",)
    first, second, _ = lesson_of(asks, tells_it, other).questions
    assert tells(second, first)
    assert not tells(first, second)


def test_a_question_that_an_earlier_one_has_answered_is_left_out() -> None:
    tells_it = choice("put", "Put *earlier* in its place. What goes?", "Nothing")
    asks = choice("which-word", "Which word is neutral?", "Earlier")
    assert sheets(lesson_of(tells_it, asks))[0].telling == ("which-word",)


def test_two_options_change_places() -> None:
    (question,) = lesson_of(choice("one", "One?", "Yes, this")).questions
    assert {answer(each) for each in arranged(question, "AB")} == {"A", "B"}


def test_where_every_option_is_right_there_are_versions_all_the_same() -> None:
    every = [option(name, correct=True) for name in "ab"]
    (question,) = lesson_of(samples.item("multiple", options=every)).questions
    assert [answer(each) for each in arranged(question, "AB")] == ["A, B", "A, B"]


def test_words_keep_their_language_emphasis_and_quotation_marks() -> None:
    html = inline("So *is* [seien]{de} & <b>")
    assert runs(html, WORDS) == (
        Run("So "), Run("is", emphasis=True), Run(" "), Run("seien", "de"), Run(" & <b>"),
    )  # fmt: skip

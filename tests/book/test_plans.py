"""Plans leave time for what they assign, and name what pages and banks have."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import KURSK, case_in
from tools.minutes import shown_on
from tools.plans import (
    SECONDS_TO_DECIDE,
    WORDS_A_MINUTE,
    needed,
    question_words,
    section_words,
)
from tools.prose import code_of, page_named, pages, source
from whosays import Case, LessonPlan
from whosays.case.items import types
from whosays.case.plans import NUMBERS, OPENING, Phase, Plan
from whosays.export.collection import MARKING, collection
from whosays.export.lesson_plan import expected_answer
from whosays.export.paper import papers
from whosays.measures.classes import parts
from whosays.views.lessons import lessons
from whosays.views.portable import plain
from whosays.views.worksheet import sheets
from whosays.widgets.axis import AxisExercise
from whosays.widgets.quiz import Quiz

CASE = case_in(KURSK)
LESSONS = lessons(CASE)
PLANS = {plan.id: plan for plan in CASE.plans.plans}
PHASES = {
    f"{plan.id}, phase {n}": phase
    for plan in PLANS.values()
    for n, phase in enumerate(plan.phases, 1)
}
_NAME = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_NO_NAMES = {"Check", "by contrast", "he said"}
"""A button, and words of the article."""
WITH_LETTERS = {"single", "multiple", "classify", "match"}
"""Types of questions whose answers have letters on paper."""


def titles_on(page: str) -> set[str]:
    """Headings of a page, and the titles of its sets and exercises."""
    found = set(re.findall(r"^#+ (.+)$", source(page_named(page)), re.MULTILINE))
    for each in shown_on(page_named(page)):
        if isinstance(each, Quiz):
            found.add(each.title)
        elif isinstance(each, AxisExercise):
            found.add(each.strings["title"])
    return found


def asked_on(page: str) -> set[str]:
    """Ids of the questions of a page."""
    quizzes = (each for each in shown_on(page_named(page)) if isinstance(each, Quiz))
    return {item["id"] for each in quizzes for item in each.items}


def texts_of(plan: Plan) -> list[str]:
    """What a plan says outside its phases."""
    groups = plan.groups.model_dump().values()
    said = (plan.before, plan.on_paper, plan.after, *plan.aims, *plan.board, *groups)
    return [text["en"] for text in said if text]


# --- time -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PHASES)
def test_a_phase_has_the_minutes_that_it_needs(name: str) -> None:
    phase = PHASES[name]
    assert phase.minutes >= needed(CASE, phase), f"{needed(CASE, phase):.1f} minutes are needed"


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_plan_takes_less_than_the_lesson(plan: Plan) -> None:
    assert plan.planned < plan.minutes
    assert sum(phase.minutes for phase in plan.phases if phase.must) <= 0.95 * plan.minutes


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_devices_have_time_to_open(plan: Plan) -> None:
    assert not plan.devices or plan.phases[0].besides >= OPENING


def test_there_is_a_plan_for_each_lesson_that_teachers_have() -> None:
    assert {(plan.minutes, plan.devices) for plan in PLANS.values()} == {
        (15, False), (45, True), (45, False), (90, True),
    }  # fmt: skip


def test_more_to_read_would_be_found() -> None:
    (phase,) = (
        phase for phase in PLANS["minutes-45"].phases if phase.read == ["How to read one sentence"]
    )
    more = phase.model_copy(update={"read": [*phase.read, "The whole text"]})
    assert phase.minutes < needed(CASE, more)


def test_words_of_a_section_are_those_that_stand_in_it() -> None:
    remember = section_words("claims")["Remember: claims"]
    text = source(page_named("claims")).split("## Remember: claims")[1]
    assert 0 < remember < len(text.split())
    assert section_words("article")["The whole text"] > 500  # the article itself


def test_words_of_a_question_are_those_somebody_reads_who_answers_once() -> None:
    (item,) = (i for i in CASE.quizzes["disputes"].items if i.id == "disputes-alarm")
    options = item.options  # type: ignore[attr-defined]
    shown = [item.prompt, item.passage.made_up, *(o.text for o in options)]  # type: ignore[union-attr]
    least = sum(len(text["en"].split()) for text in shown)
    all_reasons = sum(len(option.feedback["en"].split()) for option in options)
    assert least < question_words(CASE, item) < least + all_reasons


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name, phase in PHASES.items() if phase.page])
def test_a_phase_uses_sections_and_questions_of_its_page(name: str) -> None:
    phase: Phase = PHASES[name]
    assert phase.page
    assert set(phase.read) <= set(section_words(phase.page))
    assert set(phase.ask) <= asked_on(phase.page)
    named = set(_NAME.findall(phase.what["en"])) - _NO_NAMES
    assert named <= titles_on(phase.page), f"not on {phase.page}"


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_what_a_plan_names_elsewhere_is_in_the_book(plan: Plan) -> None:
    there = set().union(*(titles_on(page.stem) for page in pages()))
    named = {name for text in texts_of(plan) for name in _NAME.findall(text)} - _NO_NAMES
    assert {name for name in named if not any(title.startswith(name) for title in there)} == set()


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_every_plan_has_a_page_of_its_name(plan: Plan) -> None:
    called = f'LessonPlan(case, "{plan.id}")'
    (page,) = (page for page in pages() if called in "".join(code_of(page)))
    assert f"# {plan.title['en']}" in source(page)
    text = source(page)
    for used in {phase.page for phase in plan.phases if phase.page and phase.must}:
        assert plan.id == "no-devices" or f"{{doc}}`{used}`" in text


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_plan_has_a_sheet_for_every_page_that_asks(plan: Plan) -> None:
    asking = {phase.page for phase in plan.phases if phase.ask and not phase.passages}
    assert asking <= {*plan.sheets} or not plan.devices
    assert {*plan.sheets} <= {*LESSONS.by_name, MARKING}


# --- numbers ----------------------------------------------------------------------------------


def test_numbers_of_questions_are_counted_and_never_typed() -> None:
    typed = re.compile(r"\b(?:questions?|sheet) (?:\d|one|two|three|four|five)\b")
    for plan in PLANS.values():
        said = [*texts_of(plan), *(phase.what["en"] for phase in plan.phases)]
        assert [text for text in said if typed.search(text)] == []


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_numbers_are_those_of_the_page_and_of_the_printed_sheet(plan: Plan) -> None:
    printed = {
        name: {task.id: task.number for task in papers(each)[0].sheets[0].tasks}
        for name in plan.sheets
        if (each := collection(CASE, LESSONS, name)).questions
    }
    for phase, view in zip(plan.phases, LessonPlan(CASE, plan.id).phases, strict=True):
        numbers = printed.get(phase.page or "", {})
        told = [each["sheet"] for each in view["expected"]]
        if numbers:
            assert told == [
                f"sheet {numbers[name]}" if name in numbers else "not on the sheet"
                for name in phase.ask
            ]
        else:
            assert not any(told)
        if NUMBERS in phase.what["en"]:
            named = [int(each) for each in re.findall(r"\d+", plain(view["what"], CASE.words))]
            sets = [s for s in shown_on(page_named(phase.page or "")) if isinstance(s, Quiz)]
            on_page = [place(sets, name) for name in phase.ask]
            assert named == [*on_page, *(numbers[name] for name in phase.ask)]


def place(sets: list[Quiz], name: str) -> int:
    """The number of a question in its set, as the page prints it."""
    (number,) = (n for each in sets for n, item in enumerate(each.items, 1) if item["id"] == name)
    return number


# --- answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_each_question_of_a_plan_has_its_answer(plan: Plan) -> None:
    for phase, view in zip(plan.phases, LessonPlan(CASE, plan.id).phases, strict=True):
        assert len(view["expected"]) == len(phase.ask)
        assert all(plain(each["answer"], CASE.words) for each in view["expected"])


def test_expected_answers_are_the_banks(kursk: Case) -> None:
    items = {item.id: item for bank in kursk.quizzes.values() for item in bank.items}
    shown = LessonPlan(kursk, "without-war").phases
    answers = [plain(each["answer"], kursk.words) for view in shown for each in view["expected"]]
    names = [name for phase in PLANS["without-war"].phases for name in phase.ask]
    for name, answer in zip(names, answers, strict=True):
        options = getattr(items[name], "options", [])
        for n, option in enumerate(options):
            told = f"{'ABCDEF'[n]}: {plain_text(option.text['en'])}" in answer
            assert told == option.correct


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_letters_are_the_same_wherever_a_teacher_reads_them(plan: Plan) -> None:
    for phase, view in zip(plan.phases, LessonPlan(CASE, plan.id).phases, strict=True):
        for name, expected in zip(phase.ask, view["expected"], strict=True):
            assert phase.page
            (printed,) = (item for item in items_of(phase.page) if item["id"] == name)
            in_plan = letters_in(plain(expected["answer"], CASE.words), printed["type"])
            if phase.passages:  # read aloud
                assert in_plan == []
                continue
            assert in_plan == letters_on_the_page(printed), name
            assert in_plan == letters_in_the_class_view(printed), name
            assert in_plan == letters_in_the_summary(printed), name
            for task in sheets(LESSONS[phase.page])[0].tasks:
                if task.id == name and in_plan:
                    assert re.findall("[A-Z]", task.answer) == in_plan, name


def items_of(page: str) -> list[Any]:
    """The questions of a page, as its quizzes print and count them."""
    return [
        item for each in shown_on(page_named(page)) if isinstance(each, Quiz) for item in each.items
    ]


def letters_in(answer: str, kind: str) -> list[str]:
    """The letters that a plan names as right; a figure, or words to mark, have none."""
    if kind not in WITH_LETTERS:
        return []
    return re.findall(r"(?:^|; |→ )([A-Z]): ", answer)


def letters_on_the_page(item: Any) -> list[str]:
    """What is right by the letters before the options that the page prints."""
    if item["type"] not in WITH_LETTERS:
        return []
    _, lettered = types()[item["type"]].paper(item)["lettered"]
    return ["ABCDEFGH"[lettered.index(text)] for text in right_texts(item)]


def right_texts(item: Any) -> list[str]:
    """The words of what is right, line by line where there are lines."""
    if "options" in item:
        return [option["text"] for option in item["options"] if option["correct"]]
    if "categories" in item:
        named = {each["id"]: each["text"] for each in item["categories"]}
        return [named[each["category"]] for each in item["statements"]]
    named = {each["id"]: each["text"] for each in item["right"]}
    partner = {pair["left"]: pair["right"] for pair in item["pairs"]}
    return [named[partner[each["id"]]] for each in item["left"]]


def letters_in_the_class_view(item: Any) -> list[str]:
    """What is right by the letters of the class view."""
    if item["type"] not in WITH_LETTERS:
        return []
    made = parts(item, CASE.words.of("classroom"))
    return [option.letter for part in made for option in part.options if option.right]


def letters_in_the_summary(item: Any) -> list[str]:
    """What is right by the letters of the page that a pupil prints to hand in."""
    if item["type"] not in WITH_LETTERS:
        return []
    fits = item["fits"]
    if "options" in item:
        named = fits.get("one") or fits["some"]
        right = [option["id"] for option in item["options"] if option["correct"]]
    else:
        named = fits["values"]
        partner = {pair["left"]: pair["right"] for pair in item.get("pairs", ())}
        partner |= {each["id"]: each["category"] for each in item.get("statements", ())}
        right = [partner[key] for key in fits["keys"]]
    return ["ABCDEFGH"[named.index(name)] for name in right]


def plain_text(text: str) -> str:
    return text.replace("*", "")


def test_an_open_question_is_answered_by_its_model(kursk: Case) -> None:
    from whosays.views.portable import questions  # noqa: PLC0415

    bank = kursk.quizzes["upstream"]
    (question,) = questions(kursk, bank, ["upstream-own-story"], "any")
    assert plain(expected_answer(question), kursk.words)


def test_teachers_read_the_rates_that_were_reckoned_with() -> None:
    told = source(page_named("teachers"))
    assert f"at {WORDS_A_MINUTE} words a minute" in told
    assert f"{SECONDS_TO_DECIDE} seconds to decide" in told

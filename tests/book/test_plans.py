"""Plans leave time for what they assign, and name what pages and banks have."""

from __future__ import annotations

import re

import pytest

from tests.conftest import KURSK
from tools.minutes import shown_on
from tools.plans import (
    SECONDS_TO_DECIDE,
    WORDS_A_MINUTE,
    needed,
    question_words,
    section_words,
)
from tools.prose import code_of, page_named, pages, source
from whosays import Case, LessonPlan, read_case
from whosays.case.plans import OPENING, Phase, Plan
from whosays.views.plans import expected_answer
from whosays.views.portable import plain
from whosays.widgets.axis import AxisExercise
from whosays.widgets.quiz import Quiz

CASE = read_case(KURSK)
PLANS = {plan.id: plan for plan in CASE.plans.plans}
PHASES = {
    f"{plan.id}, phase {n}": phase
    for plan in PLANS.values()
    for n, phase in enumerate(plan.phases, 1)
}
_NAME = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_NO_NAMES = {"Check", "by contrast", "he said"}
"""A button, and words of the article."""


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
    return [text["en"] for text in (plan.before, plan.after, *plan.aims, *groups) if text]


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

"""A plan of a lesson on one sheet: its phases with their minutes, and what the bank answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypedDict

from markupsafe import Markup

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.case.items import Bank, Block, Line
from whosays.case.items.base import letter
from whosays.case.plans import NUMBERS, Phase, Plan
from whosays.errors import unknown
from whosays.export.collection import MARKING, path_of
from whosays.views.lessons import Lessons, QuestionPlace, book_pages, lessons, question_places
from whosays.views.portable import Question, questions, table
from whosays.views.questions import quoted
from whosays.views.templates import templates
from whosays.words.said import inline

_TEMPLATES = templates("export")


class Expected(TypedDict):
    """What a question asks, and what is expected, as the key has it.

    ``passage`` is empty where nobody reads it from the plan. ``sheet`` says which number it has on
    the printed sheet, and is empty where the lesson needs none.
    """

    passage: str
    sheet: str
    prompt: Markup
    answer: Markup


class PhaseView(TypedDict):
    """A phase from one minute to another; ``name`` is its number, for the answers below."""

    name: int
    begins: int
    ends: int
    must: bool
    form: str
    what: Markup
    material: Markup
    expected: list[Expected]


@dataclass(frozen=True)
class LessonPlan:
    """A plan of ``plans.yml`` by its name; shows itself in a notebook, and prints on one sheet.

    Raises KeyError, with the plans there are, for another name, and TypeError where no case was
    given.

    >>> LessonPlan(case, "minutes-45")
    <plan minutes-45: ... phases, ... of 45 minutes>
    """

    case: Case
    name: str = ""

    def __post_init__(self) -> None:
        need_case(self.case)
        if self.name not in self._plans():
            raise unknown("plan", self.name, self._plans())

    def _plans(self) -> dict[str, Plan]:
        return {plan.id: plan for plan in self.case.plans.plans}

    @property
    def plan(self) -> Plan:
        """The plan as the file has it."""
        return self._plans()[self.name]

    @property
    def phases(self) -> list[PhaseView]:
        """The phases in the reader's language, with the answers that are expected in them."""
        plan, said = self.plan, self.case.said
        t = self.case.words.of("plans")
        ends = list(accumulate(phase.minutes for phase in plan.phases))
        return [
            {
                "name": n,
                "begins": end - phase.minutes,
                "ends": end,
                "must": phase.must,
                "form": t[f"form_{phase.form}"],
                "what": inline(said(phase.what).replace(NUMBERS, self._numbers(phase))),
                "material": inline(said(phase.material)),
                "expected": list(self._expected(phase)),
            }
            for n, (phase, end) in enumerate(zip(plan.phases, ends, strict=True), 1)
        ]

    def _expected(self, phase: Phase) -> Iterator[Expected]:
        for name in phase.ask:
            (question,) = questions(self.case, self._banks[name], [name], self.name)
            shown = question.made["passage"] if phase.passages else None
            yield {
                "passage": " ".join(part["text"] for part in shown["text"]) if shown else "",
                "sheet": self._on_sheet(phase, name),
                "prompt": inline(question.made["prompt"]),
                "answer": expected_answer(question, lettered=not phase.passages),
            }

    @property
    def lessons(self) -> list[str]:
        """The lessons whose files the plan needs: for its sheets, then for what it asks."""
        asked = [phase.page for phase in self.plan.phases if phase.ask and phase.page]
        return list(dict.fromkeys([*self.plan.sheets, *asked]))

    # --- numbers of questions ---

    @cached_property
    def _banks(self) -> dict[str, Bank]:
        return {item.id: bank for bank in self.case.quizzes.values() for item in bank.items}

    @cached_property
    def _lessons(self) -> Lessons | None:
        """The lessons of the book; None where the case lies in none, as in a reader's browser."""
        return lessons(self.case) if any(book_pages(self.case)) else None

    @cached_property
    def _every_place(self) -> list[QuestionPlace]:
        return question_places(self.case)

    def _place(self, phase: Phase, name: str) -> QuestionPlace:
        """Where the phase finds a question: on its page, else where the question is at home."""
        there = [place for place in self._every_place if place["question"] == name]
        at_home = [place for place in there if not place["borrowed"]]
        return next((place for place in there if place["page"] == phase.page), at_home[0])

    def _has_sheet(self, phase: Phase) -> bool:
        """Whether the phase's lesson can be had on paper."""
        return self._lessons is not None and phase.page in self.plan.sheets

    def _on_sheet(self, phase: Phase, name: str) -> str:
        """What is said of a question's number on the sheet; empty where there is no sheet."""
        if not self._has_sheet(phase):
            return ""
        t, number = self.case.words.of("plans"), self._place(phase, name)["sheet"]
        return t["on_sheet"].format(number) if number else t["not_on_sheet"]

    def _numbers(self, phase: Phase) -> str:
        """The numbers of the phase's questions, on the page and on the sheet."""
        words = self.case.words
        places = [self._place(phase, name) for name in phase.ask]
        told = words.listed([words.number(place["number"]) for place in places])
        on_sheet = [words.number(place["sheet"]) for place in places if place["sheet"]]
        if not on_sheet or not self._has_sheet(phase):
            return told
        return f"{told} ({words.of('plans')['on_the_sheet'].format(words.listed(on_sheet))})"

    # --- as a sheet ---

    def _hand_in(self) -> Markup:
        """How pupils hand in; the site makes a link of the name of the page."""
        words = self.case.words
        page = Markup('<span data-ws-page="results">{}</span>').format(words.of("results")["title"])
        return inline(words.of("plans")["hand_in_how"]).format(results=page)

    @property
    def _paper(self) -> list[Markup]:
        """The lessons that have a sheet for the plan, as names of which the site makes links."""
        if self._lessons is None:
            return []
        titles = {MARKING: self.case.words.of("sheets")["marking"]}
        titles |= {name: lesson.title for name, lesson in self._lessons.by_name.items()}
        link = Markup('<span data-ws-file="{}/{}">{}</span>')
        return [
            link.format(self.case.id, path_of(self.case, name), titles[name])
            for name in self.plan.sheets
        ]

    def __repr__(self) -> str:
        plan = self.plan
        return (
            f"<plan {plan.id}: {len(plan.phases)} phases, {plan.planned} of {plan.minutes} minutes>"
        )

    def _repr_html_(self) -> str:
        plan, said, words = self.plan, self.case.said, self.case.words
        t = words.of("plans")
        original = words.language(self.case.article.language)
        groups = [
            (t[name].format(original=original), inline(said(getattr(plan.groups, name))))
            for name in type(plan.groups).model_fields
        ]
        aims = Markup("; ").join(inline(said(aim)) for aim in plan.aims)
        return _TEMPLATES.get_template("plan.html").render(
            t=t,
            hand_in=self._hand_in() if plan.devices else "",
            sheets_of=inline(t["sheets_of"]),
            name=f"{self.case.id}/{plan.id}",
            title=said(plan.title),
            aims=aims[:1].upper() + aims[1:],
            before=inline(said(plan.before)),
            after=inline(said(plan.after)) if plan.after else "",
            on_paper=inline(said(plan.on_paper)) if plan.on_paper else "",
            sheets=self._paper,
            board=[inline(said(line)) for line in plan.board],
            lettered=not any(phase.passages for phase in plan.phases),
            time=t["time_value"].format(
                planned=words.number(plan.planned),
                minutes=words.number(plan.minutes),
                left=words.number(plan.minutes - plan.planned),
            ),
            phases=self.phases,
            groups=groups,
        )


def expected_answer(question: Question, *, lettered: bool = True) -> Markup:
    """What is right, from the key and without its reasons, with the letters of the page."""
    if question.kind in {"classify", "match"}:
        answers, rows = table(question)
        return Markup("; ").join(
            Markup("{} → <strong>{}</strong>").format(
                row.text, _named(letter(row.right) if lettered else "", answers[row.right])
            )
            for row in rows
        )
    blocks = question.model.key(question.made, question.words)
    lines = [line for block in blocks for line in block.get("lines", [])]
    right = [
        _answer(line, lettered=lettered)
        for line in lines
        if line.get("state", "right") == "right" and ("subject" in line or "quoted" in line)
    ]
    told = Markup("; ").join(right) if question.model.scored and right else _first_text(blocks)
    return Markup("<strong>{}</strong>").format(told)


def _named(label: str, said: Markup) -> Markup:
    """What is right, behind its letter where it has one."""
    return Markup("{}: {}").format(label, said) if label else said


def _answer(line: Line, *, lettered: bool) -> Markup:
    """A line of the key: its letter, and what is right."""
    said = quoted(line["quoted"]) if "quoted" in line else inline(line["subject"])
    return _named(line.get("label", "") if lettered else "", said)


def _first_text(blocks: list[Block]) -> Markup:
    """What the key begins with: a number to estimate, a model answer."""
    first = blocks[0]
    return inline(first.get("text") or first.get("label", ""))

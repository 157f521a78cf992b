"""A plan of a lesson on one sheet: its phases with their minutes, and what the bank answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypedDict

from markupsafe import Markup

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.case.items import Block, Line
from whosays.case.items.base import letter
from whosays.case.plans import Phase, Plan
from whosays.errors import unknown
from whosays.views.portable import Question, questions, table
from whosays.views.questions import quoted
from whosays.views.templates import templates
from whosays.words.said import inline

_TEMPLATES = templates("views")


class Expected(TypedDict):
    """What a question asks, and what is expected, as the key has it.

    ``passage`` is empty where nobody reads it from the sheet.
    """

    passage: str
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
                "what": inline(said(phase.what)),
                "material": inline(said(phase.material)),
                "expected": list(self._expected(phase)),
            }
            for n, (phase, end) in enumerate(zip(plan.phases, ends, strict=True), 1)
        ]

    def _expected(self, phase: Phase) -> Iterator[Expected]:
        banks = {item.id: bank for bank in self.case.quizzes.values() for item in bank.items}
        for name in phase.ask:
            (question,) = questions(self.case, banks[name], [name], self.name)
            shown = question.made["passage"] if phase.passages else None
            yield {
                "passage": " ".join(part["text"] for part in shown["text"]) if shown else "",
                "prompt": inline(question.made["prompt"]),
                "answer": expected_answer(question),
            }

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
        return _TEMPLATES.get_template("plan.html").render(
            t=t,
            title=said(plan.title),
            aims=[inline(said(aim)) for aim in plan.aims],
            before=inline(said(plan.before)),
            after=inline(said(plan.after)) if plan.after else "",
            time=t["time_value"].format(
                planned=words.number(plan.planned),
                minutes=words.number(plan.minutes),
                left=words.number(plan.minutes - plan.planned),
            ),
            phases=self.phases,
            groups=groups,
        )


def expected_answer(question: Question) -> Markup:
    """What is right, from the key and without its reasons: letters are those on paper."""
    if question.kind in {"classify", "match"}:
        answers, rows = table(question)
        return Markup("; ").join(
            Markup("{} → <strong>{}: {}</strong>").format(
                row.text, letter(row.right), answers[row.right]
            )
            for row in rows
        )
    blocks = question.model.key(question.made, question.words)
    lines = [line for block in blocks for line in block.get("lines", [])]
    right = [
        _answer(line)
        for line in lines
        if line.get("state", "right") == "right" and ("subject" in line or "quoted" in line)
    ]
    told = Markup("; ").join(right) if question.model.scored and right else _first_text(blocks)
    return Markup("<strong>{}</strong>").format(told)


def _answer(line: Line) -> Markup:
    """A line of the key: its letter, and what is right."""
    said = quoted(line["quoted"]) if "quoted" in line else inline(line["subject"])
    return Markup("{}: {}").format(line["label"], said) if "label" in line else said


def _first_text(blocks: list[Block]) -> Markup:
    """What the key begins with: a number to estimate, a model answer."""
    first = blocks[0]
    return inline(first.get("text") or first.get("label", ""))

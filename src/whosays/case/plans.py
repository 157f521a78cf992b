"""Plans of lessons: phases with their minutes, and what the class reads and answers in each.

``plans.yml`` of a case holds them. Expected answers are not in it: a phase names questions, and the
bank knows their answers. Whether a phase leaves time for what it gives to read and to answer is
computed from the pages (``tools/plans.py``).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from whosays.case.records import Kebab, Record
from whosays.words.said import Localized, Text

OPENING = 4
"""Minutes that opening the devices and the page takes at least, where there are any."""

NUMBERS = "{numbers}"
"""Stands in what happens in a phase for the numbers of its questions, which are counted."""

Minutes = Annotated[int, Field(ge=1)]
Form = Literal["plenary", "alone", "pairs", "groups"]


class Phase(Record):
    """A part of a lesson.

    ``read`` are headings of ``page`` whose sections are read, ``ask`` questions that are answered;
    ``besides`` are the minutes for what is neither: opening devices, talking, writing. With
    ``passages`` the sheet has what the questions are about, to read it aloud.
    """

    minutes: Minutes
    must: bool = True
    form: Form
    what: Localized
    material: Localized
    page: Kebab | None = None
    read: list[Text] = Field([])
    ask: list[Kebab] = Field([])
    passages: bool = False
    besides: Annotated[float, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _numbers_of_questions(self) -> Phase:
        if not self.ask and any(NUMBERS in text for text in self.what.values()):
            raise ValueError(f"`what` has {NUMBERS}; name the questions under `ask`")
        return self

    @model_validator(mode="after")
    def _read_somewhere(self) -> Phase:
        if self.read and self.page is None:
            raise ValueError("`read` names sections of a page; name it under `page`")
        return self


class Groups(Record):
    """What changes for who needs less or more, and with and without the article's language."""

    weaker: Localized
    stronger: Localized
    with_original: Localized
    without_original: Localized


class Plan(Record):
    """A lesson of ``minutes``, on one sheet; its phases leave some of them over.

    ``sheets`` are the lessons whose printed sheets stand in for devices, ``on_paper`` says the
    rest of it. ``board`` are lines for pupils to see, set apart.
    """

    id: Kebab
    title: Localized
    minutes: Minutes
    devices: bool
    aims: list[Localized] = Field(min_length=1)
    before: Localized = Field(description="What has to be there or done before the lesson.")
    sheets: list[Kebab] = Field([])
    on_paper: Localized | None = None
    phases: list[Phase] = Field(min_length=2)
    board: list[Localized] = Field([])
    groups: Groups
    after: Localized | None = None

    @property
    def planned(self) -> int:
        """Minutes of all phases."""
        return sum(phase.minutes for phase in self.phases)

    @model_validator(mode="after")
    def _fits(self) -> Plan:
        if self.planned >= self.minutes:
            raise ValueError(
                f"the phases take {self.planned} of {self.minutes} minutes, and something always"
                " comes in between; shorten one, or leave one out"
            )
        if self.devices and self.phases[0].besides < OPENING:
            raise ValueError(
                f"opening the devices takes {OPENING} minutes; write `besides: {OPENING}` or more"
                " in the first phase"
            )
        return self


class Plans(Record):
    """``plans.yml``."""

    plans: list[Plan] = Field([])

    @model_validator(mode="after")
    def _named_once(self) -> Plans:
        names = [plan.id for plan in self.plans]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two plans have the name `{min(twice)}`; rename one")
        return self

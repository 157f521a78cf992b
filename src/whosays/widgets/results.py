"""“My results”: what this browser keeps of the answers, to look at, take along and delete."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets
from typing_extensions import TypedDict

from whosays.case.asked import need_case, of_case
from whosays.case.case import Case
from whosays.case.items.base import Fits
from whosays.measures.answers import Form, Record, SentenceMarks
from whosays.measures.scoring import ENOUGH, Guessing, guessing
from whosays.views.classroom import ClassBank, asked, bank_views
from whosays.views.lessons import QuestionPlace, question_places
from whosays.widgets._base import Widget, front_end


class QuestionName(TypedDict):
    """A question by its id: the title of its bank, what an answer has to be, whether in a form."""

    id: str
    set: str
    fits: Fits
    form: bool


class FormName(TypedDict):
    """A bank that can be handed in as a form, and what choosing at random would give."""

    id: str
    title: str
    guess: Guessing


class Results(Widget):
    """The reader's own answers: result, days to come back, save, load, delete.

    ``questions``, ``forms`` and ``banks`` (which have codes) say which there are, ``asked`` what
    they are called on the pages that ask them. ``records`` (by item id), ``annotations`` (by case
    and sentence) and ``filled`` (forms by bank) are what is stored, for a live kernel to read.
    """

    _esm = front_end(
        "results",
        ".js",
        *("_answers", "_summary", "_marks", "_handing", "_file", "_codes", "_places"),
        later=("_qr",),
    )
    _css = front_end("results", ".css", "_answers", "_alone", "_file")
    stem = "results"
    content = ("questions", "question")
    contract: ClassVar[dict[str, Any]] = {
        "questions": list[QuestionName],
        "forms": list[FormName],
        "banks": list[ClassBank],
        "asked": list[QuestionPlace],
        "records": dict[str, Record],
        "annotations": dict[str, SentenceMarks],
        "filled": dict[str, Form],
    }

    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    forms = traitlets.List(traitlets.Dict()).tag(sync=True)
    banks = traitlets.List(
        traitlets.Dict(), help="Which questions a code holds, and what stands for them."
    ).tag(sync=True)
    asked = traitlets.List(
        traitlets.Dict(), help="What each question is called on the page that asks it."
    ).tag(sync=True)
    enough = traitlets.Int(
        ENOUGH, help="From how many scored answers on a result has measures."
    ).tag(sync=True)
    records = traitlets.Dict().tag(sync=True)
    annotations = traitlets.Dict().tag(sync=True)
    filled = traitlets.Dict().tag(sync=True)


@of_case
def results(case: Case, *more: Case) -> Results:
    """“My results” for all questions of a case, and of others whose questions the book asks.

    The words are in the language of the first. Raises TypeError where no case was given.

    >>> results(case)
    <Results of ... questions: run this cell in a notebook to use it>
    """
    for each in more:
        need_case(each)
    cases = (case, *more)
    banks = asked(cases)
    questions = [
        {"id": item["id"], "set": bank.title, "fits": item["fits"], "form": bank.form}
        for bank in banks
        for item in bank.items
    ]
    forms = [
        {"id": bank.id, "title": bank.title, "guess": guessing(bank.items)}
        for bank in banks
        if bank.form
    ]
    return Results(
        questions=questions,
        forms=forms,
        banks=bank_views(banks),
        asked=[place for each in cases for place in question_places(each)],
        lang=case.lang,
        anchor="results",
    )

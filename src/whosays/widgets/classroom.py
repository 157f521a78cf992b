"""A class's results, read in the teacher's browser from what pupils hand in."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from whosays.case.asked import need_case, of_case
from whosays.case.case import Case
from whosays.case.items import shapes
from whosays.measures.scoring import ENOUGH
from whosays.views.classroom import (
    ClassBank,
    LayerView,
    PlaceView,
    asked,
    bank_views,
    chances,
    layer_views,
    place_views,
)
from whosays.views.lessons import QuestionPlace, question_places
from whosays.widgets._base import Widget, front_end


class Classroom(Widget):
    """What a class has answered: files and codes go in, figures come out, nothing is kept.

    ``items`` are the questions (without passages) in the order of ``banks``, ``asked`` says where
    in the book they are asked and what they are called there, ``places`` are the
    sentences that can be annotated with their gold, ``layers`` what can be marked, and ``chances``
    how likely each question is answered rightly at random. The front end gives nothing back: what
    pupils have handed in stays in the page. In Python :func:`whosays.read_class` does the same.
    """

    _esm = front_end(
        "classroom",
        ".js",
        *("_answers", "questions", "_summary", "_marks", "_handing", "_file", "_codes", "_places"),
        "_compare",
    )
    _css = front_end("classroom", ".css", "_answers", "_alone", "_file")
    stem = "classroom"
    content = ("items", "question")
    contract: ClassVar[dict[str, Any]] = {
        "items": shapes(),
        "banks": list[ClassBank],
        "asked": list[QuestionPlace],
        "places": dict[str, PlaceView],
        "layers": list[LayerView],
        "chances": dict[str, float],
    }

    items = traitlets.List(traitlets.Dict()).tag(sync=True)
    banks = traitlets.List(traitlets.Dict()).tag(sync=True)
    asked = traitlets.List(traitlets.Dict()).tag(sync=True)
    places = traitlets.Dict().tag(sync=True)
    layers = traitlets.List(traitlets.Dict()).tag(sync=True)
    chances = traitlets.Dict().tag(sync=True)
    enough = traitlets.Int(
        ENOUGH, help="From how many answers on d' and the criterion are given."
    ).tag(sync=True)


@of_case
def classroom(case: Case, *more: Case) -> Classroom:
    """The class view for all questions of a case, and of others whose questions the book asks.

    The words are in the language of the first. Raises TypeError where no case was given.

    >>> classroom(case)
    <Classroom of ... questions: run this cell in a notebook to use it>
    """
    for each in more:
        need_case(each)
    cases = (case, *more)
    banks = asked(cases)
    return Classroom(
        items=[dict(item) for bank in banks for item in bank.items],
        banks=bank_views(banks),
        asked=[place for each in cases for place in question_places(each)],
        places=place_views(cases),
        layers=layer_views(cases),
        chances=chances(banks),
        lang=case.lang,
        anchor="classroom",
    )

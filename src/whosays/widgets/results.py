"""“My results”: what this browser keeps of the answers, to look at, take along and delete."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import traitlets
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from whosays.quiz import CaseLike, Kebab, reading
from whosays.widgets._answers import answers_front_end
from whosays.widgets._base import Widget

Plain = str | float
Choice = Plain | list[Plain] | dict[str, Plain]


class _Stored(BaseModel):
    # Strict, and nothing beyond the schema: the front end judges files by the same rules.
    model_config = ConfigDict(extra="forbid", strict=True)


class Attempt(_Stored):
    """One answer to one question."""

    at: Annotated[AwareDatetime, Field(description="When it was checked (UTC).")]
    choice: Annotated[
        Choice,
        Field(
            description="Option id (single), option ids (multiple), word positions from 0 (mark),"
            " entry ids in order (order), ids by id (classify, match), number (estimate) or text"
            " (reflect)."
        ),
    ]
    points: float | None = Field(None, ge=0, le=1, description="1 is right; null: not scored.")
    confidence: float | None = Field(None, ge=0, le=100, description="Per cent.")
    signal: bool | None = Field(None, description="Whether there was a problem to find.")
    said: bool | None = Field(None, description="Whether the reader said that there is one.")
    retry: bool | None = Field(None, description="True after feedback to the same question.")
    review: bool | None = Field(None, description="True in a review of earlier chapters.")


class Draft(_Stored):
    """A choice made and not yet checked."""

    choice: Choice | None = None
    confidence: float | None = Field(None, ge=0, le=100)
    review: bool | None = None


class Record(_Stored):
    """All that is stored of one question, under ``whosays:answer:<item id>``."""

    v: Literal[1]
    attempts: list[Attempt]
    draft: Draft | None = None


class ResultsFile(_Stored):
    """The file that “My results” saves and loads. It names no person and no device."""

    format: Literal["whosays-results"]
    version: Literal[1]
    exported: AwareDatetime
    records: dict[Kebab, Record]


def results_schema() -> dict[str, Any]:
    """JSON Schema of the results file."""
    return ResultsFile.model_json_schema()


class Results(Widget):
    """The reader's own answers: result, days to come back, save, load, delete.

    ``questions`` says which questions there are (``{"id", "set"}``, the set being the title of
    their bank); ``records`` is what is stored, by item id, for a live kernel to read.
    """

    _esm = answers_front_end("results", ".js")
    _css = answers_front_end("results", ".css")
    stem = "results"

    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    records = traitlets.Dict().tag(sync=True)

    def fallback_context(self) -> dict[str, Any]:
        """Nothing but words: without JavaScript nothing is stored."""
        return {}


def results(case: CaseLike, *, lang: str = "en") -> Results:
    """“My results” for all questions of a case."""
    questions = [
        {"id": item.id, "set": reading(bank.title, lang)}
        for bank in case.quizzes.values()
        for item in bank.items
    ]
    return Results(questions=questions, lang=lang)

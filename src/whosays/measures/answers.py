"""What a browser keeps of a reader's answers, and the file it can be saved to.

The front end (``_answers.js``, ``_marks.js``) judges files and answers by the same rules; one table
of cases tests both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from whosays.case.asked import in_one_line
from whosays.case.items.base import Fits
from whosays.case.records import Kebab
from whosays.errors import UnknownNameError, WrongValueError, in_line

if TYPE_CHECKING:
    import pandas as pd

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


class Form(_Stored):
    """A form that is filled in, under ``whosays:form:<bank id>``; its answers count alone.

    Before it is handed in, its answers can change and have no points.
    """

    v: Literal[1]
    at: AwareDatetime | None = Field(None, description="When it was handed in (UTC).")
    answers: dict[Kebab, Attempt]


Value = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=80)]


class Marks(_Stored):
    """What a reader has marked in a sentence; what is left out is not marked."""

    source: Value | None = Field(None, description="Source id, author or nobody.")
    stwr: Value | None = Field(None, description="Form of representation; none: not reported.")
    mood: Value | None = None


LAYERS = tuple(Marks.model_fields)
"""What a reader marks: who speaks, the form of representation, the mood."""


class SentenceMarks(_Stored):
    """A reader's annotation of a sentence, under ``whosays:annotation:<case>:<sentence>``."""

    v: Literal[1]
    at: Annotated[AwareDatetime, Field(description="When it was last changed (UTC).")]
    marks: Marks
    compared: Annotated[
        Marks, Field(description="The marks that were first compared with the gold: these count.")
    ]


Place = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*:p[1-9][0-9]*s[1-9][0-9]*$")]
"""Case and sentence, for example ``kursk-2024:p1s1``."""


class ResultsFile(_Stored):
    """The file that “My results” saves and loads. It names no person and no device.

    Files are written in version 3. Version 1 had no annotations, version 2 no forms; both can still
    be read.
    """

    format: Literal["whosays-results"]
    version: Annotated[int, Field(ge=1, le=3)]
    exported: AwareDatetime
    records: dict[Kebab, Record]
    annotations: dict[Place, SentenceMarks] = Field({}, description="From version 2 on.")
    forms: dict[Kebab, Form] = Field({}, description="From version 3 on.")

    def __repr__(self) -> str:
        return (
            f"<results of {self.exported.date()}: {len(self.records)} questions,"
            f" {len(self.annotations)} annotated sentences, {len(self.forms)} forms>"
        )

    def answers(self) -> pd.DataFrame:
        """One row per answer that was checked, in the order of the file; forms are left out.

        Columns: ``question``, its id in ``tables.questions``; ``at``, a time in UTC; ``points``
        from 0 to 1, NaN where nothing is scored; ``confidence`` in per cent, NaN where none was
        given; ``first``, whether it was the first answer to the question.
        """
        import pandas as pd  # noqa: PLC0415 - a page of questions does not wait for it

        rows = [
            {
                "question": name,
                "at": attempt.at,
                "points": attempt.points,
                "confidence": attempt.confidence,
                "first": not number,
            }
            for name, record in self.records.items()
            for number, attempt in enumerate(record.attempts)
        ]
        frame = pd.DataFrame(rows, columns=["question", "at", "points", "confidence", "first"])
        kinds = {"at": "datetime64[ms, UTC]", "points": "float64", "confidence": "float64"}
        return frame.astype({**kinds, "first": "bool"})

    @model_validator(mode="after")
    def _version_and_parts_agree(self) -> ResultsFile:
        for part, version in (("annotations", 2), ("forms", 3)):
            if (part in self.model_fields_set) != (self.version >= version):
                raise ValueError(f"files have {part} from version {version} on, and only then")
        return self


@in_one_line
def read_results(file: str | Path) -> ResultsFile:
    """Read a file that *My results* has saved; it is found beside the notebook by its name.

    Raises KeyError, with the files that are there, for one that is not, and ValueError for one that
    *My results* did not save.

    >>> kept = read_results("whosays-results-2026-11-27.json")
    >>> kept
    <results of 2026-11-27: 1 questions, 2 annotated sentences, 0 forms>
    >>> kept.answers()["points"].tolist()
    [0.0, 1.0]
    """
    path = Path(file)
    try:
        return ResultsFile.model_validate_json(path.read_bytes())
    except OSError:
        there = ", ".join(sorted(each.name for each in Path().glob("*.json"))) or "none"
        raise UnknownNameError(
            f"no file {in_line(path)} to read. Save it on the page My results, and put it beside"
            f" this notebook; JSON files that are there: {there}"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise WrongValueError(
            f"{in_line(path)} is no file that My results saved"
            f" ({in_line(place)}: {in_line(first['msg'])}). Save it there once more."
        ) from None


# --- whether an answer still fits its question ---------------------------------------------------


def still_fits(fits: Fits, choice: Any) -> bool:
    """Whether a stored choice still fits a question, which may have been rewritten since."""
    match fits:
        case {"one": names}:
            found = choice in names
        case {"some": names}:
            found = _is_selection(choice, names)
        case {"all": names}:
            found = _is_selection(choice, names) and len(choice) == len(names)
        case {"keys": keys, "values": values}:
            found = isinstance(choice, dict) and all(choice.get(key) in values for key in keys)
        case {"words": count}:
            found = _is_selection(choice, range(count))
        case {"kind": "number"}:
            found = isinstance(choice, int | float) and not isinstance(choice, bool)
        case _:
            found = isinstance(choice, str)
    return found


def _is_selection(choice: Any, known: Collection[Any]) -> bool:
    return (
        isinstance(choice, list)
        and 0 < len(set(choice)) == len(choice)
        and all(each in known for each in choice)
    )


def renamed_choice(fits: Fits, choice: Any) -> Any:
    """A choice by the ids that options have now."""
    renamed = fits.get("renamed")
    if not renamed:
        return choice

    def now(name: Any) -> Any:
        return renamed.get(name, name)

    if isinstance(choice, list):
        return [now(each) for each in choice]
    if isinstance(choice, dict):
        return {now(key): now(value) for key, value in choice.items()}
    return now(choice)


def attempts_at(
    item: Mapping[str, Any], records: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """What was answered to a question, the earliest first, as far as it still fits it.

    ``item`` has an ``id`` and what ``fits`` it (:func:`whosays.views.questions.view`); ``records``
    are by item id, as :class:`Record` describes them, in plain form. Answers that were given under
    former ids of the question or of its options are carried over.
    """
    fits: Fits = item["fits"]
    names = [item["id"], *fits.get("former", [])]
    kept = [records[name]["attempts"] for name in names if name in records]
    every = list(chain.from_iterable(kept))
    if fits.get("renamed"):
        every = [{**each, "choice": renamed_choice(fits, each["choice"])} for each in every]
    found = [each for each in every if still_fits(fits, each["choice"])]
    if len(kept) <= 1:
        return found
    return sorted(_without_twins(found), key=lambda each: datetime.fromisoformat(each["at"]))


def _without_twins(attempts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for each in attempts:
        if each not in kept:
            kept.append(each)
    return kept

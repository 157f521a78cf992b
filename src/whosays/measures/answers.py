"""What a browser keeps of a reader's answers, and the file it can be saved to.

The front end (``_answers.js``, ``_marks.js``) judges files by the same rules; one table of cases
tests both.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from whosays.case.records import Kebab

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

    @model_validator(mode="after")
    def _version_and_parts_agree(self) -> ResultsFile:
        for part, version in (("annotations", 2), ("forms", 3)):
            if (part in self.model_fields_set) != (self.version >= version):
                raise ValueError(f"files have {part} from version {version} on, and only then")
        return self

"""What pictures need that the annotation does not have.

``pictures.yml`` of a case says of a claim which parts its first wording has and what became of each
in the others; which stretches of the text other pages share; and where answers to one question lie
between denial and confirmation. A case without the file has none of these pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from whosays.case.annotation import Id, SentenceId, Url
from whosays.case.records import QuotesField, Record, need_once
from whosays.case.vocabulary import Position
from whosays.words.said import Language, Localized, Text

Quoted = Annotated[dict[Language, QuotesField], Field(min_length=1)]
"""Words of a wording by language: in its own, and in those that it is translated into."""

_FATES = ("kept", "changed", "lacks", "beyond")
_KEEP_ONE = "keep one of them"


# --- wordings ---------------------------------------------------------------------------------


class Part(Record):
    """A part of the first wording, such as its bound or its day."""

    id: Id = Field(description="Id, as it stands under kept, changed, lacks and beyond.")
    name: Localized = Field(description="What sort of part it is, in a word or two.")
    words: Quoted = Field(description="Its words in the first wording, by language.")


class Wording(Record):
    """What became of each part in another wording."""

    coverage: Id | None = Field(None, description="A row of coverage.csv.")
    sentence: SentenceId | None = Field(None, description="A sentence of the article.")
    kept: dict[Id, Quoted] = Field({}, description="Parts that say the same, with their words.")
    changed: dict[Id, Quoted] = Field({}, description="Parts in whose place other words stand.")
    lacks: list[Id] = Field([], description="Parts that are not there.")
    beyond: list[Id] = Field([], description="Parts that lie beyond what is quoted of the page.")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.coverage is None) == (self.sentence is None):
            raise ValueError("a wording stands in one place; name its coverage or its sentence")
        return self

    @property
    def place(self) -> str:
        """Id of the row or sentence it stands in."""
        return str(self.coverage or self.sentence)

    def fates(self) -> list[str]:
        """Ids of the parts, as often as something is said of them."""
        return [name for fate in _FATES for name in getattr(self, fate)]

    def quoted(self) -> Mapping[str, Mapping[str, Quoted]]:
        """The words of the parts that are there, by field and part."""
        return {"kept": self.kept, "changed": self.changed}


class Wordings(Record):
    """One claim in its first wording, and what became of that in the others."""

    id: Id = Field(description="Id, unique within the file.")
    claim: Text = Field(description="The claim, as coverage.csv has it.")
    title: Localized = Field(description="Title of the picture.")
    start: Id = Field(description="The row of coverage.csv that the others are laid beside.")
    parts: Annotated[list[Part], Field(min_length=1)] = Field(
        description="Parts of the first wording, in the order of the picture."
    )
    others: Annotated[list[Wording], Field(min_length=1)] = Field(
        description="The other wordings of the claim."
    )

    @model_validator(mode="after")
    def _every_part_once(self) -> Self:
        known = [part.id for part in self.parts]
        need_once("part", known, _KEEP_ONE)
        need_once("wording", (other.place for other in self.others), _KEEP_ONE)
        for other in self.others:
            found = other.fates()
            for name in dict.fromkeys([*known, *found]):
                if known.count(name) != 1 or found.count(name) != 1:
                    raise ValueError(
                        f"{other.place} does not have the part '{name}' once;"
                        f" put each of {', '.join(known)} under one of {', '.join(_FATES)}"
                    )
        return self


# --- copies -----------------------------------------------------------------------------------


class Copy(Record):
    """Another page, and what it shares with the text: its beginning, paragraphs or sentences."""

    id: Id = Field(description="Id, unique within the file.")
    name: Localized = Field(description="The page's name, a word or two.")
    url: Url = Field(description="Its address, as known in article.yml has it.")
    first: Annotated[int, Field(ge=1)] | None = Field(
        None, description="So many characters from the article's first word on are the same."
    )
    paragraphs: list[Annotated[int, Field(ge=1)]] = Field(
        [], description="Paragraphs that share so many characters, it is not known which."
    )
    characters: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many characters of the paragraphs are the same."
    )
    sentences: list[SentenceId] = Field([], description="Sentences that are the same.")
    added: dict[SentenceId, Id] = Field(
        {}, description="After which sentence the page has more: a row of coverage.csv."
    )
    rest: Literal["not_read", "not_recorded"] = Field(
        description="Why nothing can be said of the rest: it was not read, or not written down."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(map(bool, (self.first, self.paragraphs, self.sentences))) != 1:
            raise ValueError("a copy has one of first, paragraphs and sentences; name one")
        if bool(self.paragraphs) != bool(self.characters):
            raise ValueError("paragraphs and characters go together; give both or neither")
        if self.paragraphs and self.paragraphs != list(
            range(self.paragraphs[0], self.paragraphs[0] + len(self.paragraphs))
        ):
            raise ValueError("the paragraphs do not follow one another; list them in order")
        for name in self.added:
            if name not in self.sentences:
                raise ValueError(
                    f"{name} is none of its sentences; name one after which it has more"
                )
        return self


# --- answers ----------------------------------------------------------------------------------


class Answer(Record):
    """What somebody said to a question, or what is reported of it, and where that lies."""

    id: Id = Field(description="Id, unique within the file.")
    position: Position = Field(description="Where it lies between denial and confirmation.")
    who: Localized = Field(description="Who answers.")
    about: Localized = Field(description="What exactly the answer is about.")
    coverage: Id | None = Field(None, description="A row of coverage.csv.")
    estimate: Id | None = Field(None, description="A row of estimates.csv.")
    sentence: SentenceId | None = Field(None, description="A sentence of the article.")
    words: Quoted = Field(description="The words for it, by language.")
    own: bool = Field(
        description="Whether these are words of who answers, or of somebody who reports on it."
    )

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(name is not None for name in (self.coverage, self.estimate, self.sentence)) != 1:
            raise ValueError("an answer needs one of coverage, estimate and sentence; name one")
        return self

    @property
    def place(self) -> tuple[str, str]:
        """The field that says where the words stand, and the id there."""
        fields = ("coverage", "estimate", "sentence")
        return next((field, getattr(self, field)) for field in fields if getattr(self, field))


# --- the file ---------------------------------------------------------------------------------


class Pictured(Record):
    """``pictures.yml``."""

    wordings: list[Wordings] = Field([], description="Claims through their wordings.")
    copies: list[Copy] = Field([], description="Other pages that share some of the text.")
    answers: list[Answer] = Field([], description="Answers between denial and confirmation.")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        parts = (self.wordings, self.copies, self.answers)
        need_once("id", (entry.id for part in parts for entry in part), _KEEP_ONE)
        need_once("claim", (entry.claim for entry in self.wordings), _KEEP_ONE)
        return self

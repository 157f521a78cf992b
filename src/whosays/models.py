"""What a case's files hold, as typed objects.

Each model mirrors its file: what an author writes is what the object says. Offsets are not
written but found (see :mod:`whosays.spans`).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from whosays.vocabulary import (
    Bound,
    Checkable,
    ClaimType,
    Counted,
    CueClass,
    EstimateBound,
    Evidential,
    Factuality,
    MadeBy,
    Medium,
    Mood,
    Naming,
    RelationType,
    SourceKind,
    Stake,
    Stwr,
    VoiceFunction,
)

MAX_PROPOSITION_WORDS = 25

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
SentenceId = Annotated[str, StringConstraints(pattern=r"^p[1-9][0-9]*s[1-9][0-9]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


def _has_english(words: dict[str, str]) -> dict[str, str]:
    if "en" not in words:
        raise ValueError("English (en:) is missing; write at least en: …")
    return words


def _no_stray_comma(words: Any) -> Any:
    """In ``{en: one, two}`` YAML takes "two" for a key: say so instead of refusing a key."""
    if isinstance(words, dict):
        for key, value in words.items():
            if value is None and not (isinstance(key, str) and re.fullmatch("[a-z]{2,3}", key)):
                raise ValueError(f"'{key}' follows a comma; put the whole text in quotation marks")
    return words


Localized = Annotated[
    dict[Language, Text], BeforeValidator(_no_stray_comma), AfterValidator(_has_english)
]
"""A reader-facing text by language; English is always there."""


class Record(BaseModel):
    """Base of all entries: unknown fields are refused, values do not change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(Record):
    """Words quoted from the article; ``nth`` (from 1) where they occur more than once."""

    quote: Annotated[str, StringConstraints(min_length=1)]
    nth: Annotated[int, Field(ge=1)] | None = None


def _as_quote(value: Any) -> Any:
    return {"quote": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


SentencesField = Annotated[list[SentenceId], BeforeValidator(_as_list), Field(min_length=1)]
"""One sentence, or several where the stretch runs on."""

QuoteField = Annotated[Quote, BeforeValidator(_as_quote)]
QuotesField = Annotated[list[QuoteField], BeforeValidator(_as_list), Field(min_length=1)]
"""One quotation, or several where the span is discontinuous."""


class Outside(Record):
    """Something known from outside the article, with its source and how it was read."""

    statement: Localized
    url: Url | None = None
    how: Localized


class Article(Record):
    """``article.yml``: the text's provenance, as known and unknown, and its rights."""

    id: Id
    title: Localized
    language: Language
    sha256: Sha256
    preamble: str = Field("", description="Characters before the article's first word.")
    as_of: Text = Field(description="The only date that came with the text, as it came.")
    known: list[Outside]
    unknown: list[Localized]
    rights: Localized


class Sentence(Record):
    """A sentence of the article with its translation."""

    id: SentenceId
    text: Annotated[str, StringConstraints(min_length=1)]
    translation: Localized
    note: Localized | None = Field(None, description="What the translation adds or loses.")


class Source(Record):
    """Somebody (or something) the text makes responsible for words or thoughts."""

    id: Id
    name: Localized
    kind: SourceKind
    naming: Naming
    stake: Stake
    rationale: Localized | None = None


class SaidOn(Record):
    """The day the text gives for an utterance: its words, and the date they point to."""

    words: QuoteField
    date: dt.date


class Highlight(Record):
    """The same parts in the translation, so that they can be shown without German."""

    cue: list[Text] = []
    content: list[Text] = []

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: [v] if isinstance(v, str) else v for key, v in value.items()}
        return value


class Attribution(Record):
    """An attribution relation: a source, the cue that says so, the content."""

    id: Id
    sentence: SentencesField
    source: Id
    mention: QuotesField | None = Field(None, description="The words that name the source.")
    cue: QuotesField | None = None
    content: QuotesField
    stwr: Stwr
    medium: Medium
    mood: Mood
    other_moods: list[Mood] = Field([], description="Moods of further finite verbs in the content.")
    evidential: Evidential
    cue_class: CueClass
    channel: Localized | None = None
    said_on: SaidOn | None = None
    parent: Id | None = Field(None, description="The relation this one is nested in.")
    continues: Id | None = Field(None, description="The relation whose cue still holds here.")
    translated: dict[Language, Highlight] = {}
    bare: Localized | None = Field(
        None, description="The content as a bare assertion: what is left without attribution."
    )
    rationale: Localized | None = None

    @model_validator(mode="after")
    def _cue_and_class_agree(self) -> Self:
        if (self.cue is None) != (self.cue_class is CueClass.NONE):
            raise ValueError("cue_class is none exactly where there is no cue; change one of them")
        return self


class AuthorVoice(Record):
    """A stretch that nobody in the text is made responsible for."""

    id: Id
    sentence: SentencesField
    quote: QuotesField
    function: VoiceFunction
    translated: dict[Language, list[Text]] = {}
    rationale: Localized | None = None


class Quantity(Record):
    """A figure within a claim, as worded: how it is bounded and what it counts."""

    words: QuoteField
    sentence: SentenceId
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: Bound
    unit: Localized
    counted: Counted | None = Field(None, description="For people in a deployment; else absent.")
    region: Text | None = None
    as_of: Text | None = None

    @model_validator(mode="after")
    def _figure_fits_bound(self) -> Self:
        check_bound(self.bound, self.value, self.low, self.high)
        return self


def check_bound(bound: str, value: float | None, low: float | None, high: float | None) -> None:
    """Raise ValueError unless the figure has just the parts that its bound needs."""
    needs = {
        "exact": {"value"},
        "approx": {"value"},
        "at_least": {"low"},
        "up_to": {"high"},
        "range": {"low", "high"},
        "presence_only": set(),
        "denial": set(),
    }[bound]
    given = {"value": value, "low": low, "high": high}
    has = {name for name, number in given.items() if number is not None}
    if has != needs:
        wanted = " and ".join(sorted(needs)) or "no figure"
        raise ValueError(f"a figure with bound {bound} has {wanted}, here: {sorted(has) or 'none'}")
    numbers = [number for number in given.values() if number is not None]
    if not all(number >= 0 and math.isfinite(number) for number in numbers):
        raise ValueError("a figure is a number of at least 0")
    if low is not None and high is not None and low > high:
        raise ValueError(f"low ({low:g}) is above high ({high:g}); exchange them")


class Stance(Record):
    """How certain a holder presents a claim (FactBank value)."""

    holder: Id
    value: Factuality


class Claim(Record):
    """A self-contained proposition that somebody in the text puts forward."""

    id: Id
    proposition: Localized
    type: ClaimType
    uttered_by: Annotated[list[Id], Field(min_length=1)] = Field(
        description="Attributions or stretches of author's voice that put it forward."
    )
    quantity: Quantity | None = None
    factuality: Annotated[list[Stance], Field(min_length=1)]
    checkable: Checkable
    reason: Localized = Field(description="Why it can or cannot be checked.")
    rationale: Localized | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for lang, text in self.proposition.items():
            words = len(text.split())
            if words > MAX_PROPOSITION_WORDS:
                raise ValueError(
                    f"proposition ({lang}) has {words} words; at most {MAX_PROPOSITION_WORDS}"
                )
        if self.type is ClaimType.QUANTITY and self.quantity is None:
            raise ValueError("a claim of type quantity needs a quantity")
        holders = [stance.holder for stance in self.factuality]
        if len(set(holders)) != len(holders):
            raise ValueError("a holder stands twice in factuality; keep one value per holder")
        return self


class Marker(Record):
    """Words of the article that make a contrast or a link."""

    sentence: SentenceId
    quote: QuotesField


class Relation(Record):
    """How one claim stands to another, and who says so."""

    id: Id
    from_claim: Id
    to_claim: Id
    type: RelationType
    made_by: MadeBy
    marker: Marker | None = None
    rationale: Localized

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.from_claim == self.to_claim:
            raise ValueError("from_claim and to_claim are the same claim; name two")
        if self.made_by is not MadeBy.ANNOTATOR and self.marker is None:
            raise ValueError(
                f"a relation made by the {self.made_by} needs its marker: the words that make it"
            )
        return self


class Framing(Record):
    """A word whose choice takes a side, or could."""

    id: Id
    sentence: SentencesField
    quote: QuotesField
    whose: Id = Field(description="The source whose word it is, as far as the text shows.")
    alternatives: Annotated[list[Localized], Field(min_length=1)]
    rationale: Localized


class Annotation(Record):
    """``annotation.yml``: the gold annotation of the whole article."""

    sentences: list[Sentence]
    sources: list[Source]
    attributions: list[Attribution]
    author_voice: list[AuthorVoice]
    claims: list[Claim]
    relations: list[Relation]
    framing: list[Framing]


class OutsideRow(Record):
    """What every row from outside the article carries."""

    id: Id
    date: dt.date
    outlet: Text
    wording: Text
    url: Url
    read_on: dt.date
    read_as: Literal["stored_copy", "live_page"] = Field(
        description="What was read: a stored copy (often its opening only) or the live page."
    )


class Estimate(OutsideRow):
    """``estimates.csv``: one published statement on the same question."""

    source: Text
    speaker: Text
    low: float | None = None
    high: float | None = None
    point: float | None = None
    bound: EstimateBound
    counted: Counted | None = Field(None, description="Absent where the source denies.")
    region: Text
    counted_as_worded: Text
    scope: Text
    title: str | None = None

    @model_validator(mode="after")
    def _figure_fits_bound(self) -> Self:
        check_bound(self.bound, self.point, self.low, self.high)
        return self


class CoverageRow(OutsideRow):
    """``coverage.csv``: how another outlet worded one of the article's claims."""

    language: Language
    claim: Text

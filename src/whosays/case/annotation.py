"""What a case's files hold, as typed objects.

Each model mirrors its file: what an author writes is what the object says. Offsets are not
written but found (see :mod:`whosays.case.places`).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from whosays.case.records import MOST_FIGURE, QuoteField, QuotesField, Record, Row, as_list
from whosays.case.vocabulary import (
    Bound,
    Checkable,
    ClaimType,
    CueClass,
    EstimateBound,
    Evidential,
    Factuality,
    Level,
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
from whosays.words.said import FALLBACK, Language, Localized, Text, Translations, said

MAX_PROPOSITION_WORDS = 25
LEAST_FIGURE = 1e-6

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
SentenceId = Annotated[str, StringConstraints(pattern=r"^p[1-9][0-9]*s[1-9][0-9]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


def _written_as(pattern: str, complaint: str) -> BeforeValidator:
    """Refuse a text that pydantic would read as a day or number and that is written as none."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(pattern, value):
            raise ValueError(complaint.format(value[:40]))
        return value

    return BeforeValidator(check)


Day = Annotated[
    dt.date,
    _written_as(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "'{}' is no day; write year, month, day, such as 2024-10-25"
    ),
]


def _not_too_small(value: float) -> float:
    if 0 < value < LEAST_FIGURE:
        raise ValueError(f"{value:g} is too small to be drawn; write at least {LEAST_FIGURE:g}")
    return value


Number = Annotated[
    float,
    _written_as(
        r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?",
        "'{}' is no plain number; write it such as 12000 or 0.5, without separators or words",
    ),
    AfterValidator(_not_too_small),
    Field(ge=0, le=MOST_FIGURE),
]
"""A figure as it is counted; its limits are those of charts and of exact numbers in any program."""


SentencesField = Annotated[
    list[SentenceId],
    BeforeValidator(as_list, json_schema_input_type=SentenceId | list[SentenceId]),
    Field(min_length=1),
]
"""One sentence, or several where the stretch runs on."""


Rationale = Annotated[
    Localized | None,
    Field(description="Why it is annotated so, where careful people could differ."),
]
Proposed = Annotated[
    bool, Field(description="Whether rules have proposed it and nobody has read it yet.")
]


class Outside(Record):
    """Something known from outside the article, with its source and how it was read."""

    statement: Localized = Field(description="What is known.")
    url: Url | None = Field(None, description="Where it can be read.")
    how: Localized = Field(description="How it was found or read.")


class Licence(Record):
    """A licence under which somebody else's words may be passed on."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+$")] = Field(
        description="Its short name (SPDX), such as CC-BY-2.5."
    )
    title: Text = Field(description="Its name in full.")
    url: Url = Field(description="Where it can be read.")
    attribution: Localized = Field(
        description="The line that has to stand beside the words where they are passed on."
    )


class Article(Record):
    """``article.yml``: the text's provenance, as known and unknown, and its rights."""

    id: Id = Field(description="Id of the case, the name of its folder.")
    title: Localized = Field(description="What the text is about.")
    language: Language = Field(description="Language of the text (ISO 639).")
    readers: Language = Field(
        FALLBACK,
        description="Language of the readers it is for: all texts of the case are in it at least.",
    )
    level: Level = Field(
        Level.FIGURES, description="How far the case goes; what it has to have follows from it."
    )
    sha256: Sha256 = Field(description="SHA-256 of article.txt, in hexadecimal digits.")
    preamble: str = Field("", description="Characters before the article's first word.")
    as_of: Text = Field(description="The only date that came with the text, as it came.")
    known: list[Outside] = Field([], description="What is known of the text's origin.")
    unknown: list[Localized] = Field([], description="What was looked for and not found.")
    rights: Localized = Field(description="Whose text it is and why it is quoted.")
    licence: Licence | None = Field(
        None, description="The text's licence; absent where it is quoted without one."
    )


class Sentence(Record):
    """A sentence of the article with its translation."""

    id: SentenceId = Field(
        description="Place in the article: p3s2 is the second sentence of the third paragraph."
    )
    text: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="The sentence as it stands in the article."
    )
    translation: Translations = Field(
        {}, description="The sentence translated; needed in no language that it is written in."
    )
    note: Localized | None = Field(None, description="What the translation adds or loses.")


class Source(Record):
    """Somebody (or something) the text makes responsible for words or thoughts."""

    id: Id = Field(description="Id, unique within the case.")
    name: Localized = Field(description="Who it is, for the reader.")
    kind: SourceKind = Field(description="What sort of source it is.")
    naming: Naming = Field(description="How far the text says who it is.")
    stake: Stake = Field(description="Where it stands to the matter it speaks about.")
    rationale: Rationale = None
    proposed: Proposed = False

    def __repr__(self) -> str:
        return f"<source {self.id}: {said(self.name, FALLBACK)}>"


class SaidOn(Record):
    """The day the text gives for an utterance: its words, and the date they point to."""

    words: QuoteField = Field(description="The words that give the day.")
    date: Day = Field(description="The date they point to.")


def _as_texts(value: Any) -> Any:
    """A bare text as a list of one."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[list[Text], BeforeValidator(_as_texts, json_schema_input_type=Text | list[Text])]


class Highlight(Record):
    """The same parts in the translation, so that they can be shown in it."""

    cue: Texts = Field([], description="The words for the cue.")
    content: Texts = Field([], description="The words for the content.")


class Attribution(Record):
    """An attribution relation: a source, the cue that says so, the content."""

    id: Id = Field(description="Id, unique within the case.")
    sentence: SentencesField = Field(
        description="The sentence it stands in, or all that it runs through."
    )
    source: Id = Field(description="The source that answers for the content.")
    mention: QuotesField | None = Field(None, description="The words that name the source.")
    cue: QuotesField | None = Field(None, description="The words that say that somebody says so.")
    content: QuotesField = Field(description="The words that are said, thought or written.")
    stwr: Stwr = Field(description="Form of speech, thought and writing representation.")
    medium: Medium = Field(
        description="Whether it was said, thought or written, or which of two is left open."
    )
    mood: Mood = Field(description="Mood of the content's finite verb.")
    other_moods: list[Mood] = Field([], description="Moods of further finite verbs in the content.")
    evidential: Evidential = Field(
        description="How the sentence marks that the knowledge comes from elsewhere."
    )
    cue_class: CueClass = Field(description="Part of speech of the cue.")
    channel: Localized | None = Field(None, description="Where it was said, if the text says so.")
    said_on: SaidOn | None = Field(
        None, description="The day it was said on, if the text gives one."
    )
    parent: Id | None = Field(None, description="The relation this one is nested in.")
    continues: Id | None = Field(None, description="The relation whose cue still holds here.")
    translated: dict[Language, Highlight] = Field(
        {}, description="Cue and content in the translation, by language."
    )
    bare: Localized | None = Field(
        None, description="The content as a bare assertion: what is left without attribution."
    )
    rationale: Rationale = None
    proposed: Proposed = False

    def __repr__(self) -> str:
        return f"<attribution {self.id}: {self.source}, {self.stwr}, {', '.join(self.sentence)}>"

    @model_validator(mode="after")
    def _cue_and_class_agree(self) -> Self:
        if (self.cue is None) != (self.cue_class is CueClass.NONE):
            raise ValueError("cue_class is none exactly where there is no cue; change one of them")
        return self


class AuthorVoice(Record):
    """A stretch that nobody in the text is made responsible for."""

    id: Id = Field(description="Id, unique within the case.")
    sentence: SentencesField = Field(
        description="The sentence it stands in, or all that it runs through."
    )
    quote: QuotesField = Field(description="The words.")
    function: VoiceFunction = Field(description="What the stretch does.")
    translated: dict[Language, list[Text]] = Field(
        {}, description="The same words in the translation, by language."
    )
    rationale: Rationale = None
    proposed: Proposed = False

    def __repr__(self) -> str:
        return f"<author's voice {self.id}: {self.function}, {', '.join(self.sentence)}>"


class Quantity(Record):
    """A figure within a claim, as worded: how it is bounded and what it counts."""

    words: QuoteField = Field(description="The words that give the figure.")
    sentence: SentenceId = Field(description="The sentence they stand in.")
    value: Number | None = Field(
        None, description="The figure, where the bound is exact or approx."
    )
    low: Number | None = Field(
        None, description="Lower limit, where the bound is at_least or range."
    )
    high: Number | None = Field(None, description="Upper limit, where the bound is up_to or range.")
    bound: Bound = Field(description="How the figure is bounded, as worded.")
    unit: Localized = Field(description="What one is counted in.")
    counted: Id | None = Field(
        None, description="The kind of count, one of counts.yml; absent where nothing is compared."
    )
    region: Id | None = Field(
        None, description="Where they are counted, one of the regions of counts.yml."
    )
    as_of: Text | None = Field(None, description="When the figure held, as worded.")

    @model_validator(mode="after")
    def _figure_fits_bound(self) -> Self:
        check_bound(self.bound, self.value, self.low, self.high)
        return self


FIGURE_OF: dict[str, tuple[str, ...]] = {
    "exact": ("point",),
    "approx": ("point",),
    "at_least": ("low",),
    "up_to": ("high",),
    "range": ("low", "high"),
    "presence_only": (),
    "denial": (),
}
"""Where a figure with this bound stands: its point (``value`` in an annotation), its limits."""


def check_bound(bound: str, value: float | None, low: float | None, high: float | None) -> None:
    """Raise ValueError unless the figure has just the parts that its bound needs."""
    needs = {"value" if part == "point" else part for part in FIGURE_OF[bound]}
    given = {"value": value, "low": low, "high": high}
    has = {name for name, number in given.items() if number is not None}
    if has != needs:
        wanted = " and ".join(sorted(needs)) or "no figure"
        raise ValueError(f"a figure with bound {bound} has {wanted}, here: {sorted(has) or 'none'}")
    if low is not None and high is not None and low > high:
        raise ValueError(f"low ({low:g}) is above high ({high:g}); exchange them")


class Stance(Record):
    """How certain a holder presents a claim (FactBank value)."""

    holder: Id = Field(description="The source that holds it.")
    value: Factuality = Field(description="Certainty and polarity.")


class Claim(Record):
    """A self-contained proposition that somebody in the text puts forward."""

    id: Id = Field(description="Id, unique within the case.")
    proposition: Localized = Field(
        description="What is claimed, in a sentence that can be understood alone."
    )
    type: ClaimType = Field(description="What sort of thing is claimed.")
    uttered_by: Annotated[list[Id], Field(min_length=1)] = Field(
        description="Attributions or stretches of author's voice that put it forward."
    )
    quantity: Quantity | None = Field(None, description="The figure in it.")
    factuality: Annotated[list[Stance], Field(min_length=1)] = Field(
        description="How certain each holder presents it (FactBank)."
    )
    checkable: Checkable = Field(description="Whether somebody could check it.")
    reason: Localized = Field(description="Why it can or cannot be checked.")
    rationale: Rationale = None

    def __repr__(self) -> str:
        return f"<claim {self.id}: {said(self.proposition, FALLBACK)}>"

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

    sentence: SentenceId = Field(description="The sentence they stand in.")
    quote: QuotesField = Field(description="The words.")


class Relation(Record):
    """How one claim stands to another, and who says so."""

    id: Id = Field(description="Id, unique within the case.")
    from_claim: Id = Field(description="The claim that stands so to the other.")
    to_claim: Id = Field(description="The other claim.")
    type: RelationType = Field(description="How the first stands to the second.")
    made_by: MadeBy = Field(description="Who relates the two to each other.")
    marker: Marker | None = Field(None, description="The words of the article that relate them.")
    rationale: Localized = Field(description="Why this relation.")

    def __repr__(self) -> str:
        return f"<relation {self.id}: {self.from_claim} {self.type} {self.to_claim}>"

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

    id: Id = Field(description="Id, unique within the case.")
    sentence: SentencesField = Field(description="The sentence it stands in.")
    quote: QuotesField = Field(description="The word or words.")
    whose: Id = Field(description="The source whose word it is, as far as the text shows.")
    alternatives: Annotated[list[Localized], Field(min_length=1)] = Field(
        description="Words that could stand there and take no side, or another."
    )
    translated: dict[Language, list[Text]] = Field(
        {}, description="The same words in the translation, by language."
    )
    rationale: Localized = Field(description="What the choice of the word does.")

    def __repr__(self) -> str:
        return f"<framing {self.id}: {' … '.join(quote.quote for quote in self.quote)}>"


class Annotation(Record):
    """``annotation.yml``: the gold annotation of the whole article."""

    sentences: list[Sentence] = Field(description="All sentences of the article, in order.")
    sources: list[Source] = Field(
        description="Everybody whom the text makes responsible for something, and the author."
    )
    attributions: list[Attribution] = Field(
        description="Attribution relations: source, cue, content."
    )
    author_voice: list[AuthorVoice] = Field(
        description="Stretches that nobody in the text is made responsible for."
    )
    claims: list[Claim] = Field([], description="What is claimed, once each.")
    relations: list[Relation] = Field([], description="How claims stand to each other.")
    framing: list[Framing] = Field([], description="Words whose choice takes a side, or could.")


_TRANSLATION = "translation"


class OutsideRow(Row):
    """What every row from outside the article carries.

    A table may have columns ``translation_en``, ``translation_de`` … for the words in the reader's
    language; they make up ``translation``.
    """

    id: Id = Field(description="Id, unique within the table.")
    date: Day = Field(description="Day of publication.")
    outlet: Text = Field(description="Who published it.")
    wording: Text = Field(description="The words that were published, quoted.")
    url: Url = Field(description="Where it can be read.")
    read_on: Day = Field(description="Day on which it was read for this book.")
    read_as: Literal["stored_copy", "live_page"] = Field(
        description="What was read: a stored copy (often its opening only) or the live page."
    )
    translation: Translations = Field({}, description="The words translated.")

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that a table of such rows has to have."""
        return [name for name in cls.model_fields if name != _TRANSLATION]

    @staticmethod
    def language_of(column: str) -> str | None:
        """The language that a column translates the words into, None for another column."""
        found = re.fullmatch(rf"{_TRANSLATION}_([a-z]{{2,3}})", column)
        return found and found[1]

    @property
    def key(self) -> str:
        """The id."""
        return self.id


class Estimate(OutsideRow):
    """``estimates.csv``: one published statement on the same question."""

    source: Text = Field(description="Who the figure is from.")
    speaker: Text = Field(description="Who said it.")
    low: Number | None = Field(
        None, description="Lower limit, where the bound is at_least or range."
    )
    high: Number | None = Field(None, description="Upper limit, where the bound is up_to or range.")
    point: Number | None = Field(
        None, description="The figure, where the bound is exact or approx."
    )
    bound: EstimateBound = Field(description="How the figure is bounded, as worded.")
    counted: Id | None = Field(
        None, description="The kind of count, one of counts.yml; absent where the source denies."
    )
    region: Id = Field(description="Where they are counted, one of the regions of counts.yml.")
    counted_as_worded: Text = Field(description="What is counted, close to the words.")
    scope: Text = Field(description="Where they are counted, close to the words.")
    title: str | None = Field(None, description="Headline, where it was read.")

    def __repr__(self) -> str:
        return f"<estimate {self.id}: {self.source}, {self.date}>"

    @model_validator(mode="after")
    def _figure_fits_bound(self) -> Self:
        check_bound(self.bound, self.point, self.low, self.high)
        return self


class CoverageRow(OutsideRow):
    """``coverage.csv``: how another outlet worded one of the article's claims."""

    language: Language = Field(description="Language of the wording (ISO 639).")
    claim: Text = Field(description="Which claim of the article it words.")

    def __repr__(self) -> str:
        return f"<wording {self.id}: {self.outlet}, {self.date}>"

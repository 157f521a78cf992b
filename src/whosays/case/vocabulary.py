"""The closed vocabularies of the annotation. The guidelines page defines each value by a test."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How far a case goes, from the first to the last; each has what those before it have.

    With *reading* it says who says what: sentences, sources, attributions. With *claims* it says
    what is claimed, how claims stand to each other, and what is known of the text; with *figures*
    what others published on the same matter.
    """

    READING = "reading"
    CLAIMS = "claims"
    FIGURES = "figures"

    def has(self, other: Level) -> bool:
        """Whether a case of this level has all that a case of the other has."""
        order = [*Level]
        return order.index(other) <= order.index(self)


class SourceKind(StrEnum):
    """What sort of source speaks: on what ground it is cited.

    A sportswoman or a singer is *other* unless one of the rest fits; a political party is
    ``political_party``, because ``party`` is a value of :class:`Stake`.
    """

    HEAD_OF_STATE = "head_of_state"
    GOVERNMENT = "government"
    INTELLIGENCE = "intelligence"
    PARLIAMENT = "parliament"
    POLITICAL_PARTY = "political_party"
    AUTHORITY = "authority"
    POLICE = "police"
    COURT = "court"
    COMPANY = "company"
    ORGANISATION = "organisation"
    SPOKESPERSON = "spokesperson"
    NEWS_MEDIA = "news_media"
    EXPERTS = "experts"
    WITNESS = "witness"
    PRIVATE_PERSON = "private_person"
    OTHER = "other"
    AUTHOR = "author"
    UNSPECIFIED = "unspecified"


class Naming(StrEnum):
    """How far the text says who the source is."""

    NAMED_PERSON = "named_person"
    ROLE = "role"
    INSTITUTION = "institution"
    METONYM = "metonym"
    ANONYMOUS = "anonymous"


class Stake(StrEnum):
    """Where the source stands to the matter it speaks about."""

    PARTY = "party"
    ALLY_OF_PARTY = "ally_of_party"
    THIRD = "third"
    UNKNOWN = "unknown"


class Stwr(StrEnum):
    """Form of speech, thought and writing representation (Redewiedergabe)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    REPORTED = "reported"
    FREE_INDIRECT = "free_indirect"
    INDIRECT_FREE_INDIRECT = "indirect_free_indirect"


class Medium(StrEnum):
    """What is represented: something said, thought or written, or which of two is left open."""

    SPEECH = "speech"
    THOUGHT = "thought"
    WRITING = "writing"
    SPEECH_OR_WRITING = "speech_or_writing"
    SPEECH_OR_THOUGHT = "speech_or_thought"


LEFT_OPEN: dict[str, frozenset[str]] = {
    Medium.SPEECH_OR_WRITING: frozenset({Medium.SPEECH, Medium.WRITING}),
    Medium.SPEECH_OR_THOUGHT: frozenset({Medium.SPEECH, Medium.THOUGHT}),
}
"""Values that leave open which of several others holds, with these others."""


class Mood(StrEnum):
    """Mood of the content's finite verb."""

    INDICATIVE = "indicative"
    KONJ1 = "konj1"
    KONJ2_SUBSTITUTE = "konj2_substitute"
    KONJ2 = "konj2"
    WUERDE = "wuerde"
    NONE = "none"


class Verb(StrEnum):
    """The mood more coarsely, as tables give it: what stands in for Konjunktiv I is one value."""

    INDICATIVE = "indicative"
    KONJ1 = "konj1"
    KONJ2 = "konj2"
    STAND_IN = "stand_in"
    NONE = "none"


def verb(mood: Mood) -> Verb:
    """A mood, where it stands in for Konjunktiv I as a stand-in."""
    stands_in = mood in {Mood.KONJ2_SUBSTITUTE, Mood.WUERDE}
    return Verb.STAND_IN if stands_in else Verb(mood)


class Evidential(StrEnum):
    """How the sentence marks that its knowledge comes from elsewhere."""

    QUOTATIVE = "quotative"
    REPORTIVE = "reportive"
    LEXICAL = "lexical"
    NONE = "none"


class CueClass(StrEnum):
    """Part of speech of the cue."""

    VERB = "verb"
    PREPOSITION = "preposition"
    ADVERB = "adverb"
    NOUN = "noun"
    MODAL = "modal"
    NONE = "none"


class VoiceFunction(StrEnum):
    """What a stretch in the author's own voice does."""

    BACKGROUND = "background"
    PREDICTION = "prediction"
    EVALUATION = "evaluation"
    CONTRAST = "contrast"


class ClaimType(StrEnum):
    """What sort of thing is claimed."""

    QUANTITY = "quantity"
    EVENT = "event"
    INTENTION = "intention"
    PREDICTION = "prediction"
    CAUSE = "cause"
    EVALUATION = "evaluation"
    DEMAND = "demand"


class Bound(StrEnum):
    """How a figure is bounded, as worded."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"
    PRESENCE_ONLY = "presence_only"


class EstimateBound(StrEnum):
    """The bounds of a figure, and ``denial``: the source says there is nothing to count."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"
    PRESENCE_ONLY = "presence_only"
    DENIAL = "denial"


class Factuality(StrEnum):
    """Certainty and polarity towards a claim, per holder (FactBank)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    CERTAIN_UNKNOWN_POLARITY = "CTu"
    UNCOMMITTED = "Uu"


class Checkable(StrEnum):
    """Whether somebody could check the claim."""

    YES = "yes"
    IN_PRINCIPLE = "in_principle"
    NO = "no"


class RelationType(StrEnum):
    """How two claims stand to each other.

    ``contrasts`` is the author's or a source's setting one against the other: it says nothing on
    whether both can be so.
    """

    AGREES = "agrees"
    REFINES = "refines"
    CONTRADICTS = "contradicts"
    CONTRASTS = "contrasts"
    COMPATIBLE_BOUND = "compatible_bound"
    DIFFERENT_QUANTITY = "different_quantity"
    DIFFERENT_TIME = "different_time"
    SUPERSEDES = "supersedes"
    DENIES = "denies"
    DECLINES_TO_DENY = "declines_to_deny"


class MadeBy(StrEnum):
    """Who relates the two claims to each other."""

    AUTHOR = "author"
    SOURCE = "source"
    ANNOTATOR = "annotator"


class Position(StrEnum):
    """Where an answer lies between a denial and a confirmation, in this order.

    What is said that lies between them is neither: it confirms nothing, and it denies nothing.
    """

    DENIES = "denies"
    DOES_NOT_CONFIRM = "does_not_confirm"
    NEITHER = "neither"
    DOES_NOT_DENY = "does_not_deny"
    CONFIRMS = "confirms"


COUNTED = "counted"
"""The one vocabulary that each case gives itself, in its ``counts.yml``."""

VOCABULARIES: dict[str, type[StrEnum]] = {
    "kind": SourceKind,
    "naming": Naming,
    "stake": Stake,
    "stwr": Stwr,
    "medium": Medium,
    "mood": Mood,
    "evidential": Evidential,
    "cue_class": CueClass,
    "function": VoiceFunction,
    "type": ClaimType,
    "bound": Bound,
    "factuality": Factuality,
    "checkable": Checkable,
    "relation": RelationType,
    "made_by": MadeBy,
}
"""Every vocabulary that is the same for all cases, by the name of its field."""

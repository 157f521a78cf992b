"""The annotation guidelines as data: a test and examples for every value of every vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from whosays import vocabulary
from whosays.arguments import need_case, one_language, unknown
from whosays.case import Case
from whosays.quiz import inline
from whosays.table_view import scrolling, table_html
from whosays.yaml_source import parse_yaml

VOCABULARIES: dict[str, type[StrEnum]] = {
    "kind": vocabulary.SourceKind,
    "naming": vocabulary.Naming,
    "stake": vocabulary.Stake,
    "stwr": vocabulary.Stwr,
    "medium": vocabulary.Medium,
    "mood": vocabulary.Mood,
    "evidential": vocabulary.Evidential,
    "cue_class": vocabulary.CueClass,
    "function": vocabulary.VoiceFunction,
    "type": vocabulary.ClaimType,
    "bound": vocabulary.Bound,
    "counted": vocabulary.Counted,
    "factuality": vocabulary.Factuality,
    "checkable": vocabulary.Checkable,
    "relation": vocabulary.RelationType,
    "made_by": vocabulary.MadeBy,
}
"""Every vocabulary by the name of its field."""


@dataclass(frozen=True)
class Guideline:
    """How to tell one value: a test, an entry of the gold annotation, an example elsewhere.

    Test and example are marked up as item texts are: ``[Worte]{de}``.
    """

    value: str
    test: str
    here: str | None
    elsewhere: str


@cache
def guidelines(lang: str = "en") -> dict[str, tuple[Guideline, ...]]:
    """All guidelines by vocabulary, values in the order of the vocabulary.

    Raises ValueError, with those there are, for a language in which nobody has written them, and
    KeyError for a value that has none.
    """
    one_language(lang, languages())
    name = f"guidelines.{lang}.yml"
    text = (files("whosays") / name).read_text(encoding="utf-8")
    data = parse_yaml(text, name).data
    return {
        field: tuple(Guideline(value=value, **data[field][value]) for value in values)
        for field, values in VOCABULARIES.items()
    }


def languages() -> list[str]:
    """The languages in which the guidelines are written."""
    names = (file.name.split(".") for file in files("whosays").iterdir())
    return sorted(parts[1] for parts in names if parts[0] == "guidelines" and parts[2:] == ["yml"])


@dataclass(frozen=True)
class GuidelineTable:
    """The guidelines of one vocabulary with examples from a case; shows itself in a notebook.

    ``field`` names the vocabulary (``stwr``, ``type``; all are in ``VOCABULARIES``). Raises
    KeyError, naming what there is, for another name, and ValueError for a language in which there
    are no guidelines.
    """

    case: Case
    field: str
    lang: str = "en"

    def __post_init__(self) -> None:
        need_case(self.case)
        if self.field not in VOCABULARIES:
            raise unknown("vocabulary", self.field, VOCABULARIES)
        one_language(self.lang, languages())

    def __repr__(self) -> str:
        return f"<guidelines {self.field}: {len(VOCABULARIES[self.field])} values>"

    def _repr_html_(self) -> str:
        rows: list[list[Markup | str]] = [
            [
                Markup("<code>{}</code>").format(line.value),
                inline(line.test),
                example(self.case, line.here, self.lang),
                inline(line.elsewhere),
            ]
            for line in guidelines(self.lang)[self.field]
        ]
        header = ["Value", "Test", "In this article", "Elsewhere"]
        caption = f"Vocabulary: {self.field}"
        return str(scrolling(caption, table_html(caption, header, rows)))


def example(case: Case, entry: str | None, lang: str = "en") -> Markup:
    """The words of an entry of the gold annotation, or a dash where the text has no example."""
    if entry is None:
        return Markup("\N{EN DASH}")
    if entry in case.sources:
        return Markup.escape(case.sources[entry].name[lang])
    if entry in case.claims:
        return Markup.escape(case.claims[entry].proposition[lang])
    relations = {relation.id: relation for relation in case.annotation.relations}
    if entry in relations:
        first, second = relations[entry].from_claim, relations[entry].to_claim
        return Markup("{} \N{EN DASH} {}").format(
            case.claims[first].proposition[lang], case.claims[second].proposition[lang]
        )
    field = "content" if entry in case.attributions else "quote"
    words = " … ".join(span.text(case.text) for span in case.spans[entry, field])
    return Markup('<span lang="{}">{}</span> ({})').format(case.article.language, words, entry)

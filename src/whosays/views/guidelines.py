"""The annotation guidelines as data: a test and examples for every value of every vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from whosays.case import vocabulary
from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.case.yaml_source import parse_yaml
from whosays.errors import unknown
from whosays.words.said import FALLBACK, inline

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
def guidelines(lang: str) -> dict[str, tuple[Guideline, ...]]:
    """All guidelines by vocabulary, values in the order of the vocabulary.

    They are in English where nobody has written them in this language. Raises KeyError for a value
    that has none.
    """
    written = lang if lang in languages() else FALLBACK
    name = f"guidelines.{written}.yml"
    text = (files("whosays.words") / name).read_text(encoding="utf-8")
    data = parse_yaml(text, name).data
    return {
        field: tuple(Guideline(value=value, **data[field][value]) for value in values)
        for field, values in VOCABULARIES.items()
    }


def languages() -> list[str]:
    """The languages in which the guidelines are written."""
    names = (file.name.split(".") for file in files("whosays.words").iterdir())
    return sorted(parts[1] for parts in names if parts[0] == "guidelines" and parts[2:] == ["yml"])


@dataclass(frozen=True)
class GuidelineTable:
    """The guidelines of one vocabulary with examples from a case; shows itself in a notebook.

    ``field`` names the vocabulary (``stwr``, ``type``; all are in ``VOCABULARIES``). Raises
    KeyError, naming what there is, for another name.
    """

    case: Case
    field: str

    def __post_init__(self) -> None:
        need_case(self.case)
        if self.field not in VOCABULARIES:
            raise unknown("vocabulary", self.field, VOCABULARIES)

    def __repr__(self) -> str:
        return f"<guidelines {self.field}: {len(VOCABULARIES[self.field])} values>"

    def _repr_html_(self) -> str:
        # Tables need pandas, which the annotator, whose tests are guidelines too, does without.
        from whosays.tables.html import scrolling, table_html  # noqa: PLC0415

        rows: list[list[Markup | str]] = [
            [
                Markup("<code>{}</code>").format(line.value),
                inline(line.test),
                example(self.case, line.here),
                inline(line.elsewhere),
            ]
            for line in guidelines(self.case.lang)[self.field]
        ]
        t = self.case.words.of("guidelines")
        header = [t[name] for name in ("value", "test", "here", "elsewhere")]
        caption = t["caption"].format(field=self.field)
        return str(scrolling(caption, table_html(caption, header, rows)))


def example(case: Case, entry: str | None) -> Markup:
    """The words of an entry of the gold annotation, or a dash where the text has no example."""
    if entry is None:
        return Markup("\N{EN DASH}")
    if entry in case.sources:
        return Markup.escape(case.said(case.sources[entry].name))
    if entry in case.claims:
        return Markup.escape(case.said(case.claims[entry].proposition))
    relations = {relation.id: relation for relation in case.annotation.relations}
    if entry in relations:
        first, second = relations[entry].from_claim, relations[entry].to_claim
        return Markup("{} \N{EN DASH} {}").format(
            case.said(case.claims[first].proposition), case.said(case.claims[second].proposition)
        )
    field = "content" if entry in case.attributions else "quote"
    words = " … ".join(span.text(case.text) for span in case.spans[entry, field])
    return Markup('<span lang="{}">{}</span> ({})').format(case.article.language, words, entry)

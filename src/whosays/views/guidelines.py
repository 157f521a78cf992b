"""The annotation guidelines as data: a test and examples for every value of every vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from whosays.case.asked import need_case
from whosays.case.case import Case
from whosays.case.vocabulary import COUNTED, VOCABULARIES
from whosays.case.yaml_source import parse_yaml
from whosays.errors import unknown
from whosays.words.packaged import FOLDER
from whosays.words.said import FALLBACK, inline


@dataclass(frozen=True)
class Guideline:
    """How to tell one value: a test, and an example from another text.

    Both are marked up as item texts are: ``[Worte]{de}``.
    """

    value: str
    test: str
    elsewhere: str


@cache
def guidelines(lang: str) -> dict[str, tuple[Guideline, ...]]:
    """Guidelines by vocabulary, values in its order; a case has more (:class:`GuidelineTable`).

    They are in English where nobody has written them in this language. Raises KeyError for a value
    that has none.
    """
    file = FOLDER / f"guidelines.{lang}.yml"
    if not file.is_file():
        file = FOLDER / f"guidelines.{FALLBACK}.yml"
    data = parse_yaml(file.read_text(encoding="utf-8"), file.name).data
    return {
        field: tuple(Guideline(value=value, **data[field][value]) for value in values)
        for field, values in VOCABULARIES.items()
    }


@dataclass(frozen=True)
class GuidelineTable:
    """The guidelines of one vocabulary with examples from a case; shows itself in a notebook.

    ``field`` names the vocabulary: ``stwr``, ``type`` and the others of ``VOCABULARIES``, or
    ``counted``, which the case gives. A value is called by the word that stands in tables, and by
    its name in the data unless ``names`` is False. Raises KeyError, naming what there is, for
    another name.

    >>> GuidelineTable(case, "checkable")
    <guidelines checkable: 3 values>
    """

    case: Case
    field: str
    names: bool = True

    def __post_init__(self) -> None:
        need_case(self.case)
        known = (*VOCABULARIES, COUNTED)
        if self.field not in known:
            raise unknown("vocabulary", self.field, known)

    @property
    def lines(self) -> tuple[Guideline, ...]:
        """The guidelines, one a value, in the reader's language."""
        if self.field != COUNTED:
            return guidelines(self.case.lang)[self.field]
        kinds, told = self.case.counting.kinds if self.case.counting else [], self.case.said
        return tuple(Guideline(kind.id, told(kind.test), told(kind.elsewhere)) for kind in kinds)

    def __repr__(self) -> str:
        return f"<guidelines {self.field}: {len(self.lines)} values>"

    def _repr_html_(self) -> str:
        # Tables need pandas, which the annotator, whose tests are guidelines too, does without.
        from whosays.tables.html import scrolling, table_html  # noqa: PLC0415

        rows: list[list[Markup | str]] = [
            [
                self._called(line.value),
                inline(line.test),
                example(self.case, self.case.examples.of(self.field, line.value)),
                inline(line.elsewhere) if line.elsewhere else NONE,
            ]
            for line in self.lines
        ]
        t = self.case.words.of("guidelines")
        header = [t[name] for name in ("value", "test", "here", "elsewhere")]
        caption = t["caption"].format(field=self.field)
        return str(scrolling(caption, table_html(caption, header, rows), stacks=True))

    def _called(self, value: str) -> Markup:
        name = Markup("<code>{}</code>").format(value)
        word = self.case.words.value(self.field, value)
        if not self.names:
            return Markup.escape(word)
        return name if word == value else Markup("{}<br>{}").format(word, name)


NONE = Markup("\N{EN DASH}")
"""Stands where there is no example."""


def example(case: Case, entry: str | None) -> Markup:
    """The words of an entry of the gold annotation, or a dash where the text has no example."""
    if entry is None:
        return NONE
    if entry in case.sources:
        return Markup.escape(case.said(case.sources[entry].name))
    if entry in case.claims:
        return Markup.escape(case.said(case.claims[entry].proposition))
    if entry in case.relations:
        relation = case.relations[entry]
        first, second = case.claims[relation.from_claim], case.claims[relation.to_claim]
        return Markup("{} \N{EN DASH} {}").format(
            case.said(first.proposition), case.said(second.proposition)
        )
    field = "content" if entry in case.attributions else "quote"
    words = " … ".join(span.text(case.text) for span in case.spans[entry, field])
    return Markup('<span lang="{}">{}</span> ({})').format(case.article.language, words, entry)

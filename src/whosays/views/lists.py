"""Lists that a lesson shows: wordings of others, chosen words, what is known of the text.

Each function gives something that shows itself in a notebook; its words are the reader's. TypeError
where no case was given.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from whosays.case.annotation import CoverageRow, Framing, Outside
from whosays.case.asked import of_case
from whosays.case.case import Case
from whosays.case.places import place_of
from whosays.errors import unknown
from whosays.views.worded import day_of
from whosays.words.said import FALLBACK, inline


@dataclass(frozen=True)
class Listed:
    """Lines of a list, as HTML; shows itself in a notebook. ``ordered`` numbers them."""

    lines: tuple[Markup, ...]
    ordered: bool = False

    def __repr__(self) -> str:
        return f"<list: {len(self.lines)} line{'s' if len(self.lines) != 1 else ''}>"

    def _repr_html_(self) -> str:
        tag = "ol" if self.ordered else "ul"
        lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in self.lines)
        return str(Markup('<{tag} class="ws-list">{lines}</{tag}>').format(tag=tag, lines=lines))


@of_case
def wordings(case: Case, claim: str) -> Listed:
    """What other outlets wrote on one claim of the article (column ``claim`` of coverage.csv).

    The words in the reader's language come first, where they are a translation. KeyError, with the
    claims there are, for one that nobody words.

    >>> lists.wordings(case, "the US figure")
    <list: 5 lines>
    """
    rows = [row for row in case.coverage if row.claim == claim]
    if not rows:
        raise unknown(
            "wording of a claim", claim, dict.fromkeys(row.claim for row in case.coverage)
        )
    return Listed(tuple(_wording(case, row) for row in rows))


def _wording(case: Case, row: CoverageRow) -> Markup:
    return Markup("{}, {}: {}{}").format(
        _link(row.outlet, row.url),
        day_of(case, row),
        _ours(case, row),
        Markup('<q lang="{}">{}</q>').format(row.language, row.wording),
    )


def _ours(case: Case, row: CoverageRow) -> Markup:
    """The words translated for the reader, and which language follows; nothing in their own."""
    known = next((lang for lang in (case.lang, FALLBACK) if lang in row.translation), None)
    if known is None or row.language == case.lang:
        return Markup("")
    t = case.words.of("lists")
    language = case.words.language(row.language)
    quoted = Markup('<q lang="{}">{}</q>').format(known, row.translation[known])
    return quoted + t["translated"].format(language=language)


@of_case
def framing(case: Case) -> Listed:
    """Words whose choice takes a side, or could: whose they are and what could stand there.

    >>> lists.framing(case)
    <list: 14 lines>
    """
    return Listed(tuple(_framing(case, entry) for entry in case.annotation.framing))


def _framing(case: Case, entry: Framing) -> Markup:
    t, language = case.words.of("lists"), case.article.language
    original = " … ".join(span.text(case.text) for span in case.spans[entry.id, "quote"])
    known = entry.translated.get(case.lang) or entry.translated.get(FALLBACK)
    places = case.words.listed([place_of(name) for name in entry.sentence])
    if known is None or language == case.lang:
        word = Markup('<b lang="{}">{}</b> ({}).').format(language, original, places)
    else:
        word = Markup('<b>{}</b> (<b lang="{}">{}</b>, {}).').format(
            " … ".join(known), language, original, places
        )
    return Markup("{} <b>{}</b> {}. <b>{}</b> {}. {}").format(
        word,
        t["in_voice"],
        case.said(case.sources[entry.whose].name),
        t["could_be"],
        t["or"].join(case.said(other) for other in entry.alternatives),
        inline(case.said(entry.rationale)),
    )


@of_case
def known(case: Case) -> Listed:
    """What is known of the text's origin, step by step, with how each finding was made.

    >>> lists.known(case)
    <list: 7 lines>
    """
    return Listed(tuple(_known(case, finding) for finding in case.article.known), ordered=True)


def _known(case: Case, finding: Outside) -> Markup:
    host = Markup("")
    if finding.url is not None:
        host = Markup("({}) ").format(_link(finding.url.split("/")[2], finding.url))
    return Markup("{} {}<em>{}</em>").format(
        case.said(finding.statement), host, case.said(finding.how)
    )


@of_case
def not_known(case: Case) -> Listed:
    """What was looked for about the text's origin and not found.

    >>> lists.not_known(case)
    <list: 4 lines>
    """
    return Listed(tuple(Markup.escape(case.said(text)) for text in case.article.unknown))


@of_case
def credit(case: Case) -> Listed:
    """The line that goes with the article's words where they are passed on.

    Of an article without a licence it is said whose it is and why it is quoted.

    >>> lists.credit(case)
    <list: 1 line>
    """
    licence = case.article.licence
    return Listed((inline(case.said(licence.attribution if licence else case.article.rights)),))


def _link(words: str, url: str) -> Markup:
    return Markup('<a class="reference external" href="{}">{}</a>').format(url, words)


__all__ = ["credit", "framing", "known", "not_known", "wordings"]


def __dir__() -> list[str]:
    """The lists alone: a reader who asks for the names gets none of what makes them."""
    return sorted(__all__)

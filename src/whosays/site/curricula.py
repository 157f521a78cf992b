"""What frameworks of teaching ask for that the book works at: as a table on a page, and as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from whosays.site.book_data import Curriculum
from whosays.words.said import inline, said


def table(curricula: Sequence[Curriculum], words: Mapping[str, str], lang: str) -> str:
    """The list in the Markdown of a page, which has the links; empty where there is none."""
    if not curricula:
        return ""
    header = [words[f"curricula_{name}"] for name in ("framework", "asks", "here")]
    rows = [
        (
            _framework(each, lang),
            str(inline(said(each.asks, lang))),
            said(each.here, lang),
        )
        for each in curricula
    ]
    return "\n".join(_row(cells) for cells in (header, ["---"] * len(header), *rows))


def _framework(each: Curriculum, lang: str) -> str:
    """The framework with its number, and who made it."""
    name = " ".join(filter(None, (each.number, _named(each.name, lang))))
    by = Markup.escape(each.by)
    return ", ".join(filter(None, (_named(each.framework, lang), name))) + f" ({by})"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _named(name: Mapping[str, str], lang: str) -> str:
    """A name that is quoted in the language it has; in that of the page, where it has that too."""
    if lang in name:
        return str(Markup.escape(name[lang]))
    return "".join(
        Markup('<span lang="{}">{}</span>').format(own, text) for own, text in name.items()
    )


def alignments(curricula: Sequence[Curriculum]) -> list[dict[str, Any]]:
    """The list as schema.org has it: ``AlignmentObject``, one a number."""
    return [_alignment(each) for each in curricula]


def _alignment(each: Curriculum) -> dict[str, Any]:
    framework = next(iter(each.framework.values()))
    name = " ".join(filter(None, (each.number, *each.name.values())))
    found = {
        "type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": f"{each.by}: {framework}",
        "targetName": name or framework,
        "targetDescription": str(inline(said(each.asks, "en")).striptags()),
    }
    return {**found, "targetUrl": each.url} if each.url else found

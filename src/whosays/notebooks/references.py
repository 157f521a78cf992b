"""The references of the book as Markdown, in the words of the library that the site uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pybtex.backends.markdown import Backend
from pybtex.database import Entry, parse_file
from pybtex.richtext import Text
from pybtex.style.formatting.plain import Style

_MOST_NAMES = 2
"""Of more people than these, a citation names the first."""

_SPECIAL = re.compile(r"([\\`*_\[\]<])")


@dataclass(frozen=True)
class Reference:
    """One entry: who and when, where it is to be had, and all of it in Markdown."""

    who: str
    year: str
    address: str
    full: str


def escaped(text: str) -> str:
    """A text in which no letter means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


class _Plain(Backend):  # type: ignore[misc] # has no types
    """Markdown with no more escaped than needs to be, so that it can be read unrendered, too."""

    symbols = MappingProxyType({"ndash": "\N{EN DASH}", "newblock": " ", "nbsp": " "})

    def format_str(self, text: str) -> str:
        return escaped(text)

    def format_href(self, url: str, text: str, external: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        return f"[{text}](<{url}>)" if text else ""


def read_references(files: Iterable[Path]) -> dict[str, Reference]:
    """All references by their keys, in the order of the list that they make."""
    entries = {key: each for file in files for key, each in _entries(file).items()}
    formatted = Style().format_entries(entries.values())
    return {
        each.key: _reference(entries[each.key], each.text.render(_Plain())) for each in formatted
    }


def _entries(file: Path) -> dict[str, Entry]:
    return dict(parse_file(str(file), bib_format="bibtex", encoding="utf-8").entries)


def _reference(entry: Entry, full: str) -> Reference:
    fields = entry.fields
    address = f"https://doi.org/{fields['doi']}" if "doi" in fields else fields.get("url", "")
    return Reference(_who(entry), fields.get("year", ""), address, full)


def _who(entry: Entry) -> str:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [
        " ".join(map(str, [*each.rich_prelast_names, *each.rich_last_names])) for each in people
    ]
    if not names:
        return str(Text.from_latex(entry.fields.get("title", entry.key)))
    return " and ".join(names) if len(names) <= _MOST_NAMES else f"{names[0]} et al."

"""How hard the prose is to read, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tools.bench.tables import table
from tools.bench.workspace import Workspace
from tools.prose import pages, prose, sentences

_LONG = 6  # letters; LIX counts words with more


def lix(units: Sequence[str]) -> float:
    """Readability index of Björnsson (1968): words per sentence plus per cent of long words.

    By his scale, 30 to 40 is easy, 40 to 50 like a newspaper, above 60 very hard.
    """
    words = [word for unit in units for word in re.findall(r"[^\W\d_]+", unit)]
    return len(words) / len(units) + 100 * sum(len(word) > _LONG for word in words) / len(words)


def coleman_liau(units: Sequence[str]) -> float:
    """US school grade of Coleman and Liau (1975), from letters and sentences per 100 words."""
    words = [word for unit in units for word in re.findall(r"[^\W\d_]+", unit)]
    letters = sum(map(len, words))
    return 0.0588 * 100 * letters / len(words) - 0.296 * 100 * len(units) / len(words) - 15.8


def prose_section(_workspace: Workspace) -> Iterator[str]:
    """Prose: words, words per sentence, and two indices of reading level."""
    rows = []
    for page in pages():
        units = sentences(prose(page))
        words = sum(len(unit.split()) for unit in units)
        rows.append(
            [
                page.stem,
                f"{words:,}",
                f"{words / len(units):.1f}",
                f"{lix(units):.0f}",
                f"{coleman_liau(units):.1f}",
            ]
        )
    yield table(["page", "words", "per sentence", "LIX", "Coleman-Liau grade"], rows)
    yield "Headings and list items count as sentences. No index measures the level B2 itself."

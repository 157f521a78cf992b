"""What of the site a lesson in one file is made with (:mod:`whosays.one_file`).

The command puts the texts of these files into it. A page that has Python in it fetches them from
the site itself: they are files that its pages have anyway, or nearly so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from whosays.one_file.page import Kit
from whosays.site.assets import PublishedFile, published
from whosays.site.fronts import front_of
from whosays.site.widgets import core_front_end
from whosays.widgets.annotator import Annotator
from whosays.widgets.quiz import Quiz
from whosays.widgets.reader import Reader
from whosays.words.said import FALLBACK

SHOWN = (Quiz, Annotator, Reader)
"""The widgets of a lesson."""


@dataclass(frozen=True)
class Files:
    """The files in order, by what they are for (:class:`~whosays.one_file.page.Kit`)."""

    first: PublishedFile
    scripts: tuple[PublishedFile, ...]
    styles: tuple[PublishedFile, ...]
    parts: dict[str, tuple[str, ...]]

    @property
    def files(self) -> tuple[PublishedFile, ...]:
        """All of them."""
        return (self.first, *self.scripts, *self.styles)

    def addresses(self) -> dict[str, Any]:
        """Where they are in the site, from its root."""
        return {
            "first": self.first.path,
            "scripts": [each.path for each in self.scripts],
            "styles": [each.path for each in self.styles],
            "parts": self.parts,
        }

    def kit(self) -> Kit:
        """What is in them."""
        scripts, styles = ([each.text for each in group] for group in (self.scripts, self.styles))
        return Kit(self.first.text, scripts, styles, self.parts)


@cache
def files() -> Files:
    """The files, whatever language a lesson is in: its words come with it."""
    fronts = {kind.stem: front_of(kind, FALLBACK) for kind in SHOWN}
    before = [published(name) for name in ("one_file.js", "page.js")]
    scripts = [*before, core_front_end(FALLBACK).file]
    styles = [published("site.css")]
    for front in fronts.values():
        scripts += front.scripts
        styles += front.styles
    styles += [published(name) for name in ("lesson.css", "one_file.css")]
    return Files(
        published("mode.js"),
        tuple(dict.fromkeys(scripts)),
        tuple(dict.fromkeys(styles)),
        {stem: front.parts for stem, front in fronts.items()},
    )

"""What a widget renders on where its state does not come with the page: files, and their parts.

For widgets that Python sends while a page is open (:mod:`~whosays.site.live`), and for a lesson in
one file (:mod:`~whosays.site.one_file`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from whosays import widgets
from whosays.site.assets import PublishedFile
from whosays.site.widgets import core_front_end, front_end, name_of, state_of, style_parts
from whosays.widgets._base import Widget


@dataclass(frozen=True)
class Front:
    """The files on which a widget renders, and the parts of its front end in order."""

    parts: tuple[str, ...]
    scripts: tuple[PublishedFile, ...]
    styles: tuple[PublishedFile, ...]

    @property
    def files(self) -> tuple[PublishedFile, ...]:
        """All of them."""
        return (*self.scripts, *self.styles)

    def as_json(self) -> dict[str, Any]:
        """What a page has to know: files by their addresses from the root."""
        return {
            "parts": self.parts,
            "scripts": [each.path for each in self.scripts],
            "styles": [each.path for each in self.styles],
        }


def front_ends(language: str) -> Iterator[tuple[str, Front]]:
    """What each widget of the package renders on, by the name that its class has in a page."""
    for kind in widget_classes():
        yield name_of(kind), front_of(kind, language)


def front_of(kind: type[Widget], language: str) -> Front:
    """What the widgets of a class render on."""
    core, state = core_front_end(language), state_of(kind, language)
    front = front_end(state, core)
    scripts = tuple(each for each in (front.file, *front.late) if each)
    styles = (core.style, *style_parts(state, core))
    return Front(front.parts, scripts, styles)


def widget_classes() -> list[type[Widget]]:
    """The classes of the package's widgets, in the order of their names."""
    for name in widgets.__all__:
        getattr(widgets, name)
    found = {each.__name__: each for each in Widget.__subclasses__() if "stem" in vars(each)}
    return [found[name] for name in sorted(found)]

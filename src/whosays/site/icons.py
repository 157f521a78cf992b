"""A style sheet with the few icons that the pages use, drawn from the theme's own set.

The theme ships Font Awesome whole: 1.5 MB of script and 0.4 MB of fonts for a dozen icons.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pydata_sphinx_theme
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable

LOGGER = logging.getLogger(__name__)

ICON = re.compile(r'("[\w-]+"|\w[\w-]*):\[(\d+),(\d+),\[([^\]]*)\],"[0-9a-f]+","([^"]+)"\]')
SETS = {"fa-solid": "solid", "fas": "solid", "fa-brands": "brands", "fab": "brands"}
SETS |= {"fa-regular": "regular", "far": "regular", "fa": "solid"}
# Classes of Font Awesome that size or move an icon and name none.
MODIFIERS = re.compile(r"fa-(solid|regular|brands|lg|sm|xs|2xs|xl|2xl|fw|spin|\d+x|ul|li|inverse)")

BASE = """\
.fa-solid,.fa-regular,.fa-brands,.fas,.far,.fab,.fa{display:inline-block;width:1.1em;height:1em;\
vertical-align:-.125em;background:currentColor;\
-webkit-mask:var(--ws-icon) center/contain no-repeat;\
mask:var(--ws-icon) center/contain no-repeat}
@media (forced-colors:active){.fa-solid,.fa-regular,.fa-brands,.fas,.far,.fab,.fa\
{background:ButtonText;forced-color-adjust:none}}
"""


@cache
def drawings() -> dict[tuple[str, str], tuple[int, int, str]]:
    """All icons of the theme: (set, name) -> width, height, path."""
    theme = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
    (script,) = theme.glob("vendor/fontawesome/*/js/all.min.js")
    found: dict[tuple[str, str], tuple[int, int, str]] = {}
    # The script holds one object per set; what follows an object names the set it was.
    parts = re.split(r'"fa-(brands|regular|solid)",\w+\)', script.read_text(encoding="utf-8"))
    for text, kind in zip(parts[::2], parts[1::2], strict=False):
        for name, width, height, aliases, path in ICON.findall(text):
            for each in (name, *re.findall(r'"([\w-]+)"', aliases)):
                found[kind, each.strip('"')] = (int(width), int(height), path)
    return found


def icons_in(texts: Iterable[str]) -> set[tuple[str, str]]:
    """The icons that ``class`` attributes in these texts ask for, as (set, name)."""
    used: set[tuple[str, str]] = set()
    for text in texts:
        for classes in re.findall(
            r"""class(?:Name)?\s*=\s*["'`]([^"'`]*\bfa[\w-]*[^"'`]*)""", text
        ):
            words = classes.split()
            kind = next((SETS[word] for word in words if word in SETS), None)
            if kind:
                names = (w[3:] for w in words if w.startswith("fa-") and not MODIFIERS.fullmatch(w))
                used |= {(kind, name) for name in names}
    return used


def icon_rule(kind: str, name: str) -> str | None:
    """The rule that draws one icon, or None for a name the theme does not know."""
    drawing = drawings().get((kind, name))
    if drawing is None:
        return None
    width, height, path = drawing
    svg = (
        f"%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'%3E"
        f"%3Cpath d='{path}'/%3E%3C/svg%3E"
    )
    scope = "" if kind == "solid" else f":is(.fa-{kind},.fa{kind[0]})"
    return f'.fa-{name}{scope}{{--ws-icon:url("data:image/svg+xml,{svg}")}}'


def icon_styles(used: set[tuple[str, str]]) -> str:
    """Style sheet for the icons used; warns of names it cannot draw."""
    rules = []
    for kind, name in sorted(used):
        rule = icon_rule(kind, name)
        if rule is None:
            LOGGER.warning(
                "the icon fa-%s (%s) is not among those of pydata-sphinx-theme, so nothing is "
                "drawn. Remedy: take a name from Font Awesome 6, free %s set.",
                name,
                kind,
                kind,
                type="whosays",
                subtype="icon",
            )
        else:
            rules.append(rule)
    return BASE + "\n".join(rules) + "\n"

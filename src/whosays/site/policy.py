"""What keeps a page to its own origin: its policy, and nothing in it that the policy would stop.

A browser that knows the policy asks no other site for anything, whoever wrote the page. It also
refuses what stands in the page itself: scripts, ``style`` elements and ``style`` attributes. What
notebooks and extensions bring of these moves into files that the page loads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bs4.element import Tag

from whosays.site.assets import PublishedFile, publish
from whosays.site.scripts import minified
from whosays.site.styles import scoped
from whosays.site.warn import warn

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# Opened from a folder a page has no origin: there Firefox lets a form go to `file:` alone, and on a
# server nobody comes from there. A frame around the page is allowed: platforms embed it, and a page
# cannot say otherwise (`frame-ancestors` counts in a header only).
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self' file:"


def head_of(metatags: str) -> str:
    """The page's own meta elements, the policy first: it holds for what comes after it.

    docutils says once more how wide a page is, which the template has said.
    """
    rest = re.sub(r'\s*<meta name="viewport"[^>]*>', "", metatags)
    return f'\n    <meta http-equiv="Content-Security-Policy" content="{POLICY}" />{rest}'


def own_styles(body: BeautifulSoup) -> PublishedFile | None:
    """Style sheet of what a page's content says in place about its looks, which it then does not.

    An attribute becomes a class of its own, whose rule goes before all others as the attribute did;
    the same attribute is the same class. None where there is nothing of the kind.
    """
    classes: dict[str, str] = {}
    for element in body.select("[style]"):
        declarations = str(element["style"]).strip().rstrip(";")
        del element["style"]
        if declarations:
            name = classes.setdefault(declarations, f"own-{len(classes) + 1}")
            add_class(element, name)
    # Nothing has the id "_": naming it makes the rule weigh what an id weighs.
    parts = [f".{name}:not(#_){{{declarations}}}" for declarations, name in classes.items()]
    parts += [lifted(element, number) for number, element in enumerate(body.select("style"), 1)]
    return publish("own", ".css", minified("\n".join(parts), "text/css")) if parts else None


def lifted(style: Tag, number: int) -> str:
    """The rules of a ``style`` element, which leaves the page.

    In a drawing they are for that drawing, and ``scoped`` ones for the element around them.
    """
    text = style.get_text()
    drawings = style.find_parents("svg")
    holder = drawings[-1] if drawings else style.parent if style.has_attr("scoped") else None
    if isinstance(holder, Tag):
        add_class(holder, f"own-{number}-parts")
        text = scoped(text, f".own-{number}-parts")
    place = style.parent
    style.decompose()
    if isinstance(place, Tag) and place.name == "defs" and not place.select_one("*"):
        place.decompose()
    return text


def add_class(element: Tag, name: str) -> None:
    """Give an element one more class."""
    element["class"] = " ".join([*filter(None, element.get_attribute_list("class")), name])


def in_files(scripts: list[Any]) -> tuple[list[Any], list[PublishedFile]]:
    """Sphinx's scripts of a page with those that stand in it as files, and these files."""
    kept, files = [], []
    for script in scripts:
        text = script.attributes.get("body")
        if text is None or script.attributes.get("type", "text/javascript") != "text/javascript":
            kept.append(script)
            continue
        file = publish("part", ".js", str(text))
        files.append(file)
        kept.append(type(script)(file.path, priority=script.priority, defer="defer"))
    return kept, files


STOPPED = (
    ("script:not([src]):not([type*='json'])", "a script within the page", "make it an anywidget"),
    (
        "[src^='data:'], [href^='data:'], [data^='data:'], image[*|href^='data:']",
        "a picture or file within the page",
        "keep it as a file beside the chapter",
    ),
    ("[href^='javascript:'], [action^='javascript:']", "a link that is a script", "use a button"),
)


def check_policy(body: BeautifulSoup, page: str) -> None:
    """Warn of what the policy will stop and nothing here can move."""
    for selector, what, remedy in STOPPED:
        for element in body.select(selector):
            _warn_of(page, what, element, remedy)
    for element in body.select("*"):
        if any(re.fullmatch(r"on[a-z]+", name) for name in element.attrs):
            _warn_of(page, "a script in an attribute", element, "make it an anywidget")


def _warn_of(page: str, what: str, element: Tag, remedy: str) -> None:
    """Say what of a page a browser will not run or show."""
    begun = str(element)[:60]
    warn("policy", f"{page} has {what} ({begun}), which its policy stops. Remedy: {remedy}.", page)

"""The book's contents: their order, and as the theme makes them and as they should be."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sphinx.environment import BuildEnvironment


def with_those_below(env: BuildEnvironment, page: str) -> Iterator[str]:
    """A page and all that are below it in the contents, in their order."""
    yield page
    for below in env.toctree_includes.get(page, []):
        yield from with_those_below(env, below)


def named_toggles(generate: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The theme's table of contents with a name for each control that opens a part of it.

    ``name`` is a phrase with ``{title}`` in it.
    """

    @wraps(generate)
    def generate_named(**options: Any) -> Any:
        soup = generate(**options)
        if not hasattr(soup, "select"):
            return soup
        for link in soup.select("a.current[href='#']"):
            link["aria-current"] = "page"
        for caption in soup.select("p.caption[role=heading]"):
            # A heading here would stand before the page's first.
            del caption["role"], caption["aria-level"]
        for icon in soup.select("summary i"):
            icon.decompose()  # of a font that no page loads; site.css sets a sign
        for summary in soup.select("summary"):
            title = summary.find_parent("li").find(["a", "p"]).get_text(" ", strip=True)
            summary["aria-label"] = name.format(title=title)
        return soup

    return generate_named


def marked_sections(generate: Callable[..., Any], apart: Collection[str]) -> Callable[..., Any]:
    """The theme's contents of a page; a line that leads to one of the ids ``apart`` has a class."""

    @wraps(generate)
    def generate_marked(**options: Any) -> Any:
        soup = generate(**options)
        if not hasattr(soup, "select"):
            return soup
        for link in soup.select("a[href^='#']"):
            entry = link.find_parent("li")
            if entry and str(link["href"])[1:] in apart:
                entry["class"] = [*(entry.get("class") or []), "site-run"]
        return soup

    return generate_marked

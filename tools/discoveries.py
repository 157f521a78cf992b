"""What readers find out, where, and whether a page gives it away before it has asked.

``book/discoveries.yml`` says what each page reveals and what each guess asks. A guess is spoiled
where something that its reader has met before tells the answer: an earlier page of the route, or
what is above the guess on its own page. Both are searched for the ``telling`` phrases of what is
asked, so that a spoiler is found that nobody wrote down. ``python -m tools.discoveries`` prints
what it finds.

Read is what a page gives to read, from prose to tables, and what its questions print, options and
feedback included. Left out are the fold-out for teachers and the section *Change something*.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.contents import all_pages, lessons_in_order
from tools.minutes import readable, shown_on
from tools.prose import ROOT, cells_of, page_named

FILE = ROOT / "book" / "discoveries.yml"
EVERYTHING = "everything"
"""Name of the route through all lessons, which the contents give."""

_CHANGE = "Change something"
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_ASKED = re.compile(r'(?=<li class="[^"]*" id="(?:[qrf]-|board-)[a-z0-9-]+">)')
_NAME = re.compile(r'<li class="[^"]*" id="(?:[qf]-)?([a-z0-9-]+)">')
_KEY = re.compile(r'<details class="ws-key">.*?</details>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|em|i|mark|q|small|span|strong|sub|sup|code)\b[^>]*>")


# --- the file ---------------------------------------------------------------------------------


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Discovery(_Entry):
    """Something that readers are to find out, and the words by which a page tells it.

    ``telling`` are regular expressions, by language; upper and lower case are the same, and so are
    spaces and line breaks.
    """

    says: str
    telling: dict[str, list[str]]

    @model_validator(mode="after")
    def _are_expressions(self) -> Discovery:
        for phrases in self.telling.values():
            for phrase in phrases:
                re.compile(phrase)
        return self

    def told_in(self, text: str) -> str:
        """The words of an English text that tell it; empty where it does not."""
        found = (re.search(each, text, re.IGNORECASE) for each in self.telling["en"])
        return next((match[0] for match in found if match), "")


class Step(_Entry):
    """What a page does with a discovery: it ``asks`` for it, or ``reveals`` it.

    It is asked ``by`` a question, a board (``board-…``) or the first words of a section ``in`` the
    page; it is revealed in a section.
    """

    asks: str = ""
    reveals: str = ""
    by: str = ""
    heading: str = Field("", alias="in")

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Step:
        if bool(self.asks) == bool(self.reveals):
            raise ValueError(f"write either `asks` or `reveals`, not both or none: {self}")
        if self.reveals and not self.heading:
            raise ValueError(f"`reveals: {self.reveals}` needs `in`, the heading of a section")
        if self.asks and bool(self.by) == bool(self.heading):
            raise ValueError(f"`asks: {self.asks}` needs `by`, a question, or `in`, a heading")
        return self


class Discoveries(_Entry):
    """The file: what there is to discover, the routes beside that through all, and the pages.

    Pages ``apart`` ask again what others ask, and are read by themselves.
    """

    discoveries: dict[str, Discovery]
    routes: dict[str, list[str]]
    apart: list[str] = []
    pages: dict[str, list[Step]]

    @model_validator(mode="after")
    def _names_are_known(self) -> Discoveries:
        for page, steps in self.pages.items():
            for step in steps:
                if (step.asks or step.reveals) not in self.discoveries:
                    raise ValueError(
                        f"{page}: `{step.asks or step.reveals}` is not among `discoveries`"
                    )
        return self

    def steps(self, page: str) -> list[Step]:
        """What a page asks and reveals; so does a page that is linked as a whole (``verb#``)."""
        return self.pages.get(page.removesuffix("#"), [])

    def every_route(self) -> dict[str, list[str]]:
        """Pages of each route, in their order; through all lessons as the contents have them."""
        through_all = [page for page in lessons_in_order() if page not in self.apart]
        return {**self.routes, EVERYTHING: through_all}


def read(path: Path = FILE) -> Discoveries:
    """The file, checked; raises ValueError that names what does not fit."""
    return Discoveries.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


# --- what a page gives to read ----------------------------------------------------------------


@dataclass(frozen=True)
class Stretch:
    """Part of a page: prose, something shown, or one question, with the heading above it.

    ``text`` has all that can be read there; ``asked`` is the question without its key, ``group``
    the anchor of its set.
    """

    heading: str
    text: str
    name: str = ""
    asked: str = ""
    group: str = ""


@cache
def stretches(page: str) -> tuple[Stretch, ...]:
    """A page in the order in which it is read."""
    found = page_named(page)
    return of_cells(cells_of(found), shown_on(found))


def of_cells(cells: Sequence[dict[str, Any]], results: Sequence[Any]) -> tuple[Stretch, ...]:
    """The cells of a notebook, and what each shows, in the order in which they are read."""
    found: list[Stretch] = []
    heading = ""
    for cell, result in zip(cells, results, strict=True):
        if cell["cell_type"] == "markdown":
            found += _of_prose("".join(cell["source"]), heading)
            heading = found[-1].heading if found else heading
        elif result is not None:
            group = getattr(result, "anchor", "")
            found += (replace(each, group=group) for each in _of_html(_html_of(result), heading))
    return tuple(each for each in found if not each.heading.startswith(_CHANGE))


def _of_prose(text: str, heading: str) -> Iterator[Stretch]:
    parts = _HEADING.split(readable(text))
    if parts[0].strip():
        yield Stretch(heading, plain(parts[0]))
    for title, below in zip(parts[1::2], parts[2::2], strict=True):
        yield Stretch(plain(title), plain(f"{title} {below}"))


def _html_of(result: Any) -> str:
    for method in ("fallback", "_repr_html_"):
        if hasattr(result, method):
            return str(getattr(result, method)())
    return html.escape(str(result))


def _of_html(text: str, heading: str) -> Iterator[Stretch]:
    for part in _ASKED.split(text):
        name = _NAME.match(part)
        asked = without_tags(_KEY.sub(" ", part)) if name else ""
        yield Stretch(heading, without_tags(part), name[1] if name else "", asked)


def without_tags(text: str) -> str:
    """HTML as text to search."""
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", _INLINE.sub("", text))))


def plain(text: str) -> str:
    """Text to search: without marks for italics, ligatures and line breaks."""
    # A sign between two letters is no mark: `p7s1_en`.
    text = re.sub(r"(?<!\w)[*_]+|[*_]+(?!\w)", "", unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


# --- what is given away -----------------------------------------------------------------------

Pages = Mapping[str, Sequence[Stretch]]

_LINK = re.compile(
    r"\]\(([a-z0-9-]+)(?:\.[a-z]+)?(?:#([a-z0-9-]+))?\)|\{doc\}`(?:[^`<]*<)?([a-z-]+)>?`"
)


def with_asides(
    pages: Pages, lessons: Mapping[str, str], asides: Mapping[str, str]
) -> tuple[list[str], dict[str, list[Stretch]]]:
    """The route of who follows each lesson's links to more practice before going on.

    ``lessons`` and ``asides`` are Markdown by page, the lessons in their order. Gives the route,
    and the pages together with the sections that are linked, each as a page of its own
    (``practice-claims#seven-types``). A link names a page, a heading or a set of questions on it,
    or the label before a heading. Raises ValueError for a link to a part that is not there.
    """
    route: list[str] = []
    parts: dict[str, list[Stretch]] = {name: list(page) for name, page in pages.items()}
    for lesson, text in lessons.items():
        route.append(lesson)
        for target, anchor, document in dict.fromkeys(_LINK.findall(text)):
            for name, told in asides.items():
                if name in (target, document):
                    wanted = anchor
                elif labelled := re.search(rf"^\({target}\)=\n+#+ (.+)$", told, re.MULTILINE):
                    wanted = _slug(labelled[1])
                else:
                    continue
                aside = f"{name}#{wanted}"
                parts[aside] = [each for each in pages[name] if wanted in ("", *_anchors(each))]
                if not parts[aside]:
                    raise ValueError(f"{lesson} links {aside}, where there is nothing")
                route.append(aside)
    return route, parts


def _anchors(stretch: Stretch) -> tuple[str, str]:
    return _slug(stretch.heading), stretch.group


def _slug(heading: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def spoiled(told: Discoveries, route: Sequence[str], pages: Pages) -> list[str]:
    """Each guess that this route gives away, with the words that do it."""
    return [
        problem
        for place, page in enumerate(route)
        for step in told.steps(page)
        if step.asks
        for problem in _spoilers(told, step, page, route[:place], pages)
    ]


def _spoilers(
    told: Discoveries, step: Step, page: str, earlier: Sequence[str], pages: Pages
) -> Iterator[str]:
    guess = f"{page} asks `{step.asks}` ({step.by or step.heading})"
    place = place_of(step, pages[page])
    # The contents of the book stand beside every page.
    titles = [Stretch("the contents", each[0].heading) for each in pages.values() if each]
    for name in (*earlier, page):
        met = pages[name] if name != page else [*_in_view(step, pages[page], place), *titles]
        for heading, text in dict.fromkeys((each.heading, each.text) for each in met):
            if words := told.discoveries[step.asks].told_in(text):
                yield f"{guess}; {name} gives it away in “{heading}”: “{words}”"
        for other in told.steps(name):
            if other.reveals == step.asks and _is_over(other, pages[name], place, name == page):
                yield f"{guess}; {name} reveals it in “{other.heading}”"


def _in_view(step: Step, page: Sequence[Stretch], place: int) -> list[Stretch]:
    """What is above a guess, and the headings below it: the contents of the page have them."""
    below = {each.heading for each in page[place:]} - {step.heading, page[place].heading}
    return [*page[:place], *(Stretch(heading, heading) for heading in sorted(below))]


def _is_over(step: Step, page: Sequence[Stretch], place: int, own: bool) -> bool:  # noqa: FBT001
    """Whether a section that reveals something has been read before what is asked at a place."""
    last = max(n for n, each in enumerate(page) if each.heading == step.heading)
    return not own or last < place


def place_of(step: Step, page: Sequence[Stretch]) -> int:
    """Which stretch of its page asks; raises ValueError where there is none."""
    wanted = step.by or step.heading
    for place, each in enumerate(page):
        if wanted == (each.name if step.by else each.heading):
            return place
    raise ValueError(f"no question and no section of the page is {wanted!r}")


def unfounded(told: Discoveries, pages: Pages) -> list[str]:
    """Entries of the file that find nothing: their heading, question or phrase is nowhere."""
    found = []
    for page, steps in told.pages.items():
        headings, names = ({getattr(s, of) for s in pages[page]} for of in ("heading", "name"))
        for step in steps:
            if step.heading and step.heading not in headings:
                found.append(f"{page} has no heading “{step.heading}”")
            elif step.by and step.by not in names:
                found.append(f"{page} has no question `{step.by}`")
            elif step.reveals and not _tells(told.discoveries[step.reveals], step, pages[page]):
                found.append(f"{page}: “{step.heading}” has no telling phrase of `{step.reveals}`")
    every = " ".join(each.text for page in pages.values() for each in page)
    return found + [
        f"`{name}`: “{phrase}” is nowhere in the book"
        for name, discovery in told.discoveries.items()
        for phrase in discovery.telling["en"]
        if not re.search(phrase, every, re.IGNORECASE)
    ]


def _tells(discovery: Discovery, step: Step, page: Sequence[Stretch]) -> bool:
    return any(discovery.told_in(each.text) for each in page if each.heading == step.heading)


def giving_themselves_away(told: Discoveries, pages: Pages) -> list[str]:
    """Guesses that have a telling phrase in the question itself, where it can tell nothing."""
    found = []
    for page, steps in told.pages.items():
        for step in steps:
            asked = pages[page][place_of(step, pages[page])].asked if step.by else ""
            if words := told.discoveries[step.asks or step.reveals].told_in(asked):
                found.append(f"{page}: {step.by} itself has “{words}”")
    return found


def main() -> int:
    """Print what gives a guess away, route by route; exit code 1 where something does."""
    told, pages = read(), {page: stretches(page) for page in all_pages()}
    found = {
        **{
            f"Route: {name}": spoiled(told, route, pages)
            for name, route in told.every_route().items()
        },
        "Entries of the file that find nothing": unfounded(told, pages),
        "Questions that have a telling phrase themselves": giving_themselves_away(told, pages),
    }
    for title, problems in found.items():
        sys.stdout.write("\n".join([title, *(f"  {each}" for each in problems or ["-"]), "\n"]))
    return any(found.values())


if __name__ == "__main__":
    sys.exit(main())

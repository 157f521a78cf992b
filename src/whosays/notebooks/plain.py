"""What becomes of each construct of MyST in a notebook, and of each link: a closed set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

from whosays.notebooks import myst
from whosays.notebooks.book import Book, Page, Term
from whosays.notebooks.myst import Directive, UnknownConstructError
from whosays.notebooks.references import escaped
from whosays.words.interface import interface

_LONGEST_ID = 64
"""So long may the id of a cell be (nbformat)."""

_LABELLED = re.compile(r"(.*?)\s*<([^<>]+)>", re.DOTALL)
_PAGES = (".ipynb", ".md", ".html", "")


def labelled(content: str) -> tuple[str, str]:
    """Words and name of a role (``the first page <index>``), the same where it has one of them."""
    found = _LABELLED.fullmatch(content)
    return (found[1], found[2].strip()) if found else (content, content.strip())


@dataclass
class Plain:
    """Writes one page; keeps which terms and references it has met, in their order."""

    book: Book
    page: Page
    words: dict[str, str]
    together: bool
    """Whether the other pages lie beside it as notebooks."""
    terms: dict[str, Term] = field(default_factory=dict)
    cited: dict[str, None] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """A text of the page in plain Markdown."""
        return myst.rewrite(text, self)

    # --- roles --------------------------------------------------------------------------------

    def role(self, name: str, content: str) -> str:
        """Markdown in place of a role."""
        words, target = labelled(content)
        match name:
            case "doc":
                page = self.book.pages.get(target)
                if page is None:
                    raise UnknownConstructError(f"{{doc}}`{content}`", _NO_PAGE)
                return _link(self.title(page) if words == target else words, self.address(target))
            case "ref":
                address = self.place(target)
                return _link(self.heading(target) if words == target else words, address)
            case "term":
                return self.term(words, target)
            case "cite:t" | "cite:p":
                return self.citation(name, content)
        raise UnknownConstructError(f"{{{name}}}`{content}`", _UNKNOWN)

    def shown(self, name: str, content: str) -> str:
        """The words of a role without what they are linked to."""
        words, target = labelled(content)
        match name:
            case "doc" if words == target and target in self.book.pages:
                return self.title(self.book.pages[target])
            case "cite:t" | "cite:p" if content in self.book.references:
                return self.book.references[content].who
        return words

    def term(self, words: str, target: str) -> str:
        """A term, with its meaning where a pointer rests on it, and the glossary behind it."""
        term = self.book.terms.get(target.lower())
        if term is None:
            raise UnknownConstructError(f"{{term}}`{target}`", "Explain it in the glossary.")
        self.terms.setdefault(term.name, term)
        page = self.book.glossary_page
        name = cell_id(term.name)
        place = f"cell-id={name}" if self.together else f"term-{name}"
        address = None if page == self.page.name else self.address(page)
        meaning = myst.words_of(term.definition, self.shown).replace('"', "'")
        return _link(words, address and f'{address}#{place} "{meaning}"')

    def citation(self, name: str, content: str) -> str:
        """Who and when, each with a link to the work itself."""
        found = []
        for key in (each.strip() for each in content.split(",")):
            if key not in self.book.references:
                raise UnknownConstructError(f"{{{name}}}`{key}`", "Name a key of the references.")
            self.cited.setdefault(key)
            work = self.book.references[key]
            who = escaped(work.who)
            said = rf"{who} \[{work.year}\]" if name == "cite:t" else f"{who}, {work.year}"
            found.append(_link(said, work.address and f"<{work.address}>"))
        return ", ".join(found) if name == "cite:t" else rf"\[{'; '.join(found)}\]"

    # --- blocks -------------------------------------------------------------------------------

    def directive(self, directive: Directive) -> str:
        """Markdown in place of a directive."""
        match directive.name:
            case "admonition" | "note" if set(directive.options) <= {"class", "name"}:
                body = self(directive.body)
                title = directive.argument or self.words["note"]
                folds = "dropdown" in directive.options.get("class", "").split()
                return _fold(title, body) if folds else _quoted(title, body)
            case "container":
                return self(directive.body)
            case "glossary":
                return self.glossary(self.book.terms.values())
            case "bibliography" if not directive.options and not directive.body:
                return self.references(self.book.references)
        raise UnknownConstructError(f"{{{directive.name}}} {directive.argument}".strip(), _UNKNOWN)

    def substitution(self, name: str) -> str:
        """Markdown in place of a value that the site fills in."""
        if name == "curricula":
            return self.words["curricula_elsewhere"]
        words = {"publisher": self.words, "publisher_de": interface("site", "de")}.get(name)
        if words is None:
            raise UnknownConstructError(f"{{{{ {name} }}}}", _UNKNOWN)
        return self.book.publisher or words["publisher_nobody"]

    def glossary(self, terms: Iterable[Term]) -> str:
        """Terms, each under a heading, to which links lead."""
        return "\n\n".join(f"### {term.name}\n\n{self(term.definition)}" for term in terms)

    def references(self, keys: Iterable[str]) -> str:
        """References in full, as a list."""
        return "\n".join(f"- {self.book.references[key].full}" for key in keys)

    # --- links --------------------------------------------------------------------------------

    def link(self, address: str) -> str | None:
        """Where a link leads that is written as such; None where that is nowhere to be had."""
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "mailto"):
            return f"<{address}>" if "(" in address else address
        if address in self.book.places:
            return self.place(address)
        path = PurePosixPath(parts.path)
        if (path.suffix == ".html" and len(path.parts) == 1) or path.parts[:3] == _DATA:
            # Something that only the site has, such as a page with its answers.
            return urljoin(self.book.site, address) if self.book.site else None
        if path.suffix in _PAGES and path.stem in self.book.pages and str(path.parent) == ".":
            return self.address(path.stem)
        raise UnknownConstructError(f"[…]({address})", _NO_PAGE)

    def address(self, page: str) -> str | None:
        """Where another page is."""
        if self.together:
            return f"{page}.ipynb"
        return f"{self.book.site}{page}.html" if self.book.site else None

    def place(self, name: str) -> str | None:
        """Where a heading is that has a name."""
        place = self.book.places.get(name)
        if place is None:
            raise UnknownConstructError(f"[…]({name})", _NO_PAGE)
        if place.page == self.page.name:
            # The id that Jupyter gives to a heading; it looks for it in what is open already.
            return f"#{quote(self.heading(name).replace(' ', '-'), safe='')}"
        address = self.address(place.page)
        fragment = f"cell-id={cell_id(self.heading(name))}" if self.together else name
        return address and f"{address}#{fragment}"

    def heading(self, name: str) -> str:
        """The words of the heading that has a name."""
        return myst.words_of(self.book.places[name].heading, self.shown)

    def title(self, page: Page) -> str:
        """The title of a page."""
        return next(myst.words_of(each.text, self.shown) for each in page.headings)


_DATA = ("..", "..", "data")
"""Where the site has the files of its cases, from a page."""
_UNKNOWN = "Say in whosays.notebooks.plain what becomes of it in a notebook."
_NO_PAGE = "Name a page of this folder, or a place that one of them has a name for."


def _link(words: str, address: str | None) -> str:
    return f"[{words}]({address})" if address else words


def cell_id(heading: str) -> str:
    """The id of the cell that begins with a heading, by which JupyterLab finds it.

    What Sphinx makes of a term is the same.
    """
    return re.sub("[^A-Za-z0-9]+", "-", heading).strip("-")[:_LONGEST_ID]


def _fold(title: str, body: str) -> str:
    return (
        f"<details>\n<summary><b>{escape(title, quote=False)}</b></summary>\n\n{body}\n\n</details>"
    )


def _quoted(title: str, body: str) -> str:
    lines = [f"**{title}**", "", *body.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)

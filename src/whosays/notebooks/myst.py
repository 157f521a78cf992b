"""Find what is MyST in a text and put something else in its place; everything else stays as it is.

The parsers say what is what, so that nothing is changed that only looks like it: a role within
code, a target within a fence. They give the lines of a block, but no place within it. So each rule
for a part of a line is made to keep the source that it has read, and these sources are looked up
one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

_SOURCE = "source"
_NOTED = (
    *("myst_role", "backticks", "link", "image", "html_inline", "substitution_inline"),
    *("math_inline", "footnote_ref", "footnote_inline"),
)
_OPTION = re.compile(r":([\w-]+):[ \t]*(.*)")
_DIRECTIVE = re.compile(r"\{([^}]+)\}[ \t]*(.*)")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*>")
_DESTINATION = re.compile(r"\]\(\s*(<[^>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
_HREF = re.compile(r"""(\bhref=)(["'])(.*?)\2""")


class UnknownConstructError(Exception):
    """Something that no reader of notebooks shows and that nothing here makes plain."""

    def __init__(self, construct: str, remedy: str) -> None:
        self.construct = construct
        self.remedy = remedy
        super().__init__(f"{construct}. {remedy}")


@dataclass(frozen=True)
class Directive:
    """A block with a name: ``{admonition} Title``, its options and what it holds."""

    name: str
    argument: str
    options: dict[str, str]
    body: str


class Handler(Protocol):
    """What becomes of each construct; each may raise :class:`UnknownConstructError`."""

    def role(self, name: str, content: str) -> str:
        """Markdown in place of a role."""

    def directive(self, directive: Directive) -> str:
        """Markdown in place of a directive."""

    def substitution(self, name: str) -> str:
        """Markdown in place of ``{{ name }}``."""

    def link(self, address: str) -> str | None:
        """Another address for a link; None where it leads nowhere and only its words stay."""


def _noting(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule that leaves in its token what it has read."""

    def noted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        for token in state.tokens[count:]:
            if token.type != "text":  # what stood before it comes as a token of its own
                token.meta[_SOURCE] = state.src[start : state.pos]
                break
        return found

    return noted


@cache
def parser() -> MarkdownIt:
    """The parser: what Jupyter Book has MyST understand by default."""
    md = MarkdownIt("commonmark").enable("table")
    for plugin in (myst_block_plugin, myst_role_plugin, colon_fence_plugin, substitution_plugin):
        md.use(plugin)
    md.use(dollarmath_plugin).use(footnote_plugin, move_to_end=False)
    for rule in md.inline.ruler.__rules__:
        if rule.name in _NOTED:
            md.inline.ruler.at(rule.name, _noting(rule.fn))
    return md


def words_of(text: str, shown: Callable[[str, str], str]) -> str:
    """What is read of a text when nothing is marked up; ``shown`` gives the words of a role."""
    return " ".join(
        "".join(_words(token.children or [], shown))
        for token in parser().parse(text)
        if token.type == "inline"
    )


def _words(children: list[Token], shown: Callable[[str, str], str]) -> Iterator[str]:
    for child in children:
        if child.type == "myst_role":
            yield shown(child.meta["name"], child.content)
        elif child.type in ("text", "code_inline"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield " "


@dataclass(frozen=True)
class Heading:
    """A heading: its level, its Markdown, and the names (``(name)=``) that stand before it."""

    level: int
    text: str
    names: tuple[str, ...]


def headings(text: str) -> Iterator[Heading]:
    """The headings of a text, from top to bottom."""
    names: list[str] = []
    tokens = parser().parse(text)
    for at, token in enumerate(tokens):
        if token.type == "myst_target":
            names.append(token.content)
        elif token.type == "heading_open":
            yield Heading(int(token.tag[1:]), tokens[at + 1].content, tuple(names))
            names = []


def sections(text: str) -> list[str]:
    """A text cut in front of each of its headings, without blank lines at the ends."""
    lines = text.splitlines(keepends=True)
    starts = [
        token.map[0]
        for token in parser().parse(text)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    cuts = sorted({0, *starts, len(lines)})
    parts = ("".join(lines[start:end]).strip("\n") for start, end in pairwise(cuts))
    return [each for each in parts if each] or [text]


def directives(text: str) -> Iterator[Directive]:
    """The directives of a text that stand in no other."""
    for token in parser().parse(text):
        if token.type in ("fence", "colon_fence") and _is_directive(token):
            yield _directive(token)


def _is_directive(token: Token) -> bool:
    return token.info.lstrip().startswith("{")


def _directive(token: Token) -> Directive:
    head = _DIRECTIVE.match(token.info.strip())
    if head is None:
        construct = f"{token.markup}{token.info.strip()}"
        raise UnknownConstructError(f"{construct} …", "Give the directive a name: {name}.")
    options, lines = {}, token.content.splitlines()
    while lines and (option := _OPTION.fullmatch(lines[0].rstrip())):
        options[option[1]] = option[2]
        del lines[0]
    return Directive(head[1], head[2].strip(), options, "\n".join(lines).strip("\n"))


_REFUSED = frozenset(
    {"math_block", "math_block_label", "myst_line_comment", "myst_block_break"}
    | {"footnote_reference_open"}
)
_ADDRESS_IN_PLACE = "Write the address where the link is: [words](address)."
_NOT_PLAIN = (
    "Jupyter does not show it as the site does: use what whosays.notebooks.plain knows, or say "
    "there what becomes of it."
)


@dataclass
class _Rewriting:
    """One text on its way from MyST to plain Markdown."""

    text: str
    handler: Handler
    at: int = 0  # how far the text has been looked through
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str | None]] = field(default_factory=list)  # those still open
    tags: list[bool] = field(default_factory=list)  # for each open <a>: whether it stays

    def __post_init__(self) -> None:
        self.lines = [0]
        for line in self.text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def run(self) -> str:
        """The text, rewritten."""
        env: dict[str, Any] = {}
        tokens = parser().parse(self.text, env)
        for name in env.get("references", {}):
            raise UnknownConstructError(f"[{name.lower()}]: …", _ADDRESS_IN_PLACE)
        for token in tokens:
            self.block(token)
        done, parts = 0, []
        for start, end, instead in sorted(self.edits):
            parts += [self.text[done:start], instead]
            done = end
        return "".join([*parts, self.text[done:]])

    def block(self, token: Token) -> None:
        """Take the next block."""
        if token.type in _REFUSED:
            raise UnknownConstructError(_first_line(self.source(token)), _NOT_PLAIN)
        match token.type:
            case "fence" | "colon_fence" if token.markup[0] == ":" or _is_directive(token):
                if self.source(token)[0] in " \t>":
                    raise UnknownConstructError(token.info, "Write a directive at the margin.")
                self.replace_lines(token, self.handler.directive(_directive(token)) + "\n")
            case "fence" | "code_block":
                self.pass_lines(token)
            case "myst_target":
                self.replace_lines(token, "")
            case "substitution_block":
                self.replace_lines(token, self.handler.substitution(token.content.strip()) + "\n")
            case "html_block":
                for tag in _TAG.finditer(token.content):
                    self.tag(tag[0])
                self.pass_lines(token)
        for child in token.children or []:
            self.part(child)

    def part(self, token: Token) -> None:
        """Take the next part of a line."""
        source = token.meta.get(_SOURCE, "")
        match token.type:
            case "myst_role":
                self.replace(source, self.handler.role(token.meta["name"], token.content))
            case "substitution_inline":
                self.replace(source, self.handler.substitution(token.content))
            case "code_inline":
                self.take(source)
            case "link_open" if source:  # an address in angle brackets has none, and stays
                start = self.find(source)
                address = str(token.attrs["href"])
                self.links.append((start, start + len(source), self.handler.link(address)))
                self.at = start + 1
                if self.links[-1][2] is None:
                    self.edits.append((start, start + 1, ""))
            case "link_close" if self.links:
                self.close_link(*self.links.pop())
            case "html_inline":
                self.tag(source)
            case "image" | "math_inline" | "math_inline_double" | "footnote_ref":
                raise UnknownConstructError(source, _NOT_PLAIN)

    def close_link(self, start: int, end: int, address: str | None) -> None:
        """Put the address of a link in the place of the one it has."""
        turn = self.text.index("](", self.at, end)
        if address is None:
            self.edits.append((turn, end, ""))
        else:
            old = _DESTINATION.match(self.text, turn)
            if old is None:
                raise UnknownConstructError(self.text[start:end], _ADDRESS_IN_PLACE)
            self.edits.append((*old.span(1), address))
        self.at = end

    def tag(self, source: str) -> None:
        """Take an HTML tag: those of links are the only ones that lead anywhere."""
        start = self.take(source)
        found = _TAG.match(source)
        if found is None or found[2].lower() != "a":
            return
        if found[1]:
            if self.tags and not self.tags.pop():
                self.edits.append((start, self.at, ""))
            return
        href = _HREF.search(source)
        address = self.handler.link(href[3]) if href else None
        self.tags.append(address is not None)
        if href is None or address is None:
            self.edits.append((start, self.at, ""))
        else:
            inside = start + href.start(3)
            self.edits.append((inside, start + href.end(3), address))

    # --- places -------------------------------------------------------------------------------

    def find(self, source: str) -> int:
        """Where a piece of the text begins, which comes next."""
        start = self.text.find(source, self.at)
        if start < 0:
            raise UnknownConstructError(
                _first_line(source), "Write it on one line, and without a backslash in it."
            )
        return start

    def take(self, source: str) -> int:
        """Where a piece begins that comes next; it is looked through with that."""
        start = self.find(source)
        self.at = start + len(source)
        return start

    def replace(self, source: str, instead: str) -> None:
        start = self.take(source)
        self.edits.append((start, self.at, instead))

    def beginning(self, token: Token) -> int:
        return self.lines[(token.map or [0, 0])[0]]

    def source(self, token: Token) -> str:
        first, last = token.map or (0, 0)
        return self.text[self.lines[first] : self.lines[last]]

    def pass_lines(self, token: Token) -> None:
        self.at = max(self.at, self.beginning(token) + len(self.source(token)))

    def replace_lines(self, token: Token, instead: str) -> None:
        source, start = self.source(token), self.beginning(token)
        if not source.endswith("\n"):
            instead = instead.rstrip("\n")
        self.at = start + len(source)
        self.edits.append((start, self.at, instead))


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def rewrite(text: str, handler: Handler) -> str:
    """The text with all that is MyST replaced; UnknownConstructError for what nothing replaces."""
    return _Rewriting(text, handler).run()

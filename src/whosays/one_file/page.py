"""A page with a case's text, its questions, an annotator and a Reader, and all it needs inside.

It opens from a folder, a stick or a platform. Its policy lets nothing be fetched, and of scripts
and styles only those run that stand in it, by their hashes. What runs the widgets is the site's
(:mod:`whosays.site.one_file` has it, and a page of the site hands it to Python in the browser).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from whosays.begin.lesson import aim, asked, language_shown, paragraphs, to_annotate
from whosays.begin.questions import BANK, MORE
from whosays.case.case import Case
from whosays.case.items import Bank
from whosays.views import lists
from whosays.views.passages import passage
from whosays.views.templates import script_json, templates
from whosays.widgets._base import Widget
from whosays.widgets.annotator import annotator
from whosays.widgets.quiz import quiz
from whosays.widgets.reader import reader
from whosays.words.said import inline


@dataclass(frozen=True)
class Kit:
    """What the file has of the site's: texts of scripts and style sheets, in order.

    ``first`` is a script that runs before anything is drawn. ``parts`` are the keys of each
    widget's front end, in order, by its stem.
    """

    first: str
    scripts: Sequence[str]
    styles: Sequence[str]
    parts: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Section:
    """A part of the lesson under a heading; ``fold`` is what unfolds it, where it is folded."""

    name: str
    title: str
    body: Markup
    why: str = ""
    fold: str = ""


class _Places:
    """The widgets of a page by number, and what the host has to know of them."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.models: dict[str, object] = {}
        self.strings: dict[str, dict[str, str]] = {}

    def put(self, widget: Widget) -> Markup:
        """The place of a widget, with its static form; its values are kept for the host."""
        number = str(len(self.models) + 1)
        parts = [*self.kit.parts[widget.stem]]
        values = widget.values()
        self.strings[parts[-1]] = values.pop("strings")
        self.models[number] = {"parts": parts, "state": values}
        place = Markup(widget.place(number))  # noqa: S704 - our own template
        widget.close()
        return place


def page(case: Case, kit: Kit) -> bytes:
    """The page, in UTF-8; the same case and kit give the same bytes.

    Raises WrongValueError where the annotation leaves nothing to ask.
    """
    bank = asked(case)
    places = _Places(kit)
    sections = [*_sections(case, bank, places)]
    words = "".join(
        f"whosays.words({script_json(key)},{script_json(said)});\n"
        for key, said in places.strings.items()
    )
    first = _inside(kit.first)
    scripts = [_inside(each) for each in (*kit.scripts, words)]
    styles = [Markup(each) for each in kit.styles]  # noqa: S704 - our own, as are the scripts
    sources = {"script-src": [first, *scripts], "style-src": styles}
    text = templates("one_file").get_template("page.html").render(
        lang=case.lang,
        title=case.said(case.article.title),
        aim=inline(aim(case, bank)),
        t=case.words.of("one_file"),
        lesson=case.words.of("lesson"),
        scrolls=case.words.of("site")["scrolls"],
        policy=_policy(sources),
        first=first,
        scripts=scripts,
        styles=styles,
        sections=sections,
        rights=_rights(case),
        # The sign of a reference to the page's text (state.py), which refers to none, stands twice.
        state=Markup(script_json({"models": places.models}).replace("^", "^^")),  # noqa: S704
        kept=" ".join(_kept(case, bank)),
    )  # fmt: skip
    return text.encode()


def _sections(case: Case, bank: Bank, places: _Places) -> Iterator[Section]:
    """The parts of the lesson in order: nothing is told before it was asked."""
    t, own = case.words.of("lesson"), case.words.of("one_file")

    def questions(name: str) -> Section:
        # That a program has made them stands once, at the top.
        return Section(name, t[name], places.put(quiz(case, BANK, name, title=t["questions"])))

    whole = passage(case, *paragraphs(case))._repr_html_()
    yield Section("read", t["read"], Markup(whole), t["read_why"])  # noqa: S704
    for name in bank.sets:
        if name != MORE:
            yield questions(name)
    marks = annotator(case, paragraphs=to_annotate(case, bank))
    # Elsewhere it is the book's annotation that one compares with.
    marks.strings = {**marks.strings, **{name: own[name] for name in ("intro", "key_paper")}}
    yield Section("annotate", t["annotate"], places.put(marks))
    if MORE in bank.sets:
        yield questions(MORE)
    solution = places.put(reader(case, language=language_shown(case)))
    yield Section("whole", t["whole"], solution, t["whole_why"], own["whole_fold"])


def _rights(case: Case) -> list[Markup]:
    """Where the text is from, whose it is, and what may be done with it.

    A licence says all of it in the line that goes with the text.
    """
    credit = lists.credit(case).lines
    if case.article.licence:
        return [*credit]
    appeared = escape(f"{case.said(case.article.title)}, {case.article.as_of}")
    return [appeared, *credit, escape(case.words.of("one_file")["rights_own"])]


def _kept(case: Case, bank: Bank) -> Iterator[str]:
    """Under which names a browser keeps what is answered and marked here."""
    yield from (item.id for item in bank.items)
    yield from (f"{case.id}:{name}" for name in to_annotate(case, bank))


def _inside(script: str) -> Markup:
    """A script as it can stand in a page: nothing in it ends it there."""
    return Markup(re.sub(r"<(?=/script|!--)", r"\\x3c", script, flags=re.IGNORECASE))  # noqa: S704


def _policy(sources: Mapping[str, Sequence[str]]) -> str:
    """Nothing may be fetched; what may run and style is named by its hash."""
    allowed = "; ".join(
        f"{kind} {' '.join(dict.fromkeys(map(_hash, texts)))}" for kind, texts in sources.items()
    )
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

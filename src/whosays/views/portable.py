"""Questions to take elsewhere: what learning platforms, flashcards and forms get of an item.

Every format is written from this and from nothing else. Texts are HTML with ``lang`` on words of
another language; :func:`plain` gives the same where a format takes text only. What a type of
question prints as its key (:meth:`whosays.case.items.Item.key`) is the reason where a format has no
place for one beside each answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from whosays.case.case import Case
from whosays.case.items import Bank, Block, Item, Line, Made, types
from whosays.case.items.base import Part, ids, texts
from whosays.case.spans import utf16_offset
from whosays.views.questions import quoted, sentences_of, view
from whosays.words import Words
from whosays.words.said import inline

_LONGEST_PROMPT = 60
"""Characters of the prompt in a question's name; platforms cut a name at 255."""

_KEPT = 1024
"""Of so many questions it is kept what several formats write: a book has fewer."""

_BREAK = "\0"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Wrap = Callable[[int, Markup], Markup]
"""Gives the HTML of a stretch of a passage that may be marked, from its number and its words."""


@dataclass(frozen=True, eq=False)
class Question:
    """An item in one language, with where it belongs; ``lesson`` is the name of a lesson.

    ``told_by`` are ids of questions that tell its answer, where it is a guess. Each is itself alone
    (``eq=False``), so that what is made of one can be kept for the next format.
    """

    made: Made
    aim: str
    case: str
    lesson: str
    words: Words
    told_by: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The item's id, which never changes."""
        return str(self.made["id"])

    @property
    def kind(self) -> str:
        """The type of the item, such as ``single``."""
        return str(self.made["type"])

    @property
    def model(self) -> type[Item]:
        """The model of its type."""
        return types()[self.kind]

    @property
    def name(self) -> str:
        """The id and the beginning of the prompt: the same in every export."""
        prompt = plain(inline(self.made["prompt"]), self.words)
        if len(prompt) > _LONGEST_PROMPT:
            prompt = prompt[:_LONGEST_PROMPT].rpartition(" ")[0].rstrip(",;:-") + " …"
        return f"{self.id}: {prompt}"

    @property
    def tags(self) -> tuple[str, ...]:
        """Case, lesson, aim and type, without spaces."""
        return (self.case, f"lesson:{self.lesson}", f"aim:{self.aim}", f"type:{self.kind}")

    @property
    def is_quoted(self) -> bool:
        """Whether its passage is from the article, which the licence leaves out."""
        passage = self.made["passage"]
        return passage is not None and not passage["made_up"]


@dataclass(frozen=True)
class AskedSet:
    """Ids of questions that a page asks together, below a title, and numbers from one on.

    ``title`` is empty where it is that of the lesson. ``borrowed`` are questions that the page
    names one by one: another page is their home.
    """

    title: str
    questions: tuple[str, ...]
    borrowed: bool


@dataclass(frozen=True, eq=False)
class Lesson:
    """A page of the book, or a bank where there is no book, with its questions in their order.

    ``sets`` are those same questions, as the page asks them.
    """

    name: str
    title: str
    aims: tuple[str, ...]
    questions: tuple[Question, ...]
    sets: tuple[AskedSet, ...]


class Choice(NamedTuple):
    """One answer to choose, whether it is right, and why."""

    text: Markup
    right: bool
    reason: Markup


class Row(NamedTuple):
    """One entry to give an answer to: the place of the right one, and what is said to each."""

    text: Markup
    right: int
    reasons: tuple[Markup, ...]


class Table(NamedTuple):
    """Entries, and the answers that each of them may get."""

    answers: tuple[Markup, ...]
    rows: tuple[Row, ...]


def questions(case: Case, bank: Bank, names: Iterable[str], lesson: str) -> Iterator[Question]:
    """Questions of a bank by their ids, as part of a lesson."""
    items = {item.id: item for item in bank.items}
    chosen = [items[name] for name in names]
    sentences = sentences_of(case, chosen)
    for item in chosen:
        made = view(item, sentences, case.words, case.article.language)
        told_by = bank.told_by(item.id)
        yield Question(made, item.aim, case.id, lesson, case.words, told_by)


@cache
def _quiz(words: Words) -> Mapping[str, str]:
    """Words of a quiz, which are asked for with every line."""
    return words.of("quiz")


@cache
def _quotation_marks(words: Words) -> list[str]:
    """What stands before quoted words, and what behind."""
    return words.of("platforms")["quotation"].split("…")


# --- what is asked ------------------------------------------------------------------------------


def stem(question: Question, wrap: Wrap | None = None) -> Markup:
    """Passage and prompt."""
    above, below = passage(question, wrap), prompt(question)
    return above + Markup("\n") + below if above else below


def prompt(question: Question) -> Markup:
    """What is asked, with a hint where more than one may be right, and a gap for a number."""
    made, t = question.made, _quiz(question.words)
    parts = [Markup("<p>{}</p>").format(inline(made["prompt"]))]
    if question.kind == "multiple":
        parts.append(Markup("<p><em>{}</em></p>").format(t["hint_multiple"]))
    if gap := question.model.paper(made).get("gap"):
        parts.append(Markup("<p>____ {}</p>").format(inline(gap)))
    return Markup("\n").join(parts)


def passage(question: Question, wrap: Wrap | None = None) -> Markup:
    """The passage, its label and its translation; empty where a question has none.

    ``wrap`` gives the HTML of each stretch that may be marked (:func:`marks`).
    """
    shown = question.made["passage"]
    if shown is None:
        return Markup("")
    t = _quiz(question.words)
    parts = {name: [_part(each) for each in shown[name]] for name in ("text", "translation")}
    if wrap is not None:
        parts["text"] = [
            _part(each, _wrapped(question, place, wrap)) for place, each in enumerate(shown["text"])
        ]
    first, second = ("text", "translation")
    if shown["first"] == "translation":
        first, second = second, first
    label = t["made_up"] if shown["made_up"] else t["from_article"]
    blocks = [(label, parts[first])]
    if parts[second]:
        blocks.append((t[shown["second"]], parts[second]))
    html = Markup("<p><strong>{}</strong></p>\n<blockquote>{}</blockquote>")
    return Markup("\n").join(html.format(name, Markup("").join(said)) for name, said in blocks)


def _part(part: Part, html: Markup | None = None) -> Markup:
    gap = Markup("<p>[…]</p>") if part.get("gap") else Markup("")
    words = part["text"] if html is None else html
    return gap + Markup('<p lang="{}">{}</p>').format(part["lang"], words)


def _wrapped(question: Question, place: int, wrap: Wrap) -> Markup:
    """A part of the passage, with what may be marked in it in the HTML that ``wrap`` gives."""
    text = question.made["passage"]["text"][place]["text"]
    html, at = Markup(""), 0
    for number, entry in enumerate(marks(question.made)):
        # What goes over the end of a sentence is offered where it ends.
        last = [each for each in entry["at"] if each["column"] == "text"][-1]
        if last["part"] != place:
            continue
        start, end = (_code_points(text, last[side]) for side in ("start", "end"))
        start = max(start, at)  # of two that overlap, the second begins where the first ends
        html += escape(text[at:start]) + wrap(number, escape(text[start:end]))
        at = end
    return html + escape(text[at:])


def _code_points(text: str, utf16: int) -> int:
    """A place counted in UTF-16 code units, counted in code points."""
    return next(at for at in range(len(text) + 1) if utf16_offset(text, at) >= utf16)


def marks(made: Made) -> list[dict[str, Any]]:
    """What may be marked in the passage, right or not, in the order of the text."""
    entries = [*made["targets"], *made.get("decoys", [])]
    return sorted(entries, key=lambda entry: (entry["positions"][-1], entry["positions"]))


def is_target(made: Made, entry: Mapping[str, Any]) -> bool:
    """Whether something that may be marked is to be marked."""
    return any(entry is target for target in made["targets"])


# --- answers, with reasons ----------------------------------------------------------------------


def reason(entry: Mapping[str, Any], words: Words, text: str | None = None) -> Markup:
    """What is said to an answer (``feedback``, or ``text``), with the words to look at."""
    said = inline(entry.get("feedback", "") if text is None else text)
    return said + _look_at(entry.get("words", []), words)


def _look_at(entries: Sequence[Mapping[str, Any]], words: Words) -> Markup:
    if not entries:
        return Markup("")
    listed = Markup(", ").join(quoted(each) for each in entries)
    return Markup(" {} {}.").format(_quiz(words)["look_at"], listed)


@lru_cache(maxsize=_KEPT)
def choices(question: Question) -> tuple[Choice, ...]:
    """The answers of a question with one or several right ones; words to mark are such, too."""
    made, words = question.made, question.words
    if question.kind == "mark":
        return tuple(
            Choice(quoted(each), is_target(made, each), reason(each, words)) for each in marks(made)
        )
    return tuple(
        Choice(inline(each["text"]), each["correct"], reason(each, words))
        for each in made["options"]
    )


@lru_cache(maxsize=_KEPT)
def table(question: Question) -> Table:
    """Entries with an answer each: statements and categories, pairs, steps and their places."""
    return _TABLES[question.kind](question.made, question.words)


def _statements(made: Made, words: Words) -> Table:
    names = ids(made["categories"])
    rows = []
    for each in made["statements"]:
        said = each["feedback"]
        by_category = dict.fromkeys(names, said) if isinstance(said, str) else said
        reasons = tuple(reason(each, words, by_category[name]) for name in names)
        rows.append(Row(inline(each["text"]), names.index(each["category"]), reasons))
    return Table(tuple(map(inline, texts(made["categories"]))), tuple(rows))


def _pairs(made: Made, words: Words) -> Table:
    names = ids(made["right"])
    pairs = {pair["left"]: pair for pair in made["pairs"]}
    rows = []
    for each in made["left"]:
        pair = pairs[each["id"]]
        reasons = (reason(pair, words),) * len(names)
        rows.append(Row(inline(each["text"]), names.index(pair["right"]), reasons))
    return Table(tuple(map(inline, texts(made["right"]))), tuple(rows))


def _steps(made: Made, words: Words) -> Table:
    right = made["right"]
    rows = (
        Row(inline(each["text"]), right.index(each["id"]), (reason(each, words),) * len(right))
        for each in made["entries"]
    )
    return Table(tuple(escape(n + 1) for n in range(len(right))), tuple(rows))


_TABLES: dict[str, Callable[[Made, Words], Table]] = {
    "classify": _statements,
    "match": _pairs,
    "order": _steps,
}


def in_order(made: Made) -> list[dict[str, Any]]:
    """The entries of an order as they should stand."""
    entries = {entry["id"]: entry for entry in made["entries"]}
    return [entries[name] for name in made["right"]]


def sheet(question: Question) -> Markup:
    """What there is to choose from, with the letters that the key has; empty without any."""
    paper = question.model.paper(question.made)
    entries = [*paper.get("lined", ()), *paper.get("boxed", ())]
    _, lettered = paper.get("lettered", ("", []))
    lists = ((Markup("<ul>{}</ul>"), entries), (Markup('<ol type="A">{}</ol>'), lettered))
    return Markup("\n").join(
        html.format(_listed(map(inline, texts))) for html, texts in lists if texts
    )


def _listed(lines: Iterable[Markup]) -> Markup:
    return Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)


@lru_cache(maxsize=_KEPT)
def key(question: Question) -> Markup:
    """All answers with their reasons, as the book prints them."""
    blocks = question.model.key(question.made, question.words)
    return Markup("\n").join(_block(block, question.words) for block in blocks)


def _block(block: Block, words: Words) -> Markup:
    if "lines" in block:
        lines = _listed(_line(each, words) for each in block["lines"])
        html = Markup("<ol>{}</ol>") if block.get("ordered") else Markup("<ul>{}</ul>")
        return html.format(lines)
    label = block.get("label")
    bold = Markup("<strong>{}</strong> ").format(inline(label)) if label else ""
    return Markup("<p>{}{}</p>").format(bold, inline(block.get("text", "")))


def _line(line: Line, words: Words) -> Markup:
    parts: list[Markup] = []
    if "state" in line:
        parts.append(escape(_quiz(words)[f"sign_{line['state']}"]))
    if "label" in line:
        parts.append(Markup("<strong>{}</strong>").format(line["label"]))
    if "quoted" in line:
        parts.append(quoted(line["quoted"]))
    elif "subject" in line:
        parts.append(inline(line["subject"]))
    if "answer" in line:
        parts.append(Markup("→ <strong>{}</strong>").format(inline(line["answer"])))
    head, said = Markup(" ").join(parts), line.get("text", "")
    between = Markup("<br/>") if said and ("subject" in line or "quoted" in line) else Markup(" ")
    return (head + between + inline(said) + _look_at(line.get("words", []), words)).strip()


# --- as text ------------------------------------------------------------------------------------


def plain(html: Markup, words: Words) -> str:
    """HTML made here as text: quoted words in quotation marks, a line for each block."""
    left, right = _quotation_marks(words)
    text = re.sub(r"<q [^>]*>", left, html).replace("</q>", right)
    text = re.sub(r"</p>|</li>|<br/>|\n", _BREAK, text)
    lines = re.sub(r"<[^>]*>", "", text).split(_BREAK)
    return "\n".join(" ".join(unescape(line).split()) for line in lines if line.strip())


def literal(html: Markup) -> Markup:
    """HTML in which no sign is more than itself to whoever shows it.

    ``{1:…}`` and ``[[1]]`` are places to fill in Moodle, ``[sound:…]`` is one in Anki, and a
    backslash begins a formula in both.
    """
    return as_entities(html, "\\[]{}")


def as_entities(html: Markup, signs: str) -> Markup:
    """HTML with these signs as entities: it says the same, and holds none of them."""
    entities = {ord(each): f"&#{ord(each)};" for each in signs}
    return Markup(str(html).translate(entities))  # noqa: S704 - it was HTML before


def for_xml(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)

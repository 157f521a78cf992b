"""What a quiz shows: items in one language, as plain data, their quotations as places.

Front end, static form, scoring and exports work on this and on nothing else. Places within a text
are UTF-16 code units, as JavaScript counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from whosays.case.case import Case
from whosays.case.items import Item, Made
from whosays.case.items.base import Part, Passage, PassageView, Stretch
from whosays.case.records import Quote
from whosays.case.spans import Span, find_by_language, utf16_offset
from whosays.words import Words
from whosays.words.said import FALLBACK

Sentences = Mapping[str, Mapping[str, str]]
"""Sentences that items quote: ``{id: {"id", "before", "de", "en", …}}``.

``before`` is the id of the sentence that stands before it in the article, if there is one.
"""

_BOOKKEEPING = ("chapter", "aim", "language")


def sentences_of(case: Case, items: Iterable[Item]) -> Sentences:
    """The sentences that the items quote."""
    wanted = {name for item in items if item.passage for name in item.passage.sentences or ()}
    before = {second: first for first, second in pairwise(case.sentences)}
    return {
        name: {
            "id": name,
            "before": before.get(name, ""),
            **case.sentences[name].translation,
            case.article.language: case.sentences[name].text,
        }
        for name in sorted(wanted)
    }


def view(item: Item, sentences: Sentences, words: Words, original: str) -> Made:
    """An item in one language, as plain data: the ``shape`` of its type says what it holds.

    ``original`` is the article's language. Entries to order and partners to match are shuffled,
    always in the same way. Raises KeyError where a sentence is missing.
    """
    made: Made = _plain(item, words)
    made["passage"] = None
    if item.passage is not None:
        passage = _passage_view(item, item.passage, sentences, words.lang, original)
        made["passage"] = passage
        _place(item, made, passage)
    made = item.arranged(made, words)
    return {name: value for name, value in made.items() if name not in _BOOKKEEPING}


def _plain(value: Any, words: Words) -> Any:
    """Models as dictionaries, texts in one language (English where it is not translated)."""
    if isinstance(value, BaseModel):
        fields = {name: _plain(getattr(value, name), words) for name in type(value).model_fields}
        return {name: field for name, field in fields.items() if field not in (None, [])}
    if isinstance(value, dict):
        if FALLBACK in value:
            return words.said(value)
        return {key: _plain(text, words) for key, text in value.items()}
    if isinstance(value, list):
        return [_plain(entry, words) for entry in value]
    return value


# --- the passage ------------------------------------------------------------------------------


def _passage_view(
    item: Item, passage: Passage, sentences: Sentences, lang: str, original: str
) -> PassageView:
    rows: Sequence[Mapping[str, str]]
    if passage.made_up is not None:
        rows = [passage.made_up]
        original = passage.original or (lang if lang in passage.made_up else FALLBACK)
    else:
        names = passage.sentences or []
        missing = [name for name in names if name not in sentences]
        if missing:
            raise KeyError(f"no text given for the sentences {', '.join(missing)}")
        rows = [sentences[name] for name in names]
    reading = next(each for each in (lang, FALLBACK, original) if all(each in row for row in rows))
    text = _parts(rows, original)
    translation = _parts(rows, reading) if reading != original else []
    made_up = passage.made_up is not None
    marking = item.type == "mark"
    # Words to mark are marked in `text`, so it becomes the translation where they are marked there.
    if translation and marking and getattr(item, "language", None) == reading:
        text, translation = translation, text
        first, second = "text", "original"
    # Where words or forms of the original are the point, it stands first; else the translation
    # does, for readers who know the article by it.
    elif not translation or made_up or marking:
        first, second = "text", "translation"
    else:
        first, second = "translation", "original"
    return {
        "made_up": made_up,
        "text": text,
        "translation": translation,
        "first": first,
        "second": second,
    }


def _parts(rows: Sequence[Mapping[str, str]], lang: str) -> list[Part]:
    parts: list[Part] = [{"lang": lang, "text": row[lang]} for row in rows]
    for part, (first, second) in zip(parts[1:], pairwise(rows), strict=True):
        if second.get("before", first.get("id")) != first.get("id"):
            part["gap"] = True
    return parts


# --- quotations -------------------------------------------------------------------------------


def _place(item: Item, made: Made, passage: PassageView) -> None:
    """Put beside each quotation of the item where its words stand in the passage."""
    columns = {"text": passage["text"], "translation": passage["translation"]}
    texts = {name: " ".join(part["text"] for part in parts) for name, parts in columns.items()}
    places = {name: list(_starts(parts)) for name, parts in columns.items()}
    for words in _quotations(made):
        quote = Quote(quote=words["quote"], nth=words.get("nth"))
        found = find_by_language(quote, {name: text for name, text in texts.items() if text})
        column = "text" if "text" in found else "translation"
        words["lang"] = columns[column][0]["lang"]
        words["at"] = [
            stretch
            for name, span in found.items()
            for stretch in _stretches(name, span, columns[name], places[name])
        ]
        if item.type == "mark":
            words["positions"] = _positions(found["text"], texts["text"])
        words.pop("nth", None)


def _quotations(made: Any) -> Iterable[dict[str, Any]]:
    """Every quotation in an item's plain form."""
    if isinstance(made, dict):
        if "quote" in made:
            yield made
        for value in made.values():
            yield from _quotations(value)
    elif isinstance(made, list):
        for value in made:
            yield from _quotations(value)


def _starts(parts: Sequence[Part]) -> Iterable[int]:
    """Where each part begins in the parts joined by spaces, in code points."""
    at = 0
    for part in parts:
        yield at
        at += len(part["text"]) + 1


def _stretches(
    column: str, span: Span, parts: Sequence[Part], starts: Sequence[int]
) -> Iterable[Stretch]:
    for number, (part, begin) in enumerate(zip(parts, starts, strict=True)):
        start, end = max(span.start - begin, 0), min(span.end - begin, len(part["text"]))
        if start < end:
            yield {
                "column": column,
                "part": number,
                "start": utf16_offset(part["text"], start),
                "end": utf16_offset(part["text"], end),
            }


def _positions(span: Span, text: str) -> list[int]:
    """Which words of a text, counted from 0, a stretch touches; words are parted by white space."""
    return [
        number
        for number, word in enumerate(re.finditer(r"[^ \t\r\n]+", text))
        if span.start < word.end() and word.start() < span.end
    ]


def quoted(words: Mapping[str, Any]) -> Markup:
    """Words of a passage in quotation marks, in the language they stand there in."""
    return Markup('<q lang="{}">{}</q>').format(words["lang"], words["quote"].removesuffix("."))

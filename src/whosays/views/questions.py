"""What a quiz shows: items in one language, as plain data, their quotations as places.

Front end, static form, scoring and exports work on this and on nothing else. Places within a text
are UTF-16 code units, as JavaScript counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from whosays.case.case import Case
from whosays.case.items import Item, Made
from whosays.case.items.base import Part, Passage, PassageView, Stretch
from whosays.case.records import Quote
from whosays.case.spans import NotThereError, Span, find_by_language, utf16_offset
from whosays.words import Words
from whosays.words.said import FALLBACK, is_by_language, language_of

Sentences = Mapping[str, Mapping[str, str]]
"""Sentences that items quote: ``{id: {"id", "before", "de", "en", …}}``.

``before`` is the id of the sentence that stands before it in the article, if there is one.
"""

_BOOKKEEPING = ("chapter", "aim", "language", "was")
_IN_MARKS = re.compile('["“„«»]([^"“”„«»]+)["“”«»]')


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
    fits = item.fits(made)
    if item.was:
        fits["former"] = item.was
    if renamed := item.renamed():
        fits["renamed"] = renamed
    made["fits"] = fits
    return made


def _plain(value: Any, words: Words) -> Any:
    """Models as dictionaries, texts in one language (English where it is not translated)."""
    if isinstance(value, BaseModel):
        names = (name for name in type(value).model_fields if name not in _BOOKKEEPING)
        fields = {name: _plain(getattr(value, name), words) for name in names}
        return {name: field for name, field in fields.items() if field not in (None, [])}
    if isinstance(value, dict):
        if is_by_language(value):
            return words.said(value)
        return {key: _plain(text, words) for key, text in value.items()}
    if isinstance(value, list):
        return [_plain(entry, words) for entry in value]
    return value


# --- the passage ------------------------------------------------------------------------------


def _passage_view(
    item: Item, passage: Passage, sentences: Sentences, lang: str, article: str
) -> PassageView:
    rows: Sequence[Mapping[str, str]]
    if passage.made_up is not None:
        rows = [passage.made_up]
        original = passage.original or language_of(passage.made_up, lang)
    else:
        names = passage.sentences or []
        missing = [name for name in names if name not in sentences]
        if missing:
            raise KeyError(f"no text given for the sentences {', '.join(missing)}")
        rows, original = [sentences[name] for name in names], article
    reading = next(each for each in (lang, FALLBACK, original) if all(each in row for row in rows))
    marked = item.marked_in(article)
    text = marked or original
    other = original if reading == text else reading
    translation = _parts(rows, other) if other != text else []
    # Where words or forms of the original are the point, it stands first; else the translation
    # does, for readers who know the article by it.
    text_first = not translation or passage.made_up is not None or marked is not None
    second_is_original = other == original and text != original
    return {
        "made_up": passage.made_up is not None,
        "text": _parts(rows, text),
        "translation": translation,
        "first": "text" if text_first else "translation",
        "second": "translation" if text_first and not second_is_original else "original",
    }


def _parts(rows: Sequence[Mapping[str, str]], lang: str) -> list[Part]:
    parts: list[Part] = [{"lang": lang, "text": row[lang]} for row in rows]
    for part, (first, second) in zip(parts[1:], pairwise(rows), strict=True):
        if second.get("before", first.get("id")) != first.get("id"):
            part["gap"] = True
    return parts


# --- quotations -------------------------------------------------------------------------------


def _place(item: Item, made: Made, passage: PassageView) -> None:
    """Put beside each quotation of the item where its words stand in the passage.

    Words to look at that stand only in a language which this reader is not shown are left out.
    """
    columns = {"text": passage["text"], "translation": passage["translation"]}
    texts = {
        name: " ".join(part["text"] for part in parts) for name, parts in columns.items() if parts
    }
    marking = item.marked_in(FALLBACK) is not None
    for quotations in _quotations(made):
        for words in list(quotations):
            quote = Quote(quote=words["quote"], nth=words.pop("nth", None))
            try:
                found = find_by_language(quote, texts)
            except NotThereError:
                if marking:
                    raise
                quotations.remove(words)
                continue
            words["quote"] = _unquoted(words["quote"])
            words["lang"] = columns[next(iter(found))][0]["lang"]
            words["at"] = [
                stretch
                for name, span in found.items()
                for stretch in _stretches(name, span, columns[name])
            ]
            if marking:
                words["positions"] = _positions(found["text"], texts["text"])


def _unquoted(words: str) -> str:
    """Words without a pair of quotation marks around them: whoever shows them sets marks."""
    within = _IN_MARKS.fullmatch(words)
    return within[1] if within else words


def _quotations(made: Any) -> Iterator[list[dict[str, Any]]]:
    """Every list of quotations in an item's plain form."""
    if isinstance(made, list) and made and isinstance(made[0], dict) and "quote" in made[0]:
        yield made
    elif isinstance(made, (dict, list)):
        for value in made.values() if isinstance(made, dict) else made:
            yield from _quotations(value)


def _stretches(column: str, span: Span, parts: Sequence[Part]) -> Iterator[Stretch]:
    begin = 0  # of the part, in the parts joined by spaces
    for number, part in enumerate(parts):
        start, end = max(span.start - begin, 0), min(span.end - begin, len(part["text"]))
        if start < end:
            yield {
                "column": column,
                "part": number,
                "start": utf16_offset(part["text"], start),
                "end": utf16_offset(part["text"], end),
            }
        begin += len(part["text"]) + 1


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

"""Flashcards for Anki: the question in front, all answers with their reasons behind.

A note has its question's id for ever, and decks and the kind of note have ids of their own, so that
a later import changes the cards that are there and makes no second ones.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from itertools import count
from typing import Any

from markupsafe import Markup

from whosays.errors import MissingExtraError
from whosays.export.collection import Collection
from whosays.export.downloads import archive
from whosays.views.portable import Question, key, literal, sheet, stem
from whosays.words import Words

LOSSES = {"*": ("answering",)}

_EARLIEST, _SECONDS = 1_700_000_000, 10_000_000
"""From when on notes were made, and within how many seconds: their texts say when exactly.

So the same questions give the same file, and Anki sees that others have changed.
"""

_STYLE = """.card { font-family: sans-serif; line-height: 1.4; text-align: left; }
blockquote { border-left: 3px solid #888; margin: 0.5em 0; padding-left: 0.8em; }
li { margin: 0.3em 0; }"""


def write(collection: Collection) -> bytes:
    """The package; MissingExtraError where what makes it is not installed."""
    genanki = _genanki()
    kind = _kind(genanki, collection.words)
    decks, texts = [], []
    for lesson in collection.lessons:
        name = f"{collection.book}::{lesson.title.replace('::', ':')}"
        case = lesson.questions[0].case
        deck = genanki.Deck(_number(case, lesson.name), name, collection.rights)
        for question in lesson.questions:
            note = _note(genanki, kind, question)
            deck.add_note(note)
            texts += note.fields
        decks.append(deck)
    # In memory: a file for each lesson would wait for the disk.
    with closing(sqlite3.connect(":memory:")) as database:
        made = _EARLIEST + _number(*texts) % _SECONDS
        genanki.Package(decks).write_to_db(database.cursor(), made, count(made * 1000))
        database.commit()
        return archive({"collection.anki2": database.serialize(), "media": b"{}"})


def _genanki() -> Any:
    try:
        import genanki  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("Flashcards", error.name, "platforms") from error
    return genanki


def _number(*names: str) -> int:
    """A number for names, the same for ever, of the size that Anki gives its own."""
    digest = hashlib.sha256("/".join(("whosays", *names)).encode()).digest()
    return 1 << 30 | int.from_bytes(digest[:4]) >> 2


def _kind(genanki: Any, words: Words) -> Any:
    t = words.of("platforms")
    front, back = t["front"], t["back"]
    return genanki.Model(
        _number("card", words.lang),
        t["book"],
        fields=[{"name": front}, {"name": back}],
        templates=[
            {
                "name": t["book"],
                "qfmt": f"{{{{{front}}}}}",
                "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{back}}}}}",
            }
        ],
        css=_STYLE,
    )


def _note(genanki: Any, kind: Any, question: Question) -> Any:
    front = stem(question) + "\n" + sheet(question)
    return genanki.Note(
        model=kind,
        fields=[_field(front), _field(key(question))],
        guid=f"whosays/{question.case}/{question.words.lang}/{question.id}",
        tags=list(question.tags),
    )


def _field(html: Markup) -> str:
    """HTML in one line: Anki takes some line breaks out."""
    return " ".join(literal(html).split())

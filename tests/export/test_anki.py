"""Flashcards, opened by Anki itself: one for each question, and a later import makes no second."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from anki.collection import (
    Collection as Anki,
)
from anki.collection import (
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition
from anki.notes import Note
from hypothesis import given

from tests.export.questions import collected, items, read, texts_of, whole
from tests.made_cases import unhurried
from tests.samples import ITEMS
from whosays import Case
from whosays.export.anki import write
from whosays.export.collection import Collection
from whosays.views.portable import Question

ALWAYS = ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    """A new collection of cards."""
    opened = Anki(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def taken_in(anki: Anki, content: bytes) -> ImportLogWithChanges.Log:
    """Import a package as somebody does who wants changed questions brought up to date."""
    path = Path(anki.path).with_name("questions.apkg")
    path.write_bytes(content)
    options = ImportAnkiPackageOptions(update_notes=ALWAYS)
    return anki.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=options)
    ).log


def notes(anki: Anki) -> dict[str, Note]:
    """Notes by the id of their question."""
    found = [anki.get_note(each) for each in anki.find_notes("")]
    return {note.guid.rpartition("/")[2]: note for note in found}


def missing(question: Question, note: Note) -> list[str]:
    # Anki composes letters and their accents.
    text = normalize("NFC", read(" <p>".join(note.fields)))
    return [each for each in texts_of(question.made) if normalize("NFC", each) not in text]


@pytest.fixture(scope="module")
def book(kursk: Case) -> Collection:
    return whole(kursk)


@pytest.fixture(scope="module")
def deck(book: Collection) -> bytes:
    return write(book)


def test_anki_takes_in_every_question_with_all_its_texts(
    anki: Anki, book: Collection, deck: bytes
) -> None:
    log = taken_in(anki, deck)
    found = notes(anki)
    assert len(log.new) == anki.card_count() == len(found) == len(book.questions)
    assert not [each for q in book.questions for each in missing(q, found[q.id])]
    assert "aim:follow-a-chain" in found["article-chain"].tags


def test_each_lesson_is_a_deck(anki: Anki, book: Collection, deck: bytes) -> None:
    taken_in(anki, deck)
    names = {each.name for each in anki.decks.all_names_and_ids(skip_empty_default=True)}
    assert names == {"Who Says So?", *(f"Who Says So?::{one.title}" for one in book.lessons)}
    chains = anki.decks.by_name("Who Says So?::Through whose hands?")
    assert chains is not None
    assert chains["desc"] == book.rights


def test_a_second_import_updates_and_doubles_nothing(anki: Anki) -> None:
    taken_in(anki, write(collected(ITEMS)))
    changed = copy.deepcopy(ITEMS)
    changed[0]["prompt"]["en"] = "Another question?"
    log = taken_in(anki, write(collected(changed)))
    assert (len(log.new), len(log.updated)) == (0, len(ITEMS))
    assert anki.card_count() == len(ITEMS)
    assert "Another question?" in notes(anki)["sample-single"].fields[0]


def test_a_card_asks_in_front_and_answers_behind(anki: Anki) -> None:
    taken_in(anki, write(collected(ITEMS)))
    card = notes(anki)["sample-single"].cards()[0]
    front, back = read(card.question()), read(card.answer())
    assert "A question of the type single? Option a Option b" in front
    assert "Right: B Option b Feedback to b." in back
    assert "Feedback" not in front


@unhurried(10)
@given(items())
def test_no_text_is_lost_whatever_it_looks_like(
    tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, Any]]
) -> None:
    collection = collected(made)
    opened = Anki(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    taken_in(opened, write(collection))
    found = notes(opened)
    lost = [each for q in collection.questions for each in missing(q, found[q.id])]
    opened.close()
    assert lost == []

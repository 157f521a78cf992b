"""Sentences and quotations have their places: in the article, in its translation, for a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import samples
from tests.conftest import Edit, problems_of
from whosays import Case
from whosays.case.places import place_of, sentence_id, translated_text


@pytest.mark.parametrize(("name", "place"), [("p3s2", "3.2"), ("p10s11", "10.11")])
def test_a_sentence_is_named_by_its_id_or_by_its_place(name: str, place: str) -> None:
    assert place_of(name) == place
    assert sentence_id(place) == sentence_id(f" {place} ") == sentence_id(name) == name


def test_what_is_no_place_stays_as_it_is() -> None:
    assert sentence_id("third") == "third"


def test_every_wrong_id_of_a_sentence_is_reported_at_once(folder: Path) -> None:
    path = folder / "annotation.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in (("p3s1", "p3s9"), ("p7s2", "p8s2")):
        text = text.replace(f"  - id: {old}\n", f"  - id: {new}\n", 1)
    path.write_text(text, encoding="utf-8")
    first, second = problems_of(folder)
    assert (first.entry, first.remedy) == ("p3s9", "Give it the id p3s1.")
    assert first.problem == "this is sentence 1 of paragraph 3."
    assert (second.entry, second.remedy) == ("p8s2", "Give it the id p7s2.")
    lines = text.splitlines()
    assert [lines[(each.line or 0) - 1].strip() for each in (first, second)] == [
        "- id: p3s9",
        "- id: p8s2",
    ]


# --- the reader's language ---


@pytest.mark.parametrize(
    ("lang", "language", "text"),
    [
        ("de", "de", samples.PASSAGES["p1s1"]["de"]),
        ("en", "en", samples.PASSAGES["p1s1"]["en"]),
        ("fr", "en", samples.PASSAGES["p1s1"]["en"]),
    ],
    ids=["the article's own", "a translation", "English for lack of one"],
)
def test_a_sentence_is_given_in_the_reader_s_language_or_the_nearest(
    lang: str, language: str, text: str
) -> None:
    sentence = samples.case().sentences["p1s1"]
    assert sentence.language_for(lang) == language
    assert sentence.in_language(language) == text


# --- translated words ---


def test_translated_words_stand_in_the_translation_of_their_sentences(kursk: Case) -> None:
    entries = {**kursk.attributions, **kursk.voices}
    placed = [key for key in kursk.translated if key[0] in entries]
    assert len(placed) > 50
    for entry, field, lang in placed:
        known = entries[entry].translated[lang]
        words = known if isinstance(known, list) else getattr(known, field)
        whole = translated_text(kursk.sentences, entries[entry].sentence, lang)
        spans = kursk.translated[entry, field, lang]
        assert [span.text(whole).split() for span in spans] == [each.split() for each in words]


def test_words_that_the_translation_lacks_are_reported(edit: Edit, folder: Path) -> None:
    edit("annotation.yml", "cue: had not disputed", "cue: had denied")
    [found] = problems_of(folder)
    assert (found.entry, found.field) == ("a01", "translated")
    assert found.problem == "'had denied' is not in the translation (en)."


def test_words_in_a_language_without_a_translation_are_reported(edit: Edit, folder: Path) -> None:
    edit(
        "annotation.yml",
        "translated: {en: {cue: had not disputed,",
        "translated: {fr: {cue: a, content: b}, en: {cue: had not disputed,",
    )
    [found] = problems_of(folder)
    assert found.problem == "its sentence is not translated into this language (fr)."

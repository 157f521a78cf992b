from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Edit
from whosays import Case, read_case
from whosays.views.article import (
    Node,
    Stretch,
    colours,
    plain,
    short_names,
    tree,
    view,
)
from whosays.widgets import reader

HOSTILE = (
    "</script><b>🇰🇵👩\u200d👧 שלום\u202eabc\u202c e\u0301u\u0308 & \\u003c ${x} " + "x" * 10_000
)
"""Markup, emoji, right-to-left words and controls, combining characters, a very long word."""


def make_hostile(folder: Path) -> Case:
    """The real case with HOSTILE before the words of p1s3, in text and translation."""
    for quiz in (folder / "quizzes").glob("*.yml"):
        quiz.unlink()  # they may quote the sentence
    (folder / "plans.yml").unlink()  # it names questions
    words = "Es brauche spürbaren Druck auf Moskau und Pjöngjang"
    for name, old, new in (
        ("article.txt", words, f"{HOSTILE} {words}"),
        ("annotation.yml", f"text: {words}.", f"text: '{HOSTILE} {words}.'"),
        ("annotation.yml", f"content: {words}", f"content: '{HOSTILE} {words}'"),
        ("annotation.yml", "{en: 'Tangible", f"{{en: '{HOSTILE} Tangible"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    digest = hashlib.sha256((folder / "article.txt").read_bytes()).hexdigest()
    about = (folder / "article.yml").read_text(encoding="utf-8")
    about = re.sub(r"sha256: \w+", f"sha256: {digest}", about)
    (folder / "article.yml").write_text(about, encoding="utf-8")
    return read_case(folder)


def walk(nodes: list[str | Node]) -> Iterator[Node]:
    for node in nodes:
        if not isinstance(node, str):
            yield node
            yield from walk(node["inside"])


def words_of(nodes: list[str | Node], mark: str, part: str) -> list[str]:
    return [plain(n["inside"]) for n in walk(nodes) if n["mark"] == mark and n["part"] == part]


@pytest.fixture(scope="module")
def whole(kursk: Case) -> dict[str, Any]:
    return view(kursk)


def sentence(seen: dict[str, Any], name: str) -> dict[str, Any]:
    found = (s for p in seen["paragraphs"] for s in p["sentences"] if s["id"] == name)
    return next(found)


# --- trees ---

TEXTS = st.text(max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Stretch]]:
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    stretches = [
        Stretch(min(pair), max(pair), f"m{draw(st.integers(0, 4))}", draw(st.sampled_from(
            ["content", "cue", "voice", "framing"])), draw(st.integers(0, 1)))
        for pair in draw(st.lists(ends, max_size=6))
    ]  # fmt: skip
    return text, stretches


@given(marked_texts())
def test_tree_keeps_text_and_marks_exactly_what_is_covered(
    marked: tuple[str, list[Stretch]],
) -> None:
    text, stretches = marked
    nodes = tree(text, stretches)
    assert plain(nodes) == text

    def covered(inside: list[str | Node], on: frozenset[str]) -> Iterator[frozenset[str]]:
        for node in inside:
            if isinstance(node, str):
                yield from [on] * len(node)
            else:
                yield from covered(node["inside"], on | {node["mark"]})

    expected = [
        frozenset(s.mark for s in stretches if s.start <= at < s.end) for at in range(len(text))
    ]
    assert list(covered(nodes, frozenset())) == expected
    tags = [node["mark"] for node in walk(nodes) if node["tag"]]
    assert len(tags) == len(set(tags))


def test_tree_of_overlapping_stretches_divides_the_shorter() -> None:
    nodes = tree("abcdef", [Stretch(0, 4, "a1", "content"), Stretch(3, 6, "a2", "content")])
    assert words_of(nodes, "a1", "content") == ["abcd"]
    assert words_of(nodes, "a2", "content") == ["d", "ef"]
    assert [n["tag"] for n in walk(nodes) if n["mark"] == "a2"] == [True, False]


def test_tree_of_nothing() -> None:
    assert tree("", []) == []
    assert tree("abc", []) == ["abc"]


# --- the article ---


def test_texts_are_the_article_and_its_translations(kursk: Case, whole: dict[str, Any]) -> None:
    for name, placed in kursk.sentences.items():
        texts = sentence(whole, name)["texts"]
        assert plain(texts["de"]) == placed.text
        assert plain(texts["en"]) == placed.translation["en"]


def test_every_mark_stands_in_the_original_and_every_attribution_in_the_translation(
    whole: dict[str, Any],
) -> None:
    for paragraph in whole["paragraphs"]:
        for each in paragraph["sentences"]:
            for name in each["marks"]:
                languages = ["de", "en"] if whole["marks"][name]["kind"] == "content" else ["de"]
                for language in languages:
                    marked = {n["mark"] for n in walk(each["texts"][language]) if n["tag"]}
                    assert name in marked, (name, language)


def test_nested_relations_are_nested(whole: dict[str, Any]) -> None:
    for outer, inner, name in (
        ("a01", "a02", "p1s1"), ("a08", "a09", "p2s3"), ("a10", "a11", "p2s4"),
        ("a30", "a31", "p9s1"), ("a31", "a32", "p9s1"),
    ):  # fmt: skip
        for nodes in sentence(whole, name)["texts"].values():
            holders = [n for n in walk(nodes) if n["mark"] == outer and n["part"] == "content"]
            within = {n["mark"] for holder in holders for n in walk(holder["inside"])}
            assert inner in within
    assert whole["marks"]["a32"]["chain"] == [
        "author", "fo_spokeswoman", "foreign_office", "fo_spokeswoman",
    ]  # fmt: skip
    assert whole["marks"]["a31"]["children"] == ["a32"]


def test_discontinuous_content_goes_on(whole: dict[str, Any]) -> None:
    nodes = sentence(whole, "p3s3")["texts"]["de"]
    assert words_of(nodes, "a14", "content") == [
        "Ihre Ankunft im Raum Kursk",
        "sei bereits am Mittwoch registriert worden",
    ]
    assert [n["more"] for n in walk(nodes) if n["mark"] == "a14"] == [False, True]


def test_cues_are_found_outside_their_content(whole: dict[str, Any]) -> None:
    for paragraph in whole["paragraphs"]:
        for each in paragraph["sentences"]:
            for content in walk(each["texts"]["en"]):
                if content["part"] == "content":
                    own = {
                        n["part"] for n in walk(content["inside"]) if n["mark"] == content["mark"]
                    }
                    assert own <= {"content"}, content["mark"]


def test_words_for_a_verb_form_are_supplied(whole: dict[str, Any]) -> None:
    nodes = sentence(whole, "p1s3")["texts"]["en"]
    assert words_of(nodes, "a05", "supplied") == ["[, he said]"]
    assert whole["marks"]["a05"]["cue"] == {}
    assert whole["marks"]["a05"]["continues"] == {
        "label": "1.2", "cue": {"de": "forderte", "en": "demanded"},
    }  # fmt: skip


def test_a_relation_that_runs_on_is_marked_in_both_sentences(folder: Path, edit: Edit) -> None:
    edit("annotation.yml", "    sentence: p1s2\n    source: zelensky",
         "    sentence: [p1s2, p1s3]\n    source: zelensky")  # fmt: skip
    words = (
        '"Darum ist eine prinzipielle und starke Reaktion der führenden Politiker der Welt unerl'
    )
    edit("annotation.yml", f"content: '{words}ässlich\"'",
         f"content: ['{words}ässlich\"', Es brauche]")  # fmt: skip
    start = '"That is why a principled and strong reaction from the leading politicians of the '
    edit("annotation.yml", f"content: '{start}world is indispensable\"'}}}}",
         f"content: ['{start}world is indispensable\"', Tangible]}}}}")  # fmt: skip
    seen = view(read_case(folder))
    nodes = sentence(seen, "p1s3")["texts"]
    assert words_of(nodes["de"], "a04", "content") == ["Es brauche"]
    assert words_of(nodes["en"], "a04", "content") == ["Tangible"]
    assert sum("a04" in s["marks"] for s in seen["paragraphs"][0]["sentences"]) == 2


# --- sources ---


def test_colours_go_by_number_of_attributions(kursk: Case) -> None:
    counts = Counter(a.source for a in kursk.annotation.attributions)
    colour = colours(kursk)
    own = sorted((name for name in colour if colour[name]), key=lambda name: colour[name])
    assert [colour[name] for name in own] == list(range(1, len(own) + 1))
    assert [counts[name] for name in own] == sorted((counts[n] for n in own), reverse=True)
    assert own[0] == "putin"
    assert all(counts[name] > 1 for name in own)
    assert colour["experts"] == colour["author"] == 0


def test_short_names_differ(kursk: Case) -> None:
    names = short_names(kursk)
    assert names["putin"] == "Putin"
    assert names["zelensky"] == "Zelensky"
    assert names["hur"] == "HUR"
    assert len(set(names.values())) == len(names)


def test_short_names_that_would_be_the_same_are_whole(folder: Path, edit: Edit) -> None:
    edit("annotation.yml", "name: {en: Experts (who is not said)", "name: {en: HUR (others)")
    assert short_names(read_case(folder))["experts"] == "HUR (others)"


def test_sources_are_those_of_the_sentences_shown(kursk: Case) -> None:
    seen = view(kursk, ["p2s3"])
    listed = [(s["id"], s["count"]) for s in seen["sources"]]
    assert listed == [("putin", 1), ("russian_state_media", 1), ("author", 0)]
    assert not any(name.startswith("claim_quantity") for name in seen["terms"])


# --- what is chosen ---


def test_paragraphs_and_sentences_are_chosen(kursk: Case) -> None:
    ids = [s["id"] for p in view(kursk, ["p9s2", 6])["paragraphs"] for s in p["sentences"]]
    assert ids == ["p6s1", "p6s2", "p6s3", "p9s2"]
    assert sum(len(p["sentences"]) for p in view(kursk)["paragraphs"]) == len(kursk.sentences)


@pytest.mark.parametrize("missing", [10, "p1s9"])
def test_what_does_not_exist_is_refused(kursk: Case, missing: int | str) -> None:
    with pytest.raises(KeyError, match=str(missing)):
        reader(kursk, paragraphs=[missing])


def test_ids_in_reasons_become_places(whole: dict[str, Any]) -> None:
    assert "7.2" in whole["marks"]["f03"]["rationale"]
    assert whole["marks"]["a15"]["rationale"].startswith("As a01") is False


def test_german_interface(kursk: Case) -> None:
    seen = view(replace(kursk, lang="de"), [1])
    assert seen["languages"] == ["de"]
    assert seen["terms"]["stwr_direct"] == "direkt"
    assert json.dumps(seen)


# --- without attribution ---


def test_bare_steps_take_one_voice_after_the_other(whole: dict[str, Any]) -> None:
    steps = sentence(whole, "p2s3")["bare"]
    assert [step["mark"] for step in steps] == ["a08", "a09"]
    assert "said" in steps[0]["text"]
    assert steps[1]["lost"] == [
        "who (Putin)", "the cue “statement”", "the German verb form that marks a report",
    ]  # fmt: skip
    assert sentence(whole, "p6s1")["bare"] == []
    assert "the quotation marks" in sentence(whole, "p1s2")["bare"][0]["lost"]


# --- the widget ---


def test_widget_refuses_what_is_not_there(kursk: Case) -> None:
    widget = reader(kursk, paragraphs=[7], layers=("who", "mood"))
    widget.selected = "a23"
    widget.hidden_sources = ["hur"]
    widget.found = "usa"
    for name, value in (
        ("selected", "a01"), ("language", "fr"), ("hidden_sources", ["putin"]),
        ("found", "nobody"), ("layers", ["colour"]), ("view", "cards"),
    ):  # fmt: skip
        with pytest.raises(traitlets.TraitError):
            setattr(widget, name, value)


def test_fallback_says_who_for_every_sentence(kursk: Case) -> None:
    html = reader(kursk).fallback()
    assert html.count('class="ws-sentence"') == len(kursk.sentences)
    assert html.count('class="ws-said ws-still"') == len(kursk.sentences)
    assert "Konjunktiv I" in html
    assert "<script" not in html


# --- hostile text ---


def test_hostile_text_keeps_its_marks(folder: Path) -> None:
    seen = view(make_hostile(folder))
    texts = sentence(seen, "p1s3")["texts"]
    assert HOSTILE in plain(texts["de"])
    assert words_of(texts["de"], "a05", "content") == [
        f"{HOSTILE} Es brauche spürbaren Druck auf Moskau und Pjöngjang"
    ]
    assert words_of(texts["en"], "a05", "content") == [
        "Tangible pressure on Moscow and Pyongyang was needed"
    ]


def test_hostile_text_is_escaped_in_the_fallback(folder: Path) -> None:
    html = reader(make_hostile(folder), paragraphs=["p1s3"]).fallback()
    assert "</script>" not in html
    assert "&lt;/script&gt;&lt;b&gt;" in html

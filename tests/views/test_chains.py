"""Chains as trees: from the author inwards, as parents have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from tests.conftest import BAC, case_in
from tests.made_cases import made_cases, unhurried
from whosays import Case
from whosays.case.names import short_names
from whosays.views import chains


def ways(view: chains.ChainsView) -> list[tuple[str, ...]]:
    """The names on the way from the author to each voice of the tree."""

    def inward(link: chains.Link, before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield (*before, link["name"])
        for inner in link["inside"]:
            yield from inward(inner, (*before, link["name"]))

    return [way for link in view["links"] for way in inward(link, (view["author"],))]


def chains_of(case: Case) -> list[tuple[str, ...]]:
    shorts = short_names(case)
    return [tuple(shorts[name] for name in case.chain(a)) for a in case.annotation.attributions]


@given(case=made_cases)
@unhurried(40)
def test_the_tree_of_all_sentences_has_every_chain_once(case: Case) -> None:
    view = chains.view(case, case.sentences)
    author = [(view["author"], view["author"]) for _ in case.annotation.author_voice]
    assert sorted(ways(view)) == sorted([*chains_of(case), *author])
    assert len(view["longest"]) == max(map(len, chains_of(case)), default=1)


def test_without_sentences_it_has_the_voices_that_pass_others_on(kursk: Case) -> None:
    view = chains.view(kursk)
    assert all(link["inside"] for link in view["links"])
    nested = [chain for chain in chains_of(kursk) if len(chain) > 2]
    assert {way for way in ways(view) if len(way) > 2} == set(nested)
    assert ("The author", "Russian state media", "Putin") in ways(view)


def test_a_sentence_has_its_chain_cue_and_words(kursk: Case) -> None:
    (link,) = chains.view(kursk, ["p2s3"])["links"]
    assert (link["name"], link["place"], link["words"]) == ("Russian state media", "2.3", None)
    (inner,) = link["inside"]
    assert inner["cue"] == {
        "text": "statement", "lang": "en", "original": "Aussage", "original_lang": "de",
    }  # fmt: skip
    assert inner["words"] is not None
    assert inner["words"]["text"] == "that Ukraine also chooses its partners in the West"


def test_what_nobody_else_says_is_the_author_s() -> None:
    (link,) = chains.view(case_in(BAC), ["p1s3"])["links"]
    assert (link["name"], link["cue"], link["inside"]) == ("The author", None, [])


def test_readers_of_the_article_s_language_get_no_translation() -> None:
    (link,) = chains.view(case_in(BAC, lang="fr"), ["p1s2"])["links"]
    assert link["cue"] == {
        "text": "a déclaré", "lang": "fr", "original": "", "original_lang": "fr",
    }  # fmt: skip


def test_a_case_in_which_nobody_passes_words_on_says_what_to_do() -> None:
    with pytest.raises(KeyError, match=r"no voice passes on another's words; name sentences"):
        chains.view(case_in(BAC))

"""A passage: the sentences that are asked for, readable without the site's styles."""

from __future__ import annotations

import pandas as pd
import pytest
from lxml import html

from whosays import Case, passage


@pytest.mark.parametrize(
    "given",
    [
        ("p1s1", "p3s2"),
        ("1.1", "3.2"),
        (["p1s1", "3.2"],),
        (pd.Series(["p1s1", "p1s1", "p3s2"]),),
    ],
    ids=["ids", "places", "list", "column"],
)
def test_sentences_are_named_in_any_way(kursk: Case, given: tuple[str]) -> None:
    shown = passage(kursk, *given)
    assert [sentence.id for sentence in shown.sentences] == ["p1s1", "p3s2"]
    assert shown.gaps == {"p3s2"}


def test_each_sentence_has_its_number_and_the_original_is_set_apart(kursk: Case) -> None:
    page = html.fromstring(passage(kursk, "p5s1", "p5s2")._repr_html_())
    assert page.xpath("//small[@class='ws-passage-number']/text()") == ["5.1", "5.2"]
    originals = page.xpath("//p[@class='ws-passage-original'][@lang='de']/i/text()")
    assert originals == [kursk.sentence(name).text for name in ("5.1", "5.2")]
    first = page.xpath("string(//p[@class='ws-passage-translation'])")
    assert first == "5.1 " + kursk.sentence("5.1").translation["en"]


def test_sentences_can_be_asked_for_by_their_words(kursk: Case) -> None:
    in_english = passage(kursk, having="TROOPS")
    assert in_english.sentences
    assert all("troops" in s.translation["en"].lower() for s in in_english.sentences)
    assert passage(kursk, having="angriffskrieg").sentences[0].place == "9.1"


def test_words_that_no_sentence_has_are_named(kursk: Case) -> None:
    with pytest.raises(KeyError, match="no sentence of kursk-2024 has 'banana'"):
        passage(kursk, having="banana")

"""Lists on a page: wordings of others, chosen words, what is known; in the reader's language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from tests.conftest import KURSK, case_in
from whosays import Case, lists
from whosays.views.lists import Listed


@pytest.fixture(scope="module")
def german() -> Case:
    return case_in(KURSK, lang="de")


def lines(shown: Listed) -> list[html.HtmlElement]:
    return html.fromstring(shown._repr_html_()).xpath("//li")


def test_our_english_stands_before_german_words(kursk: Case) -> None:
    first = lines(lists.wordings(kursk, "arrived or deployed"))[1]
    assert first.text_content() == (
        "Südtirol News (APA/dpa/Reuters), 24\u00a0Oct\u00a02024: They had been in action there"
        " since Wednesday, it is said, in German Dort seien sie seit Mittwoch im Einsatz, heißt es."
    )
    assert first.xpath(".//q/@lang") == ["en", "de"]
    assert first.xpath("./a/@href")[0].startswith("https://www.suedtirolnews.it")


def test_words_in_the_readers_language_need_no_other(german: Case) -> None:
    _, first, second = lines(lists.wordings(german, "arrived or deployed"))
    assert first.xpath(".//q/@lang") == ["de"]
    assert second.xpath(".//q/@lang") == ["en"]
    assert "24.\u00a0Okt.\u00a02024" in first.text_content()


def test_a_claim_that_nobody_words_is_answered_by_those_there_are(kursk: Case) -> None:
    with pytest.raises(KeyError, match="did you mean 'the US figure'"):
        lists.wordings(kursk, "the US figures")


def test_a_chosen_word_says_whose_it_is_and_what_could_stand_there(
    kursk: Case, german: Case
) -> None:
    third = lines(lists.framing(kursk))[2].text_content()
    assert third.startswith(
        "invasion (Invasion, 3.3). In the voice of: The author of the article."
        " It could also be: advance or incursion. "
    )
    assert (
        lines(lists.framing(german))[2]
        .text_content()
        .startswith(
            "Invasion (3.3). In der Stimme von: Verfasser des Artikels."
            " Es könnte auch heißen: Vorstoß oder Einmarsch. "
        )
    )


def test_what_is_known_is_numbered_and_what_is_not_is_listed(kursk: Case) -> None:
    known = lists.known(kursk)
    assert known._repr_html_().startswith("<ol")
    assert len(lines(known)) == len(kursk.article.known)
    assert lines(known)[1].xpath("./a/text()") == ["www.news.at"]
    assert lines(known)[0].xpath("./a") == []
    assert [line.text for line in lines(lists.not_known(kursk))] == [
        text["en"] for text in kursk.article.unknown
    ]


def test_text_stays_text(kursk: Case) -> None:
    row = kursk.coverage[0].model_copy(update={"wording": "<b>x</b>", "claim": "c"})
    shown = lists.wordings(replace(kursk, coverage=(row,)), "c")._repr_html_()
    assert "<b>" not in shown


@pytest.mark.parametrize("make", [lists.credit, lists.framing, lists.known, lists.not_known])
def test_a_list_without_its_case_says_what_to_write(make: object) -> None:
    with pytest.raises(TypeError, match="give the case first"):
        make("kursk-2024")  # type: ignore[operator]


def test_the_line_to_pass_on_is_that_of_the_licence(kursk: Case, asem: Case) -> None:
    (line,) = lines(lists.credit(asem))
    assert "by the Wikinews authors" in line.text_content()
    assert line.xpath("./span/@lang") == ["de", "de"]
    (quoted,) = lines(lists.credit(kursk))
    assert quoted.text_content() == kursk.article.rights["en"]

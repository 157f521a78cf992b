"""The rules find who says what in the forms that German has for it, and nothing elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.begin.test_segment import GERMAN, ODD
from whosays.begin.propose import Proposal, proposed
from whosays.begin.propose.contents import said_moods
from whosays.begin.segment import sentences

pytest.importorskip("HanTa")

# Text: form, content, cue, source (as quoted), mood of its first verb.
FOUND: dict[str, tuple[str, str, str, str, str]] = {
    "Die Sprecherin sagte, dass das Bad geschlossen bleibe.": (
        "indirect",
        "dass das Bad geschlossen bleibe",
        "sagte",
        "Die Sprecherin",
        "konj1",
    ),
    "Der Minister erklärte, die Stadt habe kein Geld.": (
        "indirect",
        "die Stadt habe kein Geld",
        "erklärte",
        "Der Minister",
        "konj1",
    ),
    "Das Bad bleibe geschlossen, teilte die Stadt am Freitag mit.": (
        "indirect",
        "Das Bad bleibe geschlossen",
        "teilte … mit",
        "die Stadt",
        "konj1",
    ),
    "„Wir schließen das Bad“, sagte Anna Klein.": (
        "direct",
        "„Wir schließen das Bad“",
        "sagte",
        "Anna Klein",
        "indicative",
    ),
    "Anna Klein sagte: „Wir schließen das Bad. Es ist zu teuer.“": (
        "direct",
        "„Wir schließen das Bad. Es ist zu teuer.“",
        "sagte",
        "Anna Klein",
        "indicative",
    ),
    "Laut Polizei kamen 300 Menschen.": (
        "indirect",
        "kamen 300 Menschen",
        "Laut",
        "Polizei",
        "indicative",
    ),
    "Nach Angaben der Polizei kamen 300 Menschen.": (
        "indirect",
        "kamen 300 Menschen",
        "Nach Angaben",
        "der Polizei",
        "indicative",
    ),
    "Das Bad kostet der Stadt zufolge zu viel.": (
        "indirect",
        "Das Bad kostet … zu viel",
        "zufolge",
        "der Stadt",
        "indicative",
    ),
    "Wie die Stadt mitteilte, bleibt das Bad geschlossen.": (
        "indirect",
        "bleibt das Bad geschlossen",
        "mitteilte",
        "die Stadt",
        "indicative",
    ),
    "Das Bad bleibt geschlossen, so der Bürgermeister.": (
        "indirect",
        "Das Bad bleibt geschlossen",
        "so",
        "der Bürgermeister",
        "indicative",
    ),
    "Die Opposition forderte, das Bad zu öffnen.": (
        "indirect",
        "das Bad zu öffnen",
        "forderte",
        "Die Opposition",
        "none",
    ),
    "Der Mann soll das Bad angezündet haben.": (
        "free_indirect",
        "Der Mann soll das Bad angezündet haben",
        "soll",
        "",
        "indicative",
    ),
    "Die Stadt geht davon aus, dass die Gäste ausbleiben.": (
        "indirect",
        "dass die Gäste ausbleiben",
        "geht … aus",
        "Die Stadt",
        "indicative",
    ),
    "Der Fahrer, der verletzt wurde, sagte, er habe nichts gesehen.": (
        "indirect",
        "er habe nichts gesehen",
        "sagte",
        "Der Fahrer",
        "konj1",
    ),
    "Sie sagten, sie hätten nichts gewusst.": (
        "indirect",
        "sie hätten nichts gewusst",
        "sagten",
        "Sie",
        "konj2_substitute",
    ),
    "Das sei nicht geplant, heißt es.": ("indirect", "Das sei nicht geplant", "heißt", "", "konj1"),
}

SILENT = [
    "Das Bad stammt aus dem Jahr 1974.",
    "Die Zeitung „Der Spiegel“ erscheint in Hamburg.",
    "Es liegt am Fluss, der im Sommer austrocknet.",
    "Nach dem Spiel gingen die Gäste nach Hause.",
    "Das Bad wurde gebaut, um den Kindern zu helfen.",
]


def found(text: str) -> list[Proposal]:
    return proposed(text, sentences(text))


def words(text: str, one: Proposal) -> tuple[str, str, str, str, str]:
    moods = said_moods(one)
    return (
        one.form.value,
        " … ".join(span.text(text) for span in one.content),
        " … ".join(_runs(text, one)),
        text[one.mention[0].start : one.mention[-1].end] if one.mention else "",
        moods[0].value if moods else "none",
    )


def _runs(text: str, one: Proposal) -> list[str]:
    runs: list[list[int]] = []
    for token in one.cue:
        if runs and token.start - runs[-1][1] <= 1:
            runs[-1][1] = token.end
        else:
            runs.append([token.start, token.end])
    return [text[start:end] for start, end in runs]


@pytest.mark.parametrize("text", FOUND)
def test_a_sentence_that_tells_somebodys_words_is_told_apart(text: str) -> None:
    top = [one for one in found(text) if one.parent is None]
    assert [words(text, one) for one in top] == [FOUND[text]]


@pytest.mark.parametrize("text", SILENT)
def test_in_a_sentence_in_the_authors_voice_nothing_is_found(text: str) -> None:
    assert found(text) == []


def test_konjunktiv_carries_a_voice_on() -> None:
    text = "Die Stadt teilte mit, das Bad sei zu. Es sei zu alt. Auch fehle Geld. Die Gäste gingen."
    first, second = found(text)
    assert (second.form, second.continues) == ("indirect_free_indirect", first)
    assert [span.text(text) for span in second.content] == ["Es sei zu alt", "Auch fehle Geld"]
    assert second.mention == first.mention


def test_words_in_marks_within_an_indirect_content_are_in_it() -> None:
    text = (
        "Der Minister sagte, das Bad sei „in einem sehr schlechten Zustand“ und werde geschlossen."
    )
    outer, inner = found(text)
    assert (outer.form, inner.form, inner.parent) == ("indirect", "direct", outer)
    assert [span.text(text) for span in inner.content] == ["„in einem sehr schlechten Zustand“"]


@settings(max_examples=60)
@given(
    ODD
    | st.lists(
        st.sampled_from([*FOUND, *SILENT, *(part for case in GERMAN.values() for part in case)])
    ).map(" ".join)
)
def test_every_proposal_lies_in_the_text_and_in_order(text: str) -> None:
    paragraphs = sentences(text)
    spans = [span for paragraph in paragraphs for span in paragraph]
    for one in proposed(text, paragraphs):
        places = [(token.start, token.end) for token in (*one.cue, *one.mention)]
        for start, end in [*((s.start, s.end) for s in one.content), *places]:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
            assert any(start < span.end and span.start < end for span in spans)
        assert list(one.content) == sorted(one.content)
        assert one.continues is not one

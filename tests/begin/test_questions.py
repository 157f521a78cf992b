"""What a program asks about an annotation: every key is what the annotation says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ASEM, KURSK, SEEDS, case_in
from tests.made_cases import folders, read_made
from whosays import Case, read_case
from whosays.begin.questions import BANK, _kebab, bank_of, generated
from whosays.case.annotation import Attribution
from whosays.case.case import AUTHOR
from whosays.case.checks.items import check_item
from whosays.case.items import Bank
from whosays.case.items.classify import Classify
from whosays.case.items.mark import Mark
from whosays.case.items.single import Single
from whosays.case.spans import Span
from whosays.errors import CallError, Report
from whosays.views.questions import sentences_of, view
from whosays.widgets import quiz
from whosays.words.language import Words
from whosays.words.numbers import conventions

READINGS = [
    (folder, lang, is_sure)
    for folder in SEEDS
    for lang in ("en", "de")
    for is_sure in (False, True)
]
"""Each case, for readers of each language, and as if nobody had called anything open."""


@pytest.fixture(
    scope="module",
    params=READINGS,
    ids=lambda each: f"{each[0].name}-{each[1]}{'-sure' * each[2]}",
)
def case(request: pytest.FixtureRequest) -> Case:
    folder, lang, is_sure = request.param
    read = read_case(folder, lang)
    return without_doubts(read) if is_sure else read


def without_doubts(case: Case) -> Case:
    sure = {
        name: [
            entry.model_copy(update={"rationale": None}) for entry in getattr(case.annotation, name)
        ]
        for name in ("sources", "attributions", "author_voice")
    }
    return replace(case, annotation=case.annotation.model_copy(update=sure))


@pytest.fixture(scope="module")
def bank(case: Case) -> Bank:
    made = generated(case)
    assert made is not None
    return made


def of(bank: Bank, aim: str) -> Iterator[Any]:
    return (item for item in bank.items if item.aim == aim)


def entry(case: Case, item: Single) -> Any:
    """The entry that a question on a voice is made from."""
    name = item.id.removeprefix(f"{case.id}-who-")
    return case.utterance(name)


def overlap(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def right(item: Single) -> str:
    return next(option.id for option in item.options if option.correct)


def test_whose_it_is_is_the_source_of_the_annotation(case: Case, bank: Bank) -> None:
    for item in of(bank, "who"):
        said = case.speaker(entry(case, item).id)
        assert option_of(said.id) == right(item)


def option_of(source: str) -> str:
    """The id of an answer, which is no other than that of the source."""
    return _kebab(source)


def test_it_could_be_nobody_elses(case: Case, bank: Bank) -> None:
    """No other answer has a word of what is asked for, as the annotation has it."""
    for item in of(bank, "who"):
        asked = entry(case, item)
        if not isinstance(asked, Attribution):
            reported = {name for a in case.annotation.attributions for name in a.sentence}
            assert reported.isdisjoint(asked.sentence)
            continue
        place = case.spans[asked.id, "content"]
        for other in case.annotation.attributions:
            if other.source != asked.source and overlap(place, case.spans[other.id, "content"]):
                assert option_of(other.source) not in {option.id for option in item.options}
                assert other.source in case.chain(asked)
        for voice in case.annotation.author_voice:
            assert not overlap(place, case.spans[voice.id, "quote"])


def test_the_words_asked_about_stand_in_the_passage(case: Case, bank: Bank) -> None:
    for item in of(bank, "who"):
        shown = view(item, sentences_of(case, [item]), case.words, case.article.language)["passage"]
        texts = [" ".join(p["text"] for p in shown[n]) for n in ("text", "translation")]
        asked = item.prompt[case.lang]
        words = asked[asked.index(": ") + 3 : -2].removesuffix(" …")
        parts = [without_marks(part) for part in words.split(" … ")]
        assert any(all(part in without_marks(text) for part in parts) for text in texts), asked


MARKS = str.maketrans("", "", "\"'“”„«»\u2018\u2019\u201a")


def without_marks(words: str) -> str:
    return words.translate(MARKS)


def test_the_cues_of_a_sentence_are_all_its_cues(case: Case, bank: Bank) -> None:
    for item in of(bank, "cue"):
        (name,) = item.passage.sentences
        cues = {
            " ".join(span.text(case.text).split())
            for a in case.annotation.attributions
            if name in a.sentence
            for span in case.spans.get((a.id, "cue"), ())
        }
        assert isinstance(item, Mark)
        assert {target.quote for target in item.targets} == cues


@pytest.mark.parametrize(("aim", "field"), [("form", "stwr"), ("mood", "mood")])
def test_statements_are_in_the_category_of_the_annotation(
    case: Case, bank: Bank, aim: str, field: str
) -> None:
    for item in of(bank, aim):
        assert isinstance(item, Classify)
        for statement in item.statements:
            assert statement.category == getattr(case.attributions[statement.id], field)


def test_nothing_is_asked_that_careful_people_could_answer_differently(
    case: Case, bank: Bank
) -> None:
    for item in of(bank, "who"):
        asked = entry(case, item)
        assert asked.rationale is None
        assert right(item) == AUTHOR or case.speaker(asked.id).rationale is None
    for item in of(bank, "cue"):
        (name,) = item.passage.sentences
        here = [a for a in case.annotation.attributions if name in a.sentence]
        assert not any(a.rationale for a in here)
    for aim in ("form", "mood"):
        for item in of(bank, aim):
            assert not any(case.attributions[each.id].rationale for each in item.statements)


def test_every_question_has_answers_to_choose_from_and_reasons(case: Case, bank: Bank) -> None:
    for item in of(bank, "who"):
        assert 3 <= len(item.options) <= 4
        texts = [option.text[case.lang] for option in item.options]
        assert len(set(texts)) == len(texts)
        assert AUTHOR in {option.id for option in item.options}
        assert all(option.feedback for option in item.options)
        assert any(option.words for option in item.options) == (right(item) != AUTHOR)


def test_the_questions_would_pass_as_written_ones(case: Case, bank: Bank) -> None:
    report = Report("generated")
    for item in bank.items:
        check_item(case, item, report)
    assert report.problems == []
    own = {item.id for each in case.quizzes.values() for item in each.items}
    assert own.isdisjoint(item.id for item in bank.items)
    assert all(item.id.startswith(f"{case.id}-") for item in bank.items)
    assert quiz(case, BANK).fallback()


def test_the_bank_says_what_it_is_and_is_the_same_each_time(case: Case, bank: Bank) -> None:
    assert bank.generated
    assert generated(case) == bank
    assert "program" in quiz(case, BANK, "who").title.lower()


def test_the_cases_of_the_book_have_questions_enough(case: Case, bank: Bank) -> None:
    """So that what holds for all of them holds for some."""
    least = {"who": 4, "form": 1} | ({"cue": 2} if case.lang == "de" else {})
    assert {aim: len([*of(bank, aim)]) >= count for aim, count in least.items()} == dict.fromkeys(
        least, True
    )


def test_a_bank_of_the_authors_own_with_this_name_comes_first(case: Case, bank: Bank) -> None:
    own = next(iter(case.quizzes.values()))
    assert bank_of(case, own.id) is own
    assert bank_of(case, BANK) == bank
    with pytest.raises(CallError, match="no item bank 'generate'"):
        bank_of(case, "generate")


@given(st.data())
@settings(max_examples=12)
def test_of_any_case_what_is_asked_can_be_shown(data: st.DataObject) -> None:
    case = read_made(data.draw(folders()))
    made = generated(case)
    if made is not None:
        report = Report("generated")
        for item in made.items:
            check_item(case, item, report)
        assert report.problems == []
        assert quiz(case, BANK).fallback()


def asked(case: Case) -> set[str]:
    made = generated(case)
    assert made is not None
    return {item.id for item in made.items}


def test_what_the_author_shares_is_not_asked_about(asem: Case) -> None:
    assert "asem-2007-who-a13" in asked(asem)
    shared = {**asem.spans, ("v01", "quote"): asem.spans["a13", "content"]}
    assert "asem-2007-who-a13" not in asked(replace(asem, spans=shared))


def options_of(case: Case, name: str) -> list[Any]:
    made = generated(case)
    assert made is not None
    return next(item.options for item in made.items if item.id == f"{case.id}-who-{name}")  # type: ignore[attr-defined]


def test_where_only_the_verb_says_that_a_report_goes_on_one_is_told_to_look_at_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a07 the content is „Es handle sich um souveräne Staaten“."""
    german = case_in(KURSK, "de")
    for option in options_of(german, "a07"):
        assert ("Die Form" in option.feedback["de"]) == (option.id == AUTHOR)
        assert ("zeigt die Form" in option.feedback["de"]) == bool(option.correct)
    monkeypatch.setitem(conventions("de"), "reportive_forms", ["handle"])
    looks = [[each.quote for each in option.words] for option in options_of(german, "a07")]
    assert all(look[-1] == "handle" for look in looks)
    in_english = options_of(case_in(KURSK, "en"), "a07")
    assert "form" not in " ".join(option.feedback["en"] for option in in_english)


def test_a_cue_question_asks_for_words_and_not_for_the_form_of_a_verb() -> None:
    for lang, outright in (("de", "ausdrücklich"), ("en", "outright")):
        assert outright in Words(lang).of("asked")["cue"]
    assert "keine Verbform" in Words("de").of("asked")["cue"]


def test_quoted_words_bring_no_quotation_marks_of_their_own(case: Case, bank: Bank) -> None:
    shown = [option for item in of(bank, "who") for option in item.options]
    shown += [
        each for aim in ("form", "mood") for item in of(bank, aim) for each in item.statements
    ]
    quoted = [words.quote for each in shown for words in each.words]
    quoted += [each.quote for item in of(bank, "cue") for each in (*item.targets, *item.decoys)]
    assert [words for words in quoted if words.strip('"“”„«»') != words] == []
    prompts = [item.prompt[case.lang] for item in of(bank, "who")]
    assert [text for text in prompts if sum(map(text.count, '"“”„«»')) != 2] == []


def test_a_cue_that_its_sentence_does_not_show_is_not_asked_for() -> None:
    german = case_in(ASEM, "de")
    assert "asem-2007-cue-p4s4" in asked(german)
    elsewhere = {**german.spans, ("a23", "cue"): german.spans["a01", "cue"]}
    assert "asem-2007-cue-p4s4" not in asked(replace(german, spans=elsewhere))


def test_a_case_without_voices_asks_nothing(kursk: Case) -> None:
    nobody = kursk.annotation.model_copy(update={"attributions": [], "author_voice": []})
    empty = replace(kursk, annotation=nobody)
    assert generated(empty) is None
    with pytest.raises(CallError, match="no item bank"):
        quiz(empty, BANK)

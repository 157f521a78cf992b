"""A broken case gets one clear message: file, line or entry, field, remedy."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import KURSK, Edit, problems_of
from whosays import Case, CaseError, read_case
from whosays.case.spans import Span
from whosays.cli import main
from whosays.errors import CallError

GIVEN_SHA256 = "20d2a314e62f08a0afa8315224d44811d8046777df98bdf9d99c4c0008e37706"


def test_the_article_is_the_given_text_byte_for_byte() -> None:
    assert hashlib.sha256((KURSK / "article.txt").read_bytes()).hexdigest() == GIVEN_SHA256


def test_sentences_cover_the_whole_text_in_order(kursk: Case) -> None:
    at = len(kursk.article.preamble)
    for sentence in kursk.sentences.values():
        assert kursk.text[at : sentence.span.start].strip() == ""
        assert sentence.span.text(kursk.text) == sentence.text
        at = sentence.span.end
    assert kursk.text[at:].strip() == ""


def test_every_span_lies_in_its_sentence_and_says_what_was_quoted(kursk: Case) -> None:
    for attribution in kursk.annotation.attributions:
        quotes = [quote.quote for quote in attribution.content]
        spans = kursk.spans[attribution.id, "content"]
        assert [span.text(kursk.text) for span in spans] == quotes
        sentence = kursk.sentence(attribution.sentence[0]).span
        assert all(sentence.start <= span.start < span.end <= sentence.end for span in spans)


def test_a_chain_begins_with_the_author_and_ends_with_the_source(kursk: Case) -> None:
    nested = kursk.attributions["a09"]
    assert kursk.chain(nested) == ("author", "russian_state_media", "putin")


def test_a_case_is_found_by_its_name_from_a_folder_below(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(KURSK / "quizzes")
    assert read_case("kursk-2024").id == "kursk-2024"


def test_a_case_that_is_not_there_is_answered_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(KURSK / "quizzes")
    with pytest.raises(CaseError, match=r"There are: .*kursk-2024"):
        read_case("kursk2024")


def test_a_case_is_read_for_readers_of_a_language(kursk: Case) -> None:
    german = read_case(KURSK, lang="de")
    assert (kursk.lang, german.lang) == ("en", "de")
    assert german.said({"en": "who", "de": "wer"}) == "wer"
    assert german.words.number(12000) == "12.000"


def test_a_language_that_nothing_is_written_in_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no language 'fr'; there are: en, de") as error:
        read_case(KURSK, lang="fr")
    assert isinstance(error.value, CallError)


def test_a_sentence_that_is_not_there_is_named_with_those_that_are(kursk: Case) -> None:
    with pytest.raises(KeyError, match=r"p99s1.*p1s1"):
        kursk.sentence("p99s1")


@pytest.mark.parametrize(
    "name", ["article.txt", "article.yml", "annotation.yml", "estimates.csv", "coverage.csv"]
)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (problem,) = problems_of(folder)
    assert problem.file == name
    assert "missing" in problem.problem


def test_a_wrong_encoding_is_named_with_its_line(folder: Path) -> None:
    path = folder / "estimates.csv"
    wrong = path.read_text(encoding="utf-8").encode("cp1252", "replace")
    path.write_bytes(wrong)
    first = next(n for n, line in enumerate(wrong.splitlines(), 1) if not line.isascii())
    (problem,) = problems_of(folder)
    assert (problem.file, problem.line) == ("estimates.csv", first)
    assert "UTF-8" in problem.remedy


def test_a_changed_article_is_noticed(folder: Path, edit: Edit) -> None:
    edit("article.txt", "3.000 Soldaten", "4.000 Soldaten")
    (problem,) = problems_of(folder)
    assert (problem.file, problem.field) == ("article.txt", "sha256")


BROKEN = {
    "YAML that does not parse": (
        ("annotation.yml", "    source: putin\n", "    source: [putin\n"),
        ("annotation.yml", None, None),
    ),
    "the same key twice": (
        ("annotation.yml", "    source: putin\n", "    source: putin\n    source: putin\n"),
        ("annotation.yml", None, None),
    ),
    "an alias": (
        ("annotation.yml", "    source: putin\n", "    source: *putin\n"),
        ("annotation.yml", None, None),
    ),
    "an unknown source": (
        ("annotation.yml", "    source: putin\n", "    source: poutine\n"),
        ("annotation.yml", "a01", "source"),
    ),
    "an unknown field": (
        ("annotation.yml", "    source: putin\n", "    source: putin\n    truth: no\n"),
        ("annotation.yml", "a01", "truth"),
    ),
    "a missing field": (
        ("annotation.yml", "    stwr: reported\n", ""),
        ("annotation.yml", "a01", "stwr"),
    ),
    "a value outside the vocabulary": (
        ("annotation.yml", "    mood: none\n", "    mood: konjunktiv\n"),
        ("annotation.yml", "a01", "mood"),
    ),
    "a quotation that is not found": (
        ("annotation.yml", "    cue: verwiesen\n", "    cue: hingewiesen\n"),
        ("annotation.yml", "a03", "cue"),
    ),
    "a quotation that cuts a word": (
        ("annotation.yml", "    cue: verwiesen\n", "    cue: verwies\n"),
        ("annotation.yml", "a03", "cue"),
    ),
    "a quotation that stands twice": (
        ("annotation.yml", "{quote: mit, nth: 2}", "mit"),
        ("annotation.yml", "a29", "cue"),
    ),
    "parts of a quotation in the wrong order": (
        ("annotation.yml", "cue: [hatte, nicht bestritten]", "cue: [nicht bestritten, hatte]"),
        ("annotation.yml", "a01", "cue"),
    ),
    "a sentence that is left out": (
        ("annotation.yml", "text: Es handle sich um", "text: Es handelt sich um"),
        ("annotation.yml", "p2s2", "text"),
    ),
    "a sentence id out of place": (
        ("annotation.yml", "id: p2s2", "id: p2s3"),
        ("annotation.yml", "p2s3", "id"),
    ),
    "a text without English": (
        ("annotation.yml", "name: {en: German Foreign Office, ", "name: {"),
        ("annotation.yml", "foreign_office", "name"),
    ),
    "a text with a comma outside quotation marks": (
        ("annotation.yml", "{en: 'The same arrival, with the day.'}", "{en: The arrival, with it}"),
        ("annotation.yml", "r05", "rationale"),
    ),
    "a figure that the words do not give": (
        ("annotation.yml", "value: 12000,", "value: 1200,"),
        ("annotation.yml", "c28", "quantity"),
    ),
    "a bound without its figure": (
        ("annotation.yml", "value: 12000, bound: approx", "value: 12000, bound: at_least"),
        ("annotation.yml", "c28", "quantity"),
    ),
    "a day that is no Friday": (
        ("annotation.yml", "date: 2024-10-25", "date: 2024-10-26"),
        ("annotation.yml", "a16", "said_on"),
    ),
    "a date that does not exist": (
        ("annotation.yml", "date: 2024-10-25", "date: 2024-10-32"),
        ("annotation.yml", "a16", "said_on.date"),
    ),
    "a circle of parents": (
        (
            "annotation.yml",
            "    mood: none\n",
            "    mood: none\n    parent: a02\n",
        ),
        ("annotation.yml", "a01", "parent"),
    ),
    "a continuation with another source": (
        ("annotation.yml", "    continues: a06\n", "    continues: a04\n"),
        ("annotation.yml", "a07", "continues"),
    ),
    "a holder that does not utter the claim": (
        ("annotation.yml", "{holder: kyiv, value: CT+}", "{holder: hur, value: CT+}"),
        ("annotation.yml", "c35", "factuality"),
    ),
    "a claim that names no attribution": (
        ("annotation.yml", "uttered_by: [a06]", "uttered_by: [a66]"),
        ("annotation.yml", "c06", "uttered_by"),
    ),
    "a relation to a claim that is not there": (
        ("annotation.yml", "    to_claim: c28\n", "    to_claim: c88\n"),
        ("annotation.yml", "r01", "to_claim"),
    ),
    "a highlight that is not in the translation": (
        ("annotation.yml", "{en: {cue: had referred,", "{en: {cue: referred us,"),
        ("annotation.yml", "a03", "translated"),
    ),
    "a number that is no number": (
        ("estimates.csv", ",,,10000,exact,", ",,,ten thousand,exact,"),
        ("estimates.csv", "e02", "point"),
    ),
    "a number that is not finite": (
        ("estimates.csv", ",,,10000,exact,", ",,,inf,exact,"),
        ("estimates.csv", "e02", None),
    ),
    "a row with a cell too many": (
        ("estimates.csv", ",Peskov,", ",Peskov,,"),
        ("estimates.csv", "e01", None),
    ),
    "an id that stands twice": (
        ("estimates.csv", "\ne02,", "\ne01,"),
        ("estimates.csv", "e01", "id"),
    ),
    "a missing column": (
        ("coverage.csv", "outlet,language", "language"),
        ("coverage.csv", None, "outlet"),
    ),
    "a link that is no link": (
        ("coverage.csv", "https://www.br.de/", "www.br.de/"),
        ("coverage.csv", "w01", "url"),
    ),
    "a quiz with a field that is not known": (
        (
            "quizzes/welcome.yml",
            "        words: [had findings on, by contrast]\n",
            "        x: y\n",
        ),
        ("quizzes/welcome.yml", "need-not", "x"),
    ),
    "a quiz that quotes what is not there": (
        ("quizzes/welcome.yml", "[had findings on, by contrast]", "[had no idea]"),
        ("quizzes/welcome.yml", "welcome-two-numbers", None),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_message_says_where_and_what(folder: Path, edit: Edit, name: str) -> None:
    change, (file, entry, field) = BROKEN[name]
    edit(*change)
    problem, *more = problems_of(folder)
    assert (problem.file, problem.entry) == (file, entry)
    if field is not None:
        assert problem.field == field
    assert problem.entry or problem.line or problem.field
    assert problem.problem.endswith(".")
    assert problem.remedy.endswith(".")
    assert not more


@pytest.mark.parametrize("name", BROKEN)
def test_the_command_says_the_same_without_a_traceback(folder: Path, edit: Edit, name: str) -> None:
    change, (file, _, _) = BROKEN[name]
    edit(*change)
    result = CliRunner().invoke(main, ["check", str(folder)])
    assert result.exit_code == 1
    assert result.stderr.startswith(file)
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output


def test_crlf_emoji_and_combining_characters_keep_their_places(folder: Path) -> None:
    path = folder / "article.txt"
    text = path.read_bytes().decode("utf-8")
    odd = text.replace("\n", "\r\n").replace("Es handle sich", "🙂 Es hande\u0301le sich")
    path.write_bytes(odd.encode("utf-8"))
    for name, old, new in (
        ("article.yml", GIVEN_SHA256, hashlib.sha256(odd.encode("utf-8")).hexdigest()),
        ("annotation.yml", "text: Es handle sich", "text: 🙂 Es hande\u0301le sich"),
        ("annotation.yml", "content: Es handle sich", "content: Es hande\u0301le sich"),
    ):
        file = folder / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    case = read_case(folder)
    (span,) = case.spans["a07", "content"]
    assert case.text[span.start : span.end] == "Es hande\u0301le sich um souveräne Staaten"
    assert case.sentence("p2s2").text.startswith("🙂")
    assert isinstance(span, Span)

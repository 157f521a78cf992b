"""A case has what its level needs: no more is asked for, and everything works with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.conftest import ASEM, problems_of
from tests.levels import for_german_readers, reduced, rewrite
from whosays import Case, Downloads, lists, passage, pictures, read_case
from whosays.begin.questions import BANK
from whosays.case.checks.unfinished import TO_BE_WRITTEN
from whosays.case.vocabulary import Level, VoiceFunction
from whosays.cli import main
from whosays.edition import missing
from whosays.errors import CallError
from whosays.export.collection import collection
from whosays.export.files import export_case
from whosays.export.platforms import PLATFORMS, files
from whosays.tables.frames import TABLES
from whosays.views.guidelines import GuidelineTable
from whosays.views.lessons import lessons
from whosays.widgets import (
    annotator,
    axis_exercise,
    chart_lab,
    dispute_board,
    quiz,
    reader,
    results,
    wipe,
)

GERMAN = "german"
EVERY = [*Level, GERMAN]


def made(place: Path, kind: str) -> Path:
    """The free case of the book at a level, or without a word of English."""
    level = Level.READING if kind == GERMAN else Level(kind)
    folder = reduced(ASEM, place, level)
    return for_german_readers(folder) if kind == GERMAN else folder


@pytest.fixture(scope="module", params=EVERY)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return read_case(made(tmp_path_factory.mktemp(request.param), request.param))


def found_in(folder: Path) -> set[tuple[str, str | None, str]]:
    return {(p.file, p.field, p.problem) for p in problems_of(folder)}


# --- what is asked for ---


@pytest.mark.parametrize("kind", EVERY)
def test_no_more_is_asked_for_than_the_level_needs(tmp_path: Path, kind: str) -> None:
    result = CliRunner().invoke(main, ["check", str(made(tmp_path, kind))])
    assert result.exit_code == 0, result.output
    assert result.output.endswith("Nothing to mend.\n")


def test_a_higher_level_asks_for_what_it_needs(tmp_path: Path) -> None:
    folder = reduced(ASEM, tmp_path, Level.READING)

    def declare(level: Level) -> None:
        rewrite(folder / "article.yml", lambda data: {**data, "level": level.value})

    declare(Level.FIGURES)
    gone = "the file is missing."
    assert found_in(folder) == {("estimates.csv", None, gone), ("coverage.csv", None, gone)}
    declare(Level.CLAIMS)
    assert found_in(folder) == {
        *(("annotation.yml", name, "this field is missing.") for name in ("claims", "relations")),
        ("annotation.yml", "framing", "this field is missing."),
        *(("article.yml", name, "this field is missing.") for name in ("known", "unknown")),
    }
    empty: dict[str, list[Any]] = {"claims": [], "relations": [], "framing": []}
    rewrite(folder / "annotation.yml", lambda data: {**data, **empty})
    rewrite(folder / "article.yml", lambda data: {**data, "known": [], "unknown": []})
    case = read_case_at_reading(folder)
    asked = {p.entry for p in problems_of(folder)}
    contrasts = {v.id for v in case.voices.values() if v.function is VoiceFunction.CONTRAST}
    assert asked == {*case.attributions, *case.voices} - contrasts


def read_case_at_reading(folder: Path) -> Case:
    """The same case read as one that is only to be read; it is left as it was."""
    path = folder / "article.yml"
    before = path.read_bytes()
    rewrite(path, lambda data: {**data, "level": Level.READING.value})
    case = read_case(folder)
    path.write_bytes(before)
    return case


def test_a_level_that_there_is_not_is_told_with_those_there_are(tmp_path: Path) -> None:
    folder = reduced(ASEM, tmp_path, Level.READING)
    rewrite(folder / "article.yml", lambda data: {**data, "level": "everything"})
    (problem,) = problems_of(folder)
    assert (problem.file, problem.field) == ("article.yml", "level")
    assert "'reading', 'claims' or 'figures'" in problem.problem


def test_without_a_word_on_it_everything_is_asked_for(tmp_path: Path) -> None:
    folder = reduced(ASEM, tmp_path, Level.READING)
    rewrite(folder / "article.yml", lambda data: {n: data[n] for n in data if n != "level"})
    assert {p.file for p in problems_of(folder)} == {"estimates.csv", "coverage.csv"}


def test_what_is_there_has_to_be_sound_at_every_level(tmp_path: Path) -> None:
    folder = reduced(ASEM, tmp_path, Level.CLAIMS)
    rewrite(folder / "article.yml", lambda data: {**data, "level": "reading"})
    read_case(folder)
    path = folder / "annotation.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("from_claim: c", "from_claim: cc", 1), encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.field == "from_claim"


# --- the language of its readers ---


def test_texts_have_to_be_in_the_readers_language(tmp_path: Path) -> None:
    folder = reduced(ASEM, tmp_path, Level.READING)
    rewrite(folder / "article.yml", lambda data: {**data, "readers": "fr", "title": {"fr": "Oui"}})
    asked = problems_of(folder)
    assert {p.problem for p in asked} == {"the readers' language (fr:) is missing."}
    assert {p.remedy for p in asked} == {"Write at least fr: …."}
    assert ("article.yml", "rights") in {(p.file, p.field) for p in asked}


def test_a_sentence_in_another_language_than_the_readers_needs_a_translation(
    tmp_path: Path,
) -> None:
    folder = made(tmp_path, GERMAN)
    rewrite(folder / "article.yml", lambda data: {**data, "language": "fr"})
    asked = problems_of(folder)
    assert {p.problem for p in asked} == {"it has no German translation."}
    assert {p.remedy for p in asked} == {"Add it under translation: {de: …}."}


def test_who_reads_the_articles_language_gets_it_once(tmp_path: Path) -> None:
    case = read_case(made(tmp_path, GERMAN))
    assert case.lang == "de"
    assert reader(case).reading["languages"] == ["de"]
    sentence = case.sentence("1.2").text
    assert passage(case, "1.2")._repr_html_().count(sentence) == 1
    for widget in (reader(case), annotator(case), quiz(case, BANK)):
        shown = widget.fallback()
        assert 'lang="en"' not in shown
        assert "Übersetzung" not in shown
    assert [len(task["texts"]) for task in annotator(case).tasks] == [1] * len(case.sentences)
    assert all(item["passage"]["translation"] == [] for item in quiz(case, BANK).items)
    assert set(TABLES["sentences"](case)["translation"]) == {""}


def test_an_edition_for_others_lacks_every_text(tmp_path: Path) -> None:
    case = read_case(made(tmp_path, GERMAN))
    assert missing(case, "de") == []
    lacks = {(each.file, each.field) for each in missing(case, "en")}
    assert ("article.yml", "title") in lacks
    assert ("annotation.yml", "name") in lacks


# --- everything works ---


def test_what_shows_a_text_shows_it(case: Case) -> None:
    shown = [reader(case), annotator(case), quiz(case, BANK), results(case)]
    for widget in shown:
        assert "undefined" not in widget.fallback()
        assert widget._repr_mimebundle_()
    assert lists.credit(case)._repr_html_()
    assert pictures.voices(case)._repr_html_()
    assert pictures.chains(case)._repr_html_()
    assert GuidelineTable(case, "stwr")._repr_html_()
    for table in TABLES.values():
        assert table(case) is not None


@pytest.mark.parametrize("make", [wipe, dispute_board, chart_lab, axis_exercise])
def test_what_needs_more_shows_it_or_says_so_in_a_line(case: Case, make: Any) -> None:
    given = [case, "1.1"] if make is wipe else [case]
    has = {
        wipe: any(a.bare for a in case.annotation.attributions),
        dispute_board: bool(case.disputes.questions),
    }
    if has.get(make, False):
        assert "undefined" not in make(*given).fallback()
        return
    with pytest.raises(CallError) as error:
        make(*given)
    assert "\n" not in str(error.value)


def test_every_export_is_written(case: Case, tmp_path: Path) -> None:
    written = export_case(case, tmp_path / "out")
    assert {path.name for path in written} >= {"annotation.jsonld", "datapackage.json"}
    assert Downloads(case)._repr_html_()


def test_its_questions_go_to_every_platform(tmp_path: Path) -> None:
    """From a book whose lesson a program has made."""
    place = tmp_path / "seeds"
    place.mkdir()
    case = read_case(made(place, GERMAN))
    page = tmp_path / "lesson.ipynb"
    result = CliRunner().invoke(main, ["lesson", str(case.folder), "--to", str(page)])
    assert result.exit_code == 0, result.output
    (tmp_path / "_toc.yml").write_text("root: index\nchapters:\n- file: lesson\n", encoding="utf-8")
    chosen = collection(case, lessons(case))
    assert {question.id for question in chosen.questions} == {
        item["id"] for item in quiz(case, BANK).items
    }
    for name in PLATFORMS:
        assert all(files(chosen, [name]).values())


def test_a_claim_that_is_only_begun_is_not_passed_over(tmp_path: Path) -> None:
    folder = reduced(ASEM, tmp_path, Level.CLAIMS)

    def begun(data: Any) -> Any:
        first, *others = data["claims"]
        return {**data, "claims": [{**first, "reason": {"en": TO_BE_WRITTEN}}, *others]}

    rewrite(folder / "article.yml", lambda data: {**data, "level": "reading"})
    rewrite(folder / "annotation.yml", begun)
    (problem,) = problems_of(folder)
    assert problem.field == "reason.en"

"""Another article, in another language, counting other things, is a folder and nothing else.

The faults of the first edition (D1 to D9 of the review) as kinds, on a made-up case.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.conftest import BAC, ROOT, case_in, problems_of
from whosays import Case, passage, read_case, tables
from whosays.begin.scaffold import new_case
from whosays.case.checks.unfinished import TO_BE_WRITTEN
from whosays.case.vocabulary import COUNTED, VOCABULARIES, SourceKind
from whosays.errors import CallError
from whosays.export import jsonld
from whosays.export.files import render
from whosays.tables.frames import TABLES
from whosays.views.guidelines import GuidelineTable
from whosays.widgets import (
    annotator,
    axis_exercise,
    chart_lab,
    dispute_board,
    quiz,
    reader,
    results,
)
from whosays.words import Words
from whosays.words.interface import table as interface_table


@pytest.fixture(scope="module")
def bac() -> Case:
    return case_in(BAC)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAC, tmp_path / "bac-2025"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found_in(folder: Path) -> list[tuple[str, str | None, str | None, bool]]:
    """File, entry and field of each problem, and whether it has a line."""
    return [(p.file, p.entry, p.field, p.line is not None) for p in problems_of(folder)]


def read_again(folder: Path, **without: str) -> Case:
    for name in without.values():
        (folder / name).unlink()
    return read_case(folder)


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_everything_shows(lang: str) -> None:
    case = case_in(BAC, lang=lang)
    widgets = [reader(case), annotator(case), quiz(case, "ferry"), dispute_board(case)]
    widgets += [chart_lab(case), axis_exercise(case), results(case)]
    for widget in widgets:
        assert "undefined" not in widget.fallback()
    for table in TABLES.values():
        assert len(table(case)) > 0
    assert "annotation.jsonld" in render(case)


# --- D1: examples of the guidelines are the case's own ---


@pytest.mark.parametrize("field", [*VOCABULARIES, COUNTED])
def test_a_guideline_shows_an_entry_of_this_case_or_a_dash(bac: Case, field: str) -> None:
    page = BeautifulSoup(GuidelineTable(bac, field)._repr_html_(), "html.parser")
    for row in page.select("tbody tr"):
        value, here = row.code.text, row.find_all(["td", "th"])[2].text
        assert (here == "\N{EN DASH}") == (bac.examples.of(field, value) is None)


def test_a_case_without_examples_has_dashes(copy: Path) -> None:
    case = read_again(copy, examples="examples.yml")
    page = BeautifulSoup(GuidelineTable(case, "stwr")._repr_html_(), "html.parser")
    assert {row.find_all(["td", "th"])[2].text for row in page.select("tbody tr")} == {
        "\N{EN DASH}"
    }


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("authority: town", "authority: putin", "kind.authority", "There are: author, town"),
        ("direct: a02", "direct: c01", "stwr.direct", "There are: a01"),
        ("direct: a02", "direct: a03", "stwr.direct", "stwr is indirect there"),
        ("at_least: c05", "at_least: c01", "bound.at_least", "bound is not given there"),
        ("carried: c04", "sent: c04", "counted", "There are: carried, expected."),
        ("direct: a02", "straight: a02", "stwr", "There are: direct"),
        ("function:", "functions:", "functions", "Did you mean 'function'?"),
    ],
)
def test_an_example_that_is_none_is_reported(
    copy: Path, old: str, new: str, field: str, says: str
) -> None:
    change(copy, "examples.yml", old, new)
    (problem,) = problems_of(copy)
    assert (problem.file, problem.field) == ("examples.yml", field)
    assert problem.line is not None
    assert says in str(problem)


# --- D2: sources and counts of ordinary news ---


def test_sources_of_ordinary_news_have_a_sort(copy: Path) -> None:
    assert {"company", "court", "police", "political_party", "witness"} <= set(SourceKind)
    change(copy, "annotation.yml", "kind: organisation", "kind: political_party")
    change(copy, "examples.yml", "organisation: rive", "political_party: rive")
    assert read_case(copy).sources["rive"].kind is SourceKind.POLITICAL_PARTY


def test_linked_data_says_of_a_company_that_it_is_one(bac: Case) -> None:
    sources = {each["id"]: each["type"] for each in jsonld.to_jsonld(bac)["whosays:sources"]}
    types = {name.rpartition("/")[2]: found[1:] for name, found in sources.items()}
    assert types["bacs"] == ["schema:Corporation"]
    assert types["lea"] == ["schema:Person"]
    assert types["rumour"] == []


def test_a_case_says_itself_what_it_counts(bac: Case) -> None:
    counts = bac.counts
    assert counts.kinds == ("carried", "expected")
    assert counts.planned == {"expected"}
    assert counts.unit == "passengers a day"
    assert counts.headings["carried"] == "Carried by the ferry"
    assert counts.names["carried"] == "carried"
    assert counts.phrase("carried", "valbourg") == "passengers carried, at Valbourg"
    assert counts.phrase("carried", None) == "passengers carried"
    assert counts.phrase(None, "valbourg") == ""


def test_counts_are_in_the_readers_words() -> None:
    assert case_in(BAC, lang="fr").counts.unit == "passagers par jour"
    assert case_in(BAC, lang="de").counts.unit == "passengers a day"


@pytest.mark.parametrize(
    ("file", "old", "new", "entry", "field", "says"),
    [
        ("annotation.yml", "counted: carried", "counted: sent", "c03", "counted", "carried, exp"),
        ("annotation.yml", "region: valbourg", "region: kursk", "c03", "region", "valbourg"),
        ("estimates.csv", "exact,carried", "exact,sent", "e01", "counted", "carried, expected"),
        ("estimates.csv", "carried,valbourg", "carried,kursk", "e01", "region", "valbourg"),
    ],
)
def test_what_is_not_counted_here_is_reported(  # noqa: PLR0913, PLR0917 (a table's columns)
    copy: Path, file: str, old: str, new: str, entry: str, field: str, says: str
) -> None:
    change(copy, file, old, new)
    (problem,) = problems_of(copy)
    assert (problem.file, problem.entry, problem.field) == (file, entry, field)
    assert problem.line is not None
    assert says in problem.remedy


def test_the_line_of_an_estimate_is_told(copy: Path) -> None:
    change(copy, "estimates.csv", "at_least,carried", "at_least,sent")
    (problem,) = problems_of(copy)
    assert problem.line == 3


def test_a_kind_of_count_stands_once(copy: Path) -> None:
    change(copy, "counts.yml", "id: expected", "id: carried")
    (problem,) = problems_of(copy)
    assert (problem.file, problem.problem) == (
        "counts.yml",
        "the kind 'carried' stands 2 times.",
    )


def test_a_case_without_counts_counts_nothing(copy: Path) -> None:
    (copy / "counts.yml").unlink()
    found = problems_of(copy)
    assert {p.field for p in found} == {"counted", "region", COUNTED}
    assert "counts.yml has no kind of count 'carried'." in {p.problem for p in found}
    path = copy / "annotation.yml"
    text = path.read_text(encoding="utf-8").replace(", counted: carried, region: valbourg", "")
    path.write_text(text, encoding="utf-8")
    change(copy, "examples.yml", "counted: {carried: c04}\n", "")
    change(copy, "disputes.yml", "estimate: e03", "coverage: w01")
    header = (copy / "estimates.csv").read_text(encoding="utf-8").splitlines()[0]
    (copy / "estimates.csv").write_text(f"{header}\n", encoding="utf-8")
    case = read_case(copy)
    assert case.counts.kinds == ()
    assert tables.own_figures(case).empty
    assert GuidelineTable(case, COUNTED)._repr_html_()


# --- D3: named is who the text names ---


def test_who_is_named_is_a_choice_and_has_its_name(bac: Case) -> None:
    widget = annotator(bac, paragraphs=["3.2", "3.3"])
    sources = {value["id"]: value["name"] for value in widget.choices[0]["values"]}
    assert sources["marc"] == "Marc Petit"
    assert "rumour" not in sources
    assert [task["gold"][0]["source"] for task in widget.tasks] == ["marc", "nobody"]


# --- D4, D6: figures of the article in the case's own unit, whoever says them ---


def test_the_articles_own_figures_are_those_in_its_unit(bac: Case) -> None:
    own = tables.own_figures(bac).set_index("id")
    assert list(own.index) == ["c03", "c04", "c05"]
    assert own.loc["c03", "source"] == "The author of the article"
    assert own.loc["c03", "wording"].startswith("En 2019")
    assert own.loc["c04", "source"].startswith("Orne Bacs")


def test_figures_in_another_unit_are_on_no_axis_with_them(copy: Path) -> None:
    change(copy, "annotation.yml", "unit: {en: passengers a day}", "unit: {en: dogs a day}")
    assert list(tables.own_figures(read_case(copy))["id"]) == ["c04", "c05"]


def test_the_board_says_what_is_counted_in_the_cases_words(bac: Case) -> None:
    cells = {cell["id"]: cell for cell in dispute_board(bac).questions[0]["cells"]}
    assert cells["bacs"]["counted"] == "passengers carried, at Valbourg"
    assert cells["forecast"]["counted"] == "passengers expected, at Valbourg"


def test_nothing_of_one_article_is_in_the_package() -> None:
    named = re.compile(
        "kursk|soldier|putin|pyongyang|kremlin|asem-|hamburg|wikinews|blechschmidt", re.IGNORECASE
    )
    words = (ROOT / "src/whosays/words").glob("*.yml")
    assert [path.name for path in words if named.search(path.read_text(encoding="utf-8"))] == []
    for path in (ROOT / "src/whosays").rglob("*.py"):
        text = path.read_text(encoding="utf-8").replace("kursk-2024", "")
        assert not named.search(text), path


# --- D7: what is checked can be drawn ---


def test_a_figure_without_what_it_counts_is_reported(copy: Path) -> None:
    change(copy, "estimates.csv", "at_least,carried", "at_least,")
    assert found_in(copy) == [("estimates.csv", "e02", "counted", True)]


def test_a_figure_that_no_chart_can_draw_is_reported(copy: Path) -> None:
    change(copy, "estimates.csv", ",,,120,", ",,,0,")
    assert found_in(copy) == [("estimates.csv", "e01", "bound", True)]


def test_a_denial_counts_nothing(copy: Path) -> None:
    change(copy, "estimates.csv", "190,,,at_least,carried", ",,,denial,")
    chart_lab(read_case(copy))


@pytest.mark.parametrize("make", [chart_lab, axis_exercise])
def test_without_a_row_there_is_nothing_to_draw_and_it_says_so(copy: Path, make: object) -> None:
    change(copy, "disputes.yml", "estimate: e03", "coverage: w01")
    header = (copy / "estimates.csv").read_text(encoding="utf-8").splitlines()[0]
    (copy / "estimates.csv").write_text(f"{header}\n", encoding="utf-8")
    case = read_case(copy)
    with pytest.raises(CallError) as error:
        make(case)  # type: ignore[operator]
    assert "\n" not in str(error.value)


# --- D8: who reads the original needs no translation ---

ENGLISH = "The pool stays shut. It is too old, the mayor said.\n"


@pytest.fixture
def english(tmp_path: Path) -> Path:
    """An English article with an annotation, made as an author makes it."""
    (tmp_path / "text.txt").write_text(ENGLISH, encoding="utf-8")
    made = new_case("pool", tmp_path / "text.txt", tmp_path, language="en")
    path = made / "annotation.yml"
    text = path.read_text(encoding="utf-8")
    assert "translation" not in text.partition("sentences:")[2].partition("sources:")[0]
    text = text.replace(
        "attributions: []",
        """
  - {id: mayor, name: {en: The mayor}, kind: authority, naming: role, stake: party}
attributions:
  - {id: a01, sentence: p1s2, source: mayor, mention: the mayor, cue: said, content: It is too old,
     stwr: indirect, medium: speech, mood: indicative, evidential: none, cue_class: verb}""",
    )
    text = text.replace(
        "author_voice: []",
        "author_voice:\n"
        "  - {id: v01, sentence: p1s1, quote: The pool stays shut, function: background}",
    )
    # The commented examples of a list end where the next list begins.
    path.write_text(re.sub(r"(?m)^#.*\n", "", text), encoding="utf-8")
    article = made / "article.yml"
    written = article.read_text(encoding="utf-8").replace(TO_BE_WRITTEN, "written")
    article.write_text(written, encoding="utf-8")
    return made


def test_an_english_article_is_shown_once(english: Path) -> None:
    case = read_case(english)
    assert passage(case, "1.1")._repr_html_().count("The pool stays shut") == 1
    assert reader(case).reading["languages"] == ["en"]
    assert annotator(case).tasks[0]["texts"] == [{"lang": "en", "text": "The pool stays shut."}]
    assert "brackets" not in annotator(case).strings
    assert list(tables.sentences(case)["translation"]) == ["", ""]
    for widget in (reader(case), annotator(case)):
        assert (
            widget.fallback().count("The pool stays shut") <= 2
        )  # the text, and what is said of it
    assert "annotation.jsonld" in render(case)


def test_an_english_article_can_be_translated_for_others(english: Path) -> None:
    change(english, "annotation.yml", "- id: p1s1\n", "- id: p1s1\n    translation: {de: Zu.}\n")
    assert list(tables.sentences(read_case(english))["translation"]) == ["", ""]
    german = read_case(english, lang="de")
    assert list(tables.sentences(german)["translation"]) == ["Zu.", ""]
    assert "Zu." in passage(german, "1.1")._repr_html_()


def test_an_article_in_another_language_needs_english(copy: Path) -> None:
    path = copy / "annotation.yml"
    text = path.read_text(encoding="utf-8").replace("translation: {en:", "translation: {de:")
    text = re.sub(r"translated: \{en: .*", "translated: {}", text)
    path.write_text(text, encoding="utf-8")
    assert ("annotation.yml", "p1s1", "translation", True) in found_in(copy)


# --- D9: texts name the article's language, and mood is asked for where it tells something ---


def test_the_annotator_names_the_languages_of_the_article(bac: Case, kursk: Case) -> None:
    assert annotator(bac).strings["reads_translation"] == "The English, with the French beneath"
    assert annotator(kursk).strings["reads_translation"] == "The English, with the German beneath"


def test_mood_is_asked_for_where_the_language_reports_by_it(bac: Case, kursk: Case) -> None:
    assert [choice["id"] for choice in annotator(kursk).choices] == ["source", "stwr", "mood"]
    assert [choice["id"] for choice in annotator(bac).choices] == ["source", "stwr"]
    assert "[Square brackets]" in annotator(kursk).strings["brackets"]
    assert "brackets" not in annotator(bac).strings
    with pytest.raises(CallError, match="source, stwr, here"):
        annotator(bac, layers="mood")


def test_the_reader_offers_mood_where_the_language_reports_by_it(bac: Case, kursk: Case) -> None:
    assert "mood" in reader(kursk).reading["layers"]
    assert "mood" not in reader(bac).reading["layers"]
    assert not any("moods" in mark for mark in reader(bac).reading["marks"].values())
    assert "soll" not in reader(bac).strings["help_cue"]
    with pytest.raises(CallError, match="no layer 'mood' here"):
        reader(bac, layers="mood")
    with pytest.raises(CallError, match="no layer 'mood' here"):
        reader(bac).layers = ["mood"]


def test_no_text_of_the_interface_names_a_language() -> None:
    named = re.compile(r"\b(German|English|French|Deutsch\w*|Englisch\w*)\b")
    for part, words in interface_table().items():
        for name, texts in words.items():
            assert not any(named.search(text) for text in texts.values()), f"{part}.{name}"


def test_a_language_that_nobody_has_named_goes_by_its_code() -> None:
    assert Words("de").language("fr") == "Französisch"
    assert Words().language("sw") == "sw"
    assert Words("sw").language("fr") == "French"


def test_words_of_a_quiz_are_whole_words(copy: Path) -> None:
    change(copy, "quizzes/ferry.yml", "words: [Selon]", "words: [compagni]")
    assert found_in(copy) == [("quizzes/ferry.yml", "ferry-who", "options.author.words", True)]


def test_days_are_in_the_readers_words(bac: Case) -> None:
    assert bac.words.day(dt.date(2025, 1, 20)) == "20 January 2025"

"""What learners mistype: taken as it is meant, or answered in one line that says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import traitlets
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import whosays
from whosays import Case, charts, lists, passage, pictures, read_case, readings, tables, widgets
from whosays.errors import CallError
from whosays.export.downloads import Downloads
from whosays.tables.columns import data_dictionary
from whosays.tables.frames import TABLES
from whosays.tables.html import TableView
from whosays.views.guidelines import GuidelineTable
from whosays.widgets import (
    annotator,
    axis_exercise,
    chart_lab,
    dispute_board,
    quiz,
    reader,
    results,
    review,
    wipe,
)

Call = Callable[[Any], object]

OF_A_CASE: dict[str, Call] = {
    "quiz": lambda case: quiz(case, "welcome"),
    "review": lambda case: review(case, ["article"]),
    "reader": reader,
    "annotator": annotator,
    "dispute_board": lambda case: dispute_board(case, "how-many"),
    "chart_lab": chart_lab,
    "axis_exercise": axis_exercise,
    "results": results,
    "passage": passage,
    "sizes": tables.sizes,
    "own_figures": tables.own_figures,
    **TABLES,
    "GuidelineTable": lambda case: GuidelineTable(case, "type"),
    "Downloads": Downloads,
    "published": readings.published,
    "differences": readings.differences,
    "data_dictionary": data_dictionary,
}


@pytest.mark.parametrize("call", OF_A_CASE.values(), ids=OF_A_CASE)
@pytest.mark.parametrize("given", ["kursk-2024", None, pd.DataFrame()], ids=type)
def test_a_case_left_out_is_asked_for(call: Call, given: object) -> None:
    with pytest.raises(TypeError, match=r"give the case first, .* case = read_case\('…'\)"):
        call(given)


def _counted_as(case: Any, name: str) -> pd.DataFrame:
    rows = tables.estimates(case)
    return rows[rows["counted"] == name]


MISTAKES: dict[str, tuple[Call, type[Exception], str]] = {
    "a bank": (
        lambda case: quiz(case, "welcom"),
        KeyError,
        "no item bank 'welcom'; did you mean 'welcome'?",
    ),
    "a question": (
        lambda case: quiz(case, "welcome", only=["welcome-window"]),
        KeyError,
        "the bank 'welcome' has no item welcome-window; did you mean 'welcome-windows'?",
    ),
    "a question like none": (
        lambda case: quiz(case, "welcome", only="zzz"),
        KeyError,
        "has no item zzz; there are: welcome-",
    ),
    "a chapter": (
        lambda case: review(case, "articel"),
        ValueError,
        "no questions in the chapters articel; there are: ",
    ),
    "a board": (
        lambda case: dispute_board(case, "how-manny"),
        KeyError,
        "no question 'how-manny'; did you mean 'how-many'?",
    ),
    "a board like none": (
        lambda case: dispute_board(case, "x"),
        KeyError,
        "no question 'x'; there are: how-many",
    ),
    "a sentence": (
        lambda case: passage(case, "9.9"),
        KeyError,
        "no sentence '9.9'; there are: p1s1, p1s2",
    ),
    "a sentence to read": (
        lambda case: reader(case, paragraphs="p99s1"),
        KeyError,
        "no sentence 'p99s1'; there are: p1s1",
    ),
    "a number for a sentence": (
        lambda case: passage(case, 3.2),  # type: ignore[arg-type]
        TypeError,
        "name a sentence in quotation marks, such as '3.2' or 'p3s2', not 3.2",
    ),
    "no sentence": (passage, TypeError, "name a sentence"),
    "no sentence to wipe": (wipe, TypeError, "name a sentence, for example wipe(case, '3.2')"),
    "a number to look for": (
        lambda case: passage(case, having=3),  # type: ignore[arg-type]
        TypeError,
        "having takes words in quotation marks, not 3",
    ),
    "sentences beside words to look for": (
        lambda case: passage(case, "p5s1", having="war"),
        TypeError,
        "give either sentences or having, not both",
    ),
    "a list for a bank": (
        lambda case: quiz(case, ["article"]),  # type: ignore[arg-type]
        KeyError,
        "no item bank a list; did you mean 'article'?",
    ),
    "nothing for a bank": (
        lambda case: quiz(case, None),  # type: ignore[arg-type]
        KeyError,
        "no item bank None; there are: after, article",
    ),
    "a set": (
        lambda case: quiz(case, "article", "gues"),
        KeyError,
        "the bank 'article' has no set 'gues'; there are: guess",
    ),
    "no questions": (lambda case: quiz(case, "article", only=[]), ValueError, "only is empty"),
    "no questions to review": (lambda case: review(case, only=[]), ValueError, "only is empty"),
    "no chapters": (review, ValueError, "name the chapters, or questions in only; there are: "),
    "no paragraphs": (lambda case: reader(case, paragraphs=[]), ValueError, "paragraphs is empty"),
    "no answers": (lambda case: pictures.answers(case, only=[]), ValueError, "only is empty"),
    "wordings without a picture": (
        lambda case: pictures.wordings(case, "Yevkurov's task"),
        KeyError,
        'lists.wordings(case, "Yevkurov\'s task") has them as a list; there are: the US figure',
    ),
    "a gap in a caption": (
        lambda case: case.caption("sources.chosen"),
        TypeError,
        "write case.caption('sources.chosen', source=…)",
    ),
    "a language of a sentence": (
        lambda case: case.sentence("p1s1").in_language("fr"),
        KeyError,
        "no text of p1s1 in the language 'fr'; there are: de, en",
    ),
    "a number for a table": (
        lambda case: chart_lab(case, 3),  # type: ignore[arg-type]
        TypeError,
        "a table such as tables.estimates(case), not 3.",
    ),
    "an empty column": (
        lambda case: passage(case, pd.Series([], dtype=str)),
        TypeError,
        "its filter has found no rows",
    ),
    "a paragraph": (
        lambda case: annotator(case, paragraphs=99),
        KeyError,
        "no paragraph 99 in kursk-2024; there are 1 to 9",
    ),
    "a layer": (
        lambda case: reader(case, layers="whom"),
        ValueError,
        "no layer 'whom' here; there are: 'who', 'stwr'",
    ),
    "a language of the article": (
        lambda case: reader(case, language="fr"),
        ValueError,
        "no language 'fr' here; there are: 'both', 'de', 'en'",
    ),
    "a layer to annotate": (
        lambda case: annotator(case, layers="who"),
        ValueError,
        "layers are one or more of source, stwr, mood, here: ['who']",
    ),
    "half a pair": (
        lambda case: axis_exercise(case, pair="e01"),  # type: ignore[arg-type]
        ValueError,
        "pair takes two ids, such as pair=('e17', 'e18'), and not 1: e01",
    ),
    "an estimate": (
        lambda case: axis_exercise(case, pair=("e01", "e99")),
        KeyError,
        "no estimate e99; there are: e01",
    ),
    "a source": (
        lambda case: case.sources["puttin"],
        KeyError,
        "no source 'puttin'; did you mean 'putin'?",
    ),
    "an attribution": (
        lambda case: case.chain("putin"),
        KeyError,
        "no attribution 'putin'; there are: a01",
    ),
    "no bank": (
        quiz,
        TypeError,
        "missing a required argument: 'bank_id'; it takes case, bank_id, part, only, title, form",
    ),
    "a table for a case": (
        lambda case: charts.estimates(tables.estimates(case)),
        TypeError,
        "give the case first, not a CaseTable: write case = read_case('…') above",
    ),
    "a table without a case": (
        lambda case: TableView(tables.sources(case)),  # type: ignore[arg-type]
        TypeError,
        "give the case first, not a CaseTable",
    ),
    "a case without a table": (
        TableView,
        TypeError,
        "a TableView shows a table (DataFrame) or a column of one (Series), not a NoneType",
    ),
    "an argument that is not there": (
        lambda case: quiz(case, "claims", set="guess"),  # type: ignore[call-arg]
        TypeError,
        "quiz: got an unexpected keyword argument 'set'; it takes case, bank_id, part,",
    ),
    "a mark that is not there": (
        lambda case: annotator(case).mark("5.1", form="direct"),  # type: ignore[call-arg]
        TypeError,
        "mark: got an unexpected keyword argument 'form'; it takes sentence, source, stwr, mood",
    ),
    "a sentence by number": (
        lambda case: case.sentences[0],
        KeyError,
        "no sentence 0; there are: p1s1, p1s2",
    ),
    "a bank of the case": (
        lambda case: case.quizzes["welcom"],
        KeyError,
        "no item bank 'welcom'; did you mean 'welcome'?",
    ),
    "a paragraph to show": (
        lambda case: passage(case, "30"),
        KeyError,
        "no paragraph 30 in kursk-2024; there are 1 to 9",
    ),
    "a column": (
        lambda case: tables.estimates(case)["Date"],
        KeyError,
        "no column 'Date'; did you mean 'date'?",
    ),
    "a column among others": (
        lambda case: tables.claims(case)[["id", "said by"]],
        KeyError,
        "no column 'said by'; there are: id, proposition, type, uttered_by, speaker,",
    ),
    "a column of what is left of a table": (
        lambda case: tables.claims(case).query("type == 'demand'").sort_values("id")["person"],
        KeyError,
        "no column 'person'; did you mean 'reason'?",
    ),
    "a kind of count as a page writes it": (
        lambda case: chart_lab(case, _counted_as(case, "in combat")),
        ValueError,
        "as the data have it; in the column counted: planned, sent, training, present, in_combat,",
    ),
    "a value as a page writes it": (
        lambda case: case.caption("estimates.chosen", counted="in combat"),
        KeyError,
        "no row has 'in combat' in the column counted; did you mean 'in_combat'?",
    ),
    "a source that is not there": (
        lambda case: case.caption("sources.chosen", source="Kyiv"),
        KeyError,
        "no row has 'Kyiv' in the column source; did you mean 'kyiv'?",
    ),
    "a claim": (lambda case: case.claims["c99"], KeyError, "no claim 'c99'; there are: c01"),
    "a vocabulary": (
        lambda case: GuidelineTable(case, "typ"),
        KeyError,
        "no vocabulary 'typ'; there are: kind, naming",
    ),
    "no table": (
        lambda case: TableView(case, "welcome", "x"),  # type: ignore[arg-type]
        TypeError,
        "a TableView shows a table (DataFrame) or a column of one (Series), not a str",
    ),
}


@pytest.mark.parametrize(("call", "kind", "text"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_in_one_line(
    kursk: Case, call: Call, kind: type[Exception], text: str
) -> None:
    with pytest.raises(kind, match=re.escape(text)) as error:
        call(kursk)
    assert isinstance(error.value, CallError)
    assert error.value._render_traceback_() == [str(error.value)]
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("given", [None, 2024, ""], ids=repr)
def test_a_case_is_asked_for_by_name(given: Any) -> None:
    with pytest.raises(TypeError, match=r"read_case\('kursk-2024'\), not ") as error:
        read_case(given)
    assert isinstance(error.value, CallError)


def test_a_notebook_shows_no_traceback(kursk: Case, capsys: pytest.CaptureFixture[str]) -> None:
    shell = InteractiveShell()
    shell.push({"case": kursk, "reader": reader})
    shell.run_cell("reader(case, language='fr')")
    assert capsys.readouterr().out.splitlines() == [
        "no language 'fr' here; there are: 'both', 'de', 'en'"
    ]


def test_what_a_widget_does_not_offer_is_the_error_that_traits_expect(kursk: Case) -> None:
    with pytest.raises(traitlets.TraitError, match="'list'"):
        reader(kursk).view = "cards"
    with pytest.raises(traitlets.TraitError, match="there are: 'both'"):
        reader(kursk, language="fr")


# --- what is taken as it is meant ---


def test_one_question_needs_no_list(kursk: Case) -> None:
    made = quiz(kursk, "welcome", only="welcome-two-numbers")
    assert [item["id"] for item in made.items] == ["welcome-two-numbers"]


def test_one_chapter_needs_no_list(kursk: Case) -> None:
    assert review(kursk, "article").items == review(kursk, ["article"]).items


@pytest.mark.parametrize("given", [7, "7", [7], (7,), pd.Series([7])], ids=repr)
def test_one_paragraph_needs_no_list(kursk: Case, given: Any) -> None:
    expected = [name for name in kursk.sentences if name.startswith("p7")]
    assert [task["id"] for task in annotator(kursk, paragraphs=given).tasks] == expected
    (shown,) = reader(kursk, paragraphs=given).reading["paragraphs"]
    assert [sentence["id"] for sentence in shown["sentences"]] == expected


@pytest.mark.parametrize("given", ["p7s1", "7.1", ["7.1"]])
def test_one_sentence_needs_no_list(kursk: Case, given: Any) -> None:
    assert [task["id"] for task in annotator(kursk, paragraphs=given).tasks] == ["p7s1"]


def test_one_layer_needs_no_list(kursk: Case) -> None:
    assert reader(kursk, layers="mood").layers == ["mood"]
    assert [choice["id"] for choice in annotator(kursk, layers="mood").choices] == ["mood"]


@pytest.mark.parametrize("given", ["3", 3])
def test_a_passage_may_be_a_whole_paragraph(kursk: Case, given: Any) -> None:
    assert repr(passage(kursk, given, "4.1")) == "<passage: p3s1, p3s2, p3s3, p4s1>"
    assert [each["id"] for each in wipe(kursk, given).sentences] == ["p3s1", "p3s2", "p3s3"]


def test_a_sentence_is_found_by_the_place_that_the_book_writes(kursk: Case) -> None:
    assert kursk.sentence("3.2") is kursk.sentence("p3s2")


def test_a_chain_is_found_by_id(kursk: Case) -> None:
    assert kursk.chain("a09") == kursk.chain(kursk.attributions["a09"])


# --- what a console shows, and what it completes ---


TO_USE = ": run this cell in a notebook to use it>"


def test_a_widget_says_in_a_console_what_it_is_and_holds(kursk: Case) -> None:
    assert repr(wipe(kursk, "p7s1")) == f"<Wipe of 1 sentence{TO_USE}"
    assert repr(annotator(kursk, paragraphs=7)) == f"<Annotator of 4 sentences{TO_USE}"
    rows = tables.estimates(kursk)
    lab = chart_lab(kursk, rows[rows["counted"] == "prisoners"])
    assert repr(lab) == f"<ChartLab of 1 statement{TO_USE}"
    made = (quiz(kursk, "welcome"), reader(kursk), dispute_board(kursk), results(kursk),
            axis_exercise(kursk), widgets.card(kursk, "four-questions"))  # fmt: skip
    for each in made:
        assert re.fullmatch(rf"<{type(each).__name__} of \d+ \w+{TO_USE}", repr(each))
        (data, _) = each._repr_mimebundle_()
        assert data["text/plain"] == repr(each)


def test_a_widget_completes_what_is_its_own(kursk: Case) -> None:
    rows = tables.estimates(kursk)
    names = dir(chart_lab(kursk, rows[rows["counted"] == "prisoners"]))
    assert {"axis", "bounds", "counted", "frame", "marks", "title", "wording"} <= set(names)
    assert {"answers", "result"} <= set(dir(quiz(kursk, "welcome")))
    assert {"agreement", "annotations", "compared", "mark"} <= set(dir(annotator(kursk)))
    for each in (chart_lab(kursk), quiz(kursk, "welcome"), annotator(kursk)):
        assert all(hasattr(each, name) and not name.startswith("_") for name in dir(each))
        assert not {"comm", "keys", "layout", "send_state", "log", "stem"} & set(dir(each))


def test_completion_in_a_notebook_offers_the_same(kursk: Case) -> None:
    shell = InteractiveShell()
    shell.push({"case": kursk, "mine": annotator(kursk), "whosays": whosays, "tables": tables})
    for text, module in (("whosays.", whosays), ("tables.", tables)):
        assert set(completed(shell, text)) == set(module.__all__)
    assert "kyiv" in " ".join(completed(shell, "case.sources['"))
    assert set(completed(shell, "mine.")) == set(dir(shell.user_ns["mine"]))


def completed(shell: InteractiveShell, text: str) -> list[str]:
    """What Tab offers behind a text, as a kernel asks for it."""
    with provisionalcompleter():
        found = list(shell.Completer.completions(text, len(text)))
    return [each.text.lstrip(".") for each in found]


@pytest.mark.parametrize(
    ("module", "has"),
    [
        (whosays, "tables"),
        (charts, "estimates"),
        (lists, "wordings"),
        (pictures, "voices"),
        (readings, "published"),
        (tables, "claims"),
        (widgets, "chart_lab"),
    ],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_completion_offers_what_there_is_to_call_and_no_machinery(module: Any, has: str) -> None:
    names = dir(module)
    assert has in names
    assert set(names) - {"__version__"} == set(module.__all__)
    assert all(hasattr(module, name) for name in names)


# --- what a cell shows ---


def test_what_holds_a_case_says_so_in_a_line(kursk: Case) -> None:
    assert repr(kursk).startswith("<case kursk-2024: 29 sentences, ")
    assert repr(GuidelineTable(kursk, "mood")).startswith("<guidelines mood: ")
    assert repr(Downloads(kursk)).startswith("<downloads kursk-2024: ")
    assert repr(passage(kursk, "p1s1", "p2s1")) == "<passage: p1s1, p2s1>"
    assert repr(TableView(kursk, tables.sources(kursk), "Who")).startswith("<table 'Who': ")
    assert repr(kursk.sentence("3.2")).startswith("<sentence 3.2: ")
    assert repr(kursk.claims["c15"]).startswith("<claim c15: ")
    assert repr(kursk.sources).startswith("<source by id: author, ")
    rows = tables.estimates(kursk)
    chart = charts.estimates(kursk, rows[rows["counted"] == "prisoners"], title="Whom they hold")
    assert repr(chart).startswith("<chart 'Whom they hold': ")
    bank = kursk.quizzes["welcome"]
    assert repr(bank) == str(bank) == f"<bank welcome: {len(bank.items)} questions>"
    shell = InteractiveShell()
    entries = [next(iter(each.values())) for each in (
        kursk.sentences, kursk.sources, kursk.attributions, kursk.voices, kursk.claims,
        kursk.relations,
    )]  # fmt: skip
    rest = [kursk.annotation.framing[0], kursk.estimates[0], kursk.coverage[0], chart]
    for each in (kursk, bank, GuidelineTable(kursk, "mood"), Downloads(kursk), *entries, *rest):
        shown, _ = shell.display_formatter.format(each)  # type: ignore[union-attr]
        assert len(shown["text/plain"]) < 300
        assert shown["text/plain"].startswith("<")


def test_the_quiz_says_how_to_read_answers_back(kursk: Case) -> None:
    made = quiz(kursk, "welcome")
    assert "q.answers" in str(made.__doc__)
    assert "q.answers" in str(quiz.__doc__)
    assert "annotations" in str(annotator(kursk).__doc__)
    for name in ("title", "items", "review", "confidence", "answers"):
        assert made.traits()[name].help

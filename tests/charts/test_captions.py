"""What stands around a chart in words is what the data say, in the reader's language."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from whosays import Case, tables
from whosays.charts import captions, ticks
from whosays.charts.lab import LabView, drawing
from whosays.words import Words


@pytest.fixture(scope="module")
def october(kursk: Case) -> pd.DataFrame:
    frame = tables.estimates(kursk)
    return frame[frame["date"] <= "2024-10-31"]


@pytest.fixture(scope="module")
def chart(kursk: Case, october: pd.DataFrame) -> LabView:
    return drawing(kursk, october, tables.own_figures(kursk))


def test_summary_says_how_many_figures_between_what(chart: LabView) -> None:
    assert chart["views"]["sent"]["summary"] == (
        "Sent: 8 figures from 1,500 to 12,000, in 10 statements."
    )
    assert chart["views"]["all"]["summary"].endswith("Denials: no figure (statements: 2).")


def test_a_cut_axis_is_called_misleading_in_numbers(chart: LabView) -> None:
    notes = chart["views"]["training"]["notes"]
    assert "2 times as long as the shortest, and its figure is 1.1 times" in notes["cut bars"]
    assert "nearest" in notes["cut dots"]
    assert notes["zero bars"] == notes["zero dots"] == ""
    assert chart["views"]["training"]["alts"]["cut bars"] == (
        "Bar chart, statements: 3. The axis starts at 10,000, not at zero. "
        "The largest figure is 12,000."
    )


def test_what_was_dropped_is_named(chart: LabView) -> None:
    assert "up to 8,000 (US State Dept) and 2 more" in chart["views"]["all"]["loose"]
    assert "nothing was dropped" in chart["views"]["planned"]["loose"]


def test_the_key_has_the_sorts_that_are_drawn(kursk: Case, chart: LabView) -> None:
    assert chart["views"]["sent"]["key"] == [["exact"], ["exact", "at_least", "up_to"]]
    assert chart["views"]["planned"]["key"] == [["planned"], ["planned"]]
    every = pd.DataFrame(
        {"bound": ["range", "up_to", "denial"], "counted": ["sent", "planned", ""]}
    )
    assert captions.sorts(every, kursk) == ["planned", "up_to", "range"]


@pytest.mark.parametrize(
    ("lang", "loose", "summary"),
    [
        ("en", "up to 8,000 (US State Dept)", "from 1,500 to 12,000, in 10 statements."),
        ("de", "bis zu 8.000 (US State Dept)", "von 1.500 bis 12.000, in 10 Aussagen."),
    ],
)
def test_captions_are_in_the_readers_language(
    kursk: Case, october: pd.DataFrame, lang: str, loose: str, summary: str
) -> None:
    views = drawing(dataclasses.replace(kursk, lang=lang), october)["views"]
    assert loose in views["all"]["loose"]
    assert views["sent"]["summary"].endswith(summary)


def test_ratios_have_one_decimal_place_and_the_sign_of_their_language() -> None:
    rows = pd.DataFrame({"low": [None] * 2, "high": [None] * 2, "point": [1000.0, 1234.5]})
    scale = ticks.Scale("cut", 900, 1234.5)
    for lang, drawn, true in (("en", "3.3 times", "1.2 times"), ("de", "3,3-mal", "1,2-mal")):
        said = captions.note(rows, scale, "bars", Words(lang))
        assert drawn in said
        assert true in said


def test_numbers_have_the_separators_of_their_language() -> None:
    assert [Words(lang).number(1234.56, places=1) for lang in ("en", "de")] == [
        "1,234.6",
        "1.234,6",
    ]
    assert Words().number(2, places=1) == "2"
    assert Words().number(1000) == "1,000"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Sent"),
        ({"counted_as_worded": "in Russia"}, "in Russia"),
        ({"scope": "Kursk"}, "Sent (Kursk)"),
        ({"counted_as_worded": "troops", "scope": "Kursk"}, "troops (Kursk)"),
    ],
)
def test_what_is_counted_is_told_close_to_the_words(
    kursk: Case, given: dict[str, str], words: str
) -> None:
    row = pd.Series({"counted": "sent", "counted_as_worded": "", "scope": "", **given})
    assert captions.what_counted(row, kursk) == words

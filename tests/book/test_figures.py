"""What the lessons on figures say of them in words is what the table of figures has."""

from __future__ import annotations

import pandas as pd

from whosays import Case, tables


def figures(case: Case, month: str) -> pd.DataFrame:
    """The rows of a month (``2024-10``) that have a figure."""
    rows = tables.estimates(case)
    return rows[
        (rows["date"].dt.strftime("%Y-%m") == month)
        & ~rows["bound"].isin(["denial", "presence_only"])
    ]


def test_the_guess_counts_the_figures_of_october_as_the_data_do(kursk: Case) -> None:
    october = figures(kursk, "2024-10")
    there = october[october["counted"] == "present"]
    (guess,) = (item for item in kursk.quizzes["numbers"].items if item.id == "numbers-guess")
    assert f"{len(october)} figures of October" in guess.prompt["en"]
    (right,) = (option for option in guess.options if option.correct)
    assert right.text["en"] == f"{len(there)} of the {len(october)}"
    assert f"The other {len(october) - len(there)} count" in right.feedback["en"]


def test_figures_of_soldiers_sent_rise_after_23_october(kursk: Case) -> None:
    """As the lesson says: three up to that day, four after it, all of them larger as digits."""
    october = figures(kursk, "2024-10")
    sent = october[october["counted"] == "sent"].set_index("date")
    digits = sent[["low", "high", "point"]].max(axis=1)
    early, late = digits[digits.index <= "2024-10-23"], digits[digits.index > "2024-10-23"]
    assert (len(early), len(late)) == (3, 4)
    assert early.max() < late.min()


def test_the_chart_of_november_is_summed_up_as_the_data_are(kursk: Case) -> None:
    told = kursk.caption("estimates.figures-2024-summary")
    assert (
        "Seven of the eight figures lie between 10,000 and 12,000; the eighth is a minimum" in told
    )
    assert "Six of the eight count Kursk or the border only" in told
    november = figures(kursk, "2024-11")
    shown = november[november["point"] != november["point"].max()]  # the one that may come
    digits = shown[["low", "high", "point"]].max(axis=1)
    near = digits.between(10_000, 12_000)
    assert (len(shown), int(near.sum())) == (8, 7)
    assert list(shown[~near]["bound"]) == ["at_least"]
    assert int(shown["region"].isin(["kursk", "ukraine_border"]).sum()) == 6

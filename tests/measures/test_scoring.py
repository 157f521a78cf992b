"""Scores, against hand-computed values and properties that must hold for any answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import samples
from whosays.case.items import marked_words
from whosays.measures import scoring

VIEWS = {item["id"]: samples.shown(item) for item in samples.ITEMS}
COUNTS = st.integers(min_value=0, max_value=200)
JUDGEMENTS = st.lists(st.tuples(st.sampled_from([0.25, 0.5, 0.75, 0.9, 1.0]), st.booleans()))


@pytest.mark.parametrize(
    ("name", "choice", "points"),
    [
        ("single", "b", 1),
        ("single", "a", 0),
        ("multiple", ["a", "c"], 1),
        ("multiple", ["a", "b"], 1 / 3),
        ("multiple", ["b"], 0),
        ("classify", {"one": "said", "two": "done"}, 1),
        ("classify", {"one": "said", "two": "said"}, 0.5),
        ("match", {"x": "office", "y": "nobody"}, 0.5),
        ("order", ["first", "second", "third"], 1),
        ("order", ["third", "second", "first"], 0),
        ("order", ["second", "first", "third"], 2 / 3),
        ("estimate", 12000, 1),
        ("estimate", 10800, 1),
        ("estimate", 10799, 0),
        ("estimate", 3000, 0),
        ("reflect", "anything", None),
        # Es[0] seien[1] laut[2] Amt[3] 30[4] Boote.[5]
        ("mark", [1, 2, 3], 1),
        ("mark", [1, 3], 1),
        ("mark", [1], 0.5),
        ("mark", [1, 2, 4], 2 / 3),
        ("mark", [5], 0),
    ],
)
def test_points(name: str, choice: object, points: float | None) -> None:
    assert scoring.points(VIEWS[f"sample-{name}"], choice) == points


def test_marked_says_what_was_found_missed_and_extra() -> None:
    assert marked_words(VIEWS["sample-mark"], [2, 4]) == ([1], [0], [4])


def test_discrimination_by_hand() -> None:
    # Log-linear: (8 + .5) / 11 and (2 + .5) / 11; z = 0.748 and -0.748.
    result = scoring.discrimination(8, 2, 2, 8)
    assert result is not None
    assert result.d_prime == pytest.approx(1.4957, abs=1e-4)
    assert result.criterion == pytest.approx(0, abs=1e-12)


def test_suspecting_everything_is_no_discrimination() -> None:
    result = scoring.discrimination(10, 0, 10, 0)
    assert result is not None
    assert result.d_prime == pytest.approx(0)
    assert result.criterion < -1


@pytest.mark.parametrize("counts", [(3, 1, 0, 0), (0, 0, 2, 2), (0, 0, 0, 0)])
def test_discrimination_needs_both_kinds(counts: tuple[int, int, int, int]) -> None:
    assert scoring.discrimination(*counts) is None


@given(hits=COUNTS, misses=COUNTS, alarms=COUNTS, rejections=COUNTS)
def test_swapping_the_answers_turns_both_measures_round(
    hits: int, misses: int, alarms: int, rejections: int
) -> None:
    there = scoring.discrimination(hits, misses, alarms, rejections)
    back = scoring.discrimination(misses, hits, rejections, alarms)
    if there is None or back is None:
        assert there is back is None
    else:
        assert there.d_prime == pytest.approx(-back.d_prime, abs=1e-9)
        assert there.criterion == pytest.approx(-back.criterion, abs=1e-9)


def test_brier_by_hand() -> None:
    assert scoring.brier([(1.0, True), (0.5, False)]) == pytest.approx(0.125)
    assert scoring.brier([]) is None


@given(JUDGEMENTS)
def test_brier_stays_between_0_and_1(judgements: list[tuple[float, bool]]) -> None:
    score = scoring.brier(judgements)
    assert score is None if not judgements else 0 <= (score or 0) <= 1


@given(JUDGEMENTS)
def test_calibration_counts_every_judgement_once(judgements: list[tuple[float, bool]]) -> None:
    bins = scoring.calibration(judgements)
    assert sum(step.count for step in bins) == len(judgements)
    assert sum(step.right for step in bins) == sum(right for _, right in judgements)
    assert [step.confidence for step in bins] == sorted({step.confidence for step in bins})


def test_summary_puts_it_together() -> None:
    result = scoring.summary(
        [
            {"points": 1.0, "confidence": 90, "signal": True, "said": True},
            {"points": 0.0, "confidence": 50, "signal": False, "said": True},
            {"points": 0.5},
            {"points": None},
        ]
    )
    assert (result.answered, result.scored, result.right, result.points) == (4, 3, 1, 1.5)
    assert result.discrimination is not None
    assert (result.discrimination.signals, result.discrimination.noises) == (1, 1)
    assert result.brier == pytest.approx((0.1**2 + 0.5**2) / 2)


# --- guessing ---


def test_guessing_follows_from_the_options() -> None:
    # 1/2 + 1/7 + 1/4 + 1/9 + 1/6 + 1/2 + 1/2; nobody hits words or a number at random.
    expected = scoring.guessing(list(VIEWS.values()))
    assert expected["scored"] == 9
    assert expected["right"] == pytest.approx(1.5 + 1 / 7 + 1 / 4 + 1 / 9 + 1 / 6)
    assert (expected["problems"], expected["seen"], expected["alarms"]) == (1, 0.5, 0.5)
    assert expected["d_prime"] == pytest.approx(0)


def test_a_reader_who_guesses_is_not_always_at_zero() -> None:
    # Of three options one says problem where there is one, and two where there is none:
    # 2/3 * z(1/4) + 1/3 * z(3/4) less 1/3 * z(1/4) + 2/3 * z(3/4), and z(3/4) = 0.6745.
    def item(says: list[bool], *, signal: bool) -> dict[str, object]:
        options = [{"says_signal": each} for each in says]
        return {"type": "single", "signal": signal, "options": options}

    items = [item([True, False, False], signal=True), item([True, True, False], signal=False)]
    assert scoring.guessing(items)["d_prime"] == pytest.approx(-2 / 3 * 0.6745, abs=1e-4)
    assert scoring.guessing(items[:1])["d_prime"] is None


@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=12))
def test_what_guessing_gives_lies_within_what_can_be_had(chances: list[float]) -> None:
    assert abs(scoring._mean_z(chances)) <= -scoring._mean_z([0.0] * len(chances)) + 1e-9

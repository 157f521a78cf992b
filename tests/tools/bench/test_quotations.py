"""Proposed quotations are counted against marked ones as the corpus says."""

from __future__ import annotations

import pytest

from tools.bench import quotations
from tools.bench.quotations import Quotation, Score, matched
from whosays.case.vocabulary import Stwr

NOBODY: frozenset[int] = frozenset()


def quotation(
    start: int, end: int, form: Stwr = Stwr.INDIRECT, *, nested: bool = False
) -> Quotation:
    return Quotation(form, frozenset(range(start, end)), NOBODY, NOBODY, nested)


def test_a_pair_overlaps_in_half_of_what_both_cover() -> None:
    assert matched([quotation(0, 100)], [quotation(50, 100)]) == [(0, 0)]
    assert matched([quotation(0, 100)], [quotation(51, 100)]) == []


def test_pairs_are_one_to_one_and_their_sum_is_the_best() -> None:
    gold = [quotation(0, 100), quotation(0, 60)]
    ours = [quotation(0, 60), quotation(0, 40)]
    assert sorted(matched(gold, ours)) == [(0, 0), (1, 1)]
    assert sorted(matched(gold, [quotation(0, 60)])) == [(1, 0)]


def test_a_sentence_is_reported_from_30_percent_on_but_not_by_what_is_nested() -> None:
    assert quotations._form((0, 100), [quotation(70, 120)]) is Stwr.INDIRECT
    assert quotations._form((0, 100), [quotation(71, 120)]) is None
    assert quotations._form((0, 100), [quotation(0, 100, nested=True)]) is None
    assert quotations._form((0, 100), [quotation(0, 20), quotation(50, 70)]) is None


def test_a_sentence_has_the_form_of_the_quotation_that_has_most_of_it() -> None:
    both = [quotation(0, 40), quotation(40, 90, Stwr.DIRECT)]
    assert quotations._form((0, 100), both) is Stwr.DIRECT
    assert quotations._form((0, 100), both[::-1]) is Stwr.DIRECT


def test_all_is_counted() -> None:
    article = {"sentences": [[0, 100], [100, 200], [200, 300]]}
    gold = [quotation(0, 100), quotation(100, 200, Stwr.DIRECT)]
    ours = [quotation(0, 90), quotation(120, 190), quotation(200, 300)]
    score = Score()
    quotations._add(score, article, gold, ours)
    assert (score.sentences.marked, score.sentences.proposed, score.sentences.right) == (2, 3, 2)
    told = score.sentences_as_told
    assert (told.proposed, told.right) == (3, 1)
    assert score.sentences.f1 == pytest.approx(0.8)
    assert (score.quotations.marked, score.quotations.proposed) == (2, 3)
    assert score.quotations.right == 2
    assert (score.form_right.proposed, score.form_right.right) == (2, 1)
    assert score.forms[Stwr.DIRECT].f1 == 0

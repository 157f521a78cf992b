"""What disputes.yml alone cannot show: ids that are not there, pairs without a relation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from whosays.case.case import Case
from whosays.case.disputes import Cell, Question
from whosays.errors import Report

_OWN_ID = "Give each its own."


def check_disputes(case: Case, report: Report) -> None:
    """Report what does not fit between the questions, their cells and the other files."""
    for name in _twice(question.id for question in case.disputes.questions):
        report("the id stands more than once.", _OWN_ID, name, "id")
    for question in case.disputes.questions:
        for cell in question.cells:
            _check_ids(case, cell, report)
        _check_pairs(case, question, report)


def _twice(ids: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


def _check_ids(case: Case, cell: Cell, report: Report) -> None:
    named: list[tuple[str, str | None, Iterable[str]]] = [
        ("source", cell.source, case.sources),
        ("estimate", cell.estimate, [row.id for row in case.estimates]),
        ("coverage", cell.coverage, [row.id for row in case.coverage]),
        *(("claims", claim, case.claims) for claim in cell.claims),
    ]
    for field, name, known in named:
        if name is not None and name not in known:
            remedy = f"Use one that is there ({', '.join(known)})."
            report(f"there is no '{name}'.", remedy, cell.id, field)


def _check_pairs(case: Case, question: Question, report: Report) -> None:
    for name in _twice(cell.id for cell in question.cells):
        report(
            f"the question {question.id} has more than one cell of this id.",
            _OWN_ID,
            name,
            "id",
        )
    pairs = {frozenset((a.id, b.id)): (a, b) for a, b in question.pairs()}
    seen: set[frozenset[str]] = set()
    for number, relation in enumerate(question.relations):
        key = frozenset(relation.between)
        fault = _relation_fault(case, pairs.get(key), twice=key in seen)
        seen.add(key)
        if fault:
            line = report.line_of(question.id, f"relations.{number}")
            report(*fault, " and ".join(relation.between), "between", line)
    for key, (a, b) in pairs.items():
        if not (a.no_answer or b.no_answer or key in seen or case.related(a, b)):
            report(
                f"nothing says how {a.id} and {b.id} stand to each other.",
                "Add a relation between them, with its rationale.",
                question.id,
                "relations",
            )


def _relation_fault(
    case: Case, pair: tuple[Cell, Cell] | None, *, twice: bool
) -> tuple[str, str] | None:
    """What is wrong with a relation, and the remedy."""
    if pair is None:
        return "these are not two cells of this question.", "Name two ids from its cells."
    if twice:
        return "these two are related already.", "Keep one of the entries."
    if pair[0].no_answer or pair[1].no_answer:
        return "one of the two gives no answer.", "Remove the relation: it is no_answer by itself."
    found = case.related(*pair)
    if found:
        ids = ", ".join(relation.id for relation in found)
        return f"annotation.yml relates them already ({ids}).", "Remove it here."
    return None

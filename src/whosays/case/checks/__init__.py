"""What must hold in a case beyond what a schema can say: one module for each file of a case."""

from __future__ import annotations

from collections.abc import Mapping

from whosays.case.case import Case
from whosays.case.checks.annotation import check_annotation
from whosays.case.checks.counts import check_counts
from whosays.case.checks.disputes import check_disputes
from whosays.case.checks.examples import check_examples
from whosays.case.checks.items import check_banks
from whosays.case.checks.pictured import check_pictured
from whosays.case.checks.plans import check_plans
from whosays.case.checks.sizes import check_sizes
from whosays.case.folder import DISPUTES, ESTIMATES, EXAMPLES, PICTURES, PLANS
from whosays.case.items import Bank
from whosays.errors import Lines, Report


def check_case(
    case: Case, banks: Mapping[str, Bank], report: Report, sources: Mapping[str, Lines]
) -> None:
    """Report all problems between entries; ``banks`` and ``sources`` are by the name of the file.

    Boards come last, because they name what the other files have to hold.
    """
    check_annotation(case, report)
    check_counts(case, report, report.on(ESTIMATES, sources.get(ESTIMATES)))
    check_examples(case, report.on(EXAMPLES, sources[EXAMPLES]))
    check_banks(case, banks, report, sources)
    check_sizes(case, banks, report, sources)
    check_pictured(case, report.on(PICTURES, sources[PICTURES]))
    check_plans(case, report.on(PLANS, sources[PLANS]))
    if not report.problems:
        check_disputes(case, report.on(DISPUTES, sources[DISPUTES]))

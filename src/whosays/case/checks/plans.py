"""Whether the plans name questions that there are."""

from __future__ import annotations

from whosays.case.case import Case
from whosays.errors import Report, instead_of


def check_plans(case: Case, report: Report) -> None:
    """Report questions that no bank has."""
    known = {item.id for bank in case.quizzes.values() for item in bank.items}
    for plan in case.plans.plans:
        for n, phase in enumerate(plan.phases):
            for name in phase.ask:
                if name not in known:
                    remedy = instead_of(name, sorted(known))
                    report(f"there is no question '{name}'.", remedy, plan.id, f"phases[{n}].ask")

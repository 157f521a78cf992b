"""Whether the plans name questions that there are."""

from __future__ import annotations

from whosays.case.case import Case
from whosays.errors import Report, there_are


def check_plans(case: Case, report: Report) -> None:
    """Report questions that no bank has."""
    known = {item.id for bank in case.quizzes.values() for item in bank.items}
    for plan in case.plans.plans:
        for n, phase in enumerate(plan.phases):
            for name in phase.ask:
                if name not in known:
                    text = there_are(name, sorted(known))
                    report(
                        f"there is no question '{name}'.",
                        text[:1].upper() + text[1:] + ".",
                        plan.id,
                        f"phases[{n}].ask",
                    )

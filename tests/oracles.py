"""What the front end computes and Python needs nowhere else, written again to compare with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

RETURN_AFTER = (1, 7, 21)
"""Days after the first answer at which a question comes back (Latimier et al. 2021,
doi 10.1007/s10648-020-09572-8: spacing helps, the exact schedule hardly matters)."""


def next_return(days: Iterable[date]) -> date | None:
    """Day on which a question comes back, from the days it was answered; None when it is done.

    The dates count from the first answer; one who comes late is not asked twice on one day.
    """
    seen = sorted(set(days))
    if not seen or len(seen) > len(RETURN_AFTER):
        return None
    due = seen[0] + timedelta(days=RETURN_AFTER[len(seen) - 1])
    return max(due, seen[-1] + timedelta(days=1))

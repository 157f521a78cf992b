"""Whether what is counted, and where, is among what counts.yml says."""

from __future__ import annotations

from collections.abc import Collection

from whosays.case.annotation import Estimate
from whosays.case.case import Case
from whosays.case.folder import COUNTS
from whosays.case.vocabulary import EstimateBound
from whosays.errors import Report


def check_counts(case: Case, report: Report, on_rows: Report) -> None:
    """Report kinds of count and regions that the case does not have, of claims and of estimates.

    ``report`` is on the claims, ``on_rows`` on the estimates.
    What passes here can be drawn: a chart asks of an estimate what is asked for here.
    """
    kinds, regions = case.counts.kinds, tuple(case.counts.regions)
    for claim in case.annotation.claims:
        if claim.quantity is not None:
            _known(report, "kind of count", claim.quantity.counted, kinds, claim.id, "counted")
            _known(report, "region", claim.quantity.region, regions, claim.id, "region")
    for row in case.estimates:
        _known(on_rows, "kind of count", row.counted, kinds, row.id, "counted")
        _known(on_rows, "region", row.region, regions, row.id, "region")
        _can_be_drawn(on_rows, row, kinds)


def _known(  # noqa: PLR0913, PLR0917 - what is missing, and where
    report: Report, what: str, name: str | None, known: Collection[str], entry: str, field: str
) -> None:
    if name is not None and name not in known:
        there = f"there are: {', '.join(known)}" if known else "it has none, or is not there"
        report(f"{COUNTS} has no {what} '{name}'.", f"Add it there; {there}.", entry, field)


def _can_be_drawn(report: Report, row: Estimate, kinds: Collection[str]) -> None:
    if row.counted is None and row.bound is not EstimateBound.DENIAL:
        remedy = f"Write one of: {', '.join(kinds)}" if kinds else f"Name it in {COUNTS}"
        report(
            "nothing says what is counted.", f"{remedy}; only a denial has none.", row.id, "counted"
        )
    if 0 in (row.point, row.low, row.high):
        report(
            "a figure of 0 cannot be drawn.",
            "Who says that there is nothing to count denies: write denial and no figure.",
            row.id,
            "bound",
        )

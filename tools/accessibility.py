"""What the tests of accessibility find, for the statement: ``python -m tools.accessibility``.

Runs them on the built site (``make test`` builds it, or WHOSAYS_SITE names it), every page in every
situation, and writes ``book/accessibility-results.yml``. That takes some minutes. A test compares
the file with the pages, situations and rules of today; when it fails, run this again.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from playwright.sync_api import sync_playwright

from tools.browsers import CHROMIUM, version

REPOSITORY = Path(__file__).parents[1]
RESULTS = "book/accessibility-results.yml"
AXE_CORE = Path(__file__).parent / "axe-core/axe.min.js"
HEAD = "# Written by `python -m tools.accessibility`; the page Accessibility says it.\n"

# Where a test runs for every page; the name alone is what the statement's words know.
TESTS = {
    "test_axe_finds_nothing": "tests/deep/test_pages.py",
    "test_axe_finds_nothing_in_a_situation": "tests/deep/test_accessible.py",
    "test_axe_finds_nothing_in_results_of_a_search": "tests/browser/test_accessible.py",
    "test_axe_finds_nothing_in_a_state": "tests/browser/test_states.py",
    "test_nothing_is_cut_off_or_covered": "tests/deep/test_accessible.py",
    "test_the_keyboard_reaches_all_and_shows_where_it_is": "tests/deep/test_accessible.py",
    "test_the_first_stop_skips_to_the_text": "tests/browser/test_accessible.py",
    "test_nothing_moves_for_those_who_want_no_motion": "tests/browser/test_accessible.py",
    "test_help_and_statement_are_at_the_same_place_of_every_page": (
        "tests/browser/test_accessible.py"
    ),
    "test_a_page_reads_without_javascript": "tests/browser/test_site.py",
    "test_the_keyboard_alone_is_enough": "tests/deep/test_gallery.py",
}


class NotRunError(Exception):
    """A test could not run; the message says which, and why."""


def axe_version() -> str:
    """Version of axe-core, as its file begins with it."""
    found = re.match(r"/\*! axe v(\S+)", AXE_CORE.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{AXE_CORE.name} does not begin with its version.")
    return found[1]


def pages_of(site: Path) -> list[str]:
    """Every page of a built site that can be read, as paths from its root."""
    return sorted(
        page.relative_to(site).as_posix()
        for page in site.rglob("*.html")
        if "_static" not in page.parts and 'http-equiv="refresh"' not in page.read_text("utf-8")
    )


def run(site: Path, report: Path, *more: str) -> ET.Element:
    """Run the tests on a site, and give pytest's report."""
    chosen = [f"{file}::{name}" for name, file in TESTS.items()]
    command = [sys.executable, "-m", "pytest", "-q", "--tb=line", *more, *chosen]
    subprocess.run(  # noqa: S603 (our own tests)
        [*command, f"--junitxml={report}"],
        cwd=REPOSITORY,
        env={**os.environ, "WHOSAYS_SITE": str(site), "WHOSAYS_EVERY_WAY": "yes"},
        check=False,
    )
    return ET.parse(report).getroot()  # noqa: S314 (written by pytest)


def failed(report: ET.Element) -> Counter[str]:
    """In how many runs each test found something."""
    cases = (case for case in report.iter("testcase") if case.find("failure") is not None)
    return Counter(case.attrib["name"].partition("[")[0] for case in cases)


def counted(report: ET.Element, again: ET.Element) -> Iterator[dict[str, Any]]:
    """For each test, how often it ran and in how many runs it found something.

    ``again`` is the report on what failed in ``report``, tried once more: a time-out of a busy
    machine is no finding. Raises NotRunError where a test could not run, which says nothing.
    """
    runs: Counter[str] = Counter()
    for case in report.iter("testcase"):
        if case.find("skipped") is not None:
            continue
        broken = case.find("error")
        if broken is not None:
            raise NotRunError(f"{case.attrib['name']} could not run: {broken.get('message', '')}")
        runs[case.attrib["name"].partition("[")[0]] += 1
    findings = failed(again)
    for name in TESTS:
        if runs[name]:
            yield {"test": name, "runs": runs[name], "findings": findings[name]}


def results(site: Path) -> dict[str, Any]:
    """What the file says."""
    with sync_playwright() as playwright:
        browser = version(CHROMIUM, playwright)
    with tempfile.TemporaryDirectory() as folder:
        report = run(site, Path(folder) / "first.xml", "-n", "2")
        again = report
        if failed(report):
            again = run(site, Path(folder) / "second.xml", "--last-failed")
        checks = list(counted(report, again))
    return {
        "day": dt.datetime.now(tz=dt.UTC).date(),
        "axe_core": axe_version(),
        "browser": f"Chromium {browser}",
        "pages": pages_of(site),
        "checks": checks,
    }


def main() -> int:
    """Write the file; exit code 1 where something was found."""
    site = Path(os.environ.get("WHOSAYS_SITE") or REPOSITORY / "_build/html").resolve()
    try:
        found = results(site)
    except NotRunError as error:
        sys.stderr.write(f"{error}\nNothing was written. Run this again.\n")
        return 1
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False)
    (REPOSITORY / RESULTS).write_text(HEAD + text, encoding="utf-8", newline="\n")
    wrong = sum(check["findings"] for check in found["checks"])
    sys.stdout.write(f"{len(found['pages'])} pages, {wrong} findings: {RESULTS}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

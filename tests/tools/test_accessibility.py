"""How results of tests are counted for the accessibility statement."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT
from tools.accessibility import TESTS, NotRunError, axe_version, counted


def parsed(report: str) -> ET.Element:
    return ET.fromstring(report)  # noqa: S314 (written below)


REPORT = """<testsuites><testsuite>
  <testcase name="test_axe_finds_nothing[a.html-light]" />
  <testcase name="test_axe_finds_nothing[b.html-dark]"><failure>found</failure></testcase>
  <testcase name="test_axe_finds_nothing[c.html-dark]"><failure>too slow</failure></testcase>
  <testcase name="test_axe_finds_nothing[d.html-dark]"><skipped /></testcase>
  <testcase name="test_axe_finds_nothing_in_a_state[right-dark]" />
</testsuite></testsuites>"""


AGAIN = """<testsuites><testsuite>
  <testcase name="test_axe_finds_nothing[b.html-dark]"><failure>found</failure></testcase>
  <testcase name="test_axe_finds_nothing[c.html-dark]" />
</testsuite></testsuites>"""


def test_runs_are_counted_by_test_and_a_finding_is_what_failed_twice() -> None:
    assert list(counted(parsed(REPORT), parsed(AGAIN))) == [
        {"test": "test_axe_finds_nothing", "runs": 3, "findings": 1},
        {"test": "test_axe_finds_nothing_in_a_state", "runs": 1, "findings": 0},
    ]


def test_a_test_that_could_not_run_is_no_finding() -> None:
    report = '<a><testcase name="test_x[a.html]"><error message="no browser" /></testcase></a>'
    with pytest.raises(NotRunError, match=r"test_x\[a\.html\] could not run: no browser"):
        list(counted(parsed(report), parsed(report)))


def test_every_test_that_is_counted_is_there() -> None:
    for name, file in TESTS.items():
        assert name in (ROOT / file).read_text(encoding="utf-8"), f"{file} has no {name}"


def test_axe_core_comes_with_its_licences() -> None:
    folder = ROOT / "tools/axe-core"
    assert axe_version() in (folder / "README.md").read_text(encoding="utf-8")
    assert "Mozilla Public License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert (folder / "LICENSE-3RD-PARTY.txt").is_file()

"""What plans.yml may say: less minutes than the lesson has, questions that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Edit, told
from whosays import read_case

BROKEN = {
    "more minutes than the lesson has": (
        ("    minutes: 15\n", "    minutes: 14\n"),
        ("minutes-15", None),
        "take 14 of 14 minutes",
    ),
    "no time to open the devices": (
        ("        besides: 4\n", "        besides: 1\n"),
        ("minutes-45", None),
        "opening the devices takes 4 minutes",
    ),
    "a question that no bank has": (
        ("ask: [welcome-two-numbers]", "ask: [welcome-two-number]"),
        ("minutes-15", "phases[1].ask"),
        "there is no question 'welcome-two-number'",
    ),
    "sections of no page": (
        (
            '        page: index\n        read: ["Who Says So?"]\n',
            '        read: ["Who Says So?"]\n',
        ),
        ("minutes-15", "phases.0"),
        "Name it under `page`",
    ),
    "two plans of one name": (
        ("  - id: minutes-45\n", "  - id: minutes-15\n"),
        (None, None),
        "two plans have the name `minutes-15`",
    ),
    "a social form that there is not": (
        ("        form: plenary\n", "        form: circle\n"),
        ("minutes-15", "phases.0.form"),
        "'circle' does not fit",
    ),
    "a field that there is not": (
        ("        material:", "        materials:"),
        ("minutes-15", "phases.0.materials"),
        "this field is not known",
    ),
}


@pytest.mark.parametrize(("change", "place", "says"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_with_its_place(
    folder: Path,
    edit: Edit,
    change: tuple[str, str],
    place: tuple[str | None, str | None],
    says: str,
) -> None:
    edit("plans.yml", *change)
    assert told(folder, "plans.yml", place, says).line


def test_a_case_does_without_the_file(folder: Path) -> None:
    (folder / "plans.yml").unlink()
    assert read_case(folder).plans.plans == []

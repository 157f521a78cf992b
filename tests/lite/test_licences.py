"""What each part of the folder says of its licence."""

from __future__ import annotations

import pytest

from lite import licences
from tests.lite.test_wheels import INFO, wheel

ABOUT = "Metadata-Version: 2.4\nName: a\nVersion: 1.0\n"


def licensed(metadata: str) -> licences.Licensed:
    found = licences.of_wheel(
        wheel(
            **{
                f"{INFO}/METADATA": ABOUT + metadata,
                f"{INFO}/licenses/LICENSE.txt": "You may.",
                f"{INFO}/licenses/others/NOTICE": "So may you.",
            }
        )
    )
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ("License-Expression: MIT\nLicense: old words\n", "MIT"),
        ("License: BSD\n", "BSD"),
        (
            "License: Copyright\n  and a page more\nClassifier: License :: OSI :: BSD License\n",
            "BSD License",
        ),
        ("", ""),
    ],
)
def test_a_wheel_says_what_its_licence_is_called(metadata: str, name: str) -> None:
    assert licensed(metadata).licence == name


def test_its_words_are_those_of_all_its_files() -> None:
    found = licensed("License-Expression: MIT\n")
    assert (found.name, found.version) == ("a", "1.0")
    assert found.text == "You may.\n\nSo may you."
    assert "a 1.0: MIT" in licences.in_full([found])


def test_the_lesser_gpl_brings_the_gpl_along() -> None:
    words = licensed("License-Expression: LGPL-3.0-or-later\n").text
    assert words.startswith("You may.")
    assert "GNU GENERAL PUBLIC LICENSE" in words
    assert "GNU GENERAL PUBLIC LICENSE" not in licensed("License-Expression: MIT\n").text


def test_an_archive_that_is_no_wheel_says_nothing() -> None:
    assert licences.of_wheel(wheel()) is None

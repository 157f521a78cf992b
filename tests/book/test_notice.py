"""The notice for parents names all that the front ends store, in both languages."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tools.prose import page_named, source
from whosays.words.interface import interface

PACKAGE = ROOT / "src" / "whosays"
NOTICES = ("notice", "notice-de")
# Names of events, which look like names of what is stored.
_EVENTS = {"ready", "show", "stored", "landed", "widget-ready"}


def stored_names() -> set[str]:
    """What stands after ``whosays:`` in the keys that scripts use, events aside."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.js")))
    found = {name for text in texts for name in re.findall(r"[\"`]whosays:([a-z-]+)", text)}
    return found - _EVENTS


@pytest.mark.parametrize("name", NOTICES)
def test_it_names_all_that_is_stored_and_nothing_else(name: str) -> None:
    named = set(re.findall(r"(?<!\})`([a-z-]+)`", source(page_named(name))))
    assert named == stored_names()


@pytest.mark.parametrize("name", NOTICES)
def test_it_names_the_button_as_it_is(name: str) -> None:
    text = source(page_named(name))
    assert interface("results", "en")["delete_all"] in text
    assert interface("site", "en")["run"] in text


def test_both_languages_have_the_same_parts() -> None:
    english, german = (source(page_named(name)) for name in NOTICES)
    parts = r"^\*\*[^*]+\*\*|^- "
    assert len(re.findall(parts, english, re.MULTILINE)) == len(
        re.findall(parts, german, re.MULTILINE)
    )

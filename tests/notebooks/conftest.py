"""The notebooks of the book, made once for each place they are run in."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.conftest import ROOT
from whosays.notebooks import Target, notebooks

LESSONS = ROOT / "book/en"

Made = Callable[[Target], dict[str, Any]]


@cache
def made_for(target: Target) -> dict[str, Any]:
    return {name: json.loads(content) for name, content in notebooks(LESSONS, target).items()}


@pytest.fixture(scope="session")
def made() -> Made:
    return made_for

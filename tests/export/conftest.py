"""The real case, exported once for all tests of the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from whosays import Case
from whosays.export.files import export_case, render


@pytest.fixture(scope="session")
def files(kursk: Case) -> dict[str, bytes]:
    return render(kursk)


@pytest.fixture
def exported(kursk: Case, tmp_path: Path) -> Path:
    export_case(kursk, tmp_path / "out")
    return tmp_path / "out"


def entries(node: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object, from outside to inside."""
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from entries(each)

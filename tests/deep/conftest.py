"""What is in this folder has the mark ``deep``."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is below this folder; others are given, too."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.deep)

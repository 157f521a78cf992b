"""A book to begin a case in."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An empty folder of the book, with seeds/ and the ``TEXT`` of the module."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "text.txt").write_text(request.module.TEXT, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path

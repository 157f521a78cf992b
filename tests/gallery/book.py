"""The gallery as a built book, for the tests that open it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from tests.site.builds import build

FOLDER = Path(__file__).parent
TOC = yaml.safe_load((FOLDER / "_toc.yml").read_text(encoding="utf-8"))
PAGES = [str(chapter["file"]) for chapter in TOC["chapters"]]
"""Names of all pages but the first."""
WITHOUT_WIDGETS = {"pictures"}
WITH_WIDGETS = [name for name in PAGES if name not in WITHOUT_WIDGETS]

_STRICT = ("--warningiserror", "--nitpick", "--keep-going")
_BUILT: list[Path] = []


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built pages, or WHOSAYS_GALLERY where somebody has built them already.

    They are built once for all tests, with warnings as errors.
    """
    if given := os.environ.get("WHOSAYS_GALLERY"):
        return Path(given).resolve()
    if not _BUILT:
        _BUILT.append(build(FOLDER, tmp_path_factory.mktemp("gallery"), *_STRICT).html)
    return _BUILT[0]

"""The order of the book's pages, as ``_toc.yml`` gives it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import yaml

from tools.prose import ROOT

_ASIDE = {"More practice", "A closer look"}


@cache
def _contents() -> dict[str, Any]:
    contents: dict[str, Any] = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return contents


def first_page() -> str:
    """Name of the book's first page."""
    return PurePosixPath(_contents()["root"]).name


def lessons_in_order() -> list[str]:
    """Names of the lessons: the first page, and all in numbered parts."""
    return [first_page(), *_pages_of(part for part in _parts() if part.get("numbered"))]


def asides() -> list[str]:
    """Names of the pages that lead away from the lessons and back: more practice, a closer look."""
    return _pages_of(part for part in _parts() if part["caption"] in _ASIDE)


def all_pages() -> list[str]:
    """Names of all pages, in the order of the contents."""
    return [first_page(), *_pages_of(_parts())]


def _parts() -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = _contents()["parts"]
    return parts


def _pages_of(parts: Iterable[dict[str, Any]]) -> list[str]:
    return [PurePosixPath(page["file"]).name for part in parts for page in part["chapters"]]

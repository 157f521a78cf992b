"""The order of the book's pages, as ``_toc.yml`` gives it."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import Any

import yaml

from tools.prose import ROOT


@cache
def _contents() -> dict[str, Any]:
    contents: dict[str, Any] = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return contents


def first_page() -> str:
    """Name of the book's first page."""
    return PurePosixPath(_contents()["root"]).name


def lessons_in_order() -> list[str]:
    """Names of the lessons: the first page, and all in numbered parts."""
    return [first_page(), *(_name(page) for part in _parts(numbered=True) for page in part)]


def all_pages() -> list[str]:
    """Names of all pages, in the order of the contents."""
    return [
        first_page(),
        *(_name(page) for part in _contents()["parts"] for page in part["chapters"]),
    ]


def _parts(*, numbered: bool) -> list[list[dict[str, str]]]:
    return [
        part["chapters"] for part in _contents()["parts"] if bool(part.get("numbered")) == numbered
    ]


def _name(page: dict[str, str]) -> str:
    return PurePosixPath(page["file"]).name

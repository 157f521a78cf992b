"""Small books, built by Jupyter Book with the extension."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.site.builds import BuiltBook

pytestmark = pytest.mark.deep

Built = Callable[[str], BuiltBook]


def test_a_book_that_uses_everything_builds_without_warnings(built_book: Built) -> None:
    assert built_book("rich").warnings == ()


def test_each_warning_names_the_page_and_the_remedy(built_book: Built) -> None:
    warnings = built_book("core_widget").warnings
    assert len(warnings) == 4
    for warning in warnings:
        assert "index.ipynb: WARNING: index " in warning
        assert "Remedy: " in warning


@pytest.mark.parametrize(
    "named",
    [
        "a DropdownView of @jupyter-widgets/controls",
        "https://example.org/pixel.png",
        "mathjax",
        "cannot be offered as a notebook to run: index.ipynb, cell 2: $$x^2$$.",
    ],
    ids=["core widget", "picture from another site", "formula", "notebook"],
)
def test_what_would_be_dead_or_foreign_is_reported(built_book: Built, named: str) -> None:
    assert [warning for warning in built_book("core_widget").warnings if named in warning]


def test_no_page_loads_anything_from_another_site(built_book: Built) -> None:
    for page in built_book("rich").html.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loads = re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']([^"']+)""", text)
        assert [address for address in loads if "//" in address] == []


def test_the_stock_files_are_gone(built_book: Built) -> None:
    static = built_book("rich").html / "_static"
    names = {path.name for path in static.rglob("*")}
    assert not names & {"all.min.js", "bootstrap.js", "bootstrap.css", "sphinx-thebe.js"}
    assert not list(static.rglob("*.woff2"))


def test_a_page_loads_only_what_it_uses(built_book: Built) -> None:
    plain, below = (built_book("rich").page(f"book/{name}") for name in ("index", "below"))
    for absent in ("copy-", "clipboard", "code.css", "host-", "sphinx-design"):
        assert absent not in plain
    assert "sphinx-design" in below  # for its dropdown


def test_a_front_end_is_not_part_of_the_page(built_book: Built) -> None:
    page = built_book("rich").page("book/widgets")
    head, _, state = page.partition("widget-state+json")
    assert head.count("counter-") == 2  # one script, one style sheet
    assert "_esm" not in state
    assert "@jupyter-widgets/base" not in state


def test_a_page_has_one_heading_of_the_first_level_and_a_language(built_book: Built) -> None:
    for page in ("book/index", "book/elements", "search"):
        text = built_book("rich").page(page)
        assert text.count("<h1") == 1
        assert '<html lang="en"' in text

"""Pages and style sheets keep to the W3C's rules, as its own checker reads them."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import site_folder
from tools.standards import errors, pages_and_styles


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><title>x</title><p><div>not in a paragraph</p>',
        encoding="utf-8",
    )
    style = tmp_path / "style.css"
    style.write_text("p { colour: red }", encoding="utf-8")
    found = list(errors([page, style]))
    assert {Path(each.file).name for each in found} == {"page.html", "style.css"}


def test_pages_and_style_sheets_are_valid() -> None:
    paths = pages_and_styles(site_folder())
    assert len(paths) > 40
    assert not [str(each) for each in errors(paths)]

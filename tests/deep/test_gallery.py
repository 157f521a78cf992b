"""Every widget in every state: in the other scheme, and all of its controls by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.gallery.book import WITH_WIDGETS
from tests.gallery.conftest import gallery, open_page, serve
from tests.gallery.test_gallery import (
    WIDE,
    test_axe_finds_nothing_and_nothing_is_lost_at_400_per_cent,
)
from tests.gallery.walk import Walk

__all__ = [
    "gallery",
    "open_page",
    "serve",
    "test_axe_finds_nothing_and_nothing_is_lost_at_400_per_cent",
]
DEEP = True


@pytest.mark.parametrize("name", WITH_WIDGETS)
def test_the_keyboard_alone_is_enough(gallery: Path, open_page: Open, name: str) -> None:
    visit = open_page(gallery, f"{name}.html", viewport=WIDE)
    walk = Walk(visit.page)
    walk.whole()
    assert walk.problems == []
    assert walk.used
    assert visit.problems == []

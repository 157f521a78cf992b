"""The book kept by the browser, in every engine that has workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import site_dir
from tests.browser.server import serving_while_it_lasts
from tests.deep.engines.conftest import SETTLED
from tools.tabs import Tab, wait_until

__all__ = ["site_dir"]

IS_KEPT = "document.querySelector('[data-ws-drop]').checkVisibility()"


def test_the_book_is_kept_and_read_without_a_server(tab: Tab, site_dir: Path) -> None:
    with serving_while_it_lasts(site_dir) as server:
        tab.open(f"{server.address}book/en/ways.html")
        if not tab.evaluate("Boolean(navigator.serviceWorker && window.caches)"):
            pytest.skip("this build of the browser has no workers")
        tab.evaluate("document.querySelector('[data-ws-keep]').click()")
        wait_until(tab, IS_KEPT, 90)
        server.answers = "none"
        tab.open(f"{server.address}book/en/practice-claims.html")
        wait_until(tab, SETTLED)
        assert tab.evaluate("document.querySelectorAll('[data-widget-ready]').length") > 0
        assert tab.evaluate("document.querySelectorAll('[data-widget-failed]').length") == 0
        assert tab.evaluate("document.querySelectorAll('.site-kept-copy').length") == 1

"""No page can ask another site for anything, and none has what would have to be allowed for it."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

from tests.browser.conftest import Open
from whosays.site.policy import POLICY

ELSEWHERE = "http://127.0.0.1:9/"
ASKING = {
    "fetch": "fetch('{}').catch(() => null)",
    "beacon": "navigator.sendBeacon('{}', 'x')",
    "picture": "Object.assign(new Image(), {{ src: '{}x.png' }})",
    "script": "document.head.append(Object.assign(document.createElement('script'), "
    "{{ src: '{}x.js' }}))",
    "style": "document.head.append(Object.assign(document.createElement('link'), "
    "{{ rel: 'stylesheet', href: '{}x.css' }}))",
    "frame": "document.body.append(Object.assign(document.createElement('iframe'), "
    "{{ src: '{}' }}))",
    "form": "(() => {{ const form = document.createElement('form'); form.action = '{}'; "
    "document.body.append(form); form.submit(); }})()",
}
"""Ways in which a script could tell another site who reads the page."""
STOPPED_BY = {
    "fetch": "connect",
    "beacon": "connect",
    "picture": "img",
    "script": "script",
    "style": "style",
    "frame": "frame",
    "form": "form-action",
}


def test_a_page_states_its_policy_before_it_loads_anything(site_dir: Path, page_path: str) -> None:
    text = (site_dir / page_path).read_text(encoding="utf-8")
    before, policy, _after = text.partition(f'content="{POLICY}"')
    assert policy
    assert re.findall(r"<(?:script|link|style|base|img)\b", before) == []


def test_a_page_has_nothing_that_its_policy_would_stop(site_dir: Path, page_path: str) -> None:
    page = BeautifulSoup((site_dir / page_path).read_text(encoding="utf-8"), "html.parser")
    stopped = page.select("style, [style], script:not([src], [type*=json])")
    for element in page.select("*"):
        if any(re.fullmatch(r"on\w+", name) for name in element.attrs):
            stopped.append(element)
        if any(re.match(r"(data|blob|javascript):", str(each)) for each in element.attrs.values()):
            stopped.append(element)
    assert [str(element)[:120] for element in stopped] == []


def test_no_style_sheet_holds_a_file(site_dir: Path) -> None:
    for sheet in site_dir.rglob("_static/**/*.css"):
        assert re.findall(r"url\([^)]*\)|@import[^;]*", sheet.read_text(encoding="utf-8")) == []


def test_a_script_in_the_page_cannot_ask_another_site(site_dir: Path, open_page: Open) -> None:
    # From a folder, where no server's header helps: the page's own policy is all there is.
    visit = open_page(site_dir, "book/en/index.html", "file")
    for way, asks in ASKING.items():
        stopped = visit.page.evaluate_handle(
            """() => ({ waits: new Promise((resolve) => addEventListener("securitypolicyviolation",
                 ({ blockedURI, effectiveDirective }) => resolve([blockedURI, effectiveDirective]),
                 { once: true })) })"""
        )
        visit.page.evaluate(f"() => {{ {asks.format(ELSEWHERE)} }}")
        address, directive = stopped.evaluate("({ waits }) => waits")
        assert address.startswith(ELSEWHERE[:-1])
        assert directive.startswith(STOPPED_BY[way])
    assert [each for each in visit.problems if each.startswith("another origin")] == []

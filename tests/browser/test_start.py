"""How widgets start: with the values of the build, when they come near, and only where they can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from whosays.site.widgets import PRIVATE, UNUSED

LESSON = "book/en/disputes.html"
PHONE = {"width": 390, "height": 844}
PLACES = "[data-widget-model]"
WAITS = f"{PLACES}:not([data-widget-near], [data-widget-ready], [data-widget-failed])"
# What the host reads of the page, once all of it is put back.
KEEP_STATES = """const parse = JSON.parse;
window.states = {};
JSON.parse = (text, ...rest) => {
  const value = parse(text, ...rest);
  if (value?.models && "text" in value) {
    Object.assign(window.states, structuredClone(value.models));
  }
  return value;
};
"""


def built_states(site_dir: Path, page_path: str) -> list[dict[str, Any]]:
    """Values of the widgets in the notebook that the build ran, by no particular order."""
    source = site_dir.parent / "jupyter_execute" / Path(page_path).with_suffix(".ipynb")
    if not source.is_file():
        return []
    notebook = json.loads(source.read_text(encoding="utf-8"))
    widgets = notebook["metadata"].get("widgets", {})
    models = [model["state"] for each in widgets.values() for model in each["state"].values()]
    return [
        {k: v for k, v in state.items() if not PRIVATE.fullmatch(k) and k not in UNUSED}
        for state in models
        if "_esm" in state
    ]


def in_order(values: list[Any]) -> list[str]:
    """Values that compare; JavaScript writes 12.0 as 12."""
    return sorted(json.dumps(each, sort_keys=True, ensure_ascii=False) for each in whole(values))


def whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: whole(each) for name, each in value.items()}
    return [whole(each) for each in value] if isinstance(value, list) else value


def assert_values_of_the_build(page: Page, site_dir: Path, page_path: str) -> None:
    """Widgets of a page that was opened with ``KEEP_STATES`` get what the build wrote for them."""
    built = built_states(site_dir, page_path)
    got = page.evaluate("Object.values(window.states ?? {}).map(({ state }) => state)")
    # Strings of the interface come with the front end (tests/site/test_widgets.py).
    plain = [{k: v for k, v in each.items() if k != "strings"} for each in built]
    assert in_order(got) == in_order(plain)


def test_the_page_says_nothing_twice(site_dir: Path) -> None:
    page = BeautifulSoup((site_dir / LESSON).read_text("utf-8"), "html.parser")
    (state,) = page.select("script[type*=widget-state]")
    shown = " ".join(each.get_text() for each in page.select(PLACES))
    said = [text for text in strings_in(json.loads(state.get_text())) if len(text) > 40]
    assert [text for text in said if text in " ".join(shown.split())] == []


def strings_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in strings_in(each)]


# --- When -----------------------------------------------------------------------------------------


def test_what_is_far_waits_until_it_comes_near(site_dir: Path, open_page: Open) -> None:
    visit = open_page(site_dir, LESSON, start=False, viewport=PHONE)
    page = visit.page
    expect(page.locator(f"{PLACES}[data-widget-ready]").first).to_be_attached()
    assert page.locator(WAITS).count() > 0
    last = page.locator(PLACES).last
    last.scroll_into_view_if_needed()
    expect(last).to_have_attribute("data-widget-ready", "")
    assert visit.problems == []


def test_a_link_into_a_widget_starts_it(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, start=False, viewport=PHONE).page
    expect(page.locator(f"{PLACES}[data-widget-ready]").first).to_be_attached()
    target = page.locator(f"{WAITS} [id^=q-]").last
    name = str(target.get_attribute("id"))
    page.evaluate("(name) => { location.hash = name; }", name)
    expect(page.locator(f'[data-item="{name.removeprefix("q-")}"]')).to_be_in_viewport()


def test_paper_has_every_widget(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, start=False, viewport=PHONE).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    # At once: the page is printed as it is then.
    assert page.evaluate(f'document.querySelectorAll("{WAITS}").length') == 0
    assert page.locator(f"{PLACES}[data-widget-ready]").count() == page.locator(PLACES).count()


def test_nothing_that_is_seen_moves_when_widgets_start(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, start=False, viewport=PHONE, init=SHIFTS).page
    page.evaluate(WALK)
    assert page.locator(WAITS).count() == 0
    assert page.evaluate("window.shifted") < 0.05


SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
# As somebody who reads fast: half a screen every few frames.
WALK = """async () => {
  const frames = async (count) => {
    for (let n = 0; n < count; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await frames(8);
  }
}"""


# --- Where it cannot ------------------------------------------------------------------------------


def static_forms_stay(page: Page) -> None:
    expect(page.locator(f"{PLACES}[data-widget-failed]").first).to_be_attached()
    places = page.locator(PLACES)
    assert page.locator(f"{PLACES}[data-widget-failed]").count() == places.count()
    assert page.locator(f"{PLACES} .ws-fallback").count() == places.count()


@pytest.mark.parametrize(
    "lacks",
    [
        "delete Array.prototype.findLast",
        "delete Array.prototype.toSorted",
        "CSS.supports = () => false",
    ],
)
def test_an_old_browser_keeps_the_static_forms(site_dir: Path, open_page: Open, lacks: str) -> None:
    init = f"document.addEventListener('readystatechange', () => {{ {lacks} }})"
    visit = open_page(site_dir, LESSON, init=init, start=False)
    static_forms_stay(visit.page)
    assert visit.problems == []


def test_a_page_with_other_words_keeps_the_static_forms(site_dir: Path, open_page: Open) -> None:
    translate = f"""document.addEventListener("readystatechange", () => {{
      const place = document.querySelector("{PLACES} p");
      if (place) place.textContent = "Andere Wörter";
    }}, {{ once: true }})"""
    visit = open_page(site_dir, LESSON, init=translate)
    static_forms_stay(visit.page)
    assert "the text of the page is not what the build wrote" in visit.problems[0]


def test_words_that_change_later_hinder_nothing(site_dir: Path, open_page: Open) -> None:
    page = open_page(site_dir, LESSON, start=False, viewport=PHONE).page
    expect(page.locator(f"{PLACES}[data-widget-ready]").first).to_be_attached()
    page.evaluate(f"""document.querySelectorAll("{PLACES} p").forEach(
      (each) => {{ each.textContent = "Andere Wörter"; }})""")
    page.evaluate("whosays.startAll()")
    expect(page.locator(f"{PLACES}[data-widget-failed]")).to_have_count(0)
    expect(page.locator(f"{PLACES}[data-widget-ready]")).to_have_count(page.locator(PLACES).count())

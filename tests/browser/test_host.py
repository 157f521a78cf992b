"""How a page behaves: its widgets without a kernel, its contents, its colours, its paper.

The site is a small book made for this (tests/site/books/rich), so that it can hold what the real
one should not: a widget that fails, one without a static form, awkward strings.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, pages_of
from tests.pages import axe_problems, settle
from tests.site.builds import BuiltBook

pytestmark = pytest.mark.deep

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 800}


@pytest.fixture(scope="session")
def rich(built_book: Callable[[str], BuiltBook]) -> Path:
    return built_book("rich").html


@pytest.fixture(params=["http", "file"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# --- Widgets ------------------------------------------------------------------------------------


def test_two_views_of_a_widget_share_its_values(
    rich: Path, open_page: Open, transport: str
) -> None:
    page = open_page(rich, "book/widgets.html", transport).page
    first, second, other = page.locator(".counter").all()
    first.click()
    expect(second).to_have_text("</script><!-- awkward: 1")
    expect(other).to_have_text("clicks: 5")


def test_a_front_end_is_loaded_once_for_all_widgets_of_its_class(
    rich: Path, open_page: Open
) -> None:
    visit = open_page(rich, "book/widgets.html")
    names = [name.split("/")[-1] for name in visit.files()]
    assert len([name for name in names if name.startswith("counter-") and ".js" in name]) == 1
    assert "class=" not in visit.page.locator("script[type*=widget-state]").inner_text()


def test_a_widget_replaces_its_static_form(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/widgets.html").page
    ready = page.locator("[data-widget-ready]")
    expect(ready).to_have_count(4)
    expect(ready.locator(".fallback")).to_have_count(0)


def test_a_widget_that_fails_leaves_its_static_form_and_one_report(
    rich: Path, open_page: Open, transport: str
) -> None:
    visit = open_page(rich, "book/widgets.html", transport)
    failed = visit.page.locator("[data-widget-failed]")
    expect(failed).to_have_text("7 clicks so far.")
    assert len(visit.problems) == 1
    assert "on purpose" in visit.problems[0]


def test_a_widget_without_a_static_form_is_drawn(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/widgets.html").page
    expect(page.get_by_text("bare 3", exact=True)).to_be_visible()


def test_readiness_can_be_measured(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/widgets.html").page
    marks = page.evaluate("performance.getEntriesByName('whosays:widget-ready').length")
    assert marks == 4


def test_a_page_without_widgets_loads_no_host(rich: Path, open_page: Open) -> None:
    files = open_page(rich, "book/index.html").files()
    assert not [name for name in files if "widgets-" in name]


RUNS = "localStorage.setItem('whosays:run', 'on')"  # of a reader who wants to run pages

# --- The page around the text -------------------------------------------------------------------


def test_the_skip_link_is_first_and_leads_to_the_text(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html").page
    page.keyboard.press("Tab")
    skip = page.locator(".site-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_drawer_keeps_the_keyboard_and_gives_it_back(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html", viewport=NARROW).page
    opener = page.locator(".site-bar [data-ws-nav]")
    contents = page.locator("#site-navigation")
    expect(contents).to_be_hidden()

    opener.press("Enter")
    expect(contents).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(contents.get_by_role("button", name="Close the contents")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('.site-page')")

    page.keyboard.press("Escape")
    expect(contents).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_the_contents_can_be_put_away_on_a_wide_screen(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html", viewport=WIDE).page
    opener = page.locator(".site-bar [data-ws-nav]")
    expect(opener).to_have_attribute("aria-expanded", "true")
    opener.click()
    expect(page.locator("#site-navigation")).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_the_colour_mode_is_kept_only_when_chosen(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/index.html", color_scheme="light").page
    shown = page.locator("html")
    expect(shown).to_have_attribute("data-theme", "light")
    assert page.evaluate("localStorage.length") == 0

    button = page.locator("[data-ws-mode]")
    button.click()
    expect(shown).to_have_attribute("data-theme", "dark")
    expect(button).to_have_text("Colours: dark")
    page.reload()
    expect(shown).to_have_attribute("data-theme", "dark")

    button.click()
    button.click()
    expect(button).to_have_text("Colours: as the system")
    assert page.evaluate("localStorage.length") == 0


def test_a_page_follows_the_system_while_nobody_chose(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/index.html", color_scheme="light").page
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def background(page: Page, selector: str) -> str:
    return str(page.evaluate(f"getComputedStyle({selector}).backgroundColor"))


def test_dark_colours_need_no_javascript(rich: Path, open_page: Open) -> None:
    page = open_page(
        rich, "book/elements.html", color_scheme="dark", java_script_enabled=False
    ).page
    assert background(page, "document.body") == "rgb(25, 26, 28)"
    keyword = page.locator(".highlight .k, .highlight .kn").first
    assert keyword.evaluate("(word) => getComputedStyle(word).color") != "rgb(232, 228, 219)"


def test_outputs_have_the_pages_own_ground_in_the_dark(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/widgets.html", color_scheme="dark").page
    ground = background(page, "document.querySelector('.output.text_html')")
    assert ground == "rgba(0, 0, 0, 0)"


def test_the_folded_code_opens_by_keyboard(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html", init=RUNS).page
    fold = page.locator(".site-fold").first
    summary = fold.locator("summary")
    expect(summary).to_have_text("Show the code", use_inner_text=True)
    summary.press("Enter")
    expect(fold.locator("pre")).to_be_visible()
    expect(summary).to_have_text("Hide the code", use_inner_text=True)


def test_what_scrolls_can_be_reached_and_what_does_not_is_no_stop(
    rich: Path, open_page: Open
) -> None:
    page = open_page(rich, "book/elements.html", init=RUNS).page
    code = page.locator("pre", has_text="which has to scroll")
    expect(code).to_have_attribute("tabindex", "0")
    expect(code).to_have_attribute("aria-label", "Scrolls sideways")
    short = page.locator("pre", has_text="import matplotlib")
    assert short.get_attribute("tabindex") is None


def test_paper_shows_the_text_unfolded_and_nothing_to_press(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html", color_scheme="dark").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert background(page, "document.body") == "rgb(255, 255, 255)"
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("With a paragraph.")).to_be_visible()
    for hidden in (
        ".site-bar",
        "#site-navigation",
        ".site-fold",
        ".site-launch",
        ".prev-next-footer",
    ):
        expect(page.locator(hidden).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


# --- The notice before Binder -------------------------------------------------------------------


def test_binder_is_behind_a_notice_that_says_what_it_sees(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html", java_script_enabled=False).page
    box = page.locator("#run-this-chapter")
    expect(box).to_be_visible()
    expect(box).to_contain_text("IP address")
    expect(box.get_by_role("link", name="Binder")).to_have_attribute(
        "href",
        "https://mybinder.org/v2/gh/someone/some-book/trunk?urlpath=lab/tree/book/elements.ipynb",
    )
    assert page.locator("a[href*=mybinder]").count() == 1


def test_the_notebook_can_be_downloaded(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html", init=RUNS).page
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the notebook").click()
    assert '"nbformat"' in download.value.path().read_text(encoding="utf-8")


# --- Accessibility of what the real book may not hold (yet) -------------------------------------


ODD = ("book/elements.html", "book/widgets.html")
"""Pages with what the real book may not hold."""


@pytest.mark.parametrize(
    ("scheme", "size", "odd_alone"),
    [
        pytest.param("light", WIDE, False, id="light and wide"),
        pytest.param("dark", NARROW, True, id="dark and narrow"),
    ],
)
def test_axe_finds_nothing_in_any_element(
    rich: Path, open_page: Open, scheme: str, size: dict[str, int], *, odd_alone: bool
) -> None:
    found = {}
    for path in ODD if odd_alone else pages_of(rich):
        page = open_page(rich, path, color_scheme=scheme, viewport=size).page
        found[path] = axe_problems(page)
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_axe_finds_nothing_in_the_open_drawer(rich: Path, open_page: Open) -> None:
    page = open_page(rich, "book/elements.html", viewport=NARROW).page
    page.locator(".site-bar [data-ws-nav]").click()
    settle(page)
    # The text behind the drawer is inert, so axe misses the main landmark and the heading there.
    behind = ("landmark-one-main", "page-has-heading-one")
    assert [each for each in axe_problems(page) if not each.startswith(behind)] == []

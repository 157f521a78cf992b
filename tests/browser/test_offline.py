"""The book without a network: from the zip, and kept by the browser."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browser.conftest import KINDS, wait_for_widgets
from tests.browser.server import Server, serving_while_it_lasts
from whosays.site import packing
from whosays.site.packing import Site
from whosays.words.language import Words

pytestmark = pytest.mark.deep

FIRST = "book/en/index.html"
WAYS = "book/en/ways.html"
LESSON = "book/en/practice-claims.html"
LESSONS = [path for path in KINDS if path.startswith("book/")]
CHANGED = "A sentence of release B."
LOADS = re.compile(r"href|src|data-[\w-]*src")
# Names of the copies that are whole; for a page two folders below the root.
WHOLE = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  await caches.match(new URL("../../?whole", location.href), {cacheName: name}) ? name : ""))
).filter(Boolean)"""
# Pages, and files that they load at once or later, which nobody answers for.
LOST = """async (pages) => {
  const files = new Set();
  const lost = [];
  const text = async (address) => {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) lost.push(address);
    return answer?.ok ? await answer.text() : "";
  };
  for (const address of pages) {
    const page = new DOMParser().parseFromString(await text(address), "text/html");
    const loading = "link[rel=stylesheet], script, img, [data-widget-model]";
    for (const each of page.querySelectorAll(loading)) {
      for (const { name, value } of each.attributes) {
        if (/^(href|src|data-.*src)$/.test(name)) files.add(new URL(value, address).href);
      }
    }
  }
  for (const file of files) await text(file);
  return lost;
}"""
WORDS = Words("en")


@pytest.fixture
def server(site_dir: Path, tmp_path: Path) -> Iterator[Server]:
    folder = Path(shutil.copytree(site_dir, tmp_path / "a"))
    with serving_while_it_lasts(folder) as made:
        yield made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(reduced_motion="reduce")
    yield made
    made.close()


def title_of(folder: Path) -> str:
    """The book's title, as the build takes it for the zip."""
    page = BeautifulSoup((folder / FIRST).read_text("utf-8"), "html.parser")
    return page.select_one("title").text.rpartition("—")[2].strip()  # type: ignore[union-attr]


def release_b(server: Server) -> None:
    """Show another release: a lesson says something else, and page.js has another name."""
    folder = Path(shutil.copytree(server.folder, server.folder.with_name("b")))
    (script,) = (folder / "_static/whosays").glob("page-*.js")
    script.rename(script.with_name("page-bbbbbbbbbb.js"))
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8").replace(script.name, "page-bbbbbbbbbb.js")
        if page.name == "practice-claims.html":
            text = text.replace("</h1>", f"</h1><p>{CHANGED}</p>", 1)
        page.write_text(text, encoding="utf-8")
    packing.pack(Site(folder, title_of(folder), WORDS))
    server.folder = folder


def keep_the_book(page: Page, server: Server) -> list[str]:
    """Have the book kept at once, and wait for it; gives the names of the copies that are whole."""
    page.goto(server.address + WAYS)
    page.locator("[data-ws-keep]").click()
    expect(page.locator("[data-ws-drop]")).to_be_visible(timeout=60_000)
    names: list[str] = page.evaluate(WHOLE)
    return names


def wait_for_copy(
    page: Page, other_than: str = "", *, alone: bool = False, seconds: int = 90
) -> None:
    """Wait until a copy is whole that is not the one of this name, and perhaps the only one."""
    page.evaluate(
        f"""async ([old, alone]) => {{
          const whole = {WHOLE};
          for (let n = 0; n < {seconds * 10}; n++) {{
            const names = await whole();
            const found = names.some((name) => name !== old);
            if (found && !(alone && (await caches.keys()).length > 1)) return;
            await new Promise((resolve) => setTimeout(resolve, 100));
          }}
          throw new Error("no copy: " + (await caches.keys()));
        }}""",
        [other_than, alone],
    )


def lessons(page: Page) -> list[str]:
    """Addresses of all pages in the book's contents."""
    links = "[...document.querySelectorAll('#site-navigation .bd-links a')].map((a) => a.href)"
    found: list[str] = page.evaluate(links)
    return list(dict.fromkeys(address.split("#")[0] for address in found))


def answer_a_question(page: Page) -> None:
    """Choose the first option of the first question that is shown."""
    page.locator(".ws-quiz:not(.ws-fallback) input[type=radio]").first.check(force=True)


def stored(page: Page) -> list[str]:
    names: list[str] = page.evaluate("Object.keys(localStorage).sort()")
    return names


# --- kept by the browser ------------------------------------------------------------------------


def test_the_book_is_kept_some_seconds_after_the_first_visit_and_read_without_a_network(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    page.goto(server.address + FIRST)
    wait_for_widgets(page)
    before = len(server.asked)
    page.wait_for_timeout(4000)
    assert server.since(before) == [], "the first visit asks for nothing beyond the page"
    wait_for_copy(page)
    fetched = [unquote(urlsplit(path).path) for path in server.since(before)]
    assert not [path for path in fetched if path.endswith((".zip", ".pdf"))]
    assert not [path for path in fetched if path.startswith(("lite/", "data/"))]

    server.answers = "none"
    context.set_offline(True)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    every = lessons(page)
    assert len(every) > 30
    assert page.evaluate(LOST, every) == []
    for path in LESSONS:
        page.goto(server.address + path)
        wait_for_widgets(page)
        expect(page.locator(".site-kept-copy")).to_be_visible()
        if page.locator("[data-widget-failed]").count():
            wrong.append(f"{path}: a widget failed")
    assert wrong == []
    page.goto(server.address + LESSON)
    answer_a_question(page)


def test_a_page_that_is_not_kept_says_so(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    keep_the_book(page, server)
    server.answers = "none"
    context.set_offline(True)
    page.goto(server.address + "nowhere.html")
    expect(page.locator("h1")).to_have_text(WORDS.of("site")["kept_absent"])
    page.locator("main a").click()
    expect(page.locator("main article h1").first).to_be_visible()


def test_a_release_is_shown_at_once_and_kept_later(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    (old,) = keep_the_book(page, server)
    page.goto(server.address + LESSON)
    wait_for_widgets(page)
    answer_a_question(page)
    answers = stored(page)
    release_b(server)

    # A page of release A that is open goes on working, and leads to release B.
    answer_a_question(page)
    page.locator(".ws-bar .ws-dot").nth(1).click()
    other = context.new_page()
    other.goto(server.address + LESSON)
    expect(other.get_by_text(CHANGED)).to_be_visible()
    wait_for_widgets(other)
    assert other.locator("[data-widget-failed]").count() == 0
    assert stored(other) == answers

    # Its copy comes with the next page that is the only one. A's goes with the one after that.
    page.close()
    asked = len(server.asked)
    # On a busy machine a closed page counts a while longer, or the next takes half a minute.
    for tries_left in (2, 1, 0):
        try:
            other.goto(server.address + WAYS)
            wait_for_copy(other, old, seconds=60)
            break
        except Error:
            assert tries_left
    assert not [path for path in server.since(asked) if "host" in path], "it has not changed"
    other.goto(server.address + FIRST)
    wait_for_copy(other, old, alone=True)
    assert stored(other) == answers
    server.answers = "none"
    context.set_offline(True)
    other.goto(server.address + LESSON)
    expect(other.get_by_text(CHANGED)).to_be_visible()


def test_an_old_lesson_is_shown_only_where_the_network_does_not_answer(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    keep_the_book(page, server)
    release_b(server)
    server.answers = "late"
    page.goto(server.address + LESSON)
    expect(page.locator(".site-kept-copy")).to_be_visible()
    expect(page.get_by_text(CHANGED)).to_have_count(0)
    wait_for_widgets(page)
    server.answers = "all"
    server.go.set()
    page.reload()
    expect(page.get_by_text(CHANGED)).to_be_visible()
    expect(page.locator(".site-kept-copy")).to_have_count(0)


def test_a_copy_is_never_of_two_releases(context: BrowserContext, server: Server) -> None:
    """A release that comes while the book is being fetched."""
    page = context.new_page()
    page.goto(server.address + WAYS)
    worker = (server.folder / "sw.js").read_bytes()
    release_b(server)
    (server.folder / "sw.js").write_bytes(worker)
    page.locator("[data-ws-keep]").click()
    expect(page.locator(".site-kept [role=status]")).to_have_text(
        WORDS.of("site")["kept_stopped"], timeout=60_000
    )
    assert page.evaluate(WHOLE) == []


def test_the_copy_can_be_removed_and_does_not_come_back(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    keep_the_book(page, server)
    page.locator("[data-ws-drop]").click()
    expect(page.locator("[data-ws-keep]")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    page.clock.install()
    page.goto(server.address + FIRST)
    page.clock.run_for(20_000)
    assert page.evaluate("caches.keys()") == []
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


@pytest.mark.parametrize(
    "refusal",
    [
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', {get() {throw new Error()}})",
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', {get() {}})",
        "Object.defineProperty(window, 'localStorage', {get() {throw new Error('refused')}})",
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})",
        "Object.defineProperty(navigator, 'connection', {value: {effectiveType: '2g'}})",
    ],
    ids=["workers refused", "no workers", "storage refused", "saves data", "slow line"],
)
def test_nothing_is_kept_where_it_is_refused_or_dear(
    context: BrowserContext, server: Server, refusal: str
) -> None:
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.add_init_script(refusal)
    page.clock.install()
    page.goto(server.address + FIRST)
    page.clock.run_for(20_000)
    assert "sw.js" not in server.since(0)
    assert wrong == []


# --- from the zip -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unzipped(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder in the zip, below a folder whose name has a space and an umlaut."""
    (archive,) = site_dir.glob("*.zip")
    folder = tmp_path_factory.mktemp("zip") / "Bücher und Hefte"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    (only,) = folder.iterdir()
    return only


def test_every_link_and_file_of_the_zip_is_in_it(unzipped: Path) -> None:
    dead = []
    for page in unzipped.rglob("*.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for element in soup.select(":not([rel=canonical])"):
            # At once, or when a widget comes near or is touched.
            named = (value for name, value in element.attrs.items() if LOADS.fullmatch(name))
            for url in map(urlsplit, named):
                if url.scheme or url.netloc or not url.path:
                    continue
                if not (page.parent / unquote(url.path)).is_file():
                    dead.append(f"{page.relative_to(unzipped)}: {url.path}")
    assert dead == []


def test_the_zip_is_read_from_its_door_to_its_last_page(
    context: BrowserContext, unzipped: Path
) -> None:
    context.set_offline(True)
    page = context.new_page()
    wrong: list[str] = []
    base = unzipped.as_uri() + "/"
    page.on(
        "request",
        lambda request: (
            request.url.startswith((base, "data:", "blob:")) or wrong.append(request.url)
        ),
    )
    page.on(
        "requestfailed",
        # What a page was still fetching when it was left is no fault.
        lambda request: (
            request.failure == "net::ERR_ABORTED" or wrong.append(f"failed: {request.url}")
        ),
    )
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None,
    )
    page.goto(f"{base}{WORDS.of('site')['zip_door']}.html".replace(" ", "%20"))
    page.wait_for_url("**/book/en/**")
    for path in LESSONS:
        page.goto(base + path)
        wait_for_widgets(page)
        if page.locator("[data-widget-failed]").count():
            wrong.append(f"{path}: a widget failed")
    assert wrong == []
    page.goto(base + WAYS)
    expect(page.get_by_text(WORDS.of("site")["zip_here"])).to_be_visible()
    page.goto(base + LESSON)
    answer_a_question(page)
    assert stored(page) != []
    page.goto(f"{base}search.html")
    page.locator("#ws-search-here").fill("soldiers")
    page.locator("#ws-search-here").press("Enter")
    expect(page.locator("#search-results a").first).to_be_visible()
    assert wrong == []

"""The built site in a browser that can reach nothing else."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, Route

from tests.browser.situations import SCREENS, SETTINGS, SITUATIONS
from tests.conftest import ROOT, in_turn
from tests.pages import Handler, serving
from tests.site.builds import built_book

__all__ = ["built_book"]

SUB_PATH = "/some/folder/"
NO_SITE = "(no site)"
STRICT = "default-src 'self'"
# What the policy stops is on the console as well, but not with every browser and every kind.
WATCH = """addEventListener("securitypolicyviolation", (event) => console.error(
  `the policy stopped ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`))"""
TEXT = (".html", ".css", ".js", ".json", ".svg", ".ipynb")


def site_folder() -> Path:
    """Folder of the site under test."""
    return Path(os.environ.get("WHOSAYS_SITE") or ROOT / "_build/html").resolve()


@cache
def pages_of(folder: Path) -> list[str]:
    """Every page of a built site that can be read, as paths from its root, JupyterLite's aside."""
    return sorted(
        page.relative_to(folder).as_posix()
        for page in folder.rglob("*.html")
        if not {"_static", "lite"} & {*page.relative_to(folder).parts}
        and 'http-equiv="refresh"' not in page.read_text("utf-8")
    )


# What differs in everything stands two apart (``opened``).
LOOKS = {
    f"{scheme} and {size}": {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    for scheme, size, width in (
        ("light", "wide", 1280),
        ("light", "narrow", 390),
        ("dark", "narrow", 390),
        ("dark", "wide", 1280),
    )
}
RETURNING = {
    f"{why}, {look}": (query, look)
    for why, query, look in (
        ("to go on", "", "light and narrow"),
        ("to go on", "", "dark and wide"),
        ("to review", "?review", "dark and wide"),
        ("to review", "?review", "light and narrow"),
    )
}
"""Why a reader comes back: what is behind the address, and how the page looks."""
PRINTED = ["blank", "after an answer", "with the key", "without JavaScript"]
WAYS: dict[str, list[str]] = {
    "transport": ["http", "file"],
    "look": list(LOOKS),
    "printed": PRINTED,
    "returning": list(RETURNING),
    "situation": list(SITUATIONS),
    "setting": list(SETTINGS),
    "enlarged": list(SCREENS),
}
"""Ways to open a page, by the argument of a test that takes them."""


# What `make test` opens in a browser, one page of each kind; `make deep` opens all. What needs no
# browser looks at all of them with both.
KINDS = (
    "book/en/index.html",  # the first page: a table, links to all
    "book/en/article.html",  # the whole text
    "book/en/claims.html",  # questions, a table
    "book/en/numbers.html",  # charts, an axis to fill
    "book/en/framing.html",  # a passage to mark, a card
    "book/en/disputes.html",  # boards
    "book/en/unseen.html",  # a form to hand in
    "book/en/practice-attributions.html",  # many questions
    "book/en/results.html",  # what a browser keeps
    "book/en/teachers.html",  # downloads, no widget
    "book/en/glossary.html",  # words alone
    "book/en/second-article.html",  # the other case
    "search.html",
    "404.html",
)


def opened(
    pages: Sequence[str], ways: Sequence[str], *, deep: bool, kinds_alone: bool
) -> list[tuple[str, str]]:
    """Pages with the ways in which they are opened, given in turn, those of ``KINDS`` first.

    With `make test` one page of each kind. With `make deep` (modules with ``DEEP``) every page
    (with ``KINDS_ALONE`` one of each kind). With WHOSAYS_EVERY_WAY every page.
    """
    ordered = sorted(pages, key=lambda page: KINDS.index(page) if page in KINDS else len(KINDS))
    if kinds_alone and "WHOSAYS_EVERY_WAY" not in os.environ:
        ordered = [page for page in ordered if page in KINDS] or ordered
    return in_turn(ordered, ways, deep=deep)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes ``page_path`` for pages of the site, some in a way to open them."""
    if "page_path" not in metafunc.fixturenames:
        return
    pages = pages_of(site_folder()) or [NO_SITE]
    way = next((name for name in WAYS if name in metafunc.fixturenames), "")
    if "browser" not in metafunc.fixturenames:
        metafunc.parametrize("page_path", pages)
        return
    deep = getattr(metafunc.module, "DEEP", False)
    kinds_alone = getattr(metafunc.module, "KINDS_ALONE", not deep)
    pairs = opened(pages, WAYS.get(way, [""]), deep=deep, kinds_alone=kinds_alone)
    if way in ("enlarged", "printed") and not deep:
        pairs = pairs[::2]  # each takes as long as many others
    if way:
        metafunc.parametrize(f"page_path, {way}", pairs)
    else:
        metafunc.parametrize("page_path", [page for page, _ in pairs])


@pytest.fixture(scope="session")
def site_dir() -> Path:
    """The built site; fails with what to do where there is none."""
    folder = site_folder()
    if not (folder / "index.html").is_file():
        pytest.fail(
            f"There is no built site in {folder}. Say `make book` first, or set WHOSAYS_SITE to "
            "the folder that holds its index.html.",
            pytrace=False,
        )
    return folder


# --- serving ------------------------------------------------------------------------------------


class BelowASubPath(Handler):
    """Serves a folder below a sub-path, as a project's page on a shared host would be.

    As strictly as a server can: nothing from elsewhere, and nothing that stands in the page itself.
    """

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        bare = urlsplit(path).path
        if not bare.startswith(SUB_PATH):
            return str(Path(self.directory) / "nothing outside the sub-path")
        return super().translate_path(bare.removeprefix(SUB_PATH.rstrip("/")))


def addresses(handler: type[BelowASubPath]) -> Iterator[Callable[[Path], str]]:
    """What gives the address under which a folder is served, while it is asked for."""
    with ExitStack() as running:

        @cache
        def address(folder: Path) -> str:
            return running.enter_context(serving(folder, handler)) + SUB_PATH

        yield address


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """``serve(folder)`` gives the address under which the folder is served."""
    yield from addresses(BelowASubPath)


# --- looking ------------------------------------------------------------------------------------


@dataclass
class Visit:
    """A page that was opened, and what happened meanwhile."""

    page: Page
    base: str
    requested: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def files(self) -> set[str]:
        """Paths of the site's files that were requested, from its root."""
        own = (url for url in self.requested if url.startswith(self.base))
        paths = (urlsplit(url)._replace(query="", fragment="").geturl() for url in own)
        return {unquote(path.removeprefix(self.base)) for path in paths}


Open = Callable[..., Visit]


@pytest.fixture
def open_page(browser: Browser, serve: Callable[[Path], str]) -> Iterator[Open]:
    """``open_page(folder, path)`` opens a page of a built site as a first-time reader would.

    ``transport`` is "http" or "file"; ``options`` are those of Playwright's ``new_context``. All
    widgets start, unless ``start`` is false: then those that are near do.
    """
    contexts = []

    def opened(
        folder: Path,
        path: str,
        transport: str = "http",
        init: str = "",
        *,
        start: bool = True,
        **options: Any,
    ) -> Visit:
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        base = serve(folder) if transport == "http" else folder.as_uri() + "/"
        visit = Visit(context.new_page(), base)
        page = visit.page

        def refuse(route: Route) -> None:
            visit.problems.append(f"another origin: {route.request.url}")
            route.abort()

        # By an expression, so that only what it fits is asked about here, request by request.
        context.route(re.compile(rf"^(?!{re.escape(base)}|data:|blob:)"), refuse)
        context.on("request", lambda request: visit.requested.append(request.url))
        page.on("pageerror", lambda error: visit.problems.append(f"error: {error}"))
        page.on(
            "requestfailed",
            # What a page was still fetching when it was left is no fault.
            lambda request: (
                request.failure == "net::ERR_ABORTED"
                or visit.problems.append(f"failed: {request.url}")
            ),
        )
        page.on(
            "response",
            lambda reply: (
                visit.problems.append(f"{reply.status}: {reply.url}")
                if reply.status >= 400
                else None
            ),
        )
        page.on(
            "console",
            lambda message: (
                visit.problems.append(f"console {message.type}: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        page.add_init_script(WATCH)
        if init:
            page.add_init_script(init)
        page.goto(base + path)
        if start and options.get("java_script_enabled", True):
            wait_for_widgets(page)
        return visit

    yield opened
    for context in contexts:
        context.close()


def wait_for_widgets(page: Page | Frame) -> None:
    """Let every widget start, near or far, and wait until each has done so or given up."""
    page.wait_for_function(
        """() => {
          window.whosays?.startAll?.();
          return [...document.querySelectorAll("[data-widget-model]")].every(
            (place) => "widgetReady" in place.dataset || "widgetFailed" in place.dataset);
        }""",
        timeout=10_000,
    )


def weight_on_the_wire(folder: Path, files: set[str]) -> int:
    """Bytes that a server with gzip would send for these files, headers aside."""
    return sum(compressed_size(folder / name) for name in files if (folder / name).is_file())


def compressed_size(path: Path) -> int:
    """Size of a file as it travels: text compressed, pictures as they are."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6, mtime=0)) if path.suffix in TEXT else len(content)

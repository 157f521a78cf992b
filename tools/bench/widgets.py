"""How long a page of quiz items takes until a reader can use it, on a slow machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import Browser, sync_playwright

from tools.bench.server import serving
from tools.bench.tables import count, milliseconds, table
from tools.bench.workspace import REPOSITORY, Workspace, build
from tools.browsers import launch
from whosays import read_case
from whosays.views.questions import sentences_of
from whosays.widgets.quiz import Quiz

SLOWER = 4
SIZES = (50, 500)
RUNS = 7
READS = 1500  # milliseconds that a reader stays on the page before; browsers tidy up meanwhile
MOST_SECONDS = 0.5  # for the smaller of SIZES

# The widget has started, and the page has been laid out and painted with it.
_USABLE = """() => new Promise((resolve) => {
  const painted = () => requestAnimationFrame(() => setTimeout(() => resolve([
    performance.getEntriesByName("whosays:widget-ready")[0].startTime, performance.now()])));
  if (document.querySelector("[data-widget-ready]")) painted();
  else addEventListener("whosays:ready", painted, { once: true });
})"""

_PAGE = """---
file_format: mystnb
kernelspec:
  name: python3
---

# {size} questions

```{{code-cell}} python
:tags: [remove-input]
from tools.bench.widgets import quiz_of

quiz_of({size})
```
"""


def quiz_of(size: int) -> Quiz:
    """A quiz with so many items: those of the real case over and over, with ids of their own."""
    case = read_case(REPOSITORY / "seeds/kursk-2024")
    every = [item for bank in case.quizzes.values() for item in bank.items]
    items = [every[n % len(every)].model_copy(update={"id": f"sample-{n}"}) for n in range(size)]
    return Quiz(
        items,
        sentences=sentences_of(case, items),
        title="Samples",
        original=case.article.language,
    )


def quiz_book(folder: Path) -> Path:
    """A book with a page for each size; returns the folder of its pages."""
    source = folder / "quizzes"
    source.mkdir()
    for size in SIZES:
        (source / f"quiz{size}.md").write_text(_PAGE.format(size=size), encoding="utf-8")
    (source / "index.md").write_text("# Questions\n", encoding="utf-8")
    config = {
        "title": "Questions",
        "author": "Nobody",
        "logo": "",
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": "force", "timeout": 120},
        "sphinx": {"extra_extensions": ["whosays.site"]},
    }
    toc = {
        "format": "jb-book",
        "root": "index",
        "chapters": [{"file": f"quiz{size}"} for size in SIZES],
    }
    for name, content in (("_config.yml", config), ("_toc.yml", toc)):
        (source / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    output = folder / "quizzes-built"
    build(source, output, {**os.environ, "PYTHONPATH": str(REPOSITORY)})
    return output / "_build/html"


def visit(browser: Browser, url: str, before: str = "") -> tuple[float, float]:
    """Seconds from the start of a visit until the widget is there, and until it is painted.

    ``before`` is the page from which the reader comes; without one the browser has seen nothing of
    the site yet.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if before:
        page.goto(before)
        page.wait_for_timeout(READS)
    page.goto(url, wait_until="commit")
    page.wait_for_load_state()
    ready, painted = page.evaluate(_USABLE)
    context.close()
    return ready / 1000, painted / 1000


def widgets_section(workspace: Workspace) -> Iterator[str]:
    """Quiz items: time until a page with many of them can be used, on a slow machine."""
    html = quiz_book(workspace.folder)
    rows = []
    with serving(html) as host, sync_playwright() as playwright, launch(playwright) as browser:
        for size in SIZES:
            url = f"{host.url}/quiz{size}.html"
            for how, before in (("next", f"{host.url}/index.html"), ("first", "")):
                visits = [visit(browser, url, before) for _ in range(RUNS)]
                ready, painted = (median(times) for times in zip(*visits, strict=True))
                cells = (
                    milliseconds(ready),
                    milliseconds(painted),
                    f"{ready / size * 1000:.1f} ms",
                )
                rows.append((count(size), how, *cells))
    yield table(("items", "page", "usable", "painted", "per item"), rows)
    yield ""
    yield f"{SIZES[0]} items on a next page are to be usable in {milliseconds(MOST_SECONDS)}."
    yield "Usable: from the start of the visit until the widget has taken the place of its static"
    yield "form; painted: until it has been drawn as well. Next: the reader comes from another page"
    yield "of the book; first: from elsewhere, with an empty cache and a browser process that has"
    yield f"just begun. CPU {SLOWER} times slowed down by Chromium, no network to wait for,"
    yield f"median of {RUNS} visits."

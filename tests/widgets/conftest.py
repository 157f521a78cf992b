"""A page with nothing on it but a widget: no site, no kernel, a model that only remembers.

``open_widget(widget)`` writes such a page and opens it. Tests use the returned Playwright page;
``page.evaluate("harness.state.answers")`` reads what the widget told its model.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pydantic import TypeAdapter

from tests.pages import Handler, axe_problems, serving
from whosays.widgets._base import Widget

__all__ = ["OpenWidget", "axe_problems"]

LOOK = (files("whosays.site") / "static" / "site.css").read_text(encoding="utf-8")
"""The book's own colours in both schemes."""

_PAGE = """<!doctype html>
<html lang="en" data-theme="{scheme}">
<head><meta charset="utf-8"><title>One widget</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>{look}</style>
<style>body {{ background: var(--ws-paper); color: var(--ws-ink); margin: 0;
  font: 1.0625rem/1.6 var(--ws-serif, serif) }}
  main {{ max-width: 46rem; margin: auto; padding: 0 1rem }}</style>
<style>{css}</style></head>
<body><main><h1>One widget</h1>{body}</main>
<script type="application/json" id="data">{data}</script>
{script}
</body></html>"""

_MODEL = (Path(__file__).parent / "model.js").read_text(encoding="utf-8")
_SCRIPT = f'<script type="module">\n{_MODEL}</script>'


def page_html(
    widget: Widget, scheme: str = "light", *, script: bool = True, look: str = LOOK
) -> str:
    """A page that shows the widget, or its fallback where ``script`` is false."""
    state = {
        name: getattr(widget, name)
        for name in widget.trait_names(sync=True)
        if not name.startswith("_") and name not in ("layout", "tabbable", "tooltip", "comm")
    }
    data = json.dumps(
        {"esm": widget._esm, "state": state, "contract": contract_of(widget)}, default=str
    )
    return _PAGE.format(
        scheme=scheme,
        look=look,
        css=widget._css,
        body='<div id="host"></div>' if script else widget.fallback(),
        data=data.replace("<", "\\u003c") if script else "{}",
        script=_SCRIPT if script else "",
    )


def contract_of(widget: Widget) -> dict[str, Any]:
    """JSON Schemas of the data in a widget's traits, from the types that Python gives them."""
    return {name: TypeAdapter(type_).json_schema() for name, type_ in widget.contract.items()}


class _Fresh(Handler):
    def end_headers(self) -> None:
        """A page may be written anew within the second that its date tells apart."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and the address under which it is served."""
    folder = tmp_path_factory.mktemp("widgets")
    with serving(folder, _Fresh) as address:
        yield folder, address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(reduced_motion="reduce")
    yield made
    made.close()


OpenWidget = Callable[..., Page]


@pytest.fixture
def open_widget(context: BrowserContext, site: tuple[Path, str]) -> Iterator[OpenWidget]:
    """Opens a page with the widget; afterwards nothing may have appeared on its console."""
    folder, address = site
    said: list[str] = []

    def opened(  # noqa: PLR0913 (all but the widget are optional)
        widget: Widget,
        scheme: str = "light",
        *,
        name: str = "page",
        file: bool = False,
        script: bool = True,
        init: str = "",
        width: int = 1280,
    ) -> Page:
        """``init`` is a script that runs before the page's own; ``file`` opens from the folder."""
        path = folder / f"{name}.html"
        path.write_text(page_html(widget, scheme, script=script), encoding="utf-8")
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        if init:
            page.add_init_script(init)
        page.goto(path.as_uri() if file else f"{address}/{path.name}")
        if script:
            page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    assert said == []

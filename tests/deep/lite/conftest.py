"""Python in the reader's browser, served below a sub-path, with nothing else to reach."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from tests.conftest import ROOT
from tests.deep.live.lab import Lab
from tests.pages import serving
from tools.browsers import launch_options

BELOW = "a/sub/path"

# Pyodide's kernel gives no value for an expression; what it prints comes as it does in a cell.
_PRINT = """async (code) => {
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  const request = kernel.requestExecute({ code, store_history: false });
  let said = "";
  request.onIOPub = ({ content }) => { said += content.text ?? content.evalue ?? ""; };
  await request.done;
  return said;
}"""


@pytest.fixture(scope="package")
def lite_dir() -> Path:
    """The built folder; fails with what to do where there is none."""
    folder = Path(os.environ.get("WHOSAYS_LITE") or ROOT / "_build/lite").resolve()
    if not (folder / "about.json").is_file():
        pytest.fail(
            f"There is no about.json in {folder}. Run `make lite`, or name a folder that "
            "`python -m lite` has built in WHOSAYS_LITE.",
            pytrace=False,
        )
    return folder


@pytest.fixture(scope="package")
def address(lite_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the folder is served, as it is, below a sub-path."""
    root = tmp_path_factory.mktemp("served")
    place = root / BELOW
    place.mkdir(parents=True)
    (place / "lite").symlink_to(lite_dir)
    with serving(root) as server:
        yield f"{server}/{BELOW}/lite"


class Elsewhere:
    """Stands for all other servers: refuses, and keeps who was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.port = 0


@pytest.fixture(scope="package")
def elsewhere() -> Iterator[Elsewhere]:
    """A proxy through which a browser asks for everything that is not on this machine."""
    made = Elsewhere()

    class Refuse(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            made.asked.append(f"{self.command} {self.path}")
            self.send_error(502)

        do_GET = do_POST = do_HEAD = do_CONNECT = refuse  # noqa: N815 - http.server's names

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refuse)
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="package")
def watched(playwright: Playwright, elsewhere: Elsewhere) -> Iterator[Browser]:
    """A browser whose requests to other servers are kept, those of workers included.

    ``lan.example`` is this machine by another name, as a reader in a school's network sees it:
    there a page is not in a secure context.
    """
    # Not Playwright's own option for a proxy, which sends requests to this machine there as well.
    args = [
        f"--proxy-server=http://127.0.0.1:{elsewhere.port}",
        "--proxy-bypass-list=lan.example",
        "--host-resolver-rules=MAP lan.example 127.0.0.1",
    ]
    launched = playwright.chromium.launch(**launch_options(playwright), args=args)
    yield launched
    launched.close()


class LiteLab(Lab):
    """The notebook application in a browser, without a server behind it."""

    def open(self, notebook: str) -> None:
        """Open a notebook as the button of its lesson does, and wait for its kernel."""
        self.page.goto(f"{self.url}/notebooks/index.html?path={notebook}")
        self.page.wait_for_function(
            """(path) => {
              const panel = window.jupyterapp?.shell.currentWidget;
              return panel?.context?.path === path && panel.sessionContext.isReady
                && panel.sessionContext.session?.kernel?.status === "idle";
            }""",
            arg=notebook,
            timeout=120_000,
        )

    def python(self, expression: str) -> Any:
        """Value of a Python expression in the notebook's kernel (anything that JSON can hold)."""
        code = f"print(__import__('json').dumps({expression}))"
        return json.loads(self.page.evaluate(_PRINT, code))


@pytest.fixture
def open_lab(watched: Browser, address: str) -> Iterator[Callable[..., LiteLab]]:
    """``open_lab()`` is the application for somebody who has not been there, ``open_lab(address)``
    the same under another address."""
    opened: list[LiteLab] = []

    def made(url: str = address) -> LiteLab:
        context = watched.new_context(viewport={"width": 1280, "height": 1600})
        lab = LiteLab(context, url, "", "")
        opened.append(lab)
        return lab

    yield made
    for lab in opened:
        lab.page.context.close()

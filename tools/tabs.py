"""One tab of any browser, for what the tests do in all of them: open, look, press keys.

Playwright drives Chromium and the builds of Firefox and WebKit that it downloads. It cannot drive
those of a distribution, which speak the standards instead: Firefox WebDriver BiDi, WebKitGTK
WebDriver. Both are spoken here directly, since Selenium needs a geckodriver for Firefox, which
Debian does not have, and five commands suffice.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, Protocol, TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import websocket
from playwright.sync_api import Page

WIDTH, HEIGHT = 1280, 900
SECONDS = 30
"""For one command."""
START = 60
"""Seconds for a browser to start: a busy machine takes long."""

T = TypeVar("T")

KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": "\ue00d",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
"""Playwright's names of keys and the characters that WebDriver has for them."""


class BrowserError(Exception):
    """The browser does not start, or refuses a command."""


class Tab(Protocol):
    """A window of a browser with one page."""

    version: str

    def open(self, url: str) -> None:
        """Go to an address and wait until the page is loaded."""

    def evaluate(self, expression: str) -> Any:
        """Value of a JavaScript expression, as JSON."""

    def press(self, *keys: str) -> None:
        """Press keys, by the names in KEYS or as characters, one after the other."""


def wait_until(tab: Tab, expression: str, seconds: float = SECONDS) -> Any:
    """The value of an expression, once it is true; BrowserError if it never is."""
    end = time.monotonic() + seconds
    while not (value := tab.evaluate(expression)):
        if time.monotonic() > end:
            raise BrowserError(f"never true in {seconds:.0f} s: {expression}")
        time.sleep(0.05)
    return value


def _key_actions(keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Keys as WebDriver, old and new, wants them."""
    pressed = [KEYS.get(key, key) for key in keys]
    actions = [{"type": t, "value": key} for key in pressed for t in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": actions}]


def _json_of(expression: str) -> str:
    # As text, since the standards wrap values, each in its own way.
    return f"JSON.stringify([{expression}])"


# --- Playwright -------------------------------------------------------------------------------


class PlaywrightTab:
    """A page of a browser that Playwright has launched."""

    def __init__(self, page: Page, version: str) -> None:
        self.page = page
        self.version = version
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    def open(self, url: str) -> None:
        self.page.goto(url)

    def evaluate(self, expression: str) -> Any:
        return json.loads(self.page.evaluate(_json_of(expression)))[0]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


# --- Firefox: WebDriver BiDi, over a web socket -----------------------------------------------


class BidiTab:
    """A tab of a Firefox that listens for WebDriver BiDi."""

    def __init__(self, address: str) -> None:
        self._numbers = count(1)
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=SECONDS, suppress_origin=True
        )
        session = self.send("session.new", capabilities={})
        self.version = session["capabilities"]["browserVersion"]
        # Not the window that is there: without a desktop, only a new one has the focus.
        self._context = self.send("browsingContext.create", type="window")["context"]
        size = {"width": WIDTH, "height": HEIGHT}
        self.send("browsingContext.setViewport", context=self._context, viewport=size)

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Result of a command; what Firefox says unasked is passed over."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass
        if answer["type"] == "error":
            raise BrowserError(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, url: str) -> None:
        self.send("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        answer = self.send(
            "script.evaluate",
            expression=_json_of(expression),
            target={"context": self._context},
            awaitPromise=False,
        )
        if answer["type"] == "exception":
            raise BrowserError(f"{expression}: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"]["value"])[0]

    def press(self, *keys: str) -> None:
        self.send("input.performActions", context=self._context, actions=_key_actions(keys))


@contextmanager
def firefox(program: Path) -> Iterator[BidiTab]:
    """A tab of a Firefox as it was installed, with a profile that is thrown away."""
    with TemporaryDirectory(prefix="whosays-firefox-", ignore_cleanup_errors=True) as profile:
        (Path(profile) / "user.js").write_text('user_pref("ui.prefersReducedMotion", 1);\n')
        options = ["--headless", "--no-remote", "--profile", profile]
        command = [str(program), *options, "--remote-debugging-port", "0"]
        with _running(command) as said:
            found = _wait_for(lambda: re.search(r"listening on (ws://\S+)", said()), command, said)
            tab = BidiTab(found[1])
            yield tab
            with suppress(OSError, websocket.WebSocketException):
                tab.send("browser.close")


# --- WebKitGTK: WebDriver, over HTTP ----------------------------------------------------------


class WebDriverTab:
    """A window of the browser that a WebDriver server starts."""

    def __init__(self, address: str) -> None:
        self._session = f"{address}/session"
        made = self.send("POST", "", capabilities={})
        self._session += f"/{made['sessionId']}"
        self.version = made["capabilities"]["browserVersion"]
        self.send("POST", "/window/rect", width=WIDTH, height=HEIGHT)

    def send(self, method: str, path: str, **body: Any) -> Any:
        """Result of a command."""
        request = Request(  # noqa: S310 (a server of our own)
            self._session + path,
            json.dumps(body).encode() if method == "POST" else None,
            {"Content-Type": "application/json"},
            method=method,
        )
        try:
            with urlopen(request, timeout=SECONDS) as reply:  # noqa: S310
                return json.load(reply)["value"]
        except HTTPError as error:
            raise BrowserError(f"{path}: {error.read().decode(errors='replace')}") from error

    def open(self, url: str) -> None:
        self.send("POST", "/url", url=url)

    def evaluate(self, expression: str) -> Any:
        script = f"return {_json_of(expression)}"
        return json.loads(self.send("POST", "/execute/sync", script=script, args=[]))[0]

    def press(self, *keys: str) -> None:
        self.send("POST", "/actions", actions=_key_actions(keys))


@contextmanager
def webkit(program: Path) -> Iterator[WebDriverTab]:
    """A window of the browser that comes with WebKitWebDriver, on a screen that nobody sees."""
    with ExitStack() as stack:
        # No desktop: an X server of our own, no accessibility bus to ask for, no graphics card.
        environment = {
            "DISPLAY": stack.enter_context(_screen()),
            "GDK_BACKEND": "x11",
            "NO_AT_BRIDGE": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        port = _free_port()
        command = [str(program), f"--port={port}"]
        said = stack.enter_context(_running(command, **environment))
        address = f"http://127.0.0.1:{port}"
        _wait_for(lambda: _answers(f"{address}/status"), command, said)
        tab = WebDriverTab(address)
        yield tab
        with suppress(OSError, BrowserError):
            tab.send("DELETE", "")


@contextmanager
def _screen() -> Iterator[str]:
    """Number of an X server that draws into memory."""
    server = shutil.which("Xvfb")
    if server is None:
        raise BrowserError("WebKitGTK needs a screen: there is no Xvfb (Debian's package xvfb).")
    read, write = os.pipe()
    command = [server, "-displayfd", str(write), "-screen", "0", "1400x1000x24"]
    with _running([*command, "-nolisten", "tcp"], pass_fds=(write,)) as said:
        os.close(write)  # so that reading ends if the server does
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise BrowserError(f"Xvfb did not start: {said()}")
        yield f":{number}"


# --- processes --------------------------------------------------------------------------------


@contextmanager
def _running(
    command: list[str], *, pass_fds: tuple[int, ...] = (), **environment: str
) -> Iterator[Callable[[], str]]:
    """A program while it is needed; what is yielded tells what it has said so far."""
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(  # noqa: S603 (a browser that was found or named)
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            pass_fds=pass_fds,
            start_new_session=True,  # so that its own children end with it
        )
        try:
            yield lambda: os.pread(output.fileno(), 100_000, 0).decode(errors="replace")
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it has started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)


def _wait_for(look: Callable[[], T], command: list[str], said: Callable[[], str]) -> T:
    """What ``look`` finds, once it finds something."""
    end = time.monotonic() + START
    while not (found := look()):
        if time.monotonic() > end:
            raise BrowserError(f"{' '.join(command)} did not start. It said: {said()[-1000:]}")
        time.sleep(0.05)
    return found


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=1):  # noqa: S310 (a server of our own)
            return True
    except (URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port

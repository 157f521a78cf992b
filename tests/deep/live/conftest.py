"""A real Jupyter server on a copy of the repository, as Binder or a reader's laptop starts it.

The server runs from an environment that requirements.txt alone made; this one only drives the
browser.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.deep.live.lab import Lab

REPOSITORY = Path(__file__).parents[3]
SECONDS_TO_START = 60


@pytest.fixture(scope="package")
def reader_python() -> Path:
    """Python of the reader's environment; fails with what to do where there is none."""
    python = Path(os.environ.get("WHOSAYS_READER_PYTHON") or REPOSITORY / ".venv/bin/python")
    if not python.is_file():
        pytest.fail(
            f"There is no Python at {python}. Run `make book`, which sets up .venv, or name the "
            "Python of an environment made from requirements.txt in WHOSAYS_READER_PYTHON.",
            pytrace=False,
        )
    return python


@pytest.fixture(scope="package")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git has or would have, so that nothing is written into the repository."""
    copy = tmp_path_factory.mktemp("live") / "who-says-so"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (REPOSITORY / name).is_file():  # a file that was deleted is listed until that is staged
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, copy / name)
    return copy


@dataclass(frozen=True)
class Server:
    """Where the server answers, and for whom."""

    url: str
    token: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_environment(python: Path, home: Path) -> dict[str, str]:
    """Variables for the server: nothing of this user's settings, programs of its environment."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "PATH": os.pathsep.join([str(python.parent), os.environ["PATH"]]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def wait_until_it_answers(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers; fail with the end of its log if it does not."""
    request = Request(f"{server.url}/api/status")  # noqa: S310 (our own server)
    request.add_header("Authorization", f"token {server.token}")
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(request, timeout=5).close()  # noqa: S310 (our own server)
        except (URLError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(
        f"The Jupyter server did not start in {SECONDS_TO_START} s. Its last words:\n"
        + log.read_text(errors="replace")[-3000:],
        pytrace=False,
    )


def start(
    python: Path, root: Path, home: Path, server: Server, log: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start JupyterLab on a folder."""
    port = server.url.rpartition(":")[2]
    options = [
        "--no-browser",
        f"--port={port}",
        "--port-retries=0",
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={server.token}",
        "--expose-app-in-browser",
    ]
    if os.geteuid() == 0:
        options.append("--allow-root")
    return subprocess.Popen(  # noqa: S603 (the reader's Python)
        [python, "-m", "jupyterlab", *options],
        cwd=root,
        env=own_environment(python, home),
        stdout=log,
        stderr=subprocess.STDOUT,
    )


@pytest.fixture(scope="package")
def server(
    reader_python: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A running JupyterLab whose root folder is the copy of the repository."""
    home = tmp_path_factory.mktemp("home")
    log = home / "server.log"
    server = Server(f"http://localhost:{free_port()}", secrets.token_hex(16))
    with log.open("wb") as said:
        process = start(reader_python, checkout, home, server, said)
        try:
            wait_until_it_answers(server, process, log)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="package")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all tests here: JupyterLab's own files are fetched once."""
    made = browser.new_context(viewport={"width": 1280, "height": 1600})
    yield made
    made.close()


@pytest.fixture
def lab(server: Server, context: BrowserContext) -> Iterator[Lab]:
    """JupyterLab for a reader who has not been here before."""
    opened = Lab(context, server.url, server.token)
    yield opened
    opened.close()

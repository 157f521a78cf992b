"""A real Jupyter server on a copy of the repository, as a reader's laptop or Binder starts it.

The server runs from an environment of the reader's; that of the tests only drives the browser. A
module of tests names its environment (``ENVIRONMENT``).
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
from tools.binder import FOLDER as BINDER
from tools.binder import REPOSITORY, copy, tracked

SECONDS_TO_START = 60


@dataclass(frozen=True)
class Environment:
    """Where notebooks are run: a Python with Jupyter, and a folder with the notebooks in it."""

    python: Path
    root: Path  # what the server shows
    notebooks: str  # the folder of the notebooks below it
    server: str  # the program that serves them


def plain(folder: Path) -> Environment:
    """A reader's laptop: what ``make lab`` sets up, writes and starts."""
    python = Path(os.environ.get("WHOSAYS_READER_PYTHON") or REPOSITORY / ".venv/bin/python")
    if not python.is_file():
        pytest.fail(
            f"There is no Python at {python}. Run `make book`, which sets up .venv, or name the "
            "Python of an environment made from requirements.txt in WHOSAYS_READER_PYTHON.",
            pytrace=False,
        )
    root = folder / "who-says-so"
    copy(tracked(REPOSITORY), REPOSITORY, root)
    notebooks = "_build/notebooks"
    command = [str(python.with_name("whosays")), "notebooks", "book/en", "--to", notebooks]
    subprocess.run(command, cwd=root, check=True, capture_output=True)  # noqa: S603
    return Environment(python, root, notebooks, "jupyterlab")


def binder(folder: Path) -> Environment:
    """What Binder makes of the repository (:mod:`tools.binder`), and what it starts there."""
    made = Path(os.environ.get("WHOSAYS_BINDER") or BINDER)
    python = made / "prefix/bin/python"
    if not python.is_file():
        pytest.fail(
            f"There is no Python at {python}. Run `python -m tools.binder`, or name the folder "
            "that it made in WHOSAYS_BINDER.",
            pytrace=False,
        )
    root = folder / "repository"
    shutil.copytree(made / "repository", root)
    return Environment(python, root, "book/en", "notebook")


ENVIRONMENTS = {"plain": plain, "binder": binder}


@pytest.fixture(scope="module")
def environment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    """The environment that the module of the test names."""
    name = request.module.ENVIRONMENT
    return ENVIRONMENTS[name](tmp_path_factory.mktemp(name))


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
    environment: Environment, home: Path, server: Server, log: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start Jupyter on a folder."""
    options = [
        "--no-browser",
        f"--port={server.url.rpartition(':')[2]}",
        "--port-retries=0",
        f"--ServerApp.root_dir={environment.root}",
        f"--IdentityProvider.token={server.token}",
        "--LabApp.expose_app_in_browser=True",
    ]
    if os.geteuid() == 0:
        options.append("--allow-root")
    return subprocess.Popen(  # noqa: S603 (the environment's Python)
        [environment.python, "-m", environment.server, *options],
        cwd=environment.root,
        env=own_environment(environment.python, home),
        stdout=log,
        stderr=subprocess.STDOUT,
    )


@pytest.fixture(scope="module")
def server(environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Jupyter whose root folder is that of the environment."""
    home = tmp_path_factory.mktemp("home")
    log = home / "server.log"
    server = Server(f"http://localhost:{free_port()}", secrets.token_hex(16))
    with log.open("wb") as said:
        process = start(environment, home, server, said)
        try:
            wait_until_it_answers(server, process, log)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all tests here: JupyterLab's own files are fetched once."""
    made = browser.new_context(viewport={"width": 1280, "height": 1600})
    yield made
    made.close()


@pytest.fixture
def lab(environment: Environment, server: Server, context: BrowserContext) -> Iterator[Lab]:
    """JupyterLab for a reader who has not been here before."""
    opened = Lab(context, server.url, server.token, environment.notebooks)
    yield opened
    opened.close()

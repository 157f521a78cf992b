"""The browsers that the tests and the benchmark drive: where they are, how they get there, a start.

``python -m tools.browsers`` makes sure that there is one of each :class:`Kind`, or of those whose
names follow. Playwright drives Chromium in most tests (:func:`launch`); what has to hold in every
engine is tried in a tab of each (:func:`open_tab`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from tools.tabs import BrowserError, PlaywrightTab, Tab, firefox, webkit

MINUTE = 60


@dataclass(frozen=True)
class Kind:
    """A browser engine: what it is called in each place where it can come from."""

    name: str  # Playwright's
    variable: str  # environment variable that names the program
    programs: tuple[str, ...]  # looked for on PATH, in this order
    packages: tuple[tuple[str, ...], ...]  # Debian's: sets of packages, the one to try first first
    drive: Callable[[Path], AbstractContextManager[Tab]] | None = None
    """How a program is driven that Playwright has not brought along; None: by Playwright too."""
    beside: tuple[str, ...] = ()  # what a program on PATH is of no use without


CHROMIUM = Kind(
    name="chromium",
    variable="WHOSAYS_CHROMIUM",
    # The shell first: it draws no window around a page, which halves the time of the tests.
    programs=("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    packages=(("chromium-headless-shell",), ("chromium",)),
)
FIREFOX = Kind(
    name="firefox",
    variable="WHOSAYS_FIREFOX",
    programs=("firefox-esr", "firefox"),
    packages=(("firefox-esr",),),
    drive=firefox,
)
WEBKIT = Kind(
    name="webkit",
    variable="WHOSAYS_WEBKIT",
    programs=("WebKitWebDriver",),
    packages=(("webkit2gtk-driver", "xvfb"),),
    drive=webkit,
    beside=("Xvfb",),
)
KINDS = {kind.name: kind for kind in (CHROMIUM, FIREFOX, WEBKIT)}


class NoBrowserError(Exception):
    """There is no browser to drive; the message says what to do."""


# --- finding ----------------------------------------------------------------------------------


def find(
    kind: Kind, playwright: Playwright, environment: Mapping[str, str] = os.environ
) -> Path | None:
    """The program to drive: named in the environment, on PATH, or installed by Playwright.

    None if there is none. A program that the environment names has to exist, since whoever named
    it does not want another one.
    """
    if named := environment.get(kind.variable):
        if not shutil.which(named):
            raise NoBrowserError(
                f"{kind.variable} is {named}, and no program is there. "
                f"Correct it, or unset it to use any {kind.name} that is found."
            )
        return Path(str(shutil.which(named)))
    path = environment.get("PATH", os.defpath)
    if all(shutil.which(program, path=path) for program in kind.beside):
        for program in kind.programs:
            if found := shutil.which(program, path=path):
                return Path(found)
    own = own_program(kind, playwright)
    return own if own.is_file() else None


def own_program(kind: Kind, playwright: Playwright) -> Path:
    """Where Playwright keeps the program that it downloads, whether it is there or not."""
    return Path(getattr(playwright, kind.name).executable_path)


# --- starting ---------------------------------------------------------------------------------


def launch_options(playwright: Playwright, kind: Kind = CHROMIUM) -> dict[str, Any]:
    """What Playwright's ``launch`` takes to start the program that :func:`find` finds.

    Its own switches are the right ones: headless, no traffic in the background, and no sandbox,
    which the superuser of a container cannot have.
    """
    program = find(kind, playwright)
    if program is None:
        raise NoBrowserError(
            f"There is no {kind.name} to drive. Run: {sys.executable} -m tools.browsers"
        )
    return {"executable_path": program}


@contextmanager
def launch(playwright: Playwright, kind: Kind = CHROMIUM) -> Iterator[Browser]:
    """The browser for the length of a ``with`` block."""
    options = launch_options(playwright, kind)
    browser = getattr(playwright, kind.name).launch(**options)
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def open_tab(kind: Kind, playwright: Playwright) -> Iterator[Tab]:
    """A tab of the browser of this kind that :func:`find` finds, whatever can drive it."""
    program = launch_options(playwright, kind)["executable_path"]
    if kind.drive and program != own_program(kind, playwright):
        with kind.drive(program) as tab:
            yield tab
    else:
        with launch(playwright, kind) as browser:
            yield PlaywrightTab(browser.new_page(reduced_motion="reduce"), browser.version)


# --- installing -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One way to get a browser: commands that run after one another, each in bounded time."""

    what: str
    commands: tuple[Sequence[str], ...]
    minutes: int = 10


def from_debian(apt: str, packages: Sequence[str], megabytes: int) -> Step:
    """Packages of Debian, which take so much room together."""
    what = f"Installing Debian's {' and '.join(packages)} (about {megabytes} MB)"
    install = [apt, "install", "--yes", "--no-install-recommends", *packages]
    return Step(what, ([apt, "update"], install))


def is_root() -> bool:
    """Whether packages can be installed by whoever runs this."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def ways(kind: Kind, *, root: bool, apt: str | None) -> list[Step]:
    """Ways to install an engine here, the one to try first first."""
    found = [from_debian(apt, packages, 100) for packages in kind.packages] if root and apt else []
    with_libraries = ["--with-deps"] if root and apt else []
    download = [sys.executable, "-m", "playwright", "install", *with_libraries, kind.name]
    return [*found, Step(f"Downloading {kind.name} with Playwright (about 200 MB)", (download,))]


def run_step(step: Step, say: Callable[[str], None] = print) -> bool:
    """Run a step's commands, quietly; say why if one fails."""
    say(f"{step.what}; this can take some minutes …")
    for command in step.commands:
        try:
            subprocess.run(  # noqa: S603 (the commands are those of ways())
                command,
                check=True,
                timeout=step.minutes * MINUTE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
        except subprocess.TimeoutExpired:
            say(f"  {' '.join(command)} was stopped after {step.minutes} minutes.")
            return False
        except subprocess.CalledProcessError as error:
            said = [line.strip() for line in error.output.splitlines()]
            last = [line for line in said if line and not line.startswith("at ")][-3:]
            say("\n".join([f"  {' '.join(command)} failed:", *(f"    {line}" for line in last)]))
            return False
    return True


def version(kind: Kind, playwright: Playwright) -> str | None:
    """Version of the browser that is found, started to be sure; None if none is found."""
    if find(kind, playwright) is None:
        return None
    with open_tab(kind, playwright) as tab:
        return tab.version


def ensure(kind: Kind, say: Callable[[str], None] = print) -> None:
    """Make sure that an engine is there and starts; install it if it is not there."""
    with sync_playwright() as playwright:
        steps = ways(kind, root=is_root(), apt=shutil.which("apt-get"))
        while not (found := version(kind, playwright)) and steps:
            run_step(steps.pop(0), say)
        if not found:
            raise NoBrowserError(
                f"No {kind.name} was found and none could be installed. Install one "
                f"(Debian, Ubuntu: sudo apt-get install {' '.join(kind.packages[-1])}), or name "
                f"the program in {kind.variable}."
            )
        say(f"Browser for the tests: {kind.name} {found} ({find(kind, playwright)})")


def main(names: Sequence[str] = ()) -> int:
    """Make sure that the engines named are there, or all; if not, exit code 1 and the remedy."""
    try:
        for kind in [KINDS[name] for name in names or KINDS]:
            ensure(kind)
    except NoBrowserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (Error, BrowserError) as error:  # libraries are missing, for example
        sys.stderr.write(
            f"A {kind.name} is there and does not start. {error}\n"
            f"Name another one in {kind.variable}, or install it anew.\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

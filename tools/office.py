"""The word processor that the tests open documents with: where LibreOffice is, how it gets there.

``python -m tools.office`` makes sure that there is one. Where none can be installed it says so and
ends with 1; a test that needs one fails then, and says the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.browsers import MINUTE, from_debian, is_root, run_step

VARIABLE = "WHOSAYS_OFFICE"
PROGRAMS = ("soffice", "libreoffice")
PACKAGES = ("libreoffice-writer-nogui", "fonts-liberation")
"""Debian's; the fonts are as wide as those that documents name."""

PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
MISSING = (
    "There is no LibreOffice to open documents with. Install it (Debian, Ubuntu: sudo apt-get "
    f"install {' '.join(PACKAGES)}; elsewhere: libreoffice.org), or name the program in {VARIABLE}."
)


class NoOfficeError(Exception):
    """There is no LibreOffice; the message says what to do."""


def find(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The program: named in the environment, on PATH, or where a Mac has it; None without one."""
    path = environment.get("PATH", os.defpath)
    named = environment.get(VARIABLE)
    for program in (named,) if named else (*PROGRAMS, *PLACES):
        if found := shutil.which(program, path=path):
            return Path(found)
    return None


def ensure(say: Callable[[str], None] = print) -> Path:
    """The program, installed where that is possible; NoOfficeError where it is not."""
    apt = shutil.which("apt-get")
    if find() is None and apt and is_root():
        run_step(from_debian(apt, PACKAGES, 400), say)
    program = find()
    if program is None:
        raise NoOfficeError(MISSING)
    say(f"LibreOffice for the tests: {program}")
    return program


def as_pdf(document: Path, folder: Path) -> Path:
    """What LibreOffice prints of a document, as a PDF in ``folder``.

    NoOfficeError where there is none, or where it cannot open the document.
    """
    program = find()
    if program is None:
        raise NoOfficeError(MISSING)
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(  # noqa: S603 - a document of ours
            [
                program,
                f"-env:UserInstallation={Path(profile).as_uri()}",
                *("--headless", "--convert-to", "pdf", "--outdir", folder, document),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=5 * MINUTE,
        )
    made = folder / document.with_suffix(".pdf").name
    if done.returncode or not made.exists():
        raise NoOfficeError(f"{program} could not open {document}: {done.stderr.strip()[-300:]}")
    return made


def main() -> int:
    """Make sure that there is a LibreOffice; if not, exit code 1 and the remedy."""
    try:
        ensure()
    except NoOfficeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

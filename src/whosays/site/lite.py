"""Python in the reader's browser: a folder that ``make lite`` has built, as part of the site.

The environment variable ``WHOSAYS_LITE`` names the folder. Without it the site has no such part,
and no page offers it. The folder says of itself which notebooks it has and what each of them loads
(``about.json``, written by ``lite/pages.py``).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = "lite"
"""Where it is in the site."""
WANTED = "WHOSAYS_LITE"
ABOUT = "about.json"
LICENCES = f"{FOLDER}/licences.txt"
"""Their licences in full (``lite/licences.py``)."""


class NoLiteError(Exception):
    """``WHOSAYS_LITE`` names a folder that holds nothing of the kind."""


@dataclass(frozen=True)
class Offer:
    """One notebook in the browser."""

    address: str  # from the root of the site
    size: int  # bytes that are loaded the first time, as a server sends them that compresses
    seconds: int  # as measured (tools/bench/lite.py), until the first output; 0: not measured


def wanted() -> Path | None:
    """The folder for this build; None where none is asked for. Raises NoLiteError."""
    named = os.environ.get(WANTED)
    if not named:
        return None
    folder = Path(named).resolve()
    if not (folder / ABOUT).is_file():
        raise NoLiteError(
            f"{WANTED} is {named}, and there is no {ABOUT} in it. Remedy: run `make lite`, which "
            "builds the folder, or unset the variable."
        )
    return folder


def digest() -> str:
    """Hash over what the folder says of itself, of every file; empty where there is none."""
    folder = wanted()
    return hashlib.sha256((folder / ABOUT).read_bytes()).hexdigest() if folder else ""


@cache
def _about(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    return found


def offer(notebook: str) -> Offer | None:
    """How a notebook, by the name of its file, is had in the browser; None where it is not."""
    folder = wanted()
    if folder is None:
        return None
    about = _about(folder)
    groups = about["notebooks"].get(notebook)
    if groups is None:
        return None
    size = sum(compressed for group in groups for _, compressed, _ in about["groups"][group])
    seconds = max((about["seconds"].get(group, 0) for group in groups), default=0)
    return Offer(f"{FOLDER}/notebooks/index.html?path={notebook}", size, seconds)


def licensed() -> list[tuple[str, str, str]]:
    """What of others' work is in the folder: name, version, licence of each; none without one."""
    folder = wanted()
    return [tuple(each) for each in _about(folder)["licences"]] if folder else []


def remove(outdir: Path) -> None:
    """Take what an earlier build placed out of the site."""
    shutil.rmtree(outdir / FOLDER, ignore_errors=True)


def place(outdir: Path) -> None:
    """Put the folder into a finished site, as links to the same files where the disk allows."""
    if folder := wanted():
        shutil.copytree(folder, outdir / FOLDER, copy_function=_linked)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(source, target)

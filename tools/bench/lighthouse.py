"""Lighthouse on every page: mobile, with its own defaults."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tools.bench.npm import NpmError, installed
from tools.bench.server import HEADERS, serving
from tools.bench.tables import table
from tools.bench.workspace import REPOSITORY, BenchError, Workspace
from tools.browsers import CHROMIUM, launch_options

LIGHTHOUSE = "lighthouse@12.2.3"  # the newest that runs on Node 20
CATEGORIES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
"""What is asked of each page, of 100."""
FLAGS = "--headless --no-sandbox"
MINUTES = 3


def report(program: Path, chromium: Path, url: str) -> dict[str, Any]:
    """Lighthouse's report on one page; raises BenchError where it makes none."""
    node = shutil.which("node")
    if node is None:
        raise BenchError("node is missing (Debian: sudo apt-get install nodejs).")
    command = [node, str(program), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    done = subprocess.run(  # noqa: S603 (our own pages)
        [*command, f"--only-categories={','.join(CATEGORIES)}"],
        env={**os.environ, "CHROME_PATH": str(chromium)},
        capture_output=True,
        text=True,
        check=False,
        timeout=MINUTES * 60,
    )
    if done.returncode:
        raise BenchError(f"Lighthouse failed on {url}: {done.stderr.strip()[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def scores(found: dict[str, Any]) -> dict[str, int]:
    """Points of 100 for each category."""
    return {name: round(found["categories"][name]["score"] * 100) for name in CATEGORIES}


def missed(found: dict[str, Any]) -> list[str]:
    """The audits that cost points, with what Lighthouse says of them."""
    weighed = {
        each["id"]
        for category in CATEGORIES
        for each in found["categories"][category]["auditRefs"]
        if each["weight"]
    }
    audits = (found["audits"][name] for name in sorted(weighed))
    return [
        f"{audit['id']} {audit.get('displayValue', '')}".strip()
        for audit in audits
        if audit["score"] is not None and audit["score"] < 0.9  # noqa: PLR2004 (Lighthouse's green)
    ]


def lighthouse_section(workspace: Workspace) -> Iterator[str]:
    """Lighthouse, mobile: points of 100, and what cost points."""
    try:
        program = installed(REPOSITORY / "_build/bench/npm", LIGHTHOUSE) / "cli/index.js"
    except NpmError as error:
        yield f"Not measured: {error}."
        return
    with sync_playwright() as playwright:
        chromium = launch_options(playwright, CHROMIUM)["executable_path"]
    rows, below = [], []
    with serving(workspace.own.html, HEADERS) as host:
        for path in workspace.own.pages:
            found = report(program, chromium, f"{host.url}/{path}")
            points = scores(found)
            rows.append((path, *map(str, points.values()), "; ".join(missed(found))))
            below += [
                f"{path}: {name} {value}"
                for name, value in points.items()
                if value < CATEGORIES[name]
            ]
    yield table(("page", *CATEGORIES, "below its green"), rows)
    yield ""
    asked = ", ".join(f"{name} {least}" for name, least in CATEGORIES.items())
    yield f"Asked of every page: {asked}. Below that: {'; '.join(below) or 'none'}."
    yield f"{LIGHTHOUSE}, one run a page. Its performance depends on what else this machine does:"
    yield "measure on an idle one."

"""``python -m tools.notebooks [NAME …]``: run the book's notebooks with the Python that runs this.

All of them or those named, top to bottom, in a folder of their own, as somebody has them who has
downloaded them. For trying another Python, other versions of the packages, another system: what is
needed is the package, ipykernel and nbclient, and nothing of what builds or tests the book.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

BOOK = Path(__file__).parents[1] / "book"
SECONDS_A_CELL = 120
TELLING = ("pandas", "numpy", "matplotlib", "ipywidgets", "anywidget", "pydantic", "ipykernel")
"""Packages whose versions are said, because a difference between two runs may come from them."""

say = partial(print, flush=True)
"""Print a line at once, also into a pipe."""


def notebooks(names: Sequence[str]) -> list[Path]:
    """The notebooks with these names, or all; raises ValueError for a name that none has."""
    found = {path.stem: path for path in sorted(BOOK.rglob("*.ipynb"))}
    if unknown := [name for name in names if name not in found]:
        raise ValueError(
            f"no notebook is called {', '.join(unknown)}; there are {', '.join(found)}"
        )
    return [found[name] for name in names or found]


def problem(notebook: Path, folder: Path) -> str | None:
    """What goes wrong when a notebook is run in this folder; None if nothing does."""
    node = nbformat.read(notebook, as_version=4)
    client = NotebookClient(
        node, timeout=SECONDS_A_CELL, resources={"metadata": {"path": str(folder)}}
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        return str(error).strip()
    said = [
        output["text"].strip()
        for cell in node.cells
        for output in cell.get("outputs", [])
        if output.get("name") == "stderr"
    ]
    return "\n".join(said) or None


def here() -> str:
    """This Python, this system, and the versions that matter."""
    known = {}
    for name in TELLING:
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            known[name] = "missing"
    packages = ", ".join(f"{name} {number}" for name, number in known.items())
    return f"Python {platform.python_version()} on {platform.system()}, {packages}"


def main() -> int:
    """Run them; exit code 1 if one of them fails or writes to stderr, 2 for an unknown name."""
    parser = argparse.ArgumentParser(prog="python -m tools.notebooks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a notebook, without its ending")
    try:
        chosen = notebooks(parser.parse_args().names)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    say(here())
    failed = []
    with tempfile.TemporaryDirectory(prefix="whosays-notebooks-") as folder:
        for notebook in chosen:
            start = time.perf_counter()
            wrong = problem(notebook, Path(folder))
            seconds = time.perf_counter() - start
            say(f"{notebook.stem}: {'fails' if wrong else 'runs'}, {seconds:.0f} s")
            if wrong:
                failed.append(notebook.stem)
                say(wrong)
    say(f"{len(chosen) - len(failed)} run, {len(failed)} fail. {', '.join(failed)}".strip())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

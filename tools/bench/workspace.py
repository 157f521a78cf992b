"""A copy of the current tree; the book is built in it, as it is and with stock settings.

Nothing is written into the checkout, apart from npm packages kept under ``_build/bench``.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from tools.bench import kernel_probe

REPOSITORY = Path(__file__).parents[2]
EXTENSION = "whosays.site"
JUPYTER_BOOK = Path(sysconfig.get_path("scripts")) / "jupyter-book"


class BenchError(Exception):
    """A measurement cannot be made; the message says why."""


@dataclass(frozen=True)
class Execution:
    """Where the time of running one notebook went, in seconds."""

    whole: float  # as myst-nb recorded it
    cells: float  # as the kernel saw it, imports included
    imports: float

    @property
    def kernel(self) -> float:
        """Starting the kernel, talking to it, stopping it."""
        return self.whole - self.cells


@dataclass(frozen=True)
class Build:
    """A built book."""

    output: Path
    notes: Path  # of the kernels (bench/kernel_probe.py)
    seconds: float  # the whole command

    @property
    def html(self) -> Path:
        """Folder of the site."""
        return self.output / "_build/html"

    @property
    def pages(self) -> list[str]:
        """Paths of the chapters' pages, in the order of their names."""
        sources = self.html / "_sources"
        found = (path.relative_to(sources).with_suffix(".html") for path in sources.rglob("*.*"))
        return sorted(page.as_posix() for page in found if (self.html / page).is_file())

    def executions(self) -> dict[str, Execution]:
        """Each notebook's execution in this build, in the order in which they ran."""
        pickled = (self.output / "_build/.doctrees/environment.pickle").read_bytes()
        metadata = pickle.loads(pickled).nb_metadata  # noqa: S301 (the build has just written it)
        records = {doc: data["exec_data"] for doc, data in metadata.items() if "exec_data" in data}
        docs = sorted(records, key=lambda doc: records[doc]["mtime"])
        files = sorted(self.notes.glob("*.json"), key=lambda file: file.stat().st_mtime)
        if len(docs) != len(files):
            raise BenchError(f"{len(docs)} notebooks ran, {len(files)} kernels were watched.")
        noted = (json.loads(file.read_text(encoding="utf-8")) for file in files)
        return {
            doc: Execution(records[doc]["runtime"], **notes)
            for doc, notes in zip(docs, noted, strict=True)
        }


def build(source: Path, output: Path, environment: Mapping[str, str], *options: str) -> None:
    """Build a book; raises BenchError where that fails."""
    done = subprocess.run(  # noqa: S603 (our own book)
        [JUPYTER_BOOK, "build", source, *options, "--path-output", output],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"The build of {source} failed:\n{done.stdout}{done.stderr}")


class Workspace:
    """The copy, and the builds in it, made when they are first asked for."""

    def __init__(self, folder: Path, corpus: Path | None = None) -> None:
        self.folder = folder
        self.corpus = corpus
        """Folder of marked quotations, which are not part of the project."""

    @cached_property
    def source(self) -> Path:
        """The tree as git has or would have it."""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.check_output(command, cwd=REPOSITORY, text=True)  # noqa: S603
        copy = self.folder / "tree"
        for name in filter(None, listed.split("\0")):
            if (REPOSITORY / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / name, copy / name)
        return copy

    @cached_property
    def own(self) -> Build:
        """The book as it is."""
        return self._build("own", self.source / "_config.yml")

    @cached_property
    def stock(self) -> Build:
        """The same notebooks with the settings of jupyter-book, without our extension."""
        config = yaml.safe_load((self.source / "_config.yml").read_text(encoding="utf-8"))
        config["sphinx"]["extra_extensions"].remove(EXTENSION)
        path = self.folder / "stock.yml"
        path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
        return self._build("stock", path)

    def again(self, changed: str = "") -> float:
        """Seconds that building the own book once more takes, after a change in this page.

        It is built in a copy, and the page is as it was afterwards.
        """
        output = self.folder / f"again-{Path(changed).stem}"
        shutil.copytree(self.own.output, output)
        environment = self._environment(self.folder / "no-notes")
        page = self.source / changed
        before = page.read_bytes() if changed else b""
        if changed:
            page.write_bytes(before.replace(b'"# ', b'"# Again: ', 1))
        start = time.perf_counter()
        build(self.source, output, environment, "--config", str(self.source / "_config.yml"))
        seconds = time.perf_counter() - start
        if changed:
            page.write_bytes(before)
        shutil.rmtree(output)
        return seconds

    def _build(self, name: str, config: Path) -> Build:
        output, notes = self.folder / name, self.folder / f"{name}-notes"
        start = time.perf_counter()
        build(self.source, output, self._environment(notes), "--config", str(config))
        return Build(output, notes, time.perf_counter() - start)

    def _environment(self, notes: Path) -> dict[str, str]:
        """Variables for a build of the copy: its own package, and kernels that are watched."""
        notes.mkdir(exist_ok=True)
        settings = self.folder / "ipython"
        profile = settings / "profile_default"
        profile.mkdir(parents=True, exist_ok=True)
        load = f"c.InteractiveShellApp.extensions = [{kernel_probe.__name__!r}]\n"
        (profile / "ipython_kernel_config.py").write_text(load, encoding="utf-8")
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(self.source / "src"), str(self.source)]),
            "IPYTHONDIR": str(settings),
            kernel_probe.NOTES: str(notes),
        }

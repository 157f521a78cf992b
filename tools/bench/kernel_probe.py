"""IPython extension that notes how long a kernel's cells take, and how much of that is importing.

The benchmark's build loads it into every kernel (see ``Workspace.own``); what it notes stands in
``$WHOSAYS_BENCH_NOTES/<process id>.json``.
"""

from __future__ import annotations

import builtins
import json
import os
import time
from pathlib import Path
from typing import Any

NOTES = "WHOSAYS_BENCH_NOTES"


class Probe:
    """Seconds spent in cells, and in import statements within them."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.cells = 0.0
        self.imports = 0.0
        self._cell_began = 0.0
        self._depth = 0  # imports within imports are not counted again
        self._import = builtins.__import__

    def timed_import(self, *args: Any, **kwargs: Any) -> Any:
        """Import, and count the time if this is the outermost import."""
        self._depth += 1
        began = time.perf_counter()
        try:
            return self._import(*args, **kwargs)
        finally:
            self._depth -= 1
            if self._depth == 0:
                self.imports += time.perf_counter() - began

    def before_cell(self, _info: Any) -> None:
        """Note when a cell begins."""
        self._cell_began = time.perf_counter()

    def after_cell(self, _result: Any) -> None:
        """Count a cell, and write what has been counted."""
        self.cells += time.perf_counter() - self._cell_began
        notes = {"cells": self.cells, "imports": self.imports}
        self.file.write_text(json.dumps(notes), encoding="utf-8")


def load_ipython_extension(shell: Any) -> None:
    """Watch this kernel (called by IPython)."""
    probe = Probe(Path(os.environ[NOTES]) / f"{os.getpid()}.json")
    builtins.__import__ = probe.timed_import
    shell.events.register("pre_run_cell", probe.before_cell)
    shell.events.register("post_run_cell", probe.after_cell)

"""Packages that come when Python imports them, where Python runs in a reader's browser (Pyodide).

JupyterLite loads the packages that a cell imports before it runs the cell. What a module of ours
imports while the cell runs, such as pandas once a lesson asks for a table, nobody could know by
then; so it is fetched at that moment, from where the other packages came from. A lesson that shows
no table waits for no pandas.
"""

from __future__ import annotations

import sys
from importlib import invalidate_caches
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any


class OnImport(MetaPathFinder):
    """Finds a module that a package of Pyodide's lock has, and that nothing else has found.

    ``pyodide`` is Pyodide's own interface, ``fetch`` gives the content of an address at once.
    """

    def __init__(self, pyodide: Any, fetch: Any) -> None:
        self._pyodide = pyodide
        self._fetch = fetch
        self._packages = pyodide.lockfile.packages.to_py()
        self._holder = {
            module: name for name, each in self._packages.items() for module in each["imports"]
        }

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """Where the module is, its package fetched; None if no package has it."""
        if path is not None or not (name := self._holder.get(fullname)):
            return None
        self._load(name)
        invalidate_caches()
        return PathFinder.find_spec(fullname, path, target)

    def _load(self, name: str) -> None:
        package = self._packages[name]
        loaded = self._pyodide.loadedPackages
        if hasattr(loaded, package["name"]):
            return
        setattr(loaded, package["name"], "default channel")
        for needed in package["depends"]:
            self._load(needed)
        address = self._pyodide.lockfileBaseUrl + package["file_name"]
        place = next(each for each in sys.path if each.endswith("site-packages"))
        self._pyodide.unpackArchive(self._fetch(address), "wheel", extractDir=place)


def fetch(address: str) -> Any:
    """Content of an address, as a buffer of JavaScript; only a worker may wait like this."""
    import js  # noqa: PLC0415 - only there

    request = js.XMLHttpRequest.new()
    request.open("GET", address, False)  # noqa: FBT003 - XMLHttpRequest's own order
    request.responseType = "arraybuffer"
    request.send()
    if request.status != 200:  # noqa: PLR2004 - HTTP's OK
        raise ImportError(f"{address} could not be loaded ({request.status}). Are you connected?")
    return request.response


def load_on_import() -> None:
    """From now on a package is fetched when something imports it; once is enough."""
    import pyodide_js  # noqa: PLC0415 - only there

    if not any(isinstance(each, OnImport) for each in sys.meta_path):
        sys.meta_path.append(OnImport(pyodide_js, fetch))

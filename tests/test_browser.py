"""Packages that come when Python imports them, with a stand-in for Pyodide."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from whosays.browser import OnImport


class Packages(dict[str, Any]):
    def to_py(self) -> dict[str, Any]:
        return dict(self)


class Pyodide:
    """Has two packages, one of which needs the other; unpacking writes a module."""

    def __init__(self, site: Path) -> None:
        self.lockfile = SimpleNamespace(
            packages=Packages(
                {
                    "made-table": package("made_table", ["made-number"]),
                    "made-number": package("made_number", []),
                }
            )
        )
        self.lockfileBaseUrl = "https://book.example/lite/"
        self.loadedPackages = SimpleNamespace()
        self.site = site
        self.fetched: list[str] = []

    def fetch(self, address: str) -> str:
        self.fetched.append(address.removeprefix(self.lockfileBaseUrl))
        return address

    def unpackArchive(self, content: str, _kind: str, *, extractDir: str) -> None:  # noqa: N802, N803
        name = content.rpartition("/")[2].removesuffix(".whl")
        Path(extractDir, f"{name}.py").write_text("here = True\n", encoding="utf-8")


def package(module: str, depends: list[str]) -> dict[str, Any]:
    name = module.replace("_", "-")
    return {"name": name, "file_name": f"{module}.whl", "imports": [module], "depends": depends}


@pytest.fixture
def pyodide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pyodide:
    site = tmp_path / "site-packages"
    site.mkdir()
    made = Pyodide(site)
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, OnImport(made, made.fetch)])
    return made


def test_a_package_comes_with_what_it_needs_when_it_is_imported(pyodide: Pyodide) -> None:
    import made_table  # type: ignore[import-not-found]  # noqa: PLC0415

    assert made_table.here
    assert pyodide.fetched == ["made_number.whl", "made_table.whl"]
    import made_number  # type: ignore[import-not-found]  # noqa: PLC0415

    assert made_number.here
    assert len(pyodide.fetched) == 2
    assert vars(pyodide.loadedPackages).keys() == {"made-table", "made-number"}


def test_what_no_package_has_is_missing_as_anywhere(pyodide: Pyodide) -> None:
    with pytest.raises(ModuleNotFoundError):
        import made_nothing  # type: ignore[import-not-found]  # noqa: F401, PLC0415
    assert pyodide.fetched == []

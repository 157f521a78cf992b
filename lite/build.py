"""The steps that make the folder, and what has to hold of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from lite import licences
from lite.contents import contents, print_one
from lite.engine import HERE, LOCK, SETTINGS, Engine, Plan, build_engine, read_plan
from lite.fetch import digest
from lite.pages import PYODIDE, finish_pages

REPOSITORY = HERE.parent


class LiteError(Exception):
    """A step failed, or what came out is not what was asked for; the message says what to do."""


def run(command: list[str], what: str, **more: object) -> None:
    """Run a program of this environment; raises LiteError with its last words where it fails."""
    done = subprocess.run(  # noqa: S603 (programs of this environment)
        [sys.executable, "-m", *command],
        check=False,
        capture_output=True,
        text=True,
        **more,  # type: ignore[call-overload]
    )
    if done.returncode:
        said = "\n".join(f"  {line}" for line in (done.stdout + done.stderr).splitlines()[-15:])
        raise LiteError(f"{what} failed (exit code {done.returncode}). Its last words:\n{said}")


def own_wheel(folder: Path) -> Path:
    """The project's wheel, its cases included."""
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet"]
    run(["pip", "wheel", *options, "--wheel-dir", str(folder), str(REPOSITORY)], "The wheel")
    (wheel,) = folder.glob("whosays-*.whl")
    return wheel


def jupyterlite(work: Path, output: Path) -> None:
    """Run JupyterLite's own build on a folder that holds its settings, contents and engine."""
    options = ["--apps", "notebooks", "--no-sourcemaps", "--no-unused-shared-packages"]
    where = ["--lite-dir", str(work), "--contents", "contents", "--output-dir", str(output)]
    run(["jupyterlite_core", "build", *where, *options], "JupyterLite's build", cwd=work)


def check(output: Path, plan: Plan, notebooks: Iterable[str]) -> None:
    """Raise LiteError where JupyterLite has left something out, which it does without a word."""
    wrong = []
    built = json.loads((output / "jupyter-lite.json").read_text(encoding="utf-8"))
    config = built["jupyter-config-data"]
    kernel = config["litePluginSettings"][SETTINGS]
    if kernel.get("disablePyPIFallback") is not True:
        wrong.append("its kernel would ask PyPI for packages")
    if not kernel.get("pyodideUrl", "").startswith(f"./{PYODIDE}/"):
        wrong.append(f"its kernel would load Pyodide from {kernel.get('pyodideUrl')}")
    extensions = {each["name"] for each in config.get("federated_extensions", ())}
    needed = {
        "@jupyter-widgets/jupyterlab-manager",
        "@jupyterlite/pyodide-kernel-extension",
        "anywidget",
    }
    wrong += [f"the extension {name} is missing" for name in sorted(needed - extensions)]
    lock = json.loads((output / PYODIDE / LOCK).read_text(encoding="utf-8"))
    for entry in lock["packages"].values():
        file = output / PYODIDE / entry["file_name"]
        if not file.is_file() or digest(file.read_bytes()) != entry["sha256"]:
            wrong.append(f"{file.name} is not what the lock says")
    if missing := {*plan.by_name, "whosays"} - lock["packages"].keys():
        wrong.append(f"its lock lacks {', '.join(sorted(missing))}")
    wrong += [
        f"the notebook {name} is missing"
        for name in notebooks
        if not (output / "files" / name).is_file()
    ]
    if wrong:
        raise LiteError(
            f"JupyterLite's build is not as it should be: {'; '.join(wrong)}. Remedy: look at what "
            "has changed in requirements-lite.lock and lite/jupyter-lite.json."
        )


def build(target: Path, keep: Path, say: Callable[[str], None]) -> None:
    """Build into ``target``, which is replaced once all is well; ``keep`` is for what was fetched.

    Raises MissingFileError, EngineError and LiteError.
    """
    plan = read_plan()
    with TemporaryDirectory(prefix="whosays-lite-") as temporary:
        scratch = Path(temporary)
        work, output = scratch / "work", scratch / "output"
        say("Making the project's wheel …")
        own = own_wheel(scratch / "own")
        say(f"Getting Pyodide {plan.pyodide} and its packages, and compiling them …")
        engine = Engine(work / PYODIDE, keep)
        build_engine(plan, engine, own, scratch)
        notebooks = contents(REPOSITORY, work / "contents")
        shutil.copy(HERE / "jupyter-lite.json", work)
        say("Building JupyterLite …")
        jupyterlite(work, output)
        check(output, plan, notebooks)
        for pattern in plan.unused:
            for path in output.glob(pattern):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        packages = [engine.licensed[name] for name in sorted(engine.licensed)]
        parts = [*licences.of_engine(plan.pyodide), *packages]
        (output / licences.FILE).write_text(licences.in_full(parts), encoding="utf-8", newline="")
        finish_pages(output, notebooks, plan.by_name, parts)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(output, target)
    files = [path for path in target.rglob("*") if path.is_file()]
    say(f"{target}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB.")


def build_bare(target: Path, keep: Path) -> None:
    """JupyterLite as it comes, with a notebook that prints 1, to compare with (tools/bench)."""
    plan = read_plan(HERE / "files.yml", HERE / "bare.yml")
    with TemporaryDirectory(prefix="whosays-lite-") as temporary:
        scratch = Path(temporary)
        work = scratch / "work"
        build_engine(plan, Engine(work / PYODIDE, keep), None, scratch)
        settings = json.loads((HERE / "jupyter-lite.json").read_text(encoding="utf-8"))
        config = settings["jupyter-config-data"]
        del config["disabledExtensions"]
        for name in ("convertNullToNone", "env", "packages"):
            del config["litePluginSettings"][SETTINGS]["loadPyodideOptions"][name]
        (work / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
        print_one(work / "contents")
        jupyterlite(work, scratch / "output")
        shutil.copytree(scratch / "output", target)

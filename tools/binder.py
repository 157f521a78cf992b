"""What Binder makes of this repository, made here without Docker: ``python -m tools.binder``.

repo2docker itself says which steps it takes, and they are taken one after the other: the base
environment, from PyPI where repo2docker has conda, what is installed before the repository is
copied, what is installed after that, and what runs at the end. The result is in ``_build/binder``:
``prefix/`` the environment, ``repository/`` the copy.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import repo2docker
import yaml
from repo2docker.buildpacks import PythonBuildPack

REPOSITORY = Path(__file__).parents[1]
FOLDER = REPOSITORY / "_build/binder"
MADE_FROM = "made-from.txt"


def tracked(repository: Path) -> list[str]:
    """Files that git has or would have."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.check_output(command, cwd=repository, text=True)  # noqa: S603
    # A file that was deleted is listed until that is staged.
    return [name for name in listed.split("\0") if name and (repository / name).is_file()]


def copy(names: Iterable[str], repository: Path, to: Path) -> None:
    """Copy files of the repository, below ``to``."""
    for name in names:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(repository / name, to / name)


@dataclass(frozen=True)
class Steps:
    """What repo2docker does with a repository, in this order."""

    python: str  # its version, such as 3.11
    files: tuple[str, ...]  # all that is there before the repository is copied
    before: tuple[str, ...]
    after: tuple[str, ...]
    last: tuple[str, ...]  # programs of the repository


def steps(repository: Path = REPOSITORY) -> Steps:
    """What repo2docker would do; SystemExit where it does not take this for a Python repository."""
    logging.disable(logging.WARNING)
    with chdir(repository):
        pack = PythonBuildPack("base")
        if not pack.detect():
            sys.exit("repo2docker does not see a Python repository here. Look at binder/.")
        return Steps(
            pack.python_version,
            tuple(pack.get_preassemble_script_files()),
            tuple(script for _, script in pack.get_preassemble_scripts()),
            tuple(script for _, script in pack.get_assemble_scripts()),
            tuple(pack.get_post_build_scripts()),
        )


def base_requirements(python: str) -> list[str]:
    """What repo2docker's own environment asks for by name, in the versions of its lock."""
    folder = Path(repo2docker.__file__).parent / "buildpacks/conda"
    asked = yaml.safe_load((folder / f"environment.py-{python}.yml").read_text("utf-8"))
    locked = (folder / f"environment.py-{python}-linux-64.lock").read_text("utf-8")
    versions = dict(re.findall(r"/([\w.-]+)-([^-\s/]+)-[^-\s/]+\.conda", locked))
    names = [re.split("[=<>]", each)[0] for each in asked["dependencies"]]
    # What conda calls jupyterhub-singleuser is jupyterhub on PyPI, which has no Python and no Node.
    return [
        f"{each.removesuffix('-singleuser')}=={versions[each]}"
        for each in names
        if each not in ("python", "nodejs")
    ]


def python_for(version: str) -> str:
    """The Python that Binder takes, if it is here, or else this one."""
    return shutil.which(f"python{version}") or sys.executable


def run(script: str, cwd: Path, prefix: Path) -> None:
    """Run a step as it stands in the Dockerfile; CalledProcessError where it fails."""
    own = {name: os.environ[name] for name in os.environ if not name.startswith(("PYTHON", "VIRT"))}
    environment = {
        **own,
        "KERNEL_PYTHON_PREFIX": str(prefix),
        "NB_PYTHON_PREFIX": str(prefix),
        "REPO_DIR": str(cwd),
        "PATH": os.pathsep.join([str(prefix / "bin"), own["PATH"]]),
    }
    print(f"+ {script.strip()}", flush=True)  # noqa: T201 - the steps, for whoever waits
    subprocess.run(["bash", "-c", script], cwd=cwd, env=environment, check=True)  # noqa: S603, S607


def digest(todo: Steps, repository: Path) -> str:
    """Of all that the environment is made from."""
    texts = [(repository / name).read_text("utf-8") for name in todo.files]
    parts = [repo2docker.__version__, python_for(todo.python), *texts]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def make_environment(todo: Steps, repository: Path, folder: Path) -> None:
    """Install what does not need the repository, unless that is what is there."""
    prefix, note = folder / "prefix", folder / MADE_FROM
    made_from = digest(todo, repository)
    if note.is_file() and note.read_text("utf-8") == made_from:
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([python_for(todo.python), "-m", "venv", str(prefix)], check=True)  # noqa: S603
    alone = folder / "before"
    copy(todo.files, repository, alone)
    run(f'"{prefix}/bin/pip" install {" ".join(base_requirements(todo.python))}', alone, prefix)
    for script in todo.before:
        run(script, alone, prefix)
    note.write_text(made_from, encoding="utf-8")


def make(repository: Path = REPOSITORY, folder: Path = FOLDER) -> None:
    """Take all steps, and ask pip at the end whether everything fits."""
    todo = steps(repository)
    prefix, home = folder / "prefix", folder / "repository"
    make_environment(todo, repository, folder)
    shutil.rmtree(home, ignore_errors=True)
    copy(tracked(repository), repository, home)
    for script in (*todo.after, *(f"chmod +x {each} && ./{each}" for each in todo.last)):
        run(script, home, prefix)
    run("pip check", home, prefix)


if __name__ == "__main__":
    make()

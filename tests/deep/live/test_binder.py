"""What Binder needs: files that repo2docker understands, exact versions, links that lead there."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.deep.live.conftest import ENVIRONMENTS, binder
from tests.deep.live.running import NOTEBOOKS
from tools.binder import REPOSITORY, steps, tracked
from whosays.notebooks.book import PLACEHOLDER

NOT_PINNED_BY_US = {"pip", "setuptools", "wheel", "whosays"}
OLDEST_PYTHON = Version("3.11")
ONLY_FOR_THE_SITE = {"sphinx", "jupyter-book", "myst-nb", "sphinx-book-theme", "syntok"}


def lines_of(name: str) -> list[str]:
    """A file's lines without comments and blank ones."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def requirements(name: str) -> list[Requirement]:
    """What a file of requirements names, the package itself (``-e .``) aside."""
    return [Requirement(line) for line in lines_of(name) if not line.startswith("-")]


def pinned() -> dict[str, str]:
    """Names and versions of constraints.txt that hold here, each with exactly one version."""
    pins: dict[str, str] = {}
    for requirement in map(Requirement, lines_of("constraints.txt")):
        if requirement.marker is None or requirement.marker.evaluate():
            name = canonicalize_name(requirement.name)
            assert name not in pins, name
            pins[name] = str(requirement.specifier).removeprefix("==")
    return pins


def runtime() -> Version:
    """The Python version that Binder is asked for."""
    (line,) = lines_of("binder/runtime.txt")
    assert re.fullmatch(r"python-3\.\d+", line), line
    return Version(line.removeprefix("python-"))


def configuration() -> dict[str, Any]:
    text = (REPOSITORY / "_config.yml").read_text(encoding="utf-8")
    return cast("dict[str, Any]", yaml.safe_load(text))


def test_repo2docker_installs_before_it_copies_the_book() -> None:
    """So a new text finds what is installed in a layer that is kept."""
    todo = steps()
    (step,) = todo.before
    assert todo.files == ("binder/requirements.txt",)
    assert step.endswith('pip install --no-cache-dir -r "binder/requirements.txt"')
    assert todo.after == ()
    assert todo.last == ("binder/postBuild",)


def test_repo2docker_takes_the_python_that_is_asked_for() -> None:
    assert Version(steps().python) == runtime()


def test_binder_installs_one_version_of_all_and_nothing_for_the_site() -> None:
    lines = lines_of("binder/requirements.txt")
    names = {canonicalize_name(Requirement(line).name) for line in lines}
    assert set(lines) <= set(lines_of("constraints.txt"))
    assert {"jupyterlab", "notebook", "ipykernel", "anywidget", "pandas", "hatchling"} <= names
    assert names & ONLY_FOR_THE_SITE == set()


def test_the_last_step_needs_no_network() -> None:
    """It runs with every new text: what it installs is the package alone."""
    (install,) = [line for line in lines_of("binder/postBuild") if "pip install" in line]
    assert {"--no-deps", "--no-build-isolation"} <= set(install.split())


def test_every_requirement_has_one_version() -> None:
    pins = pinned()
    assert all(re.fullmatch(r"[0-9][^\s,<>=!~;]*", version) for version in pins.values()), pins
    for requirement in requirements("requirements.txt"):
        name = canonicalize_name(requirement.name)
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)) or name in pins, name


def test_the_package_needs_nothing_without_a_version() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    (block,) = re.findall(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    names = [Requirement(text).name for text in re.findall(r'"([^"]+)"', block)]
    assert names
    assert [name for name in names if canonicalize_name(name) not in pinned()] == []


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_what_is_installed_is_what_is_pinned(name: str, tmp_path: Path) -> None:
    python = str(ENVIRONMENTS[name](tmp_path).python)
    options = ["--format=json", "--disable-pip-version-check"]
    installed = json.loads(subprocess.check_output([python, "-m", "pip", "list", *options]))  # noqa: S603
    versions = {canonicalize_name(each["name"]): each["version"] for each in installed}
    ours = versions.keys() & pinned().keys() if name == "binder" else versions.keys()
    strays = {
        each: versions[each]
        for each in ours - NOT_PINNED_BY_US
        if versions[each] != pinned().get(each)
    }
    assert strays == {}, "Run `make pins`, then set the environment up anew."
    subprocess.run([python, "-m", "pip", "check"], check=True)  # noqa: S603


def test_binder_gets_a_python_that_the_book_was_tried_with(tmp_path: Path) -> None:
    assert runtime() >= OLDEST_PYTHON
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    python = binder(tmp_path).python
    here = Version(subprocess.check_output([python, "-c", ask], text=True))  # noqa: S603
    if here != runtime():
        pytest.skip(f"Binder has Python {runtime()}; what was made here has {here}")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_page_links_to_its_own_notebook_on_binder(notebook: str) -> None:
    """As long as nobody has named a repository, no page links to Binder."""
    site = Path(os.environ.get("WHOSAYS_SITE") or REPOSITORY / "_build/html")
    page = (site / "book/en" / notebook).with_suffix(".html")
    if not page.is_file():
        pytest.fail(
            f"There is no page {page}. Run `make book`, or name a built site in WHOSAYS_SITE.",
            pytrace=False,
        )
    repository = configuration()["repository"]
    path = urlsplit(repository["url"]).path.strip("/")
    expected = (
        f"https://mybinder.org/v2/gh/{path}/{repository['branch']}"
        f"?urlpath=lab/tree/book/en/{notebook}"
    )
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")
    found = {str(a["href"]) for a in html.select('a[href*="mybinder.org"]')}
    assert found == (set() if PLACEHOLDER in path.split("/") else {expected})


def test_address_and_branch_stand_in_one_place() -> None:
    """Documents that people read on the repository's host may name it; nothing else may."""
    address = urlsplit(configuration()["repository"]["url"]).path.strip("/")
    documents = re.compile(r"[A-Z]+(\.md|\.cff)")
    naming = [
        name
        for name in tracked(REPOSITORY)
        if not documents.fullmatch(name)
        and address in (REPOSITORY / name).read_bytes().decode("utf-8", errors="ignore")
    ]
    assert naming == ["_config.yml"]
    assert list(configuration()["repository"]) == ["url", "branch", "path_to_book"]
    config = (REPOSITORY / "_config.yml").read_text(encoding="utf-8")
    assert len(re.findall(r"^\s*branch:", config, re.MULTILINE)) == 1

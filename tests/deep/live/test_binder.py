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

from tests.deep.live.conftest import REPOSITORY
from tests.deep.live.test_notebooks import NOTEBOOKS

# repo2docker would take these first, and leave requirements.txt aside (its order of build packs).
TAKEN_FIRST = (
    *("binder", ".binder", "Dockerfile", "environment.yml", "Pipfile", "Pipfile.lock"),
    *("Project.toml", "REQUIRE", "install.R", "default.nix"),
)
NOT_PINNED_BY_US = {"pip", "setuptools", "wheel", "whosays"}
OLDEST_PYTHON = Version("3.11")


def lines_of(name: str) -> list[str]:
    """A file's lines without comments and blank ones."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def requirements() -> list[Requirement]:
    """What requirements.txt names, the package itself (``-e .``) aside."""
    return [Requirement(line) for line in lines_of("requirements.txt") if not line.startswith("-")]


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
    (line,) = lines_of("runtime.txt")
    assert re.fullmatch(r"python-3\.\d+", line), line
    return Version(line.removeprefix("python-"))


def configuration() -> dict[str, Any]:
    text = (REPOSITORY / "_config.yml").read_text(encoding="utf-8")
    return cast("dict[str, Any]", yaml.safe_load(text))


def tracked_files() -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)  # noqa: S603
    return [name for name in done.stdout.split("\0") if (REPOSITORY / name).is_file()]


def test_repo2docker_builds_from_requirements_and_the_package() -> None:
    assert [name for name in TAKEN_FIRST if (REPOSITORY / name).exists()] == []
    lines = lines_of("requirements.txt")
    assert any(re.match(r"-e \.(\[|$)", line) for line in lines)
    assert "-c constraints.txt" in lines


def test_every_requirement_has_one_version() -> None:
    pins = pinned()
    assert all(re.fullmatch(r"[0-9][^\s,<>=!~;]*", version) for version in pins.values()), pins
    for requirement in requirements():
        name = canonicalize_name(requirement.name)
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)) or name in pins, name


def test_the_package_needs_nothing_without_a_version() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    (block,) = re.findall(r"^dependencies = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    names = [Requirement(text).name for text in re.findall(r'"([^"]+)"', block)]
    assert names
    assert [name for name in names if canonicalize_name(name) not in pinned()] == []


def test_what_is_installed_is_what_is_pinned(reader_python: Path) -> None:
    options = ["--format=json", "--disable-pip-version-check"]
    listing = [str(reader_python), "-m", "pip", "list", *options]
    installed = json.loads(subprocess.check_output(listing, text=True))  # noqa: S603
    versions = {canonicalize_name(each["name"]): each["version"] for each in installed}
    strays = {
        name: version
        for name, version in versions.items()
        if name not in NOT_PINNED_BY_US and pinned().get(name) != version
    }
    assert strays == {}, "Run `make pins`, then set the environment up anew."


def test_binder_gets_a_python_that_the_book_was_tried_with(reader_python: Path) -> None:
    assert runtime() >= OLDEST_PYTHON
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    here = Version(subprocess.check_output([reader_python, "-c", ask], text=True))  # noqa: S603
    if here != runtime():
        pytest.skip(f"runtime.txt says Python {runtime()}; this environment has {here}")


def test_binder_has_the_interface_that_its_links_open() -> None:
    assert "jupyterlab" in {requirement.name for requirement in requirements()}


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_page_links_to_its_own_notebook_on_binder(notebook: str) -> None:
    site = Path(os.environ.get("WHOSAYS_SITE") or REPOSITORY / "_build/html")
    page = (site / notebook).with_suffix(".html")
    if not page.is_file():
        pytest.fail(
            f"There is no page {page}. Run `make book`, or name a built site in WHOSAYS_SITE.",
            pytrace=False,
        )
    repository = configuration()["repository"]
    path = urlsplit(repository["url"]).path.strip("/")
    expected = (
        f"https://mybinder.org/v2/gh/{path}/{repository['branch']}?urlpath=lab/tree/{notebook}"
    )
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")
    found = {str(a["href"]) for a in html.select('a[href*="mybinder.org"]')}
    assert found == {expected}


def test_address_and_branch_stand_in_one_place() -> None:
    """Documents that people read on the repository's host may name it; nothing else may."""
    address = urlsplit(configuration()["repository"]["url"]).path.strip("/")
    documents = re.compile(r"[A-Z]+(\.md|\.cff)")
    naming = [
        name
        for name in tracked_files()
        if not documents.fullmatch(name)
        and address in (REPOSITORY / name).read_bytes().decode("utf-8", errors="ignore")
    ]
    assert naming == ["_config.yml"]
    assert list(configuration()["repository"]) == ["url", "branch", "path_to_book"]
    config = (REPOSITORY / "_config.yml").read_text(encoding="utf-8")
    assert len(re.findall(r"^\s*branch:", config, re.MULTILINE)) == 1

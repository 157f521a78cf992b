"""What is installed and what publishes: every version pinned, every file and action by its hash."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(.*?)\\?$")


def pins(name: str) -> set[tuple[str, str]]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {(found[1], found[2]) for line in lines if (found := PIN.match(line))}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_the_versions_of_the_constraints(lock: str) -> None:
    assert pins(lock) <= pins("constraints.txt")
    assert len(pins(lock)) > 100


def test_the_developers_lock_holds_the_books_and_is_all_of_the_constraints() -> None:
    assert pins("requirements.lock") < pins("requirements-dev.lock")
    assert pins("requirements-dev.lock") == pins("constraints.txt")


@pytest.mark.parametrize("lock", [*LOCKS, "requirements-lite.lock"])
def test_every_package_of_a_lock_comes_with_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text)[1:]
    assert entries
    bare = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert not bare


@pytest.mark.parametrize("lock", [*LOCKS, "requirements-lite.lock"])
def test_the_build_backend_is_the_one_that_pyproject_names(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (backend,) = project["build-system"]["requires"]
    assert tuple(backend.split("==")) in pins(lock)


def test_binder_installs_the_same_versions_and_nothing_for_the_site() -> None:
    assert pins("binder/requirements.txt") <= pins("constraints.txt")
    names = {name for name, _ in pins("binder/requirements.txt")}
    assert {"jupyterlab", "ipykernel", "anywidget", "pandas", "markdown-it-py"} <= names
    assert names & {"sphinx", "jupyter-book", "myst-nb", "syntok"} == set()


@pytest.mark.parametrize(
    "direct", ["requirements.txt", "requirements-dev.txt", "binder/requirements.in"]
)
def test_what_is_asked_for_is_in_the_lock(direct: str) -> None:
    lock = {name.lower() for name, _ in pins("requirements-dev.lock")}
    lines = (ROOT / direct).read_text(encoding="utf-8").splitlines()
    asked = {found[1].lower() for line in lines if (found := re.match(r"^([A-Za-z][\w.-]*)", line))}
    assert asked
    assert {name.replace("_", "-") for name in asked} <= lock


def test_what_draws_widgets_in_the_browser_fits_what_runs_there() -> None:
    plan = yaml.safe_load((ROOT / "lite/files.yml").read_text(encoding="utf-8"))
    there = {tuple(wheel["requirement"].split("==")) for wheel in plan["wheels"]}
    for name in ("anywidget", "ipywidgets"):
        ((_, version),) = [pin for pin in pins("requirements-lite.lock") if pin[0] == name]
        assert (name, version) in there


WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_an_action_is_pinned_by_the_hash_of_a_commit_and_names_its_version(file: object) -> None:
    text = (ROOT / ".github/workflows" / str(file)).read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.*)", text)
    assert uses
    for each in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_only_read_unless_a_job_says_more(file: object) -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows" / str(file)).read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]
    assert all(job["timeout-minutes"] <= 90 for job in workflow["jobs"].values())


def test_what_is_published_is_what_was_tested() -> None:
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    steps = [step.get("run") or step["uses"].split("@")[0] for step in jobs["build"]["steps"]]
    assert steps.index("make test") < steps.index("actions/upload-pages-artifact")
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["deploy"]["if"].startswith("github.event_name != 'pull_request'")


def test_newer_versions_are_proposed_for_packages_and_actions() -> None:
    text = (ROOT / ".github/dependabot.yml").read_text(encoding="utf-8")
    systems = {each["package-ecosystem"] for each in yaml.safe_load(text)["updates"]}
    assert systems == {"pip", "github-actions"}

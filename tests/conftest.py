"""What all tests share: the real case, copies of it to break, and one browser."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from tools.browsers import NoBrowserError, launch
from whosays import Case, CaseError, Problem, read_case

# How long an example takes depends on what else the machine does. Tests ask what is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A shell lets what it starts in the background ignore SIGINT, and so would all that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
KURSK = ROOT / "seeds" / "kursk-2024"
ASEM = ROOT / "seeds" / "asem-2007"
SEEDS = sorted(path.parent for path in ROOT.glob("seeds/*/article.yml"))
"""The folders of all cases of the book."""


@pytest.fixture(scope="session")
def kursk() -> Case:
    return read_case(KURSK)


@pytest.fixture(scope="session")
def asem() -> Case:
    """The book's second case, of which the text may be passed on."""
    return read_case(ASEM)


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """All cases of the book."""
    return [read_case(folder) for folder in SEEDS]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real case that a test may break."""
    return Path(shutil.copytree(KURSK, tmp_path / "kursk-2024"))


Edit = Callable[..., None]


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace a text in a file of the copy, once; the text must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return replace


def told(folder: Path, file: str, place: tuple[str | None, str | None], says: str) -> Problem:
    """What is told of an entry and a field of one file, and of no other file, in these words."""
    problems = problems_of(folder)
    assert {problem.file for problem in problems} == {file}
    found = [problem for problem in problems if (problem.entry, problem.field) == place]
    assert any(says in str(problem) for problem in found), [str(problem) for problem in problems]
    assert all(problem.remedy for problem in found)
    return found[0]


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """What reading the case in ``folder`` complains about; there must be something."""
    with pytest.raises(CaseError) as error:
        read_case(folder)
    return error.value.problems


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One driver for all tests: two in one thread refuse each other."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests, which open contexts of their own in it."""
    try:
        with launch(playwright) as launched:
            yield launched
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)

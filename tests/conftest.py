"""What all tests share: the real case, copies of it to break, and one browser."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tools.browsers import NoBrowserError, launch
from whosays import Case, CaseError, Problem, read_case

# How long an example takes depends on what else the machine does. Tests ask what is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A shell lets what it starts in the background ignore SIGINT, and so would all that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# On a machine that runs several browsers a page may take longer than the usual five seconds.
expect.set_options(timeout=15_000)

ROOT = Path(__file__).parent.parent
KURSK = ROOT / "seeds" / "kursk-2024"
ASEM = ROOT / "seeds" / "asem-2007"
BAC = ROOT / "tests/gallery/cases/bac-2025"
"""A made-up case in another language, with other sources, that counts other things."""
SEEDS = sorted(path.parent for path in ROOT.glob("seeds/*/article.yml"))
"""The folders of all cases of the book."""


@cache
def case_in(folder: Path, lang: str | None = None) -> Case:
    """A case of the repository as it stands there; read once, whoever asks."""
    return read_case(folder, lang)


@pytest.fixture(scope="session")
def kursk() -> Case:
    return case_in(KURSK)


@pytest.fixture(scope="session")
def asem() -> Case:
    """The book's second case, of which the text may be passed on."""
    return case_in(ASEM)


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """All cases of the book."""
    return [case_in(folder) for folder in SEEDS]


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


def in_turn(names: Sequence[Any], ways: Sequence[Any], *, deep: bool) -> list[tuple[Any, Any]]:
    """Each name with one of the ways to look at it, given in turn; with `make deep` the farthest
    from that. With WHOSAYS_EVERY_WAY every name in all ways (``tools.accessibility``)."""
    if "WHOSAYS_EVERY_WAY" in os.environ:
        return list(product(names, ways))
    shift = len(ways) // 2 if deep else 0
    return [(name, ways[(n + shift) % len(ways)]) for n, name in enumerate(names)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test with the mark ``in_turn`` for each of the names given to it, in one way."""
    deep = getattr(metafunc.module, "DEEP", False)
    for mark in metafunc.definition.iter_markers("in_turn"):
        metafunc.parametrize(", ".join(mark.kwargs), in_turn(*mark.kwargs.values(), deep=deep))


def pytest_collection_finish() -> None:
    """Leave what is imported by now alone, each time that objects without a use are looked for."""
    gc.freeze()


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

"""What all tests share: the real case, and copies of it to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from whosays import Case, CaseError, Problem, read_case

ROOT = Path(__file__).parent.parent
KURSK = ROOT / "seeds" / "kursk-2024"


@pytest.fixture(scope="session")
def kursk() -> Case:
    return read_case(KURSK)


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


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """What reading the case in ``folder`` complains about; there must be something."""
    with pytest.raises(CaseError) as error:
        read_case(folder)
    return error.value.problems

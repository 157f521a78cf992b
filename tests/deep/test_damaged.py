"""Ten thousand damaged copies of a small case, and a few hundred of the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import KURSK
from tests.damage import files_of, run, small_case

SMALL, FULL = 10_000, 300


@pytest.mark.parametrize("part", range(10))
def test_damaged_small_cases(tmp_path: Path, part: int) -> None:
    each = SMALL // 10
    read, refused = run(small_case(), range(part * each, (part + 1) * each), tmp_path)
    assert read > each // 20
    assert refused > each // 2


def test_damaged_real_cases(tmp_path: Path) -> None:
    read, refused = run(files_of(KURSK), range(SMALL, SMALL + FULL), tmp_path)
    assert read + refused == FULL

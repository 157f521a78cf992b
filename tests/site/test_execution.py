"""Notebooks run in kernels that stay, and see nothing of each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from jupyter_cache.executors.utils import ExecutionResult
from myst_nb.core.execute import direct
from nbformat import NotebookNode

from whosays.site.execution import Job, Kernels, shared_kernels


@pytest.fixture(scope="module")
def kernels() -> Iterator[Kernels]:
    with shared_kernels(most=1) as found:
        yield found


def notebook(*cells: str) -> NotebookNode:
    made: NotebookNode = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells]  # type: ignore[no-untyped-call]
    )
    return made


def run(kernels: Kernels, folder: Path, *cells: str, timeout: int = 60) -> ExecutionResult:
    job = Job(notebook(*cells), str(folder), timeout=timeout, allow_errors=False)
    return kernels.begin(job).done.result()


def shown(result: ExecutionResult) -> str:
    return str(result.nb.cells[-1].outputs[0]["data"]["text/plain"])


def test_a_notebook_finds_nothing_of_the_one_before(kernels: Kernels, tmp_path: Path) -> None:
    first = run(kernels, tmp_path, "left = 1", "import os; os.getpid()")
    second = run(kernels, tmp_path, "'left' in globals()")
    third = run(kernels, tmp_path, "import os; os.getpid() ")
    assert shown(second) == "False"
    assert shown(first) == shown(third), "it is another process"
    assert [cell.execution_count for cell in first.nb.cells] == [1, 2]
    assert second.nb.cells[0].execution_count == 1


def test_a_notebook_runs_in_its_own_folder(kernels: Kernels, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    run(kernels, tmp_path / "there", "1")
    result = run(kernels, tmp_path, "import os; os.getcwd()")
    assert shown(result) == repr(str(tmp_path))


def test_a_mistake_is_told_and_the_next_notebook_runs(kernels: Kernels, tmp_path: Path) -> None:
    failed = run(kernels, tmp_path, "1 / 0", "2")
    assert "ZeroDivisionError" in str(failed.err)
    assert failed.exc_string
    assert shown(run(kernels, tmp_path, "1 + 2")) == "3"


def test_a_kernel_that_hangs_or_dies_is_replaced(kernels: Kernels, tmp_path: Path) -> None:
    hung = run(kernels, tmp_path, "import time; time.sleep(60)", timeout=1)
    assert "timed out" in str(hung.err)
    assert shown(run(kernels, tmp_path, "4 + 4")) == "8"
    with pytest.raises(RuntimeError, match=r"[Kk]ernel died"):
        run(kernels, tmp_path, "import os; os._exit(1)")
    assert shown(run(kernels, tmp_path, "5 + 5")) == "10"


def test_myst_nb_asks_here_as_long_as_it_lasts(kernels: Kernels, tmp_path: Path) -> None:
    asked = notebook("6 * 7")
    how = {"cwd": str(tmp_path), "timeout": 60, "allow_errors": False, "meta_override": True}
    result = direct.single_nb_execution(asked, **how)
    assert asked.cells[0].outputs[0]["data"]["text/plain"] == "42"
    assert result.err is None
    again = notebook("6 * 7")
    direct.single_nb_execution(again, **how)
    assert again.cells == asked.cells
    assert len([each for each in kernels.begun if each[1:] == ("6 * 7",)]) == 1, "run once"

"""Runs the notebooks of a book in a few kernels that stay, side by side with the rest of the build.

myst-nb starts a kernel for every notebook, one after the other. Most of a build is then spent on
starting Python and importing the same packages again. Here the kernels stay: before each notebook
the namespace is emptied, so that a notebook still sees nothing of another one. Those that will be
read are begun as soon as their names are known; what myst-nb asks for is then often ready.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import queue
import threading
import traceback
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_cache.executors.utils import ExecutionResult
from jupyter_client.manager import AsyncKernelManager
from myst_nb.core.execute import direct
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MOST_KERNELS = 4
"""More would wait for memory and for myst-nb, which takes the notebooks one by one."""

# What a notebook may find of the one before: nothing, and its own folder.
_AFRESH = "import os; get_ipython().reset(new_session=True); __import__('os').chdir({cwd!r})"


@dataclass(frozen=True)
class Job:
    """A notebook to run, as myst-nb hands it over."""

    notebook: NotebookNode
    cwd: str
    timeout: int | None
    allow_errors: bool
    done: Future[ExecutionResult] = field(default_factory=Future)

    @property
    def name(self) -> tuple[str, ...]:
        """What makes two jobs the same: the folder and the cells."""
        return (self.cwd, *(cell.source for cell in self.notebook.cells))


QUIET = ["--IPKernelApp.log_level=40"]
"""Errors only: a kernel warns that its sockets, on this machine alone, are not encrypted."""


class Kernels:
    """A few kernels that take notebooks from one queue; ``close`` ends them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.begun: dict[tuple[str, ...], Job] = {}
        self.threads: list[threading.Thread] = []

    def begin(self, job: Job) -> Job:
        """Put a notebook into the queue; the same one again is not run twice."""
        if job.name not in self.begun:
            self.begun[job.name] = job
            self.jobs.put(job)
            if len(self.threads) < self.most:
                thread = threading.Thread(target=lambda: asyncio.run(self._work()), daemon=True)
                self.threads.append(thread)
                thread.start()
        return self.begun[job.name]

    def close(self) -> None:
        """End all kernels once the queue is done."""
        for _ in self.threads:
            self.jobs.put(None)
        for thread in self.threads:
            thread.join()

    async def _work(self) -> None:
        """Take notebooks until there is none, with one kernel as long as it is well."""
        manager: AsyncKernelManager | None = None
        try:
            while (job := self.jobs.get()) is not None:
                try:
                    if manager is None:
                        manager = AsyncKernelManager()
                        await manager.start_kernel(extra_arguments=QUIET)
                    result = await _run(job, manager)
                except BaseException as error:  # noqa: BLE001 (the build waits for an answer)
                    job.done.set_exception(error)
                    await _end(manager)
                    manager = None
                else:
                    job.done.set_result(result)
                    if isinstance(result.err, CellTimeoutError):  # it may still be busy
                        await _end(manager)
                        manager = None
        finally:
            await _end(manager)


async def _end(manager: AsyncKernelManager | None) -> None:
    if manager is not None:
        await manager.shutdown_kernel(now=True)


async def _run(job: Job, manager: AsyncKernelManager) -> ExecutionResult:
    """Run a notebook in place, in a namespace of its own; what its cells raise is in the result."""
    client = NotebookClient(
        job.notebook, km=manager, timeout=job.timeout, allow_errors=job.allow_errors
    )
    begin = monotonic()
    error = told = None
    try:
        await client.async_start_new_kernel_client()
        await _afresh(client, job.cwd)
        await client.async_execute()
    except (CellExecutionError, CellTimeoutError) as raised:
        error, told = raised, traceback.format_exc()
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
    return ExecutionResult(job.notebook, job.cwd, monotonic() - begin, error, told)


async def _afresh(client: NotebookClient, cwd: str) -> None:
    channels: Any = client.kc
    reply = await channels.execute_interactive(
        _AFRESH.format(cwd=cwd), silent=True, store_history=False, output_hook=lambda _: None
    )
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"the kernel could not be emptied: {reply['content']}")


PACKAGE = Path(__file__).parent.parent


def digest_of(*folders: Path) -> str:
    """Hash of the names and contents of all files in these folders."""
    found = hashlib.sha256()
    for path in sorted(each for folder in folders for each in folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            found.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def outdated(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _gone: set[str]
) -> list[str]:
    """All pages, where the package or a case is not what it was when they were read.

    Notebooks show what these hold, and Sphinx looks only at the notebooks.
    """
    now = digest_of(PACKAGE, Path(app.srcdir, "seeds"))
    before, env.whosays_read = getattr(env, "whosays_read", now), now  # type: ignore[attr-defined]
    return [] if before == now else sorted(env.found_docs)


@contextmanager
def shared_kernels(most: int = MOST_KERNELS) -> Iterator[Kernels]:
    """While this lasts, myst-nb has its notebooks run here."""
    kernels = Kernels(max(1, min(most, os.cpu_count() or 1)))
    stock = direct.single_nb_execution

    def run(nb: NotebookNode, **how: Any) -> ExecutionResult:
        job = Job(nb, how["cwd"], how["timeout"], allow_errors=how["allow_errors"])
        result = kernels.begin(job).done.result()
        nb.cells, nb.metadata = result.nb.cells, result.nb.metadata
        return result

    direct.single_nb_execution = run
    try:
        yield kernels
    finally:
        direct.single_nb_execution = stock
        kernels.close()


def start(app: Sphinx) -> None:
    """Have kernels ready from here to the end of the build."""
    app.connect("env-get-outdated", outdated)
    if app.config.nb_execution_mode != "force":
        return
    lasting = ExitStack()
    kernels = lasting.enter_context(shared_kernels())

    def begin(app: Sphinx, _env: BuildEnvironment, names: list[str]) -> None:
        """Begin with all notebooks that will be read, in the order in which they will be."""
        for path in (Path(app.env.doc2path(name)) for name in names):
            if path.suffix == ".ipynb":
                read: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
                timeout = app.config.nb_execution_timeout
                kernels.begin(Job(read, str(path.parent.absolute()), timeout, allow_errors=False))

    app.connect("env-before-read-docs", begin)
    app.connect("build-finished", lambda *_: lasting.close())

"""Write an export: all of its files or none, into a folder that is for it.

All is written beside its place first, where a full disk or Ctrl+C does no harm, and then moved
there: a new folder as one, the files of a folder that is there already one by one, undone where
one cannot be. So no folder holds files of two exports, or half of one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from whosays.case.folder import REQUIRED_FILES
from whosays.errors import CallError, in_line

_OF_A_CASE = [name for name in REQUIRED_FILES if name.endswith(".yml")]
"""What a case has and no export: a folder with one of them is somebody's work."""


class ExportError(CallError, OSError):
    """An export cannot be written where it was asked for; nothing there has been changed."""


def write(files: Mapping[str, bytes], folder: Path) -> dict[Path, bool]:
    """Write files by their path below ``folder``, all or none.

    Returns where each one is, in their order, and whether it has replaced another. The folder is
    made if need be, and what else it holds is left alone; a link in the place of a file is replaced
    and not followed. Raises :class:`ExportError` where the folder is a link, is or lies in one that
    holds a case, or cannot be written to.
    """
    try:
        fresh = not os.path.lexists(folder)
        _refuse_place(folder, files)
        with (
            _made(folder.parent if fresh else folder) as home,
            _staged(files, home) as staged,
            _uninterrupted(),
        ):
            if not fresh:
                return _move(staged, files, folder)
            staged.rename(folder)
            return {folder / name: False for name in files}
    except ExportError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        reason = getattr(error, "strerror", None) or error
        raise ExportError(
            f"{in_line(folder)}: cannot be written to ({reason}), and nothing was. "
            "Name another folder."
        ) from error


def _refuse_place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Raise ExportError for a place that is not for exports."""
    folders = {folder / parent for name in files for parent in PurePosixPath(name).parents}
    for each in sorted({folder, *folders}):
        if each.is_symlink():
            raise ExportError(
                f"{in_line(each)}: this is a link to {in_line(each.readlink())}. "
                "Name the folder itself, or another."
            )
    place = folder.resolve()
    for each in (place, *place.parents):
        if any(os.path.lexists(each / name) for name in _OF_A_CASE):
            raise ExportError(
                f"{in_line(folder)}: {in_line(each)} holds a case, and an export would be mixed "
                "with it. Name another folder."
            )
    for name in files:
        if (folder / name).is_dir() and not (folder / name).is_symlink():
            raise ExportError(
                f"{in_line(folder / name)}: cannot be written to, because a folder has this name. "
                "Remove it, or name another folder."
            )


@contextlib.contextmanager
def _made(folder: Path) -> Iterator[Path]:
    """The folder, made with those around it; what was made goes again if writing fails."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    except BaseException:
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()
        raise


@contextlib.contextmanager
def _staged(files: Mapping[str, bytes], home: Path) -> Iterator[Path]:
    """A folder of its own in ``home`` with all files in it; nothing of it stays."""
    staged = home / f".whosays-{secrets.token_hex(8)}"
    try:
        staged.mkdir()
        for name, content in files.items():
            path = staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _move(staged: Path, files: Mapping[str, bytes], folder: Path) -> dict[Path, bool]:
    """Move the files to their places; what they replace is put back if one cannot be moved."""
    aside = staged / ".replaced"
    moved: dict[Path, bool] = {}
    try:
        for at, name in enumerate(files):
            path, old = folder / name, aside / str(at)
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.mkdir(exist_ok=True)
            moved[path] = os.path.lexists(path)
            if moved[path]:
                path.rename(old)
            (staged / name).rename(path)
    except BaseException:
        for at, (path, replaced) in enumerate(moved.items()):
            old = aside / str(at)
            if not replaced:
                path.unlink(missing_ok=True)
            elif os.path.lexists(old):
                old.replace(path)
        raise
    return moved


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait for the moment that this takes."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Ctrl+C reaches the main thread only, and only there it can be told to wait
        return
    asked: list[Any] = []
    before = signal.signal(signal.SIGINT, lambda *_: asked.append(True))
    try:
        yield
    finally:
        # None: not set from Python, so it cannot be put back in this way.
        signal.signal(signal.SIGINT, signal.default_int_handler if before is None else before)
    if asked:
        raise KeyboardInterrupt

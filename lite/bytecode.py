"""Python's sources as bytecode, so that no browser has to compile them at every start.

Runs inside Pyodide, started by ``compile.mjs``, since bytecode is that of one Python alone. What no
notebook is likely to import keeps its source, which is smaller.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Container, Iterable
from importlib import _bootstrap_external as machinery
from importlib import import_module
from pathlib import Path

from lite.wheels import packed, with_record


def bytecode(source: bytes, name: str, *, documented: bool = True) -> bytes:
    """The compiled module, to be used without a look at its source."""
    optimize = 0 if documented else 2
    code = compile(source, name, "exec", dont_inherit=True, optimize=optimize)
    compiled: bytes = machinery._code_to_hash_pyc(  # type: ignore[attr-defined]  # noqa: SLF001
        code, b"\0" * 8, checked=False
    )
    return compiled


def compiled(
    archive: bytes, used: Container[str], *, documented: bool = True, method: int
) -> bytes:
    """An archive with bytecode in place of the sources of the modules in ``used``, by their paths.

    Without docstrings unless it is ``documented``. ``method`` is how zipfile packs.
    """
    source = zipfile.ZipFile(io.BytesIO(archive))
    files: dict[str, bytes] = {}
    for name in source.namelist():
        content = source.read(name)
        if name in used:
            files[f"{name}c"] = bytecode(content, name, documented=documented)
        elif not name.endswith("/"):
            files[name] = content
    return packed(with_record(files), method)


def used_by(modules: Iterable[str]) -> set[str]:
    """Paths, in their archives, of all modules that come with the import of these."""
    for name in modules:
        import_module(name)
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    marks = ("/site-packages/", "/python314.zip/")
    return {
        file.partition(mark)[2]
        for file in files
        for mark in marks
        if mark in file and file.endswith(".py")
    }


def compile_all(folder: Path, modules: Iterable[str], terse: Container[str]) -> None:
    """Compile every archive in a folder in place; those in ``terse`` lose their docstrings."""
    used = used_by(modules)
    for path in sorted([*folder.glob("*.whl"), *folder.glob("*.zip")]):
        # The library is imported from its archive, for which Python knows one method only.
        method = zipfile.ZIP_DEFLATED if path.suffix == ".zip" else zipfile.ZIP_ZSTANDARD  # type: ignore[attr-defined]
        documented = path.stem.split("-")[0] not in terse
        made = compiled(path.read_bytes(), used, documented=documented, method=method)
        path.write_bytes(made)

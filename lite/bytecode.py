"""Python's sources as bytecode, so that no browser has to compile them at every start.

Runs inside Pyodide, started by ``compile.mjs``, since bytecode is that of one Python alone. What no
notebook is likely to import keeps its source, which is smaller.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Collection, Container, Iterable
from importlib import _bootstrap_external as machinery
from importlib import import_module
from pathlib import Path

from lite.wheels import (
    BUNDLE,
    BUNDLE_VERSION,
    ZSTANDARD,
    folded,
    named_only,
    packed,
    with_record,
)


def bytecode(source: bytes, name: str, *, documented: bool = True) -> bytes:
    """The compiled module, to be used without a look at its source."""
    optimize = 0 if documented else 2
    code = compile(source, name, "exec", dont_inherit=True, optimize=optimize)
    compiled: bytes = machinery._code_to_hash_pyc(  # type: ignore[attr-defined]  # noqa: SLF001
        code, b"\0" * 8, checked=False
    )
    return compiled


def compiled(archive: bytes, used: Container[str], *, documented: bool = True) -> dict[str, bytes]:
    """An archive's files, with bytecode in place of the sources of the modules in ``used``.

    Without docstrings unless it is ``documented``.
    """
    source = zipfile.ZipFile(io.BytesIO(archive))
    files: dict[str, bytes] = {}
    for name in source.namelist():
        content = source.read(name)
        if name in used:
            files[f"{name}c"] = bytecode(content, name, documented=documented)
        elif not name.endswith("/"):
            files[name] = content
    return with_record(files)


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


def compile_all(
    folder: Path,
    modules: Iterable[str],
    terse: Container[str],
    bundled: Collection[str],
    whole: Container[str],
) -> None:
    """Compile every archive in a folder in place.

    Those in ``terse`` lose their docstrings; those in ``bundled`` become one, the bundle: a wheel
    that holds a zip, from which Python imports; those in ``whole`` are packed as a whole, and
    unpacked when they are imported. All are named by the beginning of their file.
    """
    first = {path.partition("/")[0] for path in used_by([])}
    used = used_by(modules)
    together: dict[str, bytes] = {}
    for path in sorted([*folder.glob("*.whl"), *folder.glob("*.zip")]):
        name = path.stem.split("-")[0]
        files = compiled(path.read_bytes(), used, documented=name not in terse)
        if name in bundled:
            # A list with the hash of every file: nobody installs or removes these.
            together |= {each: files[each] for each in files if not each.endswith("/RECORD")}
            path.unlink()
        elif path.suffix == ".zip" and bundled:
            # Python's library: what Pyodide starts with stays, in its archive, for which Python
            # knows one method of packing. The rest can wait for the bundle.
            stay = {each for each in files if each.partition("/")[0].removesuffix("c") in first}
            together |= {each: content for each, content in files.items() if each not in stay}
            path.write_bytes(packed({each: files[each] for each in stay}))
        else:
            kept = folded(files, name) if name in whole else files
            path.write_bytes(packed(kept, ZSTANDARD))
    if together:
        # Not packed inside, so that it is packed as a whole outside.
        inner = packed(together, zipfile.ZIP_STORED)
        outer = named_only(BUNDLE, BUNDLE_VERSION) | {f"{BUNDLE}.zip": inner}
        (folder / f"{BUNDLE}-{BUNDLE_VERSION}-py3-none-any.whl").write_bytes(
            packed(with_record(outer), ZSTANDARD)
        )

"""Wheels as a browser needs them: without what is never used there, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Sequence
from fnmatch import fnmatch

BUNDLE = "bundle"
BUNDLE_VERSION = "1"
ZSTANDARD = 93
"""The method of zip that Python knows since 3.14 (``zipfile.ZIP_ZSTANDARD``)."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
WHOLE = "whole.zip"
_UNFOLD = f'''"""Unpacks the package at its first import: as a whole it is a third smaller."""
import importlib
import sys
import zipfile
from pathlib import Path

here = Path(__file__).parent
with zipfile.ZipFile(here / "{WHOLE}") as whole:
    (here / "__init__.py").unlink()
    whole.extractall(here.parent)
(here / "{WHOLE}").unlink()
importlib.invalidate_caches()
del sys.modules[__name__]
importlib.import_module(__name__)  # which stands for this module from here on
'''
NEVER_USED = ("*.so", "*.pyd", "*.c", "*.pyx", "*.pxd", "*.pyi", "*/tests/*", "*/testing/tests/*")
"""What no pure wheel needs here: a compiled part for another machine, its source, its tests."""


def slimmed(wheel: bytes, drop: Sequence[str]) -> bytes:
    """A wheel without the files that fit one of these patterns; its own list of files agrees.

    A pattern after "!" keeps what an earlier one would drop.
    """
    source = zipfile.ZipFile(io.BytesIO(wheel))
    files = {
        name: source.read(name)
        for name in sorted(source.namelist())
        if not name.endswith("/") and not _is_dropped(name, drop)
    }
    return packed(with_record(files))


def with_record(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a wheel with a list of them that agrees; as they are where there is none."""
    record = next((name for name in files if name.endswith(".dist-info/RECORD")), None)
    if record is None:
        return files
    named = sorted(files.keys() - {record})
    lines = [f"{name},{_hash(files[name])},{len(files[name])}" for name in named]
    return files | {record: ("\n".join([*lines, f"{record},,"]) + "\n").encode()}


def _is_dropped(name: str, drop: Sequence[str]) -> bool:
    dropped = False
    for pattern in drop:
        if fnmatch(name, pattern.removeprefix("!")):
            dropped = not pattern.startswith("!")
    return dropped


def pure(wheel: bytes, drop: Sequence[str]) -> bytes:
    """A wheel for any machine, from one that has a compiled part and does without it, too."""
    source = zipfile.ZipFile(io.BytesIO(wheel))
    (about,) = (name for name in source.namelist() if name.endswith(".dist-info/WHEEL"))
    kept = [line for line in source.read(about).decode().splitlines() if line[:4] != "Tag:"]
    said = [
        "Root-Is-Purelib: true" if line.startswith("Root-Is-Purelib") else line for line in kept
    ]
    files = {name: source.read(name) for name in source.namelist() if not name.endswith("/")}
    files[about] = ("\n".join([*filter(None, said), "Tag: py3-none-any"]) + "\n").encode()
    return slimmed(packed(files), [*drop, *NEVER_USED])


def replaced(wheel: bytes, file: str, old: str, new: str) -> bytes:
    """A wheel with another text in one file; raises KeyError where the old is not there once."""
    source = zipfile.ZipFile(io.BytesIO(wheel))
    files = {name: source.read(name) for name in source.namelist() if not name.endswith("/")}
    text = files[file].decode()
    if text.count(old) != 1:
        raise KeyError(old)
    files[file] = text.replace(old, new).encode()
    return packed(with_record(files))


def named_only(name: str, version: str) -> dict[str, bytes]:
    """Files of a wheel that holds nothing."""
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    about = "Wheel-Version: 1.0\nGenerator: lite\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": about.encode(),
        f"{info}/RECORD": b"",
    }


def folded(files: dict[str, bytes], package: str) -> dict[str, bytes]:
    """The files of a wheel, with those of its package in one zip, packed as a whole from outside.

    The first import of the package unpacks it.
    """
    inside = {name: each for name, each in files.items() if name.startswith(f"{package}/")}
    around = {name: each for name, each in files.items() if name not in inside}
    unfolds = {
        f"{package}/__init__.py": _UNFOLD.encode(),
        f"{package}/{WHOLE}": packed(inside, zipfile.ZIP_STORED),
    }
    return with_record(around | unfolds)


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, in the order of their names and without a date."""
    level = 9 if method == zipfile.ZIP_DEFLATED else 19  # Zstandard's, as quick to unpack as any
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            target.writestr(entry, content, method, compresslevel=level)
    return buffer.getvalue()


def imports_of(wheel: bytes) -> list[str]:
    """Names of the modules and packages that a wheel lets import."""
    names = zipfile.ZipFile(io.BytesIO(wheel)).namelist()
    tops = {name.partition("/")[0] for name in names if name.endswith(".py")}
    return sorted(top.removesuffix(".py") for top in tops if ".d" not in top)


def _hash(content: bytes) -> str:
    made = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={made.decode().rstrip('=')}"

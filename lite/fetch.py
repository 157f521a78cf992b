"""A file from the first source that has it, accepted only with the hash that it must have."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin
from urllib.request import urlopen

PATIENCE = 15
"""Seconds without a word from a server, after which it counts as not there."""
PROGRAM_PATIENCE = 600
"""Seconds for pip or npm to bring one package; the largest has 100 MB."""


class Unavailable(Exception):  # noqa: N818 - an answer, not a fault
    """A source does not have a file, or does not answer; the message says which."""


class MissingFileError(Exception):
    """No source has a file as it must be; the message says where it was looked for."""


class Source(Protocol):
    """A place that may have files."""

    name: str

    def get(self, file: str) -> bytes:
        """Content of a file; raises Unavailable."""


def digest(content: bytes) -> str:
    """The sha256 of a content, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass
class Folder:
    """A folder on this machine, such as the one that keeps what was fetched before."""

    path: Path
    name: str = ""

    def __post_init__(self) -> None:
        self.name = self.name or f"the folder {self.path}"

    def get(self, file: str) -> bytes:
        """Content of a file; raises Unavailable."""
        try:
            return (self.path / file).read_bytes()
        except FileNotFoundError:
            raise Unavailable("is not there") from None


@dataclass
class Web:
    """Files below an address. Once it has not answered it is not asked again."""

    address: str  # ends with "/"
    name: str = ""
    silent: str = field(default="", init=False)  # why it counts as not there

    def __post_init__(self) -> None:
        self.name = self.name or self.address

    def get(self, file: str) -> bytes:
        """Content of a file; raises Unavailable."""
        if self.silent:
            raise Unavailable(self.silent)
        try:
            url = urljoin(self.address, quote(file))
            with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 (from files.yml)
                content: bytes = answer.read()
        except HTTPError as error:
            raise Unavailable(f"answers {error.code} {error.reason}") from None
        except (URLError, OSError) as error:
            self.silent = f"does not answer ({getattr(error, 'reason', error)})"
            raise Unavailable(self.silent) from None
        return content


@dataclass
class Package:
    """Files inside a package that pip or npm brings, once, when one is first asked for."""

    name: str
    bring: Callable[[Path], None]  # puts the archive into a folder; raises Unavailable
    inside: str  # folder of the archive that the files are in, ends with "/"
    place: Path  # where the archive may lie
    silent: str = field(default="", init=False)

    def get(self, file: str) -> bytes:
        """Content of a file; raises Unavailable."""
        archive = self._archive()
        try:
            if archive.suffix == ".whl":
                with zipfile.ZipFile(archive) as wheel:
                    return wheel.read(self.inside + file)
            with tarfile.open(archive) as packed:
                found = packed.extractfile(self.inside + file)
                return found.read() if found else b""
        except KeyError:
            raise Unavailable("does not hold it") from None

    def _archive(self) -> Path:
        if self.silent:
            raise Unavailable(self.silent)
        if not self.place.is_dir():
            self.place.mkdir(parents=True)
            try:
                self.bring(self.place)
            except Unavailable as error:
                shutil.rmtree(self.place)
                self.silent = str(error)
                raise
        (archive,) = self.place.iterdir()
        return archive


@dataclass
class Pip:
    """A wheel by pip, from the index that this machine uses."""

    requirement: str  # "ipython==9.12.0"
    place: Path
    options: tuple[str, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        self.name = f"pip ({self.requirement})"

    def get(self, file: str) -> bytes:
        """Content of a file; raises Unavailable."""
        target = self.place / self.requirement
        with_pip(self.requirement, *self.options)(target)
        try:
            return (target / file).read_bytes()
        except FileNotFoundError:
            brought = ", ".join(sorted(path.name for path in target.iterdir()))
            raise Unavailable(f"brings another file: {brought}") from None


def with_pip(requirement: str, *options: str) -> Callable[[Path], None]:
    """A function that has pip put one wheel into a folder; it raises Unavailable."""
    asked = ["--no-deps", "--only-binary=:all:", "--python-version=3.14", *options]
    quiet = ["--quiet", "--disable-pip-version-check", "--retries=1", f"--timeout={PATIENCE}"]

    def bring(folder: Path) -> None:
        command = [sys.executable, "-m", "pip", "download", *quiet, *asked]
        _run([*command, "--dest", str(folder), requirement])

    return bring


def with_npm(package: str) -> Callable[[Path], None]:
    """A function that has npm put one package into a folder; it raises Unavailable."""
    quiet = ["--silent", "--fetch-retries=1", f"--fetch-timeout={PATIENCE * 1000}"]

    def bring(folder: Path) -> None:
        program = shutil.which("npm")
        if program is None:
            raise Unavailable("npm is not installed")
        _run([program, "pack", package, *quiet, "--pack-destination", str(folder)])

    return bring


def _run(command: Sequence[str]) -> None:
    try:
        subprocess.run(  # noqa: S603 (pip or npm, with names from files.yml)
            command, check=True, capture_output=True, text=True, timeout=PROGRAM_PATIENCE
        )
    except subprocess.CalledProcessError as error:
        said = [line.strip() for line in (error.stderr or error.stdout).splitlines()]
        last = next((line for line in reversed(said) if line), f"exit code {error.returncode}")
        raise Unavailable(f"fails: {last}") from None
    except subprocess.TimeoutExpired:
        raise Unavailable(f"is not done after {PROGRAM_PATIENCE} s") from None


def fetch(file: str, sha256: str, sources: Sequence[Source], keep: Path) -> bytes:
    """Content of a file; it is kept in a folder, which is the first source.

    Raises MissingFileError where no source has it with this hash.
    """
    said = []
    for source in (Folder(keep), *sources):
        try:
            content = source.get(file)
        except Unavailable as answer:
            said.append(f"{source.name}: {answer}")
            continue
        found = digest(content)
        if found != sha256:
            said.append(f"{source.name}: has another content (sha256 {found}), which is refused")
            continue
        kept = keep / file
        if not kept.is_file() or kept.read_bytes() != content:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(content)
        return content
    places = "\n".join(f"  {line}" for line in said)
    raise MissingFileError(
        f"{file} is missing. It must have the sha256 {sha256}.\n{places}\n"
        f"Remedy: get the file from elsewhere and put it into {keep}, where it is looked for "
        "first; or build where one of these sources answers. Where a source has a newer release, "
        "its version and hashes belong into lite/files.yml."
    )

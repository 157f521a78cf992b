"""Files that stock pages fetch from CDNs, taken from the npm packages that the CDNs serve.

The network may be closed to CDNs; the npm registry has the same files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

MINUTES = 2
TERSER = "terser@5"

# jsdelivr and unpkg name package, version and file in the path: /npm/@scope/name@1.0/dist/x.js
_NPM_PATH = re.compile(r"^(?:/npm)?/(?P<spec>(?:@[^/]+/)?[^/@]+@[^/]+)/(?P<file>.+)$")
# cdnjs has names of its own and minifies what it takes from npm: /ajax/libs/name/1.0/x.min.js
_CDNJS_PATH = re.compile(r"^/ajax/libs/(?P<name>[^/]+)/(?P<version>[^/]+)/(?P<file>.+)$")
_CDNJS_PACKAGES = {"require.js": "requirejs"}


class NpmError(Exception):
    """npm is missing, or it cannot fetch a package."""


class Packages:
    """npm packages, unpacked below a folder, each fetched once."""

    def __init__(self, folder: Path) -> None:
        self._npm = npm()
        self._folder = folder

    def file(self, url: str) -> Path | None:
        """The file that a CDN would give for an address; None if it is no package's file."""
        path = unquote(urlsplit(url).path)
        if match := _CDNJS_PATH.match(path):
            name = _CDNJS_PACKAGES.get(match["name"], match["name"])
            return self._minified(f"{name}@{match['version']}", match["file"])
        if match := _NPM_PATH.match(path):
            found = self._package(match["spec"]) / match["file"]
            return found if found.is_file() else None
        return None

    def _package(self, spec: str) -> Path:
        unpacked = self._folder / spec.replace("/", "__")
        if not unpacked.is_dir():
            packed = unpacked.with_name(unpacked.name + ".packed")
            packed.mkdir(parents=True, exist_ok=True)
            run(self._npm, "pack", spec, "--silent", "--pack-destination", str(packed))
            with tarfile.open(max(packed.glob("*.tgz"))) as archive:
                archive.extractall(packed, filter="data")
            (packed / "package").rename(unpacked)
            shutil.rmtree(packed)
        return unpacked

    def _minified(self, spec: str, file: str) -> Path | None:
        package = self._package(spec)
        made = package / file
        source = package / file.replace(".min.", ".")
        if not made.is_file() and source.is_file():
            command = [f"--package={TERSER}", "--", "terser", str(source)]
            run(
                self._npm,
                "exec",
                "--yes",
                *command,
                "--compress",
                "--mangle",
                "--output",
                str(made),
            )
        return made if made.is_file() else None


def installed(folder: Path, spec: str) -> Path:
    """Folder of an npm package, installed with all that it needs below ``folder``, once.

    Raises NpmError.
    """
    place = folder / "installed" / spec.replace("/", "__")
    package = place / "node_modules" / spec.rpartition("@")[0]
    if not (package / "package.json").is_file():
        place.mkdir(parents=True, exist_ok=True)
        run(npm(), "install", spec, "--silent", "--ignore-scripts", "--prefix", str(place))
    return package


def npm() -> str:
    """The program; raises NpmError where there is none."""
    found = shutil.which("npm")
    if found is None:
        raise NpmError("npm is missing (Debian: sudo apt-get install npm)")
    return found


def run(program: str, *arguments: str) -> None:
    """Run npm; raises NpmError with its last words where it fails."""
    try:
        subprocess.run(  # noqa: S603 (npm, with names that are ours or read from our own pages)
            [program, *arguments],
            check=True,
            capture_output=True,
            text=True,
            timeout=MINUTES * 60,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        raise NpmError(f"npm {arguments[0]} {arguments[1]} failed: {said[-1]}") from error

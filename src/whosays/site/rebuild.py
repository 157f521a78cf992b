"""What a build notes for the next one, beside the site and not in it.

A finished site differs from what Sphinx wrote: it is corrected in place, and files are taken out of
it. So a build that writes no page has nothing to finish, and one that was broken off leaves pages
that fit neither Sphinx nor a reader. A note of what was left tells the cases apart.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NOTES = "whosays-left.json"
BUILD_INFO = ".buildinfo"
"""Sphinx's note of the configuration; it holds absolute paths, so it is no part of the site."""

FITS_NOTHING = "# Sphinx build info version 1\n# Not finished.\nconfig: 0\ntags: 0\n"


def looks(folder: Path) -> dict[str, list[int]]:
    """Size and time of every file in a folder, by its path; quick, since nothing is read."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != BUILD_INFO:
            status = path.stat()
            found[path.relative_to(folder).as_posix()] = [status.st_size, status.st_mtime_ns]
    return found


def notes(app: Sphinx) -> dict[str, Any]:
    """What earlier builds noted, by name; nothing where there was none."""
    try:
        found: dict[str, Any] = json.loads(Path(app.doctreedir, NOTES).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def note(app: Sphinx, **values: Any) -> None:
    """Keep what the next build is to know."""
    text = json.dumps({**notes(app), **values})
    Path(app.doctreedir, NOTES).write_text(text, encoding="utf-8")


def begin(app: Sphinx) -> None:
    """Give Sphinx back its note of the last build, before anything is written.

    Where the site is not as that build left it, Sphinx gets a note that fits nothing, and writes
    all pages anew; none is read or run again for it.
    """
    out, kept = Path(app.outdir), Path(app.doctreedir, BUILD_INFO)
    if app.builder.format != "html" or not out.is_dir():
        return
    if kept.is_file() and notes(app).get("site") == looks(out):
        shutil.copyfile(kept, out / BUILD_INFO)
    elif any(out.rglob("*.html")):
        (out / BUILD_INFO).write_text(FITS_NOTHING, encoding="utf-8")


def unfinish(app: Sphinx) -> None:
    """Note that a page is being written, so that the site is not finished until :func:`end`."""
    if notes(app).get("site"):
        note(app, site=None)


def is_finished(app: Sphinx) -> bool:
    """Whether no page has been written since the last build was finished."""
    return bool(notes(app).get("site"))


def end(app: Sphinx) -> None:
    """Note what the finished site looks like, without what Sphinx has put there for itself."""
    out = Path(app.outdir)
    if is_finished(app):
        for name in looks(out).keys() - notes(app)["site"].keys():
            (out / name).unlink()
    if (out / BUILD_INFO).is_file():
        shutil.move(out / BUILD_INFO, Path(app.doctreedir, BUILD_INFO))
    note(app, site=looks(out))


def source(app: Sphinx) -> str:
    """Hash over the package and all cases as they are now (:func:`execution.outdated`)."""
    found: Any = getattr(app.env, "whosays_read", "")
    return str(found)

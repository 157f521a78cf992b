"""The files of a case, read once, byte for byte; what cannot be read is said and never left out.

A folder that may not be listed looks empty to ``Path.glob``, and a link that leads nowhere looks
like no file to ``Path.is_file``. So the system is asked in ways that say why it refuses.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from whosays.case.vocabulary import Level
from whosays.errors import CaseError, Problem, Report

ESTIMATES, COVERAGE = "estimates.csv", "coverage.csv"
COUNTS, DISPUTES, EXAMPLES = "counts.yml", "disputes.yml", "examples.yml"
LESSONS, PICTURES, PLANS = "lessons.yml", "pictures.yml", "plans.yml"
READINGS, SETTLED = "readings.csv", "settled.yml"

_NEEDED = {
    "article.txt": Level.READING,
    "article.yml": Level.READING,
    "annotation.yml": Level.READING,
    ESTIMATES: Level.FIGURES,
    COVERAGE: Level.FIGURES,
}
"""From which level on a case has to have a file."""

REQUIRED_FILES = tuple(_NEEDED)
OPTIONAL_FILES = (COUNTS, DISPUTES, EXAMPLES, LESSONS, PICTURES, PLANS, READINGS, SETTLED)
QUIZZES = "quizzes"
_BANK = ".yml"
_ARTICLE = "article.txt"
_PERMISSIONS = "Check who may read it (its permissions)."

_PACKAGE = Path(__file__).parents[1]
PACKAGED = (_PACKAGE / "seeds", _PACKAGE.parents[1] / "seeds")
"""The cases that come with the package: inside it where it is installed from a wheel, beside
``src/`` where it is a checkout. A notebook that was downloaded has no other."""


# --- the folder -------------------------------------------------------------------------------


def find_case(case: str | Path) -> Path:
    """The folder of a case: ``case`` itself, ``seeds/<case>`` here or above, or the package's.

    So a notebook names the case wherever it is started. Where nothing is found, ``case`` is
    returned as it is, and reading it says so. Raises CaseError where one of these folders may not
    be looked at: the case could be there.
    """
    for folder in (Path(case), *(seeds / case for seeds in _seeds())):
        try:
            if folder.is_dir():
                return folder
        except PermissionError as error:
            raise CaseError([_closed(folder, error)]) from None
        except (OSError, ValueError):  # a name that is longer than names can be, or that has a NUL
            raise CaseError([_no_folder(case)]) from None
    return Path(case)


def _seeds() -> tuple[Path, ...]:
    """Folders that may hold cases: ``seeds`` here and in each folder above, and the package's."""
    here = Path.cwd()
    return (*(folder / "seeds" for folder in (here, *here.parents)), *PACKAGED)


def name_of(folder: Path) -> str:
    """The name of a folder that may have been given as ``.``, ``..`` or with a slash behind it."""
    return Path(os.path.abspath(folder)).name or str(folder)  # noqa: PTH100 - links stay as named


def _no_folder(case: str | Path) -> Problem:
    there = ", ".join(_cases_found())
    remedy = f"There are: {there}." if there else "Name a folder under seeds/."
    return Problem(str(case), "there is no such folder.", remedy)


def _closed(folder: Path, error: OSError) -> Problem:
    return Problem(str(folder), f"this folder cannot be read ({error.strerror}).", _PERMISSIONS)


def _cases_found() -> list[str]:
    """Names of the cases in the nearest ``seeds`` folder that has any."""
    found = (sorted(seeds.glob("*/article.yml")) for seeds in _seeds())
    return [path.parent.name for path in next(filter(None, found), [])]


# --- its files --------------------------------------------------------------------------------


def read_files(folder: Path) -> dict[str, bytes]:
    """What the files of a case hold, by their names from its folder on.

    Files that are no part of a case may lie beside them. Raises CaseError, with a problem for each
    file that cannot be read or that a case of any level misses (:func:`need_files` has the others),
    and for what is named like a bank of questions and is none.
    """
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise CaseError([_no_folder(folder)])
        os.scandir(folder).close()
    except PermissionError as error:
        raise CaseError([_closed(folder, error)]) from None
    except (OSError, ValueError):
        raise CaseError([_no_folder(folder)]) from None
    report = Report("")
    names = [*REQUIRED_FILES, *OPTIONAL_FILES, *_banks(folder, report)]
    found = {name: _bytes(folder, name, report.on(name)) for name in names}
    report.stop()
    return {name: data for name, data in found.items() if data is not None}


def need_files(folder: Path, found: Collection[str], level: Level) -> None:
    """Raise CaseError with the files that a case of this level misses; ``found`` are there."""
    report = Report("")
    for name, needed in _NEEDED.items():
        if level.has(needed) and name not in found:
            _missing(folder, report.on(name))
    report.stop()


def _missing(folder: Path, report: Report) -> None:
    needed = _NEEDED.get(report.file, Level.READING)
    else_do = "`whosays new` shows how an empty one looks."
    if needed is not Level.READING:
        else_do = f"a case whose level (article.yml) is below {needed} does without."
    report("the file is missing.", f"Put it into {name_of(folder)}/; {else_do}")


def _bytes(folder: Path, name: str, report: Report) -> bytes | None:
    """What a file holds; None where it is not there, or cannot be read, which is reported."""
    path = folder / name
    try:
        # Anything else has no end (a device), or waits for somebody to write to it (a pipe).
        if stat.S_ISREG(path.stat().st_mode):
            return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            report(
                "this is a link to a file that is not there.",
                "Put the file in its place, or remove the link.",
            )
        elif name not in OPTIONAL_FILES and _NEEDED.get(name, Level.READING) is Level.READING:
            _missing(folder, report)
    except OSError as error:
        report(f"the file cannot be read ({error.strerror}).", _PERMISSIONS)
    else:
        report("this is no file.", "Put the file in its place, or give this another name.")
    return None


def _banks(folder: Path, report: Report) -> Iterator[str]:
    """Names of the banks of questions, in order; what cannot be one is reported.

    Hidden files are left alone: editors and systems put them there.
    """
    names: list[str] = []
    try:
        with os.scandir(folder / QUIZZES) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except FileNotFoundError:
        if (folder / QUIZZES).is_symlink():
            problem = "this is a link to a folder that is not there."
            report.on(QUIZZES)(problem, "Put the folder in its place, or remove the link.")
    except NotADirectoryError:
        report.on(QUIZZES)("this is no folder.", "Make a folder of this name, or remove the file.")
    except OSError as error:
        report.on(QUIZZES)(f"this folder cannot be read ({error.strerror}).", _PERMISSIONS)
    for name in names:
        place = f"{QUIZZES}/{name}"
        if name.endswith(_BANK):
            yield place
        elif name.lower().endswith((_BANK, ".yaml")):
            report.on(place)(
                f"the name of a bank of questions ends in {_BANK}.",
                "Rename the file, or move it elsewhere.",
            )


def decoded(data: bytes, name: str) -> str:
    """The text of a file, which is UTF-8; CaseError, with the line, where it is not."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Report(name).refuse(
            f"byte {error.start} is not UTF-8.",
            "Save the file with the encoding UTF-8.",
            line=line,
        ) from error
    # The article is taken byte for byte; elsewhere a byte order mark is a habit of some editors.
    return text if name == _ARTICLE else text.removeprefix("\ufeff")

"""Everything for a plan in one zip: the plan, notices, sheets with keys, and what platforms take.

All of it is made elsewhere. While pages are written, :func:`take` keeps those that are one sheet,
as files to print; :func:`write` adds the files of the lessons that a plan needs, from the zips that
are beside the pages by then.
"""

from __future__ import annotations

import copy
import html
import io
import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup

from whosays.export import downloads
from whosays.export.collection import name_of, path_of
from whosays.export.lesson_plan import LessonPlan
from whosays.export.platforms import PLATFORMS
from whosays.export.rights import LICENCE_URL, question_rights
from whosays.export.scorm import VERSIONS
from whosays.site import assets, packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bs4 import BeautifulSoup
    from bs4.formatter import HTMLFormatter
    from sphinx.application import Sphinx

    from whosays.case.case import Case
    from whosays.words.language import Words

FOLDER = "plans"
"""Where the zips are, below the root of the site."""

ONE_SHEET = "[data-ws-plan], .site-one-side"
NOT_ON_IT = ".site-screen, script, a.headerlink"
STYLES = ("site.css", "teach.css")
PLAN = re.compile(r'data-ws-plan="([\w/-]+)"')
TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


# --- While pages are written ----------------------------------------------------------------------


def offer(body: BeautifulSoup, up: str, words: Words) -> None:
    """Put the link to its zip above a plan, on the screen; ``up`` leads to the root of the site.

    The size comes in the end (:func:`~whosays.site.packages.say_sizes`).
    """
    for plan in body.select("[data-ws-plan]"):
        file = f"{FOLDER}/{zip_name(str(plan['data-ws-plan']))}"
        link = packages.offered(file, up, words.of("plans")["everything"])
        place = Markup('<div class="site-screen"><p class="site-online">{}</p></div>')
        plan.insert_before(packages.parsed(place.format(link)))


def take(
    app: Sphinx, page: str, body: BeautifulSoup, context: Mapping[str, Any], how: HTMLFormatter
) -> None:
    """Keep a page that is one sheet as a file of its own; ``how`` its elements are written."""
    place = folder(app) / f"{page}.html"
    if not body.select_one(ONE_SHEET):
        place.unlink(missing_ok=True)
        return
    own = copy.deepcopy(body)  # others go on with it
    for element in own.select(NOT_ON_IT):
        element.decompose()
    for link in own.select("a[href]"):
        if not urlsplit(str(link["href"])).scheme:  # the page that it leads to is not in the zip
            link.unwrap()
    text = app.builder.templates.render(
        "sheet.html",
        {
            **context,
            "ws_sheet_body": own.decode(formatter=how),
            "ws_sheet_css": "\n".join(assets.published(name).text for name in STYLES),
        },
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def folder(app: Sphinx) -> Path:
    """Where the pages are kept between builds."""
    return Path(app.doctreedir).parent / FOLDER


def zip_name(plan: str) -> str:
    """Name of a plan's zip, from those of its case and its own: ``kursk-2024/minutes-45``."""
    return f"{plan.replace('/', '-')}.zip"


# --- When all files are there ---------------------------------------------------------------------


def write(app: Sphinx, book: Iterable[Case]) -> None:
    """Write a zip for each plan of the book's cases that a page shows."""
    out = Path(app.outdir)
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    plans: dict[str, Path] = {}
    notices: list[Path] = []
    for page in sorted(app.env.found_docs):
        place = folder(app) / f"{page}.html"
        if place.is_file():
            if found := PLAN.search(place.read_text(encoding="utf-8")):
                plans[found[1]] = place
            else:
                notices.append(place)
    if not plans:
        return
    (out / FOLDER).mkdir()
    for case in book:
        for plan in case.plans.plans:
            if page_of := plans.get(name := f"{case.id}/{plan.id}"):
                sheets = {each.name: each.read_text("utf-8") for each in (page_of, *notices)}
                files = packed_files(out, LessonPlan(case, plan.id), sheets)
                (out / FOLDER / zip_name(name)).write_bytes(downloads.archive(files))


def packed_files(out: Path, plan: LessonPlan, sheets: Mapping[str, str]) -> dict[str, bytes]:
    """What is in a zip, by path: sheets, a folder for each lesson, and a text on all of them."""
    lessons = {name: dict(files_of(out, plan.case, name)) for name in plan.lessons}
    files = {name: text.encode() for name, text in sheets.items()}
    for found in lessons.values():
        files |= found
    readme = plan.case.words.of("platforms")["readme"]
    return {readme: told(plan, sheets, lessons), **files}


def files_of(out: Path, case: Case, lesson: str) -> Iterator[tuple[str, bytes]]:
    """The files of a lesson that the site has, by their path in the zip; none for some lessons."""
    name = name_of(case, lesson)
    zipped_files = out / downloads.FOLDER / case.id / path_of(case, lesson)
    if zipped_files.is_file():
        with zipfile.ZipFile(io.BytesIO(zipped_files.read_bytes())) as packed:
            for file in packed.namelist():
                yield f"{name}/{file}", packed.read(file)
    for version in VERSIONS:
        package = out / packages.FOLDER / packages.file_name(lesson, version)
        if package.is_file():
            yield f"{name}/{package.name}", package.read_bytes()


def told(
    plan: LessonPlan, sheets: Mapping[str, str], lessons: Mapping[str, Mapping[str, bytes]]
) -> bytes:
    """What each file is, as plain text, and what may be done with them."""
    words = plan.case.words
    t = words.of("plans")
    parts = [f"{words.said(plan.plan.title)}\n\n{t['unpack']}"]
    parts += [f"{name}\n  {title_of(text)} ({t['one_sheet']})" for name, text in sheets.items()]
    for files in lessons.values():
        listed = [f"{path}\n  {kind_of(PurePosixPath(path).name, words)}" for path in files]
        parts += ["\n".join(listed)] if listed else []
    parts += [t["own"].format(url=LICENCE_URL), question_rights(plan.case, words)]
    return ("\n\n".join(parts) + "\n").encode()


def title_of(page: str) -> str:
    """The first heading of a page as text."""
    found = TITLE.search(page)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""


def kind_of(file: str, words: Words) -> str:
    """What a file of a lesson is, by the end of its name."""
    t = words.of("platforms")
    for name, module in PLATFORMS.items():
        if file.endswith(module.suffix):
            return t[f"name_{name}"]
    for version in VERSIONS:
        if file.endswith(packages.file_name("", version)):
            return words.of("package")["whole"].format(version=version)
    return words.of("plans")["read_on"]

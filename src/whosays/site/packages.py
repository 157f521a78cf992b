"""A lesson as a package to upload to a learning platform: its page alone, and what the page needs.

While pages are written, :func:`take` keeps each that asks something, without the book around it
(``lesson.html``); :func:`write` makes a zip of each once all files are there. In it ``scorm.js``
tells the platform what is answered, by the version of SCORM that the package is for: a zip cannot
be of two, since its manifest names one. Terms and sources that the page refers to are put at its
end; other links into the book are plain text.
"""

from __future__ import annotations

import copy
import html
import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup, escape

from whosays.case.read import read_case
from whosays.errors import CaseError
from whosays.export.downloads import size
from whosays.export.rights import LICENCE_URL, question_rights
from whosays.export.scorm import MANIFEST, QUESTIONS, VERSIONS, manifest, script
from whosays.site import assets, output, policy
from whosays.site.body import box_for_teachers
from whosays.site.packing import zipped
from whosays.views.portable import questions
from whosays.words.interface import interface
from whosays.words.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bs4.formatter import HTMLFormatter
    from sphinx.application import Sphinx

    from whosays.case.case import Case
    from whosays.views.portable import Question

FOLDER = "packages"
"""Where the zips are, below the root of the site."""

NOT_IN_A_LESSON = (
    ".site-next, .site-switch, .site-code, .site-wide, .site-here, a.headerlink, h1 .section-number"
)
"""What speaks of the book around the page, or needs Python."""
SHEETS = ("scorm.js", "lesson.css")
ASKED = re.compile(r'<li class="ws-item" id="q-([\w-]+)"')
LOOKED_UP = '<a class="lesson-look-up" href="{}">'
LOOK_UP = re.compile(LOOKED_UP.format('([^"]+)') + r"(.*?)</a>", re.DOTALL)
HERE, RIGHTS = "<!-- looked up -->", "<!-- rights -->"
"""Places in ``lesson.html`` for what is known only when all pages are there."""


# --- While pages are written ----------------------------------------------------------------------


def take(
    app: Sphinx, page: str, body: BeautifulSoup, context: Mapping[str, Any], how: HTMLFormatter
) -> None:
    """Keep a page that asks something as a page of its own; ``how`` its elements are written.

    Not one with a form that is handed in as a whole: its result is for who filled it in.
    """
    place = folder(app) / f"{page}.html"
    if not body.select_one("[id^='q-']") or body.select_one("[id^='f-']"):
        place.unlink(missing_ok=True)
        return
    own = copy.deepcopy(body)  # others go on with it
    leave_out(own)
    keep_links(own, PurePosixPath(page).name)
    lang = app.config.language or "en"
    text = app.builder.templates.render(
        "lesson.html",
        {
            **context,
            "ws_policy": policy.POLICY,
            "ws_lesson": interface("package", lang),
            "ws_lesson_body": own.decode(formatter=how),
            "ws_questions_js": QUESTIONS,
            "ws_scorm_js": assets.published("scorm.js").path,
            "ws_lesson_css": assets.published("lesson.css").path,
        },
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def folder(app: Sphinx) -> Path:
    """Where the pages are kept between builds."""
    return Path(app.doctreedir).parent / FOLDER


def leave_out(body: BeautifulSoup) -> None:
    """Take out of a page what is for teachers, for Python, or about the book around it.

    A section with a widget stays, out of sight: the states of a page's widgets refer to the text of
    all of them.
    """
    if box := box_for_teachers(body):
        box.decompose()
    for section in body.select(".site-run"):
        if section.select_one("[data-widget-model]"):
            section["hidden"] = ""
        else:
            section.decompose()
    for element in body.select(NOT_IN_A_LESSON):
        element.decompose()


def keep_links(body: BeautifulSoup, page: str) -> None:
    """Keep the links of a page that lead to a place in it, to the web, or perhaps to its end."""
    places = {str(element["id"]) for element in body.select("[id]")}
    for link in body.select("a[href]"):
        to = urlsplit(str(link["href"]))
        if to.scheme:
            continue
        name = PurePosixPath(to.path).stem or page
        if name == page and to.fragment in places:
            link["href"] = f"#{to.fragment}"
        elif name != page and to.fragment:
            link.attrs = {"class": "lesson-look-up", "href": f"{name}#{to.fragment}"}
        else:
            link.unwrap()


# --- When all pages are there ---------------------------------------------------------------------


def write(app: Sphinx, book: Iterable[Case]) -> None:
    """Write packages for each lesson whose questions are in the cases of the book."""
    out = Path(app.outdir)
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    kept = {
        page: place.read_text(encoding="utf-8")
        for page in sorted(app.env.found_docs)
        if (place := folder(app) / f"{page}.html").is_file()
    }
    if not kept:
        return
    words = Words(app.config.language or "en")
    by_name = {case.id: case for case in book}
    known = {each.id: each for case in by_name.values() for each in asked_in(case)}
    terms = entries(out, app.env.found_docs)
    for page, text in kept.items():
        ids = ASKED.findall(text)
        if not known.keys() >= set(ids):
            continue
        name = PurePosixPath(page).name
        asked = [known[each] for each in ids]
        told = list(dict.fromkeys(each.case for each in asked))
        rights = [question_rights(by_name[each], words) for each in told]
        (out / FOLDER).mkdir(exist_ok=True)
        files = packed_files(out, Kept(page, text, asked, rights), terms, words)
        for version, packed in files.items():
            (out / FOLDER / file_name(name, version)).write_bytes(zipped(packed))


def file_name(lesson: str, version: str) -> str:
    """Name of a lesson's package for a version of SCORM."""
    return f"{lesson}-scorm-{version}.zip"


def cases(srcdir: Path, lang: str) -> Iterator[Case]:
    """The finished cases of the book; of others a warning has told (:mod:`.downloads`)."""
    seeds = srcdir / "seeds"
    for place in sorted(filter(Path.is_dir, seeds.iterdir() if seeds.exists() else ())):
        try:
            yield read_case(place, lang=lang)
        except CaseError:
            continue


def asked_in(case: Case) -> Iterator[Question]:
    """Every question of a case."""
    for name, bank in case.quizzes.items():
        yield from questions(case, bank, [item.id for item in bank.items], name)


@dataclass(frozen=True)
class Kept:
    """A lesson's page, as :func:`take` has kept it, what it asks, and what holds for that."""

    page: str
    text: str
    asked: list[Question]
    rights: list[str]


def packed_files(
    out: Path, kept: Kept, terms: Mapping[str, Entry], words: Words
) -> dict[str, dict[str, bytes]]:
    """What is in a lesson's packages, by version of SCORM and path."""
    title = html.unescape(re.findall(r"<title>(.*?)</title>", kept.text, re.DOTALL)[0]).strip()
    t = words.of("package")
    rights = [t["own"].format(url=LICENCE_URL), *kept.rights]
    whole = with_terms(kept.text, terms, t).replace(
        RIGHTS, "".join(str(Markup("<p>{}</p>").format(line)) for line in rights)
    )
    start = f"{kept.page}.html"
    files = {start: whole.encode()}
    for name in SHEETS:
        file = assets.published(name)
        files[file.path] = file.text.encode()
    for path in output.referenced({out / start: whole}, out):
        files[path.relative_to(out.resolve()).as_posix()] = path.read_bytes()
    name, readme_name = PurePosixPath(kept.page).name, words.of("platforms")["readme"]
    made = {}
    for version in VERSIONS:
        said = [title, t["whole"].format(version=version), t["which"], t["how"], t["letters"]]
        readme = "\n\n".join([*said, *rights]) + "\n"
        own = {QUESTIONS: script(kept.asked, version), readme_name: readme.encode()}
        paths = sorted({*files, *own})
        made[version] = {MANIFEST: manifest(version, name, title, start, paths), **files, **own}
    return made


# --- Terms and sources ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """What a link into the glossary or the bibliography leads to, as HTML."""

    kind: str  # "terms" or "sources"
    place: str  # its id in a lesson
    name: str
    said: str


def entries(out: Path, pages: Iterable[str]) -> dict[str, Entry]:
    """Every term and source that a page of the book explains, by page and place: ``glossary#x``."""
    found = {}
    for page in sorted(pages):
        path = out / f"{page}.html"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if "glossary" not in text and 'class="citation"' not in text:
            continue
        name = PurePosixPath(page).name
        for entry in entries_of(BeautifulSoup(text, "html.parser")):
            found[f"{name}#{entry.place}"] = entry
    return found


def entries_of(page: BeautifulSoup) -> Iterator[Entry]:
    """The terms and sources of a page, without links that lead elsewhere in the book."""
    for element in page.select("dl.glossary, div.citation"):
        for link in element.select("a[href]"):
            if "headerlink" in link.get_attribute_list("class"):
                link.decompose()
            elif not urlsplit(str(link["href"])).scheme:
                link.unwrap()
    for term in page.select("dl.glossary > dt[id]"):
        said = term.find_next_sibling("dd")
        if isinstance(said, Tag):
            yield Entry("terms", str(term["id"]), inner(term), inner(said))
    for source in page.select("div.citation[id]"):
        yield Entry("sources", str(source["id"]), "", inner(source))


def inner(element: Tag) -> str:
    """What is in an element."""
    return element.decode_contents().strip()


def with_terms(text: str, terms: Mapping[str, Entry], words: Mapping[str, str]) -> str:
    """A page with what it refers to at its end; a link to anything else becomes plain text."""
    used: dict[str, Entry] = {}

    def link(found: re.Match[str]) -> str:
        entry = terms.get(html.unescape(found[1]))
        if entry is None:
            return found[2]
        used[entry.place] = entry
        return f'<a href="#look-up-{entry.place}">{found[2]}</a>'

    linked = LOOK_UP.sub(link, text)
    sections = ""
    for kind, (around, line) in LISTS.items():
        listed = sorted((each for each in used.values() if each.kind == kind), key=in_order)
        lines = "".join(line.format(**vars(each)) for each in listed)
        if lines:
            sections += SECTION.format(escape(words[kind]), around.format(lines))
    return linked.replace(HERE, sections)


def in_order(entry: Entry) -> str:
    """What entries are sorted by."""
    return re.sub(r"<[^>]*>", "", entry.name or entry.said).strip().lower()


SECTION = '<section class="lesson-looked-up"><h2>{}</h2>{}</section>'
LISTS = {
    "terms": (
        '<dl class="simple glossary">{}</dl>',
        '<dt id="look-up-{place}">{name}</dt><dd>{said}</dd>',
    ),
    "sources": (
        '<div class="citation-list" role="list">{}</div>',
        '<div class="citation" id="look-up-{place}" role="listitem">{said}</div>',
    ),
}
"""By kind of entry, a list and a line of it."""


# --- Where they are offered -----------------------------------------------------------------------

OFFERED = re.compile(
    r'(?P<link><a (?=[^>]*data-ws-package="(?P<file>[\w./-]+)")(?=[^>]*data-said="(?P<said>[^"]*)")'
    r"[^>]*>)[^<]*</a>"
)
QUESTION_FILE = re.compile(r"(?P<case>[\w-]+)/questions/(?P<lesson>[\w-]+)\.zip")
ABOUT = Markup(
    '<details class="site-screen"><summary>{about}</summary>'
    "<p>{what}</p><p>{which}</p><p>{how}</p><p>{letters}</p></details>"
)


def offer(app: Sphinx, page: str, body: BeautifulSoup, up: str) -> None:
    """Give each list of questions to download a column with the packages of the same lessons.

    On paper it would be of no use. ``up`` leads from the page to the site's root; the sizes come in
    the end (:func:`say_sizes`).
    """
    t = interface("package", app.config.language or "en")
    for table in body.select("table:has([data-ws-file*='/questions/'])"):
        lines = [(row, lesson_of(row, app, page)) for row in table.select("tr")]
        if not any(lesson for _, lesson in lines):
            continue
        for version in VERSIONS:
            for row, lesson in lines:
                cell = body.new_tag("td", attrs={"class": "site-screen"})
                if row.find_parent("thead"):
                    cell.name, cell["scope"] = "th", "col"
                    cell.string = t["package"].format(version=version)
                if lesson:
                    file = f"{FOLDER}/{file_name(lesson, version)}"
                    cell.append(parsed(offered(file, up, t["zip"])))
                row.append(cell)
        around = table.find_parent(class_="ws-table") or table
        around.insert_after(parsed(ABOUT.format(**t)))


def offered(file: str, up: str, said: str) -> Markup:
    """A link to a file below the root of the site; what is ``said`` of it has its size."""
    link = Markup(
        '<a href="{up}{file}" download="" data-ws-package="{file}" data-said="{said}"></a>'
    )
    return link.format(up=up, file=file, said=said)


def parsed(markup: Markup) -> BeautifulSoup:
    """HTML to put into a page."""
    return BeautifulSoup(markup, "html.parser")


def lesson_of(row: Tag, app: Sphinx, page: str) -> str:
    """The lesson in a row, if it is a page beside this one, of a case that the book has."""
    named = row.select_one("[data-ws-file]")
    file = QUESTION_FILE.fullmatch(str(named["data-ws-file"])) if named else None
    if file is None or not Path(app.srcdir, "seeds", file["case"]).is_dir():
        return ""
    beside = str(PurePosixPath(page).parent / file["lesson"])
    return file["lesson"] if beside in app.env.found_docs else ""


def say_sizes(out: Path, pages: Iterable[str], words: Words) -> None:
    """Put the sizes of the files into the links that offer them; a link to none goes."""

    def link(found: re.Match[str]) -> str:
        file = out / found["file"]
        if not file.is_file():
            return ""
        told = size(file.stat().st_size, words.number).replace(" ", "\N{NO-BREAK SPACE}")
        return f"{found['link']}{found['said'].format(size=told)}</a>"

    for page in pages:
        path = out / f"{page}.html"
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        after = OFFERED.sub(link, before)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="")

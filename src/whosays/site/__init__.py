"""Sphinx extension that makes the built book self-contained, readable and light.

What it does, part by part:

- :mod:`~whosays.site.execution` runs the notebooks, side by side;
- :mod:`~whosays.site.body` corrects a chapter's HTML before it is put into the page;
- :mod:`~whosays.site.widgets` turns the notebook's widgets into what ``host.js`` runs;
- :mod:`~whosays.site.policy` keeps the page to its own origin;
- :mod:`~whosays.site.assets` leaves scripts and styles off the pages that do not use them;
- :mod:`~whosays.site.launch` finds where a chapter can be run, :mod:`~whosays.site.lite` in the
  reader's browser, :mod:`~whosays.site.live` in the page itself;
- :mod:`~whosays.site.publisher`, :mod:`~whosays.site.accessibility` and
  :mod:`~whosays.site.licences` write pages of their own (:mod:`~whosays.site.text_pages`): who
  answers for a copy, who can use it, whose work is in it;
- :mod:`~whosays.site.paper` prints the whole book, where a PDF is asked for;
- :mod:`~whosays.site.downloads` puts the data beside the pages;
- :mod:`~whosays.site.notebooks` makes the lessons to download run by themselves;
- :mod:`~whosays.site.search` gives the search what it looks through;
- :mod:`~whosays.site.output` finishes the folder: icons, smaller style sheets, unused files;
- :mod:`~whosays.site.metadata` says of a page what search engines and chat windows show, with
  :mod:`~whosays.site.descriptions`, :mod:`~whosays.site.catalogue` and
  :mod:`~whosays.site.book_data`;
- :mod:`~whosays.site.root_files` writes icons, manifest, 404 page and sitemap;
- :mod:`~whosays.site.packages` makes packages of each lesson for learning platforms;
- :mod:`~whosays.site.plans` puts what a plan needs into one zip;
- :mod:`~whosays.site.packing` puts the book into a zip, and has a device keep it;
- :mod:`~whosays.site.rebuild` notes what the next build need not do again;
- :mod:`~whosays.site.warn` says what an author has to mend;
- ``templates/`` holds the frame around a chapter, ``static/`` its scripts and style.

A reader needs no server, no network and, for reading, no JavaScript.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from whosays.errors import MissingExtraError
from whosays.words.interface import interface
from whosays.words.language import Words
from whosays.words.said import said

try:
    from bs4.dammit import EntitySubstitution
    from bs4.formatter import HTMLFormatter
    from sphinx.addnodes import toctree

    from whosays.site import (
        accessibility,
        assets,
        book_data,
        curricula,
        execution,
        licences,
        lite,
        live,
        metadata,
        output,
        packages,
        packing,
        paper,
        plans,
        policy,
        publisher,
        rebuild,
        root_files,
        search,
        text_pages,
    )
    from whosays.site.body import WIDGET_VIEW, Onward, finish_body
    from whosays.site.downloads import add_downloads, link_downloads
    from whosays.site.launch import launch_box, repository_of, say_where_repository_is
    from whosays.site.navigation import marked_sections, named_toggles, with_those_below
    from whosays.site.notebooks import write_notebooks
    from whosays.site.widgets import page_widgets, take_state
except ModuleNotFoundError as error:
    raise MissingExtraError("The built site", error.name, "site") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

VOID = HTMLFormatter(EntitySubstitution.substitute_xml, void_element_close_prefix="")
"""How elements without content are written: without a stroke, which means nothing in HTML."""

HERE = Path(__file__).parent

# After every handler of myst-nb, the theme and the other extensions (500, some 501).
LAST = 900
FIRST = 100


def prefer_static_form(overrides: list[Any]) -> list[Any]:
    """Order of output formats in which HTML comes before a widget's view, whatever else is set.

    Our widgets bring both: HTML that reads without JavaScript, and the view, which the stock
    scripts would draw.
    """
    html = 30  # what myst-nb starts from (base_render_priority)
    for builder, mime_type, priority in overrides:
        if builder in ("*", "html") and mime_type == "text/html" and priority is not None:
            html = priority
    return [*overrides, ["html", WIDGET_VIEW, html + 1]]


def configure(app: Sphinx, config: Config) -> None:
    """Set what Jupyter Book has no option for."""
    config.nb_mime_priority_overrides = prefer_static_form(list(config.nb_mime_priority_overrides))
    config.nb_ipywidgets_js = {}  # RequireJS and the widget manager, from two CDNs
    config.whosays_book_data = book_data.digest(Path(app.srcdir))
    config.templates_path.insert(0, str(HERE / "templates"))
    named = publisher.publisher_from(config[publisher.FIELD])
    lang = config.language or "en"
    for name, said_in in (("publisher", lang), ("publisher_de", "de")):  # one notice is in German
        nobody = interface("site", said_in)["publisher_nobody"]
        config.myst_substitutions[name] = publisher.sentence(named, nobody)
    listed = book_data.read_book_data(Path(app.srcdir)).curricula
    config.myst_substitutions["curricula"] = curricula.table(listed, interface("site", lang), lang)
    # Every term has its place in the glossary; nobody looks for them in a list of links to it.
    config.html_use_index = False
    # "/" as a shortcut hinders people who dictate (WCAG 2.1.4); our search field is in the page.
    config.html_theme_options.setdefault("enable_search_shortcuts", False)


@cache
def text_pages_of(app: Sphinx) -> dict[str, text_pages.TextPage]:
    """The pages that are made from data, by name; made once, since every page links them."""
    config = app.config
    lang = config.language or "en"
    named = publisher.publisher_from(config[publisher.FIELD])
    pages = publisher.pages(named, lang, config.author) if named else {}
    statement = accessibility.pages(Path(app.srcdir), named, lang, config.html_title)
    shipped = licences.page(interface("site", lang), lang, lite.licensed())
    return {**pages, **statement, "licences": shipped}


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Hand Sphinx the pages that no file of the book holds."""
    return text_pages.collected(text_pages_of(app), app.config.root_doc)


def onward_from(app: Sphinx, pagename: str, context: dict[str, Any]) -> Onward | None:
    """The page after a lesson; a lesson is a page of a numbered part, or the first page."""
    following = context.get("next")
    is_lesson = pagename == app.config.root_doc or app.env.toc_secnumbers.get(pagename)
    return Onward(following["link"], following["title"]) if following and is_lesson else None


def say_of_copy(app: Sphinx, body: BeautifulSoup, root: str) -> None:
    """Say how this copy can be taken along, and where its repository is."""
    words, title = Words(app.config.language or "en"), app.config.html_title
    packing.say_how(body, words, title, root, printed=app.config.whosays_pdf)
    say_where_repository_is(body, repository_of(app.config.html_theme_options))


def link_files(app: Sphinx, pagename: str, body: BeautifulSoup, root: str) -> None:
    """Make links to the files that are beside the pages, below ``root``."""
    packages.offer(app, pagename, body, root)
    plans.offer(body, root, Words(app.config.language or "en"))
    link_downloads(body, root)


def finish_page(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Correct one page's parts just before the template puts them together."""
    if app.builder.format != "html":
        return
    rebuild.unfinish(app)
    scripts, state = take_state(context["script_files"])
    words = interface("site", app.config.language or "en")
    onward = onward_from(app, pagename, context)
    body = finish_body(context.get("body") or "", pagename, words, onward)
    context["ws_head"] = metadata.head_of(app, pagename, context, body)
    widgets = page_widgets(body, state, pagename, app.config.language or "en")
    say_of_copy(app, body, context["content_root"])
    link_files(app, pagename, body, context["content_root"])
    is_live = app.config.whosays_lite and live.is_wanted(body)
    search.keep_page(app, pagename, body, app.config.language or "en")
    own = policy.own_styles(body)
    policy.check_policy(body, pagename)
    if "body" in context:
        context["body"] = body.decode(formatter=VOID)

    holds = assets.holder(body)
    scripts, filed = policy.in_files(assets.needed_scripts(scripts, holds, pagename))
    context["script_files"] = scripts
    context["css_files"] = assets.needed_styles(context["css_files"], holds)
    context["ws"] = words
    button = body.select_one(".site-next a")
    context["ws_next_above"] = bool(
        button and button["href"] == (context["next"] or {}).get("link")
    )
    context["ws_switch_above"] = holds(".site-switch")
    context.update(launch_box(app, context))
    context["ws_items_js"] = assets.ITEMS
    context["ws_text_pages"] = [
        (f"{PurePosixPath(app.config.root_doc).parent / name}", page.title)
        for name, page in text_pages_of(app).items()
    ]
    context["ws_python"] = holds(".site-code, .site-run, div.cell_input")
    context["metatags"] = policy.head_of(context.get("metatags") or "")
    context["ws_code_seen"] = assets.shows_code(body)
    projector = projector_files(app.config.language or "en") if holds(".ws-quiz.ws-sheet") else ()
    context["ws_projector"] = [file.path for file in projector]
    name_own_files(context, holds)
    context["ws_live_js"] = is_live and live.address()
    context["ws_search_js"] = search.SCRIPTS
    context["ws_widget_state"] = widgets.state_json
    styles = (*widgets.styles, *([own] if own else []))
    context["ws_widget_css"] = [style.path for style in styles]
    context["ws_widget_js"] = [script.path for script in widgets.scripts]
    context["generate_toctree_html"] = named_toggles(
        context["generate_toctree_html"], words["subpages"]
    )
    if "generate_toc_html" in context:
        apart = {str(section["id"]) for section in body.select("section.site-run[id]")}
        context["generate_toc_html"] = marked_sections(context["generate_toc_html"], apart)

    for file in (*styles, *filed, *widgets.scripts, *widgets.states, *projector):
        file.write(Path(app.outdir))
    if pagename in app.env.found_docs:
        packages.take(app, pagename, body, context, VOID)
        plans.take(app, pagename, body, context, VOID)
    if app.config.whosays_pdf and pagename in app.env.found_docs:
        paper.take(body, pagename, paper_folder(app), words)  # last, since it changes the body


def name_own_files(context: dict[str, Any], holds: assets.Holds) -> None:
    """Tell the template which of our styles and scripts a page needs; ``holds`` knows the page."""
    context["ws_code"] = holds(assets.CODE)
    context["ws_pictures_css"] = holds(".ws-picture") and assets.published("pictures.css").path
    context["ws_teach_css"] = (
        holds(".ws-teach, .site-one-side") and assets.published("teach.css").path
    )
    for name in ("site.css", "mode.js", "page.js", "found.js", "copy.js"):
        context[f"ws_{name.replace('.', '_')}"] = assets.published(name).path


@cache
def projector_files(lang: str) -> tuple[assets.PublishedFile, ...]:
    """Script and style of what shows a page's questions to a class, asked for by few."""
    return assets.with_words("projector.js", lang), assets.published("projector.css")


def paper_folder(app: Sphinx) -> Path:
    """Where what belongs on paper is kept between builds."""
    return Path(app.doctreedir).parent / "paper"


def write_paper(app: Sphinx) -> None:
    """Print the whole book into the site."""
    lang = app.config.language or "en"
    root = PurePosixPath(app.config.root_doc)
    pages = dict.fromkeys(with_those_below(app.env, app.config.root_doc))
    order = tuple(PurePosixPath(page).name for page in pages)
    words = interface("site", lang)
    title = app.config.html_title
    parts = {
        PurePosixPath(tree["entries"][0][1]).name: tree["caption"]
        for tree in app.env.get_doctree(app.config.root_doc).findall(toctree)
        if tree.get("caption") and tree["entries"]
    }
    site = metadata.site_address(app.config)
    address = f"{site}{root.parent}/" if site else ""
    subtitle = said(book_data.read_book_data(Path(app.srcdir)).subtitle, lang)
    book = paper.Book(title, app.config.author, lang, order, words, parts, subtitle, address)
    beside = Path(app.outdir) / root.parent
    paper.write(book, paper_folder(app), beside, Path(app.outdir) / packing.pdf_name(title))


def finish_site(app: Sphinx, exception: Exception | None) -> None:
    """Write what depends on all pages, and remove what none of them needs."""
    if exception is not None or app.builder.format != "html":
        return
    if not rebuild.is_finished(app):
        language = app.config.language or "en"
        write_notebooks(app)
        lite.remove(Path(app.outdir))
        output.finish(Path(app.outdir), Path(app.srcdir), language)
        search.write_index(app)
        root_files.write(app)
        book = list(packages.cases(Path(app.srcdir), language))
        packages.write(app, book)
        plans.write(app, book)
        packages.say_sizes(Path(app.outdir), app.env.found_docs, Words(language))
        Path(app.outdir, packing.pdf_name(app.config.html_title)).unlink(missing_ok=True)
        if app.config.whosays_pdf:
            write_paper(app)
        if earlier := rebuild.notes(app).get("zip"):  # the book may be called something else now
            Path(app.outdir, earlier).unlink(missing_ok=True)
        packing.pack(packing.Site(Path(app.outdir), app.config.html_title, Words(language)))
        rebuild.note(app, zip=packing.zip_name(app.config.html_title))
        if app.config.whosays_lite:
            lite.place(Path(app.outdir))
            if (Path(app.outdir) / live.LOCK).is_file():
                live.write(Path(app.outdir), language)
    rebuild.end(app)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension's parts (called by Sphinx)."""
    # A part of the configuration, so that a change to these files writes all pages anew.
    app.add_config_value("whosays_site_assets", assets.digest(), "html")
    app.add_config_value("whosays_book_data", "", "html")
    app.add_config_value("whosays_pdf", paper.wanted(), "html", bool)
    app.add_config_value("whosays_lite", lite.digest(), "html")
    app.add_config_value(publisher.FIELD, {}, "env", dict)
    app.connect("config-inited", configure, priority=LAST)
    app.connect("builder-inited", rebuild.begin, priority=FIRST)
    app.connect("builder-inited", execution.start)
    app.connect("html-collect-pages", collect_pages)
    app.connect("html-collect-pages", root_files.missing_page)
    app.connect("builder-inited", search.replace_sphinx_search)
    app.connect("html-collect-pages", search.search_page)
    app.connect("html-page-context", finish_page, priority=LAST)
    app.connect("build-finished", add_downloads)
    app.connect("build-finished", finish_site, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
